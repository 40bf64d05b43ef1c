"""What people chose, and every number of ours with the value that it has here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clusterdash.catalog import Catalog
from clusterdash.catalog.rows import Parameter
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.results import Results
from clusterdash.views.questions import ANSWERS
from clusterdash.views.render import show_number
from clusterdash.views.sentences import instrument_names, say_value
from clusterdash.words import _, label


@dataclass(frozen=True)
class ChoiceMade:
    """One choice of the room: what it is about, and what was chosen."""

    name: str
    value: str


@dataclass(frozen=True)
class Assumption:
    """A number: the value here, with unit, basis, section and reason; ``is_changed`` against the default."""

    name: str
    value: str
    unit: str
    basis: str
    section: str
    note: str
    is_changed: bool


def list_choices(catalog: Catalog, results: Results) -> tuple[ChoiceMade, ...]:
    """Return what people chose, beside the ratings of the mechanisms."""
    return tuple(ChoiceMade(name, value) for name, value in _choices(catalog, results.asked) if value)


def _choices(catalog: Catalog, asked: Scenario) -> Iterator[tuple[str, str]]:
    for row in catalog.governments:
        given = asked.capacity.get(row.code, "")
        yield label(row.label), say_value(catalog, given) if given else _("not said")
    yield _("Donor level"), str(asked.donor_level)
    yield _("Cluster initiative"), say_value(catalog, asked.platform)
    yield _("Instruments at once"), str(asked.mix_size)
    yield _("Heavy ones at most"), "" if asked.heavy_limit is None else str(asked.heavy_limit)
    known = {row.code for row in catalog.instruments}
    order = [row.code for row in catalog.instruments]
    for name, codes in (
        (_("Pinned"), asked.pinned),
        (_("Ruled out"), asked.excluded),
        (_("Paid by the donor"), asked.donor_funds),
    ):
        yield name, instrument_names(catalog, sorted(codes & known, key=order.index))
    yield _("Route"), say_value(catalog, asked.route) if asked.route else ""
    for question in catalog.context_questions:
        if question.code in asked.context:
            answer = asked.context[question.code]
            yield label(question.question), _(ANSWERS[answer]) if answer in ANSWERS else label(answer)


def list_assumptions(catalog: Catalog, scenario: Scenario) -> tuple[Assumption, ...]:
    """Return every number of the table of parameters with the value that it has in this scenario."""
    return tuple(_read(scenario, row) for row in catalog.parameters)


def _read(scenario: Scenario, row: Parameter) -> Assumption:
    value = find_value(scenario, row)
    return Assumption(
        name=label(row.label),
        value=show_number(value),
        unit=label(row.unit),
        basis=row.basis,
        section=row.section,
        note=label(row.note),
        is_changed=value != row.value,
    )


def find_value(scenario: Scenario, row: Parameter) -> float:
    """Return the number that a parameter has in a scenario: what its control was set to, or the default.

    Source: assumption (each row of the table says its own).
    """
    if row.control == "salience_weights":
        return scenario.salience_weights[int(row.code[-1])]
    value: object = scenario
    for name in row.control.split(".") if row.control else ():
        value = getattr(value, name, None)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if is_number else row.value  # type: ignore[return-value]
