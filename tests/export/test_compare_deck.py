"""Slides of plans side by side: the same figures as the model's comparison, for two and for four plans."""

import io

import pytest
from pptx import Presentation

from clusterdash.export import export_comparison
from clusterdash.model.advice.comparison import compare_scenarios
from clusterdash.results import default_catalog
from clusterdash.words import label, select_language
from tests.export.conftest import CASES, DAY, squeeze

CATALOG = default_catalog()
ORDER = ("highland_coffee", "metal_workshops", "longest", "hostile")


@pytest.fixture(params=[2, 4])
def plans(request):
    """Return two plans, and four of which one has no end and one is hostile."""
    return [CASES[name] for name in ORDER[: request.param]]


@pytest.fixture
def deck(plans, language):
    """Return the slides, opened again."""
    return Presentation(io.BytesIO(export_comparison(CATALOG, plans, language, DAY)))


def find_tables(deck):
    """Return the tables as lists of rows of texts."""
    return [
        [[cell.text_frame.text for cell in row.cells] for row in shape.table.rows]
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_table
    ]


def test_every_instrument_of_every_mix_is_marked_where_it_is(deck, plans, language):
    select_language(language)
    mixes = compare_scenarios(CATALOG, dict(zip("ABCD", plans, strict=False))).result("mix")
    rows = {squeeze(row[0]): row[1:] for table in find_tables(deck) for row in table}
    for row in CATALOG.instruments:
        marks = ["●" if row.code in mix else "–" for mix in mixes.values()]
        if "●" in marks:
            assert rows[squeeze(label(row.short_label))] == marks


def test_the_chart_holds_the_parts_of_each_plan(deck, plans):
    comparison = compare_scenarios(CATALOG, dict(zip("ABCD", plans, strict=False)))
    (chart,) = (shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart)
    for series, name in zip(chart.plots[0].series, ("now", "later", "nobody"), strict=True):
        wanted = [round(100 * float(value), 1) for value in comparison.result(f"deliverable.{name}").values()]
        assert list(series.values) == wanted


def test_nothing_leaves_the_slides_and_the_bytes_are_the_same_again(deck, plans, language):
    for slide in deck.slides:
        assert slide.shapes.title.text_frame.text
        assert all(shape.top + shape.height <= deck.slide_height for shape in slide.shapes)
    assert export_comparison(CATALOG, plans, language) == export_comparison(CATALOG, plans, language)
