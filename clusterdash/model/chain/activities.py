"""The activity plan: events counted from the schedule, those of second tries apart."""

from __future__ import annotations

from dataclasses import dataclass

from clusterdash.catalog import Catalog
from clusterdash.catalog.rows import Activity
from clusterdash.model.chain.chain import Chain
from clusterdash.model.chain.dynamics import simulate_rounds
from clusterdash.model.chain.money import Amount


@dataclass(frozen=True)
class ActivityLine:
    """How often an event takes place per round, and what that costs.

    ``counts`` are all events of a round; ``again`` says how many of them are for regions that try a second time.
    ``costs`` per round are there where people gave a ``unit_cost``, else None.
    """

    activity: str
    stage: str
    counts: tuple[int, ...]
    again: tuple[int, ...]
    unit_cost: Amount | None
    costs: tuple[Amount, ...] | None

    @property
    def total(self) -> int:
        """How often it takes place in the whole programme."""
        return sum(self.counts)


@dataclass(frozen=True)
class ActivityPlan:
    """Events per round.

    Parameters
    ----------
    lines : one per activity of the table.
    again : second tries per round, in the middle of the simulated runs.
    missing : activities that take place but have no unit cost.
    """

    lines: tuple[ActivityLine, ...]
    again: tuple[int, ...]
    missing: tuple[str, ...]


def build_activity_plan(catalog: Catalog, chain: Chain, again: tuple[int, ...] | None = None) -> ActivityPlan:
    """Return how many events the schedule and the second tries ask for, per round.

    ``again`` are the second tries per round; left out, they are the middle of the simulated runs. Pairs are initiatives
    that find a mentor among the pilots; new ones find one first.

    Source: Benner 2013, §5 (the kinds of events), §5.9 (second tries); all counts are assumptions.
    """
    if again is None:
        again = count_second_tries(catalog, chain)
    lines = tuple(_count_line(chain, row, again) for row in catalog.activities)
    return ActivityPlan(lines, again, tuple(it.activity for it in lines if it.unit_cost is None and it.total))


def count_second_tries(catalog: Catalog, chain: Chain) -> tuple[int, ...]:
    """Return how many regions try again in each round, in the middle of the simulated runs.

    Source: Benner 2013, §5.9 (those that fail may start again); the chances are assumptions.
    """
    return tuple(int(one.restarted.middle) for one in simulate_rounds(catalog, chain.scenario, chain.rounds).rounds)


def _count_line(chain: Chain, row: Activity, again: tuple[int, ...]) -> ActivityLine:
    first = tuple(row.count * _count_units(chain, place, row.per, 0) for place in range(len(chain.rounds)))
    both = tuple(row.count * _count_units(chain, place, row.per, more) for place, more in enumerate(again))
    pair = chain.scenario.chain.unit_costs.get(row.code)
    cost = None if pair is None else Amount(*pair)
    costs = None if cost is None else tuple(cost * count for count in both)
    return ActivityLine(row.code, row.stage, both, tuple(b - f for b, f in zip(both, first, strict=True)), cost, costs)


def _count_units(chain: Chain, place: int, per: str, again: int) -> int:
    regions = len(chain.rounds[place].regions) + again
    if per == "region":
        return regions
    if per == "pair":
        return count_pairs(chain, place, again)
    return 1 if regions else 0


def count_pairs(chain: Chain, place: int, again: int = 0) -> int:
    """Return how many initiatives of a round (counted from 0) find a mentor among the expected pilots."""
    pilots = int(chain.expected_pilots[place] + 0.5)
    return min(len(chain.rounds[place].regions) + again, pilots * chain.scenario.chain.mentoring_capacity)
