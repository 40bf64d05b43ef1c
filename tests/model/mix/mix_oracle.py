"""Judges of the mix that share no code with it: complete enumeration, and another integer programme."""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, combinations
from pathlib import Path

import numpy as np
from highspy import Highs, HighsLp, HighsVarType, MatrixFormat, ObjSense
from hypothesis import strategies as st

from clusterdash.model.mix.select import MixProblem

DATA = Path(__file__).parents[3] / "data"


def paper_columns() -> tuple[int, ...]:
    """The toolbox of Table 1, read without the catalog."""
    codes = {name: _codes(name) for name in ("mechanisms", "instruments")}
    columns = [0] * len(codes["instruments"])
    with (DATA / "mechanism_instrument.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            columns[codes["instruments"].index(row["instrument"])] |= 1 << codes["mechanisms"].index(row["mechanism"])
    return tuple(columns)


def _codes(name: str) -> list[str]:
    with (DATA / f"{name}.csv").open(encoding="utf-8") as file:
        return [row["code"] for row in csv.DictReader(file)]


def value_of(problem: MixProblem, members) -> Fraction:
    total = Fraction(0)
    for m, weight in enumerate(problem.weights):
        for t in range(sum((problem.columns[i] >> m) % 2 for i in members)):
            total += Fraction(weight, 2 ** (t + 1))
    return total


def leverage_of(problem: MixProblem, members) -> int:
    return sum(w for i in members for m, w in enumerate(problem.weights) if (problem.columns[i] >> m) % 2)


def carried_best(problem: MixProblem, members) -> tuple:
    """What decides among sets of equal value, greatest first: what starts at all, what starts now, light, leverage."""
    return (
        value_of(problem, [i for i in members if i in problem.now or i in problem.later]),
        value_of(problem, [i for i in members if i in problem.now]),
        -sum(i in problem.heavy for i in members),
        leverage_of(problem, members),
    )


@dataclass(frozen=True)
class Truth:
    value: Fraction
    best: frozenset[tuple[int, ...]]
    first: tuple[int, ...]

    @property
    def reachable(self) -> frozenset[int]:
        return frozenset(chain(*self.best))


def enumerate_best(problem: MixProblem) -> Truth:
    """Every best mix of a small toolbox, by trying them all."""
    free = [i for i in sorted(problem.eligible - problem.pinned) if leverage_of(problem, [i]) > 0]
    room = min(problem.places - len(problem.pinned), len(free))
    sets = [tuple(sorted(problem.pinned.union(extra))) for n in range(room + 1) for extra in combinations(free, n)]
    if problem.heavy_limit is not None:
        sets = [members for members in sets if len(problem.heavy.intersection(members)) <= problem.heavy_limit]
    values = {members: value_of(problem, members) for members in sets}
    value = max(values.values())
    best = frozenset(members for members in sets if values[members] == value)
    top = max(carried_best(problem, members) for members in best)
    return Truth(value, best, min(members for members in best if carried_best(problem, members) == top))


CRITERIA = 5


def solve_independently(problem: MixProblem, criteria_used: int = CRITERIA) -> tuple:
    """The exact value, and what decides among equals, of the set that another programme finds, one criterion at a time.

    x_i in {0, 1}; per mechanism m and kind (all, starting at all, starting now) u_mk >= 0, sum_k u_mk = 1,
    sum_k k u_mk <= sum of the x_i of this kind that serve m; a kind is worth the sum of w_m (1 - 2^-k) u_mk. Then the
    fewest heavy ones, then the leverage; what was reached before may not be lost.
    """
    allowed = sorted(problem.eligible | problem.pinned)
    lower, upper = [float(i in problem.pinned) for i in allowed], [1.0] * len(allowed)
    rows = [(dict.fromkeys(range(len(allowed)), 1.0), 0.0, float(problem.places))]
    heavy = {c: 1.0 for c, i in enumerate(allowed) if i in problem.heavy}
    if problem.heavy_limit is not None:
        rows.append((heavy, 0.0, float(problem.heavy_limit)))
    criteria = []
    for kind in (frozenset(allowed), problem.now | problem.later, problem.now):
        worth = {}
        for m, weight in enumerate(problem.weights):
            serving = {c: -1.0 for c, i in enumerate(allowed) if i in kind and (problem.columns[i] >> m) % 2}
            if not weight or not serving:
                continue
            counts = {len(lower) + k: k for k in range(min(len(serving), problem.places) + 1)}
            worth |= {c: weight * (1 - 0.5**k) for c, k in counts.items()}
            lower += [0.0] * len(counts)
            upper += [1.0] * len(counts)
            rows.append((dict.fromkeys(counts, 1.0), 1.0, 1.0))
            rows.append((serving | {c: float(k) for c, k in counts.items()}, -np.inf, 0.0))
        criteria.append((worth, 0.4 * 0.5 ** min(problem.places, len(allowed))))
    criteria.append(({c: -1.0 for c in heavy}, 0.4))
    criteria.append(({c: float(leverage_of(problem, [i])) for c, i in enumerate(allowed)}, 0.4))
    for terms, slack in criteria[:criteria_used]:
        chosen = _maximise([terms.get(c, 0.0) for c in range(len(lower))], lower, upper, rows, len(allowed))
        rows.append((terms, sum(factor * chosen[c] for c, factor in terms.items()) - slack, np.inf))
    found = [i for c, i in enumerate(allowed) if chosen[c] > 0.5 and (i in problem.pinned or leverage_of(problem, [i]))]
    return value_of(problem, found), *carried_best(problem, found)


def _maximise(costs, lower, upper, rows, binaries) -> list[float]:
    model = HighsLp()
    model.num_col_, model.num_row_, model.sense_ = len(costs), len(rows), ObjSense.kMaximize
    model.col_cost_, model.col_lower_, model.col_upper_ = np.array(costs), np.array(lower), np.array(upper)
    model.row_lower_ = np.array([low for _terms, low, _high in rows])
    model.row_upper_ = np.array([high for _terms, _low, high in rows])
    model.integrality_ = [HighsVarType.kInteger] * binaries + [HighsVarType.kContinuous] * (len(costs) - binaries)
    model.a_matrix_.format_ = MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *(len(terms) for terms, _low, _high in rows)])
    model.a_matrix_.index_ = np.array([c for terms, _low, _high in rows for c in terms], dtype=np.int32)
    model.a_matrix_.value_ = np.array([v for terms, _low, _high in rows for v in terms.values()])
    solver = Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.0)
    solver.setOptionValue("mip_feasibility_tolerance", 1e-9)
    solver.setOptionValue("primal_feasibility_tolerance", 1e-9)
    solver.passModel(model)
    solver.run()
    return list(solver.getSolution().col_value)


