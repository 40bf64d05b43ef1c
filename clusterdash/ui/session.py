"""The sitting of one visitor: the scenario, undo and redo, preferences and notices; every session key is here."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from clusterdash.errors import ClusterdashError, Problem
from clusterdash.model.scenario.edit import apply_edit
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.store.share import read_share_code, write_share_code
from clusterdash.ui.results import default_catalog, default_scenario, examples, read_example
from clusterdash.ui.view import read_events
from clusterdash.words import N_, select_language

SESSION_KEY = "clusterdash"
RAIL_KEY = "rail"
HISTORY_LIMIT = 200
EVENT_LIMIT = 100
# What the browser asks for by itself; it must not wipe what a person has not read yet.
AUTOMATIC = frozenset({"judge", "restore_draft"})

Handler = Callable[["Sitting", Mapping[str, Any]], None]
HANDLERS: dict[str, Handler] = {}


@dataclass
class Sitting:
    """What one visitor has done so far; lives in the session, never in a module."""

    scenario: Scenario
    language: str
    identity: str = field(default_factory=lambda: uuid.uuid4().hex[:12])
    past: list[Scenario] = field(default_factory=list)
    future: list[Scenario] = field(default_factory=list)
    preferences: dict[str, Any] = field(default_factory=dict)
    notices: list[Problem] = field(default_factory=list)
    last_event: int = 0
    is_touched: bool = False
    is_fresh: bool = True
    came_by_link: bool = False
    draft: str = ""
    previous: Scenario | None = None  # before the last change, undo or redo
    dismissed: Scenario | None = None  # the scenario whose problems were read and closed

    @property
    def code(self) -> str:
        """Return the short form of the choices, as it stands in the address bar."""
        return write_share_code(default_catalog(), self.scenario)

    @property
    def stamp(self) -> str:
        """Return a short fingerprint of the whole scenario; it changes with anything that the pages may show."""
        return hashlib.sha256(self.scenario.to_json().encode()).hexdigest()[:16]

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


def open_sitting() -> Sitting:
    """Return the visitor's sitting; a first visit starts from the address bar or the first worked example."""
    if SESSION_KEY not in st.session_state:
        st.session_state[SESSION_KEY] = _start_sitting()
    sitting: Sitting = st.session_state[SESSION_KEY]
    select_language(sitting.language)
    return sitting


def _start_sitting() -> Sitting:
    language = select_language(st.query_params.get("lang"), st.context.locale)
    sitting = Sitting(default_scenario(), language)
    code = st.query_params.get("s")
    if code:
        _open_link(sitting, code)
    return sitting


def _open_link(sitting: Sitting, code: str) -> None:
    """Take the choices of a link; a link that cannot be read at all is told and changes nothing."""
    catalog, nothing = default_catalog(), Scenario()
    scenario, problems = read_share_code(catalog, code, nothing)
    sitting.notices += problems
    if problems and scenario == nothing:
        return
    sitting.scenario, sitting.came_by_link = scenario, True
    for example in examples():
        if write_share_code(catalog, example.scenario) == sitting.code:
            sitting.scenario = example.scenario


def receive_events() -> None:
    """Carry out what the browser has queued and we have not yet done; runs before the script."""
    if SESSION_KEY not in st.session_state:
        return
    sitting = open_sitting()
    events = [event for event in read_events(RAIL_KEY) if event.get("sid") == sitting.identity]
    new = [event for event in events if event["id"] > sitting.last_event]
    if any(event.get("name") not in AUTOMATIC for event in new):
        sitting.notices.clear()
        sitting.dismissed = None
    for event in new[:EVENT_LIMIT]:
        sitting.last_event = event["id"]
        carry_out(sitting, event)


def carry_out(sitting: Sitting, event: Mapping[str, Any]) -> None:
    """Carry out one action; what goes wrong becomes a notice and changes nothing."""
    sitting.is_fresh = False
    try:
        handler = HANDLERS.get(str(event.get("name")))
        if handler is not None:
            handler(sitting, event)
        else:
            sitting.replace(apply_edit(default_catalog(), sitting.scenario, event))
    except ClusterdashError as error:
        sitting.notices += error.problems


