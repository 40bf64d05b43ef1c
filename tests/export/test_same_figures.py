"""Every file, read by a reader not ours, says the figures of the model: members, value, rounds, leads, budget."""

import html
import io
import json
import re

import pytest
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

from clusterdash.model.chain.activities import build_activity_plan
from clusterdash.model.chain.budget import build_budget
from clusterdash.results import compute_results
from clusterdash.views.sentences import say_value
from clusterdash.words import label, select_language
from tests.export.conftest import CASES, read_pdf, squeeze

PLANS = ("metal_workshops", "longest")


def read_pptx(content):
    for slide in Presentation(io.BytesIO(content)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield shape.text_frame.text
            elif shape.has_table:
                yield from (cell.text for row in shape.table.rows for cell in row.cells)


def read_docx(content):
    document = Document(io.BytesIO(content))
    yield from (paragraph.text for paragraph in document.paragraphs)
    for table in document.tables:
        yield from (cell.text for row in table.rows for cell in row.cells)


def read_xlsx(content):
    for sheet in load_workbook(io.BytesIO(content), data_only=True):
        yield from (str(value) for row in sheet.iter_rows(values_only=True) for value in row if value is not None)


READERS = {"deck": read_pptx, "handout": read_pdf, "report": read_pdf, "report_docx": read_docx}
SHEETS = {"workbook": read_xlsx, "logframe": read_xlsx}


@pytest.fixture(params=PLANS)
def plan(request, catalog):
    """Return the results of two plans, as the model gives them; the second one has costs."""
    return compute_results(catalog, CASES[request.param])


@pytest.fixture
def budget(plan, catalog):
    """Return the budget of the plan; None without costs."""
    return build_budget(catalog, plan.chain, build_activity_plan(catalog, plan.chain), plan.plan)


@pytest.mark.parametrize("code", [*READERS, *SHEETS])
def test_papers_slides_and_sheets_say_members_value_rounds_and_budget(make, catalog, plan, budget, code):
    text = squeeze(" | ".join((READERS | SHEETS)[code](make(code, plan.asked))))
    assert f"{len(plan.strategy.mix)} instruments" in text
    assert not [one for one in plan.strategy.mix if catalog.instrument(one).short_label not in text]
    assert not [one for one in plan.chain.rounds if f"{one.start_year}" not in text]
    if code != "logframe":
        total = plan.strategy.total
        told = re.search(r"reach (\d+)% of what the whole toolbox could do here: (\d+)% can start now", text)
        assert int(told[1]) == pytest.approx(100 * float(plan.strategy.value / total), abs=0.5)
        assert int(told[2]) == pytest.approx(
            100 * float(plan.strategy.deliverable["now"] / total), abs=1
        )  # parts add up
    if budget is not None:
        low, high = (f"{round(one):,}" for one in (budget.total.low, budget.total.high))
        assert code in SHEETS or (low in text and high in text)


def test_the_annex_says_who_pays_how_much_in_all(make, plan, budget):
    sheet = load_workbook(io.BytesIO(make("logframe", plan.asked)))["Who pays"]
    rows = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int | float)]
    total = (budget.total.low, budget.total.high) if budget else (0, 0)
    assert (sum(row[3] for row in rows), sum(row[4] for row in rows)) == pytest.approx(total)


def test_the_annex_names_who_leads_each_stage_of_each_round(make, catalog, plan):
    sheet = load_workbook(io.BytesIO(make("logframe", plan.asked)))["Who does what"]
    told = [row[2] for row in sheet.iter_rows(values_only=True) if str(row[0]).startswith("Round ")]
    leads = plan.chain.leads()
    wanted = [leads[span.round, span.stage].actor for span in plan.chain.stages]
    select_language("en")
    assert told == [say_value(catalog, code) if code else "nobody yet" for code in wanted]


def read_figure(content):
    """Return the traces of the chart in a page, as the browser is given them."""
    page = content.decode()
    start = page.index("[", page.rindex("Plotly.newPlot("))
    return json.JSONDecoder().raw_decode(page[start:])[0]


def test_the_chart_of_the_rounds_has_a_bar_for_each_lead(make, catalog, plan):
    letters = {row.code: row.letter for row in catalog.agents} | {"": "–"}
    leads = plan.chain.leads().values()
    traces = {trace["name"].split()[0]: len(trace["y"]) for trace in read_figure(make("chart_timeline", plan.asked))}
    wanted = [letters[lead.actor] for lead in leads]
    assert traces == {letter: wanted.count(letter) for letter in wanted}


def test_the_charts_of_the_tables_mark_the_members(make, catalog, plan):
    members = {catalog.instrument(code).short_label for code in plan.strategy.mix}
    for code in ("chart_table_1", "chart_table_2"):
        page = html.unescape(make(code, plan.asked).decode())
        page = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), page[page.rindex("Plotly.newPlot(") :])
        assert {one for one in members if f"★ {one}" in page} == members, code
        others = {row.short_label for row in catalog.instruments} - members
        assert not {one for one in others if f'"★ {one}"' in page}


def test_the_papers_say_who_leads_each_stage_of_each_round(make, catalog, plan):
    letters = {row.code: row.letter for row in catalog.agents} | {"": "–"}
    leads = plan.chain.leads()
    rounds = [one.number for one in plan.chain.rounds]
    stages = [row.code for row in catalog.stages]
    wanted = [[letters[leads[number, stage].actor] for number in rounds] for stage in stages]
    for code in ("handout", "report"):
        text = " ".join(read_pdf(make(code, plan.asked)))
        found = [
            re.search(rf"{re.escape(squeeze(label(row.label)))}((?: [A-Z–]){{{len(rounds)}}})(?= |$)", text)
            for row in catalog.stages
        ]
        assert [one[1].split() for one in found] == wanted, code
    tables = Document(io.BytesIO(make("report_docx", plan.asked))).tables
    table = next(one for one in tables if [cell.text for cell in one.rows[0].cells][:2] == ["", "Stage"])
    assert [[cell.text for cell in row.cells][2:] for row in table.rows[1:]] == wanted