def random_numbers(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - scenarios, not secrets


def random_scenario(generator: random.Random, columns: tuple[int, ...], mechanisms: int) -> MixProblem:
    """Random weights, places, pins, exclusions and, one time in three, a heavy limit."""
    size = len(columns)
    levels = generator.choice([(0, 1, 2, 3), (0, 0, 0, 1, 2, 3), (1, 2, 3), (2, 3), (1,)])
    places = generator.randint(0, min(size, 16))
    pinned = frozenset(generator.sample(range(size), min(places, generator.choice([0, 0, 1, 3]))))
    barred = frozenset(generator.sample(range(size), generator.choice([0, 0, size // 8, size // 3])))
    heavy = frozenset(generator.sample(range(size), size // 4))
    limit = generator.choice([None, None, len(pinned & heavy) + generator.randint(0, 3)])
    weights = tuple(generator.choice(levels) for _m in range(mechanisms))
    when = [generator.choice(generator.choice([(0, 1, 2), (0, 0, 1), (1, 2)])) for _i in range(size)]
    now, later = (frozenset(i for i in range(size) if when[i] == part) for part in (0, 1))
    return MixProblem(columns, weights, places, pinned, frozenset(range(size)) - barred, heavy, limit, now, later)


def random_toolbox(generator: random.Random) -> tuple[tuple[int, ...], int]:
    """A toolbox of another size than the paper's, with or without many twins."""
    mechanisms = generator.randint(2, 9)
    kinds = [
        sum(1 << m for m in generator.sample(range(mechanisms), generator.randint(1, min(mechanisms, 4))))
        for _kind in range(generator.randint(3, 14))
    ]
    return tuple(generator.choice(kinds) for _i in range(generator.randint(3, 30))), mechanisms


@st.composite
def small_problems(draw) -> MixProblem:
    """Toolboxes of at most eight instruments, small enough to try every set."""
    mechanisms = draw(st.integers(1, 4))
    kinds = draw(st.lists(st.integers(0, 2**mechanisms - 1), min_size=1, max_size=4))
    columns = tuple(draw(st.lists(st.sampled_from(kinds), max_size=8)))
    everyone = range(len(columns))
    sets = st.frozensets(st.sampled_from(everyone)) if columns else st.just(frozenset())
    pinned = draw(st.frozensets(st.sampled_from(everyone), max_size=2)) if columns else frozenset()
    heavy = draw(sets)
    limit = draw(st.one_of(st.none(), st.integers(len(pinned & heavy), len(pinned & heavy) + 2)))
    weights = tuple(draw(st.lists(st.integers(0, 3), min_size=mechanisms, max_size=mechanisms)))
    places = draw(st.integers(len(pinned), len(columns) + 1))
    barred = draw(sets)
    now = draw(sets)
    return MixProblem(
        columns, weights, places, pinned, frozenset(everyone) - barred, heavy, limit, now, draw(sets) - now
    )
