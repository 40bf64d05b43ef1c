"""Several processes of the app on one database show the same room; a database that goes away comes back."""

import http.client
import json
import os
import select
import socket
import threading
from contextlib import ExitStack, contextmanager

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from clusterdash.room.desk import DESK
from clusterdash.web import MIDDLEWARE, ROUTES
from tests.web.asking import ask, serve_phoenix, wait_for

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the servers are forked")


@contextmanager
def serve_proxy(ports):
    """Yield the port of a proxy that hands connections to the servers in turn."""
    listener = socket.create_server(("127.0.0.1", 0))
    is_over = threading.Event()

    def relay(client, server):
        with client, server:
            while True:
                for source in select.select([client, server], [], [], 20)[0]:
                    data = source.recv(65536)
                    if not data:
                        return
                    (server if source is client else client).sendall(data)

    def run():
        turn = 0
        while not is_over.is_set():
            try:
                client, _address = listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", ports[turn % len(ports)]))
            turn += 1
            threading.Thread(target=relay, args=(client, server), daemon=True).start()

    threading.Thread(target=run, daemon=True).start()
    yield listener.getsockname()[1]
    is_over.set()
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()


@pytest.fixture
def servers(database_address, tmp_path):
    with ExitStack() as stack:
        ports = [stack.enter_context(serve_phoenix(database_address, tmp_path / name)) for name in ("one", "two")]
        yield ports


def ballot(device, rating, revision=1):
    return {"device": device * 16, "group": None, "ratings": {"recruitment": rating}, "revision": revision}


def test_what_one_process_takes_the_other_tells(servers):
    one, two = servers
    _status, room = ask(one, "POST", "/api/rooms", {"title": "Hall"})
    address = f"/api/rooms/{room['code']}"
    assert ask(two, "PUT", f"{address}/ballot", ballot("a", 3))[0] == 200
    wait_for(lambda: ask(one, "GET", address)[1]["voted"] == 1, "the ballot in the other process")
    assert ask(one, "POST", f"{address}/close", {}, room["key"])[0] == 200
    wait_for(lambda: ask(two, "GET", address)[1]["status"] == "closed", "the close in the other process")
    assert ask(two, "PUT", f"{address}/ballot", ballot("b", 1))[0] == 410
    assert ask(two, "POST", f"{address}/reveal", {}, room["key"])[0] == 200
    wait_for(lambda: ask(one, "GET", address)[1]["results"], "the reveal in the other process")
    assert ask(one, "GET", address)[1]["revision"] == ask(two, "GET", address)[1]["revision"]


def test_a_stream_at_one_process_hears_what_the_other_takes(servers):
    one, two = servers
    _status, room = ask(one, "POST", "/api/rooms", {"title": "Hall"})
    connection = http.client.HTTPConnection("127.0.0.1", one, timeout=30)
    connection.request("GET", f"/api/rooms/{room['code']}/events")
    stream = connection.getresponse()

    def read_event():
        while not (line := stream.readline()).startswith(b"data:"):
            assert line
        return json.loads(line[5:])

    assert read_event()["voted"] == 0
    ask(two, "PUT", f"/api/rooms/{room['code']}/ballot", ballot("a", 3))
    assert read_event()["voted"] == 1
    connection.close()


def test_behind_a_proxy_that_takes_turns_nothing_is_lost_or_counted_twice(servers):
    with serve_proxy(servers) as port:
        _status, room = ask(port, "POST", "/api/rooms", {"title": "Hall"})
        address = f"/api/rooms/{room['code']}"
        for revision in range(1, 6):
            for device in "abcdef":
                assert ask(port, "PUT", f"{address}/ballot", ballot(device, revision % 4, revision))[0] == 200
                assert ask(port, "PUT", f"{address}/ballot", ballot(device, revision % 4, revision))[0] == 200
        told = ask(port, "GET", f"{address}/export.json", key=room["key"])[1]["ballots"]
        wait_for(lambda: ask(port, "GET", address)[1]["voted"] == 6, "all ballots")
    assert [row["revision"] for row in told] == [5] * 6


def test_a_postgresql_that_goes_away_for_a_while_costs_no_ballot(postgres, monkeypatch):
    monkeypatch.setenv("CLUSTERDASH_DATABASE", postgres.url)
    with TestClient(Starlette(routes=ROUTES, middleware=MIDDLEWARE), base_url="http://localhost") as client:
        room = client.post("/api/rooms", json={"title": "Hall"}).json()
        address = f"/api/rooms/{room['code']}"
        assert client.put(f"{address}/ballot", json=ballot("a", 1)).status_code == 200
        postgres.stop()
        try:
            gone = [client.put(f"{address}/ballot", json=ballot("a", 2, 2)) for _time in range(3)]
        finally:
            postgres.start()
        assert {answer.status_code for answer in gone} == {503} and gone[0].headers["retry-after"]
        wait_for(lambda: client.put(f"{address}/ballot", json=ballot("a", 2, 2)).status_code == 200, "the database")
        assert client.get(address).json()["voted"] == 1
        client.delete(address, headers={"authorization": f"Bearer {room['key']}"})
    DESK.close()
