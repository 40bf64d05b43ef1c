"""What an instrument takes: little, money, or a law or building; our coding, in the words of the screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from clusterdash.catalog import Catalog
from clusterdash.words import N_, _

# Class of an instrument -> its mark, its name, what it means; in the order of the legend.
COST_CLASSES: Mapping[str, tuple[str, str, str]] = {
    "light": ("○", N_("light"), N_("time, contacts and a small sum")),
    "money": ("◐", N_("needs money"), N_("a budget of its own")),
    "law": ("●", N_("needs law or building"), N_("a law, a building or permanent posts")),
}


def name_cost_class(catalog: Catalog, instrument: str) -> dict[str, str]:
    """Return code, mark and name of the cost class of an instrument. Source: assumption (our coding)."""
    code = catalog.instrument(instrument).cost
    mark, name, _meaning = COST_CLASSES[code]
    return {"code": code, "mark": mark, "name": _(name)}


def list_cost_classes() -> list[dict[str, str]]:
    """Return the legend: mark, name and meaning of each class."""
    return [
        {"code": code, "mark": mark, "name": _(name), "meaning": _(meaning)}
        for code, (mark, name, meaning) in COST_CLASSES.items()
    ]


def count_cost_classes(catalog: Catalog, instruments: Iterable[str]) -> dict[str, int]:
    """Return how many instruments are of each class, in the order of the legend. Source: assumption (our coding)."""
    codes = [catalog.instrument(one).cost for one in instruments]
    return {code: codes.count(code) for code in COST_CLASSES}
