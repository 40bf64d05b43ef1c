"""The schedule of the chain: rounds with dates, the regions that enter them, and the stages within each round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from clusterdash.catalog import Catalog
from clusterdash.model.delivery.capacity import donor_level_in_round
from clusterdash.model.scenario.scenario import ChainPlan, Scenario, count_potentials, list_regions

MONTHS = 12


@dataclass(frozen=True)
class Entry:
    """A region that promotes a cluster in a round.

    ``number`` is its place in the list (from 1); ``cluster_number`` says which of its clusters it is (from 1);
    ``is_last`` says that no further cluster of this region follows in the programme.
    """

    region: str
    cluster_number: int
    number: int
    is_last: bool = True


@dataclass(frozen=True)
class Round:
    """One round of the chain: its number (from 1), first and last day, the regions that enter, the donor's level."""

    number: int
    start: date
    end: date
    regions: tuple[Entry, ...]
    donor_level: int

    @property
    def start_year(self) -> int:
        """The year in which the round starts."""
        return self.start.year

    @property
    def end_year(self) -> int:
        """The year in which the round ends."""
        return self.end.year


@dataclass(frozen=True)
class StageSpan:
    """When a stage runs in a round: first and last day, and months after the round's start (the end exclusive).

    ``is_clipped`` says that the months asked for lie outside the round, so that the stage was moved into it.
    """

    round: int
    stage: str
    start: date
    end: date
    start_month: int
    end_month: int
    is_clipped: bool = False


def name_cluster(plan: ChainPlan, entry: Entry) -> str:
    """Return which of its potentials a region promotes at a turn, "" where nobody has named it.

    Source: Benner 2013, §5.9 (one cluster a round, several in sequence).
    """
    detail = plan.region_details.get(entry.region)
    named = detail.potentials if detail else ()
    return named[entry.cluster_number - 1] if entry.cluster_number <= len(named) else ""


def build_rounds(scenario: Scenario) -> tuple[tuple[Round, ...], tuple[Entry, ...]]:
    """Return the rounds with their regions, and the clusters that get no turn within the programme.

    Every region gets its first turn before any gets a second one; a region promotes one cluster per round.

    Source: Benner 2013, §5.9; that first clusters go first, and rounds begin in January, are assumptions.
    """
    taken, waiting = _fill_rounds(scenario.chain)
    last = {one.number: one for entries in taken for one in entries}
    rounds = []
    for number, entries in enumerate(taken, 1):
        marked = tuple(replace(one, is_last=False) if last[one.number] is not one else one for one in entries)
        rounds.append(_date_round(scenario, number, marked))
    return tuple(rounds), tuple(waiting)


def _date_round(scenario: Scenario, number: int, entries: tuple[Entry, ...]) -> Round:
    years = scenario.chain.round_years
    start = scenario.place.start_year + (number - 1) * years
    level = donor_level_in_round(scenario, number)
    return Round(number, date(start, 1, 1), date(start + years - 1, MONTHS, 31), entries, level)


def _fill_rounds(plan: ChainPlan) -> tuple[list[list[Entry]], list[Entry]]:
    queue = list(_queue_clusters(plan))
    rounds = []
    for _number in range(plan.rounds):
        entries: list[Entry] = []
        rest: list[Entry] = []
        present: set[int] = set()
        for one in queue:
            has_place = len(entries) < plan.regions_per_round and one.number not in present
            (entries if has_place else rest).append(one)
            if has_place:
                present.add(one.number)
        rounds.append(entries)
        queue = rest
    return rounds, queue


def _queue_clusters(plan: ChainPlan) -> Iterator[Entry]:
    regions = list_regions(plan)
    counts = [count_potentials(plan, region) for region in regions]
    for cluster in range(1, max(counts, default=0) + 1):
        for number, (region, count) in enumerate(zip(regions, counts, strict=True), 1):
            if cluster <= count:
                yield Entry(region, cluster, number)


def build_stage_spans(catalog: Catalog, scenario: Scenario, rounds: tuple[Round, ...]) -> tuple[StageSpan, ...]:
    """Return when each stage runs, for every round in turn.

    The months of the stages table are stretched to the length of a round; months set by hand (``stage_months``) count
    as they are and are moved into the round where they lie outside.

    Source: Benner 2013, §5 (order of the stages); months are assumptions.
    """
    stretch = scenario.chain.round_years / catalog.parameter("round_years")
    length = scenario.chain.round_years * MONTHS
    months = []
    for stage in catalog.stages:
        wish = scenario.chain.stage_months.get(stage.code)
        start, end = wish or (round(stage.start_month * stretch), round(stage.end_month * stretch))
        kept_start = min(start, length - 1)
        kept_end = max(kept_start + 1, min(end, length))
        months.append((stage.code, kept_start, kept_end, wish is not None and end > length))
    return tuple(_span(one, code, start, end, clipped) for one in rounds for code, start, end, clipped in months)


def _span(round_: Round, stage: str, start: int, end: int, is_clipped: bool) -> StageSpan:
    first, after = add_months(round_.start, start), add_months(round_.start, end)
    return StageSpan(round_.number, stage, first, after - timedelta(days=1), start, end, is_clipped)


def add_months(day: date, months: int) -> date:
    """Return the first day of the month that many months later."""
    years, month = divmod(day.month - 1 + months, MONTHS)
    return date(day.year + years, month + 1, 1)
