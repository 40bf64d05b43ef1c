"""The handout: exactly two pages, readable by screen readers, with the figures of the model."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterdash.export import export
from clusterdash.model.scenario.next_step import NextStep
from clusterdash.model.scenario.scenario import ChainPlan, Place, Scenario
from clusterdash.results import default_catalog
from clusterdash.views.render import share
from clusterdash.views.sentences import say_result
from clusterdash.words import label, select_language
from tests.export.conftest import CASES, DAY, read_pdf, squeeze


@pytest.fixture
def pages(make, scenario, language):
    """Return the texts of both pages of each handout."""
    return read_pdf(make("handout", scenario, language))


def test_the_handout_has_exactly_two_pages(pages):
    assert len(pages) == 2


def test_the_handout_names_every_instrument_of_the_mix_whole(pages, results, catalog, language):
    select_language(language)
    text = " ".join(pages)
    names = [label(catalog.instrument(code).short_label) for code in results.strategy.mix]
    assert not [name for name in names if name not in text]


def test_the_handout_says_the_figures_of_the_screen(pages, results, catalog, language):
    select_language(language)
    strategy = results.strategy
    assert squeeze(say_result(catalog, results)) in pages[0]
    if strategy.mix:
        assert squeeze(share(strategy.value / strategy.total)) in pages[0]
    for one in results.chain.rounds:
        assert f"{one.start_year}–{one.end_year}" in pages[0]


def test_the_handout_is_tagged_for_screen_readers_and_says_its_title_and_language(make, scenario, language):
    from pypdf import PdfReader

    root = PdfReader(io.BytesIO(make("handout", scenario, language))).root_object
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"].startswith(language)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_a_date_is_printed_only_where_one_is_given(make):
    scenario = CASES["highland_coffee"]
    assert "March 31, 2027" in read_pdf(make("handout", scenario, on=DAY))[0]
    assert "31 mars 2027" in read_pdf(make("handout", scenario, "fr", on=DAY))[0]
    assert "2027-03" not in (plain := read_pdf(make("handout", scenario, on=None))[0]) and "March" not in plain


def test_what_is_due_first_stands_in_the_handout_and_what_finds_no_room_is_counted(make):
    late = tuple(NextStep(f"Late step {number}", due="2030-01-01") for number in range(10))
    scenario = CASES["highland_coffee"].change(next_steps=(*late, NextStep("Invite the mayors", due="2027-01-15")))
    text = squeeze(read_pdf(make("handout", scenario))[0])
    assert text.index("Invite the mayors") < text.index("Late step 0")
    assert "2 more are in the report." in text


def test_hostile_texts_are_printed_and_never_run(make):
    pages = read_pdf(make("handout", CASES["hostile"]))
    assert '=HYPERLINK("http://x","y") #panic("x") $x$ @a *b*' in pages[0]
    assert b"/URI" not in make("handout", CASES["hostile"])


@settings(max_examples=15)
@given(title=st.text(max_size=120), region=st.text(max_size=120), name=st.text(min_size=1, max_size=60))
def test_any_text_makes_a_handout_of_two_pages(title, region, name):
    regions = (name,) if name.strip() else ()
    try:
        scenario = Scenario(place=Place(title, region=region), chain=ChainPlan(regions=regions), donor_level=2)
    except ValueError:
        return
    assert len(read_pdf(export("handout", default_catalog(), scenario))) == 2
