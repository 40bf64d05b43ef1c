"""Scenarios that this server keeps under a short code: once and for all, or as a plan with its versions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from clusterdash.errors import Problem, ScenarioError
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.plain import show_value
from clusterdash.room.desk import DESK
from clusterdash.store.database import DatabaseGone
from clusterdash.store.kept import find_kept, keep_scenario
from clusterdash.store.plans import VersionRow, find_version
from clusterdash.views.saved import SavedVersion
from clusterdash.words import N_


@contextmanager
def reading() -> Iterator[Connection]:
    """Yield a connection that reads; raise ScenarioError in plain words where the database does not answer."""
    try:
        with DESK.open().database.read() as connection:
            yield connection
    except DatabaseGone:
        template = N_("The database of this server does not answer just now; try again in a moment.")
        raise ScenarioError([Problem("code", template)]) from None


def read_kept(code: str) -> Scenario | SavedVersion:
    """Return what this server keeps under a short code: a scenario, or the newest version of a saved plan.

    Raises
    ------
    ScenarioError
        The code is not known here, or the database does not answer.
    """
    with reading() as connection:
        text = find_kept(connection, code)
        row = find_version(connection, code) if text is None else None
    if row is not None:
        return open_version(row)
    if text is None:
        template = N_(
            "This server keeps nothing under “{found}”; compare the code, or ask for the whole link or the file."
        )
        raise ScenarioError([Problem("code", template, {"found": show_value(code)})])
    return Scenario.from_json(text)


def open_version(row: VersionRow) -> SavedVersion:
    """Return a version with its scenario. Raises ScenarioError where its file cannot be read (any more)."""
    return SavedVersion(row.code, row.number, row.based_on, row.who, row.made_at, Scenario.from_json(row.text))


def keep_now(text: str) -> str:
    """Return the short code of a scenario file, which is on disk by then.

    Raises
    ------
    ScenarioError
        The database does not take it just now.
    """
    try:
        with DESK.open().database.write() as connection:
            return keep_scenario(connection, text)
    except DatabaseGone:
        raise ScenarioError([refuse_gone()]) from None


def refuse_gone() -> Problem:
    """Return what is told where the database takes nothing."""
    template = N_("The database of this server takes nothing just now; save the file instead, and try again later.")
    return Problem("app", template)
