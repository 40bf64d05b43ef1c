"""What is asked of the mix and what comes back, as plain values; instruments and mechanisms are positions."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from clusterdash.errors import Problem, ScenarioError
from clusterdash.words import N_


@dataclass(frozen=True)
class MixProblem:
    """Which instruments may enter a mix, how many, and what each mechanism is worth.

    Parameters
    ----------
    columns : per instrument in table order, the mechanisms it serves as a bitmask (bit m = mechanism m).
    weights : per mechanism a whole number from 0 (salience, or another weighting).
    places : at most this many instruments (0 or more); pins count.
    pinned : instruments that must be in.
    eligible : instruments that may enter; pinned ones may also when they are absent here.
    heavy : instruments that count against ``heavy_limit``.
    heavy_limit : at most this many heavy ones, pins included; None sets no limit.
    now, later : instruments that can start at once, and those that can start later; the others have nobody yet.

    Source: Benner 2013, §3 and Table 1 (columns); assumption (weights, places, heaviness, now and later).
    """

    columns: tuple[int, ...]
    weights: tuple[int, ...]
    places: int
    pinned: frozenset[int] = frozenset()
    eligible: frozenset[int] = frozenset()
    heavy: frozenset[int] = frozenset()
    heavy_limit: int | None = None
    now: frozenset[int] = frozenset()
    later: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Tie:
    """Interchangeable instruments: any ``len(taken)`` of ``from_`` give the same value; ``taken`` are in the mix."""

    taken: tuple[int, ...]
    from_: tuple[int, ...]


@dataclass(frozen=True)
class MixSolution:
    """The best mix, its exact value, and what ties with it.

    ``value`` is the sum over mechanisms of weight × (1 − 2^−k), k = members that serve the mechanism;
    ``optimal_value_members`` are all instruments that are in some mix of the same value.
    """

    members: tuple[int, ...]
    value: Fraction
    leverage: int
    choices: tuple[Tie, ...]
    optimal_value_members: frozenset[int]


def measure_value(columns: tuple[int, ...], weights: tuple[int, ...], members: frozenset[int]) -> Fraction:
    """Return the exact value of a set: each further instrument for a mechanism counts half as much as the last.

    Source: assumption (diminishing returns); Benner 2013, §3 (considerable impact, several mechanisms at once).
    """
    counts = [sum(columns[i] >> m & 1 for i in members) for m in range(len(weights))]
    return sum((w * (1 - Fraction(1, 2**k)) for w, k in zip(weights, counts, strict=True)), Fraction(0))


def rank_ties(problem: MixProblem, members: frozenset[int]) -> tuple[Fraction, Fraction, int, int]:
    """Return by what sets of equal value are told apart, the greatest first; the smallest list of positions is last.

    The value of the members that can start now or later, of those that can start now, minus the number of heavy ones,
    and the leverage of all.

    Source: assumption (what a place can carry best goes first).
    """
    columns, weights = problem.columns, problem.weights
    return (
        measure_value(columns, weights, members & (problem.now | problem.later)),
        measure_value(columns, weights, members & problem.now),
        -len(members & problem.heavy),
        sum(measure_leverage(columns[i], weights) for i in members),
    )


def measure_leverage(column: int, weights: tuple[int, ...]) -> int:
    """Return the sum of the weights of the mechanisms that an instrument serves (0 or more).

    Source: Benner 2013, §3 (prefer instruments that serve several mechanisms of considerable impact).
    """
    return sum(w for m, w in enumerate(weights) if column >> m & 1)


def support_of(weights: tuple[int, ...]) -> int:
    """Return the mechanisms of positive weight as a bitmask.

    Source: Benner 2013, §3 (mechanisms of considerable impact).
    """
    return sum(1 << m for m, w in enumerate(weights) if w > 0)


def list_conflicts(problem: MixProblem) -> tuple[Problem, ...]:
    """Return what makes the problem unsolvable (too many pins for the places or for the heavy limit); empty if fine.

    Source: assumption (places and heaviness).
    """
    found = []
    if len(problem.pinned) > problem.places:
        found.append(
            _conflict(
                "places",
                N_("Pinned instruments: {found}; places in the mix: only {allowed}."),
                len(problem.pinned),
                problem.places,
            )
        )
    heavy = len(problem.pinned & problem.heavy)
    if problem.heavy_limit is not None and heavy > problem.heavy_limit:
        found.append(
            _conflict(
                "heavy_limit",
                N_("Heavy instruments pinned: {found}; at most {allowed} may be in."),
                heavy,
                problem.heavy_limit,
            )
        )
    return tuple(found)


def refuse_conflicts(problem: MixProblem) -> None:
    """Raise ScenarioError that lists every conflict of the problem, if there is one.

    Source: assumption (places and heaviness).
    """
    conflicts = list_conflicts(problem)
    if conflicts:
        raise ScenarioError(conflicts)


def _conflict(where: str, template: str, found: int, allowed: int) -> Problem:
    return Problem(where, template, {"found": found, "allowed": allowed})
