"""The Mechanisms page: Table 1 as a grid of instruments and mechanisms that answers to every choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.results import Results
from clusterdash.views.detail import build_detail
from clusterdash.views.render import do, render
from clusterdash.views.screen import Screen
from clusterdash.views.sentences import instrument_names
from clusterdash.words import N_, _, label, ngettext

FAR_ROWS = 15
SORTS = {
    "leverage": N_("leverage, mix on top"),
    "distinctiveness": N_("distinctiveness, mix on top"),
    "table": N_("order of the paper"),
}


@dataclass(frozen=True)
class Looks:
    """How the visitor looks at the table; anything unknown falls back to the default."""

    sort: str
    family: str
    only_mix: bool
    five_metres: bool
    text: str
    mechanism: str
    open: str


def _read_looks(catalog: Catalog, preferences: Mapping[str, Any]) -> Looks:
    def among(key: str, codes: Sequence[str], default: str) -> str:
        value = str(preferences.get(key) or "")
        return value if value in codes else default

    return Looks(
        sort=among("sort", list(SORTS), "leverage"),
        family=among("family", [row.code for row in catalog.families], ""),
        only_mix=preferences.get("only_mix") is True,
        five_metres=preferences.get("five_metres") is True,
        text=str(preferences.get("text") or ""),
        mechanism=among("mechanism", [row.code for row in catalog.mechanisms], ""),
        open=among("open_mechanisms", [row.code for row in catalog.instruments], ""),
    )


def render_mechanisms(screen: Screen) -> str:
    """Return the page as HTML."""
    catalog, results = screen.catalog, screen.results
    looks = _read_looks(catalog, screen.looks)
    columns = _columns(catalog, results)
    return render(
        "mechanisms.html",
        place=results.asked.place,
        finding=say_finding(catalog, results),
        sorts=[(code, _(name)) for code, name in SORTS.items()],
        families=catalog.families,
        view=looks,
        columns=columns,
        family_spans=_family_spans(catalog, columns),
        rows=_rows(catalog, results, looks),
        detail=build_detail(catalog, results, looks.open),
    )


def say_finding(catalog: Catalog, results: Results) -> str:
    """Return the sentences above the table: how much of the toolbox speaks to what matters here, and what most."""
    if not any(results.scenario.salience.values()):
        return _("Say what matters here, and the table sorts itself.")
    return f"{say_speaking(catalog, results)} {_say_most_leverage(catalog, results)}".strip()


def say_speaking(catalog: Catalog, results: Results) -> str:
    """Return how many instruments serve what matters here."""
    salient = [code for code, level in results.scenario.salience.items() if level]
    speaking = sum(1 for leverage in results.strategy.leverage.values() if leverage)
    return ngettext(
        "{speaking} of {all} instruments serve your {salient} mechanism.",
        "{speaking} of {all} instruments serve your {salient} mechanisms.",
        len(salient),
    ).format(speaking=speaking, all=len(catalog.instruments), salient=len(salient))


def _say_most_leverage(catalog: Catalog, results: Results) -> str:
    """Return which instruments have the most leverage: one, or all that share the first place."""
    most = max(results.strategy.leverage.values(), default=0)
    if not most:
        return ""
    best = [code for code, leverage in results.strategy.leverage.items() if leverage == most]
    if len(best) == 1:
        template = _("“{best}” has the most leverage.")
        return template.format(best=label(catalog.instrument(best[0]).short_label))
    template = ngettext(
        "{count} instrument shares the most leverage: {names}.",
        "{count} instruments share the most leverage: {names}.",
        len(best),
    )
    return template.format(count=len(best), names=instrument_names(catalog, best))


def _columns(catalog: Catalog, results: Results) -> list[dict[str, Any]]:
    position = {family.code: number for number, family in enumerate(catalog.families)}
    return [
        {
            "mechanism": mechanism,
            "name": label(mechanism.short_label),
            "number": number,
            "family": position[mechanism.family],
            "salience": results.scenario.salience.get(mechanism.code),
        }
        for number, mechanism in enumerate(catalog.mechanisms, 1)
    ]


def _family_spans(catalog: Catalog, columns: list[dict[str, Any]]) -> list[tuple[dict[str, Any], int]]:
    return [
        ({"position": position, "label": catalog.families[position].label}, len(list(group)))
        for position, group in groupby(columns, key=lambda column: column["family"])
    ]


def rank_rows(catalog: Catalog, results: Results) -> list[dict[str, Any]]:
    """Return all rows of the table, the mix on top, then by leverage."""
    return _rows(catalog, results, _read_looks(catalog, {}))


def _rows(catalog: Catalog, results: Results, looks: Looks) -> list[dict[str, Any]]:
    rows = [
        _row(catalog, results, looks, row) for row in catalog.instruments if _is_shown(catalog, results, looks, row)
    ]
    if looks.sort != "table":
        strategy = results.strategy
        measure: Mapping[str, float] = strategy.leverage if looks.sort == "leverage" else strategy.distinctiveness
        rows.sort(key=lambda row: (not row["is_in_mix"], -measure[row["code"]], -strategy.leverage[row["code"]]))
    rows = rows[:FAR_ROWS] if looks.five_metres else rows
    for here, below in zip(rows, rows[1:], strict=False):
        here["is_last_of_mix"] = looks.sort != "table" and here["is_in_mix"] and not below["is_in_mix"]
    for row in rows:
        row["attributes"] = _row_attributes(row)
    return rows


def _row_attributes(row: Mapping[str, Any]) -> str:
    """Return class, selection and action of a row of the table."""
    marks = (("in-mix", "is_in_mix"), ("unreachable", "is_unreachable"), ("last-of-mix", "is_last_of_mix"))
    classes = " ".join(name for name, key in marks if row[key])
    action = do("toggle_preference", key="open_mechanisms", value=row["code"])
    return f'data-wide class="{classes}" {"aria-selected=true " if row["is_open"] else ""}{action}'


def _is_shown(catalog: Catalog, results: Results, looks: Looks, row: Any) -> bool:
    serves = catalog.serves[row.code]
    return (
        (not looks.only_mix or row.code in results.strategy.mix)
        and (not looks.family or any(catalog.mechanism(code).family == looks.family for code in serves))
        and looks.text.casefold() in f"{label(row.label)} {label(row.short_label)} {row.label}".casefold()
    )


def _row(catalog: Catalog, results: Results, looks: Looks, row: Any) -> dict[str, Any]:
    serves = catalog.serves[row.code]
    salience = results.scenario.salience
    cells = [salience.get(mech.code, "none") if mech.code in serves else None for mech in catalog.mechanisms]
    return {
        "code": row.code,
        "short_label": label(row.short_label),
        "is_in_mix": row.code in results.strategy.mix,
        "is_unreachable": not results.strategy.eligibility[row.code].is_eligible,
        "exists": bool(results.strategy.eligibility[row.code].exists),
        "is_last_of_mix": False,
        "is_open": row.code == looks.open,
        "leverage": results.strategy.leverage[row.code],
        "cells": cells,
        "serves": serves,
        "numbers": [(number, cell) for number, cell in enumerate(cells, 1) if cell is not None],
    }
