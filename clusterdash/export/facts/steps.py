"""What to look at, and the next steps with who and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clusterdash.catalog import Catalog
from clusterdash.export.facts.basis import name_section
from clusterdash.model.chain.schedule import MONTHS
from clusterdash.results import Results
from clusterdash.views.sentences import fill_warning, join_names, say_value
from clusterdash.views.timeline import name_lead
from clusterdash.views.who import responsible_name
from clusterdash.words import _, label

FIRST_YEAR = 12
SEVERE = ("stop", "serious")


@dataclass(frozen=True)
class WarningFact:
    """A warning in words, with what to do about it."""

    code: str
    severity: str
    title: str
    text: str
    fix: str
    basis: str
    section: str


@dataclass(frozen=True)
class Step:
    """Something to do next: what, who ("" = to be named in the room), by when."""

    what: str
    who: str
    when: str
    section: str


def list_warnings(catalog: Catalog, results: Results) -> tuple[WarningFact, ...]:
    """Return the warnings, the gravest first as on screen."""
    rows = {row.code: row for row in catalog.warnings}
    found = [(rows[one.code], one.severity, fill_warning(catalog, one)) for one in results.remedies]
    return tuple(
        WarningFact(row.code, severity, *words, row.basis, name_section(row.section)) for row, severity, words in found
    )


def list_steps(catalog: Catalog, results: Results, warnings: tuple[WarningFact, ...]) -> tuple[Step, ...]:
    """Return the next steps: mend what is grave, train, begin what starts in the first year, set up the office.

    Before the first rating nothing is advised but what the warnings say.
    """
    if not results.asked.is_rated:
        return tuple(_mend(results, warnings))
    steps = (
        *_mend(results, warnings),
        *_train(catalog, results),
        *_open_stages(catalog, results),
        *_begin_tasks(catalog, results),
        *_found_office(catalog, results),
    )
    return tuple({step.what: step for step in steps}.values())


def _mend(results: Results, warnings: tuple[WarningFact, ...]) -> Iterator[Step]:
    when = _("before {year}").format(year=results.scenario.place.start_year)
    for one in warnings:
        if one.severity in SEVERE and one.fix:
            yield Step(_("{title}: {fix}").format(title=one.title, fix=one.fix), "", when, one.section)


def _train(catalog: Catalog, results: Results) -> Iterator[Step]:
    start = results.scenario.place.start_year
    for one in results.plan.capacity_building:
        months = [results.strategy.details[code].start_month or 0 for code in one.waiting]
        if one.trainers and months:
            yield Step(
                _("Train: {actor}").format(actor=label(catalog.actor(one.actor).label)),
                join_names([say_value(catalog, code) for code in one.trainers]),
                _("by {year}").format(year=start + max(max(months) - 1, 0) // MONTHS),
                "§1",
            )


def _open_stages(catalog: Catalog, results: Results) -> Iterator[Step]:
    leads = results.chain.leads()
    rows = {row.code: row for row in catalog.stages}
    for span in results.chain.stages:
        if span.round == 1 and span.start_month < FIRST_YEAR:
            lead = leads[1, span.stage].actor
            who = name_lead(catalog, lead)["name"] if lead else ""
            row = rows[span.stage]
            yield Step(label(row.label), who, _say_month(results, span.start_month), row.section)


def _begin_tasks(catalog: Catalog, results: Results) -> Iterator[Step]:
    for task in sorted(results.plan.tasks, key=lambda task: task.start_month):
        if task.start_month <= FIRST_YEAR:
            who = responsible_name(catalog, task.responsible) if task.responsible else ""
            name = label(catalog.instrument(task.instrument).short_label)
            yield Step(
                _("Begin: {instrument}").format(instrument=name), who, _say_month(results, task.start_month), "§3"
            )


def _found_office(catalog: Catalog, results: Results) -> Iterator[Step]:
    number = results.chain.office_round
    if number is not None and number <= len(results.chain.rounds) and catalog.governments:
        yield Step(
            _("Set up the cluster promotion office"),
            label(catalog.governments[-1].label),
            _("by {year}").format(year=results.chain.rounds[number - 1].start_year),
            "§6",
        )


def _say_month(results: Results, month: int) -> str:
    """Return month and year, as "03/2027"."""
    return f"{month % MONTHS + 1:02d}/{results.scenario.place.start_year + month // MONTHS}"
