"""What a facilitator does to a room, as jobs for the writer: each checks, writes and returns what it did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from clusterdash.catalog import Catalog
from clusterdash.errors import Problem, RoomError
from clusterdash.plain import show_value
from clusterdash.room.board import Board, list_hidden_medians
from clusterdash.room.questions import find_question
from clusterdash.room.refusals import ClosedRoomError, OldEpochError, OldRevisionError, UnknownRoomError
from clusterdash.room.state import CHANGES, OPEN, Stage
from clusterdash.room.tally import LEVELS, Tally
from clusterdash.store import rooms as store
from clusterdash.words import N_

HANDS_LIMIT = 10_000
METHODS = ("median", "mean")
SETTINGS = ("step", "predict", "ask", "expected", "passed", "wifi", "address")


@dataclass(frozen=True)
class Cast:
    """A ballot as it was stored, in which epoch, and whether it was not there before."""

    row: store.BallotRow
    epoch: int
    is_new: bool = True


def cast_ballot(connection: Connection, code: str, row: store.BallotRow, epoch: int | None) -> Cast:
    """Store a ballot and return it as stored; the same again changes nothing.

    Raises UnknownRoomError, ClosedRoomError, OldEpochError or OldRevisionError, having written nothing.
    """
    room = store.find_room(connection, code, lock="share")
    if room is None:
        raise UnknownRoomError
    known = store.find_ballot(connection, room.number, room.epoch, row.device)
    if known is not None and known.revision == row.revision and known.content == row.content:
        return Cast(known, room.epoch, is_new=False)
    if room.status != OPEN:
        raise ClosedRoomError
    if epoch is not None and epoch != room.epoch:
        raise OldEpochError
    if known is not None and known.revision >= row.revision:
        raise OldRevisionError(known.revision)
    number = store.add_ballot(connection, room.number, room.epoch, row)
    store.tell_others(connection, code)
    return Cast(replace(row, number=number), room.epoch)


def take_step(connection: Connection, catalog: Catalog, code: str, name: str, content: Mapping[str, Any]) -> Any:
    """Open, close, reveal, hide or empty a room, and keep that it was done."""
    room = _hold(connection, code)
    before = Stage(room.status, room.round, room.epoch)
    question = content.get("question")
    if name == "reset" and question:
        newest = store.find_newest_ballot(connection, room.number)
        event = {"epoch": room.epoch, "question": question, "newest": newest}
        store.add_event(connection, room.number, "reset", event)
    else:
        after = CHANGES[name](before)
        if after == before:
            return {}
        store.change_room(connection, room.number, status=after.status, round=after.round, epoch=after.epoch)
        event = {"epoch": after.epoch, "round": after.round}
        if name == "reveal":
            event["medians"] = list_hidden_medians(read_board(connection, catalog, room))
        store.add_event(connection, room.number, name, event)
    store.tell_others(connection, code)
    return {}


def keep_event(connection: Connection, code: str, kind: str, content: Mapping[str, Any]) -> Any:
    """Keep an event (a hand count, what was applied) with the epoch in which it happened."""
    room = _hold(connection, code)
    store.add_event(connection, room.number, kind, {**content, "epoch": room.epoch, "round": room.round})
    store.tell_others(connection, code)
    return content


def change_settings(connection: Connection, code: str, changes: Mapping[str, Any]) -> Any:
    """Change some settings of a room; None takes one back."""
    room = _hold(connection, code)
    settings = {name: value for name, value in {**room.settings, **changes}.items() if value is not None}
    if settings != dict(room.settings):
        store.change_room(connection, room.number, settings=settings)
        store.add_event(connection, room.number, "settle", {key: it for key, it in changes.items() if key != "wifi"})
        store.tell_others(connection, code)
    return settings


def show_content(connection: Connection, code: str, content: Mapping[str, Any]) -> Any:
    """Keep what the wall is to show; the same again changes nothing."""
    room = _hold(connection, code)
    if store.find_shown(connection, room.number)[1] != content:
        store.add_shown(connection, room.number, content)
        store.tell_others(connection, code)
    return content


def delete_for_good(connection: Connection, code: str) -> Any:
    """Delete a room and all that belongs to it."""
    store.delete_room(connection, _hold(connection, code).number)
    store.tell_others(connection, code)
    return {}


def _hold(connection: Connection, code: str) -> store.RoomRow:
    room = store.find_room(connection, code, lock="change")
    if room is None:
        raise UnknownRoomError
    return room


def read_board(connection: Connection, catalog: Catalog, room: store.RoomRow) -> Board:
    """Return a room with all that counts in it, read from the start."""
    board = Board(
        catalog,
        room,
        events=tuple(store.list_events(connection, room.number)),
        shown=store.find_shown(connection, room.number),
        newest=store.find_newest_ballot(connection, room.number),
    )
    return board.merge(store.list_ballots(connection, room.number, room.epoch))


def refresh_board(connection: Connection, board: Board, room: store.RoomRow, margin: int) -> Board:
    """Return a board brought up to date with what came after it; ``margin`` numbers before its newest are read again.

    With several writers a higher number can be there before a lower one.
    """
    events = store.list_events(connection, room.number, board.events[-1].number if board.events else 0)
    shown = store.find_shown(connection, room.number, board.shown[0])
    after = max(board.newest - margin, 1) if board.newest else 0
    rows = store.list_ballots(connection, room.number, room.epoch, after)
    if not events and not shown[0] and room == board.room and not any(_is_news(board, row) for row in rows):
        return board
    fresh = replace(board, room=room, events=(*board.events, *events), shown=shown if shown[0] else board.shown)
    return fresh.merge(rows)


def _is_news(board: Board, row: store.BallotRow) -> bool:
    known = board.rows.get(row.device)
    return known is None or known.revision < row.revision or row.number > board.newest


def find_salience(tallies: tuple[Tally, ...], method: str) -> dict[str, int]:
    """Return mechanism -> rating of those that anybody rated: the medians, or the means rounded (half goes up).

    Source: assumption (how votes become one rating).
    """
    rated = [tally for tally in tallies if tally.voters]
    if method == "mean":
        return {it.mechanism: int((it.mean or 0) + 0.5) for it in rated}
    return {it.mechanism: it.median or 0 for it in rated}


def read_hand_counts(catalog: Catalog, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return a hand count as it is kept: group and mechanism -> four counts.

    ``data`` is ``{group, counts: {mechanism: [n0, n1, n2, n3]}}`` or, for one mechanism,
    ``{group, mechanism, counts: [n0, n1, n2, n3]}``; ``{"0": n0, …}`` does as well as a list.

    Raises
    ------
    RoomError
        With all problems at once.
    """
    counts = data.get("counts", data.get("tallies"))
    if isinstance(data.get("mechanism"), str):
        counts = {data["mechanism"]: counts}
    if isinstance(counts, Mapping):
        counts = {code: _spread(row) for code, row in counts.items()}
    problems = list(_find_hand_problems(catalog, data, counts))
    if problems:
        raise RoomError(problems[:50])
    return {"group": data.get("group"), "counts": {code: list(row) for code, row in counts.items()}}


