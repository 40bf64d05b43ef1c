"""What the browser may ask for, as changes of the scenario: one short function for each event, in one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.errors import Problem, ScenarioError
from clusterdash.model.scenario.change import Change, apply_changes
from clusterdash.model.scenario.number_fields import NUMBER_FIELDS
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.plain import show_value
from clusterdash.words import N_, label

Event = Mapping[str, Any]
Changes = tuple[Change, ...]
PLAIN_FIELDS = frozenset(
    {"donor_level", "platform", "platform_year", "mix_size", "heavy_limit", "route", "salience_weights"}
)


def apply_event(catalog: Catalog, scenario: Scenario, event: Event) -> Scenario:
    """Return the scenario after an event of the browser (``{"name": …, …}``).

    Raises ScenarioError when the event is unknown or incomplete, or its changes cannot be carried out.

    Source: assumption (a device of the program).
    """
    function = CHANGES.get(str(event.get("name")))
    try:
        if function is not None:
            return apply_changes(catalog, scenario, function(catalog, scenario, event))
    except (KeyError, TypeError, AttributeError, StopIteration, IndexError):
        pass
    template = N_("This change could not be understood ({found}); reload the page and try again.")
    raise ScenarioError(
        [Problem("change", template, {"found": show_value(event.get("name")), "allowed": ", ".join(CHANGES)})]
    )


def set_salience(_catalog: Catalog, _scenario: Scenario, event: Event) -> Changes:
    """Rate one mechanism from 0 to 3."""
    return (Change("salience", event["mechanism"], event["value"]),)


def set_capacity(_catalog: Catalog, _scenario: Scenario, event: Event) -> Changes:
    """Say whether a government is absent, weak or able."""
    return (Change("capacity", event["actor"], event["value"]),)


def set_field(_catalog: Catalog, _scenario: Scenario, event: Event) -> Changes:
    """Set one of the plain fields of the scenario."""
    return (Change(event["field"] if event["field"] in PLAIN_FIELDS else "", "", event["value"]),)


def step_mix_size(_catalog: Catalog, scenario: Scenario, event: Event) -> Changes:
    """Allow one instrument more or fewer at once, never below the pins."""
    step = 1 if event["by"] > 0 else -1
    return (Change("mix_size", "", max(scenario.mix_size + step, len(scenario.pinned))),)


def set_place(_catalog: Catalog, _scenario: Scenario, event: Event) -> Changes:
    """Write one field of the place."""
    return (Change(f"place.{event['field']}", "", event["value"]),)


def set_chain(_catalog: Catalog, _scenario: Scenario, event: Event) -> Changes:
    """Set one field of the plan of the chain."""
    return (Change(f"chain.{event['field']}", "", event["value"]),)


def set_unit_cost(_catalog: Catalog, scenario: Scenario, event: Event) -> Changes:
    """Enter, or take back (None), what one event costs: at least ("low"), at most ("high"), or both."""
    return (_set_cost("chain.unit_costs", event["activity"], scenario.chain.unit_costs, event),)


def set_instrument_cost(_catalog: Catalog, scenario: Scenario, event: Event) -> Changes:
    """Enter, or take back (None), what an instrument costs: at least ("low"), at most ("high"), or both."""
    return (_set_cost("chain.instrument_costs", event["instrument"], scenario.chain.instrument_costs, event),)


def _set_cost(field: str, code: str, held: Mapping[str, tuple[float, float]], event: Event) -> Change:
    """Return the change of one end of a cost; a single number stands for both ends until the other one is given."""
    value, edge = event["value"], event.get("edge")
    low, high = held.get(code, (None, None))
    is_single = low == high
    if edge is None or low is None or (value is None and is_single):
        return Change(field, code, value)
    if value is None:
        return Change(field, code, high if edge == "low" else low)
    pair = (value, high) if edge == "low" else (low, value)
    return Change(field, code, value if is_single and _crosses(pair) else pair)


def _crosses(pair: tuple[Any, Any]) -> bool:
    return all(isinstance(one, int | float) for one in pair) and pair[0] > pair[1]


def toggle_pin(_catalog: Catalog, scenario: Scenario, event: Event) -> Changes:
    """Pin an instrument into the mix, or let it go."""
    return _toggle(scenario, "pinned", event["instrument"])


def toggle_exclude(_catalog: Catalog, scenario: Scenario, event: Event) -> Changes:
    """Rule an instrument out, or let it in again."""
    return _toggle(scenario, "excluded", event["instrument"])


def swap_pin(_catalog: Catalog, _scenario: Scenario, event: Event) -> Changes:
    """Take one of several interchangeable instruments: rule the other one out, which frees its place, and pin it."""
    return Change("excluded", event["instead_of"], True), Change("pinned", event["instrument"], True)


def toggle_fund(_catalog: Catalog, scenario: Scenario, event: Event) -> Changes:
    """Let the donor pay for an instrument, or no longer."""
    return _toggle(scenario, "donor_funds", event["instrument"])


def _toggle(scenario: Scenario, field: str, code: str) -> Changes:
    return (Change(field, code, code not in getattr(scenario, field)),)


def set_responsible(_catalog: Catalog, _scenario: Scenario, event: Event) -> Changes:
    """Name who is responsible for an instrument, or go back to the suggestion (empty)."""
    return (Change("responsible", event["instrument"], event["value"] or None),)


def set_phase(_catalog: Catalog, _scenario: Scenario, event: Event) -> Changes:
    """Move an instrument within the round, or go back to the suggestion (empty)."""
    return (Change("phases", event["instrument"], event["value"] or None),)


def set_job(_catalog: Catalog, _scenario: Scenario, event: Event) -> Changes:
    """Give an instrument to the cluster initiative or to an independent body, or go back to the suggestion (empty)."""
    return (Change("independent", event["instrument"], event["value"] or None),)


def set_stage_month(catalog: Catalog, scenario: Scenario, event: Event) -> Changes:
    """Move the start or the end of a stage within its round, in months from the round's start; None takes it back."""
    row = next(row for row in catalog.stages if row.code == event["stage"])
    if event["value"] is None:
        return (Change("chain.stage_months", row.code, None),)
    start, end = scenario.chain.stage_months.get(row.code, (row.start_month, row.end_month))
    pair = (event["value"], end) if event["edge"] == "start" else (start, event["value"])
    return (Change("chain.stage_months", row.code, pair),)


