"""Numbers are read as people write them in their language; what is ambiguous is never chosen silently."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterdash.numerals import LENGTH_LIMIT, Reading, read_number, write_number


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("7", "en", "7"),
        ("250,000", "en", "250000"),
        ("1,234.5", "en", "1234.5"),
        ("1,500", "en", "1500"),
        ("0.500", "en", "0.5"),
        (" 12 ", "en", "12"),
        ("1 500", "en", "1500"),
        ("1 500", "fr", "1500"),
        ("1\u00a0500", "en", "1500"),
        ("1\u202f500", "fr", "1500"),
        ("1\u202f500\u202f000,25", "fr", "1500000.25"),
        ("1'500", "fr", "1500"),
        ("1,5", "fr", "1.5"),
        ("0,5", "fr", "0.5"),
        ("0.5", "fr", "0.5"),
        ("1.234,5", "fr", "1234.5"),
        ("12.500.000", "fr", "12500000"),
        ("1 234,5", "en", "1234.5"),
        ("1.500", "de", "1500"),
        ("1,00,000", "hi", "100000"),
        ("-3", "en", "-3"),
        ("−3", "fr", "-3"),
        ("+3", "en", "3"),
        ("١٥", "en", "15"),
        ("١٬٥٠٠", "en", "1500"),
        ("١٫٥٠٠", "fr", "1.5"),
        ("１５", "fr", "15"),
        ("१२", "hi", "12"),
        ("5", "no such language", "5"),
    ],
)
def test_a_number_is_read_by_the_conventions_of_its_language(text, language, value):
    assert read_number(text, language) == Reading(Decimal(value))


@pytest.mark.parametrize("text", ["50%", "50 %", "50\u202f%", "５０％", "%50"])
def test_a_per_cent_sign_divides_by_a_hundred_and_is_told(text):
    for language in ("en", "fr"):
        assert read_number(text, language) == Reading(Decimal("0.5"), (), is_percent=True)


@pytest.mark.parametrize(
    ("text", "language", "alternatives"),
    [
        ("1,5", "en", ["1.5"]),
        ("0,125", "en", ["0.125"]),
        ("1.234,5", "en", ["1234.5"]),
        ("1.500", "en", ["1.5", "1500"]),
        ("-1.500", "en", ["-1500", "-1.5"]),
        ("1.500", "fr", ["1.5", "1500"]),
        ("1,500", "fr", ["1.5", "1500"]),
        ("1,234.5", "fr", ["1234.5"]),
        ("12.500.000", "en", ["12500000"]),
        ("1,500", "de", ["1.5", "1500"]),
    ],
)
def test_what_conventions_read_differently_is_asked_and_never_chosen(text, language, alternatives):
    assert read_number(text, language) == Reading(None, tuple(map(Decimal, alternatives)))


@pytest.mark.parametrize(
    "text",
    ["five", "", " ", "1e309", "1e3", "--3", "NaN", "∞", "Infinity", "3-", "1 5", "15 00", "1,,5", "%", "5%%", "%5%",
     ".", "1.", "½", "²", "x" * 90, "9" * (LENGTH_LIMIT + 1), "1_000", "0x1f", "1,2.3,4", "5 years", "\ud83d", "١,٥٫٥"],
)  # fmt: skip
def test_what_is_no_number_is_none_in_any_language(text):
    for language in ("en", "fr", "de", "ar"):
        assert read_number(text, language) == Reading() or read_number(text, language).is_percent, language
        assert read_number(text, language).value is None
        assert not read_number(text, language).alternatives


@given(st.decimals(-(10**12), 10**12, places=3), st.sampled_from(["en", "fr", "de", "hi", "ar", "es", "pt_BR", "sw"]))
def test_what_was_written_is_read_again_or_asked(value, language):
    found = read_number(write_number(value, language), language)
    assert found.value == value or (found.value is None and value in found.alternatives)


@given(st.text(st.characters(), max_size=70) | st.text("0123456789.,'  %-+٫٬", max_size=20))
def test_no_text_ever_raises_and_readings_differ_by_powers_of_a_thousand(text):
    for language in ("en", "fr"):
        found = read_number(text, language)
        assert (found.value is None) or not found.alternatives
        assert len(found.alternatives) <= 2


@pytest.mark.parametrize(
    ("value", "language", "digits", "text"),
    [
        (1234.5, "en", None, "1,234.5"),
        (1234.5, "fr", None, "1\u202f234,5"),
        (1e12, "en", None, "1,000,000,000,000"),
        (0.1, "fr", None, "0,1"),
        (0.126, "en", 2, "0.13"),
        (Decimal("2.50"), "en", 2, "2.5"),
        (7, "fr", 0, "7"),
    ],
)
def test_a_number_is_written_as_its_language_writes_it(value, language, digits, text):
    assert write_number(value, language, digits) == text
