"""Rooms over a database, once SQLite and once PostgreSQL: nothing lost, nothing twice, nothing told too early."""

import threading

import pytest

from clusterdash.errors import RoomError
from clusterdash.room.ballots import read_ballot
from clusterdash.room.phone import build_phone_page
from clusterdash.room.refusals import ClosedRoomError, OldEpochError, OldRevisionError, UnknownRoomError
from clusterdash.room.rehearsal import simulate_ballots
from clusterdash.room.rooms import Rooms
from clusterdash.room.secrets import SIGNS, hash_device, is_key, make_code, read_code
from clusterdash.room.told import tell_all, tell_state
from clusterdash.words import label, select_language


@pytest.fixture
def rooms(catalog, database):
    opened = Rooms(catalog, database)
    yield opened
    opened.close()


@pytest.fixture
def code(rooms):
    return rooms.open_room("Hall").code


def cast(rooms, code, device="a", revision=1, group=None, epoch=None, **ratings):
    data = {"device": device * 16, "group": group, "ratings": ratings, "revision": revision}
    board = rooms.find(code)
    return rooms.cast(code, read_ballot(rooms.catalog, board.questions, {**data, "epoch": epoch})).result(20)


def results_of(rooms, code):
    return tell_state(rooms.find(code))["results"]


def test_a_code_can_be_said_aloud_and_typed_carelessly():
    code = make_code()
    assert len(code) == 4 and not set(code) & set("01ILOSU") - set(SIGNS)
    assert read_code(f" {code[:2].lower()}-{code[2:]} ") == code
    assert read_code("0O1I") == read_code("") == read_code("K7QFX") == ""


def test_a_key_is_kept_hashed_and_known_again(rooms):
    opened = rooms.open_room("Hall")
    room = rooms.find(opened.code).room
    assert is_key(opened.key, room.key) and not is_key(opened.key + "x", room.key) and opened.key not in room.key


def test_the_token_of_a_device_is_not_stored(rooms, code):
    cast(rooms, code, "a", recruitment=1)
    (stored,) = rooms.find(code).rows
    assert "aaaa" not in stored and stored == hash_device(code, "a" * 16) != hash_device("ABCD", "a" * 16)


def test_the_newest_revision_counts_once(rooms, code):
    cast(rooms, code, revision=1, recruitment=1)
    cast(rooms, code, revision=3, recruitment=3)
    rooms.step(code, "reveal", {})
    told = results_of(rooms, code)["mechanisms"]["recruitment"]
    assert (told["counts"], told["median"]) == ([0, 0, 0, 1], 3)


def test_the_same_ballot_again_is_as_once_and_another_one_is_refused(rooms, code):
    assert cast(rooms, code, revision=2, recruitment=1) == cast(rooms, code, revision=2, recruitment=1) == 2
    for revision, rating in ((2, 3), (1, 1)):
        with pytest.raises(OldRevisionError) as told:
            cast(rooms, code, revision=revision, recruitment=rating)
        assert told.value.kept == 2
    assert rooms.find(code).joined == 1


def test_nothing_is_told_before_the_reveal_nor_after_hiding(rooms, code):
    cast(rooms, code, recruitment=1)
    assert results_of(rooms, code) is None
    rooms.step(code, "reveal", {})
    assert results_of(rooms, code)["voters"] == 1
    rooms.step(code, "hide", {})
    assert results_of(rooms, code) is None


def test_a_closed_room_takes_no_ballot_but_confirms_what_it_has(rooms, code):
    cast(rooms, code, revision=1, recruitment=1)
    rooms.step(code, "close", {})
    with pytest.raises(ClosedRoomError):
        cast(rooms, code, revision=2, recruitment=2)
    assert cast(rooms, code, revision=1, recruitment=1) == 1
    rooms.step(code, "open", {})
    assert cast(rooms, code, revision=2, recruitment=2) == 2


def test_a_vote_again_tells_how_far_the_room_moved(rooms, code):
    cast(rooms, code, recruitment=1)
    rooms.step(code, "reveal", {})
    rooms.step(code, "open", {})
    cast(rooms, code, revision=2, recruitment=3)
    rooms.step(code, "reveal", {})
    assert results_of(rooms, code)["mechanisms"]["recruitment"]["moved"] == 2


def test_one_question_can_be_emptied_and_older_answers_to_it_do_not_count(rooms, code):
    cast(rooms, code, recruitment=1, student_work=2)
    rooms.step(code, "tally", {"group": None, "counts": {"recruitment": [0, 0, 5, 0]}})
    rooms.step(code, "reset", {"question": "recruitment"})
    board = rooms.find(code)
    tallies = {tally.mechanism: tally.counts for tally in board.tallies}
    assert (tallies["recruitment"], tallies["student_work"]) == ((0, 0, 0, 0), (0, 0, 1, 0))
    cast(rooms, code, revision=2, recruitment=3)
    assert rooms.find(code).tallies[0].counts == (0, 0, 0, 1)


def test_an_emptied_room_counts_nothing_of_before_and_a_late_ballot_is_told(rooms, code):
    cast(rooms, code, revision=7, recruitment=1)
    rooms.step(code, "reset", {})
    board = rooms.find(code)
    assert (board.joined, board.room.epoch) == (0, 1)
    with pytest.raises(OldEpochError):
        cast(rooms, code, revision=8, epoch=0, recruitment=1)
    assert cast(rooms, code, revision=1, recruitment=2) == 1


