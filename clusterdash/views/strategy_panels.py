"""The panels below the mix; those of size and firmness are made here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.model.advice.outlook import build_alternates, build_frontier
from clusterdash.views.decide import render_decide
from clusterdash.views.ladder import render_ladder
from clusterdash.views.legend import WORDS, list_robust_words
from clusterdash.views.render import amount, render, share
from clusterdash.views.routes import render_route
from clusterdash.views.screen import Screen
from clusterdash.views.sentences import (
    instrument_names,
    list_parts,
    say_parts,
    show_parts,
)
from clusterdash.views.swap import render_swap
from clusterdash.views.warnings import render_warnings
from clusterdash.views.who import render_who
from clusterdash.words import _, label, ngettext


# --- size and firmness -------------------------------------------------------------------------------------------
def render_frontier(screen: Screen) -> str:
    """Return the frontier with its knee, the alternates and the robustness of the mix."""
    catalog, strategy = screen.catalog, screen.results.strategy
    frontier = build_frontier(catalog, strategy)
    ceiling = float(strategy.ceiling / strategy.total) if strategy.total else 0.0
    title = say_frontier(frontier)
    return render(
        "panel_frontier.html",
        title=title,
        alt=title,
        points=[
            {
                "places": point.places,
                "share": share(point.share),
                "height": round(100 * float(point.share), 1),
                "is_knee": point.is_knee,
                "is_current": point.places == len(strategy.mix),
                "parts": list_parts(point.deliverable, point.value),
                "parts_text": say_parts(point.deliverable, strategy.total),
                "columns": list(show_parts(point.deliverable, strategy.total).values()),
            }
            for point in frontier
        ],
        ceiling_height=round(100 * ceiling, 1),
        ceiling_text=_("all that is within reach: {share}").format(share=share(ceiling)),
        alternates=[
            say_alternate(catalog, one, amount(strategy.value, 2)) for one in build_alternates(catalog, strategy)
        ],
        robustness=[say_robustness(catalog, one) for one in screen.late.get("robustness", ())],
        robust_words=list_robust_words(),
        is_robustness_coming="robustness" not in screen.late and bool(strategy.mix),
    )


def say_frontier(frontier: Iterable[Any]) -> str:
    """Return after how many instruments one more adds little."""
    knee = next((point.places for point in frontier if point.is_knee), None)
    if knee:
        return ngettext(
            "After {count} instrument, one more adds little", "After {count} instruments, one more adds little", knee
        ).format(count=knee)
    return _("How much each further instrument adds")


def say_alternate(catalog: Catalog, alternate: Any, value: str) -> str:
    """Return what could take the place of an instrument of the mix, and at what loss."""
    member = label(catalog.instrument(alternate.member).short_label)
    if not alternate.replacement:
        template = _("Without “{member}” nothing else could take its place; the mix loses {loss} of {value}.")
        return template.format(member=member, loss=amount(alternate.loss, 2), value=value)
    other = label(catalog.instrument(alternate.replacement).short_label)
    if not alternate.loss:
        return _("“{other}” could take the place of “{member}” at no cost.").format(other=other, member=member)
    template = _("“{other}” could take the place of “{member}”; the mix would lose {loss} of its value of {value}.")
    return template.format(other=other, member=member, loss=amount(alternate.loss, 2), value=value)


def say_robustness(catalog: Catalog, one: Any) -> str:
    """Return how sure the choice of a group of instruments is, and what would change it."""
    names = instrument_names(catalog, one.members)
    others = len(one.group) - len(one.members)
    text = _("{names}: {verdict}").format(names=names, verdict=_(WORDS[one.verdict]))
    if others > 0:
        text += " " + ngettext(
            "({count} other serves the same mechanisms)", "({count} others serve the same mechanisms)", others
        ).format(count=others)
    if one.lost_by:
        mechanism, weight = one.lost_by[0]
        template = _("lost if “{mechanism}” were rated {rating}")
        text += " – " + template.format(mechanism=label(catalog.mechanism(mechanism).short_label), rating=weight)
    return text


Panel = Callable[[Screen], str]
PANELS: dict[str, Panel] = {
    "who": render_who,
    "swap": render_swap,
    "decide": render_decide,
    "ladder": render_ladder,
    "frontier": render_frontier,
    "warnings": render_warnings,
    "route": render_route,
}
