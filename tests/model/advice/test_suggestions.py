"""method.md §2, §5: answers suggest and never overrule; routes, platform and verdict say why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterdash.catalog import load_catalog
from clusterdash.model.advice.routes import PREDICATE, TESTS, Circumstances, holds, judge_routes
from clusterdash.model.advice.suggestions import (
    accept_all,
    advise_platform,
    judge_preconditions,
    suggest_from_context,
)
from clusterdash.model.scenario.change import Change, apply_change, apply_changes
from clusterdash.model.scenario.scenario import CAPACITIES, PLATFORMS, Scenario

CATALOG = load_catalog()
GOVERNMENTS = [row.code for row in CATALOG.governments]
NATIONAL = GOVERNMENTS[-1]
QUESTIONS = {row.code: row.answers for row in CATALOG.context_questions}
ANSWERS = st.fixed_dictionaries({}, optional={code: st.sampled_from(answers) for code, answers in QUESTIONS.items()})
SALIENCE = st.dictionaries(st.sampled_from([row.code for row in CATALOG.mechanisms]), st.integers(0, 3))
CAPACITY = st.dictionaries(st.sampled_from(GOVERNMENTS), st.sampled_from(CAPACITIES))
SCENARIOS = st.builds(
    Scenario,
    salience=SALIENCE,
    capacity=CAPACITY,
    context=ANSWERS,
    donor_level=st.integers(0, 5),
    platform=st.sampled_from(PLATFORMS),
)
PRECONDITIONS = {row.question: "yes" for row in CATALOG.preconditions}


def route_of(code, **fields):
    return next(one for one in judge_routes(CATALOG, Scenario(**fields)) if one.route == code)


# --- suggestions -------------------------------------------------------------------------------------------------
def test_no_answer_suggests_nothing():
    assert suggest_from_context(CATALOG, Scenario()) == ()
    assert suggest_from_context(CATALOG, Scenario(context=dict.fromkeys(QUESTIONS, "unknown"))) == ()


@pytest.mark.parametrize(
    "row", CATALOG.context_suggestions, ids=lambda row: f"{row.question}-{row.target}-{row.target_code}"
)
def test_each_answer_suggests_its_value_with_reason_and_basis(row):
    scenario = Scenario(context={row.question: row.answer})
    found = [
        one
        for one in suggest_from_context(CATALOG, scenario)
        if (one.change.field, one.change.code, str(one.change.value)) == (row.target, row.target_code, row.value)
    ]
    assert [(one.reason, one.section, one.basis) for one in found] == [(row.reason, row.section, row.basis)]


@given(SCENARIOS)
def test_section_3_an_open_suggestion_never_overrules_a_choice_by_hand(scenario):
    for suggestion in (one for one in suggest_from_context(CATALOG, scenario) if one.is_open):
        after = apply_change(CATALOG, scenario, suggestion.change)
        assert all(after.salience[code] == level for code, level in scenario.salience.items())
        assert all(after.capacity[code] == value for code, value in scenario.capacity.items())
        assert scenario.platform in ("none", after.platform)
        assert scenario.donor_level in (0, after.donor_level)


@given(SCENARIOS)
def test_what_is_open_decides_something_and_what_is_decided_is_not_open(scenario):
    for suggestion in suggest_from_context(CATALOG, scenario):
        after = apply_change(CATALOG, scenario, suggestion.change)
        assert not suggestion.is_open or after != scenario
        assert not any(one.is_open for one in suggest_from_context(CATALOG, after) if one.change == suggestion.change)


@given(SCENARIOS)
def test_accepting_all_leaves_nothing_open_and_overrules_nothing(scenario):
    after = apply_changes(CATALOG, scenario, accept_all(CATALOG, scenario))
    assert not any(one.is_open for one in suggest_from_context(CATALOG, after))
    assert all(after.salience[code] == level for code, level in scenario.salience.items())
    assert scenario.platform in ("none", after.platform)


def test_accepting_all_takes_the_higher_salience_where_two_answers_differ():
    context = {"suppliers_customers_nearby": "no", "low_tech_learning": "efficiency"}
    assert Change("salience", "vertical_cooperation", 3) in accept_all(CATALOG, Scenario(context=context))


# --- platform ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("context", "platform", "reasons"),
    [
        ({"promotion_organisations": "none"}, "build", ("promotion_organisations",)),
        ({"chamber_or_association": "yes"}, "existing_organisation", ("chamber_or_association",)),
        ({"previous_network_attempts_failed": "yes"}, "none", ("previous_network_attempts_failed",)),
    ],
)
def test_section_3_and_9_the_platform_follows_from_the_answers(context, platform, reasons):
    advice = advise_platform(CATALOG, Scenario(context=context))
    assert (advice.recommended, advice.reasons) == (platform, reasons)


def test_section_7_a_platform_comes_with_manager_and_staff_of_a_chamber():
    advice = advise_platform(CATALOG, Scenario(context={"chamber_or_association": "yes"}))
    assert {"hired_manager", "chamber_staff"} <= set(advice.measures)


def test_section_9_without_a_platform_no_measure_for_one_is_named():
    assert advise_platform(CATALOG, Scenario(context={"previous_network_attempts_failed": "yes"})).measures == ()


def test_a_platform_that_was_chosen_stays_advised_while_nothing_speaks_against_it():
    assert advise_platform(CATALOG, Scenario(platform="strengthen")).recommended == "strengthen"


# --- verdict -----------------------------------------------------------------------------------------------------
def test_section_10_all_preconditions_met_means_go():
    assert judge_preconditions(CATALOG, Scenario(context=PRECONDITIONS)).level == "go"


def test_section_10_a_missing_legal_framework_means_not_here_not_now():
    for row in (row for row in CATALOG.preconditions if row.severity == "required"):
        others = dict.fromkeys(PRECONDITIONS, "no")
        verdict = judge_preconditions(CATALOG, Scenario(context={**others, row.question: "no"}))
        assert (verdict.level, verdict.missing) == ("not_here_not_now", (row.code,))


def test_section_10_an_imperfect_environment_means_smaller_chances():
    for row in (row for row in CATALOG.preconditions if row.severity == "helpful"):
        verdict = judge_preconditions(CATALOG, Scenario(context={**PRECONDITIONS, row.question: "no"}))
        assert (verdict.level, verdict.missing) == ("smaller_chances", (row.code,))


def test_section_10_unanswered_is_not_the_same_as_met():
    verdict = judge_preconditions(CATALOG, Scenario())
    assert verdict.level == "unknown"
    assert verdict.unknown == tuple(row.code for row in CATALOG.preconditions)


def test_section_10_while_the_legal_framework_is_unknown_nothing_less_decides():
    context = {**PRECONDITIONS, "legal_framework": "unknown", "macro_policy": "no"}
    verdict = judge_preconditions(CATALOG, Scenario(context=context))
    assert (verdict.level, verdict.imperfect) == ("unknown", ("macro_policy",))


# --- routes ------------------------------------------------------------------------------------------------------
def test_every_condition_of_a_route_can_be_tested_and_every_predicate_is_used():
    used = {row.test.removeprefix(PREDICATE) for row in CATALOG.route_conditions if row.test.startswith(PREDICATE)}
    assert used == set(TESTS)


@given(SCENARIOS)
def test_each_reason_holds_and_nothing_that_holds_is_left_out(scenario):
    circumstances = Circumstances(CATALOG, scenario, ())
    rows = {(row.route, row.code): row for row in CATALOG.route_conditions}
    told = {
        (one.route, code)
        for one in judge_routes(CATALOG, scenario, ())
        for code in (*one.reasons_for, *one.reasons_against)
    }
    assert told == {key for key, row in rows.items() if holds(circumstances, row.test)}


@given(SCENARIOS)
def test_all_routes_stay_on_offer_and_those_ruled_out_come_last(scenario):
    advice = judge_routes(CATALOG, scenario, ())
    assert {one.route for one in advice} == {row.code for row in CATALOG.routes}
    assert [one.is_ruled_out for one in advice] == sorted(one.is_ruled_out for one in advice)


def test_section_4_a_competition_needs_one_to_be_possible():
    assert route_of("cluster_competition", context={"competition_route": "no"}).is_ruled_out
    assert not route_of("cluster_competition", context={"competition_route": "yes"}).is_ruled_out


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


def test_section_5_the_chain_wants_a_pilot_a_trainer_and_entrepreneurs():
    good = route_of(
        "promotion_chain", donor_level=5, context={"pilots_at_work": "several", "group_entrepreneurs": "yes"}
    )
    poor = route_of("promotion_chain", context={"pilots_at_work": "none", "group_entrepreneurs": "no"})
    assert good.reasons_for and not good.reasons_against
    assert set(poor.reasons_against) == {"chain_no_pilot", "chain_no_trainer", "chain_no_entrepreneurs"}


def test_section_9_a_donor_that_trains_only_the_national_government_trains_no_region():
    only_national = route_of("promotion_chain", donor_level=3)
    assert "chain_no_trainer" in only_national.reasons_against
    assert "chain_trainer" not in only_national.reasons_for
    assert "chain_trainer" in route_of("promotion_chain", donor_level=4).reasons_for
    assert "chain_trainer" in route_of("promotion_chain", capacity={NATIONAL: "able"}).reasons_for


def test_section_8_regions_that_are_able_need_no_trainer_and_absent_ones_find_none():
    able = route_of("promotion_chain", capacity={row.code: "able" for row in CATALOG.governments})
    assert not {"chain_trainer", "chain_no_trainer"} & {*able.reasons_for, *able.reasons_against}
    absent = route_of("promotion_chain", capacity={row.code: "absent" for row in CATALOG.governments}, donor_level=5)
    assert "chain_no_trainer" in absent.reasons_against


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


def test_another_toolbox_gets_advice_of_its_own(project):
    catalog = load_catalog(project / "tests" / "catalog" / "tourism")
    assert len(judge_routes(catalog, Scenario())) == len(catalog.routes)
    assert judge_preconditions(catalog, Scenario()).level in ("unknown", "go")
