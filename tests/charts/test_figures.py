"""Figures: the finding as title, an alternative text with the figures, our colours and marks, user text as text."""

import json
import re

import pytest

from clusterdash import charts
from clusterdash.charts import theme
from clusterdash.model import ChainPlan, Scenario, build_chain, build_strategy, compare_scenarios
from clusterdash.model.chain.activities import build_activity_plan
from clusterdash.model.chain.budget import build_budget
from clusterdash.model.chain.dynamics import simulate_dynamics
from clusterdash.model.chain.ladder import build_donor_ladder
from clusterdash.model.plan.plan import build_plan
from clusterdash.words import label, select_language

SCENARIO = Scenario(
    salience={"horizontal_cooperation": 3, "vertical_cooperation": 2, "recruitment": 1},
    capacity={"local": "able", "regional": "weak", "national": "able"},
    donor_level=5,
    chain=ChainPlan(
        unit_costs={"outreach_meeting": (500.0, 700.0), "study_tour": 2000.0},
        instrument_costs={"meetings": 900.0},
        currency="EUR",
    ),
)
HOSTILE = '<a href="javascript:alert(1)">=1+1</a></script>'


@pytest.fixture(scope="module")
def strategy(catalog):
    return build_strategy(catalog, SCENARIO)


@pytest.fixture(scope="module")
def chain(catalog):
    return build_chain(catalog, SCENARIO)


@pytest.fixture
def figures(catalog, strategy, chain):
    return draw_all(catalog, strategy, chain)


def budget_of(catalog, chain):
    plan = build_plan(catalog, build_strategy(catalog, chain.scenario))
    return build_budget(catalog, chain, build_activity_plan(catalog, chain), plan)


def draw_all(catalog, strategy, chain, scheme="light"):
    comparison = compare_scenarios(catalog, {"Now": SCENARIO, HOSTILE: SCENARIO.change(donor_level=0)})
    return {
        "table_1_figure": charts.table_1_figure(catalog, strategy, scheme),
        "table_2_figure": charts.table_2_figure(catalog, strategy, scheme),
        "coverage_figure": charts.coverage_figure(catalog, strategy, scheme),
        "frontier_figure": charts.frontier_figure(catalog, strategy, scheme),
        "ladder_figure": charts.ladder_figure(catalog, strategy, scheme),
        "timeline_figure": charts.timeline_figure(catalog, chain, scheme),
        "cost_figure": charts.cost_figure(catalog, chain, budget_of(catalog, chain), scheme),
        "comparison_figure": charts.comparison_figure(comparison, scheme),
        "band_figure": charts.band_figure(simulate_dynamics(catalog, SCENARIO), scheme),
    }


def test_every_figure_of_the_room_is_drawn_here(figures):
    assert set(figures) == {name for name in charts.__all__ if name.endswith("_figure")}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_figure_has_a_title_that_is_a_sentence_and_an_alternative_text(catalog, strategy, chain, language):
    select_language(language)
    for name, figure in draw_all(catalog, strategy, chain).items():
        assert len(charts.read_title(figure).split()) >= 4, name
        assert len(charts.read_alt(figure)) > len(charts.read_title(figure)), name
        assert "{" not in charts.read_alt(figure), name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_figures_use_the_ink_and_paper_of_the_pages(catalog, strategy, chain, scheme):
    for name, figure in draw_all(catalog, strategy, chain, scheme).items():
        assert figure.layout.font.color == theme.INK[scheme], name
        assert figure.layout.paper_bgcolor == theme.PAPER[scheme], name


def test_table_1_has_the_93_links_with_the_salience_that_people_gave(figures, catalog, strategy):
    grid = figures["table_1_figure"].data[0]
    cells = [level for line in grid.z for level in line if level is not None]
    assert len(cells) == 93 and set(cells) == {0, 1, 2, 3}
    starred = [name.removeprefix("★ ") for name in grid.y if name.startswith("★")]
    assert set(starred) == {catalog.instrument(code).short_label for code in strategy.mix}
    assert list(grid.y)[: len(starred)] == [f"★ {name}" for name in starred]


def test_table_1_without_a_scenario_is_the_table_of_the_paper(catalog):
    figure = charts.table_1_figure(catalog)
    assert list(figure.data[0].y) == [row.short_label for row in catalog.instruments]
    assert "93" in charts.read_title(figure)


