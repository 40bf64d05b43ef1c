"""What my group can do stands first on Overview for whoever says who they are, and beside the plan."""

import re
from html import unescape

import pytest

from clusterdash.model.scenario.scenario import Scenario
from clusterdash.results import compute_results, default_catalog, examples
from clusterdash.views.mine import list_roles
from clusterdash.views.screen import Screen, draw_page
from clusterdash.words import select_language

CATALOG = default_catalog()
ROLES = [code for code, _name in list_roles(CATALOG)]
COFFEE = examples()[0].scenario


def mine(role, scenario=COFFEE):
    return draw_page(Screen(CATALOG, compute_results(CATALOG, scenario), looks={"role": role})).parts["mine"]


def test_nobody_is_asked_more_than_who_they_are():
    assert "<h2" not in mine("") and "<select" in mine("")


def test_an_unknown_role_is_nobody():
    assert "<h2" not in mine("<b>") and "<b>" not in mine("<b>")


def test_it_stands_before_all_else_on_the_overview():
    html = draw_page(Screen(CATALOG, compute_results(CATALOG, COFFEE), looks={"role": "entrepreneurs"})).html
    assert html.index('id="mine-title"') < html.index('id="stand-title"') < html.index('id="examples-title"')
    assert html.index('id="mine-title"') < html.index('class="lead"')


def test_a_step_names_instrument_partner_and_month():
    html = mine("business_associations")
    assert "Book one joint stand" in html
    assert "For “Joint trade fair visits”, with: National government, by January 2028." in html
    assert "Ask there for:" in html and "trade fair participation programs" in html


def test_cooperatives_find_themselves_among_the_associations():
    assert "also cooperatives and producer groups" in mine("")
    row = next(row for row in CATALOG.stakeholder_groups if row.code == "business_associations")
    assert "ours" in row.note


def test_an_actor_for_whom_a_group_speaks_is_that_group():
    assert mine("local") == mine("local_officials") and "<ol" in mine("local")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_everybody_gets_an_answer_in_every_example(role, language):
    select_language(language)
    for example in examples():
        html = mine(role, example.scenario)
        assert "<h2" in html and ("<li>" in html or "<p>" in html)


def test_where_cluster_policy_should_not_start_no_step_is_given():
    html = mine("entrepreneurs", COFFEE.change(context={"legal_framework": "no"}))
    assert "<ol" not in html and "should not start here yet" in html


def test_an_empty_scenario_says_what_to_do_first():
    assert "Say first what matters here" in mine("entrepreneurs", Scenario())


def test_the_same_steps_stand_beside_the_plan():
    screen = Screen(CATALOG, compute_results(CATALOG, COFFEE), page="strategy", looks={"role": "teachers"})
    assert 'class="actions"' in draw_page(screen).parts["panel-head"]


def test_what_is_handed_on_names_the_place_the_group_and_every_step():
    html = mine("entrepreneurs")
    message = re.search(r'data-text="([^"]*)"', html).group(1)
    lines = unescape(message).split("\n")
    assert lines[0] == COFFEE.place.title and "Entrepreneurs" in lines[1]
    assert len(lines) - 2 == html.count("<li>") and all(line[0].isdigit() for line in lines[2:])


def test_before_there_is_a_plan_it_says_so_and_a_title_stays_text():
    place = COFFEE.place.__class__(title='"><script>alert(1)</script>')
    html = mine("entrepreneurs", COFFEE.change(place=place))
    assert "<script>" not in html and "Say first what matters here" in mine("entrepreneurs", Scenario())
