"""A backup is one file that brings all rooms to another machine and another kind of database, and deletes nothing."""

import gzip
import json

import pytest
from sqlalchemy import make_url

from clusterdash.cli import main
from clusterdash.errors import ClusterdashError
from clusterdash.room.ballots import read_ballot
from clusterdash.room.rooms import Rooms
from clusterdash.room.told import tell_all, tell_state
from clusterdash.store.backup import BackupCount, read_backup, write_backup
from clusterdash.store.database import open_database
from clusterdash.store.kept import find_kept, keep_scenario
from clusterdash.store.plans import add_version, list_versions, make_plan


@pytest.fixture
def rooms(catalog, database):
    opened = Rooms(catalog, database)
    yield opened
    opened.close()


@pytest.fixture
def other(tmp_path):
    opened = open_database(make_url(f"sqlite:///{tmp_path}/other.sqlite3"))
    yield opened
    opened.close()


def cast(rooms, code, device, revision, **ratings):
    data = {"device": device * 16, "ratings": ratings, "revision": revision}
    return rooms.cast(code, read_ballot(rooms.catalog, rooms.find(code).questions, data)).result(20)


def fill(rooms):
    code = rooms.open_room("Hall é").code
    for device in "abc":
        cast(rooms, code, device, 1, recruitment=1, student_work=2)
    rooms.step(code, "reset", {"question": "recruitment"})
    cast(rooms, code, "a", 2, recruitment=3, student_work=2)
    rooms.step(code, "tally", {"counts": {"recruitment": [0, 1, 0, 0]}})
    rooms.show(code, {"page": "strategy"})
    return code


def test_all_of_a_room_comes_back_on_another_machine(rooms, other, tmp_path):
    code = fill(rooms)
    assert write_backup(rooms.database, tmp_path / "file") == BackupCount(1)
    assert read_backup(other, tmp_path / "file") == (BackupCount(1), BackupCount())
    there = Rooms(rooms.catalog, other)
    assert tell_all(there.find(code)) == tell_all(rooms.find(code))
    assert there.find(code).shown[1] == {"page": "strategy"} and there.find(code).room.key == rooms.find(code).room.key
    rooms.step(code, "reveal", {})
    there.step(code, "reveal", {})
    assert tell_state(there.find(code))["results"] == tell_state(rooms.find(code))["results"]


def test_bringing_back_twice_changes_nothing_and_what_came_later_stays(rooms, tmp_path):
    code = fill(rooms)
    write_backup(rooms.database, tmp_path / "file")
    cast(rooms, code, "d", 1, recruitment=0)
    assert read_backup(rooms.database, tmp_path / "file") == (BackupCount(), BackupCount(1))
    assert read_backup(rooms.database, tmp_path / "file") == (BackupCount(), BackupCount(1))
    assert rooms.read_afresh(code).joined == 4 and rooms.find(code).rows


def test_a_room_of_another_key_is_not_touched(rooms, other, tmp_path):
    code = fill(rooms)
    write_backup(rooms.database, tmp_path / "file")
    read_backup(other, tmp_path / "file")
    with other.write() as connection:
        connection.exec_driver_sql("UPDATE rooms SET key = 'another'")
    with pytest.raises(ClusterdashError, match=code):
        read_backup(other, tmp_path / "file")


def pack(*lines):
    return gzip.compress("\n".join(json.dumps(line) for line in lines).encode())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no gzip",
        gzip.compress(b"nonsense"),
        pack({"kind": "other"}),
        pack({"kind": "clusterdash-backup", "version": "0001"}, {"code": "ABCD"})[:-9],
        pack({"kind": "clusterdash-backup", "version": "9999"}),
    ],
)
def test_what_is_no_backup_changes_nothing(other, tmp_path, content):
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(ClusterdashError):
        read_backup(other, tmp_path / "file")


HEAD_LINE = {"kind": "clusterdash-backup", "version": "0003"}
ROOM = {"code": "ABCD", "key": "k", "title": "", "language": "en", "status": "open", "epoch": 0, "round": 1}


@pytest.mark.parametrize(
    "line",
    [
        [1],
        {"code": "ABCD"},
        {**ROOM, "settings": "{}", "made_at": 1, "ballots": 3, "events": [], "shown": []},
        {**ROOM, "settings": None, "made_at": 1, "ballots": [], "events": [], "shown": []},
        {**ROOM, "settings": {}, "made_at": 1, "ballots": [], "events": [], "shown": []},
        {"plan": 3},
        {"plan": {"code": "K7QM3X", "made_at": 1, "versions": []}},
        {"plan": {"code": "K7QM3X", "made_at": 1, "versions": [{"number": 1}]}},
        {"kept": None},
        {"kept": {"code": "K7QM3X"}},
        {"kept": {"code": ["K7QM3X"], "digest": "x", "content": "", "made_at": 1}},
    ],
)
def test_a_backup_with_a_broken_line_is_told_and_nothing_of_it_is_brought_back(other, tmp_path, line):
    whole = {"kept": {"code": "AAAAAA", "digest": "a", "content": "{}", "made_at": 1}}
    (tmp_path / "file").write_bytes(pack(HEAD_LINE, whole, line))
    with pytest.raises(ClusterdashError, match="no backup of this app"):
        read_backup(other, tmp_path / "file")
    with other.read() as connection:
        assert find_kept(connection, "AAAAAA") is None


