"""The same search by integer programming (HiGHS at gap 0), for toolboxes whose grid of counts is too large.

Model: x_i in {0, 1} per free instrument (twins in table order), y_mt in [0, 1] per further instrument t for mechanism m
with sum_t y_mt <= sum of its x_i; maximise sum of weight × 2^-t × y_mt. The tiers fill in order because each is worth
half the last. HiGHS proposes sets; their values are computed here in whole numbers. It calculates in floating point:
sets that differ only beyond tier TIER_LIMIT it cannot tell apart, and there exact swaps of one instrument decide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from clusterdash.model.mix.layout import Layout
from clusterdash.model.mix.problem import MixProblem, measure_leverage, measure_value

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


class HighsSearch:
    """Exact search by HiGHS; answers as ``GridSearch`` does."""

    def __init__(self, problem: MixProblem, layout: Layout) -> None:
        self.problem = problem
        self.layout = layout
        self.free = sorted(i for group in layout.groups for i in group.members)
        self.at = {i: column for column, i in enumerate(self.free)}
        self.depth = min(layout.depth, TIER_LIMIT)
        self._tiers = self._list_tiers()
        self._twins = [part for group in layout.groups for part in (group.light, group.heavy) if part]
        self._sets: dict[int, frozenset[int]] = {}

    def find_value(self, places: int) -> tuple[Fraction, tuple[int, ...]]:
        """Return the greatest value and the mix that is shown."""
        found = self._best_set(places)
        rows = [self._value_floor(found)]
        leverages = {
            self.at[i]: float(measure_leverage(self.problem.columns[i], self.problem.weights)) for i in self.free
        }
        found = self._keep(self._solve(leverages, places, rows), found)
        rows.append(_Row(leverages, sum(leverages[self.at[i]] for i in found) - 0.5, np.inf))
        found = self._first_in_order(places, rows, found)
        return self._exact(found), tuple(sorted(found | self.problem.pinned))

    def find_reachable(self, places: int, among: frozenset[int] | None = None) -> frozenset[int]:
        """Return every instrument (of those ``among``) that is in some mix of the greatest value, pins included."""
        found = self._best_set(places)
        rows = [self._value_floor(found)]
        seen = self._twins_of(found)
        asked = [twins for twins in self._twins if among is None or not among.isdisjoint(twins)]
        while unseen := [twins for twins in asked if seen.isdisjoint(twins)]:
            other = self._solve({self.at[twins[0]]: 1.0 for twins in unseen}, places, rows)
            new = self._twins_of(self._keep(other, found))
            if new <= seen:
                break
            seen |= new
        return seen | self.problem.pinned

    def _twins_of(self, members: frozenset[int]) -> frozenset[int]:
        return frozenset(i for twins in self._twins if not members.isdisjoint(twins) for i in twins)

    def _best_set(self, places: int) -> frozenset[int]:
        if places not in self._sets:
            values = {column: worth for column, (_m, worth) in self._tiers.items()}
            self._sets[places] = self._polish(self._solve(values, places, []))
        return self._sets[places]

    def _keep(self, other: frozenset[int], found: frozenset[int]) -> frozenset[int]:
        """Return the other set if its exact value is as great."""
        return other if self._exact(other) >= self._exact(found) else found

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

    def _list_tiers(self) -> dict[int, tuple[int, float]]:
        """Return the tier variables: their mechanism and their worth in units of 2^-depth."""
        tiers = []
        for row, m in enumerate(self.layout.mechanisms):
            base = self.layout.base[row]
            free = sum(group.size for group in self.layout.groups if row in group.serves)
            depths = range(base + 1, min(base + min(free, self.layout.places), self.depth) + 1)
            tiers += [(row, float(self.problem.weights[m] * 2 ** (self.depth - t))) for t in depths]
        return {len(self.free) + k: tier for k, tier in enumerate(tiers)}

    def _value_floor(self, members: frozenset[int]) -> _Row:
        """Return the constraint that the value is no less than that of a set (half a unit below it)."""
        pinned = self.problem.pinned
        modelled = 0.0
        for row, m in enumerate(self.layout.mechanisms):
            served = sum(self.problem.columns[i] >> m & 1 for i in members | pinned)
            modelled += sum(
                self.problem.weights[m] * 2 ** (self.depth - t)
                for t in range(self.layout.base[row] + 1, min(served, self.depth) + 1)
            )
        return _Row({column: worth for column, (_m, worth) in self._tiers.items()}, modelled - 0.5, np.inf)

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
        for row in range(len(self.layout.mechanisms)):
            serving = {self.at[i]: 1.0 for group in self.layout.groups if row in group.serves for i in group.members}
            filled = {column: -1.0 for column, (m, _worth) in self._tiers.items() if m == row}
            rows.append(_Row(serving | filled, 0.0, np.inf))
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
