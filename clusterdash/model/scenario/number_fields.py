"""The fields into which people write numbers: what each holds, how it is read in their language, how it is written."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from clusterdash.errors import Marked, Problem
from clusterdash.model.scenario.checks import Entries, Range, find_range
from clusterdash.model.scenario.labels import FIELD_LABELS
from clusterdash.model.scenario.scenario import ChainPlan, Place, Scenario
from clusterdash.numerals import read_number, write_number
from clusterdash.plain import show_value
from clusterdash.words import N_

_UNITS = {
    "platform_year": N_("years"),
    "mix_size": N_("instruments"),
    "heavy_limit": N_("instruments"),
    "chain.region_count": N_("regions"),
    "chain.rounds": N_("rounds"),
    "chain.regions_per_round": N_("regions"),
    "chain.round_years": N_("years"),
    "chain.pilots": N_("initiatives"),
    "chain.donor_pace": N_("levels"),
    "chain.donor_skips": N_("rounds"),
    "chain.stage_months": N_("months"),
    "chain.mentoring_capacity": N_("initiatives"),
    "chain.runs": N_("runs"),
    "chain.potentials": N_("clusters"),
}
_ZERO = {
    "platform_year": N_("0 means: it stands from the start."),
    "mix_size": N_("0 means: no instrument at all."),
    "heavy_limit": N_("0 means: no heavy instrument at all."),
    "chain.pilots": N_("0 means: there is no pilot to start from."),
    "chain.donor_pace": N_("0 means: the donor never steps down."),
    "chain.donor_skips": N_("0 means: it leaves step by step, as planned."),
    "chain.office_round": N_("0 means: no office is set up."),
}
# What an empty field takes back: the usual months, the cost, the number of clusters.
_TAKEN_BACK = frozenset({"chain.stage_months", "chain.unit_costs", "chain.instrument_costs", "chain.potentials"})
YEAR_FIELDS = frozenset({"place.start_year"})
_SEVERAL = N_("{field}: “{found}” could mean {first} or {last}; choose one, or write it in another way.")
_ONE = N_("{field}: “{found}” is not clear; choose {first} if that is meant, or write it in another way.")
_NOTHING = N_("{field}: nothing stands there; a number from {low} to {high} is needed.")
_NEEDED = {
    "unit": N_("{field}: found “{found}”; a whole number from {low} to {high} {unit} is needed."),
    "whole": N_("{field}: found “{found}”; a whole number from {low} to {high} is needed."),
    "decimal": N_("{field}: found “{found}”; a number from {low} to {high} is needed."),
    "share": N_("{field}: found “{found}”; a share from 0 to 1, or from 0 % to 100 %, is needed."),
}


@dataclass(frozen=True)
class NumberField:
    """A field for numbers: ``kind`` "whole", "decimal" or "share" (0 to 1); label, unit and sentence are marked words.

    ``unit`` and ``zero`` (what 0 means) may be ""; an empty field is allowed where ``is_optional``.
    """

    path: str
    label: Marked
    kind: str
    low: int
    high: int
    unit: Marked
    zero: Marked
    is_optional: bool

    def holds(self, value: Decimal) -> bool:
        """Return whether a number is of this kind and within the bounds."""
        return self.low <= value <= self.high and (self.kind != "whole" or value == value.to_integral_value())

    def convert(self, value: Decimal) -> int | float:
        """Return a number as the scenario keeps it."""
        is_whole = self.kind != "share" and value == value.to_integral_value()
        return int(value) if is_whole else float(value)


@dataclass(frozen=True)
class FieldReading:
    """What was read from a field: the value (None = taken back), or why not, with the readings to offer."""

    value: int | float | None = None
    problem: Problem | None = None
    alternatives: tuple[int | float, ...] = ()


def _list_number_fields() -> Iterator[NumberField]:
    for prefix, kind in (("", Scenario), ("place.", Place), ("chain.", ChainPlan)):
        for spec in dataclasses.fields(kind):
            check = spec.metadata.get("check")
            bounds = find_range(check) if check is not None else None
            path = prefix + spec.name
            if bounds is not None and path != "version":
                yield _describe(path, bounds, isinstance(check, Entries) and check.is_optional)


def _describe(path: str, bounds: Range, is_optional: bool) -> NumberField:
    kind = "whole" if bounds.is_whole else "share" if bounds.high == 1 else "decimal"
    unit, zero = Marked(_UNITS.get(path, "")), Marked(_ZERO.get(path, ""))
    label = Marked(FIELD_LABELS[path])
    return NumberField(path, label, kind, bounds.low, bounds.high, unit, zero, is_optional or path in _TAKEN_BACK)


# Path of the field -> what it holds; the bounds come from the checks of the scenario.
NUMBER_FIELDS = {field.path: field for field in _list_number_fields()}


def read_number_field(path: str, text: str, language: str, label: str = "") -> FieldReading:
    """Return what a person wrote into a number field, or a problem that names the field by its label.

    ``label`` (already in the visitor's language) may say which row of a table is meant. Empty takes back where that is
    possible. Shares are read as "50 %" or "0.5". Where several readings are possible, those that fit the field are
    offered, and none is taken.

    Source: assumption (ranges stand in the scenario).
    """
    field = NUMBER_FIELDS[path]
    shown: dict[str, object] = {"field": label or field.label, "found": show_value(text), "unit": field.unit}
    shown |= {"low": write_field(path, field.low, language), "high": write_field(path, field.high, language)}
    if not text.strip():
        return FieldReading() if field.is_optional else FieldReading(problem=Problem(path, _NOTHING, shown))
    found = read_number(text, language)
    fits = not found.is_percent or field.kind == "share"
    if found.value is not None and fits and field.holds(found.value):
        return FieldReading(field.convert(found.value))
    offered = tuple(field.convert(value) for value in found.alternatives if fits and field.holds(value))
    if offered:
        shown |= {"first": write_field(path, offered[0], language), "last": write_field(path, offered[-1], language)}
        return FieldReading(problem=Problem(path, _SEVERAL if len(offered) > 1 else _ONE, shown), alternatives=offered)
    needed = _NEEDED["unit" if field.kind == "whole" and field.unit else field.kind]
    return FieldReading(problem=Problem(path, needed, shown))


def write_field(path: str, value: float | None, language: str) -> str:
    """Return a number as it stands in its field in a language, "" for nothing; years are never grouped.

    Source: assumption (how people write numbers).
    """
    if value is None:
        return ""
    return str(value) if path in YEAR_FIELDS else write_number(value, language)
