"""The logframe itself: goal, outcomes, outputs and activities with indicators, in columns named as IATI names them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from clusterdash.catalog.rows import Indicator
from clusterdash.export.request import Request
from clusterdash.export.sheets import Column, Table
from clusterdash.model.advice.results_chain import ResultsChain
from clusterdash.model.advice.warnings.find import Found
from clusterdash.views.questions import ANSWERS
from clusterdash.views.sentences import fill_warning
from clusterdash.views.who import responsible_name
from clusterdash.words import _, label, ngettext, pair

# IATI's result standard 2.03: codes of the types of results and of measures, and names of its elements.
OUTPUT, OUTCOME, IMPACT = 1, 2, 3
UNIT_MEASURE, PERCENT_MEASURE = 1, 2
Row = tuple[Any, ...]


def tell_logframe(request: Request, links: ResultsChain) -> Table:
    """Return goal, outcomes, outputs and activities, one line per indicator; baseline, target and actual are blank.

    Source: Benner 2013, §5, Tables 1 and 2, §10; indicators are assumptions, names of columns IATI's.
    """
    columns = (
        Column(_("Level"), 14),
        Column(_("IATI result type"), 9, "number", "result/@type"),
        Column(_("Result"), 36, "text", "result/title"),
        Column(_("What it is"), 44, "text", "result/description"),
        Column(_("Indicator"), 38, "text", "result/indicator/title"),
        Column(_("Measure"), 9, "number", "result/indicator/@measure"),
        Column(_("Unit"), 16, "text", "result/indicator/description"),
        Column(_("Baseline year"), 9, "blank", "result/indicator/baseline/@year"),
        Column(_("Baseline"), 10, "blank", "result/indicator/baseline/@value"),
        Column(_("From"), 12, "text", "result/indicator/period/period-start/@iso-date"),
        Column(_("To"), 12, "text", "result/indicator/period/period-end/@iso-date"),
        Column(_("Target"), 10, "blank", "result/indicator/period/target/@value"),
        Column(_("Actual"), 10, "blank", "result/indicator/period/actual/@value"),
        Column(_("Source of verification"), 40, "text", "result/indicator/document-link/title"),
        Column(_("How often"), 22),
        Column(_("Assumptions and risks"), 60),
        Column(_("Basis"), 16),
    )
    notes = (
        _("Baseline, target and actual are yours to fill in. Indicators are ours; the paper names none."),
        _("Column names in italics are those of IATI's result standard; this is no IATI publication."),
    )
    rows = [*_list_goals(request, links), *_list_outcomes(request, links), *_list_outputs(request, links)]
    rows += _list_activities(request, links)
    title = ngettext("{count} instrument, in a logframe", "{count} instruments, in a logframe", len(links.outputs))
    return Table(_("Logframe"), title.format(count=len(links.outputs)), columns, rows, notes, names=3)


def _list_goals(request: Request, links: ResultsChain) -> Iterator[Row]:
    for row in request.catalog.effects:
        yield _write_row(
            request, (_("Goal"), IMPACT, label(row.label), label(row.description)), None, _say_premises(request, links)
        )


def _list_outcomes(request: Request, links: ResultsChain) -> Iterator[Row]:
    catalog = request.catalog
    for outcome in links.outcomes:
        row = catalog.mechanism(outcome.mechanism)
        served = ", ".join(label(catalog.instrument(code).short_label) for code in outcome.instruments)
        told = _("Served by: {names}").format(names=served) if served else _("Nothing in the mix serves it.")
        head = (_("Outcome"), OUTCOME, label(row.short_label), f"{label(row.description)} {told}")
        risks = _say_risks(request, links, outcome.mechanism)
        yield from (_write_row(request, head, one, risks) for one in _find_indicators(request, outcome.indicators))


def _list_outputs(request: Request, links: ResultsChain) -> Iterator[Row]:
    catalog = request.catalog
    statuses = {row.code: label(row.label) for row in catalog.delivery_statuses}
    for output in links.outputs:
        row = catalog.instrument(output.instrument)
        head = (_("Output"), OUTPUT, label(row.short_label), label(row.description))
        status = _("How it can be delivered: {status}").format(status=statuses[output.status].lower())
        risks = "\n".join(part for part in (status, _say_risks(request, links, output.instrument)) if part)
        start, end = (_say_day(request, month) for month in (output.start_month, output.end_month))
        known = (
            _("Carried out as planned"),
            UNIT_MEASURE,
            _("times"),
            _("Reports of: {who}").format(who=responsible_name(catalog, output.responsible)),
        )
        yield _write_cells(head, known, (start, end), "", risks)


def _list_activities(request: Request, links: ResultsChain) -> Iterator[Row]:
    for stage in links.stages:
        row = next(row for row in request.catalog.stages if row.code == stage.stage)
        head = (_("Activities"), None, f"{row.number} {label(row.label)}", label(row.description))
        risks = _say_risks(request, links, stage.stage)
        yield from (_write_row(request, head, one, risks) for one in _find_indicators(request, stage.indicators))


def _find_indicators(request: Request, codes: tuple[str, ...]) -> list[Indicator | None]:
    return [row for row in request.catalog.indicators if row.code in codes] or [None]


def _write_row(request: Request, head: Row, indicator: Indicator | None, risks: str) -> Row:
    rounds = request.results.chain.rounds
    span = (rounds[0].start.isoformat(), rounds[-1].end.isoformat()) if rounds else ("", "")
    if indicator is None:
        return _write_cells(head, (None, None, None, None), span, "", risks)
    measure = PERCENT_MEASURE if indicator.unit == "percent" else UNIT_MEASURE
    words = (label(indicator.label), measure, label(indicator.unit), label(indicator.find_out))
    return _write_cells(head, words, span, label(indicator.how_often), risks)


def _write_cells(head: Row, words: Row, span: tuple[str, str], how_often: str, risks: str) -> Row:
    title, measure, unit, found = words
    blank = (None, None)
    return (*head, title, measure, unit, *blank, *span, *blank, found, how_often, risks, _("our assumption"))


def _say_day(request: Request, months: int) -> str:
    """Return the first day of a month that is counted from the start of the programme."""
    year, month = divmod(months, 12)
    return f"{request.scenario.place.start_year + year}-{month + 1:02d}-01"


def _say_risks(request: Request, links: ResultsChain, subject: str) -> str:
    """Return the warnings that name an instrument, a mechanism or a stage, in words."""
    found = [one for one in links.risks if one.subject == subject or _names(one, subject)]
    return "\n".join(_say_risk(request, one) for one in found)


def _say_risk(request: Request, found: Found) -> str:
    title, text, _fix = fill_warning(request.catalog, found)
    return pair(title, text)


def _names(found: Found, subject: str) -> bool:
    values = (value if isinstance(value, tuple) else (value,) for value in found.values.values())
    return any(one == subject for many in values for one in many)


def _say_premises(request: Request, links: ResultsChain) -> str:
    rows = {row.code: row for row in request.catalog.preconditions}
    lines = []
    for one in links.premises:
        answer = _(ANSWERS[one.answer]) if one.answer in ANSWERS else label(one.answer)
        lines.append(pair(label(rows[one.precondition].label), answer))
    return "\n".join(lines)
