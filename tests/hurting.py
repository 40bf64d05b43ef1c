"""Ways in which a database of SQLite takes nothing: locked by others, broken, or only to be read."""

import sqlite3
from contextlib import contextmanager

from sqlalchemy import event

from clusterdash.room.desk import DESK


@contextmanager
def lock(file):
    """Let another program hold the database."""
    hold = sqlite3.connect(file, isolation_level=None)
    hold.execute("BEGIN EXCLUSIVE")
    yield
    hold.close()


@contextmanager
def break_apart(file):
    """Let the file be no database any more."""
    DESK.close()
    file.write_bytes(b"no database at all" * 400)
    for rest in file.parent.glob("own.sqlite3-*"):
        rest.unlink()
    yield


@contextmanager
def forbid_writing(_file):
    """Let the open database refuse every write, as one on a disk that has become read-only does."""
    engine = DESK.open().database._writer

    def only_read(connection):
        connection.exec_driver_sql("PRAGMA query_only=ON")

    event.listen(engine, "begin", only_read)
    yield
    event.remove(engine, "begin", only_read)


HURTS = (lock, break_apart, forbid_writing)
