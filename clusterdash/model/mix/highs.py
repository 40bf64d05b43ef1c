"""The same search by integer programming (HiGHS at gap 0), for toolboxes whose grid of counts is too large.

Model: x_i in {0, 1} per free instrument (twins in table order), y_mt in [0, 1] per further instrument t for mechanism m
with sum_t y_mt <= sum of its x_i; maximise sum of weight × 2^-t × y_mt. The tiers fill in order because each is worth
half the last. HiGHS proposes sets; their values are computed here in whole numbers. It calculates in floating point:
sets that differ only beyond tier TIER_LIMIT it cannot tell apart, and there exact swaps of one instrument decide. Ties
are decided one criterion after the other; what counts as started (or started now) has tiers of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from clusterdash.model.mix.layout import Layout
from clusterdash.model.mix.problem import MixProblem, measure_leverage, measure_value, rank_ties

TIER_LIMIT = 20
"""Deepest tier in the model: beyond it a further instrument for a mechanism is worth less than a millionth."""
CHUNK = 16
"""Instruments ordered in one solve when the first of equal sets in table order is looked for."""


@dataclass(frozen=True)
class _Row:
    """One constraint: lower <= sum of coefficient × variable <= upper."""

    terms: Mapping[int, float]
    lower: float
    upper: float


@dataclass(frozen=True)
class _Tier:
    """A further instrument for a mechanism, among all (kind 0), those that start (1), those that start now (2)."""

    kind: int
    mechanism: int
    worth: float


class HighsSearch:
    """Exact search by HiGHS; answers as ``GridSearch`` does."""

    def __init__(self, problem: MixProblem, layout: Layout) -> None:
        self.problem = problem
        self.layout = layout
        self.free = sorted(i for group in layout.groups for i in group.members)
        self.at = {i: column for column, i in enumerate(self.free)}
        self.depth = min(layout.depth, TIER_LIMIT)
        everyone = frozenset(range(len(problem.columns)))
        self._kinds = (everyone, problem.now | problem.later, problem.now)
        self._tiers = self._list_tiers()
        self._equals = [part for group in layout.groups for part in (group.light, group.heavy) if part]
        self._twins = [part for group in layout.groups for part in self._split_twins(group.members)]
        self._sets: dict[int, frozenset[int]] = {}

    def find_value(self, places: int) -> tuple[Fraction, tuple[int, ...]]:
        """Return the greatest value and the mix that is shown."""
        found = self._best_set(places)
        rows = [self._floor(0, found)]
        for kind in (1, 2):
            found = self._keep(self._solve(self._worths(kind), places, rows), found)
            rows.append(self._floor(kind, found))
        for terms in self._list_sums():
            found = self._keep(self._solve(terms, places, rows), found)
            rows.append(_Row(terms, sum(terms.get(self.at[i], 0.0) for i in found) - 0.5, np.inf))
        found = self._first_in_order(places, rows, found)
        return self._exact(found), tuple(sorted(found | self.problem.pinned))

    def _split_twins(self, members: tuple[int, ...]) -> list[tuple[int, ...]]:
        """Return the twins that differ in nothing but their position: neither in heaviness nor in when they start."""
        parts: dict[tuple[bool, ...], list[int]] = {}
        for i in members:
            parts.setdefault((i in self.problem.heavy, *(i in kind for kind in self._kinds)), []).append(i)
        return [tuple(part) for part in parts.values()]

    def _worths(self, kind: int) -> dict[int, float]:
        return {column: tier.worth for column, tier in self._tiers.items() if tier.kind == kind}

    def _list_sums(self) -> tuple[dict[int, float], dict[int, float]]:
        """Return the criteria that are sums over instruments: the fewest heavy ones, the highest leverage."""
        weights, columns = self.problem.weights, self.problem.columns
        heavy = {self.at[i]: -1.0 for i in self.free if i in self.problem.heavy}
        return heavy, {self.at[i]: float(measure_leverage(columns[i], weights)) for i in self.free}

    def find_reachable(self, places: int, among: frozenset[int] | None = None) -> frozenset[int]:
        """Return every instrument (of those ``among``) that is in some mix of the greatest value, pins included."""
        found = self._best_set(places)
        rows = [self._floor(0, found)]
        seen = self._equals_of(found)
        asked = [part for part in self._equals if among is None or not among.isdisjoint(part)]
        while unseen := {i for part in asked if seen.isdisjoint(part) for i in part}:
            other = self._solve({self.at[i]: 1.0 for i in unseen}, places, rows)
            new = self._equals_of(other if self._exact(other) >= self._exact(found) else found)
            if new <= seen:
                break
            seen |= new
        return seen | self.problem.pinned

    def _equals_of(self, members: frozenset[int]) -> frozenset[int]:
        return frozenset(i for part in self._equals if not members.isdisjoint(part) for i in part)

    def _best_set(self, places: int) -> frozenset[int]:
        if places not in self._sets:
            self._sets[places] = self._polish(self._solve(self._worths(0), places, []))
        return self._sets[places]

    def _keep(self, other: frozenset[int], found: frozenset[int]) -> frozenset[int]:
        """Return the other set if it is as good, exactly."""
        return other if self._rank(other) >= self._rank(found) else found

    def _rank(self, members: frozenset[int]) -> tuple[object, ...]:
        return self._exact(members), *rank_ties(self.problem, members | self.problem.pinned)

    def _exact(self, members: frozenset[int]) -> Fraction:
        return measure_value(self.problem.columns, self.problem.weights, members | self.problem.pinned)

    def _polish(self, members: frozenset[int]) -> frozenset[int]:
        """Return the set after exact swaps, needed only where tiers beyond the limit were left out."""
        while self.layout.depth > TIER_LIMIT:
            swaps = [
                members - {out} | {into}
                for out in members
                for into in self.free
                if into not in members and self._fits(members - {out} | {into})
            ]
            best = max(swaps, key=self._exact, default=members)
            if self._exact(best) <= self._exact(members):
                break
            members = best
        return members

    def _fits(self, members: frozenset[int]) -> bool:
        return self.layout.heavy_left is None or len(members & self.problem.heavy) <= self.layout.heavy_left

    def _first_in_order(self, places: int, rows: Sequence[_Row], found: frozenset[int]) -> frozenset[int]:
        fixed: list[_Row] = []
        for start in range(0, len(self.free), CHUNK):
            columns = range(start, min(start + CHUNK, len(self.free)))
            order = {column: float(2 ** (columns[-1] - column)) for column in columns}
            found = self._keep(self._solve(order, places, [*rows, *fixed]), found)
            fixed += [_Row({c: 1.0}, float(self.free[c] in found), float(self.free[c] in found)) for c in columns]
        return found

    def _list_tiers(self) -> dict[int, _Tier]:
        """Return the tier variables by column; their worth is in units of 2^-depth."""
        tiers = []
        for kind, among in enumerate(self._kinds):
            for row, m in enumerate(self.layout.mechanisms):
                base = sum(self.problem.columns[i] >> m & 1 for i in self.problem.pinned & among)
                free = sum(self.problem.columns[i] >> m & 1 for i in self.free if i in among)
                depths = range(base + 1, min(base + min(free, self.layout.places), self.depth) + 1)
                tiers += [_Tier(kind, row, float(self.problem.weights[m] * 2 ** (self.depth - t))) for t in depths]
        return {len(self.free) + k: tier for k, tier in enumerate(tiers)}

    def _floor(self, kind: int, members: frozenset[int]) -> _Row:
        """Return the constraint that a value (of all, of what starts, of what starts now) stays as great as a set's."""
        among, columns = self._kinds[kind], self.problem.columns
        modelled = 0.0
        for m in self.layout.mechanisms:
            base = sum(columns[i] >> m & 1 for i in self.problem.pinned & among)
            served = base + sum(columns[i] >> m & 1 for i in members & among)
            depths = range(base + 1, min(served, self.depth) + 1)
            modelled += sum(self.problem.weights[m] * 2 ** (self.depth - t) for t in depths)
        return _Row(self._worths(kind), modelled - 0.5, np.inf)

    def _rows(self, places: int) -> list[_Row]:
        room = places - len(self.problem.pinned)
        rows = [_Row({c: 1.0 for c in range(len(self.free))}, 0.0, float(room))]
        if self.layout.heavy_left is not None:
            heavy = {self.at[i]: 1.0 for group in self.layout.groups for i in group.heavy}
            rows.append(_Row(heavy, 0.0, float(self.layout.heavy_left)))
        for twins in self._twins:
            rows += [
                _Row({self.at[a]: 1.0, self.at[b]: -1.0}, 0.0, np.inf) for a, b in zip(twins, twins[1:], strict=False)
            ]
        for kind, among in enumerate(self._kinds):
            for row, m in enumerate(self.layout.mechanisms):
                serving = {self.at[i]: 1.0 for i in self.free if i in among and self.problem.columns[i] >> m & 1}
                tiers = {c: -1.0 for c, tier in self._tiers.items() if (tier.kind, tier.mechanism) == (kind, row)}
                rows.append(_Row(serving | tiers, 0.0, np.inf))
        return rows

    def _solve(self, objective: Mapping[int, float], places: int, extra: Sequence[_Row]) -> frozenset[int]:
        """Return the set that HiGHS finds for the objective (maximised) under the model and further constraints."""
        from highspy import HighsModelStatus

        solver = _new_solver()
        solver.passModel(_build_model(len(self.free), len(self._tiers), objective, [*self._rows(places), *extra]))
        solver.run()
        if solver.getModelStatus() != HighsModelStatus.kOptimal:
            raise RuntimeError(
                f"HiGHS found no best mix ({solver.getModelStatus()}); it was asked for {places} places."
            )
        values = solver.getSolution().col_value
        return frozenset(i for i, column in self.at.items() if values[column] > 0.5)


