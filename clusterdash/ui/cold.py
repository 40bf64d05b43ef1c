"""What people open now and then, in Streamlit's own widgets: the tables of a page as files to take away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from clusterdash import frames
from clusterdash.model import compare_scenarios
from clusterdash.results import default_catalog
from clusterdash.ui.options import list_followed
from clusterdash.ui.session import Sitting
from clusterdash.views.portfolio import compare_places
from clusterdash.words import N_, _

# Page -> its tables: name of the file, what it is called, how its frame is made from the sitting.
Table = tuple[str, str, Callable[[Sitting], Any]]
TABLES: dict[str, tuple[Table, ...]] = {
    "mechanisms": (("table-1", N_("Table 1 as CSV"), lambda _sitting: frames.table_1(default_catalog())),),
    "actors": (("table-2", N_("Table 2 as CSV"), lambda _sitting: frames.table_2(default_catalog())),),
    "strategy": (
        ("mix", N_("The mix as CSV"), lambda it: frames.mix_frame(default_catalog(), it.results.strategy)),
        ("coverage", N_("Coverage as CSV"), lambda it: frames.coverage_frame(default_catalog(), it.results.strategy)),
        ("plan", N_("Who does what as CSV"), lambda it: frames.plan_frame(default_catalog(), it.results.plan)),
    ),
    "compare": (
        (
            "comparison",
            N_("The comparison as CSV"),
            lambda it: frames.comparison_frame(
                default_catalog(), compare_scenarios(default_catalog(), list_followed(it))
            ),
        ),
    ),
    "portfolio": (
        (
            "places",
            N_("The places as CSV"),
            lambda it: frames.portfolio_frame(
                default_catalog(), compare_places(default_catalog(), it.places or {"here": it.scenario})
            ),
        ),
    ),
    "timeline": (
        ("chain", N_("The rounds as CSV"), lambda it: frames.chain_frame(default_catalog(), it.results.chain)),
    ),
}


def show_downloads(sitting: Sitting, page: str) -> None:
    """Show a button for each table of a page; the file is made when it is asked for, from what is on screen then."""
    with st.container(key="cold_frame", horizontal=True):
        for name, label, make in TABLES.get(page, ()):
            st.download_button(
                _(label),
                data=lambda make=make: frames.write_csv(make(sitting)),  # type: ignore[misc]
                file_name=f"clusterdash-{name}.csv",
                mime="text/csv",
                on_click="ignore",
                key=f"download-{name}",
            )
