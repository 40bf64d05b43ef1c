"""The smallest change: what would have to be different so that an instrument can be delivered better."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from clusterdash.catalog import Catalog
from clusterdash.frozen import FrozenMap
from clusterdash.model.delivery.capacity import ABLE, ABSENT, WEAK, capacity_in_round
from clusterdash.model.delivery.situation import Cell, Delivery, describe_situation, judge_cell, list_cells
from clusterdash.model.scenario.scenario import DONOR_LEVEL_MAXIMUM, Scenario

MOST_STEPS = 3
PLATFORM_STEPS = {"none": ("build", "existing_organisation"), "build": ("existing_organisation",)}
CAPACITY_SIZES = {(WEAK, ABLE): 1, (ABSENT, WEAK): 2, (ABSENT, ABLE): 3}


@dataclass(frozen=True)
class Step:
    """One choice to change: the field of the scenario, the code in it, the value before and after.

    ``field`` is ``capacity``, ``platform``, ``donor_level``, ``donor_funds`` or ``office_round``; ``becomes`` is the
    status of the instrument once all steps are taken.
    """

    field: str
    code: str
    before: str | int | bool
    after: str | int | bool
    becomes: str = ""


@dataclass(frozen=True)
class _Move:
    step: Step
    size: int


@lru_cache(maxsize=1024)
def find_smallest_change(catalog: Catalog, scenario: Scenario, instrument: str) -> tuple[Step, ...]:
    """Return the smallest change that improves how an instrument is delivered; empty where none is needed or helps.

    Looks for it where the status warns or is out of reach: fewest steps first, then the smallest (one level of the
    donor, one of capacity, a platform, the donor's money, the office: 1 each; a government that does not exist yet: 1
    more), then the best status, then the order donor, platform, office, capacity.

    Raises KeyError for an unknown instrument.

    Source: assumption (sizes and order); Benner 2013, §1, §3, §6, §9 (what can change).
    """
    cell = next((cell for cell in list_cells(catalog) if cell.instrument == instrument), None)
    if cell is None:
        raise KeyError(instrument)
    order = [row.code for row in catalog.delivery_statuses]
    now = judge_cell(cell, describe_situation(catalog, scenario)).status
    if not any(row.code == now and (row.warns or not row.is_eligible) for row in catalog.delivery_statuses):
        return ()
    moves = list(_list_moves(catalog, scenario, instrument))
    for count in range(1, MOST_STEPS + 1):
        steps = _find_best(catalog, scenario, cell, order[: order.index(now)], list(combinations(moves, count)))
        if steps:
            return steps
    return ()


def apply_steps(scenario: Scenario, steps: tuple[Step, ...]) -> Scenario:
    """Return the scenario after the steps."""
    for step in steps:
        scenario = _apply_step(scenario, step)
    return scenario


def _apply_step(scenario: Scenario, step: Step) -> Scenario:
    if step.field == "capacity":
        return scenario.change(capacity=FrozenMap({**scenario.capacity, step.code: step.after}))
    if step.field == "donor_funds":
        return scenario.change(donor_funds=scenario.donor_funds | {step.code})
    if step.field == "office_round":
        return scenario.change(chain=replace(scenario.chain, office_round=int(step.after)))
    return scenario.change(**{step.field: step.after})


def _find_best(
    catalog: Catalog, scenario: Scenario, cell: Cell, better: list[str], offers: list[tuple[_Move, ...]]
) -> tuple[Step, ...]:
    found = []
    for place, moves in enumerate(offers):
        steps = tuple(move.step for move in moves)
        if len({(step.field, step.code) for step in steps}) == len(steps):
            status = _judge_after(catalog, scenario, cell, steps).status
            if status in better:
                found.append((sum(move.size for move in moves), better.index(status), place, steps, status))
    if not found:
        return ()
    *_ranks, steps, status = min(found, key=lambda offer: offer[:3])
    return tuple(replace(step, becomes=status) for step in steps)


def _judge_after(catalog: Catalog, scenario: Scenario, cell: Cell, steps: tuple[Step, ...]) -> Delivery:
    return judge_cell(cell, describe_situation(catalog, apply_steps(scenario, steps)))


def _list_moves(catalog: Catalog, scenario: Scenario, instrument: str) -> Iterator[_Move]:
    yield from _list_donor_moves(catalog, scenario, instrument)
    for platform in PLATFORM_STEPS.get(scenario.platform, ()):
        if any(row.code == platform for row in catalog.platforms):
            yield _Move(Step("platform", "", scenario.platform, platform), 1)
    if scenario.chain.office_round != 1:
        yield _Move(Step("office_round", "", scenario.chain.office_round, 1), 1)
    for actor, before in capacity_in_round(catalog, scenario, 1).items():
        for (low, high), size in CAPACITY_SIZES.items():
            if low == before:
                yield _Move(Step("capacity", actor, before, high), size)


def _list_donor_moves(catalog: Catalog, scenario: Scenario, instrument: str) -> Iterator[_Move]:
    if not catalog.donors:
        return
    useful = {row.level for row in catalog.donor_actions if row.kind in ("direct", "training", "funding")}
    for level in range(scenario.donor_level + 1, DONOR_LEVEL_MAXIMUM + 1):
        if level in useful:
            yield _Move(Step("donor_level", "", scenario.donor_level, level), level - scenario.donor_level)
    if instrument not in scenario.donor_funds:
        yield _Move(Step("donor_funds", instrument, False, True), 1)
