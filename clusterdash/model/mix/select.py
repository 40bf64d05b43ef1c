"""The mix: the set of instruments of the greatest value that a place can run at once."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from clusterdash.model.mix.choices import list_choices
from clusterdash.model.mix.problem import (
    MixProblem,
    MixSolution,
    Tie,
    list_conflicts,
    measure_leverage,
    measure_value,
    rank_ties,
    refuse_conflicts,
    support_of,
)
from clusterdash.model.mix.search import build_search

__all__ = [
    "StandIn",
    "Tie",
    "MixProblem",
    "MixSolution",
    "find_alternates",
    "list_conflicts",
    "measure_value",
    "select_mix",
]


@dataclass(frozen=True)
class StandIn:
    """The best stand-in for one member when the others stay (None: nothing can come in), and the value it costs."""

    member: int
    replacement: int | None
    loss: Fraction


def select_mix(problem: MixProblem) -> MixSolution:
    """Return the mix of the greatest value, exact, with what ties with it.

    At most ``places`` eligible instruments, every pin among them. Ties go to what a place can carry best: the greatest
    value of what can start now or later, then of what can start now, then the fewest heavy ones, then the higher total
    leverage, then the smallest sorted list of positions. An instrument of leverage 0 enters only when pinned.

    Raises
    ------
    ScenarioError : more pins than places, or more heavy pins than the heavy limit.

    Source: Benner 2013, §3 (preferences); assumption (diminishing returns, places, the order of the criteria).
    """
    refuse_conflicts(problem)
    search = build_search(problem)
    value, members = search.find_value(problem.places)
    leverage = sum(measure_leverage(problem.columns[i], problem.weights) for i in members)
    return MixSolution(members, value, leverage, list_choices(problem, members), search.find_reachable(problem.places))


def find_alternates(problem: MixProblem, solution: MixSolution) -> tuple[StandIn, ...]:
    """Return for each member that is not pinned the best replacement, the other members kept, and its cost.

    The loss is exact, 0 or more. Ties go to what a place can carry best, as in ``select_mix``.

    Source: assumption (one member is replaced at a time).
    """
    return tuple(_replace_member(problem, solution, i) for i in solution.members if i not in problem.pinned)


def _replace_member(problem: MixProblem, solution: MixSolution, member: int) -> StandIn:
    kept = frozenset(solution.members) - {member}
    rest = measure_value(problem.columns, problem.weights, kept)
    offers = {i: _gain(problem, kept, i) for i in _outside(problem, solution.members) if _fits(problem, kept | {i})}
    if not offers:
        return StandIn(member, None, solution.value - rest)
    most = max(offers.values())
    equals = [i for i, gain in offers.items() if gain == most]
    if len(equals) > 1:
        equals.sort(key=lambda i: (rank_ties(problem, kept | {i}), -i), reverse=True)
    return StandIn(member, equals[0], solution.value - rest - most)


def _gain(problem: MixProblem, kept: frozenset[int], candidate: int) -> Fraction:
    column = problem.columns[candidate]
    return sum(
        (
            Fraction(w, 2 ** (1 + sum(problem.columns[i] >> m & 1 for i in kept)))
            for m, w in enumerate(problem.weights)
            if column >> m & 1
        ),
        Fraction(0),
    )


def _outside(problem: MixProblem, members: tuple[int, ...]) -> list[int]:
    support = support_of(problem.weights)
    return [i for i in sorted(problem.eligible.difference(members)) if problem.columns[i] & support]


def _fits(problem: MixProblem, members: frozenset[int]) -> bool:
    return problem.heavy_limit is None or len(members & problem.heavy) <= problem.heavy_limit
