"""The slides: native tables and charts with the figures of the model, findings as titles, notes, alternative texts."""

import io
import zipfile

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from clusterdash.model.chain.ladder import build_donor_ladder
from clusterdash.views.sentences import say_chain, say_result
from clusterdash.views.strategy import say_coverage
from clusterdash.words import label, select_language
from tests.export.conftest import CASES, squeeze


@pytest.fixture
def deck(make, scenario, language):
    """Return the slides of each scenario, opened again."""
    return Presentation(io.BytesIO(make("deck", scenario, language)))


def tables(deck):
    """Return the tables as lists of rows of texts."""
    return [
        [[cell.text_frame.text for cell in row.cells] for row in shape.table.rows]
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_table
    ]


def charts(deck):
    """Return the charts in the order of the slides."""
    return [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def titles(deck):
    """Return the titles of the slides, with single spaces."""
    return [squeeze(slide.shapes.title.text_frame.text) for slide in deck.slides]


def test_the_findings_are_the_titles(deck, results, catalog, language):
    select_language(language)
    found = titles(deck)
    for finding in (say_result(catalog, results), say_coverage(results), say_chain(catalog, results.chain)):
        assert any(title.startswith(squeeze(finding)) for title in found), finding


def test_no_slide_is_without_a_title_of_its_own(deck):
    assert all(titles(deck)) and len(set(titles(deck))) > len(deck.slides) / 2


def test_every_instrument_of_the_mix_stands_whole_in_a_cell(deck, results, catalog, language):
    select_language(language)
    cells = {squeeze(cell) for table in tables(deck) for row in table for cell in row}
    names = {squeeze(label(catalog.instrument(code).short_label)) for code in results.strategy.mix}
    assert not names - cells


def test_the_charts_hold_the_numbers_of_the_model(deck, results, catalog):
    found = {tuple(tuple(series.values) for series in chart.plots[0].series) for chart in charts(deck)}
    parts = [
        [round(100 * float(one.deliverable[name]), 1) for one in results.strategy.coverage]
        for name in ("now", "later", "nobody")
    ]
    assert tuple(tuple(row) for row in parts) in found
    if results.strategy.mix:
        statuses = {row.code for row in catalog.delivery_statuses}
        steps = build_donor_ladder(catalog, results.scenario)
        rows = [tuple(float(step.statuses[code]) for step in steps) for code in statuses]
        ladder = next(shown for shown in found if len(shown[0]) == len(steps) and set(shown) <= set(rows))
        assert set(ladder) == {row for row in rows if any(row)}
        assert tuple(float(load.responsible) for load in results.plan.load.values()) in {shown[0] for shown in found}


def test_the_leads_of_all_rounds_stand_in_a_table(deck, results, catalog):
    letters = {row.code: row.letter for row in catalog.agents} | {"": "–"}
    leads = results.chain.leads()
    wanted = [
        [letters[leads[one.number, stage.code].actor] for one in results.chain.rounds] for stage in catalog.stages
    ]
    assert any([row[2:] for row in table[1:]] == wanted for table in tables(deck))


def test_all_regions_are_named(deck, results):
    text = squeeze(" ".join(cell for table in tables(deck) for row in table for cell in row))
    assert not [
        one.region
        for round_ in results.chain.rounds
        for one in round_.regions
        if squeeze(one.region) not in text and results.chain.are_regions_named
    ]


def test_no_table_has_more_than_15_rows_and_nothing_leaves_the_slide(deck):
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9)
    assert all(len(table) <= 16 for table in tables(deck))
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.left + shape.width <= deck.slide_width
            assert shape.top >= 0 and shape.top + shape.height <= deck.slide_height, shape.name


def test_an_empty_cell_is_no_higher_than_the_row(deck):
    for slide in deck.slides:
        for shape in (one for one in slide.shapes if one.has_table):
            ends = [end.get("sz") for end in shape._element.xpath(".//a:endParaRPr")]
            assert len(ends) == len(shape._element.xpath(".//a:p")) and all(ends)


def test_a_heading_of_a_narrow_column_breaks_only_where_it_should(make):
    deck = Presentation(io.BytesIO(make("deck", CASES["longest"])))
    rounds = next(table for table in tables(deck) if len(table[0]) == 14)
    assert rounds[0][2].split() == ["1", "2027–", "2031"]


def test_every_table_and_chart_has_an_alternative_text_and_every_slide_but_the_last_notes(deck):
    for number, slide in enumerate(deck.slides, 1):
        for shape in slide.shapes:
            if shape.has_table or shape.has_chart:
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr"), slide.shapes.title.text_frame.text
        assert number == len(deck.slides) or slide.notes_slide.notes_text_frame.text.strip()


def test_costs_are_shown_only_where_they_were_entered(make):
    with_costs = Presentation(io.BytesIO(make("deck", CASES["longest"])))
    without = Presentation(io.BytesIO(make("deck", CASES["highland_coffee"])))
    assert any("USD" in title for title in titles(with_costs)) and not any("cost" in title for title in titles(without))


def test_nothing_in_the_file_is_a_formula_or_a_link_to_elsewhere(make):
    package = zipfile.ZipFile(io.BytesIO(make("deck", CASES["hostile"])))
    assert not [name for name in package.namelist() if b'TargetMode="External"' in package.read(name)]
    sheets = [name for name in package.namelist() if name.endswith(".xlsx")]
    for name in sheets:
        for sheet in load_workbook(io.BytesIO(package.read(name))):
            assert not [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert sheets
