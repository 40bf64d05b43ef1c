"""method.md §6: the dynamics keep every unit in every run, and agree with exact expectations."""

from collections import defaultdict
from dataclasses import replace
from math import comb
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterdash.model.chain.dynamics import CHUNK, expect_path, read_rules, simulate_dynamics, simulate_runs
from clusterdash.model.chain.schedule import build_rounds
from clusterdash.model.chain.sensitivity import sensitivity
from clusterdash.model.scenario.scenario import ChainPlan, Scenario
from tests.model.chain.chain_scenarios import CATALOG

chances = st.sampled_from([0.0, 0.2, 0.5, 0.9, 1.0])
plans = st.builds(
    ChainPlan,
    region_count=st.integers(1, 40),
    potentials=st.sampled_from([{}, {"Region 1": 3, "Region 2": 2}]),
    rounds=st.integers(1, 6),
    regions_per_round=st.integers(1, 12),
    pilots=st.integers(0, 3),
    mentoring_capacity=st.integers(0, 4),
    success_probability=chances,
    learning_per_round=st.sampled_from([0.0, 0.1, 1.0]),
    retry_probability=chances,
)


ABLE = {row.code: "able" for row in CATALOG.governments}


def rules_of(plan):
    scenario = Scenario(chain=plan, capacity=ABLE, platform="strengthen")
    return read_rules(CATALOG, scenario, build_rounds(scenario)[0])


def run(plan, runs=300, seed=1):
    return simulate_runs(rules_of(plan), runs, seed)


@settings(max_examples=60)
@given(plans)
def test_conservation_holds_in_every_run(plan):
    counts = run(plan)
    assert all((values >= 0).all() for values in counts.values())
    assert (counts["started"] == counts["succeeded"] + counts["failed"]).all()
    assert (counts["started"] <= plan.regions_per_round).all()
    assert (counts["started"] <= plan.region_count).all()
    assert (counts["regions_reached"] <= plan.region_count).all()


@settings(max_examples=60)
@given(plans)
def test_pilots_are_the_successes_of_the_round_before_and_never_add_up(plan):
    counts = run(plan)
    assert (counts["pilots"][:, 0] == plan.pilots).all()
    assert (counts["pilots"][:, 1:] == counts["succeeded"][:, :-1]).all()


@settings(max_examples=60)
@given(plans)
def test_nobody_mentors_beyond_capacity(plan):
    counts = run(plan)
    assert (counts["mentored"] <= counts["pilots"] * plan.mentoring_capacity).all()
    assert (counts["mentored"] <= counts["started"]).all()


@settings(max_examples=60)
@given(plans)
def test_only_what_failed_starts_again(plan):
    counts = run(plan)
    again, failed = counts["restarted"].cumsum(axis=1), counts["failed"].cumsum(axis=1)
    assert (again[:, 0] == 0).all()
    assert (again[:, 1:] <= failed[:, :-1]).all()


def expect_exactly(plan, rules):
    """Return the expected successes per round, from all states (pilots, waiting) with their probabilities."""

    def binomial(n, p):
        return [(k, comb(n, k) * p**k * (1 - p) ** (n - k)) for k in range(n + 1)]

    states, expected = {(rules.pilots, 0): 1.0}, []
    for intake, chance in zip(rules.intakes, rules.chances, strict=True):
        following, total = defaultdict(float), 0.0
        for (pilots, waiting), weight in states.items():
            again = min(waiting, plan.regions_per_round - intake.fresh)
            started = intake.fresh + again
            mentored = min(started, pilots * plan.mentoring_capacity)
            for with_mentor, p in binomial(mentored, chance):
                for alone, q in binomial(started - mentored, chance * rules.unmentored_factor):
                    won = with_mentor + alone
                    total += weight * p * q * won
                    for tries, r in binomial(started - won, plan.retry_probability):
                        following[won, waiting - again + tries] += weight * p * q * r
        states = following
        expected.append(total)
    return expected


@pytest.mark.parametrize(
    "plan",
    [
        ChainPlan(region_count=7, regions_per_round=3, rounds=4),
        ChainPlan(region_count=4, regions_per_round=4, rounds=4, retry_probability=0.8, pilots=2),
        ChainPlan(region_count=9, regions_per_round=3, mentoring_capacity=1, success_probability=0.7),
    ],
)
def test_the_exact_expectation_agrees_with_the_simulation(plan):
    rules = rules_of(plan)
    counts = simulate_runs(rules, 20_000, 7)["succeeded"]
    error = counts.std(axis=0) / np.sqrt(len(counts)) + 1e-9
    assert (abs(counts.mean(axis=0) - expect_exactly(plan, rules)) < 4.5 * error).all()


def test_the_first_round_is_the_plain_expectation():
    plan = ChainPlan(regions_per_round=6, mentoring_capacity=2, pilots=2, success_probability=0.5)
    scenario = Scenario(chain=plan, capacity=ABLE)
    assert expect_path(CATALOG, scenario, build_rounds(scenario)[0]).pilots[:2] == (2, 4 * 0.5 + 2 * 0.25)


