"""The report, as PDF and as Word: everything, in the figures of the model, read by independent readers."""

import io
import zipfile
from functools import cache

import pytest
from docx import Document
from pypdf import PdfReader

from clusterdash.model.chain.handover import build_checklist
from clusterdash.model.scenario.decision import Decision
from clusterdash.views.legend import list_robust_words
from clusterdash.views.render import share
from clusterdash.views.sentences import say_chain, say_reach, say_result
from clusterdash.words import label, select_language
from tests.export.conftest import CASES, read_pdf, squeeze

FORMS = ("report", "report_docx")


@cache
def read_word(content):
    """Return all texts of a Word file in order, with single spaces."""
    body = Document(io.BytesIO(content)).element.body
    return squeeze(" ".join("".join(part.itertext()) for part in body.iter() if part.tag.endswith("}p")))


def read(code, content):
    """Return the text of a report; zero-width breaks within long words taken out."""
    text = " ".join(read_pdf(content)) if code == "report" else read_word(content)
    return squeeze(text.replace("\u200b", ""))


@pytest.fixture(params=FORMS)
def code(request):
    """Return both forms of the report."""
    return request.param


@pytest.fixture
def text(make, code, scenario, language):
    """Return the text of each report, and select its language."""
    content = make(code, scenario, language)
    select_language(language)
    return read(code, content)


def test_the_findings_stand_in_the_report(text, results, catalog):
    for finding in (say_result(catalog, results), say_reach(results), say_chain(catalog, results.chain)):
        assert squeeze(finding) in text


def test_the_words_of_robustness_have_their_meaning_in_the_report(text, results):
    words = [squeeze(word) for pair in list_robust_words() for word in pair] if results.strategy.mix else []
    assert not [word for word in words if word not in text]


def test_every_instrument_is_named_whole_whether_in_or_out(text, catalog):
    names = [squeeze(label(row.short_label)) for row in catalog.instruments]
    assert not [name for name in names if name not in text]


def test_the_strength_of_every_mechanism_and_the_lines_of_table_2_are_there(text, results, catalog):
    for one in results.strategy.coverage:
        assert squeeze(share(one.strength)) in text
    lines = {squeeze(label(line.text)) for task in results.plan.tasks for line in task.contributions}
    assert not [line for line in lines if line not in text]


def test_all_rounds_and_regions_are_there(text, results, case):
    for one in results.chain.rounds:
        assert f"{one.start_year}–{one.end_year}" in text
    if results.chain.are_regions_named and case != "hostile":
        assert not [entry.region for one in results.chain.rounds for entry in one.regions if entry.region not in text]


def test_every_number_of_ours_is_there(text, catalog):
    assert not [row.code for row in catalog.parameters if squeeze(label(row.label)) not in text]


def test_the_conditions_of_the_hand_over_are_there_to_sign_where_there_is_a_donor(text, results, catalog):
    rows = {row.code: squeeze(label(row.text)) for row in catalog.handover_conditions}
    wanted = [rows[one.code] for one in build_checklist(catalog, results.chain)] if results.scenario.donor_level else []
    assert not [one for one in wanted if one not in text]


def test_decisions_are_printed_with_day_reason_and_group(make, code):
    log = (Decision("pin", "job_fairs", "The chamber pays for the hall", "entrepreneurs", "2027-02-01"),)
    content = make(code, CASES["highland_coffee"].change(decisions=log))
    text = read(code, content)
    assert "2027-02-01" in text and "The chamber pays for the hall" in text and "In by decision: Job fairs" in text


def test_each_actor_with_work_has_a_page_of_its_own(make):
    pages = read_pdf(make("report", CASES["highland_coffee"]))
    own = [page for page in pages if page.startswith("To hand out: ")]
    assert len(own) == 3 and all("Person, with telephone" in page for page in own)


def test_notes_of_4000_letters_are_printed_whole(make, code):
    notes = CASES["longest"].place.notes
    assert read(code, make(code, CASES["longest"])).count("Note.") >= notes.count("Note.")


def test_a_word_without_end_stays_on_the_page(make, catalog):
    scenario = CASES["highland_coffee"]
    place = type(scenario.place)(title="W" * 120, region="M" * 120, notes="W" * 4000)
    for code in ("report", "handout"):
        for page in PdfReader(io.BytesIO(make(code, scenario.change(place=place)))).pages:
            ends = []
            page.extract_text(visitor_text=lambda text, _cm, tm, _font, size, ends=ends: ends.append((text, tm[4])))
            assert all(x < float(page.mediabox.width) for text, x in ends if text.strip())


def test_the_pdf_is_tagged_and_has_headings_to_jump_to(make, scenario, language):
    reader = PdfReader(io.BytesIO(make("report", scenario, language)))
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"].startswith(language)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert len(reader.outline) > 5


def test_word_has_headings_repeated_header_rows_column_widths_and_alternative_texts(make, scenario, language):
    document = Document(io.BytesIO(make("report_docx", scenario, language)))
    assert sum(one.style.name == "Heading 1" for one in document.paragraphs) > 5
    for table in document.tables:
        assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader") and all(column.width for column in table.columns)
        assert sum(column.width for column in table.columns) <= document.sections[0].page_width
    assert all(shape._inline.docPr.get("descr") for shape in document.inline_shapes)


def test_word_holds_no_link_no_field_but_the_page_number_and_no_clock(make):
    package = zipfile.ZipFile(io.BytesIO(make("report_docx", CASES["hostile"])))
    text = package.read("word/document.xml") + package.read("word/footer1.xml")
    assert text.count(b"instrText>") == 2 and b"PAGE" in text and b"hyperlink" not in text
    assert not [name for name in package.namelist() if b'TargetMode="External"' in package.read(name)]
    assert b"dcterms:created" not in package.read("docProps/core.xml")


def test_what_says_nothing_is_left_out(make):
    empty, longest = (" ".join(read_pdf(make("report", CASES[name]))) for name in ("empty", "longest"))
    assert "Work plan of the first round" not in empty and "Work plan of the first round" in longest
    assert "How much each further instrument adds" not in longest  # all are pinned: one bar compares nothing
