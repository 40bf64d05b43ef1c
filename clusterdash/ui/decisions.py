"""The log of decisions: what fills it by itself, and how people write in it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.errors import Problem, ScenarioError
from clusterdash.model.scenario.change import Change, apply_change
from clusterdash.model.scenario.decision import DECISION_LIMIT, REASON_LIMIT, Decision
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.words import N_, _, label

Event = Mapping[str, Any]
EDITABLE = frozenset({"reason", "group", "on"})


def add_decision(catalog: Catalog, scenario: Scenario, decision: Decision) -> Scenario:
    """Return the scenario with one more line in its log, dated today where it has no day.

    Raises ScenarioError where the log is full. Source: assumption (what a group wants to know a year later).
    """
    dated = decision if decision.on else dataclasses.replace(decision, on=date.today().isoformat())
    return apply_change(catalog, scenario, Change("decisions", "", dated))


def log_event(catalog: Catalog, before: Scenario, after: Scenario, event: Event) -> Scenario:
    """Return the scenario after an event, with a line in its log where the event was a decision.

    A log that is full keeps what it has; the choice itself stands all the same.
    """
    describe = LOGGED.get(str(event.get("name")))
    decision = describe(catalog, before, after, event) if describe and after != before else None
    if decision is None or len(after.decisions) >= DECISION_LIMIT:
        return after
    return add_decision(catalog, after, decision)


def read_reason(event: Event) -> str:
    """Return the reason that came along with an event, cut to its limit."""
    return str(event.get("reason") or "").strip()[:REASON_LIMIT]


def _pin(_catalog: Catalog, _before: Scenario, after: Scenario, event: Event) -> Decision:
    code = str(event["instrument"])
    if code in after.pinned:
        return Decision("pin", code, read_reason(event))
    return Decision("pin", code, _("Taken back: pinned no more."))


def _exclude(_catalog: Catalog, _before: Scenario, after: Scenario, event: Event) -> Decision:
    code = str(event["instrument"])
    if code in after.excluded:
        return Decision("exclude", code, read_reason(event))
    return Decision("exclude", code, _("Taken back: let in again."))


def _swap(catalog: Catalog, _before: Scenario, _after: Scenario, event: Event) -> Decision:
    name = label(catalog.instrument(str(event["instead_of"])).short_label)
    text = _("Instead of “{instrument}”.").format(instrument=name)
    return Decision("swap", str(event["instrument"]), f"{text} {read_reason(event)}".strip()[:REASON_LIMIT])


LOGGED: Mapping[str, Callable[[Catalog, Scenario, Scenario, Event], Decision]] = {
    "toggle_pin": _pin,
    "toggle_exclude": _exclude,
    "swap_pin": _swap,
}


# --- what people write -------------------------------------------------------------------------------------------
def write_note(catalog: Catalog, scenario: Scenario, event: Event) -> Scenario:
    """Return the scenario with a line of people's own in the log."""
    text = str(event.get("value") or "").strip()
    return add_decision(catalog, scenario, Decision("note", "", text[:REASON_LIMIT])) if text else scenario


def edit_decision(catalog: Catalog, scenario: Scenario, event: Event) -> Scenario:
    """Return the scenario with reason, group or day of one line changed."""
    number, field = _find_line(scenario, event), str(event.get("field"))
    if field not in EDITABLE:
        raise ScenarioError([Problem("decisions", N_("This line of the log cannot be changed like this."))])
    changed = dataclasses.replace(scenario.decisions[number], **{field: str(event.get("value") or "").strip()})
    lines = (*scenario.decisions[:number], changed, *scenario.decisions[number + 1 :])
    return apply_change(catalog, scenario, Change("decisions", "", lines))


def drop_decision(catalog: Catalog, scenario: Scenario, event: Event) -> Scenario:
    """Return the scenario without one line of the log; undo brings it back."""
    number = _find_line(scenario, event)
    lines = (*scenario.decisions[:number], *scenario.decisions[number + 1 :])
    return apply_change(catalog, scenario, Change("decisions", "", lines))


def agree_condition(catalog: Catalog, scenario: Scenario, event: Event) -> Scenario:
    """Return the scenario with a hand-over condition agreed on, or with the agreement taken out of the log."""
    code = str(event.get("condition"))
    if code not in {row.code for row in catalog.handover_conditions}:
        raise ScenarioError([Problem("decisions", N_("This line of the log cannot be changed like this."))])
    kept = tuple(one for one in scenario.decisions if (one.kind, one.subject) != ("hand_over", code))
    if kept != scenario.decisions:
        return apply_change(catalog, scenario, Change("decisions", "", kept))
    return add_decision(catalog, scenario, Decision("hand_over", code, read_reason(event)))


def _find_line(scenario: Scenario, event: Event) -> int:
    """Return the place of the line that an event means; raises ScenarioError where there is none."""
    number = event.get("number")
    if isinstance(number, int) and not isinstance(number, bool) and 0 <= number < len(scenario.decisions):
        return number
    raise ScenarioError([Problem("decisions", N_("This line of the log cannot be changed like this."))])


LOG_ACTIONS: Mapping[str, Callable[[Catalog, Scenario, Event], Scenario]] = {
    function.__name__: function for function in (write_note, edit_decision, drop_decision, agree_condition)
}
