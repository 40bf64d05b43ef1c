"""The Overview page: what this is, where you stand, worked examples, your place and the questions on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from itertools import groupby
from typing import Any

from markupsafe import Markup

from clusterdash.catalog import Catalog
from clusterdash.model.advice.suggestions import Suggestion, suggest_from_context
from clusterdash.model.scenario.scenario import Place, Scenario
from clusterdash.results import examples
from clusterdash.views.example_words import say_place_text
from clusterdash.views.follow import render_follow
from clusterdash.views.mine import build_mine
from clusterdash.views.pages import PAGES
from clusterdash.views.questions import build_question, say_answered
from clusterdash.views.render import render
from clusterdash.views.routes import build_route_line
from clusterdash.views.screen import Screen
from clusterdash.views.sentences import list_deliverable, say_chain, say_reach, say_result, say_warning_count
from clusterdash.words import N_, _, label

TOPICS = {
    "landscape": N_("The economy here"),
    "agents": N_("Who is here"),
    "institutions": N_("What exists already"),
    "framework": N_("Law, markets, state"),
    "stakeholders": N_("Who is at the table"),
}
PLACE_FIELDS = (
    ("title", N_("Title")),
    ("country", N_("Country")),
    ("region", N_("Region")),
    ("cluster", N_("Cluster")),
    ("start_year", N_("First year")),
)
WAYS = (
    ("strategy", N_("Strategy"), N_("what to do, and who does it")),
    ("mechanisms", N_("Mechanisms"), N_("which instrument serves what")),
    ("actors", N_("Actors"), N_("what each can contribute")),
    ("timeline", N_("Timeline"), N_("round after round, who leads")),
)


FIRST_STEPS = (
    N_("Rate what matters here: at least one mechanism with 1, 2 or 3."),
    N_("Say how able each government is; what nobody says counts as weak."),
    N_("Answer the questions on your place as far as you can; “don't know” is an answer."),
)
SLUGS = [page.slug for page in PAGES]


def render_overview(screen: Screen) -> str:
    """Return the page as HTML."""
    catalog, results, scenario = screen.catalog, screen.results, screen.results.asked
    return render(
        "overview.html",
        follow=Markup(render_follow(screen, "overview")),  # noqa: S704, our own template's output
        scenario=scenario,
        mine=build_mine(screen),
        result=say_result(catalog, results),
        reach=say_reach(results),
        parts=list_deliverable(results),
        timeline=say_chain(catalog, results.chain),
        first_steps=[] if scenario.is_rated else [_(step) for step in FIRST_STEPS],
        route=build_route_line(catalog, results) if scenario.is_rated else None,
        warnings=say_warning_count(results),
        ways=[(slug, SLUGS.index(slug), _(title), _(text)) for slug, title, text in WAYS],
        examples=examples(),
        place_shown=_show_place(scenario.place),
        place_fields=[(field, _(name)) for field, name in PLACE_FIELDS],
        topics=list(_topics(catalog, scenario)),
        suggestions=[_suggestion_line(catalog, one) for one in list_open_suggestions(catalog, scenario)],
    )


def _show_place(place: Place) -> dict[str, object]:
    """Return what the fields of the place show; the words of a worked example in the language of the visitor."""
    held = {field.name: getattr(place, field.name) for field in fields(place)}
    return {name: say_place_text(text) if isinstance(text, str) else text for name, text in held.items()}


def _topics(catalog: Catalog, scenario: Scenario) -> Iterable[tuple[str, str, str, list[dict[str, Any]]]]:
    rows = sorted(
        catalog.context_questions, key=lambda row: list(TOPICS).index(row.topic) if row.topic in TOPICS else 99
    )
    for topic, questions in groupby(rows, key=lambda row: row.topic):
        name = _(TOPICS[topic]) if topic in TOPICS else label(topic)
        described = [build_question(row, scenario.context) for row in questions]
        yield topic, name, say_answered(described), described


def list_open_suggestions(catalog: Catalog, scenario: Scenario) -> list[Suggestion]:
    """Return what the answers suggest and nobody has decided yet."""
    return [one for one in suggest_from_context(catalog, scenario) if one.is_open]


def key_of(suggestion: Suggestion) -> str:
    """Return the name by which the browser asks for a suggestion."""
    return f"{suggestion.question}-{suggestion.answer}-{suggestion.change.field}-{suggestion.change.code}"


def _suggestion_line(catalog: Catalog, suggestion: Suggestion) -> dict[str, str]:
    return {
        "key": key_of(suggestion),
        "text": _say_target(catalog, suggestion),
        "reason": suggestion.reason,
        "basis": suggestion.basis,
        "section": suggestion.section,
    }


def _say_target(catalog: Catalog, suggestion: Suggestion) -> str:
    field, code, value = suggestion.change.field, str(suggestion.change.code), suggestion.change.value
    if field == "salience":
        name = label(catalog.mechanism(code).short_label)
        return _("Set “{mechanism}” to {value}.").format(mechanism=name, value=value)
    if field == "capacity":
        capacity = label(next(row.label for row in catalog.capacities if row.code == value))
        return _("{actor}: {capacity}.").format(actor=label(catalog.actor(code).label), capacity=capacity)
    if field == "platform":
        platform = label(next(row.label for row in catalog.platforms if row.code == value))
        return _("Cluster initiative: {platform}.").format(platform=platform)
    return _("Donor level {value}.").format(value=value)
