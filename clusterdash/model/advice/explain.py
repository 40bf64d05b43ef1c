"""Why: from any line of the result back to what people said, to Tables 1 and 2 as printed, and to the rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.catalog.rows import Sourced
from clusterdash.model.advice.figures import Figure, figures
from clusterdash.model.delivery.capacity import capacity_in_round
from clusterdash.model.plan.plan import Plan
from clusterdash.model.strategy import Strategy

__all__ = ["Explanation", "Figure", "Line", "explain_instrument", "figures"]

PAPER, ASSUMPTION, WORKSHOP = "paper", "assumption", "workshop"
NOBODY = "nobody"
BY_HAND = ("pinned", "excluded")


@dataclass(frozen=True)
class Line:
    """One step of an explanation.

    Parameters
    ----------
    kind : what it tells, in this order: ``salience``, ``table1``, ``leverage``, ``need``, ``table2``, ``delivery``,
        ``choice``, ``responsible``, ``sequence``.
    codes : codes that it is about (mechanism, instrument, actor, status …).
    value : its number or code.
    text : printed text of the paper's tables, verbatim; "" for all else.
    basis, section, note : ``paper``, ``assumption`` or ``workshop``, where it stands, and what is to be said about it.
    """

    kind: str
    codes: tuple[str, ...]
    value: Any
    text: str
    basis: str
    section: str
    note: str


@dataclass(frozen=True)
class Explanation:
    """All steps that lead to where an instrument stands; ``is_in_mix`` says whether it is in."""

    instrument: str
    is_in_mix: bool
    steps: tuple[Line, ...]


def explain_instrument(catalog: Catalog, strategy: Strategy, plan: Plan, instrument: str) -> Explanation:
    """Return how an instrument comes to be in the mix, or not: salience, Table 1, Table 2, delivery, choice, plan.

    Raises KeyError for an unknown instrument.

    Source: Benner 2013, Tables 1 and 2 as printed; each step names its own basis and section.
    """
    catalog.instrument(instrument)
    steps = (
        *_tell_mechanisms(catalog, strategy, instrument),
        *_tell_needs(catalog, strategy, instrument),
        *_tell_contributions(catalog, strategy, instrument),
        _tell_delivery(catalog, strategy, instrument),
        *_tell_choice(catalog, strategy, instrument),
        *_tell_task(catalog, plan, instrument),
    )
    return Explanation(instrument, instrument in strategy.mix, steps)


def _line(kind: str, codes: tuple[str, ...], value: Any, row: Sourced, text: str = "") -> Line:
    return Line(kind, codes, value, text, row.basis, row.section, row.note)


def _tell_mechanisms(catalog: Catalog, strategy: Strategy, instrument: str) -> Iterator[Line]:
    """Yield, per mechanism that it serves, what people gave it and the line of Table 1; then what both add up to."""
    salience = strategy.scenario.salience
    for link in (link for link in catalog.links if link.instrument == instrument):
        anchor = next(row for row in catalog.salience_levels if row.level == salience.get(link.mechanism, 0))
        basis = WORKSHOP if link.mechanism in salience else ASSUMPTION
        yield Line("salience", (link.mechanism,), anchor.level, "", basis, anchor.section, anchor.note)
        yield _line(
            "table1", (link.mechanism, instrument), strategy.scenario.weight(link.mechanism), link, link.table1_label
        )
    rule = _parameter(catalog, "salience_weight_1")
    yield _line("leverage", catalog.serves[instrument], strategy.leverage[instrument], rule)


def _parameter(catalog: Catalog, code: str) -> Sourced:
    return next(row for row in catalog.parameters if row.code == code)


def _tell_needs(catalog: Catalog, strategy: Strategy, instrument: str) -> Iterator[Line]:
    """Yield what the instrument presupposes, with the answer given."""
    for row in catalog.instrument_needs:
        if row.instrument == instrument:
            answer = strategy.scenario.context.get(row.question, "")
            yield _line("need", (row.question,), answer, row)


def _tell_contributions(catalog: Catalog, strategy: Strategy, instrument: str) -> Iterator[Line]:
    """Yield each line of Table 2, with a government's capacity or the donor's level; or that there is none."""
    capacity = capacity_in_round(catalog, strategy.scenario, 1)
    rows = catalog.contributions_of(instrument)
    for row in rows:
        yield _line(
            "table2", (row.actor, row.kind), capacity.get(row.actor, strategy.scenario.donor_level), row, row.text
        )
    if not rows:
        yield Line("table2", (), NOBODY, "", PAPER, "§9", "")


def _tell_delivery(catalog: Catalog, strategy: Strategy, instrument: str) -> Line:
    found = strategy.details[instrument]
    row = next(row for row in catalog.delivery_statuses if row.code == found.status)
    return _line("delivery", (*found.agents, *found.trainers), found.status, row)


def _tell_choice(catalog: Catalog, strategy: Strategy, instrument: str) -> Iterator[Line]:
    """Yield why it is in or out: by hand, out of reach, without leverage, one of several equals, or by value."""
    reason, codes = find_reason(strategy, instrument)
    if reason in BY_HAND:
        yield Line("choice", (), reason, "", WORKSHOP, "§3", "")
        return
    yield _line("choice", codes, reason, _find_rule(catalog, strategy, instrument, reason))


def _find_rule(catalog: Catalog, strategy: Strategy, instrument: str, reason: str) -> Sourced:
    """Return the row that holds the rule behind a reason: a prerequisite, a delivery status or a number."""
    if reason in ("need_missing", "exists"):
        fit = strategy.eligibility[instrument]
        questions = fit.missing if reason == "need_missing" else fit.exists
        rows = (row for row in catalog.instrument_needs if row.instrument == instrument)
        return next(row for row in rows if row.question in questions)
    if reason == "out_of_reach":
        return next(row for row in catalog.delivery_statuses if row.code == strategy.delivery[instrument])
    return _parameter(catalog, "salience_weight_1" if reason == "no_leverage" else "diminishing_base")


def find_reason(strategy: Strategy, instrument: str) -> tuple[str, tuple[str, ...]]:
    """Return the first reason that holds why an instrument is in or out, and the codes that it names.

    Source: assumption (how the mix is chosen).
    """
    scenario, fit = strategy.scenario, strategy.eligibility[instrument]
    for name in BY_HAND:
        if instrument in getattr(scenario, name):
            return name, ()
    if fit.missing:
        return "need_missing", fit.missing
    if fit.exists:
        return "exists", fit.exists
    if not fit.is_eligible:
        return "out_of_reach", ()
    equals = next((it.from_ for it in strategy.choices if instrument in it.from_), ())
    if equals:
        return "interchangeable", equals
    if not strategy.leverage[instrument]:
        return "no_leverage", ()
    return ("greatest_value" if instrument in strategy.mix else "less_value"), ()


def _tell_task(catalog: Catalog, plan: Plan, instrument: str) -> Iterator[Line]:
    """Yield whose job it is, who is responsible, and when it runs."""
    task = next((task for task in plan.tasks if task.instrument == instrument), None)
    if task is None:
        return
    row = catalog.instrument(instrument)
    basis = ASSUMPTION if task.is_suggested else WORKSHOP
    yield Line("responsible", (task.responsible,) if task.responsible else (), task.job, "", basis, "§9", row.note)
    months = _parameter(catalog, f"{task.phase}_start_month")
    yield _line("sequence", (task.phase,), (task.start_month, task.end_month), months)
