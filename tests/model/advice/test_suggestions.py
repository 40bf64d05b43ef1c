"""method.md §2, §5: answers suggest and never overrule; platform and verdict say why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterdash.catalog import load_catalog
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


def test_another_toolbox_gets_a_verdict_of_its_own(project):
    catalog = load_catalog(project / "tests" / "catalog" / "tourism")
    assert judge_preconditions(catalog, Scenario()).level in ("unknown", "go")
