"""The results chain as a logframe: goal, outcomes, outputs, activities, with indicators, assumptions and risks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clusterdash.catalog import Catalog
from clusterdash.model.advice.results_chain import ResultsChain, link_results
from clusterdash.results import Results
from clusterdash.views.questions import ANSWERS
from clusterdash.views.sentences import join_names, say_value
from clusterdash.views.who import responsible_name
from clusterdash.words import _, label


@dataclass(frozen=True)
class LogicFact:
    """One line of the logframe; baseline and target are left blank for people to fill in."""

    level: str
    result: str
    indicators: tuple[str, ...]
    verification: tuple[str, ...]
    assumptions: str


def tell_logic(catalog: Catalog, results: Results) -> tuple[LogicFact, ...]:
    """Return the lines of the logframe, from the goal down to the activities.

    Source: Benner 2013, §5, §10, Tables 1 and 2; indicators and shape are assumptions.
    """
    links = link_results(catalog, results.strategy, results.plan, results.chain, results.warnings)
    return (
        *_goals(catalog, links),
        *_outcomes(catalog, links),
        *_outputs(catalog, links),
        *_activities(catalog, links),
    )


def _goals(catalog: Catalog, links: ResultsChain) -> Iterator[LogicFact]:
    names = {row.code: label(row.label) for row in catalog.preconditions}
    premises = "; ".join(
        f"{names[one.precondition]}: {_(ANSWERS[one.answer]) if one.answer in ANSWERS else one.answer}"
        for one in links.premises
    )
    for number, row in enumerate(row for row in catalog.effects if row.code in links.effects):
        yield LogicFact(_("Goal"), label(row.label), (), (), premises if number == 0 else "")


def _outcomes(catalog: Catalog, links: ResultsChain) -> Iterator[LogicFact]:
    for one in links.outcomes:
        names = [say_value(catalog, code) for code in one.instruments]
        served = (
            _("Served by: {names}").format(names=join_names(names)) if names else _("Nothing in the mix serves it.")
        )
        yield _line(catalog, _("Outcome"), say_value(catalog, one.mechanism), one.indicators, served)


def _outputs(catalog: Catalog, links: ResultsChain) -> Iterator[LogicFact]:
    statuses = {row.code: label(row.label) for row in catalog.delivery_statuses}
    purposes = {row.instrument: row for row in catalog.purpose_codes}
    for one in links.outputs:
        row = purposes.get(one.instrument)
        purpose = f" (DAC {row.purpose_code}: {label(row.label)})" if row else ""
        name = f"{say_value(catalog, one.instrument)}{purpose}"
        who = responsible_name(catalog, one.responsible)
        yield LogicFact(_("Output"), name, (_("Carried out as planned"),), (who,), statuses[one.status])


def _activities(catalog: Catalog, links: ResultsChain) -> Iterator[LogicFact]:
    events = {row.code: label(row.label) for row in catalog.activities}
    for one in links.stages:
        told = "; ".join(f"{events[code]}: {count}" for code, count in one.activities if count)
        yield _line(catalog, _("Activities"), say_value(catalog, one.stage), one.indicators, told)


def _line(catalog: Catalog, level: str, result: str, codes: tuple[str, ...], told: str) -> LogicFact:
    rows = [row for row in catalog.indicators if row.code in codes]
    indicators = tuple(f"{label(row.label)} ({label(row.unit)})" for row in rows)
    return LogicFact(level, result, indicators, tuple(label(row.find_out) for row in rows), told)