def handler(function: Handler) -> Handler:
    """Register an action that is more than an edit of the scenario."""
    HANDLERS[function.__name__] = function
    return function


@handler
def undo(sitting: Sitting, _event: Mapping[str, Any]) -> None:
    """Go back one change."""
    if sitting.past:
        sitting.future.append(sitting.scenario)
        sitting.move_to(sitting.past.pop())


@handler
def redo(sitting: Sitting, _event: Mapping[str, Any]) -> None:
    """Take back an undo."""
    if sitting.future:
        sitting.past.append(sitting.scenario)
        sitting.move_to(sitting.future.pop())


@handler
def start_over(sitting: Sitting, _event: Mapping[str, Any]) -> None:
    """Start from an empty scenario; undo brings the old one back."""
    sitting.replace(Scenario())


@handler
def load_example(sitting: Sitting, event: Mapping[str, Any]) -> None:
    """Open one of the worked examples."""
    sitting.replace(read_example(str(event.get("code"))))


@handler
def open_file(sitting: Sitting, event: Mapping[str, Any]) -> None:
    """Open a scenario file that the browser has read."""
    sitting.replace(_checked(Scenario.from_json(str(event.get("text", "")))))


def _checked(scenario: Scenario) -> Scenario:
    from clusterdash.errors import ScenarioError
    from clusterdash.model.scenario.codes import check_codes

    problems = check_codes(default_catalog(), scenario)
    if problems:
        raise ScenarioError(problems)
    return scenario


@handler
def restore_draft(sitting: Sitting, event: Mapping[str, Any]) -> None:
    """Take up the draft that this browser kept, unless a link asks for other choices: then offer it."""
    draft = str(event.get("text", ""))
    try:
        scenario = _checked(Scenario.from_json(draft))
    except ClusterdashError as error:
        template = N_(
            "The draft kept in this browser cannot be read any more; it was left untouched. Start afresh or "
            "open a file."
        )
        sitting.notices += [Problem("draft", template), *error.problems]
        return
    if not sitting.came_by_link or write_share_code(default_catalog(), scenario) == sitting.code:
        sitting.scenario, sitting.is_touched = scenario, True
    elif scenario != sitting.scenario:
        sitting.draft = draft


@handler
def open_draft(sitting: Sitting, _event: Mapping[str, Any]) -> None:
    """Open the draft that a link had pushed aside."""
    sitting.replace(_checked(Scenario.from_json(sitting.draft)))
    sitting.draft = ""


@handler
def set_language(sitting: Sitting, event: Mapping[str, Any]) -> None:
    """Speak another language; nothing else changes."""
    sitting.language = select_language(str(event.get("value")))


@handler
def set_preference(sitting: Sitting, event: Mapping[str, Any]) -> None:
    """Keep how this visitor looks at a page (sorting, filters, the open detail)."""
    key, value = str(event.get("key"))[:60], event.get("value")
    if value is None or isinstance(value, str | int | float | bool):
        sitting.preferences[key] = value[:200] if isinstance(value, str) else value


@handler
def toggle_preference(sitting: Sitting, event: Mapping[str, Any]) -> None:
    """Switch a preference on to a value, or off when it has that value already."""
    key, value = str(event.get("key"))[:60], str(event.get("value"))[:200]
    sitting.preferences[key] = None if sitting.preferences.get(key) == value else value


@handler
def clear_filters(sitting: Sitting, _event: Mapping[str, Any]) -> None:
    """Show everything again."""
    for key in ("family", "only_mix", "text", "actor", "kind", "actors_no_money", "actors_only_mix", "mechanism"):
        sitting.preferences.pop(key, None)


@handler
def dismiss(sitting: Sitting, _event: Mapping[str, Any]) -> None:
    """Close the notices."""
    sitting.notices.clear()
    sitting.dismissed = sitting.scenario
    sitting.draft = ""
