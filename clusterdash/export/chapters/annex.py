"""The last chapters: what to look at, next steps, decisions, what stayed out, the logframe, assumptions, sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clusterdash.export.blocks import Block, Chapter, Grid, Text, drop_empty
from clusterdash.export.facts import Facts
from clusterdash.export.facts.steps import Step
from clusterdash.words import _


def list_annex(facts: Facts) -> Iterator[Chapter]:
    """Yield the chapters that follow the plan."""
    yield Chapter(_("Warnings"), _tell_warnings(facts))
    yield Chapter(_("Next steps"), _tell_steps(facts))
    yield Chapter(_("Decisions"), _tell_decisions(facts))
    yield Chapter(_("What stayed out, and why"), _tell_out(facts))
    yield Chapter(_("Results chain and logframe"), _tell_logic(facts))
    yield Chapter(_("Assumptions with their values"), _tell_assumptions(facts))
    yield Chapter(_("Sources"), _tell_sources(facts))


def _tell_warnings(facts: Facts) -> tuple[Block, ...]:
    rows = [(one.title, one.text, one.fix or "–", one.section or "–") for one in facts.warnings]
    headings = (_("What to look at"), _("Why"), _("What to do"), _("Section"))
    return drop_empty(
        Text(facts.findings.warned, "lead"), Grid(headings, (2.4, 4.4, 4, 1.1), rows, facts.bases["risks"], size=0.9)
    )


def _tell_steps(facts: Facts) -> tuple[Block, ...]:
    more = [one for one in facts.suggested if one not in facts.steps]
    return drop_empty(
        lay_out_steps(facts.steps, facts.bases["steps"]),
        Text(_("The plan also suggests; nobody has taken these on yet:"), "lead") if more else None,
        lay_out_steps(more),
    )


def lay_out_steps(steps: Sequence[Step], basis: Sequence[str] = ()) -> Grid:
    """Return next steps as a form: what, who, when, done on; blank where nobody has said it."""
    rows = [(f"{one.what}\n{one.note}".strip(), one.who, one.when, one.done) for one in steps]
    headings = (_("What"), _("Who"), _("When"), _("Done on"))
    return Grid(headings, (5.6, 3.2, 1.9, 1.9), rows, basis, is_form=True)


def _tell_decisions(facts: Facts) -> tuple[Block, ...]:
    rows = [(one.on or "–", one.what, one.reason or "–", one.group or "–") for one in facts.decisions]
    if not rows:
        return (Text(_("No decision has been written down yet.")),)
    return drop_empty(Grid((_("Day"), _("What"), _("Why"), _("Who")), (1.5, 4, 5, 2.4), rows, strong=1))


def _tell_out(facts: Facts) -> tuple[Block, ...]:
    ruled_out = [one.name for one in facts.out if one.is_ruled_out]
    told = _("Ruled out by hand: {names}.").format(names=", ".join(ruled_out)) if ruled_out else ""
    rows = [(one.name, f"{one.icon} {one.status}", one.reason) for one in facts.out]
    return drop_empty(
        Text(told, "lead"),
        Grid((_("Instrument"), _("How it stands"), _("Why it is out")), (3, 2.6, 6.4), rows, size=0.9),
    )


def _tell_logic(facts: Facts) -> tuple[Block, ...]:
    rows = [
        (
            one.level,
            f"{one.result}\n{one.description}".strip(),
            "\n".join(one.indicators) or "–",
            "",
            "",
            "\n".join(one.verification) or "–",
            one.risks or "–",
        )
        for one in facts.logic
    ]
    headings = (
        _("Level"),
        _("Result"),
        _("Indicator"),
        _("Baseline"),
        _("Target"),
        _("Source of verification"),
        _("Assumptions and risks"),
    )
    note = _("Baseline and target are yours to fill in. Indicators are our assumption; the paper names none.")
    return drop_empty(
        Grid(headings, (1.5, 4.4, 3.2, 1.4, 1.2, 2.3, 2.5), rows, (note,), strong=0, size=0.75, is_form=True)
    )


def _tell_assumptions(facts: Facts) -> tuple[Block, ...]:
    rows = [
        (one.name, f"{one.value} {one.unit}".strip() + (" *" if one.is_changed else ""), one.basis_text)
        for one in facts.assumptions
    ]
    note = _("* changed by the people in the room")
    return drop_empty(Grid((_("Number"), _("Value here"), _("Basis")), (3.6, 2.2, 6.2), rows, (note,), size=0.85))


def _tell_sources(facts: Facts) -> tuple[Block, ...]:
    methods = [(one.name, one.text, one.basis_text) for one in facts.sources.methods]
    sections = [(one.section, one.title) for one in facts.sources.sections]
    return drop_empty(
        Text(facts.head.source),
        Text(facts.head.legend),
        Grid((_("Rule"), _("How it works"), _("Basis")), (2, 7, 2.4), methods, size=0.95),
        Grid((_("Section"), _("What it holds")), (1.4, 7), sections),
        Text(facts.sources.version, "small"),
    )
