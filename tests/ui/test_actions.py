"""What the browser asks for becomes changes; nothing is lost when one cannot be done."""

import pytest

from clusterdash.errors import ScenarioError
from clusterdash.model.scenario.change import Change
from clusterdash.model.scenario.scenario import ChainPlan, Scenario
from clusterdash.ui.actions import CHANGES, apply_event


def test_rating_a_mechanism_changes_that_one_only(catalog):
    before = Scenario(salience={"recruitment": 1})
    after = apply_event(catalog, before, {"name": "set_salience", "mechanism": "student_work", "value": 3})
    assert after.salience == {"recruitment": 1, "student_work": 3}
    assert before.salience == {"recruitment": 1}


def test_a_rating_out_of_range_is_refused_with_the_range(catalog):
    with pytest.raises(ScenarioError, match="Found “4”; a whole number from 0 to 3"):
        apply_event(catalog, Scenario(), {"name": "set_salience", "mechanism": "student_work", "value": 4})


@pytest.mark.parametrize(
    "edit",
    [
        {},
        {"name": "nothing"},
        {"name": "set_salience"},
        {"name": "set_salience", "mechanism": ["x"], "value": 1},
        {"name": "set_field", "field": "version", "value": 2},
        {"name": "set_answer", "question": "none_such", "value": "yes"},
        {"name": "set_answer", "question": "legal_framework", "value": "perhaps"},
        {"name": "step_mix_size", "by": "x"},
        {"name": "set_place", "field": "start_year", "value": 20260},
        {"name": "set_chain", "field": "rounds", "value": "three"},
        {"name": "set_unit_cost", "activity": "seminar", "value": "=1+1"},
        {"name": "set_field", "field": "route", "value": "none_such"},
        {"name": "set_phase", "instrument": "awards", "value": "none_such"},
        {"name": "set_responsible", "instrument": "awards", "value": "none_such"},
        {"name": "set_chain", "field": "stage_months", "value": {"none_such": [0, 6]}},
        {"name": "set_chain", "field": "unit_costs", "value": {"none_such": 5}},
        {"name": "set_chain", "field": "potentials", "value": {"none_such": 2}},
    ],
)
def test_an_event_that_makes_no_sense_is_refused_as_a_problem(catalog, edit):
    with pytest.raises(ScenarioError) as caught:
        apply_event(catalog, Scenario(), edit)
    assert caught.value.problems


def test_a_code_that_was_unknown_before_does_not_stand_in_the_way_of_other_edits(catalog):
    old = Scenario(route="gone", salience={"gone": 2})
    after = apply_event(catalog, old, {"name": "toggle_pin", "instrument": "awards"})
    assert (after.pinned, after.route) == ({"awards"}, "gone")
    with pytest.raises(ScenarioError) as caught:
        apply_event(catalog, old, {"name": "set_phase", "instrument": "awards", "value": "none_such"})
    assert [problem.where for problem in caught.value.problems] == ["phases.awards"]


def test_known_codes_pass_and_a_region_may_have_potentials(catalog):
    scenario = Scenario(chain=ChainPlan(regions=("North", "South")))
    edit = {"name": "set_chain", "field": "potentials", "value": {"North": 2}}
    assert apply_event(catalog, scenario, edit).chain.potentials == {"North": 2}
    numbered = {"name": "set_chain", "field": "potentials", "value": {"Region 1": 2}}
    assert apply_event(catalog, Scenario(), numbered).chain.potentials == {"Region 1": 2}
    for row in catalog.routes:
        assert apply_event(catalog, scenario, {"name": "set_field", "field": "route", "value": row.code})
    edit = {"name": "set_responsible", "instrument": "awards", "value": "network"}
    assert apply_event(catalog, scenario, edit).responsible == {"awards": "network"}


def test_fewer_regions_are_taken_although_one_of_them_had_potentials(catalog):
    scenario = Scenario(chain=ChainPlan(regions=("North", "South"), potentials={"South": 2}))
    edit = {"name": "set_chain", "field": "regions", "value": ["North"]}
    assert apply_event(catalog, scenario, edit).chain.regions == ("North",)


