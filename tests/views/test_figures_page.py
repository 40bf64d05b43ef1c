"""The As charts page: every figure of the app can be chosen, and is drawn from the scenario on screen."""

import pytest

from clusterdash import charts
from clusterdash.results import compute_results, default_scenario, examples
from clusterdash.ui.figures import FIGURES, draw_figure
from clusterdash.ui.options import add_example
from clusterdash.ui.session import Sitting
from clusterdash.views.figures import FIGURE_NAMES, find_figure
from clusterdash.views.screen import Screen, draw_page
from clusterdash.words import select_language


@pytest.fixture
def sitting():
    return Sitting(default_scenario(), "en")


def test_every_figure_has_a_name_and_is_drawn(sitting):
    assert set(FIGURE_NAMES) == {*FIGURES, "comparison"}
    for code in FIGURE_NAMES:
        sitting.looks = {"chart": code}
        assert charts.read_title(draw_figure(sitting)) and charts.read_alt(draw_figure(sitting, "dark"))


def test_what_is_unknown_falls_back_to_the_first_figure_and_to_png():
    assert find_figure({"chart": "x", "picture": "gif"}) == ("table_1", "png")
    assert find_figure({"chart": "cost", "picture": "svg"}) == ("cost", "svg")


def test_the_figure_follows_the_scenario_on_screen(sitting):
    sitting.looks = {"chart": "table_1"}
    before = charts.read_alt(draw_figure(sitting))
    sitting.replace(examples()[1].scenario)
    assert charts.read_alt(draw_figure(sitting)) != before


def test_the_comparison_has_a_bar_for_every_plan_that_stands_beside(sitting):
    sitting.looks = {"chart": "comparison"}
    assert list(draw_figure(sitting).layout.xaxis.ticktext) == ["A"]
    add_example(sitting, {"code": examples()[2].code})
    assert list(draw_figure(sitting).layout.xaxis.ticktext) == ["A", "B"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_offers_every_figure_in_its_language(catalog, language):
    select_language(language)
    html = draw_page(Screen(catalog, compute_results(catalog, default_scenario()), page="charts")).html
    assert html.count('role="radio"') == len(FIGURE_NAMES) + 2
