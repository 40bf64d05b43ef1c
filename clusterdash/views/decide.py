"""The panel "decide": what was decided, what comes first, and what must be true before the donor steps back."""

from __future__ import annotations

from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.model.chain.handover import build_checklist
from clusterdash.results import Results
from clusterdash.views.log import list_decisions, say_count
from clusterdash.views.next_steps import list_next_steps
from clusterdash.views.render import render
from clusterdash.views.screen import Screen
from clusterdash.words import _, label


def render_decide(screen: Screen) -> str:
    """Return the next steps and the hand-over conditions."""
    catalog, results = screen.catalog, screen.results
    return render(
        "panel_decide.html",
        steps=list_next_steps(catalog, results),
        conditions=list_conditions(catalog, results),
        decided=say_count(len(results.asked.decisions)),
        decisions=list_decisions(catalog, results.asked.decisions),
    )


def list_conditions(catalog: Catalog, results: Results) -> list[dict[str, Any]]:
    """Return what must be true before the donor steps back: the row, and the round and year in words ("" for none)."""
    rows = {row.code: row for row in catalog.handover_conditions}
    agreed = {one.subject for one in results.asked.decisions if one.kind == "hand_over"}
    return [
        {
            "row": rows[one.code],
            "when": _("round {number}, {year}").format(number=one.round, year=one.year) if one.round else "",
            "text": label(rows[one.code].text),
            "is_agreed": one.code in agreed,
        }
        for one in build_checklist(catalog, results.chain)
    ]