def _spread(row: object) -> object:
    """Return counts that were given by rating (``{"0": 3, "2": 1}``) as a list; anything else as it is."""
    levels = [str(level) for level in range(LEVELS)]
    if isinstance(row, Mapping) and row and set(row) <= set(levels):
        return [row.get(level, 0) for level in levels]
    return row


def _find_hand_problems(catalog: Catalog, data: Mapping[str, Any], counts: object) -> Iterator[Problem]:
    groups = tuple(row.code for row in catalog.stakeholder_groups)
    if data.get("group") is not None and data["group"] not in groups:
        template = N_("The group “{found}” is not known; choose one of {allowed}, or null.")
        yield Problem("group", template, {"found": show_value(data["group"]), "allowed": ", ".join(groups)})
    if not isinstance(counts, Mapping) or not counts:
        yield Problem(
            "counts", N_("Found “{found}”; a table of named values is needed."), {"found": show_value(counts)}
        )
        return
    known = {row.code for row in catalog.mechanisms}
    for code, row in counts.items():
        if code not in known:
            yield Problem(f"counts.{show_value(code)}", N_("This is not asked here; remove it, or check its spelling."))
        if not isinstance(row, list) or len(row) != LEVELS or not all(_is_count(it) for it in row):
            template = N_("Found “{found}”; four whole numbers from 0 to 10000 are needed: how many said 0, 1, 2, 3.")
            yield Problem(f"counts.{show_value(code)}", template, {"found": show_value(row)})


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= HANDS_LIMIT


def check_step(catalog: Catalog, board: Board, name: str, content: Mapping[str, Any]) -> None:
    """Raise RoomError where a step cannot be understood: an unknown question, method or setting."""
    problems = []
    names = {one.name for one in board.questions}
    if name == "reset" and content.get("question") is not None and content["question"] not in names:
        problems.append(Problem("question", N_("This is not asked here; remove it, or check its spelling.")))
    if name == "apply" and content.get("method", METHODS[0]) not in METHODS:
        template = N_("Found “{found}”; one of {allowed} is needed.")
        values = {"found": show_value(content["method"]), "allowed": ", ".join(METHODS)}
        problems.append(Problem("method", template, values))
    if name == "settle":
        problems += _find_setting_problems(catalog, board, content)
    if problems:
        raise RoomError(problems)


def _find_setting_problems(catalog: Catalog, board: Board, content: Mapping[str, Any]) -> Iterator[Problem]:
    known = {one.name for one in board.questions}
    wrong = N_("Found “{found}”; this setting cannot have that value.")
    for name, value in content.items():
        is_fit = {
            "step": lambda it: it in known,
            "predict": lambda it: isinstance(it, bool),
            "ask": lambda it: isinstance(it, list) and len(it) <= 40 and all(_is_asked(catalog, one) for one in it),
            "expected": _is_count,
            "passed": lambda it: isinstance(it, list) and len(it) <= 500 and all(isinstance(one, str) for one in it),
            "wifi": lambda it: isinstance(it, dict) and len(str(it)) <= 400,
            "address": lambda it: isinstance(it, str) and len(it) <= 200,
        }.get(name)
        if is_fit is None:
            yield Problem(show_value(name), N_("This field is not known; remove it, or check its spelling."))
        elif value is not None and not is_fit(value):
            yield Problem(name, wrong, {"found": show_value(value)})


def _is_asked(catalog: Catalog, name: object) -> bool:
    return isinstance(name, str) and find_question(catalog, name) is not None
