"""The frontier: what each further place in the mix would add, and where it stops paying."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from clusterdash.model.mix.problem import MixProblem, measure_value, refuse_conflicts, support_of
from clusterdash.model.mix.search import build_search


@dataclass(frozen=True)
class Point:
    """The best mix with so many places, its exact value, and its share (0 to 1) of the value of all instruments."""

    places: int
    value: Fraction
    share: float
    members: tuple[int, ...]
    is_knee: bool


def select_frontier(problem: MixProblem) -> tuple[Point, ...]:
    """Return the best mix for every number of places, from the number of pins to all that can enter.

    The share is of the value of all instruments of the toolbox, eligible or not. The knee is the point that lies
    highest above the straight line from the first point to the last (the first of several); none where the curve is
    straight.

    Raises
    ------
    ScenarioError : more heavy pins than the heavy limit.

    Source: assumption (frontier and knee); Benner 2013, §3 (what the value rewards).
    """
    support = support_of(problem.weights)
    most = len(problem.pinned | {i for i in problem.eligible if problem.columns[i] & support})
    wide = replace(problem, places=most)
    refuse_conflicts(wide)
    search = build_search(wide)
    bests = [search.find_value(places) for places in range(len(problem.pinned), most + 1)]
    total = value_of_all(problem)
    knee = _find_knee([value for value, _members in bests])
    return tuple(
        Point(len(problem.pinned) + step, value, _share(value, total), members, step == knee)
        for step, (value, members) in enumerate(bests)
    )


def ceiling(problem: MixProblem) -> float:
    """Return the share (0 to 1) of the value of all instruments that all eligible ones and the pins reach together.

    The number of places and the heavy limit are left aside. Source: assumption.
    """
    reach = measure_value(problem.columns, problem.weights, problem.eligible | problem.pinned)
    return _share(reach, value_of_all(problem))


def value_of_all(problem: MixProblem) -> Fraction:
    """Return the exact value of all instruments of the toolbox together, eligible or not."""
    return measure_value(problem.columns, problem.weights, frozenset(range(len(problem.columns))))


def _share(value: Fraction, total: Fraction) -> float:
    return float(value / total) if total else 0.0


def _find_knee(values: list[Fraction]) -> int | None:
    """Return the position that lies highest above the chord of the curve; None where none does."""
    last = len(values) - 1
    if last < 2:
        return None
    rise = values[-1] - values[0]
    heights = [(value - values[0]) * last - rise * step for step, value in enumerate(values)]
    top = max(heights)
    return heights.index(top) if top > 0 else None
