"""The strategy: from a scenario to the mix of the greatest value, and how every instrument stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TypeVar

from clusterdash.catalog import Catalog
from clusterdash.errors import Problem, ScenarioError
from clusterdash.frozen import FrozenMap
from clusterdash.model.delivery.delivery import (
    WHEN,
    Eligibility,
    find_smallest_change,
    judge_delivery,
    judge_eligibility,
)
from clusterdash.model.delivery.situation import Delivery
from clusterdash.model.mix.positions import Positions, mix_problem, read_positions, solve_mix
from clusterdash.model.mix.problem import measure_leverage
from clusterdash.model.mix.select import MixProblem, list_conflicts, measure_value
from clusterdash.model.scenario.codes import check_codes
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.words import N_

Number = TypeVar("Number", int, float)


@dataclass(frozen=True)
class Coverage:
    """How well the mix serves one mechanism.

    ``count`` = instruments of the mix that serve it; ``strength`` = 1 − 2^−count, from 0 to below 1; ``deliverable``
    = the strength in the parts ``now``, ``later`` and ``nobody``, which add up to it.
    """

    mechanism: str
    salience: int
    count: int
    strength: Fraction
    instruments: tuple[str, ...]
    deliverable: FrozenMap[str, Fraction]


@dataclass(frozen=True)
class Choice:
    """Interchangeable instruments: any ``len(taken)`` of ``from_`` give the same value; ``taken`` are in the mix."""

    taken: tuple[str, ...]
    from_: tuple[str, ...]


@dataclass(frozen=True)
class Strategy:
    """What follows from a scenario; codes in table order, values exact.

    Parameters
    ----------
    mix : instruments of the greatest value.
    value, ceiling, total : value of the mix, of all eligible instruments, of all instruments.
    deliverable : the value in the parts ``now``, ``later`` and ``nobody``, which add up to it.
    delivery, details : status of every instrument, and on whom it rests.
    leverage : sum of the weights of the mechanisms that an instrument serves.
    breadth : how many salient mechanisms it serves.
    distinctiveness : 0 to 1; how few instruments share its mechanisms (1 = it alone serves them): the mean of
        1 / (instruments that serve the mechanism) over its mechanisms, by weight; 0 without a salient one.
    coverage : one entry per mechanism.
    choices : instruments that tie with others at the same value.
    eligibility : of every instrument, with the questions that stand against it.
    places_left : places of the mix that stay empty.

    Source: Benner 2013, §3, Tables 1 and 2; value, ties and distinctiveness are assumptions.
    """

    scenario: Scenario
    mix: tuple[str, ...]
    value: Fraction
    ceiling: Fraction
    total: Fraction
    deliverable: FrozenMap[str, Fraction]
    delivery: FrozenMap[str, str]
    leverage: FrozenMap[str, int]
    breadth: FrozenMap[str, int]
    distinctiveness: FrozenMap[str, float]
    coverage: tuple[Coverage, ...]
    choices: tuple[Choice, ...]
    eligibility: FrozenMap[str, Eligibility]
    places_left: int
    details: FrozenMap[str, Delivery]


def build_strategy(catalog: Catalog, scenario: Scenario) -> Strategy:
    """Return the strategy of a scenario: the best mix, exact, and the standing of every instrument.

    Raises
    ------
    ScenarioError
        With all problems at once: codes that the catalog does not know, pins that are out of reach or miss a
        prerequisite (with the nearest change that works), more heavy pins than the heavy limit allows.

    Source: Benner 2013, §3, §9, Tables 1 and 2; assumptions are named at each rule.
    """
    details = judge_delivery(catalog, scenario)
    eligibility = judge_eligibility(catalog, scenario, details)
    problem = mix_problem(catalog, scenario, eligibility)
    problems = [*check_codes(catalog, scenario), *_check_pins(catalog, scenario, eligibility), *list_conflicts(problem)]
    if problems:
        raise ScenarioError(problems)
    return _conclude(catalog, scenario, problem, details, eligibility)


def measure_deliverable(catalog: Catalog, strategy: Strategy, mix: tuple[str, ...]) -> FrozenMap[str, Fraction]:
    """Return the value of a mix in the parts ``now``, ``later`` and ``nobody``, which add up to it exactly.

    ``now`` is the value with only those members that can start at once, ``later`` what is gained by those that can
    start later, ``nobody`` what the rest adds. Any mix of the same place will do, such as those of the frontier. Raises
    KeyError for an unknown instrument.

    Source: assumption (diminishing returns; what counts as now and later).
    """
    depth = len(mix)
    units = dict.fromkeys(WHEN, 0)
    for row in catalog.mechanisms:
        weight, left = strategy.scenario.weight(row.code), depth
        for part in WHEN if weight else ():
            count = sum(row.code in catalog.serves[it] and strategy.eligibility[it].when == part for it in mix)
            units[part] += weight * ((1 << left) - (1 << left - count))
            left -= count
    return FrozenMap({part: Fraction(number, 1 << depth) for part, number in units.items()})


def _check_pins(catalog: Catalog, scenario: Scenario, eligibility: FrozenMap[str, Eligibility]) -> Iterator[Problem]:
    for code in eligibility:
        if code in scenario.pinned and not eligibility[code].is_eligible:
            yield from _tell_pin(catalog, scenario, code, eligibility[code])


def _tell_pin(catalog: Catalog, scenario: Scenario, code: str, found: Eligibility) -> Iterator[Problem]:
    if found.missing:
        template = N_("{found} is pinned, but it presupposes {allowed}, which is missing here; unpin it.")
        values = {"found": code, "allowed": ", ".join(found.missing), "missing": found.missing}
        yield Problem("pinned", template, values)
    steps = find_smallest_change(catalog, scenario, code)
    if steps:
        told = ", ".join(f"{step.field} {step.code}".strip() + f" = {step.value}" for step in steps)
        template = N_("{found} is pinned, but it is out of reach here; unpin it, or change {allowed}.")
        yield Problem("pinned", template, {"found": code, "allowed": told, "steps": steps})
    elif not found.missing:
        template = N_("{found} is pinned, but it is out of reach here; unpin it.")
        yield Problem("pinned", template, {"found": code, "allowed": ""})


def _conclude(
    catalog: Catalog,
    scenario: Scenario,
    problem: MixProblem,
    details: FrozenMap[str, Delivery],
    eligibility: FrozenMap[str, Eligibility],
) -> Strategy:
    positions = read_positions(catalog)
    solution = solve_mix(problem)
    coverage = _measure_coverage(positions, scenario, solution.members, eligibility)
    in_reach = frozenset(i for i, code in enumerate(positions.instruments) if eligibility[code].is_eligible)
    return Strategy(
        scenario=scenario,
        mix=positions.codes(solution.members),
        value=solution.value,
        ceiling=measure_value(problem.columns, problem.weights, in_reach),
        total=measure_value(problem.columns, problem.weights, frozenset(range(len(positions.instruments)))),
        deliverable=_add_parts(scenario, coverage),
        delivery=FrozenMap({code: it.status for code, it in details.items()}),
        leverage=_per_instrument(positions, [measure_leverage(it, problem.weights) for it in positions.columns]),
        breadth=_per_instrument(positions, _count_salient(catalog, scenario)),
        distinctiveness=_per_instrument(
            positions, [_measure_rarity(positions, problem, it) for it in positions.columns]
        ),
        coverage=coverage,
        choices=tuple(Choice(positions.codes(it.taken), positions.codes(it.from_)) for it in solution.choices),
        eligibility=eligibility,
        places_left=scenario.mix_size - len(solution.members),
        details=details,
    )


def _per_instrument(positions: Positions, values: list[Number]) -> FrozenMap[str, Number]:
    return FrozenMap(dict(zip(positions.instruments, values, strict=True)))


def _count_salient(catalog: Catalog, scenario: Scenario) -> list[int]:
    from_level = catalog.parameter("salient_level")
    salient = {code for code, level in scenario.salience.items() if level >= from_level}
    return [len(salient.intersection(catalog.serves[row.code])) for row in catalog.instruments]


def _measure_rarity(positions: Positions, problem: MixProblem, column: int) -> float:
    served = [m for m in range(len(positions.mechanisms)) if column >> m & 1]
    weight = sum(problem.weights[m] for m in served)
    return sum(problem.weights[m] / positions.served[m] for m in served) / weight if weight else 0.0


def _measure_coverage(
    positions: Positions, scenario: Scenario, members: tuple[int, ...], eligibility: FrozenMap[str, Eligibility]
) -> tuple[Coverage, ...]:
    found = []
    for m, code in enumerate(positions.mechanisms):
        serving = positions.codes(tuple(i for i in members if positions.columns[i] >> m & 1))
        parts = _split_strength([eligibility[it].when for it in serving])
        strength = 1 - Fraction(1, 1 << len(serving))
        found.append(Coverage(code, scenario.salience.get(code, 0), len(serving), strength, serving, parts))
    return tuple(found)


@lru_cache(maxsize=1024)
def _split_parts(now: int, later: int, nobody: int) -> FrozenMap[str, Fraction]:
    first, second, third = (Fraction(1, 1 << count) for count in (now, now + later, now + later + nobody))
    return FrozenMap(dict(zip(WHEN, (1 - first, first - second, second - third), strict=True)))


def _split_strength(parts: list[str]) -> FrozenMap[str, Fraction]:
    """Return how much of a mechanism's strength can start now, how much later adds, and how much nobody carries."""
    return _split_parts(*(parts.count(part) for part in WHEN))


def _add_parts(scenario: Scenario, coverage: tuple[Coverage, ...]) -> FrozenMap[str, Fraction]:
    weighed = [(scenario.weight(it.mechanism), it.deliverable) for it in coverage]
    depth = max((it.count for it in coverage), default=0)
    return FrozenMap(
        {part: Fraction(sum(w * _units(it[part], depth) for w, it in weighed), 1 << depth) for part in WHEN}
    )


def _units(strength: Fraction, depth: int) -> int:
    return strength.numerator * ((1 << depth) // strength.denominator)
