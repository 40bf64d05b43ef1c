"""Texts that come in can always be encoded and shown; values are shown as a person would have typed them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterdash.errors import Marked, Problem
from clusterdash.plain import clean_text, show_value


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Caf\ud83d", "Caf"),
        ("a\0b\x07c\x85", "abc"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("old\rends\r\n", "old\nends\n"),
        ("evil \u202egnp.exe\u202c \u2066x\u2069", "evil gnp.exe x"),
        ("\ufeffNorth", "North"),
        ("می\u200cخواهم \u200f", "می\u200cخواهم \u200f"),
        ("👩\u200d🏭 é 北", "👩\u200d🏭 é 北"),
    ],
)
def test_what_breaks_pages_is_taken_out_and_everything_else_stays(typed, kept):
    assert clean_text(typed) == kept


@given(st.text(st.characters(), max_size=60))
def test_a_clean_text_can_be_encoded_and_stays_as_it_is_when_cleaned_again(text):
    found = clean_text(text)
    assert found.encode().decode() == found == clean_text(found)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (True, "true"),
        (1e12, "1000000000000"),
        (0.5, "0.5"),
        ('O\'Neil "x"\n y', 'O\'Neil "x" y'),
        ((0, 2, 1, None), "0, 2, 1, "),
        ({"a": 1}, "{…}"),
        ([[1]], "[…]"),
        (float("nan"), "nan"),
        ("x" * 100, "x" * 79 + "…"),
    ],
)
def test_a_value_is_shown_as_it_was_typed(value, shown):
    assert show_value(value) == shown


def test_a_number_too_long_to_be_written_out_is_shown_as_an_ellipsis():
    assert show_value(10**5_000) == "…"


def test_marked_values_are_translated_with_the_sentence():
    problem = Problem(
        "", "Not held: {names} ({found}).", {"names": (Marked("notes"), Marked("year")), "found": "notes"}
    )
    french = {"notes": "remarques", "year": "année", problem.template: "Absent : {names} ({found})."}
    assert problem.text(french.__getitem__) == "Absent : remarques, année (notes)."
