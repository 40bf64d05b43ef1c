"""Where a mix is searched: over the grid of counts where that is small enough, by integer programming otherwise."""

from __future__ import annotations

from fractions import Fraction
from typing import Protocol

from clusterdash.model.mix.carry import Carry
from clusterdash.model.mix.grid import Front, Grid
from clusterdash.model.mix.layout import Layout, build_layout
from clusterdash.model.mix.problem import MixProblem, measure_value, support_of
from clusterdash.model.mix.ties import list_reachable

CELL_LIMIT = 1_000_000
"""Greatest grid of counts that is searched whole (the paper's toolbox: 67,200 cells); beyond it HiGHS takes over."""


class Search(Protocol):
    """Answers for one problem at any number of places up to the problem's; ``places`` count the pins."""

    def find_value(self, places: int) -> tuple[Fraction, tuple[int, ...]]:
        """Return the greatest value and the mix that is shown."""
        ...

    def find_reachable(self, places: int, among: frozenset[int] | None = None) -> frozenset[int]:
        """Return every instrument that is in some mix of the greatest value, pins included.

        With ``among``, only these need be judged: others may be missing.
        """
        ...


class GridSearch:
    """Exact search over counts of twins (see ``grid``)."""

    def __init__(self, problem: MixProblem, layout: Layout) -> None:
        self.problem = problem
        self.layout = layout
        self.grid = Grid(layout, problem.weights)
        self._carry = Carry(problem, layout)
        self._fronts: dict[int, Front] = {}

    def find_value(self, places: int) -> tuple[Fraction, tuple[int, ...]]:
        """Return the greatest value and the mix that is shown."""
        front = self._front(places)
        free = self._carry.pick(self.layout.units, front)
        return Fraction(front.value, 2**self.grid.depth), tuple(sorted(self.problem.pinned.union(free)))

    def find_reachable(self, places: int, among: frozenset[int] | None = None) -> frozenset[int]:
        """Return every instrument that is in some mix of the greatest value, pins included."""
        free = list_reachable(self.layout, self.layout.units, self._front(places))
        return free | self.problem.pinned

    def _front(self, places: int) -> Front:
        free = min(places - len(self.problem.pinned), self.layout.places)
        if free not in self._fronts:
            self._fronts[free] = self.grid.best(free)
        return self._fronts[free]


class PinsOnly:
    """What is left when no eligible instrument serves a mechanism of positive weight, or no place is free."""

    def __init__(self, problem: MixProblem) -> None:
        self.problem = problem

    def find_value(self, places: int) -> tuple[Fraction, tuple[int, ...]]:
        """Return the value of the pins, and the pins."""
        pinned = self.problem.pinned
        return measure_value(self.problem.columns, self.problem.weights, pinned), tuple(sorted(pinned))

    def find_reachable(self, places: int, among: frozenset[int] | None = None) -> frozenset[int]:
        """Return the pins."""
        return self.problem.pinned


def build_search(problem: MixProblem, layout: Layout | None = None) -> Search:
    """Return the search that fits the toolbox; both kinds give the same answers.

    ``layout`` saves building it again for other weights of the same support.

    Source: assumption (an exact search; which one only decides how long it takes).
    """
    layout = layout or build_layout(problem, support_of(problem.weights))
    if not layout.groups or layout.places <= 0:
        return PinsOnly(problem)
    if layout.cells <= CELL_LIMIT:
        return GridSearch(problem, layout)
    from clusterdash.model.mix.highs import HighsSearch

    return HighsSearch(problem, layout)
