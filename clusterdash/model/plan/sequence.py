"""When an instrument runs within its round: institutions first, then soft instruments, then those with resources."""

from __future__ import annotations

from clusterdash.catalog import Catalog
from clusterdash.model.strategy import Strategy

AFTER_TRAINING = "after_capacity_building"
MONTHS = 12


def schedule_task(catalog: Catalog, strategy: Strategy, instrument: str) -> tuple[str, int, int]:
    """Return the phase of an instrument, and the month in which it starts and the month before which it ends.

    Months count from the start of the round (0 = its first month). What waits for capacity building begins when the
    first phase ends; what waits for a network begins when it stands; both keep their length as far as the round lets.

    Source: Benner 2013, §1 (capacity building at the outset), §5.9 (about five years); the months are an assumption.
    """
    phase = strategy.scenario.phases.get(instrument) or catalog.instrument(instrument).phase
    start, end = _lay_phase(catalog, strategy, phase)
    delivery = strategy.details[instrument]
    earliest = _lay_phase(catalog, strategy, list_phases(catalog)[0])[1] if delivery.status == AFTER_TRAINING else 0
    if delivery.from_year is not None:
        earliest = max(earliest, (delivery.from_year - strategy.scenario.place.start_year) * MONTHS)
    moved = max(start, earliest)
    last = max(strategy.scenario.chain.round_years * MONTHS, moved + 1)
    return phase, moved, max(min(moved + end - start, last), moved + 1)


def _lay_phase(catalog: Catalog, strategy: Strategy, phase: str) -> tuple[int, int]:
    """Return first month and end of a phase, stretched to the length of this round."""
    stretch = strategy.scenario.chain.round_years / catalog.parameter("round_years")
    months = [catalog.parameter(f"{phase}_{edge}_month") * stretch for edge in ("start", "end")]
    return round(months[0]), max(round(months[1]), round(months[0]) + 1)


def list_phases(catalog: Catalog) -> list[str]:
    """Return the phases from the first to the last, by their months. Source: assumption (the months)."""
    phases = dict.fromkeys(row.phase for row in catalog.instruments)
    return sorted(phases, key=lambda phase: catalog.parameter(f"{phase}_start_month"))
