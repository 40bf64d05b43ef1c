"""All tables of one scenario as frames, by name; the bundle and the addresses for machines take them from here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from clusterdash import frames
from clusterdash.export.money_sheet import find_budget
from clusterdash.export.request import Request
from clusterdash.model.advice.comparison import compare_scenarios
from clusterdash.model.chain.activities import build_activity_plan

if TYPE_CHECKING:
    import pandas as pd

# Name of the table -> name of the function of ``frames`` that makes it.
MAKERS = {
    "table_1": "table_1",
    "table_2": "table_2",
    "mix": "mix_frame",
    "coverage": "coverage_frame",
    "plan": "plan_frame",
    "chain": "chain_frame",
    "handover": "handover_frame",
    "activities": "activity_frame",
    "budget": "budget_frame",
    "warnings": "warnings_frame",
    "frontier": "frontier_frame",
    "donor_ladder": "ladder_frame",
    "figures": "comparison_frame",
}


def collect_frames(request: Request) -> dict[str, pd.DataFrame]:
    """Return every table of a scenario by its name; ``figures`` are the key figures, one row each.

    Source: each frame says its own.
    """
    return {name: make_frame(request, name) for name in MAKERS}


def make_frame(request: Request, name: str) -> pd.DataFrame:
    """Return one table of a scenario. Raises KeyError for an unknown name. Source: each frame says its own."""
    catalog, results = request.catalog, request.results
    strategy, chain = results.strategy, results.chain
    title = results.asked.place.title or "scenario"
    make: dict[str, Callable[[], pd.DataFrame]] = {
        "table_1": lambda: frames.table_1(catalog),
        "table_2": lambda: frames.table_2(catalog),
        "mix": lambda: frames.mix_frame(catalog, strategy),
        "coverage": lambda: frames.coverage_frame(catalog, strategy),
        "plan": lambda: frames.plan_frame(catalog, results.plan),
        "chain": lambda: frames.chain_frame(catalog, chain),
        "handover": lambda: frames.handover_frame(catalog, chain),
        "activities": lambda: frames.activity_frame(catalog, chain, build_activity_plan(catalog, chain)),
        "budget": lambda: frames.budget_frame(catalog, find_budget(request)),
        "warnings": lambda: frames.warnings_frame(catalog, results.warnings),
        "frontier": lambda: frames.frontier_frame(catalog, strategy),
        "donor_ladder": lambda: frames.ladder_frame(catalog, strategy),
        "figures": lambda: frames.comparison_frame(catalog, compare_scenarios(catalog, {title: results.scenario})),
    }
    return make[name]()
