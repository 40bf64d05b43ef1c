"""The list of next steps: what people write, tick, take from the plan and take out again."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.errors import Problem, ScenarioError
from clusterdash.model.scenario.change import Change, apply_change
from clusterdash.model.scenario.next_step import NextStep
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.results import compute_results
from clusterdash.views.next_steps import SuggestedStep, list_open_steps, offer_condition
from clusterdash.words import N_

Event = Mapping[str, Any]
EDITABLE = frozenset({"what", "owner", "due", "done_on", "note"})


def write_step(catalog: Catalog, scenario: Scenario, event: Event) -> Scenario:
    """Return the scenario with a step in people's own words at the end of its list, agreed on today."""
    text = str(event.get("value") or "").strip()
    return _add(catalog, scenario, NextStep(text)) if text else scenario


def take_step(catalog: Catalog, scenario: Scenario, event: Event) -> Scenario:
    """Return the scenario with a step that the plan suggests on its list, or a condition of the hand-over."""
    code = str(event.get("code"))
    if any(one.code == code and not one.what for one in scenario.next_steps):
        return scenario  # a double click
    offered = next((one.step for one in _list_offers(catalog, scenario) if one.step.code == code), None)
    step = offered or offer_condition(catalog, compute_results(catalog, scenario), code)
    if step is None:
        raise _refuse()
    return _add(catalog, scenario, step)


def take_all_steps(catalog: Catalog, scenario: Scenario, _event: Event) -> Scenario:
    """Return the scenario with all steps that the plan suggests on its list."""
    taken = [dataclasses.replace(one.step, agreed_on=_today()) for one in _list_offers(catalog, scenario)]
    return _replace(catalog, scenario, (*scenario.next_steps, *taken)) if taken else scenario


def tick_step(catalog: Catalog, scenario: Scenario, event: Event) -> Scenario:
    """Return the scenario with one step done today, or open again."""
    done = event.get("value") is True
    return _change(catalog, scenario, event, done=done, done_on=_today() if done else "")


def edit_step(catalog: Catalog, scenario: Scenario, event: Event) -> Scenario:
    """Return the scenario with one field of a step changed."""
    field = str(event.get("field"))
    if field not in EDITABLE:
        raise _refuse()
    return _change(catalog, scenario, event, **{field: str(event.get("value") or "").strip()})


def drop_step(catalog: Catalog, scenario: Scenario, event: Event) -> Scenario:
    """Return the scenario without one step; undo brings it back."""
    number = _find_step(scenario, event)
    return _replace(catalog, scenario, (*scenario.next_steps[:number], *scenario.next_steps[number + 1 :]))


def _list_offers(catalog: Catalog, scenario: Scenario) -> tuple[SuggestedStep, ...]:
    return list_open_steps(catalog, compute_results(catalog, scenario), _today())


def _add(catalog: Catalog, scenario: Scenario, step: NextStep) -> Scenario:
    return apply_change(catalog, scenario, Change("next_steps", "", dataclasses.replace(step, agreed_on=_today())))


def _change(catalog: Catalog, scenario: Scenario, event: Event, **fields: Any) -> Scenario:
    number = _find_step(scenario, event)
    changed = dataclasses.replace(scenario.next_steps[number], **fields)
    steps = (*scenario.next_steps[:number], changed, *scenario.next_steps[number + 1 :])
    return _replace(catalog, scenario, steps)


def _replace(catalog: Catalog, scenario: Scenario, steps: tuple[NextStep, ...]) -> Scenario:
    return apply_change(catalog, scenario, Change("next_steps", "", steps))


def _find_step(scenario: Scenario, event: Event) -> int:
    """Return the place of the step that an event means; raises ScenarioError where there is none."""
    number = event.get("number")
    if isinstance(number, int) and not isinstance(number, bool) and 0 <= number < len(scenario.next_steps):
        return number
    raise _refuse()


def _refuse() -> ScenarioError:
    return ScenarioError([Problem("next_steps", N_("This step of the list cannot be changed like this."))])


def _today() -> str:
    return date.today().isoformat()


STEP_ACTIONS: Mapping[str, Callable[[Catalog, Scenario, Event], Scenario]] = {
    function.__name__: function for function in (write_step, take_step, take_all_steps, tick_step, edit_step, drop_step)
}
