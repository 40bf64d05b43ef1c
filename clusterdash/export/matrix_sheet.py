"""Table 1 as a sheet that computes: salience in, leverage, strength and value out, by formulas that stay alive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clusterdash.charts import theme
from clusterdash.export.request import Request
from clusterdash.export.sheets import Book, Column, Table
from clusterdash.words import _, label

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

FIRST = 3  # column of the first mechanism; before it name, mark of the mix, leverage
WIDTH, NAMES = 9, 120  # of a mechanism's column in signs, of the row with their names in points


def add_matrix(book: Book, request: Request) -> None:
    """Write instruments by mechanisms with live formulas for leverage, strength and value of the mix.

    Source: Benner 2013, Table 1; leverage, strength (1 − ½ⁿ) and weights are assumptions.
    """
    notes = (
        _(
            "Change a salience or a 1 in the column of the mix, and leverage and value follow. "
            "The mix itself is found by the app."
        ),
    )
    title = _("Which instrument serves which mechanism, and what follows")
    mechanisms = [Column("", WIDTH) for _one in request.catalog.mechanisms]
    columns = (Column(_("Mechanism"), 34), Column("★", 5), Column(_("Leverage"), 10), *mechanisms)
    table = Table(_("Matrix"), title, columns, notes=notes)
    sheet = book.add_sheet(table.name)
    head = _Head(book, sheet, request, table, book.start(sheet, table))
    head.write()
    _write_rows(head)
    sheet.print_area(0, 0, head.end, head.last + 1)  # the last slanted name leans over its column


class _Head:
    """Where the rows of the sheet lie, counted from 0."""

    def __init__(self, book: Book, sheet: Worksheet, request: Request, table: Table, top: int) -> None:
        self.book, self.sheet, self.request, self.columns = book, sheet, request, table.columns
        self.weights = top  # one cell for each level of salience
        self.names = top + 2
        self.salience, self.weight, self.count, self.strength, self.part = (self.names + n for n in range(1, 6))
        self.table = self.part + 2
        self.end = self.table + len(request.catalog.instruments) - 1
        self.last = FIRST + len(request.catalog.mechanisms) - 1

    def span(self, row: int) -> str:
        """Return the cells of all mechanisms in a row."""
        return f"{cell(row, FIRST, is_fixed=True)}:{cell(row, self.last, is_fixed=True)}"

    def down(self, column: int) -> str:
        """Return the cells of all instruments in a column."""
        return f"{cell(self.table, column, is_fixed=True)}:{cell(self.end, column, is_fixed=True)}"

    def write(self) -> None:
        """Write what stands above the table: weights, mechanisms, salience, count, strength, and the value."""
        scenario, strategy = self.request.scenario, self.request.results.strategy
        self.book.head(self.sheet, self.names, self.columns)
        self.sheet.set_row(self.names, NAMES)
        self.sheet.freeze_panes(self.table, FIRST)
        self.book.write(self.sheet, self.weights, 0, _("Weights of the salience 0 to 3"), "head")
        for level, weight in enumerate(scenario.salience_weights):
            self.book.write(self.sheet, self.weights, FIRST + level, weight, "input")
        for row, name in (
            (self.salience, _("Salience")),
            (self.weight, _("Weight")),
            (self.count, _("Instruments of the mix that serve it")),
            (self.strength, _("Strength, 1 − ½ⁿ")),
            (self.part, _("Part of the value")),
        ):
            self.book.write(self.sheet, row, 0, name, "head")
        self._write_mechanisms()
        total = f"=SUM({self.span(self.part)})"
        self.book.write(self.sheet, self.table - 1, 0, _("Value of the mix"), "head")
        self.sheet.write_formula(self.table - 1, 2, total, self.book.format("value", bold=True), float(strategy.value))

    def _write_mechanisms(self) -> None:
        scenario, coverage = self.request.scenario, self.request.results.strategy.coverage
        weights = ",".join(cell(self.weights, FIRST + level, is_fixed=True) for level in range(4))
        for place, (row, line) in enumerate(zip(self.request.catalog.mechanisms, coverage, strict=True)):
            column = FIRST + place
            self.book.write(
                self.sheet, self.names, column, f"{place + 1} {label(row.short_label)}", "head", rotation=60
            )
            self.book.write(self.sheet, self.salience, column, line.salience, "input")
            weight = scenario.weight(row.code)
            here = {row: cell(row, column) for row in (self.salience, self.weight, self.count, self.strength)}
            formulas = (
                (self.weight, f"=CHOOSE({here[self.salience]}+1,{weights})", "number", weight),
                (self.count, f"=SUMPRODUCT({self.down(1)},{self.down(column)})", "number", line.count),
                (self.strength, f"=1-0.5^{here[self.count]}", "share", float(line.strength)),
                (self.part, f"={here[self.weight]}*{here[self.strength]}", "value", float(line.strength * weight)),
            )
            for line_, formula, kind, value in formulas:
                self.sheet.write_formula(line_, column, formula, self.book.format(kind), value)


def _write_rows(head: _Head) -> None:
    catalog, strategy = head.request.catalog, head.request.results.strategy
    for place, row in enumerate(catalog.instruments):
        line = head.table + place
        head.book.write(head.sheet, line, 0, label(row.short_label), bold=row.code in strategy.mix)
        head.sheet.write_number(line, 1, int(row.code in strategy.mix), head.book.format("input"))
        links = f"{cell(line, FIRST)}:{cell(line, head.last)}"
        formula = f"=SUMPRODUCT({head.span(head.weight)},{links})"
        head.sheet.write_formula(line, 2, formula, head.book.format("number", bold=True), strategy.leverage[row.code])
        for column, mechanism in enumerate(catalog.mechanisms, FIRST):
            if mechanism.code in catalog.serves[row.code]:
                shade = theme.SCALE["light"][strategy.scenario.salience.get(mechanism.code, 0)]
                ink = theme.SCALE_INK["light"][strategy.scenario.salience.get(mechanism.code, 0)]
                kind = head.book.format("number", bg_color=shade, font_color=ink, align="center")
                head.sheet.write_number(line, column, 1, kind)


def cell(row: int, column: int, *, is_fixed: bool = False) -> str:
    """Return the name of a cell, such as ``D7`` or ``$D$7``; both places count from 0.

    Source: assumption (names of cells in spreadsheets).
    """
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, column, row_abs=is_fixed, col_abs=is_fixed))
