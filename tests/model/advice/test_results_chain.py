"""method.md §7: activities, instruments, mechanisms, and what is hoped for; risks, premises, milestones."""

import pytest
from hypothesis import given

from clusterdash.catalog import load_catalog
from clusterdash.model import Scenario, build_chain, build_results_chain, build_strategy, list_warnings
from clusterdash.model.chain.activities import build_activity_plan
from clusterdash.results import examples
from tests.model.chain.chain_scenarios import CATALOG, scenarios


@pytest.mark.parametrize("example", examples(), ids=lambda one: one.code)
def test_the_outputs_are_the_mix_and_the_outcomes_are_what_matters(example):
    found = build_results_chain(CATALOG, example.scenario)
    strategy = build_strategy(CATALOG, example.scenario)
    assert tuple(one.instrument for one in found.outputs) == strategy.mix
    assert [one.mechanism for one in found.outcomes] == [
        row.code for row in CATALOG.mechanisms if example.scenario.salience.get(row.code)
    ]
    assert all(len(one.purpose_code) == 5 for one in found.outputs)


@given(scenarios)
def test_every_link_of_the_chain_holds_in_both_directions(scenario):
    found = build_results_chain(CATALOG, scenario)
    down = {(one.instrument, code) for one in found.outputs for code in one.mechanisms}
    up = {(code, one.mechanism) for one in found.outcomes for code in one.instruments}
    assert down == up


@given(scenarios)
def test_the_activities_are_those_of_the_activity_plan(scenario):
    found = build_results_chain(CATALOG, scenario)
    told = {code: count for one in found.stages for code, count in one.activities}
    lines = build_activity_plan(CATALOG, build_chain(CATALOG, scenario)).lines
    assert told == {line.activity: line.total for line in lines}


def test_every_stage_and_outcome_has_its_indicators():
    found = build_results_chain(CATALOG, Scenario(salience={row.code: 1 for row in CATALOG.mechanisms}))
    assert all(one.indicators for one in (*found.stages, *found.outcomes))
    told = [code for one in (*found.stages, *found.outcomes) for code in one.indicators]
    assert sorted(told) == sorted(row.code for row in CATALOG.indicators)


def test_warnings_are_its_risks_and_preconditions_its_premises():
    scenario = Scenario(salience={"recruitment": 3}, context={"legal_framework": "no"})
    found = build_results_chain(CATALOG, scenario)
    assert [one.code for one in found.risks] == [one.code for one in list_warnings(CATALOG, scenario)]
    answers = {one.precondition: one.answer for one in found.premises}
    assert set(answers) == {row.code for row in CATALOG.preconditions}
    question = {row.question: row.code for row in CATALOG.preconditions}["legal_framework"]
    assert answers[question] == "no" and sorted(answers.values()) == ["no", "unknown", "unknown", "unknown"]


def test_hand_over_conditions_are_milestones_with_a_year_where_the_donor_leads():
    led = build_results_chain(CATALOG, Scenario(donor_level=5, capacity={"national": "able"}))
    assert any(one.year for one in led.milestones)
    alone = build_results_chain(CATALOG, Scenario(capacity={"national": "able"}))
    assert len(alone.milestones) == len(CATALOG.handover_conditions) and not any(one.year for one in alone.milestones)


def test_an_empty_scenario_has_stages_and_hopes_but_no_outputs():
    found = build_results_chain(CATALOG, Scenario())
    assert not found.outputs and not found.outcomes
    assert found.effects == ("competitiveness", "growth", "employment")


def test_another_toolbox_has_a_results_chain_too(project):
    other = load_catalog(project / "tests" / "catalog" / "tourism")
    found = build_results_chain(other, Scenario(salience={"joint_booking": 3}, capacity={"village": "able"}))
    assert [one.mechanism for one in found.outcomes] == ["joint_booking"]
    assert found.outcomes[0].indicators == ("guests_sent",)
