"""From codes to positions: Table 1 as numbers, and what is asked of the mix."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from clusterdash.catalog import Catalog
from clusterdash.frozen import FrozenMap
from clusterdash.model.delivery.delivery import LATER, NOW, Eligibility
from clusterdash.model.mix.select import MixProblem, MixSolution, select_mix
from clusterdash.model.scenario.scenario import Scenario

HEAVY = "heavy"


@dataclass(frozen=True)
class Positions:
    """Table 1 as numbers: per instrument the mechanisms it serves as a bitmask, and which instruments are heavy."""

    mechanisms: tuple[str, ...]
    instruments: tuple[str, ...]
    columns: tuple[int, ...]
    served: tuple[int, ...]
    heavy: frozenset[int]

    def codes(self, positions: tuple[int, ...]) -> tuple[str, ...]:
        """Return the instruments at these positions."""
        return tuple(self.instruments[i] for i in positions)


def mix_problem(catalog: Catalog, scenario: Scenario, eligibility: FrozenMap[str, Eligibility]) -> MixProblem:
    """Return what is asked of the mix, in positions of Table 2 and Table 1; what is ruled out cannot enter."""
    positions = read_positions(catalog)
    return MixProblem(
        columns=positions.columns,
        weights=tuple(scenario.weight(code) for code in positions.mechanisms),
        places=scenario.mix_size,
        pinned=frozenset(i for i, code in enumerate(positions.instruments) if code in scenario.pinned),
        eligible=frozenset(
            i
            for i, code in enumerate(positions.instruments)
            if eligibility[code].is_eligible and code not in scenario.excluded
        ),
        heavy=positions.heavy,
        heavy_limit=scenario.heavy_limit,
        now=frozenset(i for i, code in enumerate(positions.instruments) if eligibility[code].when == NOW),
        later=frozenset(i for i, code in enumerate(positions.instruments) if eligibility[code].when == LATER),
    )


@lru_cache(maxsize=8)
def read_positions(catalog: Catalog) -> Positions:
    """Return Table 1 as numbers. Source: Benner 2013, Table 1; which instruments are heavy is an assumption."""
    bits = {row.code: 1 << place for place, row in enumerate(catalog.mechanisms)}
    return Positions(
        mechanisms=tuple(bits),
        instruments=tuple(row.code for row in catalog.instruments),
        columns=tuple(sum(bits[code] for code in catalog.serves[row.code]) for row in catalog.instruments),
        served=tuple(len(catalog.served_by[code]) for code in bits),
        heavy=frozenset(i for i, row in enumerate(catalog.instruments) if row.weight == HEAVY),
    )


@lru_cache(maxsize=256)
def solve_mix(problem: MixProblem) -> MixSolution:
    """Return the best mix of a problem, remembered for those who ask again (ladder, alternates, robustness)."""
    return select_mix(problem)
