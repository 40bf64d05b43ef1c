"""Numbers as people write them: read by the conventions of their language, never silently by a factor of a thousand."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.numbers import NumberFormatError, format_decimal, get_decimal_symbol, get_group_symbol, parse_decimal

from clusterdash.plain import clean_text
from clusterdash.words import DEFAULT_LANGUAGE

LENGTH_LIMIT = 60
_SIGNS = str.maketrans(
    {"−": "-", "－": "-", "＋": "+", "．": ".", "，": ",", "％": "%", "٪": "%", "٬": "'", "\u200e": "", "\u200f": ""}
)
_ARABIC_POINT = "٫"
_SPACES = re.compile(r"[\s'’]")  # no-break, thin and narrow spaces are spaces, too
_SPACED = re.compile(r"[1-9]\d{0,2}(?: \d{3})+(?:[.,٫]\d+)?")
_SHAPE = re.compile(r"([+-]?) ?([\d.,٫ ]*\d)")
# "." and "," by the two conventions of the world: decimal sign -> what a number looks like.
_CONVENTIONS = {
    ".": re.compile(r"(?:\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?"),
    ",": re.compile(r"(?:\d*|[1-9]\d{0,2}(?:\.\d{3})+)(?:,\d+)?"),
}
_UNGROUPED = {".": re.compile(r"\d*(?:\.\d+)?"), ",": re.compile(r"\d*(?:,\d+)?")}


@dataclass(frozen=True)
class Reading:
    """What a text says as a number: the value, or the readings to ask about (``alternatives``); neither = no number.

    ``is_percent`` says that a per cent sign was there; the values are divided by a hundred already.
    """

    value: Decimal | None = None
    alternatives: tuple[Decimal, ...] = ()
    is_percent: bool = False


def read_number(text: str, language: str) -> Reading:
    """Return the number in a text of at most 60 characters, by the conventions of a language (any that Babel knows).

    Spaces and apostrophes may group digits in every language; digits may be of any script. Where "." or "," could
    group or begin the decimals, with readings a thousand times apart, none is chosen; and what is right only by the
    conventions of others is asked. A sign that a language does not use at all ("." in French) is taken as it can only
    be meant.

    Source: assumption (Unicode CLDR, as Babel knows it).
    """
    plain = to_plain_digits(text[: LENGTH_LIMIT + 1]).strip()
    is_percent = plain.startswith("%") != plain.endswith("%")
    shape = _SHAPE.fullmatch(
        _SPACES.sub(" ", plain.removeprefix("%").removesuffix("%").strip() if is_percent else plain)
    )
    if len(text) > LENGTH_LIMIT or shape is None:
        return Reading()
    factor = Decimal(-1 if shape[1] == "-" else 1) / (100 if is_percent else 1)
    value, alternatives = _read_body(shape[2], _locale(language))
    known = None if value is None else factor * value
    return Reading(known, tuple(sorted(factor * other for other in alternatives)), is_percent)


def write_number(value: Decimal | float, language: str, digits: int | None = None) -> str:
    """Return a number as it is written in a language, with all its decimals or at most ``digits`` of them.

    Source: assumption (Unicode CLDR, as Babel knows it).
    """
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if digits is not None:
        exact = round(exact, digits)
    return format_decimal(exact, locale=_locale(language), decimal_quantization=False)


@cache
def _locale(language: str) -> str:
    try:
        return str(Locale.parse(language, sep="-" if "-" in language else "_"))
    except (UnknownLocaleError, ValueError, TypeError):
        return DEFAULT_LANGUAGE


def to_plain_digits(text: str) -> str:
    """Return a text with digits and signs of any script as plain ones. Source: assumption (Unicode)."""
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in clean_text(text).translate(_SIGNS))


def _read_body(body: str, locale: str) -> tuple[Decimal | None, set[Decimal]]:
    """Return what digits with signs between them mean, or the readings to ask about."""
    decimal, group, conventions = get_decimal_symbol(locale), get_group_symbol(locale), _CONVENTIONS
    if _SPACED.fullmatch(body) or _ARABIC_POINT in body:  # then "." and "," group nothing
        body, group, conventions = body.replace(" ", "").replace(_ARABIC_POINT, decimal), "", _UNGROUPED
    readings = {sign: _to_decimal(body, sign) for sign, shape in conventions.items() if shape.fullmatch(body)}
    own = _read_strictly(body, locale, {decimal, group}) if group else readings.get(decimal)
    values = {*readings.values()} if own is None else {own, *readings.values()}
    groups_as_own = bool(group) and group in body
    # What the language itself has no use for can only be meant by another convention.
    is_foreign = own is None and not groups_as_own and (decimal not in body or decimal in readings)
    if (own is not None and groups_as_own) or (len(values) == 1 and (own is not None or is_foreign)):
        return (values.pop() if own is None else own), set()
    return None, values


def _to_decimal(body: str, sign: str) -> Decimal:
    return Decimal(body.replace("," if sign == "." else ".", "").replace(",", "."))


def _read_strictly(body: str, locale: str, signs: set[str]) -> Decimal | None:
    if any(sign not in signs and not sign.isdigit() for sign in body):
        return None
    try:
        return parse_decimal(body, locale, strict=True)
    except NumberFormatError:
        return None
