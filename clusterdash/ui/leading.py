"""The actions of who leads a room."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from clusterdash.errors import Problem, RoomError
from clusterdash.model.scenario.change import apply_changes
from clusterdash.model.scenario.decision import DECISION_LIMIT
from clusterdash.results import default_catalog
from clusterdash.room.applied import list_changes
from clusterdash.room.board import Board
from clusterdash.room.desk import DESK
from clusterdash.room.refusals import UnknownRoomError
from clusterdash.room.rehearsal import simulate_ballots
from clusterdash.room.rooms import Rooms
from clusterdash.store.database import DatabaseGone
from clusterdash.ui.seat import Seat, chosen_group, find_board, take_seat
from clusterdash.ui.session import Sitting
from clusterdash.views.looks import set_look
from clusterdash.words import N_

Event = Mapping[str, Any]


def _desk(sitting: Sitting) -> tuple[Rooms, Seat, Board]:
    """Return the rooms, the place and the room of who leads one; raises RoomError where that is nobody."""
    seat = sitting.seat
    board = find_board(seat.code) if seat is not None and not seat.is_wall else None
    if seat is None or board is None:
        raise RoomError([Problem("room", N_("There is no open room here; open one, or go on with one."))])
    return DESK.open(), seat, board


def _try(work: Callable[[], Any]) -> Any:
    try:
        return work()
    except DatabaseGone:
        template = N_("The answers cannot be stored just now; nothing is lost, try again in a moment.")
        raise RoomError([Problem("room", template)]) from None
    except UnknownRoomError:
        raise RoomError([Problem("room", N_("There is no open room here; open one, or go on with one."))]) from None


def open_workshop(sitting: Sitting, _event: Event) -> None:
    """Open a room with the title of the place."""
    title = sitting.scenario.place.title
    opened = _try(lambda: DESK.open().open_room(title, sitting.language))
    sitting.seat = Seat(opened.code, opened.key)


def rehearse_workshop(sitting: Sitting, _event: Event) -> None:
    """Open a rehearsal: a room of its own, with thirty simulated participants."""
    rooms = _try(DESK.open)
    settings = {"rehearsal": True}
    opened = _try(lambda: rooms.open_room(sitting.scenario.place.title, sitting.language, settings=settings))
    _try(lambda: rooms.simulate(opened.code, simulate_ballots(default_catalog())))
    sitting.seat = Seat(opened.code, opened.key)


def enter_workshop(sitting: Sitting, event: Event) -> None:
    """Go on with a room by its code and key."""
    sitting.seat = take_seat(str(event.get("code", "")), str(event.get("key", "")))


def resume_workshop(sitting: Sitting, event: Event) -> None:
    """Go on with the room that this browser has kept; where it is over, nothing is said."""
    try:
        enter_workshop(sitting, event)
    except RoomError:
        sitting.seat = None


def leave_workshop(sitting: Sitting, _event: Event) -> None:
    """Forget the room on this screen; it goes on."""
    sitting.seat = None


def delete_workshop(sitting: Sitting, _event: Event) -> None:
    """Delete the room for good."""
    rooms, seat, _board = _desk(sitting)
    _try(lambda: rooms.delete(seat.code))
    sitting.seat = None


def lead_workshop(sitting: Sitting, event: Event) -> None:
    """Open, close, reveal, hide or empty the room."""
    rooms, seat, _board = _desk(sitting)
    if event.get("step") not in ("open", "close", "reveal", "hide", "reset"):
        return
    content = {"question": event["question"]} if event.get("question") else {}
    _try(lambda: rooms.step(seat.code, str(event["step"]), content))


def settle_workshop(sitting: Sitting, event: Event) -> None:
    """Change one setting of the room: the question that phones are on, the network, what is asked."""
    rooms, seat, board = _desk(sitting)
    field, value = str(event.get("field")), event.get("value")
    settings = board.room.settings
    changes: dict[str, Any]
    if field in ("wifi_name", "wifi_password"):
        wifi = {**settings.get("wifi", {}), field.removeprefix("wifi_"): str(value)[:64]}
        changes = {"wifi": wifi if wifi.get("name") else None}
    elif field == "ask":
        name, asked = str(event.get("name_")), list(settings.get("ask", ()))
        changes = {"ask": [*(one for one in asked if one != name), *([name] if value else [])]}
    elif field == "expected":
        text = str(value).strip()
        changes = {"expected": int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None}
    else:
        changes = {field: value if value not in ("", False, "own") else None}
    _try(lambda: rooms.step(seat.code, "settle", changes))


def pass_sentence(sitting: Sitting, event: Event) -> None:
    """Let a sentence through to the wall, or take it back."""
    rooms, seat, board = _desk(sitting)
    passed, code = list(board.room.settings.get("passed", ())), str(event.get("code"))
    changed = [one for one in passed if one != code] if code in passed else [*passed, code]
    _try(lambda: rooms.step(seat.code, "settle", {"passed": changed}))


def raise_hands(sitting: Sitting, event: Event) -> None:
    """Keep how many hands of a group went up for one rating of a mechanism."""
    rooms, seat, board = _desk(sitting)
    group = chosen_group(sitting) or None
    code, text = str(event["mechanism"]), str(event["value"]).strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 5):
        raise RoomError([Problem("hands", N_("Found “{found}”; a whole number is needed."), {"found": text[:40]})])
    held = next((hand.counts for hand in board.hands if (hand.group, hand.mechanism) == (group, code)), (0,) * 4)
    counts = [int(text) if level == event["level"] else count for level, count in enumerate(held)]
    _try(lambda: rooms.step(seat.code, "tally", {"group": group, "counts": {code: counts}}))


def keep_show_of_hands(sitting: Sitting, mechanism: str, counts: Sequence[int]) -> None:
    """Keep a show of hands in the room too, where one is led: phones and hands then have one total."""
    if sitting.seat is None or sitting.seat.is_wall:
        return
    rooms, seat, _board = _desk(sitting)
    _try(lambda: rooms.step(seat.code, "tally", {"group": None, "counts": {mechanism: list(counts)}}))


def apply_votes(sitting: Sitting, event: Event) -> None:
    """Carry the vote into the scenario, as one change that can be undone, with a line in the log of decisions."""
    rooms, seat, board = _desk(sitting)
    method = "mean" if event.get("method") == "mean" else "median"
    if not any(tally.voters for tally in board.tallies):
        raise RoomError([Problem("room", N_("Nobody has voted yet; there is nothing to apply."))])
    salience = _try(lambda: rooms.step(seat.code, "apply", {"method": method}))["salience"]
    changes = list_changes(board, salience, method, date.today().isoformat())
    if len(sitting.scenario.decisions) >= DECISION_LIMIT:  # a log that is full keeps what it has
        changes = tuple(change for change in changes if change.field != "decisions")
    sitting.replace(apply_changes(default_catalog(), sitting.scenario, changes))


def follow_slide(sitting: Sitting, event: Event) -> None:
    """Show the wall the slide that who leads has stepped to; phones that are in step go to the same question."""
    rooms, seat, board = _desk(sitting)
    slide = str(event.get("slide"))
    sitting.looks = set_look(sitting.looks, "slide", slide)
    if board.room.settings.get("step") and slide in board.mechanisms:
        _try(lambda: rooms.step(seat.code, "settle", {"step": slide}))


def room_changed(_sitting: Sitting, _event: Event) -> None:
    """Draw again: something has happened in the room."""


LEADING: Mapping[str, Callable[[Sitting, Event], None]] = {
    function.__name__: function
    for function in (
        open_workshop, rehearse_workshop, enter_workshop, resume_workshop, leave_workshop, delete_workshop,
        lead_workshop, settle_workshop, pass_sentence, raise_hands, apply_votes, follow_slide,
        room_changed,
    )
}  # fmt: skip