def test_table_2_has_the_179_contributions_and_tells_direct_from_indirect(figures):
    figure = figures["table_2_figure"]
    assert sum(count for line in figure.data[0].z for count in line if count) == 179
    texts = figure.data[1].text
    assert sum("◆" in text for text in texts) == 4 and any("○" in text for text in texts)


def test_the_writing_in_a_cell_is_readable_on_its_colour(figures):
    for name in ("table_1_figure", "table_2_figure"):
        grid, writing = figures[name].data
        levels = {(x, y): z for y, row in zip(grid.y, grid.z, strict=True) for x, z in zip(grid.x, row, strict=True)}
        for x, y, ink in zip(writing.x, writing.y, writing.textfont.color, strict=True):
            assert ink == theme.SCALE_INK["light"][min(levels[x, y], 3)]


def test_the_coverage_is_that_of_the_strategy(figures, strategy):
    parts = figures["coverage_figure"].data[:3]
    sums = [sum(bar.x[place] for bar in parts) for place in range(len(strategy.coverage))]
    assert sums == pytest.approx([float(one.strength) for one in strategy.coverage])


def test_the_ladder_is_that_of_the_model_and_marks_the_level_of_today(figures, catalog, strategy):
    figure = figures["ladder_figure"]
    now = [float(step.deliverable["now"] / strategy.total) for step in build_donor_ladder(catalog, SCENARIO)]
    assert list(figure.data[0].y) == pytest.approx(now)
    assert [name for name in figure.data[0].x if "▶" in name] == [figure.data[0].x[5]]


def test_the_timeline_has_a_bar_for_every_stage_of_every_round_with_who_leads(figures, catalog, chain):
    figure = figures["timeline_figure"]
    assert sum(len(bar.y) for bar in figure.data) == len(chain.stages)
    leaders = {role.actor for role in chain.leads().values()}
    assert len(figure.data) == len(leaders)
    for agent in (row for row in catalog.agents if row.code in leaders):
        assert any(bar.name == f"{agent.letter} {label(agent.label)}" for bar in figure.data)


def test_a_stage_without_lead_is_hatched_and_named(catalog):
    poor = build_chain(catalog, Scenario(capacity={row.code: "absent" for row in catalog.governments}))
    figure = charts.timeline_figure(catalog, poor)
    bar = next(bar for bar in figure.data if bar.name.startswith("–"))
    assert bar.marker.pattern.shape == "/" and len(bar.y) == len(poor.no_lead)


def test_the_costs_add_up_to_the_budget_by_who_pays_with_low_and_high(figures, catalog, chain):
    budget = budget_of(catalog, chain)
    *payers, ranges = figures["cost_figure"].data
    drawn = [sum(bar.y[place] for bar in payers) for place in range(len(chain.rounds))]
    assert drawn == pytest.approx([one.middle for one in budget.per_round])
    tops = [middle + more for middle, more in zip(ranges.y, ranges.error_y.array, strict=True)]
    assert tops == pytest.approx([one.high for one in budget.per_round])
    assert len(payers) == len({payer for sums in budget.per_payer for payer in sums})


def test_without_costs_the_figure_says_what_to_enter_and_draws_nothing(catalog, chain):
    figure = charts.cost_figure(catalog, chain, None)
    assert not figure.data and "Enter what one event or instrument costs" in charts.read_title(figure)


def test_no_text_of_a_person_becomes_markup_in_a_figure(figures):
    ticks = figures["comparison_figure"].layout.xaxis.ticktext
    assert not [text for text in ticks if re.search(r"<(?!br>)", text)]


def test_a_page_of_a_figure_is_the_same_each_time_fetches_nothing_and_says_what_it_shows(figures):
    figure = figures["comparison_figure"]
    page = charts.write_chart_page(figure, "comparison", "clusterdash")
    assert page == charts.write_chart_page(figure, "comparison", "clusterdash")
    assert not re.search(r"<(?:script|link|img|iframe)[^>]*\b(?:src|href)=", page)
    assert page.count("</script>") == page.count("<script")
    assert "Plotly.newPlot" in page and "&lt;a href=" in page


def test_figures_can_be_written_as_json(figures):
    for figure in figures.values():
        assert json.loads(figure.to_json())["layout"]["meta"]["alt"]
