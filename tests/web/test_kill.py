"""The server is killed 20 times with ``kill -9`` while 40 clients vote: no ballot that was confirmed is lost."""

import os
import random
import signal
import threading
import time

import pytest

from tests.web.asking import ask, serve_phoenix, wait_for

CLIENTS, KILLS, VOTES_A_LIFE = 40, 20, 45
PAUSE = 0.11  # less than ten votes a second, which is what one device may send

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kill -9 is a thing of POSIX systems")


class Client(threading.Thread):
    """One phone: votes again and again; what is not confirmed is sent again, until it is."""

    def __init__(self, number, port, code, is_over):
        super().__init__(daemon=True)
        self.device, self.port, self.code, self.is_over = f"device-{number:012d}", port, code, is_over
        self.chance = random.Random(number)  # noqa: S311
        self.confirmed, self.sent, self.strange = 0, {}, []

    def run(self):
        revision = 0
        while not self.is_over.is_set():
            revision += 1
            ratings = {"recruitment": self.chance.randint(0, 3), "student_work": self.chance.randint(0, 3)}
            sign = f"{self.device} {revision}"
            self.sent[revision] = {"ratings": ratings, "words": {"recruitment": sign}}
            while not self.send(revision) and not self.is_over.is_set():
                time.sleep(0.02)
            time.sleep(PAUSE)

    def send(self, revision):
        ballot = {"device": self.device, "group": None, "revision": revision, **self.sent[revision]}
        status, told = ask(self.port, "PUT", f"/api/rooms/{self.code}/ballot", ballot)
        if status == 200 and told == {"accepted_revision": revision}:
            self.confirmed = revision
        elif status not in (0, 429, 503):
            self.strange.append((status, told))
        return status == 200


def test_no_confirmed_ballot_is_lost_and_none_counts_twice(database_address, tmp_path, project):
    file = tmp_path / "pid"
    is_over = threading.Event()
    with serve_phoenix(database_address, file) as port:
        _status, room = ask(port, "POST", "/api/rooms", {"title": "Hall"})
        clients = [Client(number, port, room["code"], is_over) for number in range(CLIENTS)]
        for client in clients:
            client.start()
        for _kill in range(KILLS):
            before, life = sum(client.confirmed for client in clients), file.read_text()
            wait_for(lambda: sum(client.confirmed for client in clients) >= before + VOTES_A_LIFE, "votes")  # noqa: B023
            os.kill(int(life), signal.SIGKILL)
            wait_for(lambda: file.read_text() != life, "the next life")  # noqa: B023
        is_over.set()
        for client in clients:
            client.join(60)
        wait_for(lambda: ask(port, "GET", "/healthz")[0] == 200, "the server")
        _status, export = ask(port, "GET", f"/api/rooms/{room['code']}/export.json", key=room["key"])
        ask(port, "POST", f"/api/rooms/{room['code']}/reveal", {}, room["key"])
        _status, state = ask(port, "GET", f"/api/rooms/{room['code']}")
    assert not [client.strange for client in clients if client.strange]
    stored = {}
    for ballot in export["ballots"]:
        stored.setdefault(ballot["words"]["recruitment"].split()[0], []).append(ballot)
    assert sorted(stored) == sorted(client.device for client in clients)
    for client in clients:
        (ballot,) = stored[client.device]
        assert ballot["revision"] >= client.confirmed > 0
        assert {name: ballot[name] for name in ("ratings", "words")} == client.sent[ballot["revision"]]
    assert state["results"]["mechanisms"]["recruitment"]["voters"] == state["voted"] == CLIENTS
