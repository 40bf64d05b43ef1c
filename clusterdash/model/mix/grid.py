"""The exact search over the grid of counts: a bound for every cell, then the exact value of the few that pass it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from clusterdash.model.mix.climb import Climb, climb_greedily
from clusterdash.model.mix.fill import Filling, fill_singles
from clusterdash.model.mix.layout import Array, Layout

WHOLE_NUMBER_BITS = 62


@dataclass(frozen=True)
class Front:
    """Every count vector that reaches the greatest value, one row each, and how its singles are filled.

    ``counts`` (rows × multi groups); ``value`` in units of 2^-depth.
    """

    counts: Array
    filling: Filling
    value: int


class Grid:
    """A layout with weights: finds the best count vectors for any number of places up to the layout's.

    Score of a set = value in units of 2^-depth, a whole number: a sum over mechanisms, concave in the coverage.
    """

    def __init__(self, layout: Layout, weights: tuple[int, ...]) -> None:
        self.layout = layout
        self.weights = tuple(weights[m] for m in layout.mechanisms)
        self.depth = layout.depth
        bits = sum(self.weights).bit_length() + self.depth + max(layout.places, 1).bit_length() + 2
        self.dtype = np.dtype(np.int64) if bits <= WHOLE_NUMBER_BITS else np.dtype(object)

    @cached_property
    def gains(self) -> Array:
        """Score that the c-th instrument for a mechanism adds (mechanisms × c from 0; c = 0 and beyond depth: 0)."""
        weights = np.array(self.weights, dtype=self.dtype)[:, None]
        turns = np.arange(1, self.depth + 1).astype(self.dtype)
        table = np.zeros((len(self.weights), self.depth + 2), dtype=self.dtype)
        table[:, 1:-1] = weights << (self.depth - turns)
        return table

    @cached_property
    def totals(self) -> Array:
        """Score of a mechanism served c times (mechanisms × c from 0)."""
        return np.asarray(np.cumsum(self.gains, axis=1))

    @cached_property
    def climb(self) -> Climb:
        """The greedy way up: a lower bound on the score, and prices, for every number of places."""
        return climb_greedily(self.layout, self.gains.tolist())

    def bound(self, price: int, rent: int) -> Array:
        """Return, per cell, a score that no completion can pass (a Lagrangian bound).

        Every place costs ``price`` and every heavy place ``rent`` more; singles enter while they gain more than that.
        What all places cost together is left out. The bound is tight for cells whose own prices these are.
        """
        lattice, tables = self.layout.lattice, self._price_tables(price, rent)
        terms = [tables[m][np.minimum(k, self.depth + 1)] for m, k in enumerate(lattice.coverage)]
        for g, m in enumerate(lattice.homes):
            taken = lattice.taken[g].astype(self.dtype, copy=False)
            terms[m] = terms[m] - price * taken
            if rent:
                terms[m] = terms[m] - rent * np.maximum(taken - len(self.layout.multi[g].light), 0)
        for a, b in lattice.merges:
            terms.append(terms[a] + terms[b])
        return np.broadcast_to(terms[-1], lattice.shape).reshape(-1)

    def _price_tables(self, price: int, rent: int) -> Array:
        """Return the score of a mechanism served c times by pins and multis, its singles bought at these prices."""
        turns, units, last = np.arange(self.depth + 2), self.layout.units, self.depth + 1
        ends = np.minimum(turns + units.room[:, None], last)
        surplus = np.cumsum(np.maximum(self.gains - price, 0), axis=1)
        if not rent:
            return np.asarray(self.totals + np.take_along_axis(surplus, ends, axis=1) - surplus)
        light_ends = np.minimum(turns + units.light_room[:, None], last)
        rented = np.cumsum(np.maximum(self.gains - price - rent, 0), axis=1)
        light = np.take_along_axis(surplus, light_ends, axis=1) - surplus
        heavy = np.take_along_axis(rented, ends, axis=1) - np.take_along_axis(rented, light_ends, axis=1)
        return np.asarray(self.totals + light + heavy)

    def best(self, places: int) -> Front:
        """Return all count vectors of the greatest value with at most ``places`` free instruments."""
        price, rent = self.climb.prices(places)
        floor = self.climb.score(places) - places * price - (self.layout.heavy_left or 0) * rent
        cells = np.flatnonzero(self.bound(price, rent) >= floor)
        # A leading axis of length 1 keeps this right where no instrument serves several mechanisms.
        counts = np.stack(np.unravel_index(cells, (1, *self.layout.shape)), axis=1)[:, 1:]
        return self._keep_best(counts, places)

    def _keep_best(self, counts: Array, places: int) -> Front:
        room = places - counts.sum(axis=1)
        heavy_room = self._heavy_room(counts)
        keep = room >= 0 if heavy_room is None else (room >= 0) & (heavy_room >= 0)
        counts, room = counts[keep], room[keep]
        heavy_room = None if heavy_room is None else heavy_room[keep]
        coverage = np.array(self.layout.base) + counts @ self.layout.incidence
        rows = np.arange(len(self.weights))
        filling = fill_singles(self.gains, self.layout.units, coverage, room, heavy_room)
        scores = self.totals[rows, coverage].sum(axis=1) + filling.score if len(rows) else filling.score
        top = int(scores.max())
        best = scores == top
        return Front(counts[best], filling.take(best), top)

    def _heavy_room(self, counts: Array) -> Array | None:
        if self.layout.heavy_left is None:
            return None
        lights = np.array([len(g.light) for g in self.layout.multi], dtype=np.int64)
        return np.asarray(self.layout.heavy_left - np.maximum(counts - lights, 0).sum(axis=1))
