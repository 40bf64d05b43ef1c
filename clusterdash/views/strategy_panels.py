"""The panels below the mix: who does what, donor ladder, size and firmness, warnings, route."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.model.advice.outlook import build_alternates, build_frontier
from clusterdash.model.chain.ladder import LadderStep, build_donor_ladder
from clusterdash.model.delivery.capacity import WEAK, capacity_in_round
from clusterdash.results import Results, compute_results
from clusterdash.views.decide import render_decide
from clusterdash.views.render import amount, render, share
from clusterdash.views.routes import render_route
from clusterdash.views.screen import Screen
from clusterdash.views.sentences import (
    instrument_names,
    join_names,
    list_parts,
    say_parts,
    show_parts,
)
from clusterdash.views.swap import render_swap
from clusterdash.views.warnings import render_warnings
from clusterdash.views.who import render_who
from clusterdash.words import N_, _, label, ngettext, series

# How sure the choice is, never a risk: what would have to be rated otherwise before another one came in.
WORDS = {"safe": N_("stays"), "firm": N_("mostly stays"), "fragile": N_("close choice"), "pinned": N_("pinned")}
MEANINGS = {
    "safe": N_("whatever two of us rate one step otherwise"),
    "firm": N_("whatever one of us rates one step otherwise"),
    "fragile": N_("one step otherwise, and another one comes in"),
}


# --- donor ladder ------------------------------------------------------------------------------------------------
def render_ladder(screen: Screen) -> str:
    """Return the donor levels side by side for this scenario."""
    catalog, results = screen.catalog, screen.results
    return render("panel_ladder.html", **describe_ladder(catalog, results))


def describe_ladder(catalog: Catalog, results: Results) -> dict[str, Any]:
    """Return the donor levels side by side: the finding as ``title``, the ``steps``, ``lines`` of texts per step."""
    steps = build_donor_ladder(catalog, results.scenario)
    names = {row.level: label(row.label) for row in catalog.donor_levels}
    lines = _list_ladder_lines(catalog, results, steps)
    total = results.strategy.total
    return {
        "title": _say_ladder(steps, lines),
        "steps": [
            {
                "level": step.level,
                "name": names.get(step.level, ""),
                "is_current": step.level == results.scenario.donor_level,
                "parts": list_parts(step.deliverable, total),
                "share": share(step.value / total) if total else "",
            }
            for step in steps
        ],
        "lines": [(name, cells) for _about, name, cells in lines],
    }


Cells = tuple[str, str, list[str]]


def _list_ladder_lines(catalog: Catalog, results: Results, steps: tuple[LadderStep, ...]) -> list[Cells]:
    """Return the lines of the ladder: what each is about (for the title), its name, and a text per level."""
    total = results.strategy.total
    chains = [compute_results(catalog, results.scenario.change(donor_level=step.level)).chain for step in steps]
    parts = {"now": _("can start now"), "later": _("later"), "nobody": _("nobody to carry it")}
    return [
        ("mix", _("Same mix as now"), [_("yes") if step.is_same_mix else _("no") for step in steps]),
        *(
            ("reach", words, [show_parts(step.deliverable, total)[name] for step in steps])
            for name, words in parts.items()
        ),
        ("", _("Instruments within reach"), [str(step.in_reach) for step in steps]),
        *(
            ("delivery", label(row.label), [str(step.statuses.get(row.code, 0)) for step in steps])
            for row in catalog.delivery_statuses
            if any(step.statuses.get(row.code, 0) for step in steps)
        ),
        ("training", _("The donor trains"), [_say_trained(catalog, results, step) for step in steps]),
        ("leads", _("Stages the donor leads"), [str(_donor_leads(catalog, chain)) for chain in chains]),
        ("leads", _("Stages without lead"), [str(len(chain.no_lead)) for chain in chains]),
        ("exit", _("Donor only on call from"), [str(chain.donor_exit_year or "–") for chain in chains]),
    ]


def _say_trained(catalog: Catalog, results: Results, step: LadderStep) -> str:
    """Return whom the donor trains at a level, and who stays weak all the same; "–" where it trains nobody."""
    if step.trained:
        return join_names([label(catalog.actor(code).short_label) for code in step.trained])
    capacity = capacity_in_round(catalog, results.scenario, 1)
    weak = [label(row.short_label) for row in catalog.governments if capacity.get(row.code) == WEAK]
    if not weak:
        return _("nobody is weak")
    if not any(row.kind == "training" and row.level <= step.level for row in catalog.donor_actions):
        return "–"
    return _("none of the weak ({actors})").format(actors=join_names(weak))


def _donor_leads(catalog: Catalog, chain: Any) -> int:
    donors = {row.code for row in catalog.donors}
    return sum(1 for role in chain.roles if role.role == "lead" and role.actor in donors)


ABOUT = {
    "reach": N_("what can start"),
    "delivery": N_("how it is delivered"),
    "training": N_("who is trained"),
    "leads": N_("who leads"),
    "exit": N_("when the donor is out"),
}


def _say_ladder(steps: tuple[LadderStep, ...], lines: list[Cells]) -> str:
    """Return what the donor level changes here, and only that."""
    found = {about for about, _name, cells in lines if len(set(cells)) > 1}
    things = [_(text) for about, text in ABOUT.items() if about in found]
    if all(step.is_same_mix for step in steps):
        if not things:
            return _("The donor level changes nothing here")
        return _("The mix stays the same at every donor level; what changes: {things}").format(things=", ".join(things))
    order = sorted(steps, key=lambda step: step.level)
    levels = [str(now.level) for was, now in itertools.pairwise(order) if was.mix != now.mix]
    text = _("The mix itself changes at donor level {levels}").format(levels=join_names(levels))
    also = _("also: {things}").format(things=", ".join(things))
    return series([text, also]) if things else text


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


def list_robust_words() -> list[tuple[str, str]]:
    """Return the words for how sure a choice is, each with its meaning."""
    return [(_(WORDS[code]), _(meaning)) for code, meaning in MEANINGS.items()]


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
