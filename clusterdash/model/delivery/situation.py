"""The situation of a place in one round, and what it means for one row of Table 2."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from clusterdash.catalog import Catalog
from clusterdash.catalog.rows import Contribution
from clusterdash.frozen import FrozenMap
from clusterdash.model.delivery.capacity import ABLE, WEAK, capacity_in_round, donor_level_in_round, find_trainers
from clusterdash.model.delivery.phases import find_training_end
from clusterdash.model.scenario.codes import NETWORK
from clusterdash.model.scenario.recent import ROUNDS, keep_recent
from clusterdash.model.scenario.scenario import Scenario

MONTHS = 12
OPENS, YES = "opens", "yes"


@dataclass(frozen=True)
class Way:
    """One way to deliver an instrument: its status, on whom it rests, who trains them, and from when.

    ``agents`` are actor codes or ``network``. ``trainers`` are filled where the way waits for them. ``from_year`` is
    set where it waits for a platform that is still to be built. ``start_month`` counts from the start of the round;
    None where nobody runs it.
    """

    status: str
    agents: tuple[str, ...] = ()
    trainers: tuple[str, ...] = ()
    from_year: int | None = None
    start_month: int | None = None


@dataclass(frozen=True)
class Delivery(Way):
    """How an instrument can be delivered: the way that can start first, and the others that are open (``also``).

    Where nobody runs it, ``agents`` are who would pay or make the rules, which a weak government that somebody trains
    can do as well (``needs_organiser``), or the weak ones whom nobody trains (``at_risk``).
    """

    also: tuple[Way, ...] = ()


@dataclass(frozen=True)
class Cell:
    """What Table 2 says of one instrument: who could run it, who could pay or make rules, who gives directly."""

    instrument: str
    runs: frozenset[str]
    supports: frozenset[str]
    gives: tuple[str, ...]
    network: bool


@dataclass(frozen=True)
class Situation:
    """Who can do what in a place in one round."""

    able: tuple[str, ...]
    weak: tuple[str, ...]
    trainers: FrozenMap[str, tuple[str, ...]]
    donor_gives: bool
    funded: frozenset[str]
    donors: tuple[str, ...]
    stands: bool
    comes_in: int | None
    comes_after: int
    trained_after: int


def judge_cell(cell: Cell, situation: Situation) -> Delivery:
    """Return how one instrument can be delivered in a situation: the way that can start first, and the others.

    Of ways that start in the same month the first of the list counts: by somebody able, after capacity building,
    through the donor, through the network. Where nobody runs it, it is ``needs_organiser`` if an able government, a
    weak one that somebody trains, or the donor could pay or make the rules; ``at_risk`` if only weak governments whom
    nobody trains could; else ``out_of_reach``.

    Source: Benner 2013, Table 2, §1, §9; the statuses and their order are an assumption.
    """
    ways = sorted(_list_ways(cell, situation), key=lambda way: way.start_month or 0)
    if not ways:
        return _judge_gap(cell, situation)
    first = ways[0]
    return Delivery(
        first.status, first.agents, first.trainers, first.from_year, first.start_month, also=tuple(ways[1:])
    )


def _list_ways(cell: Cell, situation: Situation) -> Iterator[Way]:
    """Return the ways that are open, in the order in which they count when they start in the same month."""
    ready = _find_runners(cell, situation, situation.able)
    if ready:
        yield Way("ready", ready, start_month=0)
    growing = _find_runners(cell, situation, tuple(code for code in situation.weak if situation.trainers[code]))
    if growing:
        trainers = _list_trainers(situation, growing)
        yield Way("after_capacity_building", growing, trainers, start_month=situation.trained_after)
    if cell.gives and situation.donor_gives:
        yield Way("through_donor", cell.gives, start_month=0)
    if cell.network and (situation.stands or situation.comes_in is not None):
        yield Way("through_network", (NETWORK,), (), situation.comes_in, situation.comes_after)


def _judge_gap(cell: Cell, situation: Situation) -> Delivery:
    """Return how an instrument stands that nobody runs; a weak payer whom somebody trains counts as able to pay."""
    growing = tuple(code for code in situation.weak if situation.trainers[code])
    payers = _among(situation.able, cell.supports) or _among(growing, cell.supports)
    if cell.instrument in situation.funded:
        payers += situation.donors
    if payers:
        return Delivery("needs_organiser", payers)
    weak = _among(situation.weak, cell.runs | cell.supports)
    return Delivery("at_risk", weak) if weak else Delivery("out_of_reach")


def _find_runners(cell: Cell, situation: Situation, actors: tuple[str, ...]) -> tuple[str, ...]:
    """Return the actors that run it, or the network before the actors that help it; empty if neither works."""
    runners = _among(actors, cell.runs)
    helpers = _among(actors, cell.supports) if situation.stands else ()
    return runners or ((NETWORK, *helpers) if helpers else ())


def _among(actors: tuple[str, ...], codes: frozenset[str]) -> tuple[str, ...]:
    return tuple(code for code in actors if code in codes)


def _list_trainers(situation: Situation, actors: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(trainer for code in actors for trainer in situation.trainers.get(code, ())))


def list_cells(catalog: Catalog, scenario: Scenario) -> tuple[Cell, ...]:
    """Return the row of Table 2 of every instrument, in table order, as far as it counts in this place.

    Source: Benner 2013, Table 2; that the lines on a competition count only where one is planned is an assumption.
    """
    return _list_cells(catalog, find_closed(catalog, scenario))


def list_contributions(catalog: Catalog, scenario: Scenario, instrument: str) -> tuple[Contribution, ...]:
    """Return the lines of Table 2 of an instrument that count in this place (see ``find_closed``)."""
    closed = find_closed(catalog, scenario)
    return tuple(row for row in catalog.contributions_of(instrument) if (instrument, row.kind) not in closed)


def find_closed(catalog: Catalog, scenario: Scenario) -> frozenset[tuple[str, str]]:
    """Return the contributions that do not count here, as instrument and kind: what they rest on is not planned.

    Source: assumption (Table 2 names a cluster competition in lines of its own).
    """
    return frozenset(
        (row.instrument, kind)
        for row in catalog.instrument_needs
        if row.meaning == OPENS and scenario.context.get(row.question) != YES
        for kind in row.kinds
    )


@lru_cache(maxsize=64)
def _list_cells(catalog: Catalog, closed: frozenset[tuple[str, str]]) -> tuple[Cell, ...]:
    organising = {row.code for row in catalog.contribution_kinds if row.is_organising}
    governments = {row.code for row in catalog.governments}
    donors = {row.code for row in catalog.donors}
    cells = []
    for row in catalog.instruments:
        entries = [one for one in catalog.contributions_of(row.code) if (row.code, one.kind) not in closed]
        runs = frozenset(e.actor for e in entries if e.kind in organising and e.actor in governments)
        supports = frozenset(e.actor for e in entries if e.kind not in organising and e.actor in governments)
        gives = tuple(dict.fromkeys(e.actor for e in entries if e.actor in donors))
        cells.append(Cell(row.code, runs, supports, gives, row.network))
    return tuple(cells)


@keep_recent(parts=ROUNDS)
def describe_situation(catalog: Catalog, scenario: Scenario, round_: int = 1) -> Situation:
    """Return who can do what in a round, from capacities, donor, platform and office."""
    capacity = capacity_in_round(catalog, scenario, round_)
    level = donor_level_in_round(scenario, round_)
    stands, comes_in = find_platform(catalog, scenario, round_)
    return Situation(
        able=tuple(code for code, value in capacity.items() if value == ABLE),
        weak=tuple(code for code, value in capacity.items() if value == WEAK),
        trainers=FrozenMap({code: find_trainers(catalog, scenario, code, round_) for code in capacity}),
        donor_gives=has_donor_action(catalog, "direct", level),
        funded=scenario.donor_funds if has_donor_action(catalog, "funding", level) else frozenset(),
        donors=tuple(row.code for row in catalog.donors),
        stands=stands,
        comes_in=comes_in,
        comes_after=0 if comes_in is None else (comes_in - _find_start_year(scenario, round_)) * MONTHS,
        trained_after=find_training_end(catalog, scenario),
    )


def _find_start_year(scenario: Scenario, round_: int) -> int:
    return scenario.place.start_year + (round_ - 1) * scenario.chain.round_years


def has_donor_action(catalog: Catalog, kind: str, level: int) -> bool:
    """Return whether a donor is there and its level switches on an action of a kind. Source: Benner 2013, §5 to §9."""
    return bool(catalog.donors) and any(row.kind == kind and row.level <= level for row in catalog.donor_actions)


def find_platform(catalog: Catalog, scenario: Scenario, round_: int = 1) -> tuple[bool, int | None]:
    """Return whether a platform stands at the start of a round, and else the year in which it will (None: never).

    Source: Benner 2013, §3, §7; the year is an assumption.
    """
    stands = {row.code: row.stands for row in catalog.platforms}.get(scenario.platform, "no")
    begun = (round_ - 1) * scenario.chain.round_years
    if stands == "yes" or (stands == "later" and scenario.platform_year <= begun):
        return True, None
    return False, scenario.place.start_year + scenario.platform_year if stands == "later" else None
