"""Who does what, when, and who needs training for it: the plan of a mix."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clusterdash.catalog import Catalog
from clusterdash.catalog.rows import Contribution
from clusterdash.frozen import FrozenMap
from clusterdash.model.delivery.capacity import ABSENT, WEAK, capacity_in_round, find_donor_trainers, find_trainers
from clusterdash.model.delivery.situation import has_donor_action, list_contributions
from clusterdash.model.plan.responsible import INDEPENDENT, INITIATIVE, judge_jobs, suggest_responsible
from clusterdash.model.plan.sequence import schedule_task
from clusterdash.model.scenario.codes import NETWORK
from clusterdash.model.strategy import Strategy

__all__ = [
    "INDEPENDENT",
    "INITIATIVE",
    "DonorTask",
    "Load",
    "Plan",
    "Task",
    "Training",
    "build_plan",
]

AFTER_TRAINING = "after_capacity_building"


@dataclass(frozen=True)
class Task:
    """What has to be done for one instrument of the mix.

    Parameters
    ----------
    responsible : an actor code, ``network`` or "" (nobody runs it); ``suggested`` is what the program would say, and
        ``is_suggested`` whether it stands.
    contributions : lines of Table 2 of all who are there, as printed; the donor's where they are switched on, those on
        a competition where one is planned.
    job : ``initiative`` or ``independent``: whose job it is better left to.
    phase, start_month, end_month : its place in the round; months count from the start, the end is not included.
    """

    instrument: str
    responsible: str
    suggested: str
    is_suggested: bool
    contributions: tuple[Contribution, ...]
    job: str
    phase: str
    start_month: int
    end_month: int


@dataclass(frozen=True)
class Load:
    """For how many instruments of the mix somebody is responsible, and to how many it contributes."""

    responsible: int
    contributes: int


@dataclass(frozen=True)
class Training:
    """A weak government with work in the mix: for what, who can train it (empty: nobody), and what waits for it."""

    actor: str
    instruments: tuple[str, ...]
    trainers: tuple[str, ...]
    waiting: tuple[str, ...]


@dataclass(frozen=True)
class DonorTask:
    """What the donor does at its level.

    ``direct`` are its own lines of Table 2; ``catalytic`` the lines of the governments that it trains; ``actions`` the
    codes of all actions that are switched on; ``funds`` the instruments of the mix that it pays for.
    """

    direct: tuple[Contribution, ...] = ()
    catalytic: tuple[Contribution, ...] = ()
    actions: tuple[str, ...] = ()
    funds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """The plan of a mix: tasks in table order, load per actor, capacity building, the donor's part."""

    tasks: tuple[Task, ...]
    load: FrozenMap[str, Load]
    capacity_building: tuple[Training, ...]
    donor: DonorTask


def build_plan(catalog: Catalog, strategy: Strategy) -> Plan:
    """Return who does what in the mix, who carries how much, who must be trained first, and what the donor does.

    Source: Benner 2013, Table 2 (contributions), §1 (capacity building first), §9 (whose job, donor); who is
    responsible and when are assumptions that people can overrule.
    """
    tasks = tuple(_build_tasks(catalog, strategy))
    return Plan(
        tasks, _measure_load(catalog, tasks), _list_trainings(catalog, strategy, tasks), _tell_donor(catalog, strategy)
    )


def _build_tasks(catalog: Catalog, strategy: Strategy) -> Iterator[Task]:
    scenario = strategy.scenario
    jobs = judge_jobs(catalog, scenario, strategy.mix)
    suggested = suggest_responsible(catalog, strategy, jobs)
    present = _list_present(catalog, strategy)
    for code in strategy.mix:
        responsible = scenario.responsible.get(code, suggested[code])
        lines = tuple(row for row in list_contributions(catalog, scenario, code) if row.actor in present)
        phase, start, end = schedule_task(catalog, strategy, code)
        by_program = code not in scenario.responsible
        yield Task(code, responsible, suggested[code], by_program, lines, jobs[code], phase, start, end)


def _list_present(catalog: Catalog, strategy: Strategy) -> frozenset[str]:
    """Return the actors whose contributions count: governments that exist, and the donor where it gives directly."""
    capacity = capacity_in_round(catalog, strategy.scenario, 1)
    governments = {code for code, value in capacity.items() if value != ABSENT}
    gives = has_donor_action(catalog, "direct", strategy.scenario.donor_level)
    return frozenset(governments | ({row.code for row in catalog.donors} if gives else set()))


def _measure_load(catalog: Catalog, tasks: tuple[Task, ...]) -> FrozenMap[str, Load]:
    return FrozenMap({code: _load_of(code, tasks) for code in (NETWORK, *(row.code for row in catalog.actors))})


def _load_of(actor: str, tasks: tuple[Task, ...]) -> Load:
    return Load(
        responsible=sum(task.responsible == actor for task in tasks),
        contributes=sum(any(row.actor == actor for row in task.contributions) for task in tasks),
    )


def _list_trainings(catalog: Catalog, strategy: Strategy, tasks: tuple[Task, ...]) -> tuple[Training, ...]:
    capacity = capacity_in_round(catalog, strategy.scenario, 1)
    trainings = (_train(catalog, strategy, tasks, code) for code, value in capacity.items() if value == WEAK)
    return tuple(training for training in trainings if training.instruments)


def _train(catalog: Catalog, strategy: Strategy, tasks: tuple[Task, ...], actor: str) -> Training:
    work = tuple(
        task.instrument
        for task in tasks
        if task.responsible == actor or any(row.actor == actor for row in task.contributions)
    )
    waiting = tuple(code for code in work if _waits_for(strategy, code, actor))
    return Training(actor, work, find_trainers(catalog, strategy.scenario, actor), waiting)


def _waits_for(strategy: Strategy, instrument: str, actor: str) -> bool:
    delivery = strategy.details[instrument]
    return delivery.status == AFTER_TRAINING and actor in delivery.agents


def _tell_donor(catalog: Catalog, strategy: Strategy) -> DonorTask:
    level = strategy.scenario.donor_level
    if not catalog.donors or not level:
        return DonorTask()
    present = _list_present(catalog, strategy)
    trained = {row.code for row in catalog.governments if find_donor_trainers(catalog, row.code, level)} & present
    lines = tuple(row for code in strategy.mix for row in list_contributions(catalog, strategy.scenario, code))
    donors = {row.code for row in catalog.donors} & present
    pays = has_donor_action(catalog, "funding", level)
    return DonorTask(
        direct=tuple(row for row in lines if row.actor in donors),
        catalytic=tuple(row for row in lines if row.actor in trained),
        actions=tuple(dict.fromkeys(row.code for row in catalog.donor_actions if row.level <= level)),
        funds=tuple(code for code in strategy.mix if pays and code in strategy.scenario.donor_funds),
    )
