"""Times of the mix, the frontier, the alternates and the robustness on the paper's toolbox: median and worst.

Run: python bench/bench_mix.py [scenarios]. Random scenarios with pins, exclusions and (apart) a heavy limit; the aims
are well under 0.1 s for mix and frontier together and under 0.5 s for robustness.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TypeVar

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from clusterdash.model.mix.frontier import select_frontier  # noqa: E402
from clusterdash.model.mix.robustness import judge_robustness  # noqa: E402
from clusterdash.model.mix.select import MixProblem, find_alternates, select_mix  # noqa: E402

T = TypeVar("T")


def load_columns() -> tuple[tuple[int, ...], int]:
    """Return the mechanisms that each instrument serves, as bitmasks, and the number of mechanisms."""
    instruments, mechanisms = _codes("instruments"), _codes("mechanisms")
    columns = [0] * len(instruments)
    with (ROOT / "data" / "mechanism_instrument.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            columns[instruments.index(row["instrument"])] |= 1 << mechanisms.index(row["mechanism"])
    return tuple(columns), len(mechanisms)


def _codes(name: str) -> list[str]:
    with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8") as file:
        return [row["code"] for row in csv.DictReader(file)]


def draw_problem(generator: random.Random, *, limited: bool) -> MixProblem:
    """Return a random scenario; every tenth gives all mechanisms the same weight (many ties)."""
    columns, mechanisms = load_columns()
    size = len(columns)
    levels = generator.choice([(0, 1, 2, 3), (1, 2, 3), (2, 3)])
    same = generator.random() < 0.1
    weights = (generator.choice((1, 2, 3)),) * mechanisms if same else tuple(generator.choices(levels, k=mechanisms))
    pinned = frozenset(generator.sample(range(size), generator.choice([0, 0, 1, 3])))
    barred = frozenset(generator.sample(range(size), generator.choice([0, 0, 5, 15])))
    heavy = frozenset(generator.sample(range(size), 12))
    limit = max(len(pinned & heavy), generator.randint(1, 4)) if limited else None
    places = generator.choice([5, 10, 10, 15, 20])
    when = generator.choices(range(3), k=size)
    now, later = (frozenset(i for i in range(size) if when[i] == part) for part in (0, 1))
    return MixProblem(columns, weights, places, pinned, frozenset(range(size)) - barred, heavy, limit, now, later)


def time_scenarios(scenarios: int, *, limited: bool) -> dict[str, list[float]]:
    """Return the seconds of each step, one number per scenario."""
    generator = random.Random(2013)  # noqa: S311 - scenarios, not secrets
    times: dict[str, list[float]] = {
        "mix": [],
        "frontier": [],
        "mix + frontier": [],
        "alternates": [],
        "robustness": [],
    }
    for _scenario in range(scenarios):
        problem = draw_problem(generator, limited=limited)
        solution, mix = _time(partial(select_mix, problem))
        _points, frontier = _time(partial(select_frontier, problem))
        _alternates, alternates = _time(partial(find_alternates, problem, solution))
        _verdicts, robustness = _time(partial(judge_robustness, problem, solution))
        for step, seconds in zip(times, (mix, frontier, mix + frontier, alternates, robustness), strict=True):
            times[step].append(seconds)
    return times


def _time(work: Callable[[], T]) -> tuple[T, float]:
    start = perf_counter()
    result = work()
    return result, perf_counter() - start


def main(scenarios: int = 200) -> None:
    """Print a table of times."""
    for limited in (False, True):
        print(f"{scenarios} scenarios, {'with' if limited else 'without'} a heavy limit")
        for step, seconds in time_scenarios(scenarios, limited=limited).items():
            print(f"  {step:15} median {median(seconds) * 1000:7.1f} ms   worst {max(seconds) * 1000:7.1f} ms")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))
