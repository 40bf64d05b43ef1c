"""The minutes: votes as totals, decisions with reasons, next steps with owner and day, read by independent readers."""

import io
import json

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from pypdf import PdfReader

from clusterdash.errors import ClusterdashError, ScenarioError
from clusterdash.export import export_minutes
from clusterdash.export.votes import Votes, read_votes
from clusterdash.model.scenario.decision import Decision
from clusterdash.model.scenario.next_step import NextStep
from clusterdash.store.sayable import write_sayable_code
from clusterdash.views.sentences import say_reach, say_result
from clusterdash.words import label, select_language
from tests.export.conftest import CASES, DAY, HOSTILE, read_pdf, squeeze

FIRST = "2026-03-12"
STEPS = (
    NextStep(code="job_fairs", owner="Ana, chamber", due="2027-03-10", agreed_on=FIRST),
    NextStep("Find a hall", owner="Regional office", due="2027-05-01", agreed_on=FIRST, note="sixty chairs"),
    NextStep(code="awards", owner="Cooperative", done=True, done_on="2026-08-02", agreed_on=FIRST),
    NextStep("Write to the ministry", agreed_on="2027-03-31"),
)
LOG = (
    Decision("exclude", "scholarships", "too dear", "entrepreneurs", "2026-03-12"),
    Decision("note", "", "We meet again in May", "", "2027-03-31"),
)
SCENARIO = CASES["highland_coffee"].change(
    next_steps=STEPS, decisions=LOG, excluded=CASES["highland_coffee"].excluded | {"scholarships"}
)
VOTES = Votes(
    room="ABCD",
    joined=31,
    voted=23,
    hands=5,
    groups={"entrepreneurs": 12, "": 11},
    is_revealed=True,
    counts={"recruitment": (1, 2, 6, 19)},
    too_few=("student_work",),
    answers={"capacity:local": {"weak": 14, "able": 6}, "context:legal_framework": {"yes": 9}},
)


@pytest.fixture(params=["pdf", "docx"])
def form(request):
    return request.param


def read(form, content):
    return squeeze((" ".join(read_pdf(content)) if form == "pdf" else read_paragraphs(content)).replace("\u200b", ""))


def read_paragraphs(content):
    """Return all texts of a Word file in order, also those in tables, with spaces between them."""
    body = Document(io.BytesIO(content)).element.body
    return " ".join(Paragraph(it, None).text for it in body.iter(qn("w:p")))


@pytest.fixture(scope="module")
def tell(catalog):
    """Return a function that gives the text of minutes, made once each."""
    made = {}

    def build(form, scenario=SCENARIO, language="en", on=DAY, votes=VOTES):
        key = (form, scenario, language, on, votes)
        if key not in made:
            made[key] = read(form, export_minutes(catalog, scenario, form, language, on, votes))
        return made[key]

    return build


def test_they_say_who_voted_and_how_the_ratings_lie(tell, form):
    text = tell(form)
    assert "Room ABCD. Voted by phone: 23 of 31, and 5 raised hands." in text
    assert "Others together 11" in text and "1 2 6 19 28" in text
    assert "Local government Weak: 14, Able: 6" in text and "yes: 9" in text
    # must not happen: how one or two people rated can be read
    assert "under 3" in text


def test_without_a_room_the_vote_is_left_out_and_that_is_said(tell, form):
    text = tell(form, votes=None)
    assert "No room was open in the app" in text and "rated 3" not in text
    assert "What matters here" in text and "how the room voted" not in text


def test_a_vote_that_was_not_shown_to_the_room_stands_in_no_minutes(tell):
    votes = Votes(room="ABCD", joined=9, voted=9)
    text = tell("pdf", votes=votes)
    assert "has not been shown to the room" in text and "rated 3" not in text


def test_decisions_reasons_and_what_was_ruled_out_stand_there(tell, form):
    text = tell(form)
    assert "We meet again in May" in text and "too dear" in text and "Ruled out" in text
    assert "Mar 12, 2026" in text


