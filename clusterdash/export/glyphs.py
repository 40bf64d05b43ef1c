"""Which characters the bundled fonts can draw: what none of them has would break a PDF that everybody can read."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent / "fonts"
STAND_IN = "\N{WHITE SQUARE}"
_JOINER, _PICTURE = "\N{ZERO WIDTH JOINER}", "\N{VARIATION SELECTOR-16}"
_WITHOUT_GLYPH = frozenset(
    "\n\t\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}"
)
_REPLACED = str.maketrans({"\N{MINUS SIGN}": "\N{EN DASH}", "\N{RIGHTWARDS ARROW}": "›", "\N{LEFTWARDS ARROW}": "‹"})
_SHOWN = 24  # signs that a message lists


def keep_drawable(text: str) -> str:
    """Return a text in which every character without a glyph is a white square, so that the gap can be seen.

    A mark that the font of its letter does not have is left out.

    Source: assumption (the fonts of this app: Latin, Greek, Cyrillic, some twenty other scripts, and symbols).
    """
    return text if text.isascii() else "".join(kept for _one, kept in _draw(text.translate(_REPLACED)))


def find_undrawable(texts: Iterable[str]) -> str:
    """Return the signs of some texts that no paper can show, each once, in their order, at most 24, then “…”.

    Source: assumption (see ``keep_drawable``).
    """
    found: dict[str, None] = {}
    for text in texts:
        if not text.isascii():
            pairs = _draw(text.translate(_REPLACED))
            found.update(dict.fromkeys(one for one, kept in pairs if one != kept and one not in (_JOINER, _PICTURE)))
    return "".join(list(found)[:_SHOWN]) + ("…" if len(found) > _SHOWN else "")


def list_texts(value: Any) -> Iterator[str]:
    """Yield every text in nested lists and mappings, their keys too. Source: assumption (shape of JSON)."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from list_texts([*value, *value.values()])
    elif isinstance(value, list | tuple):
        for entry in value:
            yield from list_texts(entry)


def list_signs(text: str) -> list[str]:
    """Return a text in signs that stay together: a letter with its marks, or letters that a virama joins.

    Source: assumption (Unicode's combining class 9; joiners).
    """
    signs: list[str] = []
    for one in text:
        end = signs[-1][-1] if signs else " "
        is_joined = unicodedata.combining(end) == 9 or end == _JOINER
        if signs and (unicodedata.category(one)[0] == "M" or one == _JOINER or is_joined):
            signs[-1] += one
        else:
            signs.append(one)
    return signs


def drop_marks(text: str) -> str:
    """Return a text without combining marks: the last way out where a font cannot set one.

    Source: assumption (the fonts of this app).
    """
    return "".join(one for one in text if unicodedata.category(one)[0] != "M")


def _draw(text: str) -> Iterator[tuple[str, str]]:
    """Yield each character with what is printed for it: itself, a white square, or nothing."""
    families = _find_families()
    base, before = "", ""
    for one in text:
        kind = unicodedata.category(one)[0]
        if one == _PICTURE or (one == _JOINER and unicodedata.category(before or " ")[0] not in "LM"):
            kept = ""  # they only join pictures
        elif one == _JOINER or one in _WITHOUT_GLYPH:
            kept = one
        elif kind == "M":
            kept = one if families.get(one, frozenset()) & families.get(base, frozenset()) else ""
        else:
            kept = one if one in families else STAND_IN
            base = kept
        before = kept
        yield one, kept


@cache
def _find_families() -> dict[str, frozenset[str]]:
    """Return for each character the font families that have it, in both their weights where there are two."""
    points: dict[str, set[int]] = {}
    for path in sorted(FONTS.glob("*.ttf")):
        found, family = read_code_points(path.read_bytes()), path.stem.partition("-")[0]
        points[family] = points[family] & found if family in points else found
    families: dict[str, set[str]] = {}
    for family, known in points.items():
        for point in known:
            families.setdefault(chr(point), set()).add(family)
    return {one: frozenset(names) for one, names in families.items()}


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
