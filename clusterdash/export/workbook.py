"""The workbook for analysts: plan, matrix with live formulas, schedule, budget as ranges, choices and assumptions."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import Any

from clusterdash.export.matrix_sheet import add_matrix
from clusterdash.export.money_sheet import add_budget
from clusterdash.export.region_parts import list_region_sheets
from clusterdash.export.request import Request
from clusterdash.export.sheets import Book, Column, Table
from clusterdash.model.chain.schedule import Round
from clusterdash.views.sentences import say_chain, say_result, say_value
from clusterdash.views.timeline import name_region
from clusterdash.words import _, label, ngettext, series

NOTE_SIGNS = 1_500


def build_workbook(request: Request) -> bytes:
    """Return the workbook as xlsx; texts stay texts, and formulas hold the figures of the model when it is opened.

    Source: assumption (a form of this app); every figure is that of the pages.
    """
    book = Book(request.facts.head.title)
    book.add_table(_tell_about(request))
    book.add_table(_tell_plan(request))
    add_matrix(book, request)
    book.add_table(_tell_coverage(request))
    book.add_table(_tell_schedule(request))
    book.add_table(_tell_regions(request))
    for table in list_region_sheets(request):
        book.add_table(table)
    add_budget(book, request)
    book.add_table(_tell_warnings(request))
    book.add_table(_tell_choices(request))
    book.add_table(_tell_assumptions(request))
    return book.close()


def _tell_about(request: Request) -> Table:
    facts = request.facts
    found = facts.findings
    rows = [
        (_("Place"), facts.head.place),
        (_("Date"), facts.head.date),
        (_("Verdict"), found.verdict),
        (_("Result"), found.result),
        (_("Reach"), found.reach),
        (_("Coverage"), found.coverage),
        (_("Rounds"), found.chain),
        *((_("Notes") if place == 0 else None, one) for place, one in enumerate(_split_notes(facts.head.notes))),
        *((_("What could not be followed"), problem) for problem in found.problems),
        (_("Where figures come from"), facts.head.legend),
        (_("Source"), facts.head.source),
    ]
    columns = (Column(_("What"), 26), Column(_("Answer"), 110))
    return Table(_("About"), facts.head.title, columns, [row for row in rows if row[1]])


def _split_notes(text: str) -> list[str]:
    """Return a long text in parts that a row of a spreadsheet can show, each ending with a word."""
    return [part for line in text.split("\n") for part in wrap(line, NOTE_SIGNS) or [""]]


def _tell_plan(request: Request) -> Table:
    catalog = request.catalog
    actors = [label(row.label) for row in catalog.actors]
    columns = (
        Column(_("No."), 5, "number"),
        Column(_("Instrument"), 30),
        Column(_("Name in the paper"), 40),
        Column(_("How it stands"), 20),
        Column(_("Responsible"), 22),
        Column(_("When"), 12),
        Column(_("First month"), 9, "number"),
        Column(_("Last month"), 9, "number"),
        Column(_("Phase"), 20),
        Column(_("Whose job"), 24),
        Column(_("Serves"), 40),
        *(Column(name, 30) for name in actors),
        Column(_("Why it is in"), 50),
    )
    rows = [
        (
            one.number, one.name, one.full_name, f"{one.icon} {one.status}", one.responsible, one.years,
            one.start_month + 1, one.end_month, one.phase, one.job, ", ".join(one.serves),
            *(series(line.text for line in one.lines if line.actor_code == row.code) for row in catalog.actors),
            one.reason,
        )
        for one in request.facts.mix
    ]  # fmt: skip
    title = say_result(catalog, request.results)
    notes = (_("Contributions as in Table 2; months count from the start."),)
    return Table(_("Plan"), title, columns, rows, notes, names=2)


def _tell_coverage(request: Request) -> Table:
    columns = (
        Column(_("No."), 5, "number"),
        Column(_("Mechanism"), 30),
        Column(_("Family"), 26),
        Column(_("Salience"), 18),
        Column(_("Instruments"), 11, "number"),
        Column(_("Strength"), 10, "share"),
        Column(_("can start now"), 12, "share"),
        Column(_("later"), 10, "share"),
        Column(_("nobody to carry it"), 12, "share"),
        Column(_("Served by"), 60),
    )
    lines = {one.mechanism: one for one in request.results.strategy.coverage}
    rows = [
        (
            one.number, one.name, one.family, one.rating, one.count, lines[one.code].strength,
            *(lines[one.code].deliverable[part] for part in ("now", "later", "nobody")), ", ".join(one.instruments),
        )
        for one in request.facts.mechanisms
    ]  # fmt: skip
    return Table(_("Coverage"), request.facts.findings.coverage, columns, rows)


def _tell_schedule(request: Request) -> Table:
    columns = (
        Column(_("Round"), 8, "number"),
        Column(_("Stage"), 32),
        Column(_("First day"), 12),
        Column(_("Last day"), 12),
        Column(_("Leads"), 26),
        Column(_("Assist"), 40),
        Column(_("Take part"), 40),
        Column(_("Section"), 9),
        Column(_("Basis"), 14),
    )
    title = say_chain(request.catalog, request.results.chain)
    return Table(_("Schedule"), title, columns, list(_list_stages(request)))


def _list_stages(request: Request) -> Iterator[tuple[Any, ...]]:
    catalog, chain = request.catalog, request.results.chain
    stages = {row.code: f"{row.number} {label(row.label)}" for row in catalog.stages}
    leads = chain.leads()
    for span in chain.stages:
        roles = [role for role in chain.roles if (role.round, role.stage) == (span.round, span.stage)]
        lead = leads[span.round, span.stage]
        others = (
            ", ".join(say_value(catalog, role.actor) for role in roles if role.role == kind)
            for kind in ("assist", "take_part")
        )
        yield (
            span.round, stages[span.stage], span.start.isoformat(), span.end.isoformat(),
            say_value(catalog, lead.actor) if lead.actor else _("no lead"), *others, lead.section,
            _("paper") if lead.basis == "paper" else _("our assumption"),
        )  # fmt: skip


def _tell_regions(request: Request) -> Table:
    chain = request.results.chain
    columns = (
        Column(_("Round"), 8, "number"),
        Column(_("Years"), 14),
        Column(_("Donor level"), 10, "number"),
        Column(_("Region"), 40),
        Column(_("Its cluster number"), 12, "number"),
    )
    rows = [
        (
            one.number,
            f"{one.start_year}–{one.end_year}",
            one.donor_level,
            name_region(chain, entry),
            entry.cluster_number,
        )
        for one in chain.rounds
        for entry in one.regions
    ]
    notes = (_say_waiting(chain.waiting),) if chain.waiting else ()
    return Table(_("Regions"), _say_regions(chain.rounds), columns, rows, notes)


def _say_regions(rounds: tuple[Round, ...]) -> str:
    count = len({entry.region for one in rounds for entry in one.regions})
    return ngettext("{count} region", "{count} regions", count).format(count=count)


def _say_waiting(names: tuple[str, ...]) -> str:
    return _("Without a turn: {names}").format(names=", ".join(names))


def _tell_warnings(request: Request) -> Table:
    severities = {"stop": _("stop"), "serious": _("serious"), "note": _("note")}
    columns = (
        Column(_("Severity"), 12),
        Column(_("Warning"), 30),
        Column(_("What it says"), 70),
        Column(_("What to do"), 60),
        Column(_("Section"), 9),
        Column(_("Basis"), 14),
    )
    rows = [
        (severities[one.severity], one.title, one.text, one.fix, one.section, _name_basis(one.basis))
        for one in request.facts.warnings
    ]
    title = request.facts.findings.warned or (_("Warnings") if rows else _("No warning"))
    return Table(_("Warnings"), title, columns, rows)


def _tell_choices(request: Request) -> Table:
    mechanisms = [(one.name, one.rating) for one in request.facts.mechanisms]
    rows = [*mechanisms, *((one.name, one.value) for one in request.facts.choices)]
    return Table(_("Choices"), _("What was chosen"), (Column(_("Question"), 60), Column(_("Answer"), 60)), rows)


def _tell_assumptions(request: Request) -> Table:
    columns = (
        Column(_("Assumption"), 50),
        Column(_("Value"), 10),
        Column(_("Unit"), 16),
        Column(_("Changed here"), 12),
        Column(_("Basis"), 90),
    )
    rows = [
        (one.name, one.value, one.unit, _("yes") if one.is_changed else "", one.basis_text)
        for one in request.facts.assumptions
    ]
    return Table(_("Assumptions"), _("The numbers behind the figures, each with its basis"), columns, rows)


def _name_basis(basis: str) -> str:
    return {"paper": _("paper"), "workshop": _("workshop")}.get(basis, _("our assumption"))
