"""The log of decisions: filled by itself, written in by hand, never lost silently."""

import pytest

from clusterdash import words
from clusterdash.model.scenario.decision import DECISION_LIMIT, Decision
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.results import default_catalog, default_scenario
from clusterdash.ui.session import Sitting, carry_out
from clusterdash.views.log import KINDS, list_decisions, say_decision

CATALOG = default_catalog()


@pytest.fixture(autouse=True)
def in_english():
    words.select_language("en")


@pytest.fixture
def sitting():
    return Sitting(default_scenario(), "en")


def log_of(sitting):
    return [(one.kind, one.subject, one.reason) for one in sitting.scenario.decisions]


def test_a_pin_a_ruling_out_and_a_swap_each_write_a_line_with_the_reason_and_the_day(sitting):
    carry_out(sitting, {"name": "toggle_pin", "instrument": "awards"})
    carry_out(sitting, {"name": "toggle_exclude", "instrument": "social_media", "reason": " nobody reads it "})
    carry_out(sitting, {"name": "swap_pin", "instrument": "job_fairs", "instead_of": "meetings", "reason": "cheaper"})
    assert log_of(sitting) == [
        ("pin", "awards", ""),
        ("exclude", "social_media", "nobody reads it"),
        ("swap", "job_fairs", "Instead of “Congresses, visits, meetings”. cheaper"),
    ]
    assert all(len(one.on) == len("2027-03-31") for one in sitting.scenario.decisions)


def test_taking_back_is_a_line_of_its_own_and_the_first_stays(sitting):
    for _ in range(2):
        carry_out(sitting, {"name": "toggle_exclude", "instrument": "social_media"})
    assert log_of(sitting) == [
        ("exclude", "social_media", ""),
        ("exclude", "social_media", "Taken back: let in again."),
    ]


def test_undo_takes_the_line_and_the_choice_back_together(sitting):
    before = sitting.scenario
    carry_out(sitting, {"name": "toggle_pin", "instrument": "awards"})
    carry_out(sitting, {"name": "undo"})
    assert sitting.scenario == before


def test_an_accepted_remedy_says_what_it_changed(sitting):
    found = next(one for one in sitting.results.remedies if one.fixes)
    carry_out(sitting, {"name": "apply_fix", "code": found.code, "subject": found.subject, "index": 0})
    (line,) = sitting.scenario.decisions
    assert (line.kind, line.subject) == ("fix", found.code) and line.reason
    assert "…" not in say_decision(CATALOG, line)


def test_a_show_of_hands_is_a_vote_with_its_tally(sitting):
    for level, hands in enumerate((0, 1, 4, 2)):
        carry_out(sitting, {"name": "count_hands", "mechanism": "recruitment", "level": level, "value": str(hands)})
    carry_out(sitting, {"name": "count_hands", "mechanism": "recruitment", "level": 2, "by": 1})
    carry_out(sitting, {"name": "apply_hands", "mechanism": "recruitment"})
    assert sitting.scenario.salience["recruitment"] == 2
    assert log_of(sitting) == [("vote", "recruitment", "0: 0 · 1: 1 · 2: 5 · 3: 2")]


def test_hands_that_are_no_number_are_not_counted_and_no_hands_rate_nothing(sitting):
    for value in ("", "many", "-3", "1e9", "９"):
        carry_out(sitting, {"name": "count_hands", "mechanism": "recruitment", "level": 1, "value": value})
    before = sitting.scenario
    carry_out(sitting, {"name": "apply_hands", "mechanism": "recruitment"})
    assert sitting.scenario == before


def test_a_condition_is_agreed_once_and_can_be_taken_back(sitting):
    code = CATALOG.handover_conditions[0].code
    carry_out(sitting, {"name": "agree_condition", "condition": code, "value": True})
    assert log_of(sitting) == [("hand_over", code, "")]
    carry_out(sitting, {"name": "agree_condition", "condition": code, "value": False})
    assert log_of(sitting) == []


def test_people_write_edit_and_take_out_lines(sitting):
    carry_out(sitting, {"name": "write_note", "value": "  We meet again in May. "})
    carry_out(sitting, {"name": "write_note", "value": "   "})
    group = CATALOG.stakeholder_groups[0].code
    carry_out(sitting, {"name": "edit_decision", "number": 0, "field": "group", "value": group})
    carry_out(sitting, {"name": "edit_decision", "number": 0, "field": "on", "value": "2027-03-31"})
    assert sitting.scenario.decisions == (Decision("note", "", "We meet again in May.", group, "2027-03-31"),)
    carry_out(sitting, {"name": "drop_decision", "number": 0})
    assert not sitting.scenario.decisions


@pytest.mark.parametrize(
    "event",
    [
        {"name": "drop_decision", "number": 7},
        {"name": "drop_decision", "number": True},
        {"name": "edit_decision", "number": 0, "field": "kind", "value": "vote"},
        {"name": "edit_decision", "number": 0, "field": "on", "value": "yesterday"},
        {"name": "edit_decision", "number": 0, "field": "group", "value": "nobody"},
        {"name": "agree_condition", "condition": "nothing"},
    ],
    ids=str,
)
def test_what_cannot_be_done_to_the_log_is_told_and_changes_nothing(sitting, event):
    carry_out(sitting, {"name": "write_note", "value": "One line"})
    before = sitting.scenario
    carry_out(sitting, event)
    assert sitting.scenario == before and sitting.notices


def test_a_full_log_keeps_what_it_has_and_the_choice_stands_all_the_same():
    full = Scenario(decisions=tuple(Decision("note", "", str(number)) for number in range(DECISION_LIMIT)))
    sitting = Sitting(full, "en")
    carry_out(sitting, {"name": "toggle_exclude", "instrument": "awards"})
    assert "awards" in sitting.scenario.excluded and sitting.scenario.decisions == full.decisions


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_decision_is_said_in_words(kind):
    text = say_decision(CATALOG, Decision(kind, "awards"))
    assert text and "{" not in text


def test_the_latest_decision_stands_first(sitting):
    for text in ("one", "two"):
        carry_out(sitting, {"name": "write_note", "value": text})
    assert [line["reason"] for line in list_decisions(CATALOG, sitting.scenario.decisions)] == ["two", "one"]
