"""The donor annex: results chain, logframe, who answers for what, work plan by quarter, budget, risks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from clusterdash.export.logframe_risks import tell_milestones, tell_purposes, tell_risks
from clusterdash.export.logframe_table import tell_logframe
from clusterdash.export.money_sheet import find_budget, tell_payers
from clusterdash.export.quarters import add_work_plan
from clusterdash.export.request import Request
from clusterdash.export.sheets import Book, Column, Table
from clusterdash.model.advice.results_chain import ResultsChain, link_results
from clusterdash.views.sentences import say_value
from clusterdash.words import _, label, series

Row = tuple[Any, ...]


def build_logframe(request: Request) -> bytes:
    """Return the donor annex as xlsx; persons, baselines and targets are blank, to be filled in.

    Source: Benner 2013, §5 (stages), Tables 1 and 2, §10 (hoped for, preconditions); indicators, purpose codes and the
    shape are assumptions; names of columns follow IATI's result standard where it has one.
    """
    results = request.results
    links = link_results(request.catalog, results.strategy, results.plan, results.chain, results.warnings)
    book = Book(request.facts.head.title)
    book.add_table(_tell_chain(request, links))
    book.add_table(tell_logframe(request, links))
    book.add_table(_tell_persons(request))
    add_work_plan(book, request)
    book.add_table(tell_payers(request, find_budget(request)))
    book.add_table(tell_risks(request, links))
    book.add_table(tell_milestones(request, links))
    book.add_table(tell_purposes(request, links))
    return book.close()


# --- results chain -----------------------------------------------------------------------------------------------
def _tell_chain(request: Request, links: ResultsChain) -> Table:
    columns = (Column(_("Level"), 18), Column(_("Result"), 46), Column(_("What it is"), 60), Column(_("Leads to"), 70))
    title = _("From what is done to what is hoped for")
    head = request.facts.head
    notes = tuple(one for one in (head.title, head.date, request.facts.findings.result, head.source) if one)
    return Table(_("Results chain"), title, columns, list(_list_chain(request, links)), notes)


def _list_chain(request: Request, links: ResultsChain) -> Iterator[tuple[str, ...]]:
    catalog = request.catalog
    instruments = _("all instruments of the mix")
    for stage in links.stages:
        row = next(row for row in catalog.stages if row.code == stage.stage)
        events = ", ".join(f"{_say_activity(request, code)} ({count})" for code, count in stage.activities if count)
        yield _("Activities"), f"{row.number} {label(row.label)}", events or label(row.description), instruments
    for output in links.outputs:
        instrument = catalog.instrument(output.instrument)
        yield (
            _("Output"), label(instrument.short_label), label(instrument.description),
            series(label(catalog.mechanism(code).short_label) for code in output.mechanisms),
        )  # fmt: skip
    effects = ", ".join(label(row.label) for row in catalog.effects)
    for outcome in links.outcomes:
        mechanism = catalog.mechanism(outcome.mechanism)
        yield _("Outcome"), label(mechanism.short_label), label(mechanism.description), effects
    for effect in catalog.effects:
        yield _("Goal"), label(effect.label), label(effect.description), _("hoped for, never promised (§10)")


def _say_activity(request: Request, code: str) -> str:
    return label(next(row.label for row in request.catalog.activities if row.code == code))


# --- who answers for what ----------------------------------------------------------------------------------------
def _tell_persons(request: Request) -> Table:
    columns = (
        Column(_("Action"), 44),
        Column(_("When"), 14),
        Column(_("Organisation"), 30),
        Column(_("Contributing organisations"), 44),
        Column(_("Person responsible"), 24, "blank"),
        Column(_("Person who decides"), 24, "blank"),
        Column(_("To be consulted"), 24, "blank"),
        Column(_("To be informed"), 24, "blank"),
        Column(_("Done on"), 14, "blank"),
    )
    notes = (_("Write names of persons into the yellow cells; the organisations follow from the plan."),)
    rows = [*_list_instrument_actions(request), *_list_stage_actions(request)]
    return Table(_("Who does what"), _("Each action has one organisation; name one person"), columns, rows, notes)


def _list_instrument_actions(request: Request) -> Iterator[Row]:
    for one in request.facts.mix:
        others = dict.fromkeys(line.actor for line in one.lines if line.actor_code != one.responsible_code)
        agreed = request.facts.find_agreed(one.code)
        person, done = (agreed.who or None, agreed.done or None) if agreed else (None, None)
        yield one.name, one.years, one.responsible, ", ".join(others), person, None, None, None, done


def _list_stage_actions(request: Request) -> Iterator[Row]:
    catalog, chain = request.catalog, request.results.chain
    stages = {row.code: f"{row.number} {label(row.label)}" for row in catalog.stages}
    leads = chain.leads()
    for span in chain.stages:
        lead = leads[span.round, span.stage].actor
        others = [
            say_value(catalog, role.actor)
            for role in chain.roles
            if (role.round, role.stage) == (span.round, span.stage) and role.role != "lead"
        ]
        name = _("Round {number}: {stage}").format(number=span.round, stage=stages[span.stage])
        who = say_value(catalog, lead) if lead else _("nobody yet")
        agreed = request.facts.find_agreed(span.stage) if span.round == 1 else None
        person, done = (agreed.who or None, agreed.done or None) if agreed else (None, None)
        yield name, str(span.start.year), who, ", ".join(others), person, None, None, None, done
