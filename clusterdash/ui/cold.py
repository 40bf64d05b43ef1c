"""What people open now and then, in Streamlit's own widgets: the tables of a page as files to take away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from clusterdash import frames
from clusterdash.model import compare_scenarios
from clusterdash.results import compute_results, default_catalog
from clusterdash.ui.session import Sitting
from clusterdash.views.options import find_free_letters
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
    "compare": (("comparison", N_("The comparison as CSV"), lambda it: _compare(it)),),
    "timeline": (
        ("chain", N_("The rounds as CSV"), lambda it: frames.chain_frame(default_catalog(), it.results.chain)),
    ),
}


def _compare(sitting: Sitting) -> Any:
    """Return the plans that stand side by side as a frame."""
    catalog, here = default_catalog(), find_free_letters(sitting.options)[0]
    scenarios = {one.letter: compute_results(catalog, one.scenario).scenario for one in sitting.options}
    scenarios[here] = sitting.results.scenario
    return frames.comparison_frame(catalog, compare_scenarios(catalog, dict(sorted(scenarios.items()))))


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
