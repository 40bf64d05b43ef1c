"""The database: SQLite in the user's folder, or what ``CLUSTERDASH_DATABASE`` names; one way to write, one to read."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError

from clusterdash.errors import ClusterdashError, Problem
from clusterdash.places import user_folder
from clusterdash.words import N_

SETTING = "CLUSTERDASH_DATABASE"
FILE_NAME = "clusterdash.sqlite3"
BUSY_SECONDS = 5.0
MIGRATIONS = Path(__file__).parent / "migrations"
HEAD = "0003"


class DatabaseGone(Exception):
    """The database does not answer, is locked by others or has no room left; nothing was kept."""


def read_address(environment: Mapping[str, str] = os.environ) -> URL:
    """Return the address of the database; by default a file in the user's folder.

    Raises
    ------
    ClusterdashError
        The setting is no address of SQLite or PostgreSQL.

    Source: assumption
    """
    named = environment.get(SETTING, "").strip()
    if not named:
        return URL.create("sqlite", database=str(user_folder() / FILE_NAME))
    try:
        url = make_url(named)
    except ArgumentError:
        url = URL.create("")
    if url.drivername in ("postgres", "postgresql"):
        return url.set(drivername="postgresql+psycopg")
    if url.drivername in ("sqlite", "sqlite+pysqlite", "postgresql+psycopg"):
        return url
    template = N_("This is no address of a database; write sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME.")
    raise ClusterdashError([Problem(SETTING, template)])


@dataclass(frozen=True)
class Database:
    """A database with its tables in place. ``write`` transactions take their turn; ``read`` ones hold nobody up."""

    url: URL

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of SQLite."""
        return self.url.get_backend_name() == "sqlite"

    @cached_property
    def _writer(self) -> Engine:
        return _make_sqlite(self.url, "BEGIN IMMEDIATE") if self.is_sqlite else _make_postgres(self.url)

    @cached_property
    def _reader(self) -> Engine:
        return _make_sqlite(self.url, "BEGIN") if self.is_sqlite else self._writer

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Yield a connection whose changes are on disk when the block has ended, or not made at all.

        Raises DatabaseGone where the database cannot take them.
        """
        with _tell_gone(), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Yield a connection that sees one state of the database. Raises DatabaseGone where it does not answer."""
        with _tell_gone(), self._reader.begin() as connection:
            yield connection

    def close(self) -> None:
        """Let all connections go."""
        self._writer.dispose()
        self._reader.dispose()


@contextmanager
def _tell_gone() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        if is_gone(error):
            raise DatabaseGone(type(error.orig).__name__) from error
        raise


def is_gone(error: DBAPIError) -> bool:
    """Return whether an error says that the database is away, busy, full, broken or locked; not that we erred."""
    return error.connection_invalidated or type(error).__name__ in (
        "OperationalError",
        "InterfaceError",
        "DatabaseError",
    )


def open_database(url: URL | None = None) -> Database:
    """Return the database at ``url`` (by default as the setting says), with its tables made or brought up to date.

    Raises
    ------
    DatabaseGone
        It does not answer, or the file cannot be written.
    ClusterdashError
        It was written by a newer version of this app.

    Source: assumption
    """
    try:
        database = Database(url or read_address())
    except OSError as error:  # the user's folder cannot be made
        raise DatabaseGone(type(error).__name__) from error
    _check_driver(database)
    try:
        with database.write() as connection:
            _bring_up_to_date(connection)
    except BaseException:
        database.close()
        raise
    return database


def _check_driver(database: Database) -> None:
    if not database.is_sqlite and find_spec("psycopg") is None:
        template = N_("The driver of PostgreSQL is missing; install it with pip install psycopg[binary].")
        raise ClusterdashError([Problem(SETTING, template)])


def _bring_up_to_date(connection: Connection) -> None:
    found = _read_version(connection)
    if found is not None and found > HEAD:
        template = N_("The database was written by a newer version of this app; start that version.")
        raise ClusterdashError([Problem("database", template)])
    if found != HEAD:
        _upgrade(connection)


def _read_version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    if connection.dialect.name == "postgresql":  # of several processes that start at once, one makes the tables
        connection.execute(text("SELECT pg_advisory_xact_lock(2013)"))
        if _read_version(connection) == HEAD:
            return
    command.upgrade(config, "head")


def _make_sqlite(url: URL, begin: str) -> Engine:
    """Return an engine that begins as it is told: SQLAlchemy's own way loses updates in silence."""
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False}, pool_size=8)

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        _use_write_ahead(connection)
        for pragma in ("synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _use_write_ahead(connection: Any) -> None:
    """Let readers go on beside a writer; of several that ask for it at once SQLite refuses some without waiting."""
    give_up = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").close()
            return
        except sqlite3.OperationalError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.02)


def _make_postgres(url: URL) -> Engine:
    return create_engine(
        url, pool_pre_ping=True, pool_size=8, pool_timeout=BUSY_SECONDS, connect_args={"connect_timeout": 3}
    )
