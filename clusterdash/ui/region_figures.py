"""The figures of the Regions page, each with its table beneath; Plotly is loaded by this page alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import streamlit as st

from clusterdash import frames
from clusterdash.export.profiles import build_profile, build_profiles
from clusterdash.export.request import Request
from clusterdash.regions.frames import industry_frame
from clusterdash.regions.table import JobsTable
from clusterdash.ui.jobs import show_table
from clusterdash.views.region_figures import draw_region_figures
from clusterdash.views.regions import find_region
from clusterdash.words import _, select_language

if TYPE_CHECKING:
    from clusterdash.ui.session import Sitting

CONFIG = {"displayModeBar": False, "scrollZoom": False, "displaylogo": False}


def show_region_figures(sitting: Sitting) -> None:
    """Show bubbles of the picked region, the ranking and the heatmap, each with its table."""
    table: JobsTable | None = show_table(sitting)
    if table is None:
        return
    scheme = "dark" if is_dark() else "light"
    with st.container(key="cold_figures"):
        for name, head, figure, html in draw_region_figures(table, sitting.looks.get("region"), scheme):
            st.html(head)
            with st.container(key=f"scroll-{name}"):
                st.plotly_chart(figure, width="stretch", theme=None, key=f"figure-{name}", config=CONFIG)
                st.html(html)  # its summary takes the focus, so that keys can scroll what is wider than a phone
        _show_files(sitting, table)


def _show_files(sitting: Sitting, table: JobsTable) -> None:
    """Show the buttons that make the profiles of all regions or of the picked one (PDF), and all figures (CSV)."""
    picked = find_region(table, sitting.looks.get("region"))
    offers = (
        ("profiles", _("Profiles of all regions (PDF)"), "pdf", lambda: build_profiles(_wish(sitting, table))),
        (
            "profile",
            _("Profile of {region} (PDF)").format(region=picked),
            "pdf",
            lambda: build_profile(_wish(sitting, table), picked),
        ),
        ("industries", _("All figures as CSV"), "csv", lambda: frames.write_csv(industry_frame(table.profiles))),
    )
    with st.container(key="cold_region_files", horizontal=True):
        for name, label, ending, make in offers:
            st.download_button(
                label,
                data=_in_language(sitting.language, make),
                file_name=f"clusterdash-regions-{name}.{ending}",
                mime="application/pdf" if ending == "pdf" else "text/csv",
                on_click="ignore",
                key=f"download-regions-{name}",
            )


def _wish(sitting: Sitting, table: JobsTable) -> Request:
    return Request(sitting.results, date.today(), table)


def _in_language(language: str, make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Return the making of a file in the visitor's language: it runs later, outside of the page's own run."""

    def run() -> bytes:
        select_language(language)
        return make()

    return run


def is_dark() -> bool:
    """Return whether the browser shows the dark scheme."""
    theme: Any = getattr(st.context, "theme", None)
    return getattr(theme, "type", None) == "dark"
