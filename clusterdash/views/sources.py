"""The Sources page: method, assumptions, glossary, provenance and the tables as downloads."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Any

from clusterdash.places import data_folder
from clusterdash.results import DATA
from clusterdash.views.render import render
from clusterdash.views.screen import Screen
from clusterdash.words import N_, _

METHOD = (
    (
        N_("Leverage"),
        N_(
            "The salience of all mechanisms that an instrument serves, added up. It prefers instruments with "
            "considerable impact and those that serve several mechanisms at once."
        ),
        "paper",
        "§3",
    ),
    (
        N_("Value of a mix"),
        N_(
            "For each mechanism, its salience times 1 − ½ⁿ, where n instruments of the mix serve it: each "
            "further instrument for the same mechanism counts half as much as the one before."
        ),
        "assumption",
        "§3",
    ),
    (
        N_("The mix"),
        N_(
            "The set of instruments with the greatest value that fits the number of places; found exactly, "
            "never by rule of thumb. Ties go to what a place can carry best: what can start at all, what can start "
            "now, fewest heavy ones, then the higher total leverage, then the order of Table 2."
        ),
        "assumption",
        "§3",
    ),
    (
        N_("Delivery"),
        N_(
            "Who could carry an instrument, from Table 2, the capacities, the network and the donor: seven "
            "words from ready to out of reach. Of several ways the one that can start first counts."
        ),
        "assumption",
        "Table 2",
    ),
    (
        N_("Donor level"),
        N_(
            "Six steps from nothing to starting the chain; what each step holds comes from the paper, the "
            "ladder is ours."
        ),
        "assumption",
        "§9",
    ),
    (
        N_("Rounds"),
        N_(
            "Nine stages, rounds of about five years; successful initiatives take the place of the pilots; "
            "the donor hands over step by step."
        ),
        "paper",
        "§5",
    ),
    (
        N_("Regions"),
        N_(
            "Location quotient: the share of an industry in a region by its share in the nation. Growth in three "
            "parts: nation, industry, region. Marks for a location quotient, a size and a growth above thresholds. "
            "They inform, they never select."
        ),
        "assumption",
        "§5.4",
    ),
    (
        N_("Leads"),
        N_(
            "Nobody leads by default. An agent leads a stage only when it is able to; otherwise the stage "
            "shows no lead."
        ),
        "assumption",
        "§5",
    ),
)


def render_sources(screen: Screen) -> str:
    """Return the page as HTML."""
    return render(
        "sources.html",
        catalog=screen.catalog,
        weights=screen.results.asked.salience_weights,
        method=[(_(name), _(text), kind, section) for name, text, kind, section in METHOD],
        tables=_list_tables(),
        other_toolbox="" if data_folder() == DATA else DATA.name,
    )


@cache
def _list_tables() -> list[dict[str, Any]]:
    """Return name and number of rows of each table of the data package."""
    return [{"name": path.stem, "count": _count_rows(path)} for path in sorted(DATA.glob("*.csv"))]


def _count_rows(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _row in csv.reader(file)) - 1
