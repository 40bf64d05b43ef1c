"""Edits: each thing that a person can do to a scenario, as one pure function from scenario to scenario."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.errors import Problem, ScenarioError
from clusterdash.frozen import FrozenMap
from clusterdash.model.scenario.codes import check_codes
from clusterdash.model.scenario.scenario import Scenario, list_regions
from clusterdash.plain import show_value
from clusterdash.words import N_

Edit = Mapping[str, Any]
Editor = Callable[[Catalog, Scenario, Edit], Scenario]
EDITORS: dict[str, Editor] = {}


def editor(function: Editor) -> Editor:
    """Register an edit under the function's name. Source: assumption (a device of the program)."""
    EDITORS[function.__name__] = function
    return function


def apply_edit(catalog: Catalog, scenario: Scenario, edit: Edit) -> Scenario:
    """Return the scenario after one edit (``{"name": …, …}``).

    Raises ScenarioError when the edit is unknown, incomplete, out of range, brings in a code that the catalog does not
    know, or contradicts another choice; the given scenario stays as it is. Unknown codes that it had before do not
    stand in the way.

    Source: assumption (how people work with the app; the ranges stand in the scenario).
    """
    function = EDITORS.get(str(edit.get("name")))
    try:
        if function is not None:
            return _refuse_new_codes(catalog, scenario, function(catalog, scenario, edit))
    except (KeyError, TypeError, AttributeError, StopIteration, IndexError):
        pass
    template = N_("This change could not be understood ({found}); reload the page and try again.")
    raise ScenarioError(
        [Problem("change", template, {"found": show_value(edit.get("name")), "allowed": ", ".join(EDITORS)})]
    )


def _refuse_new_codes(catalog: Catalog, before: Scenario, after: Scenario) -> Scenario:
    """Return the scenario after an edit, unless it holds unknown codes that were not there before."""
    found = check_codes(catalog, after)
    old = check_codes(catalog, before) if found else ()
    new = [problem for problem in found if problem not in old]
    if new:
        raise ScenarioError(new)
    return after


def _known(code: object, codes: Mapping[str, Any] | list[str], where: str) -> str:
    if isinstance(code, str) and code in codes:
        return code
    template = N_("{found} is not known here; reload the page and choose again.")
    raise ScenarioError([Problem(where, template, {"found": show_value(code), "allowed": ", ".join(codes)})])


def _mechanism(catalog: Catalog, edit: Edit) -> str:
    return _known(edit["mechanism"], [row.code for row in catalog.mechanisms], "mechanism")


def _instrument(catalog: Catalog, edit: Edit) -> str:
    return _known(edit["instrument"], [row.code for row in catalog.instruments], "instrument")


def _with(mapping: Mapping[str, Any], key: str, value: Any) -> FrozenMap[str, Any]:
    return FrozenMap({**mapping, key: value})


def _without(mapping: Mapping[str, Any], key: str) -> FrozenMap[str, Any]:
    return FrozenMap({name: value for name, value in mapping.items() if name != key})


def _set_for_instrument(catalog: Catalog, scenario: Scenario, edit: Edit, field: str) -> Scenario:
    """Return the scenario with what people decided for an instrument, or without it where the value is empty."""
    code, value, mapping = _instrument(catalog, edit), edit["value"], getattr(scenario, field)
    return scenario.change(**{field: _with(mapping, code, value) if value else _without(mapping, code)})


def _toggled(codes: frozenset[str], code: str) -> frozenset[str]:
    return codes ^ {code}


@editor
def set_salience(catalog: Catalog, scenario: Scenario, edit: Edit) -> Scenario:
    """Rate one mechanism from 0 to 3.

    Source: Benner 2013, §3 (people rate the mechanisms); the levels are an assumption.
    """
    return scenario.change(salience=_with(scenario.salience, _mechanism(catalog, edit), edit["value"]))


@editor
def set_capacity(catalog: Catalog, scenario: Scenario, edit: Edit) -> Scenario:
    """Say whether a government is absent, weak or able.

    Source: Benner 2013, §1, §9; the three levels are an assumption.
    """
    actor = _known(edit["actor"], [row.code for row in catalog.actors if row.role == "government"], "capacity")
    return scenario.change(capacity=_with(scenario.capacity, actor, edit["value"]))


@editor
def set_field(_catalog: Catalog, scenario: Scenario, edit: Edit) -> Scenario:
    """Set one of the plain fields of the scenario.

    Source: assumption (ranges stand in the scenario).
    """
    plain = ["donor_level", "platform", "platform_year", "mix_size", "heavy_limit", "route", "salience_weights"]
    return scenario.change(**{_known(edit["field"], plain, "field"): edit["value"]})


@editor
def step_mix_size(_catalog: Catalog, scenario: Scenario, edit: Edit) -> Scenario:
    """Allow one instrument more or fewer at once, never below the pins.

    Source: assumption (places in the mix).
    """
    step = 1 if edit["by"] > 0 else -1
    return scenario.change(mix_size=max(scenario.mix_size + step, len(scenario.pinned)))


@editor
def set_place(_catalog: Catalog, scenario: Scenario, edit: Edit) -> Scenario:
    """Write one field of the place.

    Source: assumption (names and year of the place).
    """
    names = [spec.name for spec in dataclasses.fields(scenario.place)]
    field = _known(edit["field"], names, "place")
    return scenario.change(place=dataclasses.replace(scenario.place, **{field: edit["value"]}))


