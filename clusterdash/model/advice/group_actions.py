"""What a group can do: first steps to instruments and stages of this very plan, with whom and by when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from clusterdash.catalog import Catalog
from clusterdash.catalog.rows import Contribution, StakeholderGroup
from clusterdash.model.chain.chain import Chain
from clusterdash.model.chain.schedule import MONTHS
from clusterdash.model.delivery.capacity import ABSENT
from clusterdash.model.delivery.delivery import WHEN
from clusterdash.model.plan.plan import Plan, Task
from clusterdash.model.strategy import Strategy

INSTRUMENTS, ACTIONS = 3, 5


@dataclass(frozen=True)
class GroupAction:
    """A first step of a stakeholder group.

    Parameters
    ----------
    instrument, stage : what it is a step to; one of them is "".
    step : the step in plain words (of the data package).
    partner : with whom: who is responsible or leads, else another group; a code of an actor, agent or group, or
        ``network``.
    asks : lines of Table 2 that the partner can be asked for; empty where it has none.
    month : months after the first round begins, by which the step should be done; ``by`` is the day it ends on.
    """

    instrument: str
    stage: str
    step: str
    partner: str
    asks: tuple[Contribution, ...]
    month: int
    by: date


def list_group_actions(
    catalog: Catalog, strategy: Strategy, plan: Plan, chain: Chain, group: str
) -> tuple[GroupAction, ...]:
    """Return up to five first steps of a group, the earliest first: at most three to instruments, then to stages.

    Of the instruments of the mix those come first for which the group is there, then those that can start now, then by
    month, leverage and table order. Empty while nothing is in the mix, and for a group that speaks for a government
    which does not exist here. Raises KeyError for an unknown group.

    Source: Benner 2013, §5.2 (groups), Tables 1 and 2 (instruments, contributions), §5 (stages); steps and their
    choice are assumptions.
    """
    row = next((row for row in catalog.stakeholder_groups if row.code == group), None)
    if row is None:
        raise KeyError(group)
    if not strategy.mix or strategy.scenario.capacity.get(row.actor) == ABSENT:
        return ()
    first = sorted(_list_instrument_actions(catalog, strategy, plan, chain, row), key=lambda it: it[0])
    chosen = [action for _rank, action in first[:INSTRUMENTS]]
    stages = sorted(_list_stage_actions(catalog, chain, row), key=lambda action: action.month)
    return tuple(sorted([*chosen, *stages[: ACTIONS - len(chosen)]], key=lambda action: action.month))


Rank = tuple[bool, int, int, int, int]


def _list_instrument_actions(
    catalog: Catalog, strategy: Strategy, plan: Plan, chain: Chain, group: StakeholderGroup
) -> Iterator[tuple[Rank, GroupAction]]:
    steps = {row.instrument: row for row in catalog.group_steps if row.stakeholder_group == group.code}
    for task in plan.tasks:
        if task.instrument in steps:
            row = steps[task.instrument]
            month = max(task.start_month, strategy.details[task.instrument].start_month or 0)
            partner = task.responsible if task.responsible not in ("", group.actor) else row.partner
            asks = tuple(line for line in task.contributions if line.actor == partner)
            yield (
                (not row.is_core, *_rank(catalog, strategy, task, month)),
                GroupAction(task.instrument, "", row.step, partner, asks, month, _find_day(chain, month)),
            )


def _rank(catalog: Catalog, strategy: Strategy, task: Task, month: int) -> tuple[int, int, int, int]:
    code = task.instrument
    return WHEN.index(strategy.eligibility[code].when), month, -strategy.leverage[code], catalog.position(code)


def _list_stage_actions(catalog: Catalog, chain: Chain, group: StakeholderGroup) -> Iterator[GroupAction]:
    spans = {span.stage: span for span in chain.stages if span.round == 1}
    for row in catalog.group_steps:
        if row.stakeholder_group == group.code and row.stage in spans:
            lead = chain.lead(1, row.stage).actor
            partner = lead if lead not in ("", group.actor) else row.partner
            month = spans[row.stage].start_month
            yield GroupAction("", row.stage, row.step, partner, (), month, _find_day(chain, month))


def _find_day(chain: Chain, month: int) -> date:
    """Return the first day of a month counted from the start of the first round."""
    start = chain.rounds[0].start
    months = start.month - 1 + month
    return date(start.year + months // MONTHS, months % MONTHS + 1, 1)
