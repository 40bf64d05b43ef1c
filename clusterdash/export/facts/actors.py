"""What falls to each actor, who is trained by whom, and what the donor does at each level."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clusterdash.catalog import Catalog
from clusterdash.export.facts.basis import name_section
from clusterdash.model.chain.ladder import build_donor_ladder
from clusterdash.model.scenario.codes import NETWORK
from clusterdash.results import Results
from clusterdash.views.ladder import describe_ladder
from clusterdash.views.timeline import describe_stage
from clusterdash.views.who import describe_donor, responsible_name, say_training, say_years
from clusterdash.words import _, label


@dataclass(frozen=True)
class ActorTask:
    """One instrument as it concerns an actor: whether it is responsible, when, and its lines of Table 2."""

    code: str
    name: str
    is_responsible: bool
    years: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class ActorFact:
    """An actor with all that falls to it; ``capacity`` is "" where none is given (network, donor)."""

    code: str
    name: str
    letter: str
    capacity: str
    responsible: int
    contributes: int
    tasks: tuple[ActorTask, ...]
    training: tuple[str, ...]
    stages: tuple[str, ...]


@dataclass(frozen=True)
class LadderLine:
    """One line of the donor ladder: what it tells, and a text for each level."""

    name: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class LevelFact:
    """One level of the ladder, with the number of instruments of its mix per delivery status (code -> count)."""

    level: int
    name: str
    sentence: str
    is_current: bool
    statuses: dict[str, int]


@dataclass(frozen=True)
class Duty:
    """One thing the donor does, with its section."""

    text: str
    section: str


@dataclass(frozen=True)
class DonorFact:
    """The donor: its level, its part in this mix, and the ladder of all levels."""

    level: int
    level_name: str
    sentence: str
    duties: tuple[Duty, ...]
    finding: str
    levels: tuple[LevelFact, ...]
    lines: tuple[LadderLine, ...]


def list_actors(catalog: Catalog, results: Results) -> tuple[ActorFact, ...]:
    """Return the network and the actors of the table, each with what falls to it."""
    letters = {row.code: row.letter for row in catalog.actors}
    return tuple(
        ActorFact(
            code=code,
            name=responsible_name(catalog, code),
            letter=letters.get(code, "⌘"),
            capacity=_name_capacity(catalog, results, code),
            responsible=results.plan.load[code].responsible,
            contributes=results.plan.load[code].contributes,
            tasks=tuple(_list_tasks(results, catalog, code)),
            training=tuple(say_training(catalog, one) for one in results.plan.capacity_building if one.actor == code),
            stages=tuple(_list_leads(catalog, results, code)),
        )
        for code in (NETWORK, *letters)
    )


def _name_capacity(catalog: Catalog, results: Results, code: str) -> str:
    if code not in {row.code for row in catalog.governments}:
        return ""
    if code not in results.scenario.capacity:
        return _("not said")
    return next(label(row.label) for row in catalog.capacities if row.code == results.scenario.capacity[code])


def _list_tasks(results: Results, catalog: Catalog, actor: str) -> Iterator[ActorTask]:
    for task in sorted(results.plan.tasks, key=lambda task: (task.responsible != actor, task.start_month)):
        texts = tuple(label(line.text) for line in task.contributions if line.actor == actor)
        if task.responsible == actor or texts:
            name = label(catalog.instrument(task.instrument).short_label)
            yield ActorTask(task.instrument, name, task.responsible == actor, say_years(results, task), texts)


def _list_leads(catalog: Catalog, results: Results, actor: str) -> Iterator[str]:
    """Yield in which rounds an actor leads a stage, stage by stage."""
    chain = results.chain
    for row in catalog.stages:
        cells = describe_stage(catalog, chain, row)["cells"]
        rounds = [
            str(one.number) for one, cell in zip(chain.rounds, cells, strict=True) if cell["lead"]["code"] == actor
        ]
        if rounds:
            yield _("{stage}: leads in round {rounds}").format(stage=label(row.label), rounds=", ".join(rounds))


def tell_donor(catalog: Catalog, results: Results) -> DonorFact:
    """Return the donor's part and the ladder."""
    row = next(row for row in catalog.donor_levels if row.level == results.scenario.donor_level)
    table = describe_ladder(catalog, results)
    sentences = {one.level: label(one.sentence) for one in catalog.donor_levels}
    steps = build_donor_ladder(catalog, results.scenario)
    return DonorFact(
        level=row.level,
        level_name=label(row.label),
        sentence=label(row.sentence),
        duties=tuple(Duty(one["text"], name_section(one["section"])) for one in describe_donor(catalog, results)),
        finding=table["title"] or _("The donor, level by level"),
        levels=tuple(
            LevelFact(
                one["level"], one["name"], sentences.get(one["level"], ""), one["is_current"], dict(step.statuses)
            )
            for one, step in zip(table["steps"], steps, strict=True)
        ),
        lines=tuple(LadderLine(name, tuple(texts)) for name, texts in table["lines"]),
    )
