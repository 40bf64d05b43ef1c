"""Saving a plan as its next version, hearing of others' versions, and bringing two versions together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Any

from clusterdash.errors import Problem, ScenarioError
from clusterdash.model.advice.merge import BOTH, OURS, THEIRS, list_merge_rows, merge_scenarios
from clusterdash.model.scenario.scenario import FILE_LIMIT, Scenario
from clusterdash.plain import show_value
from clusterdash.room.desk import DESK
from clusterdash.store.database import DatabaseGone
from clusterdash.store.plans import (
    NewerVersion,
    SaveRefused,
    VersionRow,
    add_version,
    find_version,
    make_plan,
)
from clusterdash.ui.kept import open_version, reading, refuse_gone
from clusterdash.ui.news import find_news, read_news
from clusterdash.ui.options import put_version
from clusterdash.ui.session import Sitting, name_base
from clusterdash.ui.shelf import HISTORY_SHOWN, clean_who
from clusterdash.views.saved import Merging, News, Saved, SavedVersion
from clusterdash.views.screen import Notice
from clusterdash.words import N_, _

if TYPE_CHECKING:
    from sqlalchemy import Connection

Event = Mapping[str, Any]
REFUSALS = {
    "full": N_("This plan has all the versions that this server keeps of one plan; save it as a new plan."),
    "often": N_("Many versions were saved within a minute; wait a moment and save again. Nothing is lost."),
    "unknown": N_("This server knows no plan “{found}” any more; save it as a new plan, or save the file."),
    "strange": N_(
        "Nothing was saved: what this server holds of the plan “{found}” is not what you began with, or cannot be read."
        " Save yours as a new plan, or save the file."
    ),
}


def save_plan(sitting: Sitting, event: Event) -> None:
    """Save what is on screen as the next version of its plan, or as version 1 of a new one; on disk when it is told.

    Where somebody else has saved since, nothing is saved and that is told; ``even_if_newer`` saves it nevertheless.
    """
    base = sitting.shelf.base
    if base is None:
        save_new_plan(sitting, event)
        return
    is_sure, text, who = event.get("even_if_newer") is True, _tell_text(sitting), sitting.shelf.who
    based_on = (base.code, base.number)
    try:
        _add(sitting, lambda connection: add_version(connection, text, based_on, who, even_if_newer=is_sure))
    except NewerVersion:
        news = find_news(base)
        if news is None:
            _tell_refusal(sitting, "strange")
        else:
            sitting.shelf.news, sitting.shelf.put_off, sitting.shelf.told = news, 0, "newer"


def save_new_plan(sitting: Sitting, _event: Event) -> None:
    """Save what is on screen as version 1 of a new plan, with a code of its own."""
    text, who = _tell_text(sitting), sitting.shelf.who
    _add(sitting, lambda connection: make_plan(connection, text, who))


def _tell_text(sitting: Sitting) -> str:
    text = sitting.tell().text
    if len(text) > FILE_LIMIT:
        template = N_(
            "The plan is too large to be saved (more than {allowed} characters); shorten its notes and lists."
        )
        raise ScenarioError([Problem("app", template, {"allowed": FILE_LIMIT})])
    return text


def _add(sitting: Sitting, work: Callable[[Connection], VersionRow]) -> None:
    """Add a version and build on it; where none can be added, say why in plain words and offer a way on."""
    try:
        if not sitting.shelf.may_save(monotonic()):
            raise SaveRefused("often")
        with DESK.open().database.write() as connection:
            row = work(connection)
    except DatabaseGone:
        sitting.shelf.told = "gone"
        raise ScenarioError([refuse_gone()]) from None
    except SaveRefused as error:
        _tell_refusal(sitting, error.reason)
    else:
        sitting.shelf.note_saved(Saved(row.code, row.number, sitting.stamp))


def _tell_refusal(sitting: Sitting, reason: str) -> None:
    code = sitting.shelf.base.code if sitting.shelf.base else ""
    problem = Problem("app", REFUSALS[reason], {"found": show_value(code)})
    way_on = ((_("Save as a new plan"), {"name": "save_new_plan", "arguments": {}}),) if reason != "often" else ()
    sitting.notices.append(Notice(problem, way_on))


def name_saver(sitting: Sitting, event: Event) -> None:
    """Keep what the visitor is called; it stands beside the versions that they save from now on."""
    sitting.shelf.who = clean_who(event.get("value"))


def put_news_off(sitting: Sitting, _event: Event) -> None:
    """Close the news of another version until there is a newer one, or something is saved."""
    if sitting.shelf.news is not None:
        sitting.shelf.put_off = sitting.shelf.news.newest.number


def open_news(sitting: Sitting, _event: Event) -> None:
    """Go on with the version that somebody else has saved; undo brings back what was on screen."""
    sitting.open_version(_find_news(sitting).newest)


def compare_news(sitting: Sitting, _event: Event) -> None:
    """Put the version that somebody else has saved beside."""
    put_version(sitting, _find_news(sitting).newest)
    put_news_off(sitting, _event)


def add_saved(sitting: Sitting, event: Event) -> None:
    """Put a version of the plan on screen beside."""
    base, number = sitting.shelf.base, event.get("number")
    if base is None or not isinstance(number, int):
        return
    put_version(sitting, _read_version(base.code, number))


def turn_version(sitting: Sitting, event: Event) -> None:
    """Put another version of the same plan where one stands beside: an earlier one by its number, else the newest."""
    number = event.get("number")
    for one in sitting.options:
        if one.letter == event.get("letter") and one.source == "saved" and one.base is not None:
            found = _read_version(one.base.code, number if isinstance(number, int) else None)
            other = replace(one, scenario=found.scenario, base=name_base(found))
            sitting.options = tuple(other if it is one else it for it in sitting.options)


def _read_version(code: str, number: int | None) -> SavedVersion:
    with reading() as connection:
        row = find_version(connection, code, number)
    if row is None:
        raise ScenarioError([Problem("app", REFUSALS["unknown"], {"found": show_value(code)})])
    return open_version(row)


def show_older(sitting: Sitting, _event: Event) -> None:
    """Show more of the history."""
    sitting.shelf.shown += HISTORY_SHOWN


def begin_merge(sitting: Sitting, _event: Event) -> None:
    """Begin to bring what is on screen together with the newest version."""
    sitting.shelf.merging = Merging(_find_news(sitting))
    put_news_off(sitting, _event)


def _find_news(sitting: Sitting) -> News:
    """Return the newest version of others. Raises ScenarioError where there is none, or the database is away."""
    base = sitting.shelf.base
    news = sitting.shelf.news or (read_news(base) if base else None)
    if news is None:
        raise ScenarioError([Problem("app", N_("Nobody else has saved this plan since; there is nothing to merge."))])
    sitting.shelf.news = news
    return news


def pick_side(sitting: Sitting, event: Event) -> None:
    """Say which side a choice is taken from: "ours", "theirs" or "both"."""
    merging, side = sitting.shelf.merging, event.get("value")
    if merging is not None and side in (OURS, THEIRS, BOTH):
        sitting.shelf.merging = replace(merging, picks={**merging.picks, str(event.get("row")): str(side)})


def pick_rest(sitting: Sitting, event: Event) -> None:
    """Take all choices that both changed and nobody has picked from one side."""
    merging, side = sitting.shelf.merging, event.get("value")
    if merging is None or side not in (OURS, THEIRS):
        return
    rows = list_merge_rows(merging.news.begun, sitting.scenario, merging.news.newest.scenario)
    rest = {row.name: str(side) for row in rows if row.changed_by == BOTH and row.name not in merging.picks}
    sitting.shelf.merging = replace(merging, picks={**merging.picks, **rest})


def take_merge(sitting: Sitting, _event: Event) -> None:
    """Show the two versions brought together, building on the newest; undo takes it back."""
    merging = sitting.shelf.merging
    if merging is not None:
        merged = _merge(sitting.scenario, merging)
        sitting.replace_whole(merged, name_base(merging.news.newest))


def save_merge(sitting: Sitting, event: Event) -> None:
    """Show the two versions brought together and save that as the next version."""
    if sitting.shelf.merging is not None:
        take_merge(sitting, event)
        save_plan(sitting, {})


def _merge(ours: Scenario, merging: Merging) -> Scenario:
    return merge_scenarios(merging.news.begun, ours, merging.news.newest.scenario, merging.picks)


def drop_merge(sitting: Sitting, _event: Event) -> None:
    """Leave the merge; nothing has changed."""
    sitting.shelf.merging = None


PLAN_HANDLERS: Mapping[str, Callable[[Sitting, Event], None]] = {
    function.__name__: function
    for function in (
        save_plan, save_new_plan, name_saver, put_news_off, open_news, compare_news, add_saved, turn_version,
        show_older, begin_merge, pick_side, pick_rest, take_merge, save_merge, drop_merge,
    )
}  # fmt: skip
