"""The shell around every page: navigation, the styles, and the hot component that shows the screen."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import streamlit as st

from clusterdash.charts import theme
from clusterdash.model.scenario.recent import keep_recent
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.places import pages_folder
from clusterdash.results import default_catalog
from clusterdash.ui.cold import show_downloads
from clusterdash.ui.figures import show_figure
from clusterdash.ui.hot import show_hot
from clusterdash.ui.jobs import list_job_examples, show_table, tell_jobs
from clusterdash.ui.late import find_late
from clusterdash.ui.region_figures import show_region_figures
from clusterdash.ui.seat import PAGE, build_room, follow, publish, tell_browser
from clusterdash.ui.session import Sitting, Told, open_sitting, receive_events, tell_fault
from clusterdash.views.example_words import say_place_text
from clusterdash.views.joined import join_styles
from clusterdash.views.options import find_free_letters
from clusterdash.views.pages import PAGES
from clusterdash.views.render import View, render
from clusterdash.views.screen import Notice, Screen, draw_screen
from clusterdash.words import _, current_language, direction

_IN_SHELL = "clusterdash_shell"


def run_app() -> None:
    """Draw the shell and run the page that the address asks for."""
    sitting = open_sitting()
    pages = [
        st.Page(pages_folder() / page.file, title=_(page.title), url_path=page.slug, default=page.slug == "")
        for page in PAGES
    ]
    chosen = st.navigation(pages, position="hidden")
    _show_styles()
    frame = st.container(key="hot_frame")
    with st.container(key="pages"):  # never seen: the menu of the screen clicks these
        for page in pages:
            st.page_link(page)
    sitting.visit(PAGES[pages.index(chosen)].slug)
    st.session_state[_IN_SHELL] = True
    chosen.run()
    st.session_state[_IN_SHELL] = False
    with frame:
        show_screen()


def show_page(slug: str) -> None:
    """Show a page; run alone, without the shell, it draws the screen itself."""
    sitting = open_sitting()
    sitting.visit(slug)
    if not st.session_state.get(_IN_SHELL):
        _show_styles()
        show_screen()
    if slug == "regions":
        show_region_figures(sitting)
    if slug == "charts":
        show_figure(sitting)
    show_downloads(sitting, slug)


def _show_styles() -> None:
    st.html(f"<style>{theme.css_variables()}</style>")
    st.html(f"<style>{join_styles()}</style>")


@st.fragment
def show_screen() -> None:
    """Draw the screen; an action of the browser runs this alone, and everything around it stays as it is."""
    sitting = open_sitting()
    if sitting.wants_whole_run:
        sitting.wants_whole_run = False
        st.rerun(scope="app")
    follow(sitting)
    view, is_pending = _draw(sitting)
    publish(sitting)
    told = sitting.tell()
    facts = {
        "code": told.code,
        "draft": told.text,
        "file_name": name_file(told),
        "lang": current_language(),
        "dir": direction(),
        "is_touched": sitting.is_touched,
        "jobs": tell_jobs(sitting),
        "words": _words(),
        "room": tell_browser(sitting),
        "plan": sitting.shelf.write_tag(),
        "beside": _tell_beside(sitting),
    }
    show_hot(
        view,
        sitting.wire,
        facts,
        on_events=receive_events,
        sid=sitting.identity,
        ack=sitting.last_event,
        stamp=told.stamp,
        is_fresh=sitting.is_fresh,
        pending=is_pending,
    )


def _draw(sitting: Sitting) -> tuple[View, bool]:
    """Return the screen, and whether something of it is still to come; a fault becomes a sentence with a reference."""
    try:
        late, is_pending = find_late(sitting)
        return draw_screen(build_screen(sitting, late)), is_pending
    except Exception as error:  # noqa: BLE001, whatever it is, the visitor keeps what was entered
        notice = Notice(tell_fault(error))
        return View(render("fault.html", problem=notice.problem, can_undo=bool(sitting.past))), False


def build_screen(sitting: Sitting, late: dict[str, Any]) -> Screen:
    """Return what the screen of a sitting is drawn from."""
    is_wall = sitting.seat is not None and sitting.seat.is_wall
    results = sitting.results
    problems = results.problems if sitting.dismissed != sitting.scenario else ()
    return Screen(
        catalog=default_catalog(),
        results=results,
        page=sitting.page,
        language=sitting.language,
        looks=sitting.looks,
        before=sitting.before,
        late=late,
        notices=(*sitting.notices, *(Notice(problem) for problem in problems)),
        can_undo=bool(sitting.past),
        can_redo=bool(sitting.future),
        has_draft=bool(sitting.draft),
        has_broken_draft=sitting.has_broken_draft,
        workshop=build_room(sitting, late) if sitting.page == PAGE or is_wall else None,
        is_wall=is_wall,
        is_broad=sitting.is_broad,
        options=sitting.options,
        places=sitting.places,
        saved=sitting.shelf.show(sitting.stamp),
        today=date.today().isoformat(),
        **_more_of(sitting),
    )


def _tell_beside(sitting: Sitting) -> str:
    """Return the plans beside the one on screen by their letters, as JSON, where slides can be made of them."""
    if sitting.page != "compare" or not sitting.options:
        return ""
    plans = {one.letter: _write_file(one.scenario) for one in sitting.options}
    return json.dumps({"here": find_free_letters(sitting.options)[0], "plans": plans})


@keep_recent()
def _write_file(scenario: Scenario) -> str:
    """Return the file of a plan that stands beside; it stays the same from one click to the next."""
    return scenario.to_json()


def _more_of(sitting: Sitting) -> dict[str, Any]:
    """Return what a page is drawn from beside the results; most need nothing more."""
    if sitting.page == "take-away":
        from clusterdash.ui.take_away import find_take_away

        return {"take_away": find_take_away(sitting)}
    if sitting.page != "regions":
        return {}
    return {
        "jobs": show_table(sitting),
        "reading": sitting.reading,
        "can_bring_table_back": bool(sitting.jobs_before),
        "job_examples": list_job_examples(),
    }


def _words() -> str:
    """Return what the script must be able to say without the server, as JSON."""
    return json.dumps(
        {
            "gone": _("The app does not answer. What you do meanwhile is kept and sent as soon as it is back."),
            "back": _("The app is back; everything was sent."),
            "skip": _("Skip to the page"),
        }
    )


def name_file(told: Told) -> str:
    """Return the name under which a scenario is saved; another scenario of the same place gets another name."""
    title = re.sub(r"[^\w]+", "-", say_place_text(told.scenario.place.title).casefold()).strip("-")[:60]
    return f"clusterdash-{title or 'scenario'}-{told.stamp[:6]}.json"
