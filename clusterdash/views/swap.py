"""The panel "swap": what ruling an instrument out, or taking another one for it, would change, before it is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.errors import ScenarioError
from clusterdash.model.scenario.change import Change, apply_changes
from clusterdash.results import Results, compute_results
from clusterdash.views.cost_classes import COST_CLASSES, count_cost_classes, list_cost_classes, name_cost_class
from clusterdash.views.render import render, share
from clusterdash.views.screen import Screen
from clusterdash.views.sentences import instrument_names
from clusterdash.views.who import say_load
from clusterdash.words import _, label

OTHERS_SHOWN = 5


@dataclass(frozen=True)
class Option:
    """One way to go on, with what would follow from it; ``instrument`` is the one taken instead, "" for none."""

    instrument: str
    results: Results


def render_swap(screen: Screen) -> str:
    """Return the mix to choose from, and for the chosen instrument all options with what each would change."""
    catalog, results = screen.catalog, screen.results
    chosen = str(screen.looks.get("swap", ""))
    chosen = chosen if chosen in results.strategy.mix else ""
    return render(
        "panel_swap.html",
        members=[
            (code, label(catalog.instrument(code).short_label), name_cost_class(catalog, code))
            for code in results.strategy.mix
        ],
        chosen=chosen,
        chosen_name=label(catalog.instrument(chosen).short_label) if chosen else "",
        now=_tell(catalog, results, results) if chosen else None,
        options=[_tell_option(catalog, results, one) for one in list_options(catalog, results, chosen)],
        ruled_out=list_ruled_out(catalog, results),
        cost_classes=list_cost_classes(),
    )


def list_ruled_out(catalog: Catalog, results: Results) -> list[tuple[str, str]]:
    """Return code and name of every instrument that was ruled out, in the order of the table."""
    out = results.asked.excluded
    return [(row.code, label(row.short_label)) for row in catalog.instruments if row.code in out]


def list_options(catalog: Catalog, results: Results, chosen: str) -> Iterator[Option]:
    """Yield ruling the chosen instrument out, then the best others that could be taken for it, by value."""
    if not chosen:
        return
    out = Change("excluded", chosen, True)
    yield from _try(catalog, results, "", (out,))
    others: list[Option] = []
    for code in _find_others(catalog, results, chosen):
        others += _try(catalog, results, code, (out, Change("pinned", code, True)))
    yield from sorted(others, key=lambda one: -one.results.strategy.value)[:OTHERS_SHOWN]


def _try(catalog: Catalog, results: Results, instrument: str, changes: tuple[Change, ...]) -> Iterator[Option]:
    """Yield the option, or nothing where it contradicts what else was decided."""
    try:
        after = compute_results(catalog, apply_changes(catalog, results.scenario, changes))
    except ScenarioError:
        return
    if not after.problems:
        yield Option(instrument, after)


def _find_others(catalog: Catalog, results: Results, chosen: str) -> list[str]:
    """Return the instruments that could stand in: within reach, out of the mix, for the same mechanisms."""
    strategy, serves = results.strategy, catalog.serves
    weight = results.scenario.weight

    def overlap(code: str) -> int:
        return sum(weight(one) for one in set(serves[code]) & set(serves[chosen]))

    free = [
        row.code
        for row in catalog.instruments
        if row.code not in strategy.mix
        and row.code not in results.scenario.excluded
        and strategy.eligibility[row.code].is_eligible
        and overlap(row.code)
    ]
    return sorted(free, key=lambda code: (-overlap(code), -strategy.leverage[code]))[: 2 * OTHERS_SHOWN]


def _tell_option(catalog: Catalog, before: Results, option: Option) -> dict[str, Any]:
    name = label(catalog.instrument(option.instrument).short_label) if option.instrument else ""
    return {"instrument": option.instrument, "name": name, **_tell(catalog, before, option.results)}


def _tell(catalog: Catalog, before: Results, after: Results) -> dict[str, Any]:
    """Return value, what can start now, load and cost classes, each as the screen says it."""
    strategy = after.strategy
    total = strategy.total or 1
    came_in = [code for code in strategy.mix if code not in before.strategy.mix]
    costs = count_cost_classes(catalog, strategy.mix)
    return {
        "value": share(strategy.value / total),
        "parts": [share(strategy.deliverable[part] / total) for part in ("now", "later", "nobody")],
        "load": say_load(catalog, after),
        "costs": [(COST_CLASSES[code][0], _(COST_CLASSES[code][1]), count) for code, count in costs.items()],
        "came_in": instrument_names(catalog, came_in),
        "is_less": strategy.value < before.strategy.value,
    }
