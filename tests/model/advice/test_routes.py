"""method.md §5, routes: hard conditions, open questions, one recommendation at most, and none where none is due."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterdash.catalog import load_catalog
from clusterdash.model.advice.openers import find_route_openers
from clusterdash.model.advice.routes import (
    CANNOT_SAY,
    PREDICATE,
    RECOMMENDED,
    RULED_OUT,
    STATUSES,
    TESTS,
    Circumstances,
    conclude_routes,
    holds,
    judge_routes,
)
from clusterdash.model.advice.suggestions import judge_preconditions
from clusterdash.model.chain.chain import build_chain
from clusterdash.model.scenario.change import apply_change
from clusterdash.model.scenario.scenario import CAPACITIES, PLATFORMS, Scenario

CATALOG = load_catalog()
MECHANISMS = [row.code for row in CATALOG.mechanisms]
GOVERNMENTS = [row.code for row in CATALOG.governments]
LOCAL, REGIONAL, NATIONAL = GOVERNMENTS
ABLE, WEAK, ABSENT = (dict.fromkeys(GOVERNMENTS, value) for value in ("able", "weak", "absent"))
QUESTIONS = {row.code: row.answers for row in CATALOG.context_questions}
COMPETITION_OPEN_TO_ALL = {"fund_winners": "yes", "proficient_agencies": "yes", "competition_route": "yes"}
SCENARIOS = st.builds(
    Scenario,
    salience=st.dictionaries(st.sampled_from(MECHANISMS), st.integers(0, 3)),
    capacity=st.dictionaries(st.sampled_from(GOVERNMENTS), st.sampled_from(CAPACITIES)),
    context=st.fixed_dictionaries({}, optional={code: st.sampled_from(known) for code, known in QUESTIONS.items()}),
    donor_level=st.integers(0, 5),
    platform=st.sampled_from(PLATFORMS),
)


def judge(**fields):
    """Return the advice on a place in which something is rated, though nothing matters."""
    return judge_routes(CATALOG, Scenario(**{"salience": dict.fromkeys(MECHANISMS, 0), **fields}))


def route_of(code, **fields):
    return next(one for one in judge(**fields) if one.route == code)


def recommended(advice):
    return [one.route for one in advice if one.status == RECOMMENDED]


def conclude(**fields):
    scenario = Scenario(**fields)
    return conclude_routes(CATALOG, scenario, judge_routes(CATALOG, scenario))


# --- what was observed, and is expected --------------------------------------------------------------------------
def test_where_nobody_is_able_no_route_is_recommended_and_what_would_have_to_change_first_is_told():
    scenario = Scenario(salience=dict.fromkeys(MECHANISMS, 2), capacity=ABSENT)
    advice = judge_routes(CATALOG, scenario)
    assert {one.status for one in advice} == {RULED_OUT}
    assert conclude_routes(CATALOG, scenario, advice).kind == "none"
    assert {one.change.field for one in find_route_openers(CATALOG, scenario)} == {
        "donor_level",
        "platform",
        "capacity",
    }


def test_a_tier_that_does_not_exist_needs_no_training_and_is_not_weak():
    chain = route_of("promotion_chain", capacity={LOCAL: "able", REGIONAL: "absent", NATIONAL: "able"})
    assert "chain_no_trainer" not in chain.reasons_against
    for code in ("cluster_competition", "direct_instruments"):
        found = route_of(code, capacity={LOCAL: "absent", REGIONAL: "absent", NATIONAL: "able"})
        assert not {"competition_regions_weak", "direct_regions_weak"} & {*found.reasons_for, *found.reasons_against}


def test_without_a_legal_framework_nothing_is_recommended():
    context = {**COMPETITION_OPEN_TO_ALL, "legal_framework": "no"}
    fields = {"salience": dict.fromkeys(MECHANISMS, 2), "capacity": ABLE}
    assert recommended(judge(**fields, context=COMPETITION_OPEN_TO_ALL)) == ["cluster_competition"]
    assert recommended(judge(**fields, context=context)) == []
    assert conclude(**fields, context=context).kind == "not_here_not_now"


def test_with_the_questions_on_a_competition_open_the_answer_is_cannot_say_yet_and_what_to_ask():
    fields = {"salience": {"cafeteria_effects": 3}, "capacity": ABLE}
    found = route_of("cluster_competition", **fields)
    assert (found.status, set(found.open_questions)) == (CANNOT_SAY, {"fund_winners", "proficient_agencies"})
    concluded = conclude(**fields)
    assert (concluded.kind, concluded.route) == (CANNOT_SAY, "cluster_competition")
    assert recommended(judge(**fields)) == []
    answered = judge(**fields, context={"fund_winners": "no", "proficient_agencies": "yes"})
    assert recommended(answered) == ["promotion_chain"]


# --- hard conditions ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("question", ["fund_winners", "proficient_agencies"])
def test_section_4_a_competition_needs_capabilities_and_funds_answered_yes(question):
    context = {"fund_winners": "yes", "proficient_agencies": "yes"}
    assert route_of("cluster_competition", capacity=ABLE, context=context).status in ("recommended", "possible")
    for answer, status in (("no", RULED_OUT), ("unknown", CANNOT_SAY)):
        found = route_of("cluster_competition", capacity=ABLE, context={**context, question: answer})
        assert (found.status, found.open_questions) == (status, (question,) if status == CANNOT_SAY else ())


def test_section_4_a_competition_needs_an_able_organiser_that_is_not_the_donor():
    for capacity in (WEAK, ABSENT, {**WEAK, LOCAL: "able"}):
        found = route_of("cluster_competition", capacity=capacity, donor_level=5, context=COMPETITION_OPEN_TO_ALL)
        assert found.status == RULED_OUT and "competition_no_organiser" in found.unmet
    for actor in (REGIONAL, NATIONAL):
        found = route_of("cluster_competition", capacity={actor: "able"}, context=COMPETITION_OPEN_TO_ALL)
        assert found.status != RULED_OUT


def test_section_4_a_competition_that_the_room_calls_impossible_is_ruled_out():
    found = route_of("cluster_competition", capacity=ABLE, context={"competition_route": "no"})
    assert (found.status, "competition_impossible" in found.unmet) == (RULED_OUT, True)


def test_section_9_a_combination_needs_an_able_government_or_a_network_and_no_lack_of_funds():
    assert route_of("combination", capacity=ABSENT, platform="build").status == RULED_OUT
    assert route_of("combination", capacity=ABSENT, platform="strengthen").status != RULED_OUT
    assert route_of("combination", capacity={LOCAL: "able"}).status != RULED_OUT
    assert route_of("combination", capacity=ABLE, context={"fund_winners": "no"}).status == RULED_OUT
    assert route_of("combination", capacity=ABLE, context={"fund_winners": "unknown"}).status != CANNOT_SAY


def test_section_9_direct_instruments_need_an_able_government():
    assert route_of("direct_instruments", donor_level=5).unmet == ("direct_nobody_able",)
    assert route_of("direct_instruments", capacity={LOCAL: "able"}).status != RULED_OUT


def test_section_5_the_chain_needs_a_lead_for_its_early_stages_and_a_pilot_or_somebody_who_builds_one():
    nobody = {"capacity": ABSENT, "context": {"pilots_at_work": "none"}}
    assert "chain_pilot_out_of_reach" in route_of("promotion_chain", **nobody).unmet
    assert route_of("promotion_chain", **nobody, donor_level=5).status != RULED_OUT
    assert "chain_no_lead" in route_of("promotion_chain", capacity=WEAK, context={"pilots_at_work": "one"}).unmet
    assert route_of("promotion_chain", capacity=ABLE, context={"pilots_at_work": "none"}).status != RULED_OUT


def test_section_5_1_whether_a_pilot_works_is_asked_only_where_nobody_could_build_one():
    assert route_of("promotion_chain", capacity=ABSENT).open_questions == ("pilots_at_work",)
    assert route_of("promotion_chain", capacity=ABLE).open_questions == ()


@given(SCENARIOS)
def test_every_status_follows_from_its_hard_conditions(scenario):
    for one in judge_routes(CATALOG, scenario, ()):
        assert (one.status == RULED_OUT) == bool(one.unmet)
        assert set(one.unmet) <= set(one.reasons_against)
        if one.status == CANNOT_SAY:
            assert one.open_questions
            assert all(scenario.context.get(code, "unknown") == "unknown" for code in one.open_questions)


@given(SCENARIOS)
def test_the_chain_is_never_recommended_where_its_early_stages_have_no_lead(scenario):
    early = {row.code for row in CATALOG.stages if row.number in (2, 3, 4)}
    if any(number == 1 and stage in early for number, stage in build_chain(CATALOG, scenario).no_lead):
        assert "promotion_chain" not in recommended(judge_routes(CATALOG, scenario, ()))


# --- at most one, and which --------------------------------------------------------------------------------------
@given(SCENARIOS)
def test_at_most_one_route_is_recommended_never_against_the_verdict_and_never_with_a_score_of_0(scenario):
    advice = judge_routes(CATALOG, scenario, ())
    best = [one for one in advice if one.status == RECOMMENDED]
    assert len(best) <= 1
    if best:
        assert best[0].score > 0
        assert judge_preconditions(CATALOG, scenario).level != "not_here_not_now"
        assert all(one.score <= best[0].score for one in advice if one.status != RULED_OUT)


@given(SCENARIOS)
def test_all_routes_stay_on_offer_from_the_recommended_one_to_those_ruled_out(scenario):
    advice = judge_routes(CATALOG, scenario, ())
    assert {one.route for one in advice} == {row.code for row in CATALOG.routes}
    places = [STATUSES.index(one.status) for one in advice]
    assert places == sorted(places)


def test_of_equal_routes_the_one_with_fewer_reasons_against_wins_and_then_the_chain():
    context = {"fund_winners": "no", "pilots_at_work": "one"}
    advice = {one.route: one for one in judge(capacity=ABLE, context={**context, "group_entrepreneurs": "no"})}
    chain, direct = advice["promotion_chain"], advice["direct_instruments"]
    assert (chain.score, direct.score) == (1, 1)
    assert len(chain.reasons_against) > len(direct.reasons_against) and direct.status == RECOMMENDED
    even = judge(capacity=ABLE, context={"pilots_at_work": "one", "fund_winners": "yes", "competition_route": "no"})
    assert {one.score for one in even if one.route in ("promotion_chain", "direct_instruments")} == {1}
    assert recommended(even) == ["promotion_chain"]


def test_a_score_of_0_recommends_nothing():
    context = {"competition_route": "no", "fund_winners": "yes"}
    capacity = {LOCAL: "able", REGIONAL: "absent", NATIONAL: "absent"}
    advice = judge(capacity=capacity, context=context)
    assert max(one.score for one in advice if one.status != RULED_OUT) == 0
    assert recommended(advice) == []


# --- reasons -----------------------------------------------------------------------------------------------------
def test_every_condition_of_a_route_can_be_tested_and_every_predicate_is_used():
    used = {row.test.removeprefix(PREDICATE) for row in CATALOG.route_conditions if row.test.startswith(PREDICATE)}
    assert used == set(TESTS)


@given(SCENARIOS)
def test_each_reason_holds_and_nothing_that_holds_is_left_out(scenario):
    circumstances = Circumstances(CATALOG, scenario, ())
    told = {
        (one.route, code)
        for one in judge_routes(CATALOG, scenario, ())
        for code in (*one.reasons_for, *one.reasons_against)
    }
    expected = set()
    for row in CATALOG.route_conditions:
        found = holds(circumstances, row.test)
        if found if row.effect != "requires" else found is False:
            expected.add((row.route, row.code))
    assert told == expected


def test_section_4_a_competition_that_only_the_donor_could_organise_is_advised_against():
    weak = route_of("cluster_competition", donor_level=5)
    able = route_of("cluster_competition", donor_level=5, capacity={NATIONAL: "able"})
    assert "competition_donor_only" in weak.reasons_against
    assert "competition_donor_only" not in able.reasons_against
    assert "competition_organiser_able" in able.reasons_for


def test_section_4_regions_too_weak_for_a_strategy_speak_against_a_competition_and_for_direct_instruments():
    weak = {"capacity": {NATIONAL: "able"}}
    assert "competition_regions_weak" in route_of("cluster_competition", **weak).reasons_against
    assert "direct_regions_weak" in route_of("direct_instruments", **weak).reasons_for


def test_section_4_where_nobody_is_there_below_the_national_government_organisations_come_first():
    found = route_of("cluster_competition", capacity={**ABSENT, NATIONAL: "able"})
    assert "competition_regions_absent" in found.reasons_against


def test_section_5_the_chain_wants_a_pilot_a_trainer_and_entrepreneurs():
    good = route_of(
        "promotion_chain", donor_level=5, context={"pilots_at_work": "several", "group_entrepreneurs": "yes"}
    )
    poor = route_of("promotion_chain", context={"pilots_at_work": "none", "group_entrepreneurs": "no"})
    assert good.reasons_for and not good.reasons_against
    assert {"chain_no_pilot", "chain_no_trainer", "chain_no_entrepreneurs"} <= set(poor.reasons_against)


def test_section_9_a_donor_that_trains_only_the_national_government_trains_no_region():
    only_national = route_of("promotion_chain", donor_level=3)
    assert "chain_no_trainer" in only_national.reasons_against
    assert "chain_trainer" not in only_national.reasons_for
    assert "chain_trainer" in route_of("promotion_chain", donor_level=4).reasons_for
    assert "chain_trainer" in route_of("promotion_chain", capacity={NATIONAL: "able"}).reasons_for


def test_section_8_regions_that_are_able_or_absent_need_no_trainer():
    for capacity in (ABLE, ABSENT):
        found = route_of("promotion_chain", capacity=capacity, donor_level=5)
        assert not {"chain_trainer", "chain_no_trainer"} & {*found.reasons_for, *found.reasons_against}


def test_section_9_a_network_that_is_still_to_be_built_works_beside_nobody():
    for platform, stands in (("none", False), ("build", False), ("strengthen", True), ("existing_organisation", True)):
        found = route_of("combination", capacity={NATIONAL: "able"}, platform=platform)
        assert ("combination_government_and_network" in found.reasons_for) == stands
    at_once = route_of("combination", capacity={NATIONAL: "able"}, platform="build", platform_year=0)
    assert "combination_government_and_network" in at_once.reasons_for


def test_section_9_soft_instruments_in_the_mix_speak_against_acting_directly():
    soft = next(row.code for row in CATALOG.instruments if not CATALOG.contributions_of(row.code))
    assert holds(Circumstances(CATALOG, Scenario(), (soft,)), "predicate:soft_instruments_in_mix")
    assert not holds(Circumstances(CATALOG, Scenario(), ("job_fairs",)), "predicate:soft_instruments_in_mix")


def test_section_9_an_able_government_beside_a_network_speaks_for_a_combination():
    found = route_of(
        "combination", capacity={NATIONAL: "able"}, platform="strengthen", salience={"local_competition": 2}
    )
    assert set(found.reasons_for) == {"combination_government_and_network", "combination_competition_mechanisms"}


def test_section_9_competition_of_little_salience_is_no_reason():
    assert not route_of("combination", salience={"local_competition": 1}).reasons_for
    assert route_of("combination", salience={"social_hierarchy": 2}).reasons_for


# --- what would have to change first -----------------------------------------------------------------------------
@given(SCENARIOS)
def test_what_is_said_to_open_a_route_opens_it(scenario):
    for one in find_route_openers(CATALOG, scenario):
        after = judge_routes(CATALOG, apply_change(CATALOG, scenario, one.change))
        assert next(it.status for it in after if it.route == one.route) == one.status


def test_where_a_route_is_recommended_nothing_has_to_change_first():
    scenario = Scenario(salience={MECHANISMS[0]: 0}, capacity=ABLE, context=COMPETITION_OPEN_TO_ALL)
    assert recommended(judge_routes(CATALOG, scenario)) and not find_route_openers(CATALOG, scenario)


def test_before_the_first_rating_no_route_is_recommended_and_nothing_has_to_change_first():
    fields = {"capacity": ABLE, "context": COMPETITION_OPEN_TO_ALL}
    advice = judge_routes(CATALOG, Scenario(**fields))
    assert not recommended(advice) and recommended(judge(**fields))
    assert conclude_routes(CATALOG, Scenario(**fields), advice).kind == "none"
    assert not find_route_openers(CATALOG, Scenario(**fields))


def test_another_toolbox_gets_advice_of_its_own(project):
    catalog = load_catalog(project / "tests" / "catalog" / "tourism")
    assert len(judge_routes(catalog, Scenario())) == len(catalog.routes)
    assert find_route_openers(catalog, Scenario()) is not None
