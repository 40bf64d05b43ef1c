"""What became of the steps of the workshop before, and the way into the next one; on the Overview and in "Decide"."""

from __future__ import annotations

from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.model.advice.follow_up import FollowUp, find_current_workshop, follow_up
from clusterdash.views.next_steps import name_step, say_day, say_follow_up, say_state
from clusterdash.views.options import EARLIER
from clusterdash.views.pages import find_page
from clusterdash.views.render import render
from clusterdash.views.screen import Screen
from clusterdash.words import _


def render_follow(screen: Screen, prefix: str) -> str:
    """Return what was done since the workshop before, and how to begin the next; "" where nothing was agreed before."""
    scenario, catalog = screen.results.asked, screen.catalog
    found = follow_up(scenario, screen.today)
    if not found.reviews:
        return ""
    kept = [one.letter for one in screen.options if one.source == EARLIER]
    return render(
        "follow.html",
        prefix=prefix,
        told=say_follow_up(catalog, found),
        lines=list_reviews(catalog, found),
        has_begun=find_current_workshop(scenario) == screen.today,
        letter=kept[-1] if kept else "",
        compare_page=find_page("compare"),
        matters_page=find_page("mechanisms"),
        strategy_page=find_page("strategy"),
    )


def list_reviews(catalog: Catalog, found: FollowUp) -> list[dict[str, Any]]:
    """Return every step of the workshop before as the screen shows it, late ones first."""
    return [
        {
            "state": one.state,
            "text": name_step(catalog, one.step),
            "owner": one.step.owner,
            "told": say_state(one) or (_("by {day}").format(day=say_day(one.step.due)) if one.step.due else ""),
        }
        for one in found.reviews
    ]
