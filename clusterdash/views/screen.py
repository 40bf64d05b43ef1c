"""One screen: the bar, the choices and a page, drawn from results and from how the visitor looks at them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from markupsafe import Markup

from clusterdash.catalog import Catalog
from clusterdash.errors import Problem
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.regions.reading import Reading
from clusterdash.regions.table import JobsTable
from clusterdash.results import Results
from clusterdash.store.sayable import write_sayable_code
from clusterdash.views.offers import TakeAway
from clusterdash.views.options import Option
from clusterdash.views.pages import PAGES, find_page
from clusterdash.views.render import View, collect_parts, render
from clusterdash.views.saved import SavedState
from clusterdash.words import LANGUAGES, _


@dataclass(frozen=True)
class Notice:
    """Something a person must read: a problem, and the answers to choose from where it asks something.

    ``answers`` holds pairs of a text and the action (name and arguments) that it stands for.
    """

    problem: Problem
    answers: tuple[tuple[str, Mapping[str, Any]], ...] = ()


@dataclass(frozen=True)
class Screen:
    """All that a screen shows: results now and before the last change, looks, notices; ``late`` holds what took longer.

    ``workshop`` holds what the room shows, None without one; ``is_wall`` means that nobody may touch anything.
    ``is_broad`` says whether there is room for several panels side by side, None where nobody has said so yet.
    ``late`` maps a name ("robustness", "dynamics", "stress", "sensitivity") to its result, for this scenario; a name
    that is missing is still being computed. ``jobs`` is the table of the Regions page, ``reading`` one that could not
    be read yet, ``job_examples`` the code and title of the fictional ones. ``take_away`` is what that page offers.
    ``options`` are the plans put aside to be compared, ``places`` those of the table of several places. ``saved`` says
    on which saved version the plan builds, and who saved since.
    ``today`` (as 2027-03-31) comes from outside; "" = nothing is late.
    """

    catalog: Catalog
    results: Results
    page: str = ""
    language: str = "en"
    looks: Mapping[str, Any] = field(default_factory=dict)
    before: Results | None = None
    late: Mapping[str, Any] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    can_undo: bool = False
    can_redo: bool = False
    has_draft: bool = False
    has_broken_draft: bool = False
    workshop: Any = None
    is_wall: bool = False
    is_broad: bool | None = None
    jobs: JobsTable | None = None
    reading: Reading | None = None
    can_bring_table_back: bool = False
    job_examples: tuple[tuple[str, str], ...] = ()
    options: tuple[Option, ...] = ()
    places: Mapping[str, Scenario] = field(default_factory=dict)
    take_away: TakeAway | None = None
    saved: SavedState = field(default_factory=SavedState)
    today: str = ""


def draw_screen(screen: Screen) -> View:
    """Return the whole screen; whatever of it stays the same from one change to the next is a part of its own."""
    from clusterdash.views.legend import render_words
    from clusterdash.views.log import render_log
    from clusterdash.views.rail import render_rail
    from clusterdash.views.stage import render_stage

    if screen.is_wall:
        from clusterdash.views.room.workshop import draw_wall

        with collect_parts() as parts:
            stage = render_stage(screen)
        if stage:
            return draw_wall(screen, View(stage, parts), is_stage=True)
        return draw_wall(screen, None if screen.page == "workshop" or screen.workshop is None else draw_page(screen))
    page = draw_page(screen)
    with collect_parts() as parts:
        top, rail, stage = render("top.html", **_top(screen)), render_rail(screen), render_stage(screen)
        notes = render("notes.html")
        log = render_log(screen) + render("overlays.html", words=render_words(screen.catalog, screen.language))
    skeleton = Markup('{}<div class="rail-frame">{}</div><main class="page-frame">{}{}</main>{}{}').format(
        *(Markup(text) for text in (top, rail, page.skeleton, notes, log, stage))  # noqa: S704, our own templates' output
    )
    return View(str(skeleton), {**parts, **page.parts})


def draw_page(screen: Screen) -> View:
    """Return the page of a screen alone, without the bar and the choices."""
    from clusterdash.views.why import render_why

    with collect_parts() as parts:
        skeleton = _draw(screen.page)(screen) + render_why(screen)
    return View(skeleton, parts)


# One line a page: which module of this room draws it, by which function.
DRAWERS = {
    "": "overview:render_overview",
    "mechanisms": "mechanisms:render_mechanisms",
    "actors": "actors:render_actors",
    "strategy": "strategy:render_strategy",
    "timeline": "timeline:render_timeline",
    "regions": "regions:render_regions",
    "agenda": "agenda:render_agenda",
    "workshop": "room.workshop:render_workshop",
    "compare": "compare:render_compare",
    "charts": "figures:render_figures",
    "portfolio": "portfolio:render_portfolio",
    "take-away": "take_away:render_take_away",
    "sources": "sources:render_sources",
}


def _draw(slug: str) -> Callable[[Screen], str]:
    module, _colon, name = DRAWERS[slug].partition(":")
    found: Callable[[Screen], str] = getattr(import_module(f"clusterdash.views.{module}"), name)
    return found


def _top(screen: Screen) -> dict[str, Any]:
    from clusterdash.views.path import build_path

    here = find_page(screen.page)
    return {
        "path": build_path(screen),
        "page_title": _(PAGES[here].title),
        "sayable": write_sayable_code(screen.catalog, screen.results.asked),
        "place": screen.results.asked.place,
        "languages": LANGUAGES,
        "language": screen.language,
        "pages": PAGES,
        "here": here,
        "decided": len(screen.results.asked.decisions),
        # tables of jobs and their thresholds are no choices; they have buttons of their own
        "undo_name": _("Undo a choice (not a table or threshold)") if screen.page == "regions" else _("Undo"),
        "redo_name": _("Redo a choice (not a table or threshold)") if screen.page == "regions" else _("Redo"),
        "can_undo": screen.can_undo,
        "can_redo": screen.can_redo,
    }
