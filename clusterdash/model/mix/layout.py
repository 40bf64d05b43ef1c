"""The instruments of a problem counted by column, and the grid of all such counts (nothing here knows a weight).

Instruments that serve the same mechanisms of positive weight are twins: only how many of them are in matters.
Twins that serve several mechanisms span a grid of counts that is searched whole; those that serve a single one
are filled in afterwards, best first, which is exact because each further one counts half as much.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations
from math import prod
from typing import Any

import numpy as np

from clusterdash.model.mix.problem import MixProblem

Array = np.ndarray[Any, Any]

SMALL_GRID = 70_000
"""Grids of at most so many cells are remembered in numbers (the paper's toolbox: 67,200)."""


@dataclass(frozen=True)
class Group:
    """Free twins: the mechanisms they serve (rows of the support), the light and the heavy ones in table order."""

    serves: tuple[int, ...]
    light: tuple[int, ...]
    heavy: tuple[int, ...]

    @property
    def size(self) -> int:
        return len(self.light) + len(self.heavy)

    @property
    def members(self) -> tuple[int, ...]:
        return tuple(sorted(self.light + self.heavy))


@dataclass(frozen=True)
class Units:
    """One unit per single-mechanism instrument: its mechanism, its turn there (from 1), whether it is heavy.

    ``room`` counts the units of each mechanism, ``light_room`` the light ones; ``at`` finds a unit by mechanism, turn.
    """

    mechanism: Array
    turn: Array
    heavy: Array
    room: Array
    light_room: Array
    at: dict[tuple[int, int], int]


@dataclass(frozen=True)
class Layout:
    """A problem seen through the mechanisms of positive weight, pins already placed.

    ``mechanisms`` are their positions; ``base`` how many pins serve each; ``multi`` and ``single`` the free twins that
    serve several or exactly one of them; ``places`` and ``heavy_left`` (None: no limit) what the pins leave over.
    """

    mechanisms: tuple[int, ...]
    base: tuple[int, ...]
    multi: tuple[Group, ...]
    single: tuple[Group, ...]
    places: int
    heavy_left: int | None

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """All free twins: those of the grid first, then the singles."""
        return self.multi + self.single

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """Length of each axis of the grid: how many of a multi group may be in, and one for none."""
        return tuple(min(group.size, self.places) + 1 for group in self.multi)

    @cached_property
    def cells(self) -> int:
        """Number of count vectors in the grid."""
        return prod(self.shape)

    @cached_property
    def depth(self) -> int:
        """Greatest number of instruments that can serve one mechanism: values are whole multiples of 2^-depth."""
        free = [sum(g.size for g in self.groups if m in g.serves) for m in range(len(self.mechanisms))]
        return max((b + min(f, self.places) for b, f in zip(self.base, free, strict=True)), default=0)

    @cached_property
    def incidence(self) -> Array:
        """Which mechanisms a multi group serves (multi groups × mechanisms, 0 or 1)."""
        table = np.zeros((len(self.multi), len(self.mechanisms)), dtype=np.int64)
        for g, group in enumerate(self.multi):
            table[g, list(group.serves)] = 1
        return table

    @property
    def lattice(self) -> Lattice:
        """The grid of counts of the multi groups (remembered between calls; few of them when large)."""
        build = build_small_lattice if self.cells <= SMALL_GRID else build_large_lattice
        return build(self.shape, tuple(group.serves for group in self.multi), self.base)

    @cached_property
    def units(self) -> Units:
        """The single-mechanism instruments, at most as many per mechanism as there are places."""
        found = [
            (group.serves[0], turn + 1, turn >= len(group.light))
            for group in self.single
            for turn in range(min(group.size, self.places))
        ]
        table = np.array(found, dtype=np.int64).reshape(-1, 3)
        room = np.bincount(table[:, 0], minlength=len(self.mechanisms))
        light_room = np.bincount(table[table[:, 2] == 0, 0], minlength=len(self.mechanisms))
        at = {(mechanism, turn): k for k, (mechanism, turn, _heavy) in enumerate(found)}
        return Units(table[:, 0], table[:, 1], table[:, 2].astype(bool), room, light_room, at)


def build_layout(problem: MixProblem, support: int) -> Layout:
    """Return the problem counted by column over the mechanisms in ``support`` (a bitmask).

    Source: Benner 2013, Table 1 (columns); counting equal columns together is an assumption.
    """
    mechanisms = tuple(m for m in range(len(problem.weights)) if support >> m & 1)
    free = [i for i in sorted(problem.eligible - problem.pinned) if problem.columns[i] & support]
    heavy_left = _heavy_left(problem, free)
    twins: dict[int, list[int]] = {}
    for i in free:
        twins.setdefault(problem.columns[i] & support, []).append(i)
    heavy = problem.heavy if heavy_left is not None else frozenset()
    groups = [_group(column, members, mechanisms, heavy) for column, members in twins.items()]
    groups.sort(key=lambda group: (group.size, group.serves))
    return Layout(
        mechanisms=mechanisms,
        base=tuple(sum(problem.columns[i] >> m & 1 for i in problem.pinned) for m in mechanisms),
        multi=tuple(group for group in groups if len(group.serves) > 1),
        single=tuple(group for group in groups if len(group.serves) == 1),
        places=min(problem.places - len(problem.pinned), len(free)),
        heavy_left=heavy_left,
    )


def _heavy_left(problem: MixProblem, free: list[int]) -> int | None:
    if problem.heavy_limit is None:
        return None
    left = problem.heavy_limit - len(problem.pinned & problem.heavy)
    return None if left >= sum(i in problem.heavy for i in free) else left


def _group(column: int, members: list[int], mechanisms: tuple[int, ...], heavy: frozenset[int]) -> Group:
    return Group(
        serves=tuple(row for row, m in enumerate(mechanisms) if column >> m & 1),
        light=tuple(i for i in members if i not in heavy),
        heavy=tuple(i for i in members if i in heavy),
    )


@dataclass(frozen=True)
class Lattice:
    """The grid of counts: its shape, the coverage of each mechanism as a small table, and the order of summing them.

    ``coverage[m]`` has length-1 axes where mechanism m does not depend on a group. ``taken[g]`` counts group g along
    its axis, and ``homes[g]`` is the mechanism that pays for its places. ``merges`` lists pairs of tables to add.
    """

    shape: tuple[int, ...]
    coverage: tuple[Array, ...]
    taken: tuple[Array, ...]
    homes: tuple[int, ...]
    merges: tuple[tuple[int, int], ...]


def build_lattice(shape: tuple[int, ...], serves: tuple[tuple[int, ...], ...], base: tuple[int, ...]) -> Lattice:
    """Return the grid for groups of these sizes and columns, with ``base`` instruments already in per mechanism.

    Source: assumption (how the search is laid out).
    """
    axes = [_axis(shape, g) for g in range(len(shape))]
    start = np.zeros((1,) * len(shape), dtype=np.int16)
    coverage = tuple(
        sum((axes[g] for g, rows in enumerate(serves) if m in rows), start + first) for m, first in enumerate(base)
    )
    homes = tuple(min(rows, key=lambda m: (coverage[m].size, m)) for rows in serves)
    taken = tuple(axis.astype(np.int64) for axis in axes)
    depends = [sum(1 << g for g, rows in enumerate(serves) if m in rows) for m in range(len(base))]
    return Lattice(shape, coverage, taken, homes, _merge_order(shape, depends))


build_small_lattice = lru_cache(maxsize=128)(build_lattice)
build_large_lattice = lru_cache(maxsize=2)(build_lattice)


def _axis(shape: tuple[int, ...], g: int) -> Array:
    return np.arange(shape[g], dtype=np.int16).reshape([-1 if axis == g else 1 for axis in range(len(shape))])


def _merge_order(shape: tuple[int, ...], depends: list[int]) -> tuple[tuple[int, int], ...]:
    """Return pairs of tables to add, smallest sum first; each sum takes the next position after the tables.

    ``depends`` tells as a bitmask which axes of ``shape`` each table depends on.
    """
    alive = dict(enumerate(depends))
    cells: dict[int, int] = {}
    merges: list[tuple[int, int]] = []
    while len(alive) > 1:
        for joint in {a | b for a, b in combinations(alive.values(), 2)} - cells.keys():
            cells[joint] = prod(length for axis, length in enumerate(shape) if joint >> axis & 1)
        a, b = min(combinations(alive, 2), key=lambda pair: cells[alive[pair[0]] | alive[pair[1]]])
        alive[len(depends) + len(merges)] = alive.pop(a) | alive.pop(b)
        merges.append((a, b))
    return tuple(merges)
