"""Next steps: those that people agreed on, and what the plan suggests: training, the first round, the office."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.model.advice.follow_up import DONE, LATE, OPEN, FollowUp, StepReview, judge_step
from clusterdash.model.chain.handover import build_checklist
from clusterdash.model.chain.schedule import MONTHS
from clusterdash.model.scenario.checks import NAME_LIMIT
from clusterdash.model.scenario.next_step import NOTE_LIMIT, WHAT_LIMIT, NextStep
from clusterdash.results import Results
from clusterdash.views.render import render
from clusterdash.views.sentences import join_names, name_agent, say_value
from clusterdash.views.timeline import name_lead
from clusterdash.views.who import responsible_name
from clusterdash.words import _, current_language, label, ngettext

OFFICE = "office"


@dataclass(frozen=True)
class SuggestedStep:
    """What the plan says comes next: the step as it would be written down, in words, and when it begins.

    ``month`` counts from the start of the first round.
    """

    step: NextStep
    text: str
    when: str
    month: int
    section: str


# --- what the plan suggests --------------------------------------------------------------------------------------
def suggest_steps(catalog: Catalog, results: Results, today: str = "") -> tuple[SuggestedStep, ...]:
    """Return what the plan says comes next, in the order of time within each kind; nothing before the first rating.

    Training, the stages of the first round, the instruments that start in it, and the office. The owner is the
    organisation of the plan; a day of the plan that is over on ``today`` is left out.

    Source: Benner 2013, §1, §3, §5, §6; the order and the days are assumptions (the plan's months).
    """
    if not results.asked.is_rated:
        return ()
    found = (
        *_train(catalog, results),
        *_open_stages(catalog, results),
        *_begin_tasks(catalog, results),
        *_found_office(catalog, results),
    )
    return tuple(_forget_past(one, today) for one in found)


def list_open_steps(catalog: Catalog, results: Results, today: str = "") -> tuple[SuggestedStep, ...]:
    """Return what the plan suggests and nobody has put on the list yet."""
    taken = {one.code for one in results.asked.next_steps if not one.what.strip()}
    return tuple(one for one in suggest_steps(catalog, results, today) if one.step.code not in taken)


def offer_condition(catalog: Catalog, results: Results, code: str) -> NextStep | None:
    """Return what must be true before the donor steps back as a step; None where the code is none of these.

    The owner is who takes over, the day the last one before the round.

    Source: Benner 2013, §5 to §8 (the conditions); the day is an assumption.
    """
    for one in build_checklist(catalog, results.chain):
        if one.code == code:
            due = f"{one.year - 1}-12-31" if one.year else ""
            return NextStep(code=code, owner=name_agent(catalog, one.to)[:NAME_LIMIT] if one.to else "", due=due)
    return None


def _forget_past(one: SuggestedStep, today: str) -> SuggestedStep:
    if not today or one.step.due >= today:
        return one
    return SuggestedStep(NextStep(code=one.step.code, owner=one.step.owner), one.text, one.when, one.month, one.section)


def _train(catalog: Catalog, results: Results) -> Iterator[SuggestedStep]:
    for one in results.plan.capacity_building:
        months = [results.strategy.details[code].start_month or 0 for code in one.waiting]
        if one.trainers and months:
            month = max(max(months) - 1, 0)
            who = join_names([name_agent(catalog, code) for code in one.trainers])
            when = _("by {year}").format(year=results.scenario.place.start_year + month // MONTHS)
            yield _suggest(catalog, results, one.actor, who, month, when, "§1")


def _open_stages(catalog: Catalog, results: Results) -> Iterator[SuggestedStep]:
    leads = results.chain.leads()
    sections = {row.code: row.section for row in catalog.stages}
    for span in results.chain.stages:
        if span.round == 1:
            lead = leads[1, span.stage].actor
            who = name_lead(catalog, lead)["name"] if lead else ""
            yield _suggest(catalog, results, span.stage, who, span.start_month, "", sections[span.stage])


def _begin_tasks(catalog: Catalog, results: Results) -> Iterator[SuggestedStep]:
    last = results.scenario.chain.round_years * MONTHS
    for task in sorted(results.plan.tasks, key=lambda task: task.start_month):
        if task.start_month < last:
            who = responsible_name(catalog, task.responsible) if task.responsible else ""
            yield _suggest(catalog, results, task.instrument, who, task.start_month, "", "§3")


def _found_office(catalog: Catalog, results: Results) -> Iterator[SuggestedStep]:
    number = results.chain.office_round
    if number is not None and number <= len(results.chain.rounds) and catalog.governments:
        year = results.chain.rounds[number - 1].start_year
        month = (year - results.scenario.place.start_year) * MONTHS
        who = label(catalog.governments[-1].label)
        yield _suggest(catalog, results, OFFICE, who, month, _("by {year}").format(year=year), "§6")


def _suggest(
    catalog: Catalog, results: Results, code: str, who: str, month: int, when: str, section: str
) -> SuggestedStep:
    step = NextStep(code=code, owner=who[:NAME_LIMIT], due=find_day(results.scenario.place.start_year, month))
    return SuggestedStep(step, name_step(catalog, step), when or _say_month(results, month), month, section)


def _say_month(results: Results, month: int) -> str:
    """Return month and year, as "03/2027"."""
    return f"{month % MONTHS + 1:02d}/{results.scenario.place.start_year + month // MONTHS}"


def find_day(start_year: int, month: int) -> str:
    """Return the last day of a month, counted from the start of the first round, as 2027-03-31.

    Source: assumption (what begins in a month has begun by its end).
    """
    year, number = start_year + month // MONTHS, month % MONTHS + 1
    return date(year, number, monthrange(year, number)[1]).isoformat()


# --- in words ----------------------------------------------------------------------------------------------------
def name_step(catalog: Catalog, step: NextStep) -> str:
    """Return what is to be done, in words: people's own, or those of what the code names."""
    if step.what.strip():
        return step.what
    if step.code in {row.code for row in catalog.instruments}:
        return _("Begin: {instrument}").format(instrument=label(catalog.instrument(step.code).short_label))
    if step.code in {row.code for row in catalog.actors}:
        return _("Train: {actor}").format(actor=label(catalog.actor(step.code).label))
    if step.code == OFFICE:
        return _("Set up the cluster promotion office")
    conditions = {row.code: row.text for row in catalog.handover_conditions}
    return label(conditions[step.code]) if step.code in conditions else say_value(catalog, step.code)


def say_day(day: str) -> str:
    """Return a day (as 2027-03-31) in words of the language in use; "" for none."""
    from babel.dates import format_date

    return str(format_date(date.fromisoformat(day), "medium", locale=current_language())) if day else ""


def say_list(steps: Sequence[NextStep]) -> str:
    """Return how many next steps are on the list, and how many of them are done."""
    if not steps:
        return _("No next step on the list yet")
    done = sum(one.done for one in steps)
    told = ngettext("{count} next step", "{count} next steps", len(steps)).format(count=len(steps))
    counted = ngettext("{steps}, {count} done", "{steps}, {count} done", done).format(steps=told, count=done)
    return counted if done else told


def say_state(review: StepReview) -> str:
    """Return how a step stands: done (and when), late by so many days, or "" while it is open."""
    if review.state == DONE:
        on = say_day(review.step.done_on)
        return _("done on {day}").format(day=on) if on else _("done")
    if review.days_late:
        count = review.days_late
        return ngettext("{count} day late", "{count} days late", count).format(count=count)
    return ""


def say_follow_up(catalog: Catalog, found: FollowUp) -> str:
    """Return in a sentence what became of the steps of an earlier workshop; "" where there are none."""
    if not found.reviews:
        return ""
    done, late, open_ = found.count(DONE), found.count(LATE), found.count(OPEN)
    steps = ngettext("{count} step", "{count} steps", len(found.reviews)).format(count=len(found.reviews))
    parts = [ngettext("{done} of {steps} done", "{done} of {steps} done", done).format(done=done, steps=steps)]
    parts += [ngettext("{count} late", "{count} late", late).format(count=late)] if late else []
    parts += [ngettext("{count} open", "{count} open", open_).format(count=open_)] if open_ else []
    told = ", ".join(parts)
    told = _("Since {day}: {told}").format(day=say_day(found.since), told=told) if found.since else told
    begun = _say_begun(catalog, found)
    return _("{told}; {more}.").format(told=told, more=begun) if begun else f"{told}."


def _say_begun(catalog: Catalog, found: FollowUp) -> str:
    codes = {row.code for row in catalog.instruments}
    begun = sum(one.step.is_whole_done and one.step.code in codes for one in found.reviews)
    told = ngettext("{count} instrument begun", "{count} instruments begun", begun).format(count=begun)
    return told if begun else ""


# --- the list on screen ------------------------------------------------------------------------------------------
def render_steps(catalog: Catalog, results: Results, today: str, prefix: str) -> str:
    """Return the list of next steps as a table to write in; ``prefix`` keeps two of them on one page apart."""
    return render(
        "steps.html",
        prefix=prefix,
        steps=describe_steps(catalog, results, today),
        limits={"what": WHAT_LIMIT, "owner": NAME_LIMIT, "note": NOTE_LIMIT},
        owners=list_owners(catalog, results),
    )


def describe_steps(catalog: Catalog, results: Results, today: str) -> list[dict[str, Any]]:
    """Return every step of the list as the screen and paper show it, in the order in which it was written down."""
    return [
        {
            "number": number,
            "step": step,
            "text": name_step(catalog, step),
            "state": (review := judge_step(number, step, today)).state,
            "told": say_state(review),
            "due": say_day(step.due),
        }
        for number, step in enumerate(results.asked.next_steps)
    ]


def list_owners(catalog: Catalog, results: Results) -> list[str]:
    """Return whom the list may name: those it names already, then the actors of the toolbox."""
    named = [one.owner for one in results.asked.next_steps if one.owner]
    return [*dict.fromkeys([*named, *(label(row.label) for row in catalog.actors)])]
