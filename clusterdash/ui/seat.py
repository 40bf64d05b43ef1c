"""The place of a visitor in a room: who leads it, or its wall; what is shown, and what the wall takes over."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clusterdash.errors import ClusterdashError, Problem, RoomError
from clusterdash.model.advice.outlook import resample_votes
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.results import compute_results, default_catalog
from clusterdash.room.board import Board
from clusterdash.room.desk import DESK
from clusterdash.room.questions import CHOICE_LIMIT, name_choice
from clusterdash.room.refusals import UnknownRoomError
from clusterdash.room.screen import Frame, build_workshop, tell_effects
from clusterdash.room.secrets import is_key, read_code
from clusterdash.room.steps import find_salience
from clusterdash.store.database import DatabaseGone
from clusterdash.ui.addresses import list_phone_addresses
from clusterdash.views.room.workshop import Effects, Workshop
from clusterdash.words import N_, select_language

if TYPE_CHECKING:
    from clusterdash.ui.session import Sitting

PAGE = "workshop"
DRAWS, SEED = 500, 2013
ON_THE_WALL = frozenset({"ask", "resend", "room_changed"})


@dataclass
class Seat:
    """A visitor's place in a room; without a key it is the wall. ``shown`` is what was published or taken over last."""

    code: str
    key: str = ""
    shown: object = None

    @property
    def is_wall(self) -> bool:
        """Whether this is the wall."""
        return not self.key


def take_seat(code: str, key: str) -> Seat:
    """Return the place of who leads a room. Raises RoomError where there is none, or the key is another one."""
    board = find_board(read_code(code))
    if board is None or not is_key(key.strip(), board.room.key):
        template = N_("There is no room of this code and key; look at both again.")
        raise RoomError([Problem("room", template)])
    return Seat(board.room.code, key.strip())


def find_board(code: str) -> Board | None:
    """Return a room, or None where there is none of this code. Raises RoomError where the database is away."""
    try:
        return DESK.open().find(code) if code else None
    except UnknownRoomError:
        return None
    except DatabaseGone:
        template = N_("The answers cannot be stored just now; nothing is lost, try again in a moment.")
        raise RoomError([Problem("room", template)]) from None


def build_room(sitting: Sitting, late: dict[str, Any]) -> Workshop | None:
    """Return what the Workshop page or the wall shows; None where the visitor is in no room, or it is over."""
    seat = sitting.seat
    if seat is None:
        return None
    try:
        board = find_board(seat.code)
    except ClusterdashError as error:
        sitting.notify(*error.problems)
        return None
    if board is None:
        if not seat.is_wall:
            sitting.seat = None
        return None
    effects = _tell_effects(sitting, board, late) if board.is_revealed and board.voted else Effects()
    frame = Frame(
        seat.key, list_phone_addresses(), chosen_group(sitting), _list_choices(sitting), effects, int(time.time())
    )
    return build_workshop(board, frame)


def _list_choices(sitting: Sitting) -> tuple[str, ...]:
    """Return the interchangeable instruments of the strategy as questions that a room may be asked."""
    ties = [choice.from_ for choice in sitting.results.strategy.choices]
    return tuple(name_choice(codes) for codes in ties if 2 <= len(codes) <= CHOICE_LIMIT)


def chosen_group(sitting: Sitting) -> str:
    """Return the group whose hands are being counted, "" for all together."""
    group = sitting.looks.get("hand_group", "all")
    return "" if group == "all" else str(group)


def voted_scenario(sitting: Sitting, board: Board) -> Scenario:
    """Return the sitting's scenario with the medians of the room."""
    salience = {**sitting.scenario.salience, **find_salience(board.tallies, "median")}
    return sitting.scenario.change(salience=salience)


def _tell_effects(sitting: Sitting, board: Board, late: dict[str, Any]) -> Effects:
    strategy = compute_results(default_catalog(), voted_scenario(sitting, board)).strategy
    return tell_effects(board, strategy, late.get("votes"), DRAWS, SEED)


def list_room_work(sitting: Sitting) -> list[tuple[str, Any]]:
    """Return what takes longer for the screen of a room: name with the state of the room, and the work."""
    seat = sitting.seat
    if seat is None or sitting.page != PAGE:
        return []
    try:
        board = find_board(seat.code)
    except ClusterdashError:
        return []
    if board is None or not board.is_revealed or not board.votes:
        return []
    found = board

    def resample() -> Any:
        results = compute_results(default_catalog(), voted_scenario(sitting, found))
        return resample_votes(results.catalog, results.strategy, tuple(found.votes), draws=DRAWS, seed=SEED)

    return [(f"votes {board.room.code} {board.newest} {board.events[-1].number}", resample)]


def publish(sitting: Sitting) -> None:
    """Let the wall show what who leads the room sees: page, looks and scenario; the same again costs nothing."""
    seat = sitting.seat
    if seat is None or seat.is_wall:
        return
    looks = {name: look for name, look in sitting.looks.items() if isinstance(look, str | int | bool)}
    content = {"page": sitting.page, "looks": looks, "language": sitting.language, "scenario": sitting.tell().text}
    if content == seat.shown:
        return
    try:
        DESK.open().show(seat.code, content)
        seat.shown = content
    except (UnknownRoomError, DatabaseGone):
        seat.shown = None


def follow(sitting: Sitting) -> None:
    """Let a wall take over what who leads the room shows."""
    seat = sitting.seat
    if seat is None or not seat.is_wall:
        return
    try:
        board = find_board(seat.code)
    except ClusterdashError:
        return
    if board is None or not board.shown[0]:
        sitting.page = PAGE
        return
    content = board.shown[1]
    if seat.shown != board.shown[0]:
        seat.shown = board.shown[0]
        try:
            sitting.move_to(Scenario.from_json(str(content.get("scenario", ""))))
        except ClusterdashError as error:
            sitting.notify(*error.problems)
    sitting.page = str(content.get("page", PAGE))
    sitting.looks = dict(content.get("looks", {}))
    sitting.language = select_language(str(content.get("language", "")))


def tell_browser(sitting: Sitting) -> str:
    """Return what the browser must know of the room, as JSON: code, key (to keep it), whether it is a wall; or ""."""
    seat = sitting.seat
    return "" if seat is None else json.dumps({"code": seat.code, "key": seat.key, "wall": seat.is_wall})
