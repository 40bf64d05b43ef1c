"""The whole database as one file that can be carried to another machine, and back; bringing back never deletes.

Rooms stand in it first, then, one a line, saved plans with all their versions and scenarios kept under a short code.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError

from clusterdash.errors import ClusterdashError, Problem
from clusterdash.store.database import HEAD, Database
from clusterdash.store.saved_backup import add_saved, find_other_plans, list_saved
from clusterdash.store.tables import BALLOTS, EVENTS, ROOMS, SHOWN
from clusterdash.words import N_

KIND = "clusterdash-backup"
PARTS = {"ballots": BALLOTS, "events": EVENTS, "shown": SHOWN}
LINE_LIMIT = 10_000_000


@dataclass(frozen=True)
class BackupCount:
    """How many rooms, and how many plans with their versions."""

    rooms: int = 0
    plans: int = 0


def write_backup(database: Database, file: Path) -> BackupCount:
    """Write all rooms and plans of a database into a file and return how many they are.

    The file is text, gzipped: one line of JSON for its head, then one for each room with all that belongs to it, for
    each saved plan with its versions, and for each scenario kept under a code. It is written beside its place and moved
    there when it is whole. Raises OSError, DatabaseGone.
    """
    beside = file.with_name(file.name + ".part")
    rooms = plans = 0
    with database.read() as connection, gzip.open(beside, "wt", encoding="utf-8") as sink:
        if connection.dialect.name == "postgresql":  # all of it as it is at one moment
            connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        sink.write(json.dumps({"kind": KIND, "version": HEAD}) + "\n")
        for room in _list_rooms(connection):
            sink.write(json.dumps(room, ensure_ascii=False) + "\n")
            rooms += 1
        for kind, one in list_saved(connection):
            sink.write(json.dumps({kind: one}, ensure_ascii=False) + "\n")
            plans += kind == "plan"
    beside.replace(file)
    return BackupCount(rooms, plans)


def _list_rooms(connection: Connection) -> Iterator[dict[str, Any]]:
    for row in connection.execute(select(ROOMS).order_by(ROOMS.c.id)).mappings().all():
        parts = {}
        for name, table in PARTS.items():
            rows = connection.execute(select(table).where(table.c.room == row["id"]).order_by(table.c.id)).mappings()
            parts[name] = [_without(it, "id", "room") | {"number": it["id"]} for it in rows]
        yield _without(row, "id") | parts


def _without(row: Any, *names: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}


def read_backup(database: Database, file: Path) -> tuple[BackupCount, BackupCount]:
    """Bring all of a file into a database; return how many rooms and plans were new, and how many were there already.

    A room that is there already, by its code and key, gains the ballots that it lacks and loses nothing; a plan, by its
    code and first version, gains the versions that it lacks, at its end. Where a code belongs to another room or plan
    here, that is told. All or nothing.

    Raises
    ------
    ClusterdashError
        The file is no backup, or of a newer version, or a code belongs to another room or plan.
    OSError, DatabaseGone
        It cannot be read, or not be kept.
    """
    try:
        return _bring_back(database, list(_read_lines(file)))
    except (LookupError, TypeError, AttributeError, ValueError, DBAPIError) as error:
        raise (error if isinstance(error, ClusterdashError) else _refuse(file)) from error


def _refuse(file: Path) -> ClusterdashError:
    template = N_("{found} is no backup of this app, or not a whole one.")
    return ClusterdashError([Problem("restore", template, {"found": file.name})])


def _bring_back(database: Database, lines: list[dict[str, Any]]) -> tuple[BackupCount, BackupCount]:
    rooms = [line for line in lines if "plan" not in line and "kept" not in line]
    with database.write() as connection:
        known = {row.code: row for row in connection.execute(select(ROOMS))}
        clashes = [room["code"] for room in rooms if room["code"] in known and known[room["code"]].key != room["key"]]
        clashes += find_other_plans(connection, lines)
        if clashes:
            template = N_(
                "The codes {found} belong to other rooms or plans here; delete them, or restore into an empty folder."
            )
            raise ClusterdashError([Problem("restore", template, {"found": ", ".join(clashes)})])
        added = 0
        for room in rooms:
            if room["code"] not in known:
                _add_room(connection, room)
                added += 1
            else:
                _complete_room(connection, known[room["code"]], room)
        plans, plans_there = add_saved(connection, lines)
    return BackupCount(added, plans), BackupCount(len(rooms) - added, plans_there)


def _read_lines(file: Path) -> Iterator[dict[str, Any]]:
    try:
        with gzip.open(file, "rt", encoding="utf-8") as source:
            head = json.loads(source.readline(LINE_LIMIT))
            if not isinstance(head, dict) or head.get("kind") != KIND:
                raise ValueError
            if str(head.get("version")) > HEAD:
                template = N_("The database was written by a newer version of this app; start that version.")
                raise ClusterdashError([Problem("restore", template)])
            for line in source:
                told = json.loads(line)
                if not isinstance(told, dict):
                    raise ValueError
                yield told
    except (gzip.BadGzipFile, zlib.error, EOFError, RecursionError):
        raise _refuse(file) from None


def _add_room(connection: Connection, room: dict[str, Any]) -> None:
    number = connection.execute(ROOMS.insert().values(**_without(room, *PARTS)).returning(ROOMS.c.id)).scalar_one()
    places: dict[int, int] = {}
    for row in room["ballots"]:
        places[row["number"]] = _add_ballot(connection, number, row)
    for row in room["events"]:
        values = _without(row, "number") | {"content": _renumber(row["content"], places)}
        connection.execute(EVENTS.insert().values(room=number, **values))
    for row in room["shown"]:
        connection.execute(SHOWN.insert().values(room=number, **_without(row, "number")))


def _add_ballot(connection: Connection, room: int, row: dict[str, Any]) -> int:
    values = _without(row, "number")
    return int(connection.execute(BALLOTS.insert().values(room=room, **values).returning(BALLOTS.c.id)).scalar_one())


def _renumber(content: str, places: dict[int, int]) -> str:
    """Return an event whose mark "all ballots up to this number" means the same ballots under their new numbers."""
    told = json.loads(content)
    if "newest" in told:
        told["newest"] = max((new for old, new in places.items() if old <= told["newest"]), default=0)
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _complete_room(connection: Connection, known: Any, room: dict[str, Any]) -> None:
    columns = (BALLOTS.c.epoch, BALLOTS.c.device, BALLOTS.c.revision)
    there = {tuple(row) for row in connection.execute(select(*columns).where(BALLOTS.c.room == known.id))}
    for row in room["ballots"]:
        if (row["epoch"], row["device"], row["revision"]) not in there:
            _add_ballot(connection, known.id, row)
