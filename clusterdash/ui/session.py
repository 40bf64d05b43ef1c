"""The sitting of one visitor: the scenario, undo and redo, looks and notices; every session key is here."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from clusterdash.errors import ClusterdashError, Problem
from clusterdash.log import report_exception
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.regions.reading import Reading
from clusterdash.regions.table import JobsTable
from clusterdash.results import Results, compute_results, default_catalog, default_scenario, examples
from clusterdash.room.secrets import read_code
from clusterdash.store.choices import write_choices
from clusterdash.store.kept import PREFIX
from clusterdash.store.share import read_share_code, write_share_code
from clusterdash.ui.hot import Wire, read_events
from clusterdash.ui.seat import ON_THE_WALL, Seat
from clusterdash.ui.shelf import HISTORY_LIMIT, Shelf
from clusterdash.views.looks import set_look
from clusterdash.views.options import Option
from clusterdash.views.path import find_way
from clusterdash.views.saved import Saved, SavedVersion
from clusterdash.views.screen import Notice
from clusterdash.words import N_, select_language

SESSION_KEY = "clusterdash"
# What the browser asks for by itself; it must not wipe what a person has not read yet.
AUTOMATIC = frozenset(
    {"ask", "restore_draft", "restore_jobs", "resend", "storage_denied", "room_changed", "resume_workshop"}
)


@dataclass(frozen=True)
class Told:
    """A scenario as it is told elsewhere: its file, its code for the address, a short fingerprint."""

    scenario: Scenario
    text: str
    code: str
    stamp: str


@dataclass
class Sitting:
    """What one visitor has done so far; lives in the session, never in a module."""

    scenario: Scenario
    language: str
    identity: str = field(default_factory=lambda: uuid.uuid4().hex[:12])
    page: str = ""
    has_visited: bool = False  # whether a page was shown yet
    past: list[Scenario] = field(default_factory=list)
    future: list[Scenario] = field(default_factory=list)
    looks: dict[str, Any] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    last_event: int = 0
    is_touched: bool = False
    is_fresh: bool = True
    came_by_link: bool = False
    came_by_old_link: bool = False  # one that holds the choices, but no names and no plan
    draft: str = ""
    draft_tag: str = ""  # on which saved version the draft builds
    has_broken_draft: bool = False
    previous: Scenario | None = None  # before the last change, undo or redo
    dismissed: Scenario | None = None  # the scenario whose problems were read and closed
    asked: str = ""  # the stamp of the scenario for which the browser has asked what takes longer
    is_broad: bool | None = None  # whether the browser has room for several panels at once; None until it says
    wants_whole_run: bool = False  # what stands around the hot component must be drawn anew
    wire: Wire = field(default_factory=Wire)
    told: Told | None = None
    kept: dict[str, str] = field(default_factory=dict)  # stamp of a scenario -> its short code
    seat: Seat | None = None  # the visitor's place in a live room
    jobs: JobsTable | None = None  # the table of the Regions page; a worked example until the visitor has one
    jobs_before: list[JobsTable] = field(default_factory=list)
    jobs_kept: str = ""  # the table that the browser kept, until its page is opened
    reading: Reading | None = None  # a table that could not be read yet
    pasted: str = ""  # what was pasted last, while its table is on screen
    has_no_example: bool = False
    places: dict[str, Scenario] = field(default_factory=dict)  # those of the table of several places
    options: tuple[Option, ...] = ()  # plans put aside, to be compared
    shelf: Shelf = field(default_factory=Shelf)  # the saved plan on which this one builds

    def tell(self) -> Told:
        """Return the scenario as text, code and fingerprint; made once per scenario."""
        if self.told is None or self.told.scenario is not self.scenario:
            text = self.scenario.to_json()
            self.told = Told(self.scenario, text, write_share_code(default_catalog(), self.scenario), stamp_of(text))
        return self.told

    @property
    def code(self) -> str:
        """The short form of the scenario, as it stands in the address bar."""
        return self.tell().code

    @property
    def stamp(self) -> str:
        """A short fingerprint of the whole scenario; it changes with anything that the pages may show."""
        return self.tell().stamp

    @property
    def results(self) -> Results:
        """What follows from the scenario."""
        return compute_results(default_catalog(), self.scenario)

    @property
    def before(self) -> Results | None:
        """What followed from the scenario before the last change."""
        return compute_results(default_catalog(), self.previous) if self.previous is not None else None

    def visit(self, slug: str) -> None:
        """Go to a page; what was asked or told on the page before is closed, and its step of the path is remembered."""
        if slug != self.page:
            way = find_way(self.page, self.looks) if self.has_visited else None
            if way is not None:
                self.looks = set_look(self.looks, "left", way.code)
            self.page, self.looks = slug, set_look(self.looks, "why", None)
            if self.shelf.told == "saved":  # it was read, and lies over the head of the next page
                self.shelf.told = ""
        self.has_visited = True

    def move_to(self, scenario: Scenario) -> None:
        """Show another scenario and remember what was shown before."""
        self.previous, self.scenario = self.scenario, scenario

    def replace(self, scenario: Scenario) -> None:
        """Take a new scenario and keep the old one for undo."""
        if scenario == self.scenario:
            return
        self.past = [*self.past[-HISTORY_LIMIT + 1 :], self.scenario]
        self.future.clear()
        self.move_to(scenario)
        self.is_touched = True

    def replace_whole(self, scenario: Scenario, base: Saved | None = None) -> None:
        """Take another plan altogether, which builds on a saved version or on none; undo brings the old one back."""
        self.shelf.build_on(base, self.scenario, scenario)
        self.replace(scenario)

    def open_version(self, version: SavedVersion) -> None:
        """Show a version of a saved plan and build on it."""
        self.replace_whole(version.scenario, name_base(version))

    def notify(self, *problems: Problem) -> None:
        """Tell what is wrong; each problem becomes a notice that stays until it is read."""
        self.notices += [Notice(problem) for problem in problems]


def name_base(version: SavedVersion) -> Saved:
    """Return a version as what another plan builds on."""
    return Saved(version.code, version.number, stamp_of(version.scenario.to_json()))


def stamp_of(text: str) -> str:
    """Return the short fingerprint of a scenario file."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def open_sitting() -> Sitting:
    """Return the visitor's sitting; a first visit starts from the address bar or the first worked example."""
    if SESSION_KEY not in st.session_state:
        st.session_state[SESSION_KEY] = _start_sitting()
    sitting: Sitting = st.session_state[SESSION_KEY]
    select_language(sitting.language)
    return sitting


