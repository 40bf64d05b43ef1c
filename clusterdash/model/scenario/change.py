"""One value for "change a choice", and one way to carry it out; clicks, remedies and suggestions all end in it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.errors import Problem, ScenarioError
from clusterdash.frozen import FrozenMap
from clusterdash.model.scenario.codes import check_codes
from clusterdash.model.scenario.decision import Decision
from clusterdash.model.scenario.next_step import NextStep
from clusterdash.model.scenario.scenario import ChainPlan, Place, Scenario, list_regions
from clusterdash.plain import show_value
from clusterdash.words import N_

PARTS: Mapping[str, type] = {"place": Place, "chain": ChainPlan}
# Tables that hold the names of regions.
REGION_TABLES = ("chain.potentials", "chain.region_details")
# What is decided for an instrument stands in these; a pin takes back a ruling out, and the other way round.
OPPOSITE = {"pinned": "excluded", "excluded": "pinned"}


@dataclass(frozen=True)
class Change:
    """One choice to change: the path of a field, the code or codes in it ("" = the field as a whole), the value.

    Tables give the codes the value, and lose them where it is None; sets gain the codes where it is True, and lose
    them where it is False; all other fields take the value. With the code "" a table or set is replaced as a whole;
    the log of decisions and the next steps gain a single entry at their end. ``also`` holds changes that go with it,
    carried out after it (regions per round together with rounds).

    The families of fields:

    - ``salience`` (mechanism -> 0 to 3), ``salience_weights``: what matters.
      Source: Benner 2013, §3; levels and weights are an assumption.
    - ``capacity`` (government -> level), ``platform``, ``platform_year``: who can.
      Source: Benner 2013, §1, §3, §9; the three levels and the year are an assumption.
    - ``donor_level``, ``donor_funds`` (set of instruments): how far a donor goes.
      Source: Benner 2013, §9; the levels are an assumption.
    - ``context`` (question -> answer): the place; None takes an answer back ("unknown" is an answer, too).
      Source: Benner 2013, §1 to §5, §9, §10 (the questions); the answers are an assumption.
    - ``mix_size``, ``heavy_limit``, ``pinned``, ``excluded`` (sets of instruments; a pin takes back a ruling out, and
      the other way round): what may enter the mix.
      Source: assumption (people decide before the tool does).
    - ``responsible``, ``phases``, ``independent`` (instrument -> who, when, whose job): the plan; None goes back to
      the suggestion.
      Source: Benner 2013, §9; that people overrule the suggestion, and the phases, are an assumption.
    - ``route``: the way to begin.
      Source: Benner 2013, §4, §5, §9.
    - ``decisions`` (a Decision is added at the end; a tuple of them replaces the log): what was decided, and why.
      Source: assumption (what a group wants to know a year later).
    - ``next_steps`` (a NextStep is added at the end; a tuple of them replaces the list): who does what by when.
      Source: assumption (what a group wants to find again at its next meeting).
    - ``place.title`` and the other texts of the place.
      Source: assumption (names and year of the place).
    - ``chain.rounds`` and the other numbers of the chain (``chain.pilots`` None = nobody said); ``chain.unit_costs``
      (activity -> low and high cost, or one amount for both), ``chain.instrument_costs`` (the same per instrument),
      ``chain.stage_months`` (stage -> first and last month), ``chain.potentials`` (region -> clusters),
      ``chain.region_details`` (region -> RegionDetail).
      Source: Benner 2013, §5; ranges, months and costs are an assumption.
    """

    field: str
    code: str | tuple[str, ...]
    value: Any
    also: tuple[Change, ...] = ()

    def list_all(self) -> tuple[Change, ...]:
        """Return this change and those that go with it, in order. Source: assumption (a device of the program)."""
        return (self, *(inner for one in self.also for inner in one.list_all()))

    @property
    def codes(self) -> tuple[str, ...]:
        """The code or codes, as a tuple; empty where the field is meant as a whole."""
        if isinstance(self.code, str):
            return (self.code,) if self.code else ()
        return self.code


def apply_change(catalog: Catalog, scenario: Scenario, change: Change) -> Scenario:
    """Return the scenario after one change; the given one stays as it is.

    Raises ScenarioError, with all problems at once, when the field or a code is unknown, the value is out of range, or
    it contradicts another choice. Unknown codes that the scenario had before do not stand in the way.

    Source: assumption (how people work with the app; the ranges stand in the scenario).
    """
    if not _is_understood(change):
        template = N_("This change could not be understood ({found}); reload the page and try again.")
        raise ScenarioError([Problem("change", template, {"found": show_value(change.field), "allowed": ""})])
    problems = list(_find_unknown_codes(catalog, scenario, change))
    try:
        after = _carry_out(scenario, change)
    except ScenarioError as error:
        raise ScenarioError([*problems, *error.problems]) from None
    problems += _find_new_codes(catalog, scenario, after, {problem.where for problem in problems})
    if problems:
        raise ScenarioError(problems)
    return apply_changes(catalog, after, change.also)


def apply_changes(catalog: Catalog, scenario: Scenario, changes: Iterable[Change]) -> Scenario:
    """Return the scenario after several changes, one after the other. Raises ScenarioError as ``apply_change`` does.

    Source: assumption (a device of the program).
    """
    for change in changes:
        scenario = apply_change(catalog, scenario, change)
    return scenario


def read_choice(scenario: Scenario, field: str) -> Any:
    """Return what a field holds, by its path ("chain.rounds"). Raises AttributeError where there is none.

    Source: assumption (a device of the program).
    """
    part, _dot, name = field.rpartition(".")
    return getattr(getattr(scenario, part) if part else scenario, name)


def _list_fields() -> tuple[str, ...]:
    """Return the paths of all fields that can be changed. Source: assumption (a device of the program)."""
    own = (spec.name for spec in dataclasses.fields(Scenario) if spec.name not in ("version", *PARTS))
    inner = (f"{name}.{spec.name}" for name, part in PARTS.items() for spec in dataclasses.fields(part))
    return (*own, *inner)


FIELDS = frozenset(_list_fields())


def _is_understood(change: Change) -> bool:
    codes = (change.code,) if isinstance(change.code, str) else change.code
    are_texts = isinstance(codes, tuple) and all(isinstance(code, str) for code in codes)
    return isinstance(change.field, str) and change.field in FIELDS and are_texts and _has_place(change)


def _has_place(change: Change) -> bool:
    """Return whether the field can take codes where some are given, and a set is told yes or no."""
    present = read_choice(Scenario(), change.field)
    if not change.codes:
        return change.code == ""
    if isinstance(present, frozenset):
        return isinstance(change.value, bool)
    return isinstance(present, Mapping)


def _carry_out(scenario: Scenario, change: Change) -> Scenario:
    value = _find_value(read_choice(scenario, change.field), change)
    part, _dot, name = change.field.rpartition(".")
    if part:
        return scenario.change(**{part: dataclasses.replace(getattr(scenario, part), **{name: value})})
    fields = {name: value}
    if name in OPPOSITE and change.codes and change.value:
        fields[OPPOSITE[name]] = read_choice(scenario, OPPOSITE[name]) - set(change.codes)
    return scenario.change(**fields)


def _find_value(present: Any, change: Change) -> Any:
    """Return what the field holds after the change."""
    if isinstance(change.value, Decision | NextStep):
        return (*present, change.value) if isinstance(present, tuple) else change.value
    if not change.codes:
        return change.value
    if isinstance(present, frozenset):
        return present.union(change.codes) if change.value else present.difference(change.codes)
    if change.value is None:
        return FrozenMap({code: value for code, value in present.items() if code not in change.codes})
    return FrozenMap({**present, **dict.fromkeys(change.codes, change.value)})


def _find_unknown_codes(catalog: Catalog, scenario: Scenario, change: Change) -> Iterator[Problem]:
    """Yield a problem for each code that the field cannot hold; codes that it holds already may be taken back."""
    codes = change.codes
    if change.field in REGION_TABLES and not codes and isinstance(change.value, Mapping):
        codes = tuple(change.value)
    if not codes:
        return
    known = _list_codes(catalog, scenario, change.field)
    present = read_choice(scenario, change.field)
    for code in codes:
        if code not in known and code not in present:
            template = N_("{found} is not known here; reload the page and choose again.")
            yield Problem(change.field, template, {"found": show_value(code), "allowed": ", ".join(known)})


def _list_codes(catalog: Catalog, scenario: Scenario, field: str) -> tuple[str, ...]:
    """Return the codes that a table or set may hold."""
    if field in REGION_TABLES:
        return list_regions(scenario.chain)
    tables: dict[str, tuple[Any, ...]] = {
        "salience": catalog.mechanisms,
        "capacity": catalog.governments,
        "context": catalog.context_questions,
        "chain.unit_costs": catalog.activities,
        "chain.stage_months": catalog.stages,
    }
    return tuple(row.code for row in tables.get(field, catalog.instruments))


def _find_new_codes(catalog: Catalog, before: Scenario, after: Scenario, told: set[str]) -> Iterator[Problem]:
    """Yield the problems with codes that were not there before, unless the field has been told already."""
    found = check_codes(catalog, after)
    old = check_codes(catalog, before) if found else ()
    yield from (problem for problem in found if problem not in old and problem.where not in told)
