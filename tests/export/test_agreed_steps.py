"""Next steps that people agreed on stand in every file with their owner and day; what is blank else stays blank."""

import io

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from clusterdash.export.facts import collect_facts
from clusterdash.export.request import Request
from clusterdash.model.scenario.next_step import NextStep
from clusterdash.results import compute_results
from clusterdash.words import select_language
from tests.export.conftest import CASES, read_pdf

BASE = CASES["highland_coffee"]
OWNER, DAY = "Ana Mbeki, chamber", "2027-05-01"


@pytest.fixture(scope="module")
def code(catalog):
    return compute_results(catalog, BASE).strategy.mix[0]


@pytest.fixture(scope="module")
def agreed(catalog, code):
    steps = (
        NextStep(code=code, owner=OWNER, due=DAY, done=True, done_on="2027-04-30"),
        NextStep("Ask the bank", owner="Bela", due=DAY),
        NextStep(code=catalog.handover_conditions[0].code, owner="The ministry", done=True, done_on="2027-06-30"),
    )
    return BASE.change(next_steps=steps)


def test_without_a_list_the_files_suggest_and_leave_persons_blank(catalog):
    select_language("en")
    facts = collect_facts(Request(compute_results(catalog, BASE)))
    assert facts.steps == facts.suggested and not any(one.is_agreed or one.done for one in facts.steps)


def test_the_donor_annex_names_the_person_and_the_day(make, agreed):
    book = load_workbook(io.BytesIO(make("logframe", agreed)))
    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    assert any(OWNER in row and "Apr 30, 2027" in row for row in rows)
    assert any("The ministry" in row and "Jun 30, 2027" in row for row in rows)


def test_the_slides_show_owner_day_and_what_is_done(make, agreed):
    slides = Presentation(io.BytesIO(make("deck", agreed))).slides
    rows = [
        [cell.text for cell in row.cells]
        for slide in slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
    ]
    assert ["Ask the bank", "Bela", "May 1, 2027", ""] in rows
    assert any(row[1:] == [OWNER, "May 1, 2027", "Apr 30, 2027"] for row in rows)


def test_the_handout_shows_what_is_still_to_be_done(make, agreed):
    first = read_pdf(make("handout", agreed))[0]
    assert "Ask the bank" in first and "Bela" in first and OWNER not in first
