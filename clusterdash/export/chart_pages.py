"""Charts as HTML files that need no network: both tables, the rounds, and all of them for the bundle."""

from __future__ import annotations

from typing import Any

from clusterdash import charts
from clusterdash.export.money_sheet import find_budget
from clusterdash.export.request import Request
from clusterdash.model.chain.dynamics import simulate_dynamics


def build_chart_table_1(request: Request) -> bytes:
    """Return Table 1 with the salience and the mix of the scenario. Source: Benner 2013, Table 1."""
    return _write(request, charts.table_1_figure(request.catalog, request.results.strategy), "table_1")


def build_chart_table_2(request: Request) -> bytes:
    """Return Table 2 with the reach of the donor at its level. Source: Benner 2013, Table 2."""
    return _write(request, charts.table_2_figure(request.catalog, request.results.strategy), "table_2")


def build_chart_timeline(request: Request) -> bytes:
    """Return the rounds with who leads each stage. Source: Benner 2013, §5, §6; dates in a round are assumptions."""
    return _write(request, charts.timeline_figure(request.catalog, request.results.chain), "timeline")


def _write(request: Request, figure: Any, name: str) -> bytes:
    return charts.write_chart_page(figure, name, say_foot(request)).encode()


def say_foot(request: Request) -> str:
    """Return what stands below every chart: the place, the date, the source."""
    head = request.facts.head
    return " · ".join(part for part in (head.title, head.place, head.date, head.source) if part)


def draw_all(request: Request) -> dict[str, Any]:
    """Return every figure of a scenario by its name. Source: each figure names its own."""
    catalog, results = request.catalog, request.results
    strategy, chain = results.strategy, results.chain
    return {
        "table_1": charts.table_1_figure(catalog, strategy),
        "table_2": charts.table_2_figure(catalog, strategy),
        "coverage": charts.coverage_figure(catalog, strategy),
        "donor_ladder": charts.ladder_figure(catalog, strategy),
        "frontier": charts.frontier_figure(catalog, strategy),
        "timeline": charts.timeline_figure(catalog, chain),
        "cost": charts.cost_figure(catalog, chain, find_budget(request)),
        "successes": charts.band_figure(simulate_dynamics(catalog, results.scenario)),
    }
