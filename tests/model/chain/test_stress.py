"""method.md §6: stress tests, with what breaks first."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterdash.catalog import load_catalog
from clusterdash.model.chain.chain import build_chain
from clusterdash.model.chain.stress import STRESSES, run_stress
from clusterdash.model.delivery.delivery import judge_delivery
from clusterdash.model.scenario.scenario import ChainPlan, Scenario
from clusterdash.model.strategy import build_strategy
from tests.model.chain.chain_scenarios import CATALOG, GOVERNMENTS, scenarios

SOUND = {row.code for row in CATALOG.delivery_statuses if row.is_eligible and not row.warns}
SALIENCE = {row.code: 2 for row in CATALOG.mechanisms}


def is_run(outcome, round_, instrument):
    return judge_delivery(CATALOG, outcome.scenario, round_)[instrument].status in SOUND


@settings(max_examples=25)
@given(scenarios, st.sampled_from(list(STRESSES)))
def test_what_is_lost_was_there_before_and_is_told_first(scenario, code):
    scenario = scenario.change(salience=SALIENCE, chain=ChainPlan(**{**vars(scenario.chain), "runs": 200}))
    result = run_stress(CATALOG, scenario, code)
    assert all(result.before.chain.lead(*key).actor for key in result.lost_leads)
    assert not any(result.after.chain.lead(*key).actor for key in result.lost_leads)
    assert result.nothing_breaks == (result.first_break is None)
    if result.lost_leads or result.lost_instruments:
        assert result.first_break is not None
        assert result.first_break.round <= min((number for number, _stage in result.lost_leads), default=99)
    for instrument in result.lost_instruments:
        assert any(
            is_run(result.before, one.number, instrument) and not is_run(result.after, one.number, instrument)
            for one in result.before.chain.rounds
        )
    if not result.applies:
        assert result.nothing_breaks and result.lost_successes == 0


def levels(outcome):
    return [one.donor_level for one in outcome.chain.rounds]


def test_a_donor_that_leaves_early_has_one_round_less_on_its_way_out():
    result = run_stress(CATALOG, Scenario(donor_level=5, chain=ChainPlan(rounds=5)), "donor_leaves_early")
    assert (levels(result.before), levels(result.after)) == ([5, 4, 3, 2, 1], [5, 3, 2, 1, 1])
    assert result.applies


@given(st.integers(1, 5), st.integers(0, 5), st.integers(1, 6))
@settings(max_examples=40)
def test_leaving_early_never_takes_the_level_that_the_donor_starts_with(level, pace, rounds):
    plan = ChainPlan(donor_pace=pace, rounds=rounds, runs=10)
    result = run_stress(CATALOG, Scenario(donor_level=level, chain=plan), "donor_leaves_early")
    before, after = levels(result.before), levels(result.after)
    assert after[0] == before[0] == level
    assert all(now <= was for was, now in zip(before, after, strict=True))
    assert result.applies == (rounds > 1) == (after != before)


@pytest.mark.parametrize(("level", "expected"), [(1, [1, 0, 0]), (2, [2, 0, 0]), (3, [3, 1, 1])])
def test_a_donor_that_would_only_be_on_call_is_gone_when_it_leaves_early(level, expected):
    assert levels(run_stress(CATALOG, Scenario(donor_level=level), "donor_leaves_early").after) == expected


def test_a_donor_that_would_stay_is_on_call_in_the_last_round():
    scenario = Scenario(donor_level=5, chain=ChainPlan(donor_pace=0))
    after = run_stress(CATALOG, scenario, "donor_leaves_early").after
    assert [one.donor_level for one in after.chain.rounds] == [5, 3, 1]


def test_where_half_the_initiatives_fail_fewer_succeed():
    result = run_stress(CATALOG, Scenario(salience=SALIENCE, capacity={"national": "able"}), "half_fail")
    assert result.lost_instruments == ()
    assert result.lost_successes > 0
    assert result.after.scenario.chain.success_probability == 0.25


def test_a_late_office_breaks_nothing_where_its_government_leads_meanwhile():
    scenario = Scenario(capacity={"national": "able"}, chain=ChainPlan(office_round=2))
    result = run_stress(CATALOG, scenario, "office_late")
    assert result.after.chain.office_round == 3
    assert result.before.chain.lead(2, "study_tours").actor == "office"
    assert result.after.chain.lead(2, "study_tours").actor == "national"
    assert result.nothing_breaks


def test_an_office_after_the_last_round_never_comes():
    result = run_stress(CATALOG, Scenario(chain=ChainPlan(office_round=3)), "office_late")
    assert result.after.chain.office_round is None


def test_without_a_regional_tier_its_instruments_lose_who_runs_them():
    capacity = {"local": "absent", "regional": "able", "national": "absent"}
    scenario = Scenario(salience=SALIENCE, capacity=capacity, chain=ChainPlan(office_round=0))
    result = run_stress(CATALOG, scenario, "no_regional_tier")
    assert result.lost_instruments
    assert set(result.lost_instruments) <= set(build_strategy(CATALOG, scenario).mix)
    assert (1, "gather_stakeholders") in result.lost_leads


def test_where_only_half_the_regions_go_on_half_of_them_start():
    result = run_stress(CATALOG, Scenario(), "half_go_on")
    assert [len(one.regions) for one in result.after.chain.rounds] == [3, 3, 1]
    assert result.after.dynamics.rounds[0].started.middle == 3


@pytest.mark.parametrize("code", ["donor_leaves_early", "office_late", "no_regional_tier"])
def test_where_there_is_nothing_to_take_away_the_test_says_so(code):
    scenario = Scenario(capacity={"regional": "absent"}, chain=ChainPlan(office_round=0))
    result = run_stress(CATALOG, scenario, code)
    assert not result.applies and result.nothing_breaks


@pytest.mark.parametrize("code", STRESSES)
def test_where_nobody_ever_led_nothing_is_called_lost(code):
    scenario = Scenario(salience=SALIENCE, capacity=dict.fromkeys(GOVERNMENTS, "absent"), chain=ChainPlan(pilots=0))
    result = run_stress(CATALOG, scenario, code)
    assert result.nothing_breaks and not result.lost_leads and not result.lost_instruments
    assert result.gaps_before == len(result.before.chain.leads())
    assert result.applies == (code == "half_go_on")


def test_every_stress_test_works_on_another_toolbox(project):
    tourism = load_catalog(project / "tests" / "catalog" / "tourism")
    for code in STRESSES:
        result = run_stress(tourism, Scenario(donor_level=5), code)
        assert result.before.chain == build_chain(tourism, Scenario(donor_level=5))
