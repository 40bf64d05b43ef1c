"""What to look at, and the next steps with who and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clusterdash.catalog import Catalog
from clusterdash.export.facts.basis import name_section
from clusterdash.model.scenario.next_step import NextStep
from clusterdash.results import Results
from clusterdash.views.next_steps import list_open_steps, name_step, say_day
from clusterdash.views.sentences import fill_warning
from clusterdash.words import _

FIRST_YEAR = 12
SEVERE = ("stop", "serious")
LATER = ("§1", "§6")  # training and the office, whenever the plan has them


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
    """Something to do next: what, who ("" = to be named in the room), by when, and the day on which it was done.

    ``is_agreed`` tells whether people put it on their list, or the plan only suggests it; ``code`` is what of the plan
    it is about, "" where people said it in their own words; ``due`` the day of what was agreed, to sort by.
    """

    what: str
    who: str
    when: str
    section: str
    done: str = ""
    note: str = ""
    is_agreed: bool = False
    code: str = ""
    due: str = ""


def list_warnings(catalog: Catalog, results: Results) -> tuple[WarningFact, ...]:
    """Return the warnings, the gravest first as on screen."""
    rows = {row.code: row for row in catalog.warnings}
    found = [(rows[one.code], one.severity, fill_warning(catalog, one)) for one in results.remedies]
    return tuple(
        WarningFact(row.code, severity, *words, row.basis, name_section(row.section)) for row, severity, words in found
    )


def list_steps(catalog: Catalog, results: Results, warnings: tuple[WarningFact, ...]) -> tuple[Step, ...]:
    """Return the next steps that people agreed on; where there are none, what the warnings and the plan suggest.

    Suggested are: mend what is grave, train, begin what starts in the first year, set up the office. Before the first
    rating nothing is suggested but what the warnings say.
    """
    agreed = tuple(_tell_agreed(catalog, one) for one in results.asked.next_steps)
    return agreed or suggest_next(catalog, results, warnings)


def suggest_next(catalog: Catalog, results: Results, warnings: tuple[WarningFact, ...]) -> tuple[Step, ...]:
    """Return what the warnings and the plan suggest and is not on the list yet."""
    first = [one for one in list_open_steps(catalog, results) if one.month <= FIRST_YEAR or one.section in LATER]
    steps = (*_mend(results, warnings), *(Step(one.text, one.step.owner, one.when, one.section) for one in first))
    return tuple({step.what: step for step in steps}.values())


def _tell_agreed(catalog: Catalog, step: NextStep) -> Step:
    done = (say_day(step.done_on) or _("yes")) if step.done else ""
    return Step(name_step(catalog, step), step.owner, say_day(step.due), "", done, step.note, True, step.code, step.due)


def _mend(results: Results, warnings: tuple[WarningFact, ...]) -> Iterator[Step]:
    when = _("before {year}").format(year=results.scenario.place.start_year)
    for one in warnings:
        if one.severity in SEVERE and one.fix:
            yield Step(_("{title}: {fix}").format(title=one.title, fix=one.fix), "", when, one.section)
