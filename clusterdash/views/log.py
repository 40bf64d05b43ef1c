"""The log of decisions: what was decided, why, by whom and when, in the words of the screen."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from clusterdash.catalog import Catalog
from clusterdash.model.scenario.decision import REASON_LIMIT, Decision
from clusterdash.views.example_words import say_place_text
from clusterdash.views.next_steps import describe_steps, render_steps, say_list
from clusterdash.views.render import render
from clusterdash.views.screen import Screen
from clusterdash.views.sentences import fill_warning, say_value
from clusterdash.words import N_, _, label, ngettext

KINDS = {
    "pin": N_("In by decision: {subject}"),
    "exclude": N_("Ruled out: {subject}"),
    "swap": N_("Taken: {subject}"),
    "fix": N_("Remedy accepted: {subject}"),
    "hand_over": N_("Before the donor steps back: {subject}"),
    "vote": N_("Voted: {subject}"),
    "note": N_("{subject}"),
    "potential": N_("Potential of a region: {subject}"),
    "workshop": N_("A further workshop began"),
}
# Pages whose print goes into a file: with notes and warnings.
PRINTED_WITH_WARNINGS = frozenset({"strategy", "timeline"})


def render_log(screen: Screen) -> str:
    """Return the log as a sheet that opens from every page, and as it is printed."""
    catalog, scenario = screen.catalog, screen.results.asked
    return render(
        "log.html",
        title=say_count(len(scenario.decisions)),
        lines=list_decisions(catalog, scenario.decisions),
        groups=[(row.code, label(row.label)) for row in catalog.stakeholder_groups],
        limit=REASON_LIMIT,
        steps_title=say_list(scenario.next_steps),
        steps=describe_steps(catalog, screen.results, screen.today),
        steps_table=Markup(render_steps(catalog, screen.results, screen.today, "log-step")),  # noqa: S704, our own template
        notes=say_place_text(scenario.place.notes) if screen.page in PRINTED_WITH_WARNINGS else "",
        warnings=_list_warnings(screen) if screen.page in PRINTED_WITH_WARNINGS else [],
    )


def _list_warnings(screen: Screen) -> list[tuple[str, str]]:
    """Return title and text of each warning, for paper."""
    return [fill_warning(screen.catalog, found)[:2] for found in screen.results.warnings]


def say_count(count: int) -> str:
    """Return how many decisions the log holds."""
    if not count:
        return _("Nothing decided yet")
    return ngettext("{count} decision", "{count} decisions", count).format(count=count)


def list_decisions(catalog: Catalog, decisions: tuple[Decision, ...]) -> list[dict[str, Any]]:
    """Return every line of the log, the latest first, with its place in the log."""
    groups = {row.code: label(row.label) for row in catalog.stakeholder_groups}
    lines = [
        {
            "number": number,
            "text": say_decision(catalog, one),
            "reason": one.reason,
            "group": one.group,
            "group_name": groups.get(one.group, ""),
            "on": one.on,
        }
        for number, one in enumerate(decisions)
    ]
    return lines[::-1]


def say_decision(catalog: Catalog, decision: Decision) -> str:
    """Return what was decided in words, without its reason; "" for a note that is all reason."""
    return _(KINDS[decision.kind]).format(subject=_name_subject(catalog, decision))


def _name_subject(catalog: Catalog, decision: Decision) -> str:
    texts = {row.code: label(row.text) for row in catalog.handover_conditions}
    warnings = {row.code: label(row.label) for row in catalog.warnings}
    if decision.kind == "hand_over" and decision.subject in texts:
        return texts[decision.subject]
    if decision.kind == "fix" and decision.subject in warnings:
        return warnings[decision.subject]
    return say_value(catalog, decision.subject) if decision.subject else ""