def test_a_backup_that_was_damaged_on_its_way_is_told(other, tmp_path):
    whole = gzip.compress(json.dumps(HEAD_LINE).encode() + b"\n" + bytes(range(256)).hex().encode() * 400, mtime=0)
    for place in range(12, len(whole) - 8, 7):
        (tmp_path / "file").write_bytes(whole[:place] + bytes([whole[place] ^ 255]) + whole[place + 1 :])
        with pytest.raises(ClusterdashError):
            read_backup(other, tmp_path / "file")


def test_where_two_machines_keep_the_same_scenario_the_codes_of_both_open_it(database, other, tmp_path):
    with database.write() as connection:
        mine = keep_scenario(connection, "{same}")
    with other.write() as connection:
        theirs = keep_scenario(connection, "{same}")
    write_backup(database, tmp_path / "file")
    for _time in range(2):
        read_backup(other, tmp_path / "file")
    write_backup(other, tmp_path / "back")
    read_backup(database, tmp_path / "back")
    for one in (database, other):
        with one.write() as connection:
            assert find_kept(connection, mine) == find_kept(connection, theirs) == "{same}"
            assert keep_scenario(connection, "{same}") in (mine, theirs)


def test_the_two_commands_carry_a_room_from_folder_to_folder(tmp_path, monkeypatch, capsys, catalog):
    monkeypatch.setenv("CLUSTERDASH_DATA_FOLDER", "")
    monkeypatch.delenv("CLUSTERDASH_DATABASE", raising=False)
    (tmp_path / "one").mkdir()
    rooms = Rooms(catalog, open_database(make_url(f"sqlite:///{tmp_path}/one/clusterdash.sqlite3")))
    code = fill(rooms)
    rooms.close()
    assert main(["backup", str(tmp_path / "file"), "--data-folder", str(tmp_path / "one")]) == 0
    assert main(["restore", str(tmp_path / "file"), "--data-folder", str(tmp_path / "two")]) == 0
    assert "1 room" in capsys.readouterr().out
    two = open_database(make_url(f"sqlite:///{tmp_path}/two/clusterdash.sqlite3"))
    assert Rooms(catalog, two).find(code).joined == 3
    two.close()


def test_a_file_that_is_not_there_is_told(tmp_path, capsys):
    assert main(["restore", str(tmp_path / "none"), "--data-folder", str(tmp_path / "two")]) == 1
    assert "none" in capsys.readouterr().err


def test_plans_with_all_their_versions_and_kept_scenarios_come_back_and_none_is_lost(database, other, tmp_path):
    with database.write() as connection:
        code = make_plan(connection, "{1}", "Amina", now=1).code
        add_version(connection, "{2}", (code, 1), now=2)
        kept = keep_scenario(connection, "{kept}")
    assert write_backup(database, tmp_path / "file") == BackupCount(0, 1)
    assert read_backup(other, tmp_path / "file") == (BackupCount(0, 1), BackupCount())
    with database.write() as connection:
        add_version(connection, "{3}", (code, 2), "Here", now=3)
    with other.write() as connection:
        add_version(connection, "{4}", (code, 2), "There", now=4)
        assert find_kept(connection, kept) == "{kept}"
    write_backup(database, tmp_path / "file")
    for _time in range(2):  # both machines went on: what the other one has comes after, and only once
        assert read_backup(other, tmp_path / "file") == (BackupCount(), BackupCount(0, 1))
    with other.read() as connection:
        rows = list_versions(connection, code, range(1, 9))
    told = [(row.number, row.based_on, row.who, row.text) for row in reversed(rows)]
    assert told == [(1, 0, "Amina", "{1}"), (2, 1, "", "{2}"), (3, 2, "There", "{4}"), (4, 2, "Here", "{3}")]


def test_a_plan_of_the_same_code_that_is_another_is_told_and_not_touched(database, other, tmp_path):
    with database.write() as connection:
        code = make_plan(connection, "{1}").code
    write_backup(database, tmp_path / "file")
    read_backup(other, tmp_path / "file")
    with other.write() as connection:
        connection.exec_driver_sql("UPDATE versions SET content = 'another'")
    with pytest.raises(ClusterdashError, match=code):
        read_backup(other, tmp_path / "file")
