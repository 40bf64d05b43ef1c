"""What is found while a table is read: problems, which stop it, and notes, which a person should know."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from clusterdash.errors import Problem, RegionDataError
from clusterdash.model.scenario.checks import PROBLEMS_SHOWN, shorten_problems
from clusterdash.plain import clean_text, show_value
from clusterdash.words import N_

TABLE = "table"


class Findings:
    """The problems and notes of one table, in the order in which they were found."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []
        self._unlisted = 0

    def report(self, template: str, where: str = TABLE, **values: Any) -> None:
        """Add a problem; only so many are kept as a person can read, the others are counted."""
        if len(self.problems) > PROBLEMS_SHOWN:
            self._unlisted += 1
            return
        self.problems.append(Problem(clean_text(where), template, {k: show_value(v) for k, v in values.items()}))

    def report_cells(self, template: str, cells: Iterable[tuple[int, object, object]], count: int) -> None:
        """Add a problem for each cell (row, column, what was found); ``count`` says how many there are in all."""
        listed = 0
        for row, column, found in cells:
            if len(self.problems) > PROBLEMS_SHOWN:
                break
            self.report(template, say_cell(row, column), found=found)
            listed += 1
        self._unlisted += count - listed

    def note(self, template: str, **values: Any) -> None:
        """Add a note: something was left out or understood in a certain way."""
        self.notes.append(Problem(TABLE, template, {k: show_value(v) for k, v in values.items()}))

    def stop_if_wrong(self) -> None:
        """Raise RegionDataError with all problems, if there are any."""
        if self.problems:
            raise RegionDataError(self._shorten())

    def _shorten(self) -> list[Problem]:
        if not self._unlisted:
            return shorten_problems(self.problems)
        template = N_("{found} more problems; the first {allowed} are listed.")
        shown = self.problems[:PROBLEMS_SHOWN]
        left = len(self.problems) - len(shown) + self._unlisted
        return [*shown, Problem(TABLE, template, {"found": left, "allowed": len(shown)})]


def say_cell(row: int, column: object = "") -> str:
    """Return the name of a place in a table: "row 4", "row 4, column jobs". Source: assumption (messages)."""
    name = show_value(column)
    return f"row {row}, column {name}" if name else f"row {row}"


def refuse(template: str, **values: Any) -> RegionDataError:
    """Return the error of a table that cannot be read at all. Source: assumption (messages)."""
    return RegionDataError([Problem(TABLE, template, {k: show_value(v) for k, v in values.items()})])
