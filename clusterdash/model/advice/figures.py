"""Figures with their basis: every number of a strategy and its plan, from the paper or ours, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from clusterdash.catalog import Catalog
from clusterdash.model.delivery.delivery import Way
from clusterdash.model.plan.plan import Plan
from clusterdash.model.strategy import Strategy
from clusterdash.words import N_

Number = int | float | Fraction


@dataclass(frozen=True)
class Source:
    """Where a kind of figure comes from; ``parameter`` names the number of ours that moves it, if there is one."""

    basis: str
    section: str
    note: str
    parameter: str = ""


@dataclass(frozen=True)
class Figure:
    """A number of the result with its basis.

    ``name`` says what it counts ("coverage.count"), ``subject`` of what (a code, two joined by a dot, or ""). ``basis``
    is ``paper``, ``assumption`` or ``workshop``; ``note`` is marked for translation.
    """

    name: str
    subject: str
    value: Number
    basis: str
    section: str
    note: str
    parameter: str = ""


VALUE = N_("Salience times 1 − 2^−k, summed over the mechanisms; k instruments serve a mechanism. Halving is ours.")
PARTS = N_("What can start now, what later adds, and what nobody carries yet; they add up. The three words are ours.")
START = N_("0 for somebody able; else when training ends or the network stands. The months are ours.")
PHASES = N_("The order follows the paper where it can; the months are ours and can be moved.")

SOURCES = {
    "strategy.size": Source("assumption", "§3", N_("How many instruments the place can run at once."), "mix_size"),
    "strategy.value": Source("assumption", "§3", VALUE, "diminishing_base"),
    "strategy.deliverable": Source("assumption", "§3", PARTS, "diminishing_base"),
    "strategy.ceiling": Source("assumption", "§3", VALUE, "diminishing_base"),
    "strategy.total": Source("assumption", "§3", VALUE, "diminishing_base"),
    "strategy.share": Source("assumption", "§3", N_("The mix against all instruments."), "diminishing_base"),
    "strategy.places_left": Source("assumption", "§3", N_("Places that no useful instrument fills."), "mix_size"),
    "strategy.leverage": Source(
        "assumption", "§3", N_("Weights of the mechanisms that it serves (Table 1), added up."), "salience_weight_1"
    ),
    "strategy.breadth": Source(
        "paper", "§3", N_("How many salient mechanisms it serves (Table 1). From which level is ours."), "salient_level"
    ),
    "strategy.distinctiveness": Source(
        "assumption", "Table 1", N_("How few other instruments serve its mechanisms; 1 = it alone.")
    ),
    "coverage.salience": Source("workshop", "§3", N_("Chosen by the people in the room.")),
    "coverage.count": Source("paper", "Table 1", N_("Instruments of the mix that serve the mechanism.")),
    "coverage.strength": Source(
        "assumption", "§3", N_("1 − 2^−k: each further instrument counts half."), "diminishing_base"
    ),
    "coverage.deliverable": Source("assumption", "§3", PARTS, "diminishing_base"),
    "delivery.count": Source("assumption", "Table 2", N_("Instruments of the mix by delivery; the words are ours.")),
    "delivery.from_year": Source("assumption", "§3", N_("The year in which the new network stands."), "platform_year"),
    "delivery.start_month": Source("assumption", "§1", START, "institutions_end_month"),
    "way.from_year": Source("assumption", "§3", N_("The year in which the new network stands."), "platform_year"),
    "way.start_month": Source("assumption", "§1", START, "institutions_end_month"),
    "load.responsible": Source("assumption", "§9", N_("One responsible actor each; editable."), "overload_share"),
    "load.contributes": Source("paper", "Table 2", N_("Instruments of the mix with a line for this actor.")),
    "task.start_month": Source("assumption", "§1", PHASES, "institutions_start_month"),
    "task.end_month": Source("assumption", "§1", PHASES, "resources_end_month"),
}  # fmt: skip


def figures(catalog: Catalog, strategy: Strategy, plan: Plan) -> tuple[Figure, ...]:
    """Return every number of a strategy and its plan with its basis, section and note.

    Source: each figure names its own.
    """
    return tuple(
        Figure(name, subject, value, source.basis, source.section, source.note, source.parameter)
        for name, subject, value in _list_numbers(catalog, strategy, plan)
        for source in [SOURCES[name]]
    )


def _list_numbers(catalog: Catalog, strategy: Strategy, plan: Plan) -> Iterator[tuple[str, str, Number]]:
    yield from _list_totals(strategy)
    for name in ("leverage", "breadth", "distinctiveness"):
        yield from ((f"strategy.{name}", code, value) for code, value in getattr(strategy, name).items())
    for it in strategy.coverage:
        for name in ("salience", "count", "strength"):
            yield f"coverage.{name}", it.mechanism, getattr(it, name)
        yield from (("coverage.deliverable", f"{it.mechanism}.{when}", part) for when, part in it.deliverable.items())
    counts = Counter(strategy.delivery[code] for code in strategy.mix)
    yield from (("delivery.count", row.code, counts[row.code]) for row in catalog.delivery_statuses)
    for code, found in strategy.details.items():
        yield from _list_starts("delivery", code, found)
        for way in found.also:
            yield from _list_starts("way", f"{code}.{way.status}", way)
    yield from _list_plan(plan)


def _list_starts(name: str, subject: str, way: Way) -> Iterator[tuple[str, str, Number]]:
    for field in ("from_year", "start_month"):
        if getattr(way, field) is not None:
            yield f"{name}.{field}", subject, getattr(way, field)


def _list_totals(strategy: Strategy) -> Iterator[tuple[str, str, Number]]:
    yield "strategy.size", "", len(strategy.mix)
    for name in ("value", "ceiling", "total", "places_left"):
        yield f"strategy.{name}", "", getattr(strategy, name)
    yield from (("strategy.deliverable", when, part) for when, part in strategy.deliverable.items())
    yield "strategy.share", "", strategy.value / strategy.total if strategy.total else Fraction(0)


def _list_plan(plan: Plan) -> Iterator[tuple[str, str, Number]]:
    for actor, load in plan.load.items():
        yield "load.responsible", actor, load.responsible
        yield "load.contributes", actor, load.contributes
    for task in plan.tasks:
        yield "task.start_month", task.instrument, task.start_month
        yield "task.end_month", task.instrument, task.end_month
