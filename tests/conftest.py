"""What every test may use; what needs a browser stands in browser/conftest.py."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

PROJECT = Path(__file__).resolve().parent.parent

# The same examples on every machine in CI; a person at a desk gets new ones at each run. No example is timed.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CLUSTERDASH_REQUIRE_BROWSER") else "desk")


@pytest.fixture(scope="session")
def project() -> Path:
    """Return the folder of the checkout."""
    return PROJECT


@pytest.fixture(scope="session")
def catalog():
    """Return the paper's catalog, loaded once; it is immutable."""
    from clusterdash.catalog import load_catalog

    return load_catalog()


@pytest.fixture(autouse=True)
def _english():
    """Start every test in English, whatever the one before has chosen."""
    from clusterdash.words import DEFAULT_LANGUAGE, select_language

    select_language(DEFAULT_LANGUAGE)


@pytest.fixture(scope="session")
def postgres():
    """Return a PostgreSQL server of our own; where there is none the test is skipped, or fails where CI asks for it."""
    from scripts.postgres import INSTALL_POSTGRES, find_postgres, serve_postgres

    if find_postgres() is None:
        reason = f"no PostgreSQL on this machine: {INSTALL_POSTGRES}"
        if os.environ.get("CLUSTERDASH_REQUIRE_BROWSER"):
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    with serve_postgres(is_durable=False) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_address(request, tmp_path):
    """Return the address of an empty database, once of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/rooms.sqlite3"
        return
    import psycopg

    server, name = request.getfixturevalue("postgres"), f"test_{os.urandom(6).hex()}"
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}".encode())
    yield f"{server.url}?options=-csearch_path%3D{name}"


@pytest.fixture
def database(database_address):
    """Return an open database with its tables, once of each kind."""
    from clusterdash.store.database import open_database, read_address

    opened = open_database(read_address({"CLUSTERDASH_DATABASE": database_address}))
    yield opened
    opened.close()


@pytest.fixture
def own_desk(tmp_path, monkeypatch):
    """Let the rooms and kept scenarios of this process lie in a database of the test."""
    from clusterdash.room.desk import DESK

    monkeypatch.setenv("CLUSTERDASH_DATABASE", f"sqlite:///{tmp_path}/own.sqlite3")
    DESK.close()
    yield DESK
    DESK.close()
