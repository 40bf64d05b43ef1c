"""Plain text: what is taken out of every text that comes in, and how a value that was found is shown to people."""

from __future__ import annotations

import re
from collections.abc import Mapping

SHOWN = 80
# Half characters, controls other than tab and line break, byte order marks, and what turns the direction of the text
# around it. Marks (U+200E, U+200F) and joiners stay: Arabic, Persian and emoji need them, and they turn nothing around.
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\u202a-\u202e\u2066-\u2069]")
_LINE_ENDS = re.compile("\r\n?")


def clean_text(text: str) -> str:
    """Return a text without what nobody can type or see but what breaks pages: it can always be encoded and shown.

    Source: assumption (Unicode's bidirectional algorithm: overrides and isolates reach beyond their own text).
    """
    if text.isprintable():
        return text
    return _UNWANTED.sub("", _LINE_ENDS.sub("\n", text))


def show_value(value: object) -> str:
    """Return a value as a person would have typed it, in one short line: no quotes, no ``None``, no ``1e+12``.

    Whatever is nested is not shown; "" stands for nothing.

    Source: assumption (messages for people).
    """
    if isinstance(value, list | tuple | set | frozenset) and len(value) <= SHOWN and all(map(_is_plain, value)):
        return _shorten(", ".join(_show_one(entry) for entry in value))
    return _shorten(_show_one(value))


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, str | int | float)


def _show_one(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return " ".join(clean_text(value[: 4 * SHOWN]).split())
    if isinstance(value, Mapping):
        return "{…}"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e18:
        return str(int(value))
    try:
        return str(value) if isinstance(value, int | float) else "[…]"
    except ValueError:  # a whole number with thousands of digits
        return "…"


def _shorten(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