def test_pinning_takes_back_a_ruling_out_and_the_other_way_round(catalog):
    pinned = apply_event(catalog, Scenario(excluded={"awards"}), {"name": "toggle_pin", "instrument": "awards"})
    assert (pinned.pinned, pinned.excluded) == ({"awards"}, frozenset())
    ruled_out = apply_event(catalog, pinned, {"name": "toggle_exclude", "instrument": "awards"})
    assert (ruled_out.pinned, ruled_out.excluded) == (frozenset(), {"awards"})


def test_a_pin_beyond_the_places_is_refused_and_says_so(catalog):
    with pytest.raises(ScenarioError, match="pinned"):
        apply_event(catalog, Scenario(mix_size=0), {"name": "toggle_pin", "instrument": "awards"})


def test_fewer_places_never_fall_below_the_pins(catalog):
    scenario = Scenario(mix_size=1, pinned={"awards"})
    assert apply_event(catalog, scenario, {"name": "step_mix_size", "by": -1}).mix_size == 1


def test_an_interchangeable_instrument_takes_the_others_place(catalog):
    edit = {"name": "swap_pin", "instrument": "trade_fairs", "instead_of": "delegation_trips"}
    after = apply_event(catalog, Scenario(), edit)
    assert (after.pinned, after.excluded) == ({"trade_fairs"}, {"delegation_trips"})


def test_not_knowing_is_an_answer_and_nothing_takes_an_answer_back(catalog):
    edit = {"name": "set_answer", "question": "legal_framework", "value": "unknown"}
    unknown = apply_event(catalog, Scenario(context={"legal_framework": "yes"}), edit)
    assert unknown.context == {"legal_framework": "unknown"}
    assert not apply_event(catalog, unknown, {**edit, "value": ""}).context


def test_an_empty_cost_takes_the_cost_back(catalog):
    paid = apply_event(catalog, Scenario(), {"name": "set_unit_cost", "activity": "seminar", "value": 500})
    assert paid.chain.unit_costs == {"seminar": (500, 500)}
    edit = {"name": "set_unit_cost", "activity": "seminar", "value": None}
    assert not apply_event(catalog, paid, edit).chain.unit_costs


@pytest.mark.parametrize(
    ("held", "edge", "value", "after"),
    [
        (None, "low", 5, (5, 5)), (None, "high", 5, (5, 5)), ((5, 5), "high", 9, (5, 9)), ((5, 5), "low", 9, (9, 9)),
        ((5, 5), "high", 2, (2, 2)), ((5, 9), "low", 7, (7, 9)), ((5, 9), "low", None, (9, 9)),
        ((5, 9), "high", None, (5, 5)), ((5, 5), "low", None, None),
    ],
)  # fmt: skip
def test_a_cost_is_entered_end_by_end(catalog, held, edge, value, after):
    before = Scenario(chain=ChainPlan(instrument_costs={} if held is None else {"awards": held}))
    event = {"name": "set_instrument_cost", "instrument": "awards", "edge": edge, "value": value}
    assert apply_event(catalog, before, event).chain.instrument_costs.get("awards") == after


def test_a_low_cost_above_the_high_one_is_refused(catalog):
    before = Scenario(chain=ChainPlan(unit_costs={"seminar": (5, 9)}))
    with pytest.raises(ScenarioError, match="above the high one"):
        apply_event(catalog, before, {"name": "set_unit_cost", "activity": "seminar", "edge": "low", "value": 12})


def test_every_event_is_documented():
    assert all(function.__doc__ for function in CHANGES.values())


def test_an_interchangeable_instrument_can_be_swapped_although_all_places_are_pinned(catalog):
    full = Scenario(mix_size=1, pinned={"delegation_trips"})
    event = {"name": "swap_pin", "instrument": "trade_fairs", "instead_of": "delegation_trips"}
    assert apply_event(catalog, full, event).pinned == {"trade_fairs"}


def test_an_event_says_which_choices_change(catalog):
    stage = catalog.stages[0]
    event = {"name": "set_stage_month", "stage": stage.code, "edge": "end", "value": 20}
    assert CHANGES["set_stage_month"](catalog, Scenario(), event) == (
        Change("chain.stage_months", catalog.stages[0].code, (catalog.stages[0].start_month, 20)),
    )
