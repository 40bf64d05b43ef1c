"""The figure of the As charts page; Plotly is loaded by the pages that draw figures, and only when they are opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from clusterdash import charts
from clusterdash.model import compare_scenarios
from clusterdash.model.chain.activities import build_activity_plan
from clusterdash.model.chain.budget import build_budget
from clusterdash.model.chain.dynamics import simulate_dynamics
from clusterdash.results import Results
from clusterdash.ui.options import list_followed
from clusterdash.ui.region_figures import is_dark
from clusterdash.views.figures import find_figure

if TYPE_CHECKING:
    from clusterdash.ui.session import Sitting

Draw = Callable[[Results, str], Any]


def _draw_cost(it: Results, scheme: str) -> Any:
    budget = build_budget(it.catalog, it.chain, build_activity_plan(it.catalog, it.chain), it.plan)
    return charts.cost_figure(it.catalog, it.chain, budget, scheme)


FIGURES: Mapping[str, Draw] = {
    "table_1": lambda it, scheme: charts.table_1_figure(it.catalog, it.strategy, scheme),
    "table_2": lambda it, scheme: charts.table_2_figure(it.catalog, it.strategy, scheme),
    "coverage": lambda it, scheme: charts.coverage_figure(it.catalog, it.strategy, scheme),
    "donor_ladder": lambda it, scheme: charts.ladder_figure(it.catalog, it.strategy, scheme),
    "frontier": lambda it, scheme: charts.frontier_figure(it.catalog, it.strategy, scheme),
    "timeline": lambda it, scheme: charts.timeline_figure(it.catalog, it.chain, scheme),
    "successes": lambda it, scheme: charts.band_figure(simulate_dynamics(it.catalog, it.scenario), scheme),
    "cost": _draw_cost,
}


def draw_figure(sitting: Sitting, scheme: str = "light") -> Any:
    """Return the figure that the visitor looks at. Source: each figure names its own."""
    code, _picture = find_figure(sitting.looks)
    if code in FIGURES:
        return FIGURES[code](sitting.results, scheme)
    catalog = sitting.results.catalog
    return charts.comparison_figure(compare_scenarios(catalog, list_followed(sitting)), scheme)


def show_figure(sitting: Sitting) -> None:
    """Show the figure that the visitor looks at, with its alternative text, hover, zoom and a menu that saves it."""
    code, picture = find_figure(sitting.looks)
    figure = draw_figure(sitting, "dark" if is_dark() else "light")
    config = {
        "displaylogo": False,
        "displayModeBar": True,
        "modeBarButtonsToRemove": ["select2d", "lasso2d"],
        "toImageButtonOptions": {"format": picture, "filename": f"clusterdash-{code}"},
    }
    with st.container(key="chart_frame"):
        st.html(f'<p class="sr" id="chart-alt">{escape(charts.read_alt(figure))}</p>')
        st.plotly_chart(figure, width="stretch", theme=None, key=f"chart-{code}-{picture}", config=config)
