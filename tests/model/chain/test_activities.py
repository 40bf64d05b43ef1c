"""method.md §6: events counted from the schedule; a budget only where people enter costs."""

import pytest
from hypothesis import given

from clusterdash.model.chain.activities import build_activity_plan, count_pairs
from clusterdash.model.chain.chain import build_chain
from clusterdash.model.scenario.scenario import ChainPlan, Place, Scenario
from tests.model.chain.chain_scenarios import CATALOG, scenarios

COSTS = {row.code: 100.0 for row in CATALOG.activities}


def plan_of(scenario):
    return build_activity_plan(CATALOG, build_chain(CATALOG, scenario))


def test_events_are_counted_per_round_region_and_pair():
    lines = {line.activity: line for line in plan_of(Scenario()).lines}
    assert lines["workshop"].counts == (1, 1, 1)
    assert lines["outreach_meeting"].counts == (10, 10, 4)
    assert lines["partnership_meeting"].counts[0] == 7 * 2


def test_a_round_without_regions_has_no_events():
    lines = plan_of(Scenario(chain=ChainPlan(region_count=2, rounds=2))).lines
    assert all(line.counts[1] == 0 for line in lines)


def test_without_costs_there_is_no_budget():
    plan = plan_of(Scenario(donor_level=5))
    assert (plan.budget, plan.by_agent, plan.donor_share, plan.half_year) == (None, None, None, None)


def test_events_without_a_cost_are_left_out_of_the_budget_and_named():
    plan = plan_of(Scenario(chain=ChainPlan(unit_costs={"seminar": 500})))
    assert plan.budget == (1000, 1000, 1000)
    assert "seminar" not in plan.missing and "workshop" in plan.missing


def test_a_cost_of_nothing_counts_as_entered():
    plan = plan_of(Scenario(chain=ChainPlan(unit_costs={"seminar": 0})))
    assert plan.budget == (0, 0, 0) and plan.donor_share == (None, None, None)


@given(scenarios)
def test_the_budget_is_the_sum_over_agents_and_over_events(scenario):
    scenario = scenario.change(chain=ChainPlan(**{**vars(scenario.chain), "unit_costs": COSTS}))
    plan = plan_of(scenario)
    for place, total in enumerate(plan.budget):
        assert total == pytest.approx(sum(line.costs[place] for line in plan.lines))
        assert total == pytest.approx(sum(plan.by_agent[place].values()))


@given(scenarios)
def test_pairs_never_exceed_the_regions_of_the_round(scenario):
    chain = build_chain(CATALOG, scenario)
    for place, one in enumerate(chain.rounds):
        assert 0 <= count_pairs(chain, place) <= len(one.regions)


def test_the_year_in_which_the_donor_falls_below_half():
    scenario = Scenario(
        donor_level=5,
        place=Place(start_year=2030),
        chain=ChainPlan(unit_costs={"outreach_meeting": 100, "working_group_meeting": 1}),
    )
    assert plan_of(scenario).half_year == 2031


def test_a_donor_that_never_leads_never_falls_below_half():
    assert plan_of(Scenario(donor_level=2, chain=ChainPlan(unit_costs=COSTS))).half_year is None


def test_a_donor_that_pays_to_the_end_never_falls_below_half():
    plan = plan_of(Scenario(donor_level=5, chain=ChainPlan(donor_pace=0, unit_costs={"study_tour": 10})))
    assert plan.donor_share == (1, 1, 1) and plan.half_year is None
