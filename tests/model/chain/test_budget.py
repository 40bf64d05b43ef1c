"""method.md §2, §6: a budget from low to high, per round and payer, only where people enter costs."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from clusterdash.model.chain.activities import build_activity_plan
from clusterdash.model.chain.budget import EXCEEDS, FITS, MAY_EXCEED, build_budget
from clusterdash.model.chain.chain import build_chain
from clusterdash.model.chain.money import Amount, add_up
from clusterdash.model.plan.plan import build_plan
from clusterdash.model.scenario.scenario import ChainPlan, Place, Scenario
from clusterdash.model.strategy import build_strategy
from tests.model.chain.chain_scenarios import CATALOG, scenarios

COSTS = {row.code: (100, 150) for row in CATALOG.activities}
ALL_ABLE = dict.fromkeys((row.code for row in CATALOG.governments), "able")
COOPERATION = {"horizontal_cooperation": 3, "venture_capital": 2}


def budget_of(scenario, again=None):
    chain = build_chain(CATALOG, scenario)
    plan = build_plan(CATALOG, build_strategy(CATALOG, scenario))
    return build_budget(CATALOG, chain, build_activity_plan(CATALOG, chain, again), plan)


def plan_with(scenario, **fields):
    return scenario.change(chain=replace(scenario.chain, **fields))


def test_without_costs_there_is_no_budget():
    assert budget_of(Scenario(donor_level=5)) is None
    assert budget_of(Scenario(chain=ChainPlan(envelope=1000))) is None


def test_a_budget_runs_from_low_to_high_and_names_what_has_no_cost():
    budget = budget_of(Scenario(chain=ChainPlan(unit_costs={"seminar": (500, 800)})))
    assert budget.per_round == (Amount(1000, 1600),) * 3
    assert budget.total == Amount(3000, 4800)
    assert "seminar" not in budget.missing and "workshop" in budget.missing


def test_a_cost_of_nothing_counts_as_entered():
    budget = budget_of(Scenario(chain=ChainPlan(unit_costs={"seminar": 0})))
    assert budget.per_round == (Amount(),) * 3 and budget.donor_share == (None, None, None)


@given(scenarios)
@settings(max_examples=30)
def test_rounds_payers_and_single_costs_add_up_to_the_same_total(scenario):
    scenario = plan_with(scenario.change(salience=COOPERATION), unit_costs=COSTS, instrument_costs={"awards": (5, 9)})
    budget = budget_of(scenario, tuple(range(scenario.chain.rounds)))
    for place, total in enumerate(budget.per_round):
        assert total == add_up(budget.per_payer[place].values())
        assert total == add_up(one.amount for one in budget.costs if one.round == place + 1)
    assert add_up(budget.per_round) == budget.total
    assert budget.total.low <= budget.total.high


def test_second_tries_cost_as_much_as_first_ones_and_are_named():
    scenario = Scenario(
        capacity=ALL_ABLE,
        chain=ChainPlan(region_count=5, regions_per_round=5, unit_costs={"outreach_meeting": 100}),
    )
    budget = budget_of(scenario)
    first, *later = budget.per_round
    assert first == Amount(1000, 1000)
    assert later[0].low > 0 and budget.again == add_up(later)
    assert all(one.again for one in budget.costs if one.round > 1)


def test_an_instrument_costs_once_and_the_donor_pays_where_it_funds_it():
    costs = {"venture_capital_allocation": (1000, 2000), "job_fairs": (10, 20)}
    scenario = Scenario(
        salience=COOPERATION, capacity=ALL_ABLE, donor_level=2, pinned=set(costs), mix_size=2,
        context={"venture_capital_funds": "yes"},
        donor_funds={"venture_capital_allocation"}, chain=ChainPlan(instrument_costs=costs),
    )  # fmt: skip
    paid = {one.subject: one for one in budget_of(scenario, (0, 0, 0)).costs}
    assert (paid["venture_capital_allocation"].payer, paid["venture_capital_allocation"].amount) == (
        "donor",
        Amount(1000, 2000),
    )
    assert paid["job_fairs"].payer not in ("donor", "")
    assert all(0 <= one.start_month < one.end_month <= 60 for one in paid.values())


@pytest.mark.parametrize(("envelope", "fit"), [(None, ""), (4800, FITS), (4000, MAY_EXCEED), (2999, EXCEEDS)])
def test_the_budget_is_held_against_the_envelope(envelope, fit):
    plan = ChainPlan(unit_costs={"seminar": (500, 800)}, envelope=envelope)
    assert budget_of(Scenario(chain=plan)).fit == fit


def test_the_year_in_which_the_donor_falls_below_half():
    scenario = Scenario(
        donor_level=5,
        place=Place(start_year=2030),
        chain=ChainPlan(unit_costs={"outreach_meeting": 100, "working_group_meeting": 1}),
    )
    assert budget_of(scenario, (0, 0, 0)).half_year == 2031


def test_a_donor_that_never_leads_never_falls_below_half():
    assert budget_of(Scenario(donor_level=2, chain=ChainPlan(unit_costs=COSTS))).half_year is None


def test_a_donor_that_pays_to_the_end_never_falls_below_half():
    budget = budget_of(Scenario(donor_level=5, chain=ChainPlan(donor_pace=0, unit_costs={"study_tour": 10})))
    assert budget.donor_share == (1, 1, 1) and budget.half_year is None
