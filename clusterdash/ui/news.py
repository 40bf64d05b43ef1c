"""Who has saved the same plan since, and its history: looked up beside the clicks, when the visitor pauses."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from clusterdash.errors import ClusterdashError
from clusterdash.model.advice.merge import list_merge_rows
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.store.plans import find_newest_number, find_version, list_versions
from clusterdash.ui.kept import open_version, reading
from clusterdash.ui.work import Worker
from clusterdash.views.saved import HistoryLine, News, Saved, SavedVersion

if TYPE_CHECKING:
    from clusterdash.ui.session import Sitting

LOOK_AGAIN = 15.0  # seconds from one look at the database to the next, for one visitor
NEWS_WORKER = Worker(kept=8, waiting=200)


def ask_news(sitting: Sitting) -> bool:
    """Take up what is known of others' versions by now; return whether the browser should ask again.

    Source: assumption (a look every fifteen seconds at most, never during a click).
    """
    shelf = sitting.shelf
    if shelf.base is None or (sitting.seat is not None and sitting.seat.is_wall):
        return False
    is_pending = _ask_newest(sitting, shelf.base)
    return (sitting.page == "compare" and _ask_history(sitting, shelf.base)) or is_pending


def _ask_newest(sitting: Sitting, base: Saved) -> bool:
    shelf = sitting.shelf
    if shelf.looked_at and monotonic() - shelf.looked_at < LOOK_AGAIN:
        return False
    if sitting.asked != sitting.stamp:
        return True  # nothing begins before the visitor pauses
    key = (sitting.identity, shelf.looks, base)
    is_done, news = NEWS_WORKER.ask(sitting.identity, "news", key, lambda: find_news(base))
    if is_done:
        shelf.looked_at, shelf.looks = monotonic(), shelf.looks + 1
        shelf.news = news
    return not is_done


def _ask_history(sitting: Sitting, base: Saved) -> bool:
    shelf = sitting.shelf
    known = max(base.number, shelf.news.newest.number if shelf.news else 0)
    wanted = (base.code, known, shelf.shown)
    if shelf.history_of == wanted:
        return False
    code, shown = base.code, shelf.shown
    is_done, history = NEWS_WORKER.ask(
        sitting.identity, "history", (sitting.identity, wanted), lambda: list_history(code, known, shown)
    )
    if is_done:
        shelf.history, shelf.history_of = history, wanted
    return not is_done


def find_news(base: Saved) -> News | None:
    """Return the newest version of a plan where it is another than the one begun with; None also where nobody answers.

    Source: assumption (a device of the program).
    """
    try:
        return read_news(base)
    except ClusterdashError:
        return None


def read_news(base: Saved) -> News | None:
    """Return the newest version of a plan where it is a later one than the one begun with, else None.

    Raises
    ------
    ScenarioError
        The database does not answer, or the file of the version cannot be read (any more).
    """
    with reading() as connection:
        if find_newest_number(connection, base.code) <= base.number:
            return None
        newest, begun = find_version(connection, base.code), find_version(connection, base.code, base.number)
    if newest is None:
        return None
    return News(open_version(newest), open_version(begun).scenario if begun else Scenario())


def list_history(code: str, newest: int, shown: int) -> tuple[HistoryLine, ...]:
    """Return the latest versions of a plan, newest first, each with what it changed; empty where nobody answers.

    Source: assumption (what a version changed is told against the one before it).
    """
    numbers = range(max(1, newest - shown), newest + 1)
    try:
        with reading() as connection:
            rows = list_versions(connection, code, numbers)
        versions = [open_version(row) for row in rows]
    except ClusterdashError:
        return ()
    earlier: list[SavedVersion | None] = [*versions[1:], None]
    return tuple(_tell(one, other) for one, other in zip(versions, earlier, strict=True))[:shown]


def _tell(one: SavedVersion, other: SavedVersion | None) -> HistoryLine:
    head = (one.number, one.based_on, one.who, one.made_at)
    if other is None:
        return HistoryLine(*head)
    before, after = other.scenario, one.scenario
    logs = (
        _count_lines(old, new)
        for old, new in ((before.decisions, after.decisions), (before.next_steps, after.next_steps))
    )
    return HistoryLine(*head, list_merge_rows(before, before, after), *logs)


def _count_lines(before: tuple[object, ...], after: tuple[object, ...]) -> tuple[int, int]:
    """Return how many lines are new or changed, and how many are there no more."""
    new = sum(one not in before for one in after)
    return new, max(0, len(before) + new - len(after))