def test_where_everything_succeeds_every_run_is_the_schedule():
    plan = ChainPlan(success_probability=1, mentoring_capacity=500)
    counts = run(plan)
    assert (counts["succeeded"] == np.array([5, 5, 2])).all()


def test_learning_never_lifts_the_chance_beyond_its_highest_value():
    assert rules_of(ChainPlan(rounds=12)).chances[-1] == ChainPlan().success_maximum
    assert rules_of(ChainPlan(success_probability=1)).chances == (1, 1, 1)


def test_a_region_with_another_cluster_to_come_goes_on_to_that_one():
    plan = ChainPlan(
        region_count=1,
        potentials={"Region 1": 2},
        regions_per_round=5,
        success_probability=0,
        learning_per_round=0,
        retry_probability=1,
    )
    counts = run(plan)
    assert (counts["started"] == 1).all()
    assert (counts["restarted"] == np.array([0, 0, 1])).all()


def test_the_same_scenario_gives_the_same_bands_and_more_runs_keep_the_first_ones():
    plan = ChainPlan()
    few, many = run(plan, CHUNK + 10), run(plan, 2 * CHUNK + 10)
    assert all((few[name] == many[name][: CHUNK + 10]).all() for name in few)
    scenario = Scenario()
    first = simulate_dynamics(CATALOG, scenario)
    simulate_dynamics.recent.clear()
    assert simulate_dynamics(CATALOG, scenario) == first


def test_another_seed_gives_other_runs():
    assert (run(ChainPlan(), seed=1)["succeeded"] != run(ChainPlan(), seed=2)["succeeded"]).any()


def test_bands_are_ordered_and_lie_on_whole_numbers():
    dynamics = simulate_dynamics(CATALOG, Scenario())
    for band in dynamics.bands("succeeded") + dynamics.bands("pilots"):
        assert band.low <= band.middle <= band.high
        assert band.middle == int(band.middle)


def test_ten_thousand_runs_of_the_largest_programme_take_well_under_a_second():
    plan = ChainPlan(region_count=500, rounds=12, regions_per_round=50)
    start = perf_counter()
    simulate_dynamics(CATALOG, Scenario(chain=plan))
    assert perf_counter() - start < 1


def test_the_assumption_that_moves_most_comes_first_and_none_moves_nothing_twice():
    found = sensitivity(CATALOG, Scenario(chain=ChainPlan(runs=2_000)))
    effects = [abs(one.effect) for one in found]
    assert effects == sorted(effects, reverse=True) and effects[0] > 0
    assert {one.parameter for one in found} >= {"success_probability", "retry_probability", "unmentored_factor"}
    assert all(one.before != one.after for one in found)
    assert {one.parameter for one in found if one.is_choice} == {
        "pilots",
        "regions_per_round",
        "rounds",
        "region_count",
    }


def test_a_higher_chance_of_success_helps_and_a_lower_one_hurts():
    found = sensitivity(CATALOG, Scenario())
    moves = {one.change > 0: one.mean_effect for one in found if one.parameter == "success_probability"}
    assert moves[True] > 0 > moves[False]


def test_an_assumption_at_its_edge_moves_only_one_way():
    plan = replace(ChainPlan(), success_probability=1.0, runs=500)
    found = sensitivity(CATALOG, Scenario(chain=plan))
    assert [one.change < 0 for one in found if one.parameter == "success_probability"] == [True]


NAMES = ["base", "carried", "mentored", "entrepreneurs", "framework"]


def successes(**choices):
    return simulate_dynamics(CATALOG, Scenario(**choices)).mean_succeeded


def test_five_factors_make_the_chance_and_each_is_told_per_round():
    context = {"group_entrepreneurs": "no", "macro_policy": "no"}
    scenario = Scenario(capacity=ABLE, context=context, chain=ChainPlan(mentoring_capacity=2))
    factors = simulate_dynamics(CATALOG, scenario).factors
    assert [list(it) for it in factors] == [NAMES] * 3
    assert dict(factors[0]) == pytest.approx(dict(zip(NAMES, (0.5, 1.0, (2 + 3 * 0.5) / 5, 0.5, 0.8), strict=True)))
    assert factors[1]["base"] == pytest.approx(0.55)


def test_where_nobody_is_able_fewer_succeed_than_where_all_are():
    absent = dict.fromkeys(ABLE, "absent")
    assert successes(capacity=absent) < 0.5 * successes(capacity=ABLE)
    assert successes(capacity=absent) < successes(capacity=absent, donor_level=5)


@pytest.mark.parametrize("question", ["group_entrepreneurs", "macro_policy"])
def test_an_answer_no_lowers_the_successes_and_no_answer_does_not(question):
    assert successes(capacity=ABLE, context={question: "no"}) < successes(capacity=ABLE)
    assert successes(capacity=ABLE, context={question: "unknown"}) == successes(capacity=ABLE)
