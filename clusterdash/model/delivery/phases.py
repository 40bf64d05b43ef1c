"""The phases of a round: institutions and capacity, quick soft instruments, those that need law, money or buildings."""

from __future__ import annotations

from functools import lru_cache

from clusterdash.catalog import Catalog
from clusterdash.model.scenario.scenario import Scenario


def lay_phase(catalog: Catalog, scenario: Scenario, phase: str) -> tuple[int, int]:
    """Return first month and end of a phase, stretched to the length of this round (0 = its first month).

    Source: Benner 2013, §1 (capacity building at the outset), §5.9 (about five years); the months are an assumption.
    """
    stretch = scenario.chain.round_years / catalog.parameter("round_years")
    months = [catalog.parameter(f"{phase}_{edge}_month") * stretch for edge in ("start", "end")]
    return round(months[0]), max(round(months[1]), round(months[0]) + 1)


def find_training_end(catalog: Catalog, scenario: Scenario) -> int:
    """Return the month in which the first phase of a round ends: what waits for training starts then.

    Source: Benner 2013, §1 (capacity building at the outset); the month is an assumption.
    """
    phases = list_phases(catalog)
    return lay_phase(catalog, scenario, phases[0])[1] if phases else 0


@lru_cache(maxsize=8)
def list_phases(catalog: Catalog) -> tuple[str, ...]:
    """Return the phases from the first to the last, by their months. Source: assumption (the months)."""
    phases = dict.fromkeys(row.phase for row in catalog.instruments)
    return tuple(sorted(phases, key=lambda phase: catalog.parameter(f"{phase}_start_month")))
