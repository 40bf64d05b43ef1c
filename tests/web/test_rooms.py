"""The addresses of the room, over HTTP, once on SQLite and once on PostgreSQL: the contract, line by line."""

import json

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from clusterdash.room.desk import DESK
from clusterdash.web import MIDDLEWARE, ROUTES, limits
from clusterdash.web import rooms as module

LOCAL = "http://localhost"
DEVICE = "device-0123456789"


@pytest.fixture
def client(database_address, monkeypatch):
    monkeypatch.setenv("CLUSTERDASH_DATABASE", database_address)
    monkeypatch.setattr(module, "GUARD", limits.make_guard())
    with TestClient(Starlette(routes=ROUTES, middleware=MIDDLEWARE), base_url=LOCAL) as opened:
        yield opened
    DESK.close()


@pytest.fixture
def room(client):
    return client.post("/api/rooms", json={"title": "Hall"}).json()


def ballot(revision=1, device=DEVICE, **changes):
    return {"device": device, "group": None, "ratings": {"recruitment": 2}, "revision": revision, **changes}


def vote(client, room, *values, **changes):
    return client.put(f"/api/rooms/{room['code']}/ballot", json=ballot(*values, **changes))


def lead(client, room, step, **fields):
    headers = {"authorization": f"Bearer {room['key']}"}
    return client.post(f"/api/rooms/{room['code']}/{step}", headers=headers, json=fields)


def state(client, room):
    return client.get(f"/api/rooms/{room['code']}").json()


def test_a_room_is_opened_with_code_key_and_two_addresses(client):
    answer = client.post("/api/rooms", json={"title": "Hall"})
    told = answer.json()
    assert answer.status_code == 201 and set(told) == {"code", "key", "url", "wall_url"}
    assert told["url"] == f"{LOCAL}/r/{told['code']}" and "view=wall" in told["wall_url"]


@pytest.mark.parametrize("fields", [{"title": 1}, {"title": "x" * 121}, {"title": "x", "language": "xx"}])
def test_a_room_with_a_title_that_cannot_be_is_not_opened(client, fields):
    answer = client.post("/api/rooms", json=fields)
    assert answer.status_code == 400 and answer.json()["problems"]


def test_the_state_tells_what_phones_need_and_no_results(client, room):
    told = state(client, room)
    assert {"status", "language", "revision", "joined", "voted", "next_poll_ms", "questions", "results"} <= set(told)
    assert (told["status"], told["joined"], told["voted"], told["results"]) == ("open", 0, 0, None)
    assert len(told["questions"]) == 12 and 1000 <= told["next_poll_ms"] <= 5000


def test_a_state_that_is_known_is_not_sent_again_and_a_vote_makes_a_new_one(client, room):
    address = f"/api/rooms/{room['code']}"
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    vote(client, room)
    fresh = client.get(address, headers={"if-none-match": first.headers["etag"]})
    assert fresh.status_code == 200 and fresh.json()["revision"] > first.json()["revision"]
    assert (fresh.json()["joined"], fresh.json()["voted"]) == (1, 1)


def test_a_code_may_be_typed_in_small_letters(client, room):
    assert client.get(f"/api/rooms/{room['code'].lower()}").status_code == 200


def test_a_ballot_is_accepted_and_accepted_again(client, room):
    for _time in range(2):
        answer = vote(client, room, 3)
        assert (answer.status_code, answer.json()) == (200, {"accepted_revision": 3})
    assert state(client, room)["voted"] == 1


def test_an_empty_ballot_joins_and_does_not_vote(client, room):
    vote(client, room, ratings={"recruitment": None})
    assert (state(client, room)["joined"], state(client, room)["voted"]) == (1, 0)


def test_an_older_revision_and_another_ballot_of_the_same_are_409(client, room):
    vote(client, room, 3)
    for revision, rating in ((2, 2), (3, 1)):
        answer = vote(client, room, revision, ratings={"recruitment": rating})
        assert (answer.status_code, answer.json()["accepted_revision"]) == (409, 3)


