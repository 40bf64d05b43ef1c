"""What Office files share: texts that XML can hold, how many lines a text takes, and packages without a clock."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable

# What XML 1.0 cannot hold; half characters would not even be written.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TIMES = re.compile(rb"<dcterms:(created|modified)\b[^>]*>[^<]*</dcterms:\1>")
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_NARROW, _WIDE = frozenset("iljtfrI.,;:'|!()[] -/"), frozenset("mwMW@%")


def keep_xml(text: str) -> str:
    """Return a text without what an Office file cannot hold. Source: assumption (XML 1.0)."""
    return _NOT_XML.sub("", text)


def is_right_to_left(text: str) -> bool:
    """Return whether the first letter with a direction runs from right to left. Source: assumption (Unicode)."""
    kinds = (unicodedata.bidirectional(one) for one in text)
    return next((kind in ("R", "AL") for kind in kinds if kind in ("L", "R", "AL")), False)


def measure_text(text: str, points: float) -> float:
    """Return about how wide a text is, in points, a little too wide rather than too narrow.

    Source: assumption (widths of a common sans serif, by kind of letter).
    """
    return sum(map(_width, text)) * points * 1.04


def _width(one: str) -> float:
    if one in _NARROW:
        return 0.33
    if one in _WIDE:
        return 0.89
    if unicodedata.east_asian_width(one) in "WF":
        return 1.0
    return 0.7 if one.isupper() else 0.56


def count_lines(text: str, width: float, points: float) -> int:
    """Return how many lines a text takes in a column of a width, both in points; words longer than a line are broken.

    Source: assumption (see ``measure_text``).
    """
    return sum(_count_wrapped(line, width, points) for line in text.split("\n"))


def _count_wrapped(line: str, width: float, points: float) -> int:
    lines, used = 1, 0.0
    for word in line.split(" "):
        need = measure_text(word + " ", points)
        if used and used + need > width:
            lines, used = lines + 1, 0.0
        lines += int(need // width)
        used += need % width
    return lines


def fit_size(text: str, width: float, height: float, sizes: Iterable[float]) -> float:
    """Return the first of some sizes at which a text fits into a box in points, or the last one.

    Source: assumption (see ``measure_text``).
    """
    size = 0.0
    for size in sizes:  # noqa: B007, the last one counts where none fits
        if count_lines(text, width, size) * size * 1.2 <= height:
            break
    return size


def strip_clock(package: bytes) -> bytes:
    """Return an Office file, and those inside it, without the time at which it was written.

    Source: assumption (the same input gives the same bytes).
    """
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith(".xlsx"):
                content = strip_clock(content)
            elif name.endswith("docProps/core.xml"):
                content = _TIMES.sub(b"", content)
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            target.writestr(entry, content)
    return sink.getvalue()
