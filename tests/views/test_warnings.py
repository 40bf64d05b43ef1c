"""The warnings on screen: a fix says what it costs, a judgement is marked, and where nothing works that is said."""

import pytest

from clusterdash.model.scenario.change import Change
from clusterdash.model.scenario.scenario import ChainPlan, Scenario
from clusterdash.results import compute_results, default_catalog
from clusterdash.views.screen import Screen
from clusterdash.views.warnings import render_warnings, say_fix
from clusterdash.words import select_language

CATALOG = default_catalog()
ABLE = dict.fromkeys((row.code for row in CATALOG.governments), "able")
EVERYTHING = dict.fromkeys((row.code for row in CATALOG.mechanisms), 2)


@pytest.fixture(autouse=True)
def english():
    select_language("en")


def panel_of(scenario):
    return render_warnings(Screen(CATALOG, compute_results(CATALOG, scenario), page="strategy"))


def test_more_rounds_say_until_when_they_last():
    html = panel_of(Scenario(salience=EVERYTHING, capacity=ABLE, chain=ChainPlan(region_count=20)))
    assert "Rounds: 4</button>" in html and "(1 round more: until 2046)" in html


def test_a_number_says_what_it_was_and_an_office_from_when_it_is_needed():
    plan = ChainPlan(mentoring_capacity=2)
    assert "(5 instead of 2)" in panel_of(Scenario(salience=EVERYTHING, capacity=ABLE, chain=plan))
    late = Scenario(salience=EVERYTHING, capacity=ABLE, chain=ChainPlan(office_round=5))
    assert "(the office is needed from 2037" in panel_of(late)


def test_a_fix_that_only_relabels_is_marked_as_a_judgement():
    scenario = Scenario(salience={"local_competition": 3}, capacity=ABLE, platform="strengthen")
    assert "a judgement: nothing changes but whose job it is called" in panel_of(scenario)


def test_where_no_change_works_that_is_said_and_no_button_stands_there():
    html = panel_of(Scenario(salience=EVERYTHING, capacity=ABLE, chain=ChainPlan(region_count=200)))
    one = html[html.index("Regions left over") :].split("</li>")[0]
    assert "No single change was found" in one and "apply_fix" not in one


def test_who_is_at_the_table_is_answered_where_it_is_missed():
    html = panel_of(Scenario(salience=EVERYTHING, capacity=ABLE, context={"group_entrepreneurs": "no"}))
    assert 'id="warning-no_entrepreneur--group_entrepreneurs"' in html


def test_changes_that_go_together_are_said_together():
    both = Change("chain.rounds", "", 4, (Change("chain.regions_per_round", "", 7),))
    assert say_fix(CATALOG, both) == "Rounds: 4 and Regions per round: 7"
    assert say_fix(CATALOG, Change("chain.office_round", "", 0)) == "Plan without an office"
