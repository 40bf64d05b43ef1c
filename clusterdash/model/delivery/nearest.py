"""The smallest change: what would have to be different so that an instrument can be delivered better."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from clusterdash.catalog import Catalog
from clusterdash.model.delivery.capacity import ABLE, ABSENT, WEAK, capacity_in_round
from clusterdash.model.delivery.situation import Cell, describe_situation, judge_cell, list_cells
from clusterdash.model.scenario.change import Change, apply_changes
from clusterdash.model.scenario.scenario import DONOR_LEVEL_MAXIMUM, Scenario

MOST_STEPS = 3
PLATFORM_STEPS = {"none": ("build", "existing_organisation"), "build": ("existing_organisation",)}
CAPACITY_SIZES = {(WEAK, ABLE): 1, (ABSENT, WEAK): 2, (ABSENT, ABLE): 3}


@dataclass(frozen=True)
class _Move:
    change: Change
    size: int


def find_smallest_change(catalog: Catalog, scenario: Scenario, instrument: str) -> tuple[Change, ...]:
    """Return the smallest change that improves how an instrument is delivered; empty where none is needed or helps.

    Looks for it where the status warns or is out of reach: fewest steps first, then the smallest (one level of the
    donor, one of capacity, a platform, the donor's money, the office: 1 each; a government that does not exist yet: 1
    more), then the best status, then the order donor, platform, office, capacity.

    Raises KeyError for an unknown instrument.

    Source: assumption (sizes and order); Benner 2013, §1, §3, §6, §9 (what can change).
    """
    cell = _find_cell(catalog, scenario, instrument)
    order = [row.code for row in catalog.delivery_statuses]
    now = judge_cell(cell, describe_situation(catalog, scenario)).status
    if not any(row.code == now and (row.warns or not row.is_eligible) for row in catalog.delivery_statuses):
        return ()
    moves = list(_list_moves(catalog, scenario, instrument))
    for count in range(1, MOST_STEPS + 1):
        changes = _find_best(catalog, scenario, cell, order[: order.index(now)], list(combinations(moves, count)))
        if changes:
            return changes
    return ()


def judge_after(catalog: Catalog, scenario: Scenario, instrument: str, changes: tuple[Change, ...]) -> str:
    """Return the status that an instrument has once some choices are changed.

    Raises KeyError for an unknown instrument.

    Source: Benner 2013, §1, §9, Table 2 (see how each instrument is judged).
    """
    return _judge_after(catalog, scenario, _find_cell(catalog, scenario, instrument), changes)


def _find_cell(catalog: Catalog, scenario: Scenario, instrument: str) -> Cell:
    cell = next((cell for cell in list_cells(catalog, scenario) if cell.instrument == instrument), None)
    if cell is None:
        raise KeyError(instrument)
    return cell


def _find_best(
    catalog: Catalog, scenario: Scenario, cell: Cell, better: list[str], offers: list[tuple[_Move, ...]]
) -> tuple[Change, ...]:
    found = []
    for place, moves in enumerate(offers):
        changes = tuple(move.change for move in moves)
        if len({(change.field, change.code) for change in changes}) == len(changes):
            status = _judge_after(catalog, scenario, cell, changes)
            if status in better:
                found.append((sum(move.size for move in moves), better.index(status), place, changes))
    return min(found, key=lambda offer: offer[:3])[-1] if found else ()


def _judge_after(catalog: Catalog, scenario: Scenario, cell: Cell, changes: tuple[Change, ...]) -> str:
    return judge_cell(cell, describe_situation(catalog, apply_changes(catalog, scenario, changes))).status


def _list_moves(catalog: Catalog, scenario: Scenario, instrument: str) -> Iterator[_Move]:
    yield from _list_donor_moves(catalog, scenario, instrument)
    for platform in PLATFORM_STEPS.get(scenario.platform, ()):
        if any(row.code == platform for row in catalog.platforms):
            yield _Move(Change("platform", "", platform), 1)
    if scenario.chain.office_round != 1:
        yield _Move(Change("chain.office_round", "", 1), 1)
    for actor, before in capacity_in_round(catalog, scenario, 1).items():
        for (low, high), size in CAPACITY_SIZES.items():
            if low == before:
                yield _Move(Change("capacity", actor, high), size)


def _list_donor_moves(catalog: Catalog, scenario: Scenario, instrument: str) -> Iterator[_Move]:
    if not catalog.donors:
        return
    useful = {row.level for row in catalog.donor_actions if row.kind in ("direct", "training", "funding")}
    for level in range(scenario.donor_level + 1, DONOR_LEVEL_MAXIMUM + 1):
        if level in useful:
            yield _Move(Change("donor_level", "", level), level - scenario.donor_level)
    if instrument not in scenario.donor_funds:
        yield _Move(Change("donor_funds", instrument, True), 1)
