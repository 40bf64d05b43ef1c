"""When an instrument runs within its round: institutions first, then soft instruments, then those with resources."""

from __future__ import annotations

from clusterdash.catalog import Catalog
from clusterdash.model.delivery.phases import lay_phase
from clusterdash.model.strategy import Strategy

MONTHS = 12


def schedule_task(catalog: Catalog, strategy: Strategy, instrument: str) -> tuple[str, int, int]:
    """Return the phase of an instrument, and the month in which it starts and the month before which it ends.

    Months count from the start of the round (0 = its first month). What waits for capacity building begins when the
    first phase ends; what waits for a network begins when it stands; both keep their length as far as the round lets.

    Source: Benner 2013, §1 (capacity building at the outset), §5.9 (about five years); the months are an assumption.
    """
    phase = strategy.scenario.phases.get(instrument) or catalog.instrument(instrument).phase
    start, end = lay_phase(catalog, strategy.scenario, phase)
    moved = max(start, strategy.details[instrument].start_month or 0)
    last = max(strategy.scenario.chain.round_years * MONTHS, moved + 1)
    return phase, moved, max(min(moved + end - start, last), moved + 1)
