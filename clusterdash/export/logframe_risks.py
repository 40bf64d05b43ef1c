"""What the plan rests on: risks and assumptions, conditions of the hand-over, purpose codes."""

from __future__ import annotations

from clusterdash.export.request import Request
from clusterdash.export.sheets import Column, Table
from clusterdash.model.advice.results_chain import ResultsChain
from clusterdash.views.questions import ANSWERS
from clusterdash.views.sentences import say_value
from clusterdash.words import _, label


def tell_risks(request: Request, links: ResultsChain) -> Table:
    """Return warnings as risks and preconditions as assumptions. Source: Benner 2013, §10; each row has its section."""
    columns = (
        Column(_("Kind"), 16),
        Column(_("Assumption or risk"), 36),
        Column(_("What it says"), 70),
        Column(_("What to do"), 60),
        Column(_("Section"), 9),
        Column(_("Owner"), 24, "blank"),
    )
    risks = [(_("Risk"), one.title, one.text, one.fix, one.section, None) for one in request.facts.warnings]
    premises = [
        (
            _("Assumption"), label(row.label), _say_premise(request, links, row.code), label(row.description),
            row.section, None,
        )
        for row in request.catalog.preconditions
    ]  # fmt: skip
    title = request.facts.findings.warned or (_("Risks") if risks else _("No warning"))
    return Table(_("Risks"), title, columns, [*risks, *premises])


def _say_premise(request: Request, links: ResultsChain, code: str) -> str:
    answer = next(one.answer for one in links.premises if one.precondition == code)
    said = _(ANSWERS[answer]) if answer in ANSWERS else label(answer)
    return _("In place here: {answer}").format(answer=said)


def tell_milestones(request: Request, links: ResultsChain) -> Table:
    """Return what must be true before the donor steps back, with room to sign. Source: Benner 2013, §5 to §8."""
    rows_of = {row.code: row for row in request.catalog.handover_conditions}
    stages = {row.code: f"{row.number} {label(row.label)}" for row in request.catalog.stages}
    columns = (
        Column(_("Before round"), 9, "number"),
        Column(_("Year"), 8, "text"),
        Column(_("Stage"), 32),
        Column(_("What must be true before the donor steps back"), 80),
        Column(_("From"), 24),
        Column(_("To"), 24),
        Column(_("Met on"), 14, "blank"),
        Column(_("Confirmed by"), 24, "blank"),
        Column(_("Section"), 9),
    )
    rows = [
        (
            one.round, str(one.year or ""), stages[one.stage], label(rows_of[one.code].text),
            say_value(request.catalog, one.from_) if one.from_ else "",
            say_value(request.catalog, one.to) if one.to else "", *_tell_met(request, one.code),
            rows_of[one.code].section,
        )
        for one in sorted(links.milestones, key=lambda one: (one.round is None, one.round or 0))
    ]  # fmt: skip
    return Table(_("Milestones"), request.facts.findings.donor or _("Hand-over"), columns, rows)


def _tell_met(request: Request, code: str) -> tuple[str | None, str | None]:
    """Return when a condition was met and who confirms it, as the list of next steps says; None to be filled in."""
    agreed = request.facts.find_agreed(code)
    return (agreed.done or None, agreed.who or None) if agreed else (None, None)


def tell_purposes(request: Request, links: ResultsChain) -> Table:
    """Return the donors' purpose code of each instrument of the mix. Source: assumption (our coding)."""
    rows_of = {row.instrument: row for row in request.catalog.purpose_codes}
    columns = (
        Column(_("Instrument"), 36),
        Column(_("Purpose code"), 12, "text", "sector/@code"),
        Column(_("Its official name"), 60, "text", "sector/narrative"),
        Column(_("Vocabulary"), 11, "number", "sector/@vocabulary"),
        Column(_("Basis"), 16),
        Column(_("Note"), 80),
    )
    rows = [
        (
            label(request.catalog.instrument(one.instrument).short_label), one.purpose_code,
            label(rows_of[one.instrument].label), 1, _("our assumption"), label(rows_of[one.instrument].note),
        )
        for one in links.outputs
        if one.instrument in rows_of
    ]  # fmt: skip
    title = _("Purpose codes of the donors' list (OECD DAC CRS), one for each instrument")
    return Table(_("Purpose codes"), title, columns, rows)
