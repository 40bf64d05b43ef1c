"""Rooms in the database: what is written and read, row by row; the rules stand in ``clusterdash/room``."""

from __future__ import annotations

import json
import os
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, func, select, text

from clusterdash.store.tables import BALLOTS, EVENTS, ROOMS, SHOWN

CHANNEL = "clusterdash"
_BOOT = secrets.token_hex(4)


@dataclass(frozen=True)
class RoomRow:
    """A room as it is stored; ``number`` is 0 before that. ``made_at`` in seconds since 1970, for people only."""

    code: str
    key: str
    title: str
    language: str = "en"
    status: str = "open"
    epoch: int = 0
    round: int = 1
    settings: Mapping[str, Any] = field(default_factory=dict)
    number: int = 0
    made_at: int = 0


@dataclass(frozen=True)
class BallotRow:
    """One version of one device's ballot."""

    device: str
    revision: int
    content: Mapping[str, Any]
    is_simulated: bool = False
    number: int = 0


@dataclass(frozen=True)
class EventRow:
    """Something that happened in a room; ``made_at`` in seconds since 1970, for people only."""

    kind: str
    content: Mapping[str, Any]
    number: int = 0
    made_at: int = 0


def add_room(connection: Connection, room: RoomRow) -> int:
    """Store a new room and return its number. Raises IntegrityError where its code is taken."""
    values = {name: getattr(room, name) for name in ("code", "key", "title", "language", "status", "epoch", "round")}
    statement = ROOMS.insert().values(**values, settings=_write(room.settings), made_at=_now()).returning(ROOMS.c.id)
    return int(connection.execute(statement).scalar_one())


def find_room(connection: Connection, code: str, *, lock: str = "") -> RoomRow | None:
    """Return the room of a code, or None; ``lock`` "share" or "change" holds it until the transaction ends."""
    statement = select(ROOMS).where(ROOMS.c.code == code)
    if lock:
        statement = statement.with_for_update(read=lock == "share")
    row = connection.execute(statement).first()
    return None if row is None else _read_room(row)


def _read_room(row: Row[Any]) -> RoomRow:
    settings = json.loads(row.settings)
    return RoomRow(
        row.code, row.key, row.title, row.language, row.status, row.epoch, row.round, settings, row.id, row.made_at
    )


def change_room(connection: Connection, number: int, **values: Any) -> None:
    """Store other values of a room."""
    if "settings" in values:
        values["settings"] = _write(values["settings"])
    connection.execute(ROOMS.update().where(ROOMS.c.id == number).values(**values))


def delete_room(connection: Connection, number: int) -> None:
    """Delete a room and all that belongs to it, for good."""
    for table in (BALLOTS, EVENTS, SHOWN):
        connection.execute(table.delete().where(table.c.room == number))
    connection.execute(ROOMS.delete().where(ROOMS.c.id == number))


def add_ballot(connection: Connection, room: int, epoch: int, ballot: BallotRow) -> int:
    """Store a new version of a ballot and return its number. Raises IntegrityError where its revision is there."""
    values = {
        "room": room,
        "epoch": epoch,
        "device": ballot.device,
        "revision": ballot.revision,
        "content": _write(ballot.content),
        "is_simulated": ballot.is_simulated,
        "made_at": _now(),
    }
    return int(connection.execute(BALLOTS.insert().returning(BALLOTS.c.id), values).scalar_one())


def find_ballot(connection: Connection, room: int, epoch: int, device: str) -> BallotRow | None:
    """Return the newest version of a device's ballot, or None."""
    statement = (
        select(BALLOTS)
        .where(BALLOTS.c.room == room, BALLOTS.c.epoch == epoch, BALLOTS.c.device == device)
        .order_by(BALLOTS.c.revision.desc())
        .limit(1)
    )
    row = connection.execute(statement).first()
    return None if row is None else _read_ballot(row)


def list_ballots(connection: Connection, room: int, epoch: int, after: int = 0) -> list[BallotRow]:
    """Return the ballot versions of a room with numbers above ``after``, oldest first.

    From the start (``after`` 0) only the newest version of each device comes back.
    """
    mine = (BALLOTS.c.room == room) & (BALLOTS.c.epoch == epoch)
    statement = select(BALLOTS).where(mine).order_by(BALLOTS.c.id)
    if after:
        statement = statement.where(BALLOTS.c.id > after)
    else:
        newest = (
            select(BALLOTS.c.device, func.max(BALLOTS.c.revision).label("revision"))
            .where(mine)
            .group_by(BALLOTS.c.device)
            .subquery()
        )
        statement = statement.join(
            newest, (BALLOTS.c.device == newest.c.device) & (BALLOTS.c.revision == newest.c.revision)
        )
    return [_read_ballot(row) for row in connection.execute(statement)]


def _read_ballot(row: Row[Any]) -> BallotRow:
    return BallotRow(row.device, row.revision, json.loads(row.content), row.is_simulated, row.id)


def find_newest_ballot(connection: Connection, room: int) -> int:
    """Return the number of the ballot version stored last in a room, 0 where there is none."""
    return int(connection.execute(select(func.max(BALLOTS.c.id)).where(BALLOTS.c.room == room)).scalar() or 0)


def add_event(connection: Connection, room: int, kind: str, content: Mapping[str, Any]) -> int:
    """Store what happened and return its number."""
    values = {"room": room, "kind": kind, "content": _write(content), "made_at": _now()}
    return int(connection.execute(EVENTS.insert().values(**values).returning(EVENTS.c.id)).scalar_one())


def list_events(connection: Connection, room: int, after: int = 0) -> list[EventRow]:
    """Return what happened in a room, of numbers above ``after``, oldest first."""
    mine = (EVENTS.c.room == room) & (EVENTS.c.id > after)
    rows = connection.execute(select(EVENTS).where(mine).order_by(EVENTS.c.id))
    return [EventRow(row.kind, json.loads(row.content), row.id, row.made_at) for row in rows]


def add_shown(connection: Connection, room: int, content: Mapping[str, Any]) -> int:
    """Store what the wall is to show and return its number."""
    values = {"room": room, "content": _write(content), "made_at": _now()}
    return int(connection.execute(SHOWN.insert().values(**values).returning(SHOWN.c.id)).scalar_one())


def find_shown(connection: Connection, room: int, after: int = 0) -> tuple[int, Mapping[str, Any]]:
    """Return number and content of what the wall is to show; (0, {}) where nothing was shown after number ``after``."""
    mine = (SHOWN.c.room == room) & (SHOWN.c.id > after)
    row = connection.execute(select(SHOWN).where(mine).order_by(SHOWN.c.id.desc()).limit(1)).first()
    return (0, {}) if row is None else (row.id, json.loads(row.content))


def tell_others(connection: Connection, code: str) -> None:
    """Let other processes know, when this transaction is on disk, that a room has changed (PostgreSQL)."""
    if connection.dialect.name == "postgresql":
        told = {"channel": CHANNEL, "told": f"{code} {name_process()}"}
        connection.execute(text("SELECT pg_notify(:channel, :told)"), told)


def name_process() -> str:
    """Return a name that no other process has, also not one that was forked from this one."""
    return f"{os.getpid()}.{_BOOT}"


def _write(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _now() -> int:
    return int(time.time())
