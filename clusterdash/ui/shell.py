"""The shell around every page: language, top bar, the rail with the choices, navigation."""

from __future__ import annotations

import streamlit as st

from clusterdash.charts import theme
from clusterdash.places import pages_folder
from clusterdash.ui.pages import PAGES
from clusterdash.ui.rail import show_about, show_rail
from clusterdash.ui.render import render
from clusterdash.ui.session import Sitting, open_sitting
from clusterdash.ui.view import ASSETS, show_view
from clusterdash.words import LANGUAGES, _


def run_app() -> None:
    """Draw the shell and run the page that the address asks for."""
    sitting = open_sitting()
    pages = [
        st.Page(pages_folder() / page.file, title=_(page.title), url_path=page.slug, default=page.slug == "")
        for page in PAGES
    ]
    chosen = st.navigation(pages, position="hidden")
    st.html(f"<style>{theme.css_variables()}</style>")
    st.html(ASSETS / "app.css")
    with st.container(key="topbar", horizontal=True):
        show_view("tools", _render_tools(sitting), here=pages.index(chosen))
        with st.container(key="pages", horizontal=True):
            for page in pages:
                st.page_link(page)
    with st.container(key="rail_frame"):
        show_rail(sitting)
        show_about()
    with st.container(key="page_frame"):
        chosen.run()


def _render_tools(sitting: Sitting) -> str:
    return render(
        "tools.html",
        place=sitting.scenario.place,
        languages=LANGUAGES,
        language=sitting.language,
        can_undo=bool(sitting.past),
        can_redo=bool(sitting.future),
    )