def test_all_that_is_wrong_with_a_ballot_is_told_at_once_in_the_language_of_who_asks(client, room):
    wrong = ballot(True, "short", group="wizards", ratings={"recruitment": 1.5, "student_work": 10**9, "magic": True})
    address = f"/api/rooms/{room['code']}/ballot"
    told = client.put(address, json=wrong, headers={"accept-language": "fr-CA,en;q=0.5"})
    assert told.status_code == 400
    places = {problem["where"] for problem in told.json()["problems"]}
    assert places == {"device", "revision", "group", "ratings.recruitment", "ratings.student_work", "ratings.magic"}
    assert all("Found" not in problem["text"] for problem in told.json()["problems"])
    assert state(client, room)["joined"] == 0


@pytest.mark.parametrize("body", [b"", b"nonsense", b"[]", b"\xff\xfe", b"[" * 20_000, b'{"device": NaN}'])
def test_garbage_is_400(client, room, body):
    assert client.put(f"/api/rooms/{room['code']}/ballot", content=body).status_code == 400


def test_megabytes_are_413_whether_they_are_announced_or_not(client, room):
    address = f"/api/rooms/{room['code']}/ballot"
    assert client.put(address, content=b"x" * 3_000_000).status_code == 413
    assert client.put(address, content=(b"x" * 10_000 for _ in range(300))).status_code == 413


@pytest.mark.parametrize("code", ["ZZZZ", "0O1I", "toolong", "a%20b", "%00%00"])
def test_an_unknown_code_is_404_everywhere(client, room, code):
    assert client.get(f"/api/rooms/{code}").status_code == 404
    assert client.put(f"/api/rooms/{code}/ballot", json=ballot()).status_code == 404
    headers = {"authorization": f"Bearer {room['key']}"}
    assert client.post(f"/api/rooms/{code}/open", headers=headers).status_code == 404


def test_a_closed_room_is_410_and_opens_again(client, room):
    assert lead(client, room, "close").json()["status"] == "closed"
    assert vote(client, room).status_code == 410
    assert [lead(client, room, "open").status_code for _time in range(2)] == [200, 200]
    assert vote(client, room).status_code == 200


@pytest.mark.parametrize("step", ["open", "close", "reveal", "hide", "reset", "apply", "tally"])
def test_leading_needs_the_key(client, room, step):
    address = f"/api/rooms/{room['code']}/{step}"
    assert client.post(address).status_code == 401
    assert client.post(address, headers={"authorization": "Basic abc"}).status_code == 401
    assert client.post(address, headers={"authorization": "Bearer wrong"}).status_code == 403


def test_a_key_of_one_room_opens_no_other(client, room):
    other = client.post("/api/rooms", json={"title": "Other"}).json()
    assert lead(client, {**other, "key": room["key"]}, "close").status_code == 403


@pytest.mark.parametrize("before", [[], ["close"], ["reveal"], ["reveal", "hide"]])
def test_a_reveal_works_from_any_state(client, room, before):
    vote(client, room)
    for step in before:
        lead(client, room, step)
    assert lead(client, room, "reveal").json()["status"] == "revealed"
    told = state(client, room)["results"]["mechanisms"]["recruitment"]
    assert (told["counts"], told["median"], told["agreement"]) == ([0, 0, 1, 0], 2, 1)


def test_hiding_takes_the_results_back(client, room):
    lead(client, room, "reveal")
    lead(client, room, "hide")
    assert state(client, room)["results"] is None


def test_groups_under_three_are_not_told(client, room):
    for place in range(7):
        group = "teachers" if place < 2 else "entrepreneurs"
        vote(client, room, 1, f"{DEVICE}-{place}", group=group)
    lead(client, room, "reveal")
    assert set(state(client, room)["results"]["mechanisms"]["recruitment"]["groups"]) == {"other"}


def test_a_reset_empties_one_question_or_all(client, room):
    vote(client, room, ratings={"recruitment": 2, "student_work": 1})
    lead(client, room, "reset", question="recruitment")
    lead(client, room, "reveal")
    told = state(client, room)["results"]["mechanisms"]
    assert (told["recruitment"]["voters"], told["student_work"]["voters"]) == (0, 1)
    assert lead(client, room, "reset").status_code == 200
    assert (state(client, room)["joined"], state(client, room)["status"]) == (0, "open")


