"""All rooms of this process: opened, voted in, changed, read and listened to; safe for many threads at once."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from clusterdash.catalog import Catalog
from clusterdash.room import secrets, steps
from clusterdash.room.ballots import Sent
from clusterdash.room.board import Board
from clusterdash.room.refusals import UnknownRoomError
from clusterdash.store import rooms as store
from clusterdash.store.database import Database
from clusterdash.store.writer import Writer

KEPT = 64
FRESH_SECONDS = 1.0  # what other processes wrote is seen after this time, also where nobody tells of it
DATED_SECONDS = 0.25  # and where somebody tells of it, no more often than this: hundreds of ballots are one reading
MARGIN = 500
TITLE_LIMIT = 120
Listener = Callable[[], None]


@dataclass(frozen=True)
class Opened:
    """A new room: its code for everybody, its key for the facilitator alone."""

    code: str
    key: str


@dataclass
class _Kept:
    """What is known of a room.

    ``is_stale``: something happened here that is not on the board; ``is_dated``: something happened in another process.
    ``news`` are ballots of this process that are stored and not yet on the board.
    """

    lock: threading.Lock = field(default_factory=threading.Lock)
    board: Board | None = None
    read_at: float = 0.0
    is_stale: bool = True
    is_dated: bool = False
    news: list[tuple[int, store.BallotRow]] = field(default_factory=list)


class Rooms:
    """The rooms of one database, as this process knows them."""

    def __init__(self, catalog: Catalog, database: Database) -> None:
        self.catalog = catalog
        self.database = database
        self._writer = Writer(database)
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._listeners: dict[str, set[Listener]] = {}
        self._lock = threading.Lock()

    def open_room(self, title: str, language: str = "en", *, settings: Mapping[str, Any] | None = None) -> Opened:
        """Open a room under a new code, wait until it is on disk, and return code and key."""
        key = secrets.make_key()
        while True:
            room = store.RoomRow(
                secrets.make_code(), secrets.hash_key(key), title[:TITLE_LIMIT], language, settings=settings or {}
            )
            try:
                self._writer.submit(partial(_open, room=room)).result()
                return Opened(room.code, key)
            except IntegrityError:
                continue

    def peek(self, code: str) -> Board | None:
        """Return a room where what is known of it is fresh, without asking the database; else None."""
        kept = self._kept.get(code)
        age = time.monotonic() - kept.read_at if kept is not None else 0.0
        if kept is None or kept.is_stale or age > (DATED_SECONDS if kept.is_dated else FRESH_SECONDS):
            return None
        with self._lock:
            news, kept.news = kept.news, []
            if news and kept.board is not None:
                kept.board = kept.board.merge(row for epoch, row in news if epoch == kept.board.room.epoch)
            return kept.board

    def find(self, code: str) -> Board:
        """Return a room as it stands. Raises UnknownRoomError, or DatabaseGone where the database is away."""
        with self._lock:
            kept = self._kept.setdefault(code, _Kept())
            self._kept.move_to_end(code)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        with kept.lock:
            board = self.peek(code)
            if board is None:
                kept.is_stale = kept.is_dated = False  # before reading: what comes meanwhile makes it stale again
                board = self._read(code, kept)
                kept.board, kept.read_at = board, time.monotonic()
            return board

    def read_afresh(self, code: str) -> Board:
        """Return a room as the database has it now, whatever is known of it. Raises as ``find`` does."""
        kept = self._kept.get(code)
        if kept is not None:
            with kept.lock:
                kept.board, kept.is_stale = None, True
        return self.find(code)

    def _read(self, code: str, kept: _Kept) -> Board:
        try:
            with self.database.read() as connection:
                room = store.find_room(connection, code)
                if room is None:
                    raise UnknownRoomError
                known = kept.board
                if known is None or (known.room.number, known.stage) != (room.number, _stage_of(room)):
                    return steps.read_board(connection, self.catalog, room)
                return steps.refresh_board(connection, known, room, 0 if self.database.is_sqlite else MARGIN)
        except BaseException:
            kept.is_stale = True
            with self._lock:
                if kept.board is None:
                    self._kept.pop(code, None)
            raise

    def cast(self, code: str, sent: Sent) -> Future[int]:
        """Return the future revision that was accepted; it is there when the ballot is on disk.

        The future raises UnknownRoomError, ClosedRoomError, OldEpochError, OldRevisionError or DatabaseGone.
        """
        device = secrets.hash_device(code, sent.device)
        row = store.BallotRow(device, sent.revision, sent.ballot.to_plain())
        outer: Future[int] = Future()

        def tell(done: Future[steps.Cast]) -> None:
            error = done.exception()
            if error is not None:
                outer.set_exception(error)
                return
            self._note_ballot(code, done.result())
            outer.set_result(sent.revision)
            self._call_listeners(code)

        self._writer.submit(partial(steps.cast_ballot, code=code, row=row, epoch=sent.epoch)).add_done_callback(tell)
        return outer

    def _note_ballot(self, code: str, stored: steps.Cast) -> None:
        kept = self._kept.get(code)
        if kept is not None and stored.is_new:
            with self._lock:
                kept.news.append((stored.epoch, stored.row))

    def knows(self, code: str, device: str) -> bool:
        """Return whether a device has voted in a room, as far as is known without asking the database."""
        kept = self._kept.get(code)
        return kept is not None and kept.board is not None and secrets.hash_device(code, device) in kept.board.rows

    def step(self, code: str, name: str, content: Mapping[str, Any]) -> Any:
        """Do what the facilitator asks and return what was done, when it is on disk.

        ``name``: "open", "close", "reveal", "hide", "reset" (``question`` or all), "tally" (a hand count), "apply"
        (``method``; returns ``salience``), "settle" (settings). Raises RoomError with all problems at once.
        """
        board = self.read_afresh(code) if name == "apply" else self.find(code)
        steps.check_step(self.catalog, board, name, content)
        if name == "tally":
            kept = steps.read_hand_counts(self.catalog, content)
            job = partial(steps.keep_event, code=code, kind=name, content=kept)
        elif name == "apply":
            method = content.get("method", steps.METHODS[0])
            told = {"method": method, "salience": steps.find_salience(board.tallies, method), "voters": board.voted}
            job = partial(steps.keep_event, code=code, kind=name, content=told)
        elif name == "settle":
            job = partial(steps.change_settings, code=code, changes=content)
        else:
            job = partial(steps.take_step, catalog=self.catalog, code=code, name=name, content=content)
        return self._submit(code, job).result()

    def show(self, code: str, content: Mapping[str, Any]) -> None:
        """Keep what the wall of a room is to show, and tell it."""
        self._submit(code, partial(steps.show_content, code=code, content=content)).result()

    def simulate(self, code: str, rows: list[store.BallotRow]) -> None:
        """Put simulated ballots into a rehearsal; raises UnknownRoomError where the room is none."""
        self._submit(code, partial(_add_simulated, code=code, rows=rows)).result()

    def delete(self, code: str) -> None:
        """Delete a room for good."""
        self._submit(code, partial(steps.delete_for_good, code=code)).result()
        with self._lock:
            self._kept.pop(code, None)

    def _submit(self, code: str, job: Callable[[Connection], Any]) -> Future[Any]:
        future = self._writer.submit(job)
        outer: Future[Any] = Future()

        def tell(done: Future[Any]) -> None:
            error = done.exception()
            if error is None:
                self._note_stale(code)
                outer.set_result(done.result())
                self._call_listeners(code)
            else:
                outer.set_exception(error)

        future.add_done_callback(tell)
        return outer

    def note_change(self, code: str) -> None:
        """Know that a room has changed, and tell all who listen in this process."""
        self._note_stale(code)
        self._call_listeners(code)

    def _note_stale(self, code: str) -> None:
        kept = self._kept.get(code)
        if kept is not None:
            kept.is_stale = True

    def _call_listeners(self, code: str) -> None:
        for listener in tuple(self._listeners.get(code, ())):
            with suppress(RuntimeError):  # its event loop has ended meanwhile
                listener()

    def note_change_elsewhere(self, code: str) -> None:
        """Know that another process has changed a room, and tell all who listen in this one."""
        kept = self._kept.get(code)
        if kept is not None:
            kept.is_dated = True
        self._call_listeners(code)

    def note_any_change(self) -> None:
        """Know that any room may have changed: the line to the other processes was down."""
        for code in {*self._kept, *self._listeners}:
            self.note_change(code)

    def listen(self, code: str, listener: Listener) -> Callable[[], None]:
        """Call ``listener``, from any thread, whenever a room changes; return what ends that."""
        with self._lock:
            self._listeners.setdefault(code, set()).add(listener)

        def leave() -> None:
            with self._lock:
                mine = self._listeners.get(code, set())
                mine.discard(listener)
                if not mine:
                    self._listeners.pop(code, None)

        return leave

    def close(self) -> None:
        """Finish what waits and let the database go."""
        self._writer.close()
        self.database.close()


def _stage_of(room: store.RoomRow) -> Any:
    return Board(None, room).stage  # type: ignore[arg-type]


def _open(connection: Connection, room: store.RoomRow) -> None:
    number = store.add_room(connection, room)
    store.add_event(connection, number, "open", {"epoch": room.epoch, "round": room.round})


def _add_simulated(connection: Connection, code: str, rows: list[store.BallotRow]) -> None:
    room = store.find_room(connection, code, lock="change")
    if room is None or not room.settings.get("rehearsal"):
        raise UnknownRoomError
    for row in rows:
        store.add_ballot(connection, room.number, room.epoch, replace(row, is_simulated=True))
    store.tell_others(connection, code)
