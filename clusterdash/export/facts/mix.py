"""The mix, what it serves, and what stayed out of it."""

from __future__ import annotations

from dataclasses import dataclass

from clusterdash.catalog import Catalog
from clusterdash.charts import theme
from clusterdash.results import Results
from clusterdash.views.reasons import say_reason
from clusterdash.views.render import share
from clusterdash.views.who import JOBS, PHASES, responsible_name, say_years
from clusterdash.words import _, label


@dataclass(frozen=True)
class Line:
    """One line of Table 2: who can do what, as printed (in translation where there is one)."""

    actor: str
    actor_code: str
    letter: str
    text: str


@dataclass(frozen=True)
class MixFact:
    """An instrument of the mix: how it can be delivered, by whom, when, and what it serves."""

    code: str
    number: int
    name: str
    full_name: str
    status: str
    status_code: str
    icon: str
    responsible: str
    responsible_code: str
    is_suggested: bool
    years: str
    start_month: int
    end_month: int
    phase: str
    job: str
    serves: tuple[str, ...]
    numbers: tuple[int, ...]
    lines: tuple[Line, ...]
    reason: str
    is_pinned: bool


@dataclass(frozen=True)
class MechanismFact:
    """A mechanism: how much it matters here and how the mix serves it; parts in percent of a full mechanism."""

    code: str
    number: int
    name: str
    family: str
    position: int
    mark: str
    colour: str
    is_rated: bool
    salience: int
    rating: str
    count: int
    percent: int
    share: str
    now: float
    later: float
    nobody: float
    instruments: tuple[str, ...]


@dataclass(frozen=True)
class OutFact:
    """An instrument that is not in the mix, and why."""

    code: str
    name: str
    status: str
    icon: str
    reason: str
    is_ruled_out: bool
    is_eligible: bool


def list_mix(catalog: Catalog, results: Results) -> tuple[MixFact, ...]:
    """Return the instruments of the mix in the order in which they start, then of the table."""
    statuses = {row.code: row for row in catalog.delivery_statuses}
    numbers = {row.code: number for number, row in enumerate(catalog.mechanisms, 1)}
    facts = []
    for number, task in enumerate(sorted(results.plan.tasks, key=lambda task: task.start_month), 1):
        row, status = catalog.instrument(task.instrument), statuses[results.strategy.delivery[task.instrument]]
        serves = catalog.serves[row.code]
        who = responsible_name(catalog, task.responsible)
        facts.append(
            MixFact(
                code=row.code,
                number=number,
                name=label(row.short_label),
                full_name=label(row.label),
                status=label(status.label),
                status_code=status.code,
                icon=theme.DELIVERY_ICONS.get(status.code, "?"),
                responsible=who[:1].upper() + who[1:],
                responsible_code=task.responsible,
                is_suggested=task.is_suggested,
                years=say_years(results, task),
                start_month=task.start_month,
                end_month=task.end_month,
                phase=_(PHASES[task.phase]) if task.phase in PHASES else label(task.phase),
                job=_(JOBS[task.job]) if task.job in JOBS else label(task.job),
                serves=tuple(label(catalog.mechanism(code).short_label) for code in serves),
                numbers=tuple(numbers[code] for code in serves),
                lines=tuple(_read_line(catalog, line) for line in task.contributions),
                reason=say_reason(catalog, results, row.code),
                is_pinned=row.code in results.scenario.pinned,
            )
        )
    return tuple(facts)


def _read_line(catalog: Catalog, line: object) -> Line:
    actor = catalog.actor(line.actor)  # type: ignore[attr-defined]
    return Line(label(actor.label), actor.code, actor.letter, label(line.text))  # type: ignore[attr-defined]


def list_mechanisms(catalog: Catalog, results: Results) -> tuple[MechanismFact, ...]:
    """Return all mechanisms in the order of the table."""
    families = {row.code: (place, row) for place, row in enumerate(catalog.families)}
    ratings = {row.level: label(row.label) for row in catalog.salience_levels}
    facts = []
    for number, one in enumerate(results.strategy.coverage, 1):
        row = catalog.mechanism(one.mechanism)
        place, family = families[row.family]
        is_rated = row.code in results.scenario.salience
        facts.append(
            MechanismFact(
                code=row.code,
                number=number,
                name=label(row.short_label),
                family=label(family.label),
                position=place,
                mark=theme.family_mark(place),
                colour=theme.FAMILY_COLOURS["light"][place % len(theme.FAMILY_COLOURS["light"])],
                is_rated=is_rated,
                salience=one.salience,
                rating=ratings.get(one.salience, str(one.salience)) if is_rated else _("not rated"),
                count=one.count,
                percent=round(100 * float(one.strength)),
                share=share(one.strength),
                **{name: round(100 * float(part), 1) for name, part in one.deliverable.items()},
                instruments=tuple(label(catalog.instrument(code).short_label) for code in one.instruments),
            )
        )
    return tuple(facts)


def list_out(catalog: Catalog, results: Results) -> tuple[OutFact, ...]:
    """Return the instruments that are not in the mix, in table order, each with the reason."""
    statuses = {row.code: row for row in catalog.delivery_statuses}
    return tuple(
        OutFact(
            code=row.code,
            name=label(row.short_label),
            status=label(statuses[results.strategy.delivery[row.code]].label),
            icon=theme.DELIVERY_ICONS.get(results.strategy.delivery[row.code], "?"),
            reason=say_reason(catalog, results, row.code),
            is_ruled_out=row.code in results.scenario.excluded,
            is_eligible=results.strategy.eligibility[row.code].is_eligible,
        )
        for row in catalog.instruments
        if row.code not in results.strategy.mix
    )