def test_raised_hands_and_what_is_applied_come_back(client, room):
    counts = {"recruitment": [0, 0, 0, 5]}
    assert lead(client, room, "tally", group="teachers", counts=counts).json()["counts"] == counts
    assert lead(client, room, "tally", counts={"recruitment": [1.5, 0, 0, 0]}).status_code == 400
    assert lead(client, room, "apply").json()["salience"] == {"recruitment": 3}


def test_an_export_needs_the_key_and_tells_no_device(client, room):
    vote(client, room, 1)
    vote(client, room, 2, ratings={"recruitment": 3})
    address = f"/api/rooms/{room['code']}/export.json"
    assert client.get(address).status_code == 401
    answer = client.get(address, headers={"authorization": f"Bearer {room['key']}"})
    told = answer.json()
    assert set(told) == {"room", "ballots", "tallies", "history"} and DEVICE not in answer.text
    assert told["ballots"] == [{"ballot": 1, "group": None, "ratings": {"recruitment": 3}, "revision": 2}]


def test_a_deleted_room_is_gone(client, room):
    address = f"/api/rooms/{room['code']}"
    assert client.delete(address).status_code == 401
    assert client.delete(address, headers={"authorization": f"Bearer {room['key']}"}).status_code == 200
    assert client.get(address).status_code == 404
    assert vote(client, room).status_code == 404


def test_a_room_goes_on_after_a_restart(client, room):
    vote(client, room, 1)
    DESK.close()
    assert state(client, room)["voted"] == 1
    assert vote(client, room, 1).status_code == 200
    assert lead(client, room, "close").status_code == 200


def test_who_tries_codes_is_stopped_and_a_device_in_the_room_goes_on(client, room):
    vote(client, room, 1)
    answers = [client.get("/api/rooms/ZZZ2").status_code for _time in range(40)]
    assert answers[0] == 404 and answers[-1] == 429
    assert client.get(f"/api/rooms/{room['code']}").status_code == 429
    assert vote(client, room, 2).status_code == 200
    client.cookies.set("clusterdash-device", DEVICE)
    assert client.get(f"/api/rooms/{room['code']}").status_code == 200
    assert lead(client, room, "close").status_code == 200


def test_a_device_that_floods_is_429_and_its_neighbours_are_not(client, room):
    answers = {vote(client, room, revision).status_code for revision in range(1, 90)}
    assert answers == {200, 429}
    assert vote(client, room, 1, "another-device-0001").status_code == 200


def test_a_page_of_another_server_may_not_vote(client, room):
    answer = client.put(f"/api/rooms/{room['code']}/ballot", json=ballot(), headers={"origin": "http://evil.example"})
    assert answer.status_code == 403


def test_a_database_that_is_away_is_503_and_nothing_is_lost(client, room, monkeypatch):
    from clusterdash.store.database import Database, DatabaseGone

    def fail(_self):
        raise DatabaseGone("away")

    with monkeypatch.context() as patch:
        patch.setattr(Database, "write", fail)
        answer = vote(client, room, 1)
        assert answer.status_code == 503 and answer.headers["retry-after"]
    assert vote(client, room, 1).status_code == 200


@pytest.mark.parametrize("host", ["connectivitycheck.gstatic.com", "captive.apple.com", "anything.example"])
def test_probes_of_phones_are_answered_under_any_name(client, host):
    headers = {"host": host}
    assert client.get("/generate_204", headers=headers).status_code == 204
    assert "Success" in client.get("/hotspot-detect.html", headers=headers).text
    assert client.get("/connecttest.txt", headers=headers).text == "Microsoft Connect Test"
    assert client.get("/success.txt", headers=headers).text == "success\n"
    assert client.get("/healthz", headers=headers).status_code == 421


def test_a_room_that_ends_ends_its_stream(client, room):
    with client.stream("GET", f"/api/rooms/{room['code']}/events") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        lines = stream.iter_lines()
        first = next(line for line in lines if line.startswith("data:"))
        assert json.loads(first[5:])["status"] == "open"
        DESK.open().delete(room["code"])
        assert "event: gone" in list(lines)
