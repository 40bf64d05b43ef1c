"""Checks of the codes in a scenario against a catalog: all that are not known, at once, with the nearest known one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.errors import Problem
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.words import N_

MOST_LISTED = 12
NEAR_ENOUGH = 0.6


NETWORK = "network"  # a cluster initiative as the one who runs an instrument


def check_codes(catalog: Catalog, scenario: Scenario) -> tuple[Problem, ...]:
    """Return a problem for every code of the scenario that the catalog does not know, or that is in the wrong place.

    Source: assumption (codes are permanent; the nearest known one is offered).
    """
    return (
        *_check_instruments(catalog, scenario),
        *_check_governments(catalog, scenario),
        *_check_answers(catalog, scenario.context, "context", "context.{question}"),
        *_check_known("salience", scenario.salience, [row.code for row in catalog.mechanisms]),
        *_check_known("route", [scenario.route] if scenario.route else [], [row.code for row in catalog.routes]),
        *_check_known("chain.stage_months", scenario.chain.stage_months, [row.code for row in catalog.stages]),
        *_check_known("chain.unit_costs", scenario.chain.unit_costs, [row.code for row in catalog.activities]),
        *_check_known("chain.instrument_costs", scenario.chain.instrument_costs, _list(catalog.instruments)),
        *_check_groups(catalog, scenario),
        *_check_details(catalog, scenario),
    )


def _list(rows: Iterable[Any]) -> list[str]:
    return [row.code for row in rows]


def _check_groups(catalog: Catalog, scenario: Scenario) -> Iterator[Problem]:
    known = _list(catalog.stakeholder_groups)
    for number, decision in enumerate(scenario.decisions, 1):
        yield from _check_known(f"decisions[{number}]", [decision.group] if decision.group else [], known)


def _check_details(catalog: Catalog, scenario: Scenario) -> Iterator[Problem]:
    """Yield what a region's own capacities and answers name that is not known."""
    for region, detail in scenario.chain.region_details.items():
        where = f"chain.region_details.{region}"
        yield from _check_known(where, detail.capacity, _list(catalog.governments))
        yield from _check_answers(catalog, detail.context, where, where)


def _check_instruments(catalog: Catalog, scenario: Scenario) -> Iterator[Problem]:
    known = [row.code for row in catalog.instruments]
    for name in ("pinned", "excluded", "donor_funds", "responsible", "phases", "independent"):
        yield from _check_known(name, sorted(getattr(scenario, name)), known)
    actors = [*(row.code for row in catalog.actors), NETWORK]
    phases = list(dict.fromkeys(row.phase for row in catalog.instruments))
    for name, allowed in (("responsible", actors), ("phases", phases)):
        for code, value in getattr(scenario, name).items():
            yield from _check_known(f"{name}.{code}", [value], allowed)


def _check_governments(catalog: Catalog, scenario: Scenario) -> Iterator[Problem]:
    governments = [row.code for row in catalog.governments]
    others = {row.code for row in catalog.actors} - set(governments)
    yield from _check_known("capacity", [code for code in scenario.capacity if code not in others], governments)
    template = N_("{found} is no government and has no capacity here; capacities are for {allowed}.")
    for code in scenario.capacity:
        if code in others:
            yield Problem("capacity", template, {"found": code, "allowed": tuple(governments)})


def _check_answers(catalog: Catalog, context: Mapping[str, str], where: str, inner: str) -> Iterator[Problem]:
    """Yield what a table of answers names that is not known; ``inner`` is the place of a single answer."""
    answers = {row.code: row.answers for row in catalog.context_questions}
    yield from _check_known(where, context, answers)
    for question, answer in context.items():
        if question in answers:
            yield from _check_known(inner.replace("{question}", question), [answer], answers[question])


def _check_known(where: str, found: Iterable[str], known: Collection[str]) -> Iterator[Problem]:
    for code in found:
        if code not in known:
            yield _tell_unknown(where, code, known)


def _tell_unknown(where: str, code: str, known: Collection[str]) -> Problem:
    near = get_close_matches(code, known, n=1, cutoff=NEAR_ENOUGH)
    if near:
        template = N_("{found} is not known; the nearest is {allowed}.")
        return Problem(where, template, {"found": code, "allowed": near[0]})
    listed = (*list(known)[:MOST_LISTED], *(["…"] if len(known) > MOST_LISTED else []))
    return Problem(where, N_("{found} is not known; allowed are {allowed}."), {"found": code, "allowed": listed})
