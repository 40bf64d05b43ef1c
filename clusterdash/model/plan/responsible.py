"""Whose job an instrument is, and who is suggested to be responsible for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import ceil

from clusterdash.catalog import Catalog
from clusterdash.frozen import FrozenMap
from clusterdash.model.delivery.situation import find_platform, list_cells
from clusterdash.model.scenario.codes import NETWORK
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.model.strategy import Strategy

INITIATIVE, INDEPENDENT = "initiative", "independent"
COMPETITION = "competition"
NOBODY = ""
# Asked by name; a catalog without this question simply never hears "yes".
SHARED_VISION = "strong_shared_vision"
NEEDS_ORGANISER = "needs_organiser"


def judge_jobs(catalog: Catalog, scenario: Scenario, instruments: Iterable[str]) -> FrozenMap[str, str]:
    """Return for each instrument whether it fits a cluster initiative or is better left to an independent body.

    Instruments that bring rivals in are ``independent`` (government or a body such as an investment promotion agency),
    unless a strong shared vision holds the firms together; all others fit the ``initiative``. A choice by hand stands.

    Source: Benner 2013, §9; which instruments bring rivals in is an assumption.
    """
    is_shared = scenario.context.get(SHARED_VISION) == "yes"
    brings_rivals = {row.code: row.orientation == COMPETITION and not is_shared for row in catalog.instruments}
    return FrozenMap(
        {
            code: scenario.independent.get(code, INDEPENDENT if brings_rivals[code] else INITIATIVE)
            for code in instruments
        }
    )


def list_runners(catalog: Catalog, strategy: Strategy, instrument: str, job: str) -> tuple[str, ...]:
    """Return who could be responsible for an instrument, closest to the cluster first; empty where nobody runs it.

    A standing network, if the instrument fits it, then the actors on whom its delivery rests.

    Source: Benner 2013, §3 (the network as a hub), §9 (agents closer to the cluster), Table 2.
    """
    stands, _year = find_platform(catalog, strategy.scenario)
    hub = (NETWORK,) if stands and job == INITIATIVE and catalog.instrument(instrument).network else ()
    delivery = strategy.details[instrument]
    if delivery.status == NEEDS_ORGANISER:
        return hub
    agents = (NETWORK,) if NETWORK in delivery.agents else _drop_payers(catalog, strategy, instrument)
    return tuple(dict.fromkeys(hub + agents))


def _drop_payers(catalog: Catalog, strategy: Strategy, instrument: str) -> tuple[str, ...]:
    agents = strategy.details[instrument].agents
    cell = next(cell for cell in list_cells(catalog, strategy.scenario) if cell.instrument == instrument)
    return tuple(code for code in agents if code in cell.runs or code in cell.gives)


def suggest_responsible(catalog: Catalog, strategy: Strategy, jobs: Mapping[str, str]) -> FrozenMap[str, str]:
    """Return who should be responsible for each instrument of the mix: an actor, ``network``, or "" for nobody.

    As close to the cluster as possible, while nobody carries more than the share of the mix that would be too much
    (parameter ``overload_share``). Instruments with the fewest who could run them are given away first; what people
    decided by hand counts towards the load.

    Source: Benner 2013, §9 (agents closer to the cluster); the share is an assumption.
    """
    by_hand = {code: who for code, who in strategy.scenario.responsible.items() if code in strategy.mix}
    limit = find_load_limit(catalog, len(strategy.mix))
    carried = Counter(by_hand.values())
    runners = {code: list_runners(catalog, strategy, code, jobs[code]) for code in strategy.mix}
    chosen: dict[str, str] = {}
    for code in sorted(strategy.mix, key=lambda code: len(runners[code])):
        free = [who for who in runners[code] if carried[who] < limit]
        chosen[code] = (free or list(runners[code]) or [NOBODY])[0]
        carried[chosen[code]] += code not in by_hand
    return FrozenMap({code: chosen[code] for code in strategy.mix})


def find_load_limit(catalog: Catalog, size: int) -> int:
    """Return for how many instruments of a mix of ``size`` one actor may be responsible, rounded up.

    Rounded up, so that two actors can share an odd number. Smaller mixes than ``overload_minimum`` have no limit.

    Source: assumption.
    """
    if size < catalog.parameter("overload_minimum"):
        return size
    return ceil(catalog.parameter("overload_share") * size)
