"""The donor ladder: the levels side by side as a panel, and one under the other beside the mix on wide screens."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.model.chain.ladder import LadderStep, build_donor_ladder
from clusterdash.model.delivery.capacity import WEAK, capacity_in_round
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.results import Results, compute_results
from clusterdash.views.render import render, share
from clusterdash.views.screen import Screen
from clusterdash.views.sentences import join_names, list_parts, name_agent, say_parts, show_parts
from clusterdash.words import N_, _, label, ngettext, series


@dataclass(frozen=True)
class Rung:
    """One donor level of a scenario: its step, and what its chain says.

    ``donor_leads`` counts the stages of all rounds that the donor leads, ``without_lead`` those that nobody leads;
    ``exit_year`` is the first year in which the donor is only on call, None where there is none.
    """

    step: LadderStep
    donor_leads: int
    without_lead: int
    exit_year: int | None


def measure_ladder(catalog: Catalog, scenario: Scenario) -> tuple[Rung, ...]:
    """Return what a scenario would be at each donor level; takes longer than a click may.

    What comes back is the same whatever the level of the scenario itself, but for ``is_same_mix``.

    Source: Benner 2013, §9, §5, §6; the ladder is an assumption.
    """
    donors = {row.code for row in catalog.donors}
    rungs = []
    for step in build_donor_ladder(catalog, scenario):
        chain = compute_results(catalog, scenario.change(donor_level=step.level)).chain
        leads = sum(1 for role in chain.roles if role.role == "lead" and role.actor in donors)
        rungs.append(Rung(step, leads, len(chain.no_lead), chain.donor_exit_year))
    return tuple(rungs)


# --- the panel -----------------------------------------------------------------------------------------------------
def render_ladder(screen: Screen) -> str:
    """Return the donor levels side by side for this scenario."""
    catalog, results = screen.catalog, screen.results
    return render("panel_ladder.html", **describe_ladder(catalog, results, screen.late.get("ladder")))


def describe_ladder(catalog: Catalog, results: Results, rungs: tuple[Rung, ...] | None = None) -> dict[str, Any]:
    """Return the donor levels side by side: the finding as ``title``, the ``steps``, ``lines`` of texts per step.

    ``rungs`` are measured here where nobody has done so before.
    """
    rungs = measure_ladder(catalog, results.scenario) if rungs is None else rungs
    names = {row.level: label(row.label) for row in catalog.donor_levels}
    lines = _list_ladder_lines(catalog, results, rungs)
    total = results.strategy.total
    return {
        "title": _say_ladder(results, rungs, lines),
        "steps": [
            {
                "level": step.level,
                "name": names.get(step.level, ""),
                "is_current": step.level == results.scenario.donor_level,
                "parts": list_parts(step.deliverable, total),
                "share": share(step.value / total) if total else "",
            }
            for step in (rung.step for rung in rungs)
        ],
        "lines": [(name, cells) for _about, name, cells in lines],
    }


Cells = tuple[str, str, list[str]]


def _list_ladder_lines(catalog: Catalog, results: Results, rungs: tuple[Rung, ...]) -> list[Cells]:
    """Return the lines of the ladder: what each is about (for the title), its name, and a text per level."""
    total = results.strategy.total
    steps = [rung.step for rung in rungs]
    parts = {"now": _("can start now"), "later": _("later"), "nobody": _("nobody to carry it")}
    return [
        ("mix", _("Same mix as now"), [_("yes") if _is_same(results, step) else _("no") for step in steps]),
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
        ("leads", _("Stages the donor leads"), [str(rung.donor_leads) for rung in rungs]),
        ("leads", _("Stages without lead"), [str(rung.without_lead) for rung in rungs]),
        ("exit", _("Donor only on call from"), [str(rung.exit_year or "–") for rung in rungs]),
    ]


def _is_same(results: Results, step: LadderStep) -> bool:
    return step.mix == results.strategy.mix


def _say_trained(catalog: Catalog, results: Results, step: LadderStep) -> str:
    """Return whom the donor trains at a level, and who stays weak all the same; "–" where it trains nobody."""
    if step.trained:
        return _name_short(catalog, step.trained)
    capacity = capacity_in_round(catalog, results.scenario, 1)
    weak = [label(row.short_label) for row in catalog.governments if capacity.get(row.code) == WEAK]
    if not weak:
        return _("nobody is weak")
    if not any(row.kind == "training" and row.level <= step.level for row in catalog.donor_actions):
        return "–"
    return _("none of the weak ({actors})").format(actors=join_names(weak))


def _name_short(catalog: Catalog, actors: tuple[str, ...]) -> str:
    return join_names([label(catalog.actor(code).short_label) for code in actors])


ABOUT = {
    "reach": N_("what can start"),
    "delivery": N_("how it is delivered"),
    "training": N_("who is trained"),
    "leads": N_("who leads"),
    "exit": N_("when the donor is out"),
}


def _say_ladder(results: Results, rungs: tuple[Rung, ...], lines: list[Cells]) -> str:
    """Return what the donor level changes here, and only that."""
    found = {about for about, _name, cells in lines if len(set(cells)) > 1}
    things = [_(text) for about, text in ABOUT.items() if about in found]
    steps = [rung.step for rung in rungs]
    if all(_is_same(results, step) for step in steps):
        if not things:
            return _("The donor level changes nothing here")
        return _("The mix stays the same at every donor level; what changes: {things}").format(things=", ".join(things))
    order = sorted(steps, key=lambda step: step.level)
    levels = [str(now.level) for was, now in itertools.pairwise(order) if was.mix != now.mix]
    text = _("The mix itself changes at donor level {levels}").format(levels=join_names(levels))
    also = _("also: {things}").format(things=", ".join(things))
    return series([text, also]) if things else text


# --- beside the mix, where a screen is wide ------------------------------------------------------------------------
def list_rungs(screen: Screen) -> dict[str, Any]:
    """Return the levels one under the other: ``title`` and ``rungs``; the names alone while they are being computed."""
    catalog, results = screen.catalog, screen.results
    rungs: tuple[Rung, ...] = screen.late.get("ladder", ())
    known = {rung.step.level: _tell_rung(catalog, results, rung) for rung in rungs}
    return {
        "title": describe_ladder(catalog, results, rungs)["title"] if rungs else "",
        "rungs": [
            {
                "level": row.level,
                "name": label(row.label),
                "is_current": row.level == results.scenario.donor_level,
                "found": known.get(row.level),
            }
            for row in catalog.donor_levels
        ],
    }


def _tell_rung(catalog: Catalog, results: Results, rung: Rung) -> dict[str, Any]:
    total, step = results.strategy.total, rung.step
    return {
        "is_same_mix": _is_same(results, step),
        "share": share(step.value / total) if total else "",
        "parts": list_parts(step.deliverable, total),
        "parts_text": say_parts(step.deliverable, total),
        "facts": list(_say_facts(catalog, rung)),
    }


def _say_facts(catalog: Catalog, rung: Rung) -> Iterator[str]:
    """Yield what a level brings beside the reach, in a few words each."""
    if rung.step.trained:
        names = join_names([name_agent(catalog, code) for code in rung.step.trained])
        yield _("trains: {actors}").format(actors=names)
    if rung.donor_leads:
        yield ngettext("leads {count} stage", "leads {count} stages", rung.donor_leads).format(count=rung.donor_leads)
    if rung.without_lead:
        template = ngettext("{count} stage without lead", "{count} stages without lead", rung.without_lead)
        yield template.format(count=rung.without_lead)
    if rung.exit_year:
        yield _("only on call from {year}").format(year=rung.exit_year)
