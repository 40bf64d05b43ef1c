"""The work plan by quarter: which stage and which instrument runs when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from clusterdash.charts import theme
from clusterdash.export.request import Request
from clusterdash.export.sheets import Book, Column, Table
from clusterdash.views.sentences import say_chain, say_value
from clusterdash.views.who import responsible_name
from clusterdash.words import _, label

QUARTERS = 4
FIRST = 2  # column of the first quarter; before it name and who


@dataclass(frozen=True)
class _Bar:
    """One line of the work plan: name, who, and first and last quarter of each bar, counted from the start."""

    name: str
    who: str
    spans: tuple[tuple[int, int], ...]


def add_work_plan(book: Book, request: Request) -> None:
    """Write the work plan: one line per instrument and stage, one column per quarter; a filled cell runs.

    Source: Benner 2013, §5; dates within a round are assumptions.
    """
    rounds = request.results.chain.rounds
    start = request.scenario.place.start_year
    years = range(start, rounds[-1].end_year + 1) if rounds else range(0)
    names = [_("Q{number}").format(number=n) for n in range(1, QUARTERS + 1)]
    quarters = [f"{year} {name}" for year in years for name in names]
    columns = [Column(_("Action"), 44), Column(_("Who"), 30), *(Column(name, 5) for name in quarters)]
    title = say_chain(request.catalog, request.results.chain)
    sheet, first = book.begin(Table(_("Work plan"), title, columns, names=FIRST))
    running = book.format("text", bg_color=theme.SCALE["light"][3], font_color=theme.SCALE_INK["light"][3])
    for row, bar in enumerate((*_list_instruments(request), *_list_stages(request)), first):
        book.fill(sheet, row, (bar.name, bar.who), columns[:FIRST])
        for begin, end in bar.spans:
            for quarter in range(begin, min(end, len(quarters) - 1) + 1):
                sheet.write_string(row, FIRST + quarter, "■", running)


def _list_instruments(request: Request) -> Iterator[_Bar]:
    for one in request.results.plan.tasks:
        name = label(request.catalog.instrument(one.instrument).short_label)
        who = responsible_name(request.catalog, one.responsible)
        yield _Bar(name, who, ((one.start_month // 3, (one.end_month - 1) // 3),))


def _list_stages(request: Request) -> Iterator[_Bar]:
    catalog, chain = request.catalog, request.results.chain
    leads = chain.leads()
    for row in catalog.stages:
        spans = [span for span in chain.stages if span.stage == row.code]
        who = dict.fromkeys(leads[span.round, row.code].actor for span in spans)
        names = ", ".join(say_value(catalog, code) if code else _("no lead") for code in who)
        start = request.scenario.place.start_year
        bars = tuple((_find_quarter(start, span.start), _find_quarter(start, span.end)) for span in spans)
        yield _Bar(f"{row.number} {label(row.label)}", names, bars)


def _find_quarter(start_year: int, day: date) -> int:
    return (day.year - start_year) * QUARTERS + (day.month - 1) // 3
