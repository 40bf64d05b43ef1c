"""The Actors page: Table 2 as a grid of instruments and actors, with the donor's direct and indirect reach apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.model.delivery.capacity import find_trainers
from clusterdash.results import Results
from clusterdash.views.detail import build_detail
from clusterdash.views.render import do, render
from clusterdash.views.screen import Screen
from clusterdash.words import _, label, ngettext

BUDGET_FREE = "actors_no_money"


@dataclass(frozen=True)
class Filters:
    """Which contributions are shown; empty = all."""

    actor: str
    kind: str
    no_money: bool
    only_mix: bool
    open: str


def _read_filters(catalog: Catalog, preferences: Mapping[str, Any]) -> Filters:
    def among(key: str, rows: Iterable[Any]) -> str:
        value = str(preferences.get(key) or "")
        return value if value in {row.code for row in rows} else ""

    return Filters(
        actor=among("actor", catalog.actors),
        kind=among("kind", catalog.contribution_kinds),
        no_money=preferences.get(BUDGET_FREE) is True,
        only_mix=preferences.get("actors_only_mix") is True,
        open=among("open_actors", catalog.instruments),
    )


def render_actors(screen: Screen) -> str:
    """Return the page as HTML."""
    catalog, results = screen.catalog, screen.results
    filters = _read_filters(catalog, screen.looks)
    rows = [_row(catalog, results, filters, row) for row in catalog.instruments]
    is_filtering = bool(filters.actor or filters.kind or filters.no_money)
    shown = [row for row in rows if _is_shown(row, filters, is_filtering)]
    shown.sort(key=lambda row: not row["is_in_mix"])
    return render(
        "actors.html",
        place=results.asked.place,
        finding=say_finding(catalog, filters, rows, shown),
        catalog=catalog,
        view=filters,
        rows=shown,
        reach=_reach(catalog, results),
        level=next(row for row in catalog.donor_levels if row.level == results.scenario.donor_level),
        capacities={row.code: row for row in catalog.capacities},
        scenario=results.scenario,
        detail=build_detail(catalog, results, filters.open),
    )


def rank_actors(catalog: Catalog, results: Results) -> list[dict[str, Any]]:
    """Return all rows of Table 2 without a filter: those of the mix first, then those with the most contributions."""
    filters = _read_filters(catalog, {})
    rows = [_row(catalog, results, filters, row) for row in catalog.instruments]
    return sorted(rows, key=lambda row: (not row["is_in_mix"], -row["hits"]))


def say_all(catalog: Catalog, results: Results) -> str:
    """Return the sentence above the whole of Table 2."""
    rows = rank_actors(catalog, results)
    return say_finding(catalog, _read_filters(catalog, {}), rows, rows)


def _is_shown(row: Mapping[str, Any], filters: Filters, is_filtering: bool) -> bool:
    return (row["hits"] > 0 or not is_filtering) and (row["is_in_mix"] or not filters.only_mix)


def _row(catalog: Catalog, results: Results, filters: Filters, row: Any) -> dict[str, Any]:
    cells = [_cell(catalog, filters, row.code, actor) for actor in catalog.actors]
    is_in_mix = row.code in results.strategy.mix
    return {
        "code": row.code,
        "short_label": label(row.short_label),
        "is_in_mix": is_in_mix,
        "cells": cells,
        "hits": sum(len(cell["kinds"]) for cell in cells),
        "attributes": _row_attributes(row.code, is_open=row.code == filters.open, is_in_mix=is_in_mix),
        "is_network_work": not catalog.contributions_of(row.code),
    }


def _row_attributes(code: str, *, is_open: bool, is_in_mix: bool) -> str:
    """Return class, selection and action of a row of the table."""
    marks = ("class=in-mix " if is_in_mix else "") + ("aria-selected=true " if is_open else "")
    return f"{marks}{do('toggle_preference', key='open_actors', value=code)}"


def _cell(catalog: Catalog, filters: Filters, instrument: str, actor: Any) -> dict[str, Any]:
    kinds = [
        kind
        for contribution in catalog.contributions_of(instrument, actor.code)
        for kind in (catalog.kind(contribution.kind),)
        if (not filters.kind or kind.code == filters.kind)
        and (not filters.no_money or not kind.needs_money)
        and (not filters.actor or actor.code == filters.actor)
    ]
    return {"actor": actor, "kinds": kinds, "count": len(kinds)}


def _reach(catalog: Catalog, results: Results) -> frozenset[str]:
    """Return the governments that the donor reaches indirectly, by training them, at the level of the scenario."""
    donors = {row.code for row in catalog.donors}
    return frozenset(
        row.code for row in catalog.governments if donors & set(find_trainers(catalog, results.scenario, row.code))
    )


def say_finding(catalog: Catalog, filters: Filters, rows: list[dict[str, Any]], shown: list[dict[str, Any]]) -> str:
    """Return the sentence above the table; it answers the question that the filters ask."""
    hits = sum(1 for row in shown if row["hits"])
    if filters.actor:
        actor = label(catalog.actor(filters.actor).label)
        template = (
            ngettext(
                "Without a budget, {actor} can contribute to {count} instrument.",
                "Without a budget, {actor} can contribute to {count} instruments.",
                hits,
            )
            if filters.no_money
            else ngettext(
                "{actor} can contribute to {count} instrument.", "{actor} can contribute to {count} instruments.", hits
            )
        )
        return template.format(actor=actor, count=hits)
    if filters.no_money or filters.kind:
        return ngettext(
            "{count} instrument has a contribution of this kind.",
            "{count} instruments have a contribution of this kind.",
            hits,
        ).format(count=hits)
    alone = sum(1 for row in rows if row["is_network_work"])
    governments = {row.code for row in catalog.governments}
    helped = {row.instrument for row in catalog.contributions if row.actor in governments}
    template = _(
        "Governments can contribute to {helped} of {total} instruments; {alone} live on personal contact alone."
    )
    return template.format(helped=len(helped), total=len(rows), alone=alone)
