"""Spreadsheets: tables as sheets in which no text becomes a formula or a link, for Excel and its likes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING, Any

from clusterdash.charts import theme
from clusterdash.export.office import count_lines
from clusterdash.frames import FORMULA_SIGNS
from clusterdash.plain import clean_text
from clusterdash.words import direction

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

CELL_LIMIT = 32_767  # signs that a cell holds
NAME_LIMIT = 31
HEIGHT_LIMIT = 409  # points that a row of a spreadsheet can be high
TYPE, LINE = 11, 15  # points: size of type, height of a line
TITLE, SMALL_TITLE = 16, 13  # points: of a title, of one that shares the columns of names
SIGN = 5.8  # points of a column for each sign of its width, as texts are measured here
A3, A4 = 8, 9  # codes of papers
A4_SIGNS, PAGE_SIGNS = 200, 300  # signs that a page is wide, on A4 and on A3, in readable type
FIRST_DAY = datetime(2013, 1, 1)  # noqa: DTZ001, a file has no clock: all its dates are the same
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
GAP = "_)_)"  # between a number and the text in the next column
FORMATS: dict[str, dict[str, Any]] = {
    "text": {"text_wrap": True},
    "quoted": {"text_wrap": True, "quote_prefix": True},
    "blank": {"bg_color": "#fff8e1", "border": 1, "border_color": theme.LINE["light"], "text_wrap": True},
    "number": {"num_format": "#,##0" + GAP},
    "value": {"num_format": "0.00" + GAP},
    "share": {"num_format": "0%" + GAP},
    "money": {"num_format": "#,##0" + GAP},
    "input": {"bg_color": "#fff8e1", "border": 1, "border_color": theme.LINE["light"], "num_format": "#,##0.##"},
    "sum": {"bold": True, "num_format": "#,##0" + GAP, "top": 1},
    "head": {"bold": True, "text_wrap": True, "bg_color": theme.SOFT["light"], "bottom": 1, "valign": "bottom"},
    "name": {"text_wrap": True, "font_color": theme.MUTED["light"], "italic": True},
    "title": {"bold": True, "font_size": TITLE, "text_wrap": True},
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
    """A sheet with one table: its name, the finding above it, columns, rows (None = nothing), notes above the table.

    The first ``names`` columns name the row: they stay in sight and stand on every page.
    """

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]] = ()
    notes: Sequence[str] = field(default_factory=tuple)
    names: int = 1


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

    def add_sheet(self, name: str) -> Worksheet:
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

    def begin(self, table: Table) -> tuple[Worksheet, int]:
        """Return a new sheet with title, notes and headings of a table, and the row of its first line.

        Headings and the columns that name a row stay in sight, and stand on every printed page.
        """
        sheet = self.add_sheet(table.name)
        row = self.start(sheet, table)
        return sheet, self.head(sheet, row, table.columns, table.names)

    def start(self, sheet: Worksheet, table: Table) -> int:
        """Set up the pages of a sheet, write title and notes at its top; return the row in which its table begins.

        On a sheet of several pages beside each other they stand within the columns that every page repeats, whole.
        """
        widths = [one.width for one in table.columns]
        _set_pages(sheet, sum(widths), table.names)
        is_beside = sum(widths) > PAGE_SIGNS and table.names > 1
        last = table.names - 1 if is_beside else max(1, len(widths) - 1)
        room = Column("", min(sum(widths[: last + 1]), A4_SIGNS))
        lines = [(table.title, "title", SMALL_TITLE if is_beside else TITLE)]
        for row, (text, kind, size) in enumerate([*lines, *((one, "note", TYPE) for one in table.notes)]):
            sheet.merge_range(row, 0, row, last, "", self.format(kind, font_size=size))
            self.write(sheet, row, 0, text, kind, font_size=size)
            sheet.set_row(row, measure_height([text], [room], size))
        return len(table.notes) + 2

    def head(self, sheet: Worksheet, row: int, columns: Sequence[Column], names: int = 1) -> int:
        """Write the headings of a table, the names of a standard below them; return the row of its first line."""
        standards = [column.standard for column in columns]
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            self.write(sheet, row, place, column.heading, "head")
            if any(standards):
                self.write(sheet, row + 1, place, column.standard, "name")
        sheet.set_row(row, measure_height([column.heading for column in columns], columns, TYPE * 1.08))
        if any(standards):
            sheet.set_row(row + 1, measure_height([one.replace("/", "/ ") for one in standards], columns))
        first = row + 1 + any(standards)
        sheet.freeze_panes(first, names)
        sheet.repeat_rows(row, first - 1)
        return first

    def fill(self, sheet: Worksheet, row: int, values: Sequence[Any], columns: Sequence[Column]) -> None:
        """Write one line of a table, as high as its texts need."""
        for place, (value, column) in enumerate(zip(values, columns, strict=True)):
            self.write(sheet, row, place, value, column.kind)
        sheet.set_row(row, measure_height(values, columns))

    def add_table(self, table: Table) -> Worksheet:
        """Write one sheet with one table."""
        sheet, first = self.begin(table)
        for row, line in enumerate(table.rows, first):
            self.fill(sheet, row, line, table.columns)
        if table.rows:
            sheet.autofilter(first - 1, 0, first + len(table.rows) - 1, len(table.columns) - 1)
        return sheet

    def close(self) -> bytes:
        """Return the bytes of the workbook."""
        self.book.close()
        return self._buffer.getvalue()


def measure_height(values: Sequence[Any], columns: Sequence[Column], size: float = TYPE) -> float:
    """Return how high a row must be, in points, so that no text in it is cut; at most what a spreadsheet allows.

    Not every reader of such files measures it by itself.

    Source: assumption (see ``count_lines``).
    """
    pairs = zip(values, columns, strict=True)
    lines = (count_lines(one, column.width * SIGN, size) for one, column in pairs if isinstance(one, str))
    return min(HEIGHT_LIMIT, max(lines, default=1) * LINE * size / TYPE)


def _set_pages(sheet: Worksheet, width: int, names: int) -> None:
    """Print a sheet lengthways on A4, a wide one on A3 and on several pages beside each other, with page numbers."""
    is_wide = width > A4_SIGNS
    sheet.set_landscape()
    sheet.set_paper(A3 if is_wide else A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&A&R&P / &N")
    sheet.fit_to_pages(-(-width // PAGE_SIGNS), 0)
    if is_wide:
        sheet.repeat_columns(0, names - 1)
