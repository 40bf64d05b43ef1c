"""A ballot is read strictly, and all that is wrong with it is told at once."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterdash.catalog import load_catalog
from clusterdash.errors import RoomError
from clusterdash.room.ballots import Ballot, read_ballot, read_body, restore_ballot
from clusterdash.room.questions import list_questions

CATALOG = load_catalog()
QUESTIONS = list_questions(CATALOG, ["context:legal_framework", "capacity:local", "choice:job_fairs+training_needs"])
CODES = [row.code for row in CATALOG.mechanisms]
GOOD = {"device": "d" * 16, "group": "teachers", "ratings": {"recruitment": 2, "student_work": None}, "revision": 1}


def problems_of(**changes):
    with pytest.raises(RoomError) as told:
        read_ballot(CATALOG, QUESTIONS, {**GOOD, **changes})
    return {problem.where: str(problem) for problem in told.value.problems}


def test_a_good_ballot_keeps_what_was_rated():
    sent = read_ballot(CATALOG, QUESTIONS, GOOD)
    assert (sent.device, sent.revision, sent.ballot.group) == ("d" * 16, 1, "teachers")
    assert sent.ballot.ratings == {"recruitment": 2}


@pytest.mark.parametrize("rating", [1.5, 1.0, 10**9, -1, 4, True, "2", [], {}])
def test_only_0_to_3_or_nothing_is_a_rating(rating):
    assert "ratings.recruitment" in problems_of(ratings={"recruitment": rating})


def test_everything_that_is_wrong_is_told_at_once():
    found = problems_of(
        device="short", group="wizards", revision=True, ratings={"magic": 2, "recruitment": 1.5}, extra=1
    )
    assert set(found) == {"device", "group", "revision", "ratings.magic", "ratings.recruitment", "extra"}


@pytest.mark.parametrize("device", ["d" * 15, "d" * 65, "with space 1234567", "é" * 20, 16, None])
def test_a_device_is_a_token_of_16_to_64_signs(device):
    assert "device" in problems_of(device=device)


@pytest.mark.parametrize("revision", [-1, 1.5, 2**53 + 1, "1", None])
def test_a_revision_is_a_whole_number(revision):
    assert "revision" in problems_of(revision=revision)


def test_sentences_guesses_and_further_answers_are_read_and_checked():
    sent = read_ballot(
        CATALOG,
        QUESTIONS,
        {
            **GOOD,
            "words": {"recruitment": "  two\n\u202elines "},
            "guesses": {"recruitment": 3},
            "answers": {"context:legal_framework": "yes", "capacity:local": None},
        },
    )
    assert sent.ballot.words == {"recruitment": "two lines"}
    assert (sent.ballot.guesses, sent.ballot.answers) == ({"recruitment": 3}, {"context:legal_framework": "yes"})
    found = problems_of(
        words={"recruitment": "x" * 201}, guesses={"recruitment": 9}, answers={"capacity:local": "good"}
    )
    assert set(found) == {"words.recruitment", "guesses.recruitment", "answers.capacity:local"}


def test_a_ballot_comes_back_from_what_was_stored():
    ballot = read_ballot(CATALOG, QUESTIONS, {**GOOD, "words": {"recruitment": "why"}}).ballot
    assert restore_ballot(json.loads(json.dumps(ballot.to_plain()))) == ballot
    assert restore_ballot({}) == Ballot()


@pytest.mark.parametrize("body", [b"", b"[]", b"1", b"\xff", b"[" * 100_000, b'{"a": NaN}', b'{"a": 1' + b"0" * 9000])
def test_what_is_no_table_of_fields_is_told(body):
    with pytest.raises(RoomError, match="no table of fields"):
        read_body(body)


def test_a_number_of_thousands_of_digits_is_out_of_range_and_no_fault():
    data = read_body(b'{"device": "dddddddddddddddd", "ratings": {}, "revision": 1' + b"0" * 9000 + b"}")
    with pytest.raises(RoomError, match="revision"):
        read_ballot(CATALOG, QUESTIONS, data)


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=5), lambda it: st.lists(it, max_size=3) | st.dictionaries(st.sampled_from([*GOOD, "words", "answers", "epoch", *CODES]), it, max_size=6), max_leaves=12))  # fmt: skip  # noqa: E501
def test_whatever_comes_is_a_ballot_or_a_list_of_problems(data):
    if not isinstance(data, dict):
        return
    try:
        read_ballot(CATALOG, QUESTIONS, {**GOOD, **data})
    except RoomError as error:
        assert error.problems and all(str(problem) for problem in error.problems)
