"""Interchangeable instruments: which members of a best mix could be others at the same value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod

from clusterdash.model.mix.problem import MixProblem, Tie, support_of

MERGE_LIMIT = 300
"""Most ways of picking from joined twins that are checked; beyond it twins are listed apart."""

Counts = tuple[int, ...]


def list_choices(problem: MixProblem, members: tuple[int, ...]) -> tuple[Tie, ...]:
    """Return groups of which any pick of the same number has the value of the mix, and not all are in it.

    Twins (same mechanisms of positive weight) always qualify. Different twins are joined where every way of picking
    the same number from them together keeps the value, whatever is picked in the other groups.

    Source: assumption (a choice among equals is left to the people).
    """
    return _Ties(problem, members).list_choices()


class _Ties:
    """A mix counted by twins; values are whole multiples of 2^-depth."""

    def __init__(self, problem: MixProblem, members: tuple[int, ...]) -> None:
        self.problem, self.members = problem, frozenset(members)
        self.twins = _list_twins(problem, self.members)
        self.taken = tuple(sum(i in self.members for i in twins) for twins in self.twins)
        self.heavy = tuple(problem.heavy_limit is not None and twins[0] in problem.heavy for twins in self.twins)
        self.serves = tuple(
            tuple(m for m, w in enumerate(problem.weights) if w > 0 and problem.columns[twins[0]] >> m & 1)
            for twins in self.twins
        )
        self.pins = [sum(problem.columns[i] >> m & 1 for i in problem.pinned) for m in range(len(problem.weights))]
        self.depth = len(problem.columns)
        self.value = self.value_at({})

    def value_at(self, changed: Mapping[int, int]) -> int | None:
        """Return the value with other numbers taken from some twins; None beyond the heavy limit."""
        served = list(self.pins)
        heavy = len(self.problem.pinned & self.problem.heavy)
        for g, rows in enumerate(self.serves):
            number = changed.get(g, self.taken[g])
            heavy += number if self.heavy[g] else 0
            for m in rows if number else ():
                served[m] += number
        if self.problem.heavy_limit is not None and heavy > self.problem.heavy_limit:
            return None
        lost = sum(w << self.depth >> k for w, k in zip(self.problem.weights, served, strict=True))
        return (sum(self.problem.weights) << self.depth) - lost

    def list_choices(self) -> tuple[Tie, ...]:
        blocks: list[tuple[int, ...]] = []
        waiting = list(range(len(self.twins)))
        partners = {pair for pair in product(waiting, waiting) if self._swaps(*pair)}
        while waiting:
            block: tuple[int, ...] = (waiting.pop(0),)
            while (other := self._next(block, waiting, blocks, partners)) is not None:
                block += (other,)
                waiting.remove(other)
            blocks.append(block)
        found = (self._choice(block) for block in blocks)
        return tuple(sorted((c for c in found if 0 < len(c.taken) < len(c.from_)), key=lambda choice: choice.taken))

    def _swaps(self, out: int, into: int) -> bool:
        """Return whether one of ``out`` in the mix can be one of ``into`` outside it at the same value."""
        if out == into or not self.taken[out] or self.taken[into] == len(self.twins[into]):
            return False
        return self.value_at({out: self.taken[out] - 1, into: self.taken[into] + 1}) == self.value

    def _next(
        self, block: tuple[int, ...], waiting: list[int], done: list[tuple[int, ...]], partners: set[tuple[int, int]]
    ) -> int | None:
        for other in waiting:
            near = any((g, other) in partners or (other, g) in partners for g in block)
            if near and self._all_tie([*done, (*block, other)]):
                return other
        return None

    def _all_tie(self, blocks: list[tuple[int, ...]]) -> bool:
        options = [list(self._splits(block)) for block in blocks if len(block) > 1]
        if prod(len(option) for option in options) > MERGE_LIMIT:
            return False
        return all(
            self.value_at({g: n for part in parts for g, n in part.items()}) == self.value
            for parts in product(*options)
        )

    def _splits(self, block: tuple[int, ...]) -> Iterator[dict[int, int]]:
        total = sum(self.taken[g] for g in block)
        for counts in product(*[range(min(len(self.twins[g]), total) + 1) for g in block]):
            if sum(counts) == total:
                yield dict(zip(block, counts, strict=True))

    def _choice(self, block: tuple[int, ...]) -> Tie:
        pool = tuple(sorted(i for g in block for i in self.twins[g]))
        return Tie(tuple(i for i in pool if i in self.members), pool)


def _list_twins(problem: MixProblem, members: frozenset[int]) -> list[tuple[int, ...]]:
    support = support_of(problem.weights)
    limited = problem.heavy_limit is not None
    twins: dict[tuple[int, bool], list[int]] = {}
    for i in sorted((problem.eligible | members) - problem.pinned):
        if problem.columns[i] & support:
            twins.setdefault((problem.columns[i] & support, limited and i in problem.heavy), []).append(i)
    return [tuple(group) for group in twins.values()]
