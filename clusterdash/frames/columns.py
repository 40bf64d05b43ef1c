"""Typed columns and frames from values; pandas is imported by the functions, so that importing this costs nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from clusterdash.catalog.rows import Sourced

if TYPE_CHECKING:
    import pandas as pd

BASES = ("paper", "assumption")


def build_frame(**columns: pd.Series[Any]) -> pd.DataFrame:
    """Return columns of the same length as a frame."""
    import pandas as pd

    return pd.DataFrame(columns)


def list_sources(rows: Sequence[Sourced]) -> dict[str, pd.Series[Any]]:
    """Return section, basis and note of rows as columns."""
    return {
        "section": text(row.section for row in rows),
        "basis": category((row.basis for row in rows), BASES),
        "note": text(row.note for row in rows),
    }


def list_codes(rows: Iterable[Any]) -> tuple[str, ...]:
    """Return the codes of rows, in their order."""
    return tuple(row.code for row in rows)


def _series(values: Iterable[Any], dtype: Any) -> pd.Series[Any]:
    import pandas as pd

    series: pd.Series[Any] = pd.Series(list(values), dtype=dtype)
    return series


def text(values: Iterable[str | None]) -> pd.Series[Any]:
    """Return texts; an empty one is missing."""
    return _series((value or None for value in values), "string")


def whole(values: Iterable[int | None]) -> pd.Series[Any]:
    """Return whole numbers, which may be missing."""
    return _series(values, "Int64")


def number(values: Iterable[float | None]) -> pd.Series[Any]:
    """Return numbers, which may be missing."""
    return _series(values, "float64")


def flag(values: Iterable[bool]) -> pd.Series[Any]:
    """Return yes or no."""
    return _series(values, "bool")


def day(values: Iterable[date]) -> pd.Series[Any]:
    """Return days."""
    return _series(values, "datetime64[s]")


def category(values: Iterable[str | None], codes: Iterable[str]) -> pd.Series[Any]:
    """Return codes out of a list, in the order of the list; an empty one is missing."""
    import pandas as pd

    return _series((value or None for value in values), pd.CategoricalDtype(list(codes)))
