"""Frames as rows for JSON and as CSV files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def to_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a frame as a list of rows for JSON: days as "2027-01-31", what is missing as None.

    Source: assumption (a form of this app).
    """
    plain = frame.copy()
    for name in plain.select_dtypes("datetime"):
        plain[name] = plain[name].dt.strftime("%Y-%m-%d")
    rows: list[dict[str, Any]] = json.loads(plain.to_json(orient="records", double_precision=15))
    return rows


def write_csv(frame: pd.DataFrame) -> bytes:
    """Return a frame as a CSV file (UTF-8 with a mark that spreadsheets look for).

    A text that a spreadsheet would take for a formula gets an apostrophe in front.

    Source: assumption (a format of this app).
    """
    safe = frame.astype(object).map(neutralise)
    return safe.to_csv(index=False, lineterminator="\n").encode("utf-8-sig")


def neutralise(value: object) -> object:
    """Return a text that a spreadsheet would take for a formula with an apostrophe in front, all else as it is.

    Source: assumption (what spreadsheets take for a formula).
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_SIGNS) else value
