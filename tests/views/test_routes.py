"""The routes on screen: a question stands where the route hangs on it; nothing is claimed before anything is rated."""

import pytest

from clusterdash.model.scenario.scenario import Scenario
from clusterdash.results import compute_results, default_catalog
from clusterdash.views.routes import build_route_line, render_route
from clusterdash.views.screen import Screen
from clusterdash.words import select_language

CATALOG = default_catalog()
ABLE = dict.fromkeys((row.code for row in CATALOG.governments), "able")
ABSENT = dict.fromkeys(ABLE, "absent")
OPEN = Scenario(salience={"cafeteria_effects": 3}, capacity=ABLE)


@pytest.fixture(autouse=True)
def english():
    select_language("en")


def panel_of(scenario):
    return render_route(Screen(CATALOG, compute_results(CATALOG, scenario), page="strategy"))


def line_of(scenario):
    return build_route_line(CATALOG, compute_results(CATALOG, scenario))


def test_a_route_that_hangs_on_questions_carries_them_to_be_answered_there():
    html = panel_of(OPEN)
    assert "Cannot say yet whether “Cluster competition” is the way" in html
    for question in ("fund_winners", "proficient_agencies"):
        assert f'id="route-cluster_competition-{question}"' in html
    assert "recommended</span>" not in html


def test_the_overview_asks_the_same_questions():
    line = line_of(OPEN)
    assert line["kind"] == "cannot_say"
    assert {one["row"].code for one in line["questions"]} == {"proficient_agencies", "fund_winners"}


def test_where_nobody_is_able_it_is_told_what_would_have_to_change_first():
    html = panel_of(Scenario(salience={"recruitment": 2}, capacity=ABSENT))
    assert "No route can be recommended yet" in html and "National government becomes able: then" in html


def test_not_here_not_now_is_said_before_any_route():
    scenario = OPEN.change(context={"legal_framework": "no", "fund_winners": "yes", "proficient_agencies": "yes"})
    assert line_of(scenario)["title"] == "Not here, not now: no route is recommended"
    assert "★" not in panel_of(scenario)


def test_before_anything_is_rated_nothing_is_claimed():
    line = line_of(Scenario())
    assert (line["kind"], line["title"], line["questions"]) == ("fresh", "Nothing is rated yet", [])


def test_a_route_that_is_ruled_out_asks_nothing_any_more():
    html = panel_of(OPEN.change(context={"competition_route": "no"}))
    assert 'id="route-cluster_competition-fund_winners"' not in html
