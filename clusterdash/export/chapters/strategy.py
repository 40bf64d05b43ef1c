"""The first chapters: the place and its choices, what matters here, the mix, the way to begin."""

from __future__ import annotations

from collections.abc import Iterator

from clusterdash.export.blocks import Block, Bullets, Chapter, Drawing, Grid, Shade, Text, drop_empty
from clusterdash.export.facts import Facts
from clusterdash.export.facts.mix import MechanismFact
from clusterdash.views.legend import list_robust_words
from clusterdash.words import _, pair, series


def list_strategy(facts: Facts) -> Iterator[Chapter]:
    """Yield the chapters on place, mechanisms, mix and routes."""
    yield Chapter(_("The findings"), _say_findings(facts))
    yield Chapter(_("The place and what was chosen"), _tell_place(facts))
    yield Chapter(_("What matters here"), _tell_mechanisms(facts))
    yield Chapter(_("The mix"), _tell_mix(facts))
    yield Chapter(_("How firm the mix is"), _tell_firmness(facts), level=2)
    yield Chapter(_("The way to begin"), _tell_routes(facts))


def _say_findings(facts: Facts) -> tuple[Block, ...]:
    findings = facts.findings
    parts = series(pair(one.words, one.text) for one in findings.parts)
    return drop_empty(
        Text(findings.verdict, "verdict"),
        Text(findings.result, "lead"),
        Text(findings.reach),
        Drawing("parts", parts) if parts else None,
        Text(findings.coverage),
        Text(findings.load),
        Text(findings.chain),
        Text(findings.donor),
        Text(facts.routes.finding),
        Text(findings.warned),
        Bullets(findings.problems),
    )


def _tell_place(facts: Facts) -> tuple[Block, ...]:
    return drop_empty(
        Text(facts.head.place, "lead"),
        Text(facts.head.notes),
        Grid((_("Choice"), _("Chosen")), (4.5, 4), [(one.name, one.value) for one in facts.choices]),
    )


def _tell_mechanisms(facts: Facts) -> tuple[Block, ...]:
    rows = [
        (
            Shade(one.mark, "#ffffff", one.colour),
            str(one.number),
            one.name,
            _say_rating(one),
            one.share,
            str(one.count),
            ", ".join(one.instruments) or "–",
        )
        for one in facts.mechanisms
    ]
    headings = ("", "", _("Mechanism"), _("Rating"), _("Served"), _("Instruments"), _("Which"))
    described = series(pair(f"{one.number} {one.name}", one.share) for one in facts.mechanisms)
    return drop_empty(
        Text(facts.findings.coverage, "lead"),
        Drawing("strengths", described),
        Grid(headings, (0.5, 0.75, 2.8, 2, 1.2, 1.7, 6), rows, facts.bases["mechanisms"], strong=2, size=0.9),
    )


def _say_rating(one: MechanismFact) -> str:
    return f"{one.salience} {one.rating}" if one.is_rated else one.rating


def _tell_mix(facts: Facts) -> tuple[Block, ...]:
    rows = [
        (str(one.number), one.name, f"{one.icon} {one.status}", one.responsible, one.years, one.phase)
        for one in facts.mix
    ]
    headings = ("", _("Instrument"), _("How it stands"), _("Responsible"), _("When"), _("Order"))
    reasons = [(one.name, ", ".join(one.serves), one.reason) for one in facts.mix]
    return drop_empty(
        Text(facts.findings.result, "lead"),
        Text(facts.findings.reach),
        Grid(headings, (0.75, 3.4, 2.8, 2.4, 1.7, 2.8), rows, facts.bases["mix"], strong=1),
        Grid((_("Instrument"), _("Serves"), _("Why it is in")), (2.5, 3.5, 5), reasons, size=0.9),
    )


def _tell_firmness(facts: Facts) -> tuple[Block, ...]:
    firm = facts.firmness
    described = series(pair(str(one.places), one.text) for one in firm.points)
    has_steps = len(firm.points) > 1  # one bar alone, where all is pinned, compares nothing
    return drop_empty(
        Text(firm.finding if has_steps else "", "lead"),
        Drawing("frontier", described) if has_steps else None,
        Bullets(firm.robustness),
        Text(series(pair(word, meaning) for word, meaning in list_robust_words()) if firm.robustness else "", "small"),
        Bullets(firm.alternates),
    )


def _tell_routes(facts: Facts) -> tuple[Block, ...]:
    rows = [
        (one.name, one.status, "\n".join(one.reasons_for) or "–", "\n".join(one.reasons_against) or "–")
        for one in facts.routes.routes
    ]
    headings = (_("Route"), _("How it stands"), _("For it"), _("Against it"))
    return drop_empty(
        Text(facts.routes.finding, "lead"),
        Text(facts.routes.text),
        Grid(headings, (2.4, 1.8, 4, 4), rows, size=0.9),
    )
