"""Which characters the bundled fonts can draw: what none of them has would break a PDF that everybody can read."""

from __future__ import annotations

import struct
import unicodedata
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
STAND_IN = "\N{WHITE SQUARE}"
_WITHOUT_GLYPH = frozenset(
    "\n\t\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{VARIATION SELECTOR-16}"
)
_DROPPED = frozenset("\N{ZERO WIDTH JOINER}\N{VARIATION SELECTOR-16}")
_REPLACED = str.maketrans({"\N{MINUS SIGN}": "\N{EN DASH}", "\N{RIGHTWARDS ARROW}": "›", "\N{LEFTWARDS ARROW}": "‹"})


def keep_drawable(text: str) -> str:
    """Return a text in which every character without a glyph is a white square, so that the gap can be seen.

    Source: assumption (the fonts of this app: Latin, Greek, Cyrillic, Arabic and symbols).
    """
    if text.isascii():
        return text
    known = list_drawable()
    kept = (one if one in _WITHOUT_GLYPH or ord(one) in known else STAND_IN for one in text.translate(_REPLACED))
    return "".join(one for one in kept if one not in _DROPPED)


def drop_marks(text: str) -> str:
    """Return a text without combining marks, which no font can set upon a letter of another font.

    Source: assumption (the fonts of this app).
    """
    return "".join(one for one in text if unicodedata.category(one)[0] != "M")


@cache
def list_drawable() -> frozenset[int]:
    """Return the code points that a bundled font has a glyph for, in both its weights where it has two.

    Source: assumption (the fonts of this app).
    """
    families: dict[str, set[int]] = {}
    for path in sorted(FONTS.glob("*.ttf")):
        points = read_code_points(path.read_bytes())
        family = path.stem.partition("-")[0]
        families[family] = families[family] & points if family in families else points
    return frozenset().union(*families.values())


def read_code_points(font: bytes) -> set[int]:
    """Return the code points of a TrueType font, from its table ``cmap`` (formats 4 and 12).

    Source: assumption (the OpenType specification, table cmap).
    """
    start = _find_table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    offsets = {struct.unpack_from(">HHI", font, start + 4 + 8 * place)[2] for place in range(count)}
    return set().union(*(_read_subtable(font, start + offset) for offset in offsets))


def _find_table(font: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for place in range(count):
        name, _check, offset, _length = struct.unpack_from(">4sIII", font, 12 + 16 * place)
        if name == tag:
            return int(offset)
    raise ValueError(tag)


def _read_subtable(font: bytes, start: int) -> set[int]:
    (kind,) = struct.unpack_from(">H", font, start)
    if kind == 12:
        (groups,) = struct.unpack_from(">I", font, start + 12)
        spans = (struct.unpack_from(">III", font, start + 16 + 12 * place) for place in range(groups))
        return {point for first, last, _glyph in spans for point in range(first, last + 1)}
    return _read_segments(font, start) if kind == 4 else set()


def _read_segments(font: bytes, start: int) -> set[int]:
    count = struct.unpack_from(">H", font, start + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, start + 14)
    starts = struct.unpack_from(f">{count}H", font, start + 16 + 2 * count)
    return {point for first, last in zip(starts, ends, strict=True) for point in range(first, last + 1)} - {0xFFFF}
