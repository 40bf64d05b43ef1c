"""What a sceptical reader observed on 445 scenarios, row by row, as it has to be (method.md, version 2)."""

import pytest

from clusterdash.model.advice.warnings.find import list_warnings
from clusterdash.model.chain.activities import build_activity_plan
from clusterdash.model.chain.budget import build_budget
from clusterdash.model.chain.chain import build_chain
from clusterdash.model.chain.dynamics import simulate_dynamics
from clusterdash.model.chain.stress import STRESSES, run_stress
from clusterdash.model.delivery.capacity import OFFICE, find_trainers, is_office_able
from clusterdash.model.scenario.scenario import ChainPlan, Scenario
from clusterdash.model.strategy import build_strategy
from tests.model.chain.chain_scenarios import CATALOG, GOVERNMENTS

ALL_2 = {row.code: 2 for row in CATALOG.mechanisms}
FULL_ANSWERS = {"legal_framework": "yes", "macro_policy": "yes", "group_entrepreneurs": "yes", "pilots_at_work": "one"}


def everybody(capacity, **fields):
    return Scenario(salience=ALL_2, capacity=dict.fromkeys(GOVERNMENTS, capacity), **fields)


def successes(scenario):
    return simulate_dynamics(CATALOG, scenario).mean_succeeded


def test_places_with_and_without_anybody_to_lead_have_not_the_same_successes():
    absent = everybody("absent", chain=ChainPlan(pilots=1))
    weak = everybody("weak", chain=ChainPlan(pilots=1))
    able = everybody("able", donor_level=5, context=FULL_ANSWERS, chain=ChainPlan(office_round=1))
    shaky = able.change(context={**FULL_ANSWERS, "macro_policy": "no"})
    lonely = able.change(context={**FULL_ANSWERS, "group_entrepreneurs": "no"})
    assert successes(absent) <= successes(weak) < successes(shaky) < successes(able)
    assert successes(lonely) < successes(able)
    assert simulate_dynamics(CATALOG, able).factors[0]["carried"] == 1
    assert simulate_dynamics(CATALOG, absent).factors[0]["carried"] < 0.3


def test_the_office_of_a_weak_government_leads_nothing_and_trains_nobody():
    scenario = everybody("weak", chain=ChainPlan(office_round=1))
    chain = build_chain(CATALOG, scenario)
    assert OFFICE not in {role.actor for role in chain.leads().values()}
    for number in range(1, 4):
        assert not is_office_able(CATALOG, scenario, number)
        assert not any(OFFICE in find_trainers(CATALOG, scenario, code, number) for code in GOVERNMENTS)
    assert chain.office_obstacle == "stays_weak"


def test_without_a_pilot_the_first_stage_comes_first_and_nobody_leads_as_one():
    scenario = everybody("weak", donor_level=5, context={"pilots_at_work": "none"})
    chain = build_chain(CATALOG, scenario)
    assert chain.expected_pilots[0] == 0
    assert chain.lead(1, "pilots").actor == "donor"
    first = {(role.stage, role.actor) for role in chain.roles if role.round == 1}
    assert not [stage for stage, actor in first if actor == "pilot_leaders"]
    assert simulate_dynamics(CATALOG, scenario).rounds[0].mentored.high == 0
    warning = next(one for one in list_warnings(CATALOG, scenario) if one.code == "no_pilot")
    assert warning.values["actors"] == ("donor",)


def test_an_existing_technology_centre_is_used_and_not_founded_again():
    scenario = Scenario(
        salience={"cafeteria_effects": 3, "spinoff_formation": 2},
        capacity=dict.fromkeys(GOVERNMENTS, "able"),
        context={"technology_centre": "yes"},
    )
    assert "technology_centers" not in build_strategy(CATALOG, scenario).mix


def test_venture_capital_without_funds_is_within_reach_of_an_able_government():
    answers = {"venture_capital_funds": "no"}
    able = dict.fromkeys(GOVERNMENTS, "able")
    scenario = Scenario(salience={"venture_capital": 3}, capacity=able, context=answers)
    assert "venture_capital_allocation" in build_strategy(CATALOG, scenario).mix
    assert "salient_without_instrument" not in {one.code for one in list_warnings(CATALOG, scenario)}


def test_second_tries_are_counted_paid_and_named():
    plan = ChainPlan(region_count=5, regions_per_round=5, unit_costs={"outreach_meeting": 100})
    scenario = everybody("able", context=FULL_ANSWERS, chain=plan)
    chain = build_chain(CATALOG, scenario)
    activities = build_activity_plan(CATALOG, chain)
    budget = build_budget(CATALOG, chain, activities)
    meetings = next(line for line in activities.lines if line.activity == "outreach_meeting")
    assert meetings.counts[0] == 10 and sum(meetings.again) > 0
    assert budget.total.low == 100 * meetings.total and budget.again.low == 100 * sum(meetings.again)


@pytest.mark.parametrize("code", STRESSES)
def test_where_all_are_absent_no_stress_test_speaks_of_leads_that_are_kept(code):
    result = run_stress(CATALOG, everybody("absent", context={"pilots_at_work": "none"}), code)
    assert result.gaps_before == len(result.before.chain.leads()) and not result.lost_leads


def test_a_donor_that_leaves_early_starts_as_planned():
    result = run_stress(CATALOG, everybody("weak", donor_level=5), "donor_leaves_early")
    assert [one.donor_level for one in result.before.chain.rounds] == [5, 4, 3]
    assert [one.donor_level for one in result.after.chain.rounds] == [5, 3, 2]
    assert result.first_break is None or result.first_break.round > 1
