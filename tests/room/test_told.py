"""What a room tells for minutes: totals, groups large enough, nothing that was not revealed."""

import json

import pytest

from clusterdash.export.votes import read_votes
from clusterdash.results import default_catalog
from clusterdash.room.ballots import read_ballot
from clusterdash.room.rooms import Rooms
from clusterdash.room.told import tell_votes
from clusterdash.store.database import open_database

GROUPS = [row.code for row in default_catalog().stakeholder_groups]


@pytest.fixture
def room(tmp_path, monkeypatch):
    monkeypatch.setenv("CLUSTERDASH_DATABASE", f"sqlite:///{tmp_path}/rooms.sqlite3")
    rooms = Rooms(default_catalog(), open_database())
    yield rooms, rooms.open_room("Here").code
    rooms.close()


def vote(room, number, group, **ratings):
    rooms, code = room
    data = {"device": f"{number:016d}", "group": group, "ratings": ratings, "revision": 1}
    rooms.cast(code, read_ballot(rooms.catalog, rooms.find(code).questions, data)).result(10)


def told(room, *steps):
    rooms, code = room
    for step in steps:
        rooms.step(code, step, {})
    return tell_votes(rooms.find(code))


def test_small_groups_stand_together_and_so_does_the_next_one_where_too_few_would(room):
    for number, group in enumerate([GROUPS[0]] * 5 + [GROUPS[1]] * 3 + [GROUPS[2]]):
        vote(room, number, group, recruitment=2)
    found = told(room, "reveal")
    # must not happen: the one voter of the third group is found by taking the others from the total
    assert found["groups"] == {GROUPS[0]: 5, "": 4}
    assert (found["voted"], found["counts"]["recruitment"]) == (9, [0, 0, 9, 0])


def test_how_one_or_two_people_rated_is_never_told(room):
    for number in range(3):
        vote(room, number, None, recruitment=number, **({"student_work": 3} if number else {}))
    found = told(room, "reveal")
    assert list(found["counts"]) == ["recruitment"] and found["too_few"] == ["student_work"]


def test_before_it_is_revealed_only_how_many_voted_is_told(room):
    for number in range(4):
        vote(room, number, None, recruitment=1)
    found = told(room)
    assert (found["voted"], found["is_revealed"], found["counts"], found["answers"]) == (4, False, {}, {})
    # must not happen: what a room tells cannot be read by the minutes
    assert read_votes(json.dumps(found)).voted == 4
