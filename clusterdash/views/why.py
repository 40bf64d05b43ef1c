"""The drawer that lies over every page and says what stands behind something: a figure, a mechanism, a stage."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.catalog.rows import Indicator, Section
from clusterdash.model.advice.reasons import list_left_out
from clusterdash.model.chain.activities import build_activity_plan
from clusterdash.model.chain.handover import build_checklist
from clusterdash.plain import clean_text
from clusterdash.views.arithmetic import SUMS
from clusterdash.views.controls import find_control
from clusterdash.views.donor import list_donor_rounds
from clusterdash.views.legend import BASES
from clusterdash.views.reasons import say_choice
from clusterdash.views.render import render, share
from clusterdash.views.screen import Screen
from clusterdash.views.sentences import say_value
from clusterdash.views.sums import Sum
from clusterdash.views.who import describe_donor
from clusterdash.words import _, label, ngettext

LOOK = "why"
OUT_SHOWN = 12


def render_why(screen: Screen) -> str:
    """Return the drawer with what the visitor asked for; its empty place where nothing is asked."""
    kind, _gap, code = str(screen.looks.get(LOOK) or "").partition(" ")
    tell = KINDS.get(kind)
    return render("why.html", why=tell(screen, code) if tell else None)


# --- a mechanism -------------------------------------------------------------------------------------------------
def _tell_mechanism(screen: Screen, code: str) -> dict[str, Any] | None:
    """Return what a mechanism is, how well the mix serves it, and how people could see whether it gets stronger."""
    row = next((row for row in screen.catalog.mechanisms if row.code == code), None)
    if row is None:
        return None
    line = next(line for line in screen.results.strategy.coverage if line.mechanism == code)
    names = [label(screen.catalog.instrument(one).short_label) for one in line.instruments]
    served = ngettext(
        "{count} instrument of the mix serves it, to {strength} of what would be possible",
        "{count} instruments of the mix serve it, to {strength} of what would be possible",
        line.count,
    ).format(count=line.count, strength=share(line.strength))
    strength = SUMS["strength"](screen, code)
    return {
        "kind": "mechanism",
        "sum": show_sum(screen, strength, code) if strength else None,
        "title": row.label,
        "text": row.description,
        "example": row.example,
        "source": row,
        "served": served + _(":") if names else _("No instrument of the mix serves it."),
        "names": names,
        "indicators": _list_indicators(one for one in screen.catalog.indicators if one.mechanism == code),
    }


def _list_indicators(rows: Iterable[Indicator]) -> list[dict[str, Any]]:
    return [
        {
            "row": row,
            "survey": _("needs a short new survey") if row.needs_survey else _("from lists that exist anyway"),
        }
        for row in rows
    ]


# --- a stage -----------------------------------------------------------------------------------------------------
def _tell_stage(screen: Screen, code: str) -> dict[str, Any] | None:
    """Return what happens in a stage, how often, what must be true before the donor leaves, and how it shows."""
    catalog, chain = screen.catalog, screen.results.chain
    row = next((row for row in catalog.stages if row.code == code), None)
    if row is None:
        return None
    conditions = {one.code: one for one in catalog.handover_conditions}
    return {
        "kind": "stage",
        "title": row.label,
        "text": row.description,
        "source": row,
        "leads": [_say_lead(screen, one.number, code) for one in chain.rounds],
        "events": [
            (next(one for one in catalog.activities if one.code == line.activity), line.total)
            for line in build_activity_plan(catalog, chain).lines
            if line.stage == code
        ],
        "conditions": [
            (conditions[one.code], _("before {year}").format(year=one.year) if one.year else "")
            for one in build_checklist(catalog, chain)
            if one.stage == code
        ],
        "indicators": _list_indicators(one for one in catalog.indicators if one.stage == code),
    }


def _say_lead(screen: Screen, number: int, stage: str) -> str:
    actor = screen.results.chain.lead(number, stage).actor
    name = say_value(screen.catalog, actor) if actor else _("no lead")
    return _("Round {number}: {name}").format(number=number, name=name)


# --- what is not in the mix --------------------------------------------------------------------------------------
def _tell_out(screen: Screen, _code: str) -> dict[str, Any]:
    """Return what is left out of the mix but would add something, the greatest gain first, each with its reason."""
    catalog = screen.catalog
    left_out = list_left_out(catalog, screen.results.strategy)
    return {
        "kind": "out",
        "title": _("Why is something else not in?"),
        "left_out": [
            (label(catalog.instrument(one.instrument).short_label), say_choice(catalog, one))
            for one in left_out[:OUT_SHOWN]
        ],
        "rest": max(0, len(left_out) - OUT_SHOWN),
    }


# --- the donor ---------------------------------------------------------------------------------------------------
def _tell_donor(screen: Screen, _code: str) -> dict[str, Any]:
    """Return what the donor does for this mix, and round by round."""
    return {
        "kind": "donor",
        "title": _("What the donor does at level {level}").format(level=screen.results.scenario.donor_level),
        "lines": list(describe_donor(screen.catalog, screen.results)),
        "rounds": list_donor_rounds(screen.catalog, screen.results),
    }


# --- a figure, or the mark beside it -----------------------------------------------------------------------------
OF_ONE = ("strength", "delivery", "date", "leverage")  # figures of one mechanism or instrument


def _tell_sum(screen: Screen, code: str) -> dict[str, Any] | None:
    """Return the arithmetic of a figure: "value", "lead 1 pilots" …"""
    name, _gap, subject = code.partition(" ")
    work = SUMS.get(name)
    found = work(screen, subject) if work else None
    return (
        None
        if found is None
        else {"kind": "sum", "title": found.title, "sum": show_sum(screen, found, subject if name in OF_ONE else "")}
    )


def show_sum(screen: Screen, found: Sum, subject: str = "") -> dict[str, Any]:
    """Return an arithmetic as the drawer shows it: with what the paper says, and the ways to its controls."""
    return {
        "it": found,
        "says": list_sections(screen.catalog, found.section),
        "controls": [find_control(path, subject) for path in found.controls],
    }


def list_sections(catalog: Catalog, text: str) -> list[Section]:
    """Return the sections that a mark names ("§5, Fig. 1" names two)."""
    found = re.findall(r"§\d+(?:\.\d+)?|(?:Table|Fig\.) \d", text)
    return [row for code in found for row in catalog.sections if row.code == code]


def _tell_basis(screen: Screen, text: str) -> dict[str, Any] | None:
    """Return what a mark means: what the paper says in that section, and what is ours (its note, from the screen)."""
    kind, _gap, rest = text.partition(" ")
    if kind not in BASES:
        return None
    section, _gap, note = rest.partition("|")
    return {
        "kind": "basis",
        "title": _("Where this comes from"),
        "text": _(BASES[kind]),
        "says": list_sections(screen.catalog, section),
        "note": clean_text(note),
        "is_ours": kind == "assumption",
    }


Tell = Callable[[Screen, str], dict[str, Any] | None]
KINDS: dict[str, Tell] = {
    "mechanism": _tell_mechanism,
    "stage": _tell_stage,
    "out": _tell_out,
    "donor": _tell_donor,
    "sum": _tell_sum,
    "basis": _tell_basis,
}
