"""The database: made once, brought up to date, told apart when it is gone; migrations give the tables of today."""

import threading

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import make_url, text

from clusterdash.errors import ClusterdashError
from clusterdash.store import database as module
from clusterdash.store import rooms as store
from clusterdash.store.database import DatabaseGone, open_database, read_address
from clusterdash.store.tables import METADATA
from clusterdash.store.writer import Refused, Writer

ROOM = store.RoomRow("K7QF", "hashed", "Title")


def test_the_migrations_lead_to_the_tables_of_today(database):
    with database.write() as connection:
        assert not compare_metadata(MigrationContext.configure(connection), METADATA)


def test_the_newest_migration_is_the_one_that_the_program_expects():
    assert ScriptDirectory(str(module.MIGRATIONS)).get_current_head() == module.HEAD


def test_opening_twice_changes_nothing(database):
    with database.write() as connection:
        store.add_room(connection, ROOM)
    again = open_database(database.url)
    with again.read() as connection:
        assert store.find_room(connection, "K7QF").title == "Title"
    again.close()


def test_processes_that_start_at_once_make_the_tables_once(database_address):
    url = read_address({"CLUSTERDASH_DATABASE": database_address})
    errors = []

    def start():
        try:
            open_database(url).close()
        except Exception as error:  # noqa: BLE001, told below
            errors.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors


def test_a_database_of_a_newer_version_is_left_alone(database):
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(ClusterdashError, match="newer version"):
        open_database(database.url)


def test_an_acknowledged_write_of_sqlite_is_on_the_disk(tmp_path):
    opened = open_database(make_url(f"sqlite:///{tmp_path}/a.sqlite3"))
    with opened.write() as connection:
        pragmas = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "synchronous")
        }
    opened.close()
    assert pragmas == {"journal_mode": "wal", "synchronous": 2}


def test_counting_up_from_many_threads_loses_nothing(database):
    with database.write() as connection:
        number = store.add_room(connection, ROOM)

    def count_up():
        for _ in range(20):
            with database.write() as connection:
                room = store.find_room(connection, "K7QF", lock="change")
                store.change_room(connection, number, round=room.round + 1)

    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as connection:
        assert store.find_room(connection, "K7QF").round == 81


def test_without_a_setting_the_database_is_a_file_in_the_users_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("CLUSTERDASH_DATA_FOLDER", str(tmp_path))
    assert read_address({}).database == str(tmp_path / "clusterdash.sqlite3")


@pytest.mark.parametrize("named", ["postgres://u@h/d", "postgresql://u@h/d", "postgresql+psycopg://u@h/d"])
def test_postgresql_may_be_named_as_people_do(named):
    assert read_address({"CLUSTERDASH_DATABASE": named}).drivername == "postgresql+psycopg"


@pytest.mark.parametrize("named", ["nonsense", "mysql://u@h/d", "http://somewhere", "://"])
def test_what_is_no_address_of_a_database_is_told(named):
    with pytest.raises(ClusterdashError, match="no address of a database"):
        read_address({"CLUSTERDASH_DATABASE": named})


def test_a_database_that_does_not_answer_is_told_apart(tmp_path):
    with pytest.raises(DatabaseGone):
        open_database(make_url("postgresql+psycopg://nobody@127.0.0.1:9/none"))
    with pytest.raises(DatabaseGone):
        open_database(make_url(f"sqlite:///{tmp_path}/no/such/folder/a.sqlite3"))


def test_a_locked_database_is_gone_for_now_and_comes_back(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "BUSY_SECONDS", 0.05)
    opened = open_database(make_url(f"sqlite:///{tmp_path}/a.sqlite3"))
    with opened.write() as connection:
        number = store.add_room(connection, ROOM)
        other = open_database.__globals__["Database"](opened.url)
        with pytest.raises(DatabaseGone), other.write() as blocked:
            store.add_event(blocked, number, "open", {})
    with other.write() as connection:
        store.add_event(connection, number, "open", {})
    opened.close()
    other.close()


def test_the_writer_does_what_waits_together_and_refuses_one_alone(database):
    with database.write() as connection:
        number = store.add_room(connection, ROOM)
    writer = Writer(database)

    def refuse(_connection):
        raise Refused("no")

    futures = [writer.submit(lambda connection: store.add_event(connection, number, "open", {})) for _ in range(5)]
    refused = writer.submit(refuse)
    futures += [writer.submit(lambda connection: store.add_event(connection, number, "close", {})) for _ in range(5)]
    assert len({future.result(10) for future in futures}) == 10
    with pytest.raises(Refused):
        refused.result(10)
    writer.close()
    with database.read() as connection:
        assert len(store.list_events(connection, number)) == 10


def test_a_clash_in_a_batch_costs_the_others_nothing(database):
    with database.write() as connection:
        number = store.add_room(connection, ROOM)
    writer = Writer(database)
    ballot = store.BallotRow("device", 1, {"ratings": {}})
    hold = threading.Event()
    first = writer.submit(lambda _connection: hold.wait(10))
    twins = [writer.submit(lambda connection: store.add_ballot(connection, number, 0, ballot)) for _ in range(2)]
    other = writer.submit(lambda connection: store.add_event(connection, number, "open", {}))
    hold.set()
    assert first.result(10) and other.result(10)
    assert sum(future.exception(10) is None for future in twins) == 1
    writer.close()


def test_a_full_disk_takes_nothing_tells_it_and_takes_again_when_there_is_room(tmp_path):
    opened = open_database(make_url(f"sqlite:///{tmp_path}/a.sqlite3"))
    with opened.write() as connection:
        number = store.add_room(connection, ROOM)
        pages = connection.execute(text("PRAGMA page_count")).scalar()
        connection.execute(text(f"PRAGMA max_page_count={pages}"))
    with pytest.raises(DatabaseGone), opened.write() as connection:
        store.add_event(connection, number, "open", {"filler": "x" * 100_000})
    with opened.write() as connection:
        connection.execute(text("PRAGMA max_page_count=1000000"))
        store.add_event(connection, number, "open", {"filler": "x" * 100_000})
        assert len(store.list_events(connection, number)) == 1
    opened.close()


def test_a_missing_driver_is_told_with_how_to_get_it(monkeypatch):
    monkeypatch.setattr(module, "find_spec", lambda _name: None)
    with pytest.raises(ClusterdashError, match="pip install psycopg"):
        open_database(make_url("postgresql+psycopg://u@h/d"))


def test_a_folder_that_cannot_be_made_is_a_database_that_is_away_and_the_app_starts_without_rooms(
    tmp_path, monkeypatch
):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("CLUSTERDASH_DATA_FOLDER", str(tmp_path / "file" / "below"))
    monkeypatch.delenv("CLUSTERDASH_DATABASE", raising=False)
    with pytest.raises(DatabaseGone):
        open_database()
