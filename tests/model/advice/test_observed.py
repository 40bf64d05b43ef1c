"""What was observed when the advice was tried on hundreds of scenarios, and what it promises instead."""

import pytest

from clusterdash.catalog import load_catalog
from clusterdash.model.advice.routes import RECOMMENDED, judge_routes
from clusterdash.model.advice.warnings.find import list_warnings
from clusterdash.model.chain.offers import MOST_ROUNDS, find_left_over
from clusterdash.model.scenario.change import apply_change
from clusterdash.model.scenario.scenario import ChainPlan, Scenario
from clusterdash.model.strategy import build_strategy

CATALOG = load_catalog()
MECHANISMS = [row.code for row in CATALOG.mechanisms]
GOVERNMENTS = [row.code for row in CATALOG.governments]
LOCAL, REGIONAL, NATIONAL = GOVERNMENTS
ABLE, WEAK, ABSENT = (dict.fromkeys(GOVERNMENTS, value) for value in ("able", "weak", "absent"))
EVERYTHING = dict.fromkeys(MECHANISMS, 2)


def warn(scenario):
    return {found.code: found for found in list_warnings(CATALOG, scenario)}


def test_200_regions_are_never_put_into_rounds_of_more_than_ten_and_the_rounds_that_takes_are_told():
    scenario = Scenario(salience=EVERYTHING, capacity=ABLE, chain=ChainPlan(region_count=200))
    found = warn(scenario)["regions_left_over"]
    assert (found.fixes, found.values["most"], found.values["needed"]) == ((), 10, 20)
    assert found.values["year"] == scenario.place.start_year + 20 * scenario.chain.round_years - 1
    crowded = scenario.change(chain=ChainPlan(region_count=200, regions_per_round=67))
    found = warn(crowded)
    assert found["too_many_regions"].values["needed"] == 20
    steps = [step for one in found.values() for fix in one.fixes for step in fix.list_all()]
    assert {fix.value for fix in steps if fix.field == "chain.regions_per_round"} <= set(range(5, 11))


def test_more_regions_than_rounds_can_be_planned_within_the_papers_example():
    scenario = Scenario(salience=EVERYTHING, capacity=ABLE, chain=ChainPlan(region_count=100))
    for fix in warn(scenario)["regions_left_over"].fixes:
        after = apply_change(CATALOG, scenario, fix)
        assert "regions_left_over" not in warn(after)
        assert after.chain.rounds <= MOST_ROUNDS and 5 <= after.chain.regions_per_round <= 10


def test_standards_are_given_to_the_national_government_which_alone_has_a_line_for_them():
    capacity = {**ABLE, REGIONAL: "absent"}
    scenario = Scenario(salience={"local_competition": 3}, capacity=capacity, platform="strengthen")
    found = warn(scenario)["competition_left_to_network"]
    assert found.values["instruments"] == ("standards",)
    givers = [fix for fix in found.fixes if fix.field == "responsible"]
    assert [(fix.code, fix.value) for fix in givers] == [(("standards",), NATIONAL)]


def test_an_office_after_the_last_round_is_told():
    plan = ChainPlan(office_round=5, rounds=3)
    assert "office_after_the_end" in warn(Scenario(salience=EVERYTHING, capacity=WEAK, donor_level=5, chain=plan))


def test_an_office_without_a_national_government_is_told():
    scenario = Scenario(salience=EVERYTHING, capacity={**ABLE, NATIONAL: "absent"}, donor_level=5)
    assert "office_without_government" in warn(scenario)


def test_an_office_that_stays_weak_is_told():
    assert "office_stays_weak" in warn(Scenario(salience=EVERYTHING, capacity=WEAK))
    assert "office_stays_weak" not in warn(Scenario(salience=EVERYTHING, capacity=WEAK, donor_level=3))


