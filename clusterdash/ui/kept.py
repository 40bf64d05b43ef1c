"""Scenarios that this server keeps under a short code."""

from __future__ import annotations

from clusterdash.errors import Problem, ScenarioError
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.plain import show_value
from clusterdash.room.desk import DESK
from clusterdash.store.database import DatabaseGone
from clusterdash.store.kept import find_kept, keep_scenario
from clusterdash.words import N_


def read_kept(code: str) -> Scenario:
    """Return the scenario that this server keeps under a short code.

    Raises
    ------
    ScenarioError
        The code is not known here, or the database does not answer.
    """
    try:
        with DESK.open().database.read() as connection:
            text = find_kept(connection, code)
    except DatabaseGone:
        template = N_("The database of this server does not answer just now; try again in a moment.")
        raise ScenarioError([Problem("code", template)]) from None
    if text is None:
        template = N_(
            "This server keeps nothing under “{found}”; compare the code, or ask for the whole link or the file."
        )
        raise ScenarioError([Problem("code", template, {"found": show_value(code)})])
    return Scenario.from_json(text)


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
        template = N_("The database of this server takes nothing just now; save the file instead, and try again later.")
        raise ScenarioError([Problem("code", template)]) from None
