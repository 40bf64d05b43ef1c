"""method.md §6: events counted from the schedule, those of second tries named as such."""

from hypothesis import given, settings

from clusterdash.model.chain.activities import build_activity_plan, count_pairs, count_second_tries
from clusterdash.model.chain.chain import build_chain
from clusterdash.model.chain.dynamics import simulate_dynamics
from clusterdash.model.scenario.scenario import ChainPlan, Scenario
from tests.model.chain.chain_scenarios import CATALOG, scenarios

ALL_ABLE = dict.fromkeys((row.code for row in CATALOG.governments), "able")


def plan_of(scenario, again=None):
    return build_activity_plan(CATALOG, build_chain(CATALOG, scenario), again)


def test_events_are_counted_per_round_region_and_pair():
    scenario = Scenario(chain=ChainPlan(mentoring_capacity=2))
    lines = {line.activity: line for line in plan_of(scenario, (0, 0, 0)).lines}
    assert lines["workshop"].counts == (1, 1, 1)
    assert lines["outreach_meeting"].counts == (10, 10, 4)
    assert lines["partnership_meeting"].counts[0] == 7 * 2


def test_a_round_without_regions_and_second_tries_has_no_events():
    lines = plan_of(Scenario(chain=ChainPlan(region_count=2, rounds=2)), (0, 0)).lines
    assert all(line.counts[1] == 0 for line in lines)


def test_second_tries_count_like_regions_and_are_told_apart():
    lines = {line.activity: line for line in plan_of(Scenario(), (0, 0, 3)).lines}
    assert (lines["outreach_meeting"].counts, lines["outreach_meeting"].again) == ((10, 10, 10), (0, 0, 6))
    assert (lines["workshop"].counts, lines["workshop"].again) == ((1, 1, 1), (0, 0, 0))


def test_a_round_that_only_second_tries_fill_has_its_workshop_for_them():
    lines = {line.activity: line for line in plan_of(Scenario(chain=ChainPlan(region_count=5, rounds=2)), (0, 2)).lines}
    assert (lines["workshop"].counts, lines["workshop"].again) == ((1, 1), (0, 1))


def test_second_tries_are_those_of_the_middle_run():
    scenario = Scenario(capacity=ALL_ABLE, chain=ChainPlan(region_count=5, regions_per_round=5))
    restarted = [one.restarted.middle for one in simulate_dynamics(CATALOG, scenario).rounds]
    assert list(plan_of(scenario).again) == restarted and restarted[1] > 0


@given(scenarios)
@settings(max_examples=20)
def test_no_round_holds_more_than_its_places_with_second_tries(scenario):
    chain = build_chain(CATALOG, scenario)
    for one, again in zip(chain.rounds, count_second_tries(CATALOG, chain), strict=True):
        assert len(one.regions) + again <= scenario.chain.regions_per_round


@given(scenarios)
def test_pairs_never_exceed_the_regions_of_the_round(scenario):
    chain = build_chain(CATALOG, scenario)
    for place, one in enumerate(chain.rounds):
        assert 0 <= count_pairs(chain, place) <= len(one.regions)
