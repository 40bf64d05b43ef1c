"""The budget as a sheet: how often, what one costs from low to high, and sums by formulas that stay alive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clusterdash.export.matrix_sheet import cell
from clusterdash.export.request import Request
from clusterdash.export.sheets import Book, Column, Table
from clusterdash.model.chain.activities import build_activity_plan
from clusterdash.model.chain.budget import Budget, build_budget
from clusterdash.model.chain.money import Amount
from clusterdash.views.budget import name_payer
from clusterdash.words import _, label

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


@dataclass(frozen=True)
class _Line:
    """One line of the budget: its name, how often per round, what one costs (None = nobody said)."""

    name: str
    counts: tuple[int, ...]
    cost: Amount | None


def find_budget(request: Request) -> Budget | None:
    """Return the budget of a request; None where nobody gave a cost. Source: all costs are the users' own."""
    results = request.results
    return build_budget(
        request.catalog, results.chain, build_activity_plan(request.catalog, results.chain), results.plan
    )


def add_budget(book: Book, request: Request) -> None:
    """Write the budget: events and instruments per round, unit costs to fill in, low and high sums, who pays.

    Source: how often events take place is an assumption; all costs are the users' own.
    """
    budget, rounds = find_budget(request), request.results.chain.rounds
    currency = request.scenario.chain.currency
    columns = [
        Column(_("Event or instrument"), 44),
        *(Column(_("Round {number}").format(number=one.number), 9, "number") for one in rounds),
        Column(_("Times in all"), 9, "number"),
        Column(_("One costs at least") + f" {currency}".rstrip(), 17, "input"),
        Column(_("One costs at most") + f" {currency}".rstrip(), 17, "input"),
        Column(_("In all at least"), 16, "money"),
        Column(_("In all at most"), 16, "money"),
    ]
    notes = (_("Fill in what one costs, from low to high; the sums follow. Without a cost there is no sum."),)
    sheet, first = book.begin(Table(_("Budget"), request.facts.money.title, columns, notes=notes))
    lines = list(_list_lines(request))
    for row, line in enumerate(lines, first):
        _write_line(book, sheet, row, line)
    _write_sums(book, sheet, first, len(lines), len(rounds), budget)
    book.add_table(tell_payers(request, budget))


def _list_lines(request: Request) -> Iterator[_Line]:
    catalog, chain = request.catalog, request.results.chain
    names = {row.code: label(row.label) for row in catalog.activities}
    for line in build_activity_plan(catalog, chain).lines:
        yield _Line(names[line.activity], line.counts, line.unit_cost)
    months = chain.scenario.chain.round_years * 12
    for task in request.results.plan.tasks:
        past = min(task.start_month // months, len(chain.rounds) - 1)
        pair = chain.scenario.chain.instrument_costs.get(task.instrument)
        counts = tuple(int(place == past) for place in range(len(chain.rounds)))
        name = label(catalog.instrument(task.instrument).short_label)
        yield _Line(name, counts, Amount(*pair) if pair else None)


def _write_line(book: Book, sheet: Worksheet, row: int, line: _Line) -> None:
    for column, value in enumerate((line.name, *line.counts)):
        book.write(sheet, row, column, value, "number" if column else "text")
    times = 1 + len(line.counts)
    sheet.write_formula(
        row, times, f"=SUM({cell(row, 1)}:{cell(row, times - 1)})", book.format("number"), sum(line.counts)
    )
    for step, end in enumerate(("low", "high")):
        amount = getattr(line.cost, end) if line.cost else None
        book.write(sheet, row, times + 1 + step, amount, "input")
        formula = f'=IF({cell(row, times + 1 + step)}="","",{cell(row, times)}*{cell(row, times + 1 + step)})'
        total: Any = "" if amount is None else amount * sum(line.counts)
        sheet.write_formula(row, times + 3 + step, formula, book.format("money"), total)


def _write_sums(book: Book, sheet: Worksheet, first: int, count: int, rounds: int, budget: Budget | None) -> None:
    row, last = first + count, first + count - 1
    book.write(sheet, row, 0, _("All together"), "sum")
    for column in range(1, rounds + 6):
        book.write(sheet, row, column, None, "sum")
    for step, end in enumerate(("low", "high")):
        column = rounds + 4 + step
        formula = f"=SUM({cell(first, column)}:{cell(last, column)})"
        value = getattr(budget.total, end) if budget else 0
        sheet.write_formula(row, column, formula, book.format("sum"), value)
    if budget is not None and budget.envelope is not None:
        book.write(sheet, row + 1, 0, _("Money there is in all"), "head")
        book.write(sheet, row + 1, rounds + 4, budget.envelope, "sum")


def tell_payers(request: Request, budget: Budget | None) -> Table:
    """Return the budget by round and payer, from low to high; empty without costs. Source: assumption (who pays)."""
    catalog, chain = request.catalog, request.results.chain
    columns = (
        Column(_("Round"), 8, "number"),
        Column(_("Years"), 14),
        Column(_("Who pays"), 34),
        Column(_("At least"), 16, "money"),
        Column(_("At most"), 16, "money"),
        Column(_("Currency"), 10),
    )
    rows = [
        (one.number, f"{one.start_year}–{one.end_year}", name_payer(catalog, payer), it.low, it.high, budget.currency)
        for one, sums in zip(chain.rounds, budget.per_payer if budget else (), strict=False)
        for payer, it in sums.items()
        if budget is not None
    ]
    return Table(_("Who pays"), request.facts.money.title, columns, rows, request.facts.money.sentences)