def test_raised_hands_replace_the_count_of_their_group_and_are_audited(rooms, code):
    rooms.step(code, "tally", {"group": "teachers", "mechanism": "recruitment", "counts": [1, 0, 0, 0]})
    rooms.step(code, "tally", {"group": "teachers", "mechanism": "recruitment", "counts": [0, 0, 0, 4]})
    told = tell_all(rooms.find(code))
    assert told["tallies"] == [{"group": "teachers", "mechanism": "recruitment", "counts": [0, 0, 0, 4]}]
    assert [event["kind"] for event in told["history"]] == ["open", "tally", "tally"]


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"counts": {"magic": [1, 2, 3, 4]}},
        {"counts": {"recruitment": [1, 2, 3]}},
        {"counts": {"recruitment": [1, 2, 3, True]}},
        {"group": "wizards", "counts": {"recruitment": [0, 0, 0, 0]}},
    ],
)
def test_a_hand_count_that_cannot_be_is_refused(rooms, code, data):
    with pytest.raises(RoomError):
        rooms.step(code, "tally", data)


def test_a_hand_count_may_be_given_by_rating(rooms, code):
    rooms.step(code, "tally", {"counts": {"recruitment": {"0": 3, "2": 1}}})
    assert rooms.find(code).hands[0].counts == (3, 0, 1, 0)


def test_applying_gives_medians_or_means_of_what_was_rated(rooms, code):
    for place, rating in enumerate((0, 3, 3, 1)):
        cast(rooms, code, "abcd"[place], recruitment=rating)
    assert rooms.step(code, "apply", {})["salience"] == {"recruitment": 1}
    assert rooms.step(code, "apply", {"method": "mean"})["salience"] == {"recruitment": 2}
    with pytest.raises(RoomError):
        rooms.step(code, "apply", {"method": "mode"})


def test_an_export_has_every_device_once_and_no_token(rooms, code):
    for revision in (1, 2, 3):
        cast(rooms, code, "a", revision, group="teachers", recruitment=revision)
    cast(rooms, code, "b", recruitment=0)
    told = tell_all(rooms.find(code))
    assert sorted(ballot["revision"] for ballot in told["ballots"]) == [1, 3]
    assert {tuple(sorted(ballot)) for ballot in told["ballots"]} == {("ballot", "group", "ratings", "revision")}
    assert "a" * 16 not in str(told)


def test_a_deleted_room_is_gone_for_good(rooms, code):
    cast(rooms, code, recruitment=1)
    rooms.delete(code)
    with pytest.raises(UnknownRoomError):
        rooms.find(code)
    with pytest.raises(UnknownRoomError):
        rooms.delete(code)


def test_a_second_process_sees_what_the_first_has_taken(rooms, code, catalog, database):
    other = Rooms(catalog, type(database)(database.url))
    cast(rooms, code, "a", recruitment=1)
    assert other.find(code).voted == 1
    cast(rooms, code, "b", recruitment=2)
    other.note_any_change()
    assert other.find(code).voted == 2 and other.find(code).revision == rooms.find(code).revision
    other.close()


def test_who_listens_is_told_of_every_change_until_leaving(rooms, code):
    heard = threading.Semaphore(0)
    leave = rooms.listen(code, heard.release)
    cast(rooms, code, recruitment=1)
    assert heard.acquire(timeout=10)
    leave()
    cast(rooms, code, revision=2, recruitment=2)
    assert not heard.acquire(timeout=0.1)


def test_settings_are_checked_and_can_be_taken_back(rooms, code):
    rooms.step(code, "settle", {"step": "recruitment", "ask": ["context:legal_framework"], "expected": 40})
    board = rooms.find(code)
    assert board.questions[-1].name == "context:legal_framework" and board.room.settings["step"] == "recruitment"
    rooms.step(code, "settle", {"step": None})
    assert "step" not in rooms.find(code).room.settings
    with pytest.raises(RoomError) as told:
        rooms.step(code, "settle", {"step": "magic", "ask": ["context:magic"], "colour": 1})
    assert len(told.value.problems) == 3


def test_simulated_participants_enter_a_rehearsal_and_no_other_room(rooms, code, catalog):
    rows = simulate_ballots(catalog)
    with pytest.raises(UnknownRoomError):
        rooms.simulate(code, rows)
    rehearsal = rooms.open_room("Try", settings={"rehearsal": True}).code
    rooms.simulate(rehearsal, rows)
    board = rooms.find(rehearsal)
    assert (board.voted, board.is_rehearsal, rooms.find(code).voted) == (30, True, 0)
    assert all(ballot["simulated"] for ballot in tell_all(board)["ballots"])


def test_what_the_wall_shows_is_kept_and_comes_back(rooms, code):
    rooms.show(code, {"page": "strategy"})
    first = rooms.find(code).shown[0]
    rooms.show(code, {"page": "strategy"})
    assert rooms.find(code).shown[0] == first
    rooms.show(code, {"page": "timeline"})
    assert rooms.find(code).shown[1] == {"page": "timeline"}


@pytest.mark.parametrize("title", ["Highland coffee, Amberra hills (fictional)", "Café du Nord"])
def test_a_phone_names_a_worked_example_in_its_language_and_other_places_as_they_are(rooms, title):
    board = rooms.find(rooms.open_room(title).code)
    select_language("fr")
    shown = build_phone_page(rooms.catalog, board).title
    assert shown == label(title) and (shown == title) == (title == "Café du Nord")
    select_language("en")
    assert build_phone_page(rooms.catalog, board).title == title