def _new_solver() -> Any:  # noqa: ANN401 - the library is imported only when it is needed
    from highspy import Highs

    solver = Highs()
    options = {
        "output_flag": False,
        "threads": 1,
        "random_seed": 0,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 0.0,
        "mip_feasibility_tolerance": 1e-9,
        "primal_feasibility_tolerance": 1e-9,
        "dual_feasibility_tolerance": 1e-9,
    }
    for name, value in options.items():
        solver.setOptionValue(name, value)
    return solver


def _build_model(binaries: int, tiers: int, objective: Mapping[int, float], rows: Sequence[_Row]) -> Any:  # noqa: ANN401
    from highspy import HighsLp, HighsVarType, MatrixFormat, ObjSense

    columns = binaries + tiers
    model = HighsLp()
    model.num_col_, model.num_row_ = columns, len(rows)
    model.sense_ = ObjSense.kMaximize
    model.col_cost_ = np.array([objective.get(c, 0.0) for c in range(columns)])
    model.col_lower_, model.col_upper_ = np.zeros(columns), np.ones(columns)
    model.row_lower_ = np.array([row.lower for row in rows])
    model.row_upper_ = np.array([row.upper for row in rows])
    model.integrality_ = [HighsVarType.kInteger] * binaries + [HighsVarType.kContinuous] * tiers
    model.a_matrix_.format_ = MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *(len(row.terms) for row in rows)])
    model.a_matrix_.index_ = np.array([c for row in rows for c in row.terms], dtype=np.int32)
    model.a_matrix_.value_ = np.array([v for row in rows for v in row.terms.values()])
    return model