@editor
def set_chain(_catalog: Catalog, scenario: Scenario, edit: Edit) -> Scenario:
    """Set one field of the plan of the chain.

    Source: Benner 2013, §5; the ranges are an assumption.
    """
    names = [spec.name for spec in dataclasses.fields(scenario.chain)]
    field = _known(edit["field"], names, "chain")
    plan = dataclasses.replace(scenario.chain, **{field: edit["value"]})
    if field == "potentials":
        regions = list(list_regions(plan))
        for region in plan.potentials:
            _known(region, regions, "chain.potentials")
    return scenario.change(chain=plan)


@editor
def set_unit_cost(catalog: Catalog, scenario: Scenario, edit: Edit) -> Scenario:
    """Enter, or take back (``None``), what one event costs.

    Source: assumption (costs are the users' own).
    """
    code = _known(edit["activity"], [row.code for row in catalog.activities], "activity")
    costs = scenario.chain.unit_costs
    kept = _without(costs, code) if edit["value"] is None else _with(costs, code, edit["value"])
    return scenario.change(chain=dataclasses.replace(scenario.chain, unit_costs=kept))


@editor
def toggle_pin(catalog: Catalog, scenario: Scenario, edit: Edit) -> Scenario:
    """Pin an instrument into the mix, or let it go; a pin takes back a ruling out.

    Source: assumption (people decide before the tool does).
    """
    code = _instrument(catalog, edit)
    return scenario.change(pinned=_toggled(scenario.pinned, code), excluded=scenario.excluded - {code})


@editor
def toggle_exclude(catalog: Catalog, scenario: Scenario, edit: Edit) -> Scenario:
    """Rule an instrument out, or let it in again; ruling out takes back a pin.

    Source: assumption (people decide before the tool does).
    """
    code = _instrument(catalog, edit)
    return scenario.change(excluded=_toggled(scenario.excluded, code), pinned=scenario.pinned - {code})


@editor
def swap_pin(catalog: Catalog, scenario: Scenario, edit: Edit) -> Scenario:
    """Take one of several interchangeable instruments: pin it and rule the other one out.

    Source: assumption (instruments of equal value).
    """
    chosen, other = _instrument(catalog, edit), _instrument(catalog, {"instrument": edit["instead_of"]})
    pinned = (scenario.pinned | {chosen}) - {other}
    return scenario.change(pinned=pinned, excluded=(scenario.excluded | {other}) - {chosen})


@editor
def toggle_fund(catalog: Catalog, scenario: Scenario, edit: Edit) -> Scenario:
    """Let the donor pay for an instrument, or no longer.

    Source: Benner 2013, §9 (money of the donor is an option).
    """
    return scenario.change(donor_funds=_toggled(scenario.donor_funds, _instrument(catalog, edit)))


@editor
def set_responsible(catalog: Catalog, scenario: Scenario, edit: Edit) -> Scenario:
    """Name who is responsible for an instrument, or go back to the suggestion (empty).

    Source: Benner 2013, §9; that people overrule the suggestion is an assumption.
    """
    return _set_for_instrument(catalog, scenario, edit, "responsible")


@editor
def set_phase(catalog: Catalog, scenario: Scenario, edit: Edit) -> Scenario:
    """Move an instrument within the round, or go back to the suggestion (empty).

    Source: assumption (phases of the round).
    """
    return _set_for_instrument(catalog, scenario, edit, "phases")


@editor
def set_job(catalog: Catalog, scenario: Scenario, edit: Edit) -> Scenario:
    """Give an instrument to the cluster initiative or to an independent body, or go back to the suggestion (empty).

    Source: Benner 2013, §9; that people overrule the suggestion is an assumption.
    """
    return _set_for_instrument(catalog, scenario, edit, "independent")


@editor
def set_stage_month(catalog: Catalog, scenario: Scenario, edit: Edit) -> Scenario:
    """Move the start or the end of a stage within its round, in months from the round's start; None takes it back.

    Source: Benner 2013, §5; the months are an assumption.
    """
    row = next(row for row in catalog.stages if row.code == edit["stage"])
    months = scenario.chain.stage_months
    if edit["value"] is None:
        kept = _without(months, row.code)
    else:
        start, end = months.get(row.code, (row.start_month, row.end_month))
        pair = (edit["value"], end) if edit["edge"] == "start" else (start, edit["value"])
        kept = _with(months, row.code, pair)
    return scenario.change(chain=dataclasses.replace(scenario.chain, stage_months=kept))


@editor
def set_weight(_catalog: Catalog, scenario: Scenario, edit: Edit) -> Scenario:
    """Set what one level of salience weighs.

    Source: assumption (weights of the levels).
    """
    weights = list(scenario.salience_weights)
    weights[edit["level"]] = edit["value"]
    return scenario.change(salience_weights=tuple(weights))


@editor
def set_answer(catalog: Catalog, scenario: Scenario, edit: Edit) -> Scenario:
    """Answer one of the questions on the place; "unknown" takes the answer back.

    Source: Benner 2013, §1 to §5, §9, §10 (the questions); the answers are an assumption.
    """
    row = next(row for row in catalog.context_questions if row.code == edit["question"])
    value = _known(edit["value"], list(row.answers), "answer")
    context = scenario.context
    return scenario.change(
        context=_without(context, row.code) if value == "unknown" else _with(context, row.code, value)
    )