def set_potentials(_catalog: Catalog, _scenario: Scenario, event: Event) -> Changes:
    """Say how many clusters a region could promote, one per round; None takes it back to one."""
    return (Change("chain.potentials", event["region"], event["value"]),)


def set_weight(_catalog: Catalog, scenario: Scenario, event: Event) -> Changes:
    """Set what one level of salience weighs."""
    weights = list(scenario.salience_weights)
    weights[event["level"]] = event["value"]
    return (Change("salience_weights", "", tuple(weights)),)


def set_answer(_catalog: Catalog, _scenario: Scenario, event: Event) -> Changes:
    """Answer one of the questions on the place; nothing ("" or None) takes the answer back."""
    return (Change("context", event["question"], event["value"] or None),)


CHANGES: Mapping[str, Callable[[Catalog, Scenario, Event], Changes]] = {
    function.__name__: function
    for function in (
        set_salience, set_capacity, set_field, step_mix_size, set_place, set_chain, set_unit_cost,
        set_instrument_cost, toggle_pin, toggle_exclude, swap_pin, toggle_fund, set_responsible, set_phase, set_job,
        set_stage_month, set_weight, set_answer, set_potentials,
    )
}  # fmt: skip

# Event -> the field of numbers that it writes to; the name of a field goes on where the event names it.
NUMBER_EVENTS = {
    "set_field": "{field}",
    "set_place": "place.{field}",
    "set_chain": "chain.{field}",
    "set_unit_cost": "chain.unit_costs",
    "set_instrument_cost": "chain.instrument_costs",
    "set_stage_month": "chain.stage_months",
    "set_weight": "salience_weights",
    "set_potentials": "chain.potentials",
}


def find_number_field(catalog: Catalog, event: Event) -> tuple[str, str]:
    """Return the path of the field of numbers that an event writes to, and what its row is called; ("", "") for none.

    Source: assumption (a device of the program).
    """
    pattern = NUMBER_EVENTS.get(str(event.get("name")), "")
    path = pattern.format(field=event.get("field"))
    if path not in NUMBER_FIELDS:
        return "", ""
    return path, _name_row(catalog, event)


def _name_row(catalog: Catalog, event: Event) -> str:
    """Return the label of the row of a table in which a number stands, "" where it stands alone."""
    tables = {
        "activity": {row.code: row.label for row in catalog.activities},
        "stage": {row.code: row.label for row in catalog.stages},
        "instrument": {row.code: row.short_label for row in catalog.instruments},
    }
    return next((label(rows.get(str(event[key]), "")) for key, rows in tables.items() if event.get(key)), "")
