"""The scenario: everything that people decide, as one immutable value; all results are computed from it."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar

from clusterdash.errors import Problem, ScenarioError
from clusterdash.frozen import FrozenMap
from clusterdash.model.scenario.checks import (
    AMOUNTS,
    CAPACITIES,
    ENTRY_LIMIT,
    NAME_LIMIT,
    REGION_LIMIT,
    Checked,
    amounts,
    checked,
    choice,
    distinct_names,
    each,
    mapped,
    months,
    number,
    optional,
    pair_amounts,
    problem_at,
    shorten_problems,
    text_up_to,
    whole,
)
from clusterdash.model.scenario.decision import DECISION_LIMIT, Decision, check_decisions
from clusterdash.model.scenario.next_step import STEP_LIMIT, NextStep, check_next_steps, move_old_ticks
from clusterdash.model.scenario.region_detail import POTENTIALS_LIMIT, RegionDetail, check_region_detail
from clusterdash.plain import clean_text
from clusterdash.words import N_

SCENARIO_VERSION = 1
SALIENCE_MAXIMUM = 3
DONOR_LEVEL_MAXIMUM = 5
MIX_SIZE_MAXIMUM = 200
PLATFORM_YEAR_MAXIMUM = 15
RUNS_MAXIMUM = 20_000
PLATFORMS = ("none", "build", "strengthen", "existing_organisation")
FILE_LIMIT = 2_000_000
TEXT_LIMIT = 4_000
YEARS = (1990, 2100)


@dataclass(frozen=True)
class Place(Checked):
    """Where and when: texts of the people in the room, and the year in which the first round starts."""

    prefix: ClassVar[str] = "place."
    title: str = checked("", text_up_to(NAME_LIMIT))
    country: str = checked("", text_up_to(NAME_LIMIT))
    region: str = checked("", text_up_to(NAME_LIMIT))
    cluster: str = checked("", text_up_to(NAME_LIMIT))
    start_year: int = checked(2027, whole(*YEARS))
    notes: str = checked("", text_up_to(TEXT_LIMIT))


@dataclass(frozen=True)
class ChainPlan(Checked):
    """What people decide about the cluster promotion chain (Benner 2013, §5; numbers without a section: assumption).

    ``regions`` holds names in the order of entry; while it is empty, ``region_count`` regions are numbered.
    ``potentials`` says how many clusters a region could promote, one per round (missing = as many as its detail names,
    or 1); ``region_details`` (region -> RegionDetail) holds what is said of single regions. ``pilots`` None = nobody
    said: then the answer on pilots counts (see ``find_pilots``). ``stage_months`` moves a stage within its round.
    ``office_round`` 0 = no office. ``donor_pace`` = levels that the donor steps down per round; ``donor_skips`` =
    rounds of this way out that it leaves out after the first round. ``rounds`` 1..12, ``regions_per_round`` 1..500,
    ``round_years`` 1..15; probabilities and factors 0..1. ``unit_costs`` (activity -> low and high),
    ``instrument_costs`` (instrument -> low and high) and ``envelope`` (None = none) come from the user only, all in one
    ``currency`` (free text); a single amount stands for low and high.
    """

    prefix: ClassVar[str] = "chain."
    regions: tuple[str, ...] = checked((), distinct_names)
    region_count: int = checked(12, whole(1, REGION_LIMIT))
    potentials: Mapping[str, int] = checked(FrozenMap(), mapped(whole(1, POTENTIALS_LIMIT)))
    region_details: Mapping[str, RegionDetail] = checked(FrozenMap(), mapped(check_region_detail))
    rounds: int = checked(3, whole(1, 12))
    regions_per_round: int = checked(5, whole(1, REGION_LIMIT))
    round_years: int = checked(5, whole(1, 15))
    pilots: int | None = checked(None, optional(whole(0, REGION_LIMIT)))
    donor_pace: int = checked(1, whole(0, 5))
    donor_skips: int = checked(0, whole(0, 12))
    office_round: int = checked(2, whole(0, 12))
    stage_months: Mapping[str, tuple[int, int]] = checked(FrozenMap(), mapped(months))
    success_probability: float = checked(0.5, number(0, 1))
    learning_per_round: float = checked(0.05, number(0, 1))
    retry_probability: float = checked(0.5, number(0, 1))
    mentoring_capacity: int = checked(5, whole(0, REGION_LIMIT))
    success_maximum: float = checked(0.95, number(0, 1))
    unmentored_factor: float = checked(0.5, number(0, 1))
    no_entrepreneurs_factor: float = checked(0.5, number(0, 1))
    imperfect_framework_factor: float = checked(0.8, number(0, 1))
    runs: int = checked(10_000, whole(1, RUNS_MAXIMUM))
    seed: int = checked(2013, whole(0, 2**31))
    unit_costs: Mapping[str, tuple[float, float]] = checked(FrozenMap(), mapped(amounts))
    instrument_costs: Mapping[str, tuple[float, float]] = checked(FrozenMap(), mapped(amounts))
    envelope: float | None = checked(None, optional(AMOUNTS))
    currency: str = checked("", text_up_to(12))

    def __post_init__(self) -> None:
        for name in ("unit_costs", "instrument_costs"):
            object.__setattr__(self, name, pair_amounts(getattr(self, name)))
        super().__post_init__()


def list_regions(plan: ChainPlan) -> tuple[str, ...]:
    """Return the regions in the order of entry: the names given, or "Region 1", "Region 2" … while there are none."""
    return plan.regions or tuple(f"Region {number}" for number in range(1, plan.region_count + 1))


def count_potentials(plan: ChainPlan, region: str) -> int:
    """Return how many clusters a region could promote: as said, or as many as are named for it, at least one."""
    detail = plan.region_details.get(region)
    return plan.potentials.get(region) or max(1, len(detail.potentials) if detail else 0)


@dataclass(frozen=True)
class Scenario(Checked):
    """Everything that people decide, immutable and validated: ranges here, codes by the builders.

    Parameters
    ----------
    salience : mechanism code -> 0..3; missing = 0 and open to suggestions.
    capacity : government code -> "absent" | "weak" | "able"; missing = "weak".
    donor_level : 0..5, default 0 (no donor).
    donor_funds : instrument codes which the donor pays for; counts from level 2.
    platform : "none" | "build" | "strengthen" | "existing_organisation"; default "none".
    mix_size : how many instruments the place can run at once, 0..200, default 10.
    heavy_limit : how many of them may be heavy; None = no limit.
    pinned, excluded : instrument codes that must be in, or must stay out.
    place, context, chain : names and year; answers (question code -> answer code); the plan of the chain.
    platform_year : year from which a platform that is built stands, counted from the start (0..15, default 1).
    salience_weights : weight of the levels 0, 1, 2, 3; equal steps by default (assumption).
    responsible : instrument code -> actor code, where people overrule the suggestion.
    phases : instrument code -> phase, where people move an instrument within the round.
    independent : instrument code -> "initiative" | "independent", where people overrule whose job it is.
    route : chosen route, "" = as recommended.
    decisions : what was decided, why, by whom and when; oldest first, at most 500.
    next_steps : what is to be done, by whom and by when, and whether it is done; at most 200.

    Raises
    ------
    ScenarioError : with ``problems``, all at once.

    Source: Benner 2013, §1, §3, §5, §9; defaults are assumptions.
    """

    version: int = checked(SCENARIO_VERSION, whole(SCENARIO_VERSION, SCENARIO_VERSION))
    salience: Mapping[str, int] = checked(FrozenMap(), mapped(whole(0, SALIENCE_MAXIMUM)))
    capacity: Mapping[str, str] = checked(FrozenMap(), mapped(choice(*CAPACITIES)))
    donor_level: int = checked(0, whole(0, DONOR_LEVEL_MAXIMUM))
    donor_funds: frozenset[str] = checked(frozenset(), each(text_up_to(NAME_LIMIT)))
    platform: str = checked("none", choice(*PLATFORMS))
    platform_year: int = checked(1, whole(0, PLATFORM_YEAR_MAXIMUM))
    mix_size: int = checked(10, whole(0, MIX_SIZE_MAXIMUM))
    heavy_limit: int | None = checked(None, optional(whole(0, MIX_SIZE_MAXIMUM)))
    pinned: frozenset[str] = checked(frozenset(), each(text_up_to(NAME_LIMIT)))
    excluded: frozenset[str] = checked(frozenset(), each(text_up_to(NAME_LIMIT)))
    salience_weights: tuple[int, ...] = checked((0, 1, 2, 3), each(whole(0, 100), 4))
    responsible: Mapping[str, str] = checked(FrozenMap(), mapped(text_up_to(NAME_LIMIT)))
    phases: Mapping[str, str] = checked(FrozenMap(), mapped(text_up_to(NAME_LIMIT)))
    independent: Mapping[str, str] = checked(FrozenMap(), mapped(choice("initiative", "independent")))
    route: str = checked("", text_up_to(NAME_LIMIT))
    context: Mapping[str, str] = checked(FrozenMap(), mapped(text_up_to(NAME_LIMIT)))
    decisions: tuple[Decision, ...] = checked((), check_decisions)
    next_steps: tuple[NextStep, ...] = checked((), check_next_steps)
    place: Place = field(default_factory=Place)
    chain: ChainPlan = field(default_factory=ChainPlan)

    def find_problems(self) -> list[Problem]:
        """Return ranges that are broken and choices that contradict each other."""
        problems = super().find_problems()
        for name, kind in (("place", Place), ("chain", ChainPlan)):
            if not isinstance(getattr(self, name), kind):
                template = N_("Found “{found}”; a table of named fields is needed.")
                problems += problem_at(name, template, getattr(self, name))
        return problems or [*self._find_contradictions()]

    def _find_contradictions(self) -> Iterable[Problem]:
        for code in sorted(self.pinned & self.excluded):
            template = N_("{found} is pinned and ruled out at once; take back one of the two.")
            yield Problem("pinned", template, {"found": code, "allowed": ""})
        if len(self.pinned) > self.mix_size:
            template = N_("Pinned instruments: {found}; places in the mix: {allowed}; allow more or unpin some.")
            yield Problem("pinned", template, {"found": len(self.pinned), "allowed": self.mix_size})
        if len(self.salience_weights) != SALIENCE_MAXIMUM + 1 or list(self.salience_weights) != sorted(
            self.salience_weights
        ):
            template = N_("Found “{found}”; four whole numbers that never fall are needed.")
            yield from problem_at("salience_weights", template, self.salience_weights)

    def __hash__(self) -> int:
        """Return the hash, computed once: every kept result is found by it."""
        found: int | None = self.__dict__.get("_hash")
        if found is None:
            found = hash(tuple(getattr(self, spec.name) for spec in fields(self)))
            object.__setattr__(self, "_hash", found)
        return found

    def change(self, **fields_: Any) -> Scenario:
        """Return a copy with some fields replaced and everything checked again."""
        return dataclasses.replace(self, **fields_)

    @property
    def is_rated(self) -> bool:
        """Whether anybody has rated a mechanism; before that, nothing is advised. Source: assumption."""
        return bool(self.salience)

    def weight(self, mechanism: str) -> int:
        """Return the weight of a mechanism, from its salience."""
        return self.salience_weights[self.salience.get(mechanism, 0)]

    def to_json(self) -> str:
        """Return the scenario as versioned JSON, sorted, so that equal scenarios give equal text."""
        return json.dumps(_plain(self), ensure_ascii=False, sort_keys=True, indent=1)

    @classmethod
    def from_json(cls, text: str | bytes) -> Scenario:
        """Return the scenario of a file; raise ScenarioError with its problems (the first 50), never anything else."""
        data = move_old_ticks(_parse(text))
        problems: list[Problem] = []
        parts = {
            "place": _build(Place, data.get("place", {}), problems),
            "chain": _build(ChainPlan, _open_details(data.get("chain", {}), problems), problems),
            "decisions": _open_entries(Decision, data, "decisions", DECISION_LIMIT, problems),
            "next_steps": _open_entries(NextStep, data, "next_steps", STEP_LIMIT, problems),
        }
        scenario: Scenario | None = _build(
            cls, {**data, **{name: part for name, part in parts.items() if part is not None}}, problems
        )
        if problems or scenario is None:
            raise ScenarioError(shorten_problems(problems))
        return scenario


def _open_entries(kind: type[Any], data: Mapping[str, Any], name: str, limit: int, problems: list[Problem]) -> object:
    """Return a list with each entry as a value; what cannot be one is told, and what is no list is left alone."""
    found = data.get(name, ())
    if not isinstance(found, list) or len(found) > limit:
        return found
    entries = [_build_entry(kind, one, f"{name}[{number}]", problems) for number, one in enumerate(found, 1)]
    return tuple(one for one in entries if one is not None)


def _open_details(chain: object, problems: list[Problem]) -> object:
    """Return the plan of the chain with what is said of each region as a detail; what cannot be one is told."""
    details = chain.get("region_details") if isinstance(chain, Mapping) else None
    if not isinstance(chain, Mapping) or not isinstance(details, Mapping) or len(details) > ENTRY_LIMIT:
        return chain
    opened = {
        name: _build_entry(RegionDetail, one, f"chain.region_details.{name[:NAME_LIMIT]}", problems)
        for name, one in details.items()
    }
    return {**chain, "region_details": {name: one for name, one in opened.items() if one is not None}}


def _build_entry(kind: type[Any], data: object, where: str, problems: list[Problem]) -> Any:
    """Return one entry of a list or table; its problems say which entry is meant."""
    found: list[Problem] = []
    entry = _build(kind, data, found)
    problems += [dataclasses.replace(problem, where=clean_text(where)) for problem in found]
    return entry


def _build(kind: type[Any], data: object, problems: list[Problem]) -> Any:
    if not isinstance(data, Mapping):
        where = getattr(kind, "prefix", "").rstrip(".") or "scenario"
        problems += problem_at(where, N_("Found “{found}”; a table of named fields is needed."), data)
        return None
    known = {spec.name for spec in fields(kind)}
    allowed = ", ".join(sorted(known))
    for name in (name for name in data if name not in known):
        template = N_("This field is not known; remove it, or check its spelling.")
        problems += problem_at(kind.prefix + name[:NAME_LIMIT], template, name, allowed=allowed)
    try:
        return kind(
            **{
                name: value
                for name, value in data.items()
                if name in known and not (name in ("place", "chain") and isinstance(value, Mapping))
            }
        )
    except ScenarioError as error:
        problems += error.problems
        return None


def _parse(text: str | bytes) -> dict[str, Any]:
    def refuse(template: str, found: object = "") -> ScenarioError:
        return ScenarioError(problem_at("file", template, found, allowed=FILE_LIMIT))

    if len(text) > FILE_LIMIT:
        raise refuse(N_("The file is too large for a scenario (more than {allowed} characters); choose another file."))

    def no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len({key for key, _value in pairs}) != len(pairs):
            raise ValueError
        return dict(pairs)

    def no_constant(_name: str) -> Any:
        raise ValueError

    try:
        raw = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        data = json.loads(raw, object_pairs_hook=no_twins, parse_constant=no_constant)
    except (ValueError, RecursionError):
        raise refuse(N_("This is not a scenario file; open a file that this app has saved.")) from None
    if not isinstance(data, dict) or "version" not in data:
        raise refuse(N_("This is not a scenario file; open a file that this app has saved."))
    if data.get("version") != SCENARIO_VERSION:
        template = N_(
            "The file has version {found}; this app reads version 1. Save it again with the app that made it."
        )
        raise refuse(template, data["version"])
    return data


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {spec.name: _plain(getattr(value, spec.name)) for spec in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(entry) for key, entry in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    return [_plain(entry) for entry in value] if isinstance(value, tuple) else value