def _start_sitting() -> Sitting:
    language = select_language(st.query_params.get("lang"), st.context.locale)
    sitting = Sitting(default_scenario(), language, shelf=Shelf(zone=st.context.timezone or ""))
    if st.query_params.get("view") == "wall" and st.query_params.get("room"):
        sitting.seat = Seat(read_code(st.query_params["room"]))
        return sitting
    code = st.query_params.get("s")
    if code:
        _open_link(sitting, code)
    return sitting


def _open_link(sitting: Sitting, code: str) -> None:
    """Take the choices of a link; a link that cannot be read at all is told and changes nothing."""
    catalog, nothing = default_catalog(), Scenario()
    if code.startswith(PREFIX):
        _open_kept(sitting, code.removeprefix(PREFIX))
        return
    scenario, problems = read_share_code(catalog, code, nothing)
    sitting.notify(*problems)
    if problems and scenario == nothing:
        return
    sitting.scenario, sitting.came_by_link = scenario, True
    sitting.came_by_old_link = code.rstrip(".") == write_choices(catalog, scenario)
    for example in examples():
        # an old link of an example holds its choices alone
        if sitting.came_by_old_link and write_choices(catalog, example.scenario) == code:
            sitting.scenario = example.scenario


def _open_kept(sitting: Sitting, code: str) -> None:
    """Take the scenario that this server keeps under a short code; where there is none, that is told."""
    from clusterdash.ui.follow import tell_since
    from clusterdash.ui.kept import read_kept

    try:
        found = read_kept(code)
        if isinstance(found, SavedVersion):
            sitting.shelf.begin_with(name_base(found))
            found = found.scenario
        sitting.scenario, sitting.came_by_link = found, True
        tell_since(sitting)
    except ClusterdashError as error:
        sitting.notify(*error.problems)


def receive_events() -> None:
    """Carry out what the browser has queued and we have not yet done; runs before the script."""
    if SESSION_KEY not in st.session_state:
        return
    sitting = open_sitting()
    new, seen = read_events(sitting.identity, sitting.last_event)
    sitting.wire.seen = max(sitting.wire.seen, min(seen, sitting.wire.version))
    if any(event.get("name") not in AUTOMATIC for event in new):
        sitting.notices.clear()
        sitting.shelf.told = ""
        sitting.dismissed = None
        sitting.wants_whole_run = sitting.wants_whole_run or sitting.page == "charts"  # the figure is drawn anew
    for event in new:
        sitting.last_event = event["id"]
        carry_out(sitting, event)


def carry_out(sitting: Sitting, event: Mapping[str, Any]) -> None:
    """Carry out one action; what goes wrong becomes a notice and changes nothing."""
    from clusterdash.ui.handlers import handle

    sitting.is_fresh = False
    if sitting.seat is not None and sitting.seat.is_wall and event.get("name") not in ON_THE_WALL:
        return
    before = sitting.scenario
    try:
        handle(sitting, event)
    except ClusterdashError as error:
        sitting.notify(*error.problems)
    except Exception as error:  # noqa: BLE001, whatever it is, the visitor's work must survive it
        sitting.scenario = before
        sitting.notify(tell_fault(error))


def tell_fault(error: Exception) -> Problem:
    """Return a fault of the program as a problem that names the reference under which it stands in the log."""
    template = N_(
        "Something went wrong in the app, and the last step was not carried out. What you entered is kept. If it "
        "happens again, tell whoever runs the app this reference: {found}."
    )
    return Problem("app", template, {"found": report_exception(error)})
