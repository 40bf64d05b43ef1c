"""The routes on screen: which is recommended or why none is, what to ask, what would have to change first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.model.advice.openers import RouteOpener, find_route_openers
from clusterdash.model.advice.routes import (
    CANNOT_SAY,
    RouteAdvice,
    RouteConclusion,
    conclude_routes,
    judge_routes,
)
from clusterdash.model.advice.suggestions import advise_platform
from clusterdash.results import Results
from clusterdash.views.donor import list_helps
from clusterdash.views.questions import build_questions
from clusterdash.views.render import render
from clusterdash.views.screen import Screen
from clusterdash.views.sentences import say_step
from clusterdash.words import N_, _, label, ngettext

STATUS_WORDS = {
    "recommended": N_("recommended"),
    "possible": N_("possible"),
    "cannot_say": N_("cannot say yet"),
    "ruled_out": N_("ruled out here"),
}
FRESH = RouteConclusion("fresh")
STATUS_MARKS = {"recommended": "★", "possible": "○", "cannot_say": "?", "ruled_out": "✕"}


def render_route(screen: Screen) -> str:
    """Return the routes with what speaks for and against each, and the advice on a cluster initiative."""
    catalog, results = screen.catalog, screen.results
    advice = judge_routes(catalog, results.scenario, results.strategy.mix)
    concluded = conclude_routes(catalog, results.scenario, advice)
    is_rated = results.asked.is_rated
    openers = find_route_openers(catalog, results.scenario) if is_rated and concluded.kind == "none" else ()
    return render(
        "panel_route.html",
        title=_say_title(catalog, concluded) if is_rated else _("No route can be recommended yet"),
        text=_say_conclusion(catalog, concluded, advice)
        if is_rated
        else _("Before anything is rated, no way is recommended."),
        openers=[_say_opener(catalog, one) for one in openers],
        routes=[describe_route(catalog, results, one) for one in advice] if is_rated else [],
        platform=_show_platform(catalog, results),
        chain_helps=[*list_helps(catalog, "route"), *(row for row in catalog.advantages if row.helps == "funding")],
    )


def build_route_line(catalog: Catalog, results: Results) -> dict[str, Any]:
    """Return what the Overview says of the routes: title, one sentence, and the questions that have to be answered."""
    advice, concluded = _conclude(catalog, results)
    return {
        "kind": concluded.kind,
        "title": _say_title(catalog, concluded),
        "text": _say_conclusion(catalog, concluded, advice),
        "questions": build_questions(catalog, results.asked, concluded.questions),
    }


def _conclude(catalog: Catalog, results: Results) -> tuple[tuple[RouteAdvice, ...], RouteConclusion]:
    """Return the advice on the routes and what it comes to; a scenario in which nothing is rated gets none yet."""
    advice = judge_routes(catalog, results.scenario, results.strategy.mix)
    if not results.scenario.salience:
        return tuple(replace(one, status="possible") if one.status == "recommended" else one for one in advice), FRESH
    return advice, conclude_routes(catalog, results.scenario, advice)


def _say_title(catalog: Catalog, concluded: RouteConclusion) -> str:
    names = {row.code: label(row.label) for row in catalog.routes}
    if concluded.kind == "recommended":
        return _("Recommended: {route}").format(route=names[concluded.route])
    if concluded.kind == "cannot_say":
        template = _("Cannot say yet whether “{route}” is the way")
        return template.format(route=names[concluded.route])
    if concluded.kind == "not_here_not_now":
        return _("Not here, not now: no route is recommended")
    if concluded == FRESH:
        return _("Nothing is rated yet")
    return _("No route can be recommended yet")


def _say_conclusion(catalog: Catalog, concluded: RouteConclusion, advice: Iterable[RouteAdvice]) -> str:
    """Return why: the reasons for the route, what to ask, or what stands against all of them."""
    reasons = {(row.route, row.code): label(row.reason) for row in catalog.route_conditions}
    if concluded.kind == "recommended":
        best = next(one for one in advice if one.route == concluded.route)
        return " ".join(reasons[best.route, code] for code in best.reasons_for)
    if concluded.kind == "cannot_say":
        return ngettext("Answer this question first:", "Answer these questions first:", len(concluded.questions))
    if concluded == FRESH:
        return _("Say first what matters here and how able the governments are; then the routes are judged.")
    if concluded.kind == "not_here_not_now":
        return _("Reliable law comes first; until then, reasons for and against a route only help to prepare.")
    unmet = [reasons[one.route, code] for one in advice for code in one.unmet]
    return " ".join(dict.fromkeys(unmet)) or _("Nothing speaks more for one of them than against it.")


def _say_opener(catalog: Catalog, opener: RouteOpener) -> str:
    route = label(next(row.label for row in catalog.routes if row.code == opener.route))
    step = say_step(catalog, opener.change)
    if opener.status == "recommended":
        return _("{step}: then “{route}” would be recommended.").format(step=step[:1].upper() + step[1:], route=route)
    return _("{step}: then “{route}” would be possible.").format(step=step[:1].upper() + step[1:], route=route)


def describe_route(catalog: Catalog, results: Results, one: RouteAdvice) -> dict[str, Any]:
    """Return a route in words: how it stands here, with the reasons for and against it."""
    conditions = {row.code: row for row in catalog.route_conditions if row.route == one.route}
    row = next(row for row in catalog.routes if row.code == one.route)

    def reasons(codes: Iterable[str]) -> list[tuple[str, str, str, str]]:
        found = [conditions[code] for code in codes]
        return [
            (line.reason, line.section, line.basis, line.note if line.basis == "assumption" else "") for line in found
        ]

    return {
        "code": one.route,
        "label": row.label,
        "description": row.description,
        "status": one.status,
        "status_word": _(STATUS_WORDS[one.status]),
        "mark": STATUS_MARKS[one.status],
        "is_chosen": results.scenario.route == one.route,
        "reasons_for": reasons(one.reasons_for),
        "unmet": reasons(one.unmet),
        "reasons_against": reasons(code for code in one.reasons_against if code not in one.unmet),
        "questions": build_questions(catalog, results.asked, one.open_questions if one.status == CANNOT_SAY else ()),
    }


def _show_platform(catalog: Catalog, results: Results) -> dict[str, Any]:
    platform = advise_platform(catalog, results.scenario)
    row = next(row for row in catalog.platforms if row.code == platform.recommended)
    measures = {row.code: row for row in catalog.complementary_measures}
    return {
        "text": _("Recommended: {platform}. {sentence}").format(
            platform=label(row.label), sentence=label(row.sentence)
        ),
        "measures": [measures[code] for code in platform.measures],
    }
