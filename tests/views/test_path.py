"""The path of an afternoon: where we are, what is missing, what comes next."""

import pytest

from clusterdash import words
from clusterdash.model.scenario.scenario import ChainPlan, Place, Scenario
from clusterdash.results import compute_results, default_catalog
from clusterdash.ui.session import Sitting
from clusterdash.views.pages import PAGES
from clusterdash.views.path import WAYS, build_path
from clusterdash.views.screen import Screen, draw_screen

CATALOG = default_catalog()


@pytest.fixture(autouse=True)
def in_english():
    words.select_language("en")


def path_of(scenario, page="", **looks):
    return build_path(Screen(CATALOG, compute_results(CATALOG, scenario), page=page, looks=looks))


def lines_of(scenario):
    return {step.way.code: step.line for step in path_of(scenario).steps}


def test_an_empty_scenario_says_at_every_step_what_is_missing():
    assert lines_of(Scenario()) == {
        "place": "no name yet",
        "matters": "0 of 12 rated",
        "can": "3 governments not said",
        "strategy": "nothing in the mix yet",
        "swap": "nothing to swap yet",
        "rounds": "regions not named",
        "decide": "nothing decided yet",
    }
    assert not any(step.is_done for step in path_of(Scenario()).steps)


def test_a_rating_of_zero_is_a_rating_and_one_missing_government_is_named():
    scenario = Scenario(salience={"recruitment": 0, "student_work": 2}, capacity={"local": "weak", "regional": "able"})
    assert lines_of(scenario)["matters"] == "2 of 12 rated"
    assert lines_of(scenario)["can"] == "National government not said"


def test_a_place_with_a_name_counts_its_answers_and_named_regions_are_counted():
    code = CATALOG.context_questions[0].code
    plan = ChainPlan(regions=("North", "South"))
    lines = lines_of(Scenario(place=Place(title="Here"), context={code: "yes"}, chain=plan))
    assert lines["place"] == f"1 of {len(CATALOG.context_questions)} answered"
    assert lines["rounds"] == "2 regions named"


def test_a_phone_is_told_in_a_few_words_what_the_choices_lead_to():
    assert path_of(Scenario()).mix == "0 instruments · 0 ready"
    told = path_of(Scenario(salience={"recruitment": 3}, mix_size=2)).mix
    assert told.startswith("2 instruments · ")


@pytest.mark.parametrize(
    ("page", "tab", "step"),
    [
        ("", "", "place"),
        ("mechanisms", "", "matters"),
        ("actors", "", "can"),
        ("strategy", "", "strategy"),
        ("strategy", "ladder", "strategy"),
        ("strategy", "swap", "swap"),
        ("strategy", "decide", "decide"),
        ("timeline", "swap", "rounds"),
    ],
)
def test_the_path_knows_where_we_are_and_what_comes_next(page, tab, step):
    path = path_of(Scenario(), page, tab=tab)
    assert path.here.way.code == step
    order = [way.code for way in WAYS]
    assert (path.next.way.code if path.next else None) == ([*order, None][order.index(step) + 1])


def test_elsewhere_without_a_step_before_the_next_one_is_the_first_that_is_open_and_that_is_said():
    path = path_of(Scenario(place=Place(title="Here")), "sources")
    assert path.here is None and path.next.way.code == "place" and path.why == "First open step:"


@pytest.mark.parametrize("page", ["sources", "regions", "compare", "workshop"])
def test_elsewhere_the_next_step_leads_on_from_the_step_where_one_was_and_says_so(page):
    path = path_of(Scenario(), page, left="strategy", tab="who")
    assert path.here is None and path.left.way.code == "strategy"
    assert (path.next.way.code, path.why) == ("swap", "After Strategy:")
    html = draw_screen(
        Screen(CATALOG, compute_results(CATALOG, Scenario()), page=page, looks={"left": "strategy"})
    ).html
    assert "After Strategy:" in html


def test_after_the_last_step_the_way_on_is_to_present_also_elsewhere():
    path = path_of(Scenario(), "sources", left="decide")
    assert path.next is None and path.why == "After Decide:"


def test_a_visit_of_another_page_remembers_the_step_that_was_left():
    sitting = Sitting(Scenario(), "en")
    sitting.visit("sources")
    assert "left" not in sitting.looks  # the first page shown: nobody was anywhere before
    sitting.visit("strategy")
    sitting.looks["tab"] = "swap"
    sitting.visit("regions")
    sitting.visit("sources")
    assert sitting.looks["left"] == "swap"


@pytest.mark.parametrize("page", [page.slug for page in PAGES])
def test_the_path_is_in_view_on_every_page_and_marks_at_most_one_step(page):
    html = draw_screen(Screen(CATALOG, compute_results(CATALOG, Scenario()), page=page)).html
    nav = html[html.index('<nav id="path"') : html.index("</nav>", html.index('<nav id="path"'))]
    assert nav.count('aria-current="step"') == (page in {way.slug for way in WAYS})
    assert nav.count("<li") >= len(WAYS)


def test_where_nothing_is_decided_the_step_says_what_a_decision_is():
    html = draw_screen(
        Screen(CATALOG, compute_results(CATALOG, Scenario()), page="strategy", looks={"tab": "decide"})
    ).html
    assert "is a decision; so is what you write down in the log" in html
