"""The Several places page: many scenario files, one row each, to be sorted, opened and taken away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.model.advice.comparison import Comparison, compare_scenarios
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.results import compute_results
from clusterdash.views.compare_words import say_figure
from clusterdash.views.example_words import say_place_text
from clusterdash.views.render import amount, render, share
from clusterdash.views.screen import Screen
from clusterdash.views.sentences import say_value
from clusterdash.words import N_, _, ngettext

VERDICT_ORDER = ("go", "unknown", "smaller_chances", "not_here_not_now")
Row = Mapping[str, Any]
# Column -> its heading and what a row is sorted by; numbers that are better when high come first.
COLUMNS: dict[str, tuple[str, Callable[[Row], Any]]] = {
    "title": (N_("Place"), lambda row: str(row["title"]).casefold()),
    "donor": (N_("Donor level"), lambda row: row["donor_level"]),
    "verdict": (N_("Verdict"), lambda row: VERDICT_ORDER.index(row["verdict"])),
    "reach": (N_("Reach"), lambda row: -row["value_share"]),
    "now": (N_("can start now"), lambda row: -row["now"]),
    "route": (N_("Route"), lambda row: row["route"]),
    "rounds": (N_("Rounds"), lambda row: (row["rounds"], row["end"] or 0)),
    "cost": (N_("Cost"), lambda row: (row["cost_low"] is None, row["cost_low"] or 0)),
    "warnings": (N_("Warnings"), lambda row: (-row["stop"], -row["serious"], -row["note"])),
}


def render_portfolio(screen: Screen) -> str:
    """Return the page as HTML."""
    catalog, places = screen.catalog, screen.places
    sort = str(screen.looks.get("places_sort") or "")
    sort = sort if sort in COLUMNS else "title"
    rows = list_rows(catalog, places, sort)
    return render(
        "portfolio.html",
        finding=say_finding(rows),
        rows=[_describe(catalog, row) for row in rows],
        columns=[(code, _(heading)) for code, (heading, _key) in COLUMNS.items()],
        sort=sort,
    )


def compare_places(catalog: Catalog, places: Mapping[str, Scenario]) -> Comparison:
    """Return the places side by side, each as far as its choices can be followed. Source: the method of this app."""
    followed = {code: compute_results(catalog, one).scenario for code, one in places.items()}
    return compare_scenarios(catalog, followed)


def list_rows(catalog: Catalog, places: Mapping[str, Scenario], sort: str) -> list[Row]:
    """Return one row of figures per place, sorted by a column of ``COLUMNS``. Source: the method of this app."""
    if not places:
        return []
    found = compare_places(catalog, places)
    fields = {
        "value_share": "value_share", "now": "deliverable.now", "verdict": "verdict", "route": "route", "end": "end",
        "regions": "regions_reached", "stop": "warnings.stop", "serious": "warnings.serious", "note": "warnings.note",
        "cost_low": "cost.low", "cost_high": "cost.high", "currency": "currency", "mix_size": "mix.size",
    }  # fmt: skip
    rows = [
        {
            "code": code,
            "title": say_place_text(scenario.place.title) or _("A place without a name yet"),
            "donor_level": scenario.donor_level,
            "platform": scenario.platform,
            "rounds": scenario.chain.rounds,
            "rated": sum(level > 0 for level in scenario.salience.values()),
            **{name: found.result(field)[code] for name, field in fields.items()},
        }
        for code, scenario in places.items()
    ]
    return sorted(rows, key=lambda row: (COLUMNS[sort][1](row), str(row["title"])))


def say_finding(rows: list[Row]) -> str:
    """Return the sentence that sums the places up."""
    if not rows:
        return _("Several places at a glance: open their scenario files together")
    count = ngettext("{count} place", "{count} places", len(rows)).format(count=len(rows))
    best = min(rows, key=lambda row: (-row["now"], str(row["title"])))
    return _("{places}; most can start now in “{title}”: {share}").format(
        places=count, title=best["title"], share=share(best["now"])
    )


def _describe(catalog: Catalog, row: Row) -> dict[str, Any]:
    serious = row["stop"] + row["serious"]
    return {
        "code": row["code"],
        "title": row["title"],
        "cells": {
            "title": row["title"],
            "donor": f"{row['donor_level']} · {say_value(catalog, row['platform'])}",
            "verdict": say_figure(catalog, "verdict", row["verdict"]),
            "reach": _("{share} with {instruments}").format(
                share=share(row["value_share"]),
                instruments=ngettext("{count} instrument", "{count} instruments", row["mix_size"]).format(
                    count=row["mix_size"]
                ),
            ),
            "now": share(row["now"]),
            "route": say_value(catalog, row["route"]) if row["route"] else "–",
            "rounds": _say_rounds(row),
            "cost": _say_cost(row),
            "warnings": _("serious: {serious}, notes: {notes}").format(serious=serious, notes=row["note"]),
        },
    }


def _say_rounds(row: Row) -> str:
    rounds = ngettext("{count} round", "{count} rounds", row["rounds"]).format(count=row["rounds"])
    regions = ngettext("{count} region", "{count} regions", row["regions"]).format(count=row["regions"])
    return _("{rounds}, {regions}, until {year}").format(rounds=rounds, regions=regions, year=row["end"])


def _say_cost(row: Row) -> str:
    if row["cost_low"] is None:
        return "–"
    low, high = amount(row["cost_low"], 0), amount(row["cost_high"], 0)
    text = low if low == high else _("{low} to {high}").format(low=low, high=high)
    return f"{text} {row['currency']}".strip()
