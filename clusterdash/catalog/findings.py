"""How a mistake in the package is told: file, row, column, what was found and what is allowed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from clusterdash.errors import Problem
from clusterdash.words import N_

SIZE_LIMIT = 5_000_000
SHOWN_LENGTH = 80
SHOWN_CHOICES = 60

MISSING_FILE = N_("The file {found} is missing.")
UNREADABLE_FILE = N_("The file {found} cannot be read.")
TOO_LARGE = N_("The file has {found} bytes; at most {allowed} are read.")


def problem(
    file: str, template: str, found: object, allowed: object, *, table: object = "", row: int = 0, column: str = ""
) -> Problem:
    """Return a mistake with its place; row 1 is the line of column names, as a spreadsheet counts."""
    places = [file]
    places += [f"table {table}"] if table else []
    places += [f"row {row}"] if row else []
    places += [f"column {column}"] if column else []
    values = {"file": file, "row": row, "column": column, "found": _shorten(found), "allowed": _choices(allowed)}
    return Problem(", ".join(places), template, values)


def read_file(path: Path) -> bytes | Problem:
    """Return the bytes of a file, or what is wrong with it."""
    try:
        size = path.stat().st_size
        if size > SIZE_LIMIT:
            return problem(path.name, TOO_LARGE, size, SIZE_LIMIT)
        return path.read_bytes()
    except FileNotFoundError:
        return problem(path.name, MISSING_FILE, path.name, path.name)
    except OSError:
        return problem(path.name, UNREADABLE_FILE, path.name, path.name)


def _shorten(found: object) -> str:
    text = str(found).replace("\n", "\\n").replace("\r", "\\r")
    return text if len(text) <= SHOWN_LENGTH else text[: SHOWN_LENGTH - 1] + "…"


def _choices(allowed: object) -> str:
    if isinstance(allowed, str) or not isinstance(allowed, Iterable):
        return str(allowed)
    choices = [str(choice) for choice in allowed]
    return ", ".join(choices[:SHOWN_CHOICES]) + (", …" if len(choices) > SHOWN_CHOICES else "")
