"""The activity plan: events counted from the schedule and, where people enter what one costs, a budget."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from clusterdash.catalog import Catalog
from clusterdash.catalog.rows import Activity
from clusterdash.frozen import FrozenMap
from clusterdash.model.chain.chain import Chain
from clusterdash.model.chain.schedule import MONTHS


@dataclass(frozen=True)
class ActivityLine:
    """How often an event takes place, and in all; ``costs`` per round where its unit cost is known, else None."""

    activity: str
    stage: str
    counts: tuple[int, ...]
    unit_cost: float | None
    costs: tuple[float, ...] | None

    @property
    def total(self) -> int:
        """How often it takes place in the whole programme."""
        return sum(self.counts)


@dataclass(frozen=True)
class ActivityPlan:
    """Events per round, and a budget only where unit costs are entered.

    Parameters
    ----------
    lines : one per activity of the table.
    budget : cost per round, in the currency of the scenario; None without any unit cost.
    by_agent : per round, the cost of the stages that an agent leads ("" = no lead); None without any unit cost.
    donor_share : the donor's share of the cost per round, 0 to 1 (None in a round without cost); None without costs.
    half_year : first year from which on the donor's share stays below the limit, if it was above before; else None.
    missing : activities that take place but have no unit cost, so that the budget leaves them out.
    """

    lines: tuple[ActivityLine, ...]
    budget: tuple[float, ...] | None
    by_agent: tuple[FrozenMap[str, float], ...] | None
    donor_share: tuple[float | None, ...] | None
    half_year: int | None
    missing: tuple[str, ...]
    currency: str


def build_activity_plan(catalog: Catalog, chain: Chain) -> ActivityPlan:
    """Return how many events the schedule asks for, per round, with a budget where unit costs are entered.

    The agent who leads a stage carries its events. Pairs are new initiatives that find a mentor among the pilots.

    Source: Benner 2013, §5 (the kinds of events); all counts are assumptions, all costs the users' own.
    """
    lines = tuple(_count_line(catalog, chain, row) for row in catalog.activities)
    missing = tuple(line.activity for line in lines if line.unit_cost is None and line.total)
    currency = chain.scenario.chain.currency
    if not chain.scenario.chain.unit_costs:
        return ActivityPlan(lines, None, None, None, None, missing, currency)
    by_agent = tuple(_sum_agents(chain, lines, place) for place in range(len(chain.rounds)))
    donors = [row.code for row in catalog.donors]
    budget = tuple(sum(costs.values()) for costs in by_agent)
    shares = tuple(_share(costs, donors) for costs in by_agent)
    return ActivityPlan(lines, budget, by_agent, shares, _find_half_year(catalog, chain, lines), missing, currency)


def _count_line(catalog: Catalog, chain: Chain, row: Activity) -> ActivityLine:
    counts = tuple(row.count * _count_units(chain, place, row.per) for place in range(len(chain.rounds)))
    cost = chain.scenario.chain.unit_costs.get(row.code)
    return ActivityLine(row.code, row.stage, counts, cost, None if cost is None else tuple(n * cost for n in counts))


def _count_units(chain: Chain, place: int, per: str) -> int:
    regions = len(chain.rounds[place].regions)
    if per == "region":
        return regions
    if per == "pair":
        return count_pairs(chain, place)
    return 1 if regions else 0


def count_pairs(chain: Chain, place: int) -> int:
    """Return how many new initiatives of a round (counted from 0) find a mentor among the expected pilots."""
    pilots = int(chain.expected_pilots[place] + 0.5)
    return min(len(chain.rounds[place].regions), pilots * chain.scenario.chain.mentoring_capacity)


def _sum_agents(chain: Chain, lines: tuple[ActivityLine, ...], place: int) -> FrozenMap[str, float]:
    leads = chain.leads()
    sums: dict[str, float] = defaultdict(float)
    for line in lines:
        if line.costs is not None:
            sums[leads[place + 1, line.stage].actor] += line.costs[place]
    return FrozenMap(sums)


def _share(costs: FrozenMap[str, float], donors: list[str]) -> float | None:
    total = sum(costs.values())
    return sum(costs.get(code, 0.0) for code in donors) / total if total else None


def _find_half_year(catalog: Catalog, chain: Chain, lines: tuple[ActivityLine, ...]) -> int | None:
    """Return the first year from which on the donor stays below its limit; None if it never was above, or stays so."""
    limit = catalog.parameter("donor_share_limit")
    donors = [row.code for row in catalog.donors]
    years = _sum_years(chain, lines)
    shares = {year: _share(FrozenMap(years[year]), donors) for year in sorted(years)}
    above = [year for year, share in shares.items() if share is not None and share >= limit]
    later = [year for year, share in shares.items() if share is not None and above and year > above[-1]]
    return later[0] if later else None


def _sum_years(chain: Chain, lines: tuple[ActivityLine, ...]) -> dict[int, dict[str, float]]:
    """Return the cost of each year by agent; the events of a stage are spread evenly over its months."""
    years: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    leads = chain.leads()
    for round_, stage, year, share in _spread_stages(chain):
        for line in lines:
            if line.stage == stage and line.costs is not None:
                years[year][leads[round_, stage].actor] += line.costs[round_ - 1] * share
    return years


def _spread_stages(chain: Chain) -> Iterator[tuple[int, str, int, float]]:
    for span in chain.stages:
        length = span.end_month - span.start_month
        start_year = chain.rounds[span.round - 1].start_year
        for year in range(span.start_month // MONTHS, (span.end_month - 1) // MONTHS + 1):
            months = min(span.end_month, (year + 1) * MONTHS) - max(span.start_month, year * MONTHS)
            yield span.round, span.stage, start_year + year, months / length
