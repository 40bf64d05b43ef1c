"""Figures of regions: the finding as title, an alternative text, marks beside colours, text as text."""

import pytest

from clusterdash.charts.finish import read_alt, read_title
from clusterdash.charts.regions import Bubble, RankedRegion, bubble_figure, heatmap_figure, ranking_figure
from clusterdash.words import select_language

HOSTILE = "<b onclick=x>Salt</b>"
BUBBLES = [Bubble(HOSTILE, 2.5, 0.2, 900, 3), Bubble("Boats", 0.5, -0.1, 100, 0), Bubble("New", 1.1, None, 50, 1)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bubbles_show_every_industry_with_growth_and_name_what_stands_out(scheme):
    figure = bubble_figure("North", BUBBLES, 1.25, scheme)
    assert sum(len(trace.x) for trace in figure.data) == 2
    assert read_title(figure) == "North: 1 industry stands out"
    assert "location quotient 2.50" in read_alt(figure)
    assert len({trace.marker.symbol for trace in figure.data}) == len(figure.data)


def test_bubbles_of_one_year_stand_on_one_line():
    figure = bubble_figure("North", [Bubble("Salt", 2, None, 9, 1), Bubble("Boats", 1, None, 9, 1)], 1.25)
    assert sum(len(trace.x) for trace in figure.data) == 2 and not figure.layout.yaxis.showticklabels


def test_text_of_a_table_is_never_markup_in_a_figure():
    figures = (
        bubble_figure(HOSTILE, BUBBLES, 1.25),
        heatmap_figure([HOSTILE], [HOSTILE], [[1.0]]),
        ranking_figure([RankedRegion(HOSTILE, (1, 0, 1), (HOSTILE,))]),
    )
    for figure in figures:
        figure.layout.meta = None  # plain text, escaped where it is shown
        assert "<b onclick" not in figure.to_json().replace("\\u003c", "<")


def test_the_heatmap_leaves_what_is_unknown_empty_and_says_what_is_not_drawn():
    figure = heatmap_figure(["North", "South"], ["Salt", "Boats"], [[9.0, None], [0.5, 1.0]], (3, 4))
    assert figure.data[0].z[0][0] == 4 and figure.data[0].z[0][1] is None
    assert "regions 3, industries 4" in read_title(figure) and "North: most of all Salt" in read_alt(figure)


def test_the_ranking_says_the_marks_in_words_and_signs():
    select_language("fr")
    figure = ranking_figure([RankedRegion("Nord", (2, 1, 1), ("Sel",)), RankedRegion("Sud", (0, 0, 0), ())])
    assert [trace.name[:3] for trace in figure.data] == ["●●●", "●● ", "● 1"]
    assert "Nord" in read_title(figure)


def test_a_region_without_anything_has_a_figure_too():
    assert read_title(bubble_figure("North", [], 1.25)) == "North: 0 industries stand out"
    assert read_title(ranking_figure([])) == "No region has an industry with three marks"


def test_a_name_at_the_right_edge_stands_to_the_left_of_its_mark():
    figure = bubble_figure(
        "North", [Bubble("Coffee roasting", 5.0, 0.5, 10, 3), Bubble("Hotels", 1.5, 0.1, 10, 3)], 1.25
    )
    # must not happen: half of the name of the strongest industry is cut off
    assert figure.data[0].textposition == ("top left", "top center")
