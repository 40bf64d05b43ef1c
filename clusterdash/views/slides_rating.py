"""Slides to rate by: one mechanism, one government or one question a slide, with answers as large buttons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.views.overview import TOPICS, list_open_suggestions
from clusterdash.views.pages import find_page
from clusterdash.views.questions import ANSWERS
from clusterdash.views.screen import Screen
from clusterdash.views.slides import Slide
from clusterdash.views.tally import Tally, read_tally
from clusterdash.words import _, label, ngettext


def find_open(_screen: Screen, slides: Sequence[Slide]) -> int:
    """Return the place of the first slide that nobody has answered; the first of all where everything is answered."""
    return next((number for number, slide in enumerate(slides) if slide.is_open), 0)


# --- what matters ------------------------------------------------------------------------------------------------
def list_mechanisms(screen: Screen) -> Iterator[Slide]:
    """Yield a slide for each mechanism, and one that sums up."""
    catalog, scenario = screen.catalog, screen.results.asked
    families = {row.code: (number, label(row.label)) for number, row in enumerate(catalog.families)}
    for row in catalog.mechanisms:
        position, family = families[row.family]
        yield Slide(
            row.code,
            "rating",
            label(row.short_label),
            {
                "mechanism": row,
                "family": {"position": position, "name": family},
                "levels": catalog.salience_levels,
                "current": scenario.salience.get(row.code),
                "hands": _say_hands(read_tally(screen.looks.get("hands"), row.code)),
            },
            is_open=row.code not in scenario.salience,
        )
    yield Slide("matters-end", "end", _("What matters here"), _sum_up_ratings(catalog, scenario))


def _say_hands(tally: Tally) -> dict[str, Any]:
    median = tally.median
    if median is None:
        return {"counts": tally.counts, "median": None, "text": _("Count the hands for each answer.")}
    text = ngettext("{count} hand: the middle is {median}", "{count} hands: the middle is {median}", tally.total)
    return {"counts": tally.counts, "median": median, "text": text.format(count=tally.total, median=median)}


def _sum_up_ratings(catalog: Catalog, scenario: Scenario) -> dict[str, Any]:
    rated = [row for row in catalog.mechanisms if row.code in scenario.salience]
    ranked = sorted(rated, key=lambda row: -scenario.salience[row.code])
    missing = [label(row.short_label) for row in catalog.mechanisms if row.code not in scenario.salience]
    return {
        "finding": _("{rated} of {all} mechanisms are rated").format(rated=len(rated), all=len(catalog.mechanisms)),
        "lines": [(label(row.short_label), str(scenario.salience[row.code])) for row in ranked],
        "missing": missing,
        "next": {"stage": "can", "text": _("Who can, and how far?")},
    }


# --- who can -----------------------------------------------------------------------------------------------------
def list_capacities(screen: Screen) -> Iterator[Slide]:
    """Yield a slide for each government, for the donor and for the network, and one that sums up."""
    catalog, scenario = screen.catalog, screen.results.asked
    for actor in catalog.governments:
        yield _ask(
            f"capacity-{actor.code}",
            label(actor.label),
            _("How able is this: {actor}?").format(actor=label(actor.label)),
            [
                _answer(row.label, row.sentence, "set_capacity", row.code, actor=actor.code)
                for row in catalog.capacities
            ],
            scenario.capacity.get(actor.code),
        )
    levels = [
        _answer(row.label, row.sentence, "set_field", row.level, field="donor_level") for row in catalog.donor_levels
    ]
    yield _ask("donor", _("Donor"), _("How far does the donor go?"), levels, scenario.donor_level, first=0)
    platforms = [_answer(row.label, row.sentence, "set_field", row.code, field="platform") for row in catalog.platforms]
    yield _ask(
        "platform", _("Cluster initiative"), _("Is there a network that carries things?"), platforms, scenario.platform
    )
    yield Slide("can-end", "end", _("Who can"), _sum_up_capacities(catalog, scenario))


def _answer(text: str, help_text: str, action: str, value: Any, **arguments: Any) -> dict[str, Any]:
    return {
        "text": label(text),
        "help": label(help_text),
        "action": action,
        "value": value,
        "arguments": {**arguments, "value": value},
    }


def _ask(
    code: str, title: str, question: str, answers: list[dict[str, Any]], current: Any, *, first: int = 1, **more: Any
) -> Slide:
    """Return a slide with one question; its answers are numbered from ``first``, which are also their keys."""
    numbered = [{**answer, "key": number} for number, answer in enumerate(answers, first)]
    values = {"question": question, "help": "", "kicker": "", "answers": numbered, "current": current, **more}
    return Slide(code, "question", title, values, is_open=current is None)


def _sum_up_capacities(catalog: Catalog, scenario: Scenario) -> dict[str, Any]:
    names = {row.code: label(row.label) for row in catalog.capacities}
    governments = [row for row in catalog.governments if row.code in scenario.capacity]
    levels = {row.level: label(row.label) for row in catalog.donor_levels}
    platforms = {row.code: label(row.label) for row in catalog.platforms}
    return {
        "finding": _("Who can"),
        "lines": [
            *((label(row.label), names[scenario.capacity[row.code]]) for row in governments),
            (_("Donor"), levels[scenario.donor_level]),
            (_("Cluster initiative"), platforms[scenario.platform]),
        ],
        "missing": [label(row.label) for row in catalog.governments if row.code not in scenario.capacity],
        "next": {"slug": "strategy", "page": find_page("strategy"), "text": _("Strategy")},
    }


# --- the place ---------------------------------------------------------------------------------------------------
def list_questions(screen: Screen) -> Iterator[Slide]:
    """Yield a slide for each question on the place, and one that says what the answers suggest."""
    catalog, scenario = screen.catalog, screen.results.asked
    topics = list(TOPICS)
    rows = sorted(catalog.context_questions, key=lambda row: topics.index(row.topic) if row.topic in topics else 99)
    for row in rows:
        answers = [
            _answer(_(ANSWERS[it]) if it in ANSWERS else it, "", "set_answer", it, question=row.code)
            for it in row.answers
        ]
        current = scenario.context.get(row.code)
        topic = _(TOPICS[row.topic]) if row.topic in TOPICS else label(row.topic)
        title = label(row.question)
        yield _ask(f"question-{row.code}", title, title, answers, current, kicker=topic, help=label(row.help))
    count = len(list_open_suggestions(catalog, scenario))
    suggested = ngettext("{count} suggestion from your answers", "{count} suggestions from your answers", count)
    answered = sum(row.code in scenario.context for row in rows)
    yield Slide(
        "place-end",
        "end",
        _("Your place"),
        {
            "finding": _("{answered} of {all} answered").format(answered=answered, all=len(rows)),
            "lines": [(suggested.format(count=count), "")] if count else [],
            "missing": [],
            "next": {"stage": "matters", "text": _("What matters here?")},
        },
    )
