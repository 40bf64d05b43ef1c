"""Times of the chain, its dynamics, a stress test and the sensitivity: median of several fresh scenarios.

Run: python bench/bench_dynamics.py [repeats]. The aims: a few milliseconds for the chain of 500 regions over 12 rounds,
well under a second for 10,000 runs.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

from clusterdash.catalog import load_catalog  # noqa: E402
from clusterdash.model.chain.chain import build_chain  # noqa: E402
from clusterdash.model.chain.dynamics import simulate_dynamics  # noqa: E402
from clusterdash.model.chain.sensitivity import sensitivity  # noqa: E402
from clusterdash.model.chain.stress import STRESSES, run_stress  # noqa: E402
from clusterdash.model.scenario.scenario import ChainPlan, Scenario  # noqa: E402

SMALL = ChainPlan()
LARGE = ChainPlan(region_count=500, rounds=12, regions_per_round=50)


def measure(work: Callable[[Scenario], object], plan: ChainPlan, repeats: int) -> float:
    """Return the median time in milliseconds; each scenario is new, so that no cache helps."""
    times = []
    for seed in range(repeats):
        scenario = Scenario(donor_level=5, chain=replace(plan, seed=seed))
        start = perf_counter()
        work(scenario)
        times.append(perf_counter() - start)
    return 1000 * median(times)


def main() -> None:
    """Print one line per task for a small and the largest programme."""
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    catalog = load_catalog()
    simulate_dynamics(catalog, Scenario())
    tasks: dict[str, Callable[[Scenario], object]] = {
        "build_chain": lambda scenario: build_chain(catalog, scenario),
        "simulate_dynamics (10,000 runs)": lambda scenario: simulate_dynamics(catalog, scenario),
        "run_stress (all)": lambda scenario: [run_stress(catalog, scenario, code) for code in STRESSES],
        "sensitivity": lambda scenario: sensitivity(catalog, scenario),
    }
    for name, work in tasks.items():
        small, large = measure(work, SMALL, repeats), measure(work, LARGE, repeats)
        print(f"{name:32} 12 regions, 3 rounds: {small:8.1f} ms   500 regions, 12 rounds: {large:8.1f} ms")


if __name__ == "__main__":
    main()
