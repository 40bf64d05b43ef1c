"""The panel "decide": what was decided, what comes first, and what must be true before the donor steps back."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from clusterdash.catalog import Catalog
from clusterdash.model.chain.handover import build_checklist
from clusterdash.results import Results
from clusterdash.views.follow import render_follow
from clusterdash.views.log import list_decisions, say_count
from clusterdash.views.next_steps import list_open_steps, render_steps, say_day, say_list
from clusterdash.views.render import render
from clusterdash.views.screen import Screen
from clusterdash.words import _, label, ngettext


def render_decide(screen: Screen) -> str:
    """Return the next steps and the hand-over conditions."""
    catalog, results = screen.catalog, screen.results
    suggested = list_open_steps(catalog, results, screen.today)
    return render(
        "panel_decide.html",
        follow=Markup(render_follow(screen, "decide")),  # noqa: S704, our own template's output
        steps_title=say_list(results.asked.next_steps),
        steps=Markup(render_steps(catalog, results, screen.today, "step")),  # noqa: S704, our own template's output
        has_steps=bool(results.asked.next_steps),
        suggested=[
            {"code": one.step.code, "text": one.text, "who": one.step.owner, "day": say_day(one.step.due)}
            for one in suggested
        ],
        suggested_title=_say_suggested(len(suggested)),
        until=results.scenario.place.start_year + results.scenario.chain.round_years - 1,
        conditions=list_conditions(catalog, results),
        decided=say_count(len(results.asked.decisions)),
        decisions=list_decisions(catalog, results.asked.decisions),
    )


def _say_suggested(count: int) -> str:
    return ngettext(
        "{count} step of the plan is not on the list", "{count} steps of the plan are not on the list", count
    ).format(count=count)


def list_conditions(catalog: Catalog, results: Results) -> list[dict[str, Any]]:
    """Return what must be true before the donor steps back: the row, and the round and year in words ("" for none)."""
    rows = {row.code: row for row in catalog.handover_conditions}
    listed = {one.code for one in results.asked.next_steps if not one.what.strip()}
    agreed = {one.subject for one in results.asked.decisions if one.kind == "hand_over"}
    return [
        {
            "row": rows[one.code],
            "when": _("round {number}, {year}").format(number=one.round, year=one.year) if one.round else "",
            "text": label(rows[one.code].text),
            "is_agreed": one.code in agreed,
            "is_listed": one.code in listed,
        }
        for one in build_checklist(catalog, results.chain)
    ]