def test_the_social_hierarchy_counts_as_competition():
    cooperation = {"horizontal_cooperation": 3, "vertical_cooperation": 3, "social_networks": 2}
    pinned = frozenset({"awards"})
    quiet = Scenario(salience=cooperation, capacity=ABLE, mix_size=6, platform="strengthen", pinned=pinned)
    assert "only_networking" in warn(quiet)
    assert "only_networking" not in warn(quiet.change(salience={**cooperation, "social_hierarchy": 3}))


def test_only_money_that_firms_get_counts_as_capture():
    pinned = frozenset({"scholarships", "university_classes"})
    context = {"university_in_reach": "yes"}
    students = Scenario(salience={"recruitment": 3}, capacity=ABLE, mix_size=2, pinned=pinned, context=context)
    assert "capture_risk" not in warn(students)
    firms = frozenset({"new_business_subsidies", "innovation_vouchers"})
    paid = students.change(pinned=firms)
    assert warn(paid)["capture_risk"].values["instruments"] == tuple(
        row.code for row in CATALOG.instruments if row.code in firms
    )


@pytest.mark.parametrize("capacity", [ABLE, WEAK], ids=["all able", "all weak"])
def test_the_defaults_fit_each_other_so_that_no_mentor_is_missing(capacity):
    assert "mentors_short" not in warn(Scenario(salience=EVERYTHING, capacity=capacity))


def test_where_mentors_are_short_a_button_lets_each_pilot_mentor_more():
    plan = ChainPlan(mentoring_capacity=2, regions_per_round=9)
    found = warn(Scenario(salience=EVERYTHING, capacity=ABLE, chain=plan))["mentors_short"]
    assert [(fix.field, fix.value) for fix in found.fixes][0] == ("chain.mentoring_capacity", 9)


def test_no_sentence_names_an_instrument_that_nobody_can_offer():
    scenario = Scenario(salience={"venture_capital": 3}, capacity=ABSENT, platform="strengthen")
    found = warn(scenario).get("salient_without_instrument")
    if found is not None:
        assert not any(fix.field == "pinned" for fix in found.fixes)


def test_with_everybody_absent_nothing_is_recommended_and_no_fix_makes_anybody_able():
    scenario = Scenario(salience=EVERYTHING, capacity=ABSENT)
    assert not any(one.status == RECOMMENDED for one in judge_routes(CATALOG, scenario))
    assert not any(fix.field == "capacity" for one in warn(scenario).values() for fix in one.fixes)


def test_who_is_at_the_table_is_asked_and_never_answered_by_a_button():
    scenario = Scenario(salience=EVERYTHING, capacity=ABLE, context={"group_entrepreneurs": "no"})
    found = warn(scenario)["no_entrepreneur"]
    assert (found.questions, found.fixes, found.was_tried) == (("group_entrepreneurs",), (), False)


def test_the_mix_of_a_fix_is_built_with_the_rounds_only_where_it_could_change():
    scenario = Scenario(salience=EVERYTHING, capacity=ABLE, chain=ChainPlan(mentoring_capacity=1))
    fix = warn(scenario)["mentors_short"].fixes[0]
    after = apply_change(CATALOG, scenario, fix)
    assert build_strategy(CATALOG, after).mix == build_strategy(CATALOG, scenario).mix


@pytest.mark.parametrize(("regions", "rounds", "size"), [(20, 3, 5), (60, 2, 7), (200, 3, 5), (9, 1, 4)])
def test_one_rule_says_which_regions_are_left_over_and_which_rounds_would_take_them(regions, rounds, size):
    plan = ChainPlan(region_count=regions, rounds=rounds, regions_per_round=size)
    scenario = Scenario(salience=EVERYTHING, capacity=ABLE, chain=plan)
    found, left = warn(scenario)["regions_left_over"], find_left_over(CATALOG, scenario)
    assert (found.values["count"], found.values["clusters"]) == (left.regions, left.clusters)
    offered = {(one.rounds, one.regions_per_round) for one in left.offers}
    for fix in found.fixes:
        chain = apply_change(CATALOG, scenario, fix).chain
        assert (chain.rounds, chain.regions_per_round) in offered
