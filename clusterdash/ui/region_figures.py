"""The figures of the Regions page, each with its table beneath; Plotly is loaded by this page alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from clusterdash.regions.table import JobsTable
from clusterdash.ui.jobs import show_table
from clusterdash.views.region_figures import draw_region_figures

if TYPE_CHECKING:
    from clusterdash.ui.session import Sitting

CONFIG = {"displayModeBar": False, "scrollZoom": False, "displaylogo": False}


def show_region_figures(sitting: Sitting) -> None:
    """Show bubbles of the picked region, the ranking and the heatmap, each with its table."""
    table: JobsTable | None = show_table(sitting)
    if table is None:
        return
    scheme = "dark" if _is_dark() else "light"
    with st.container(key="cold_figures"):
        for name, head, figure, html in draw_region_figures(table, sitting.looks.get("region"), scheme):
            st.html(head)
            with st.container(key=f"scroll-{name}"):
                st.plotly_chart(figure, width="stretch", theme=None, key=f"figure-{name}", config=CONFIG)
            st.html(html)


def _is_dark() -> bool:
    theme: Any = getattr(st.context, "theme", None)
    return getattr(theme, "type", None) == "dark"