def test_the_second_minutes_say_what_was_done_since_the_first(tell, form):
    text = tell(form)
    assert "Since Mar 12, 2026: 1 of 3 steps done, 1 late, 1 open; 1 instrument begun." in text
    assert "21 days late" in text and "done on Aug 2, 2026" in text and "Ana, chamber" in text


def test_next_steps_are_those_that_are_not_done_with_owner_and_day(tell):
    text = tell("pdf")
    after = text[text.index("Next steps") : text.index("What matters here")]
    assert "Write to the ministry" in after and "Find a hall" in after and "May 1, 2027" in after
    assert "Begin: Awards" not in after


def test_the_first_minutes_have_nothing_done_since(tell, form):
    steps = tuple(NextStep(one.what or "Call", owner=one.owner, agreed_on="2027-03-31") for one in STEPS[:2])
    text = tell(form, SCENARIO.change(next_steps=steps))
    assert "Since" not in text and "Find a hall" in text


def test_minutes_printed_a_week_later_still_tell_of_the_workshop_that_began(tell):
    began = SCENARIO.change(decisions=(*LOG, Decision("workshop", on="2027-03-24")))
    assert "Since Mar 12, 2026: 1 of 3 steps done, 1 late" in tell("docx", began)


def test_the_strategy_is_that_of_the_screen_and_the_code_leads_back(tell, form, catalog):
    from clusterdash.results import compute_results

    results = compute_results(catalog, SCENARIO)
    select_language("en")
    text = tell(form)
    assert squeeze(say_result(catalog, results)) in text and squeeze(say_reach(results)) in text
    assert write_sayable_code(catalog, SCENARIO) in text
    assert all(label(catalog.instrument(code).short_label) in text for code in results.strategy.mix)


def test_they_speak_french(tell, form):
    text = tell(form, language="fr")
    assert (
        "Salle ABCD. Ont voté par téléphone : 23 sur 31" in text
        and "Depuis le 12 mars 2026" in text
        and "Prochaines étapes" in text
    )


@pytest.mark.parametrize(("case", "form"), [("longest", "pdf"), ("hostile", "docx"), ("empty", "pdf")])
def test_minutes_are_made_of_every_scenario_and_hostile_words_stay_words(catalog, case, form):
    scenario = CASES[case]
    step = NextStep(HOSTILE[:300], owner=HOSTILE[:120], note=HOSTILE[:500])
    content = export_minutes(catalog, scenario.change(next_steps=(step,)), form, "en", DAY, VOTES)
    assert "HYPERLINK" in read(form, content)


def test_the_same_request_gives_the_same_bytes(catalog, form):
    first = export_minutes(catalog, SCENARIO, form, "en", DAY, VOTES)
    assert first == export_minutes(catalog, SCENARIO, form, "en", DAY, VOTES)


def test_the_pdf_is_short_and_readable_for_screen_readers(catalog):
    found = PdfReader(io.BytesIO(export_minutes(catalog, SCENARIO, "pdf", "en", DAY, VOTES)))
    assert len(found.pages) <= 6 and found.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_an_unknown_form_is_told(catalog):
    with pytest.raises(ClusterdashError, match="no minutes of the form"):
        export_minutes(catalog, SCENARIO, "odt")


@pytest.mark.parametrize(
    "text",
    [
        "{", "[]", "3", '{"colour": 1}', '{"voted": -1}', '{"counts": {"a": [1, 2]}}', '{"groups": {"a": "many"}}',
        '{"room": ["a"]}', "x" * 200_001, "[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_vote_is_refused_in_words(text):
    with pytest.raises(ScenarioError):
        read_votes(text)


def test_no_vote_is_none_and_a_told_one_is_read():
    assert read_votes("") is None
    assert read_votes(json.dumps({"room": "ABCD", "counts": {"recruitment": [0, 0, 1, 2]}})).room == "ABCD"
