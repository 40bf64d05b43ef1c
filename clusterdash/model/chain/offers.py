"""Regions that do not fit into the rounds: how many are left over, and which rounds would take them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import ceil

from clusterdash.catalog import Catalog
from clusterdash.model.chain.schedule import Entry, build_rounds
from clusterdash.model.scenario.number_fields import NUMBER_FIELDS
from clusterdash.model.scenario.scenario import Scenario, count_potentials, list_regions

MOST_ROUNDS = NUMBER_FIELDS["chain.rounds"].high


@dataclass(frozen=True)
class RoundOffer:
    """So many rounds with so many regions each would take all regions."""

    rounds: int
    regions_per_round: int


@dataclass(frozen=True)
class LeftOver:
    """What gets no turn: regions without any, clusters in all (a region may have several), and what would take all.

    ``offers`` is empty where nothing is left over, and where no plan within the bounds would take all.
    """

    regions: int
    clusters: int
    offers: tuple[RoundOffer, ...]


def find_left_over(catalog: Catalog, scenario: Scenario) -> LeftOver:
    """Return what gets no turn, and the fewest rounds, or regions per round, that would take everything.

    Regions per round are offered within the paper's example (five to ten), rounds up to twelve; both are changed
    together only where neither suffices alone.

    Source: Benner 2013, §5.9; twelve rounds are an assumption.
    """
    rounds, waiting = build_rounds(scenario)
    if not waiting:
        return LeftOver(0, 0, ())
    served = {entry.number for one in rounds for entry in one.regions}
    regions = len(list_regions(scenario.chain)) - len(served)
    entries = [*waiting, *(entry for one in rounds for entry in one.regions)]
    return LeftOver(regions, len(waiting), tuple(_find_offers(catalog, scenario, entries)))


def count_rounds_needed(scenario: Scenario, regions_per_round: int) -> int:
    """Return in how many rounds, with so many regions each, every cluster of every region gets a turn.

    There is no upper bound: what comes out may be more than can be planned. Regions with several clusters may need
    one round more than this where they stand late in the list.

    Source: Benner 2013, §5.9 (one cluster per region and round).
    """
    plan = scenario.chain
    counts = [count_potentials(plan, region) for region in list_regions(plan)]
    return max(ceil(sum(counts) / regions_per_round), max(counts, default=0))


def _find_offers(catalog: Catalog, scenario: Scenario, entries: list[Entry]) -> Iterator[RoundOffer]:
    plan = scenario.chain
    low, high = (int(catalog.parameter(f"regions_per_round_{end}")) for end in ("low", "high"))
    rounds, sizes = range(plan.rounds, MOST_ROUNDS + 1), range(max(low, plan.regions_per_round), high + 1)
    longer = _find_first(scenario, entries, (RoundOffer(number, plan.regions_per_round) for number in rounds))
    larger = _find_first(scenario, entries, (RoundOffer(plan.rounds, size) for size in sizes))
    both = (RoundOffer(number, size) for number in rounds for size in sizes)
    alone = [one for one in (longer, larger) if one is not None]
    together = _find_first(scenario, entries, both) if not alone else None
    yield from alone
    if together is not None:
        yield together


def _find_first(scenario: Scenario, entries: list[Entry], offers: Iterable[RoundOffer]) -> RoundOffer | None:
    """Return the first offer that leaves nothing over; those that are too small at a glance are not tried."""
    most = max(entry.cluster_number for entry in entries)
    for one in offers:
        if one.rounds >= most and one.rounds * one.regions_per_round >= len(entries):
            plan = replace(scenario.chain, rounds=one.rounds, regions_per_round=one.regions_per_round)
            if not build_rounds(scenario.change(chain=plan))[1]:
                return one
    return None
