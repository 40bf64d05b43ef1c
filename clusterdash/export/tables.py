"""All tables of one scenario as frames, by name; the bundle and the addresses for machines take them from here."""

from __future__ import annotations

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
    catalog, results = request.catalog, request.results
    strategy, chain = results.strategy, results.chain
    title = request.results.asked.place.title or "scenario"
    return {
        "table_1": frames.table_1(catalog),
        "table_2": frames.table_2(catalog),
        "mix": frames.mix_frame(catalog, strategy),
        "coverage": frames.coverage_frame(catalog, strategy),
        "plan": frames.plan_frame(catalog, results.plan),
        "chain": frames.chain_frame(catalog, chain),
        "handover": frames.handover_frame(catalog, chain),
        "activities": frames.activity_frame(catalog, chain, build_activity_plan(catalog, chain)),
        "budget": frames.budget_frame(catalog, find_budget(request)),
        "warnings": frames.warnings_frame(catalog, results.warnings),
        "frontier": frames.frontier_frame(catalog, strategy),
        "donor_ladder": frames.ladder_frame(catalog, strategy),
        "figures": frames.comparison_frame(catalog, compare_scenarios(catalog, {title: results.scenario})),
    }
