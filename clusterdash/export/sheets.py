"""Spreadsheets: tables as sheets in which no text becomes a formula or a link, for Excel and its likes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING, Any

from clusterdash.charts import theme
from clusterdash.frames import FORMULA_SIGNS
from clusterdash.plain import clean_text
from clusterdash.words import direction

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

CELL_LIMIT = 32_767  # signs that a cell holds
NAME_LIMIT = 31
FIRST_DAY = datetime(2013, 1, 1)  # noqa: DTZ001, a file has no clock: all its dates are the same
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
FORMATS: dict[str, dict[str, Any]] = {
    "text": {"text_wrap": True},
    "quoted": {"text_wrap": True, "quote_prefix": True},
    "blank": {"bg_color": "#fff8e1", "border": 1, "border_color": theme.LINE["light"], "text_wrap": True},
    "number": {"num_format": "#,##0"},
    "value": {"num_format": "0.00"},
    "share": {"num_format": "0%"},
    "money": {"num_format": "#,##0"},
    "input": {"bg_color": "#fff8e1", "border": 1, "border_color": theme.LINE["light"], "num_format": "#,##0.##"},
    "sum": {"bold": True, "num_format": "#,##0", "top": 1},
    "head": {"bold": True, "text_wrap": True, "bg_color": theme.SOFT["light"], "bottom": 1, "valign": "bottom"},
    "name": {"text_wrap": True, "font_color": theme.MUTED["light"], "italic": True},
    "title": {"bold": True, "font_size": 16},
    "note": {"font_color": theme.MUTED["light"], "text_wrap": True},
}


@dataclass(frozen=True)
class Column:
    """One column of a table: its heading, its width in signs, how its cells are written (a name of ``FORMATS``).

    ``standard`` is the name that a standard has for it, shown below the heading; "" = none.
    """

    heading: str
    width: int = 16
    kind: str = "text"
    standard: str = ""


@dataclass(frozen=True)
class Table:
    """A sheet with one table: its name, the finding above it, columns, rows (None = nothing), notes above the table."""

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    notes: Sequence[str] = field(default_factory=tuple)


class Book:
    """A workbook that is being written; ``close`` returns its bytes, the same for the same content."""

    def __init__(self, title: str) -> None:
        from xlsxwriter.workbook import Workbook

        self._buffer = BytesIO()
        self.book: Workbook = Workbook(self._buffer, OPTIONS)
        self.book.set_properties({"title": title[:255], "created": FIRST_DAY})
        self.book.set_size(2400, 1500)
        self._formats: dict[str, Format] = {}
        self._names: set[str] = set()

    def format(self, kind: str, **more: Any) -> Format:
        """Return a format by its name, with some of its properties changed."""
        key = kind + repr(sorted(more.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format({"valign": "top", "font_size": 11} | FORMATS[kind] | more)
        return self._formats[key]

    def add_sheet(self, name: str, *, is_wide: bool = True) -> Worksheet:
        """Return a new sheet; signs that a name may not have are left out, and no two are called the same."""
        plain = "".join(sign for sign in name if sign not in "[]:*?/\\'")[:NAME_LIMIT] or "Sheet"
        kept = plain
        for number in count(2):
            if kept.casefold() not in self._names:
                break
            kept = f"{plain[: NAME_LIMIT - 4]} {number}"
        self._names.add(kept.casefold())
        sheet = self.book.add_worksheet(kept)
        if direction() == "rtl":
            sheet.right_to_left()
        if is_wide:
            sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return sheet

    def write(self, sheet: Worksheet, row: int, column: int, value: Any, kind: str = "text", **more: Any) -> None:
        """Write one value: a text always as text, never as a formula or a link; None leaves an empty cell."""
        if value is None or value == "":
            sheet.write_blank(row, column, None, self.format(kind, **more))
        elif isinstance(value, str):
            text = clean_text(value)[:CELL_LIMIT]
            is_formula_like = text.startswith(FORMULA_SIGNS) and kind == "text"
            sheet.write_string(row, column, text, self.format("quoted" if is_formula_like else kind, **more))
        else:
            sheet.write_number(row, column, float(value), self.format(kind, **more))

    def start(self, sheet: Worksheet, title: str, notes: Sequence[str], width: int) -> int:
        """Write title and notes at the top of a sheet; return the row in which its table begins."""
        self.write(sheet, 0, 0, title, "title")
        for row, note in enumerate(notes, 1):
            sheet.merge_range(row, 0, row, max(1, width - 1), "", self.format("note"))
            self.write(sheet, row, 0, note, "note")
            sheet.set_row(row, 15 * max(1, -(-len(note) // 130)))
        return len(notes) + 2

    def head(self, sheet: Worksheet, row: int, columns: Sequence[Column]) -> int:
        """Write the headings of a table, the names of a standard below them; return the row of its first line."""
        has_names = any(column.standard for column in columns)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            self.write(sheet, row, place, column.heading, "head")
            if has_names:
                self.write(sheet, row + 1, place, column.standard, "name")
        first = row + 1 + has_names
        sheet.freeze_panes(first, 1)
        sheet.repeat_rows(row, first - 1)
        return first

    def add_table(self, table: Table) -> Worksheet:
        """Write one sheet with one table."""
        sheet = self.add_sheet(table.name)
        row = self.start(sheet, table.title, table.notes, len(table.columns))
        first = self.head(sheet, row, table.columns)
        for place, line in enumerate(table.rows, first):
            for column, (value, shape) in enumerate(zip(line, table.columns, strict=True)):
                self.write(sheet, place, column, value, shape.kind)
        if table.rows:
            sheet.autofilter(first - 1, 0, first + len(table.rows) - 1, len(table.columns) - 1)
        return sheet

    def close(self) -> bytes:
        """Return the bytes of the workbook."""
        self.book.close()
        return self._buffer.getvalue()
