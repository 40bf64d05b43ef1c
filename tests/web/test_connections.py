"""Who is answered: known names, the captive-network probes under any name, and our own pages only."""

import socket

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from clusterdash.web import MIDDLEWARE
from clusterdash.web.hosts import CAPTIVE_NETWORK_PROBES, SETTING, is_allowed_name, read_name
from clusterdash.web.origins import is_own_origin

NONE = frozenset()
SOCKET = "ws://localhost:8501/ws"


@pytest.fixture
def seen():
    return []


@pytest.fixture
def client(seen):
    """Return a client of an app that notes the origins which get through to it."""

    def answer(request):
        seen.append(request.headers.get("origin"))
        return PlainTextResponse("through")

    async def talk(websocket):
        seen.append(websocket.headers.get("origin"))
        await websocket.accept()
        await websocket.close()

    routes = [WebSocketRoute("/ws", talk), Route("/{rest:path}", answer, methods=["GET", "POST", "PUT", "OPTIONS"])]
    return TestClient(Starlette(routes=routes, middleware=MIDDLEWARE), base_url="http://localhost:8501")


OURS = ["localhost", "app.localhost", "127.0.0.1", "::1", "192.168.1.20", "10.0.0.3", "172.20.0.1", "169.254.3.4"]
OURS += ["fe80::1", "fd00::7", "::ffff:192.168.1.20", socket.gethostname().lower()]
OTHERS = ["example.org", "8.8.8.8", "2001:4860::1", "localhost.example.org", "notlocalhost", "", "127.0.0.1.nip.io"]


@pytest.mark.parametrize("name", OURS)
def test_names_of_this_machine_and_addresses_of_the_local_network_are_answered(name):
    assert is_allowed_name(name, NONE)


@pytest.mark.parametrize("name", OTHERS)
def test_other_names_are_not(name):
    assert not is_allowed_name(name, NONE)


def test_the_machines_name_in_the_local_network_is_answered(monkeypatch):
    monkeypatch.setattr(socket, "gethostname", lambda: "Laptop")
    assert is_allowed_name("laptop", NONE) and is_allowed_name("laptop.local", NONE)
    assert not is_allowed_name("laptop.example", NONE)


def test_a_machine_without_a_name_answers_to_no_empty_one(monkeypatch):
    monkeypatch.setattr(socket, "gethostname", lambda: "")
    assert not is_allowed_name("", NONE) and not is_allowed_name(".local", NONE)


def test_the_address_at_which_a_connection_arrived_is_ours():
    assert is_allowed_name("8.8.8.8", NONE, "::ffff:8.8.8.8")
    assert not is_allowed_name("8.8.8.8", NONE, "8.8.4.4")


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("localhost:8501", "localhost"),
        ("LocalHost.", "localhost"),
        ("[::1]:8501", "::1"),
        ("a@localhost", ""),
        ("localhost/x", ""),
        ("[::1", ""),
        ("", ""),
    ],
)
def test_a_host_header_is_read_as_a_name_without_its_port(host, name):
    assert read_name(host) == name


def test_an_unknown_name_is_told_what_to_set(client, seen):
    answer = client.get("/", headers={"host": "plan.example.org:8501"})
    assert answer.status_code == 421
    assert f"{SETTING}=plan.example.org" in answer.json()["error"]
    assert not seen


@pytest.mark.parametrize("setting", ["plan.example.org", "other.example, PLAN.example.org.", "*"])
def test_a_name_that_the_setting_lists_is_answered(client, monkeypatch, setting):
    monkeypatch.setenv(SETTING, setting)
    assert client.get("/", headers={"host": "plan.example.org"}).text == "through"


@pytest.mark.parametrize("probe", sorted(CAPTIVE_NETWORK_PROBES))
def test_a_phone_that_looks_for_a_sign_in_page_is_answered_under_any_name(client, probe):
    assert client.get(probe, headers={"host": "captive.apple.com"}).status_code == 200


@pytest.mark.parametrize("origin", ["http://localhost:8501", "https://localhost:8501", "http://LOCALHOST:8501"])
def test_our_own_pages_may_connect_whatever_the_scheme(client, seen, origin):
    with client.websocket_connect(SOCKET, headers={"origin": origin}):
        pass
    assert client.put("/", headers={"origin": origin}).text == "through"
    assert seen == [origin, origin]


def test_a_program_that_names_no_origin_may_connect(client, seen):
    with client.websocket_connect(SOCKET):
        pass
    assert client.post("/").text == "through"
    assert seen == [None, None]


FOREIGN = ["http://example.org", "http://localhost:9999", "http://localhost", "null", "file://", "http://[", ""]


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_foreign_page_gets_no_further_than_our_door(client, seen, origin):
    with pytest.raises(WebSocketDisconnect), client.websocket_connect(SOCKET, headers={"origin": origin}):
        pass
    for method in ("POST", "PUT", "OPTIONS"):
        assert client.request(method, "/", headers={"origin": origin}).status_code == 403
    assert not seen


@pytest.mark.parametrize("origin", FOREIGN)
def test_what_a_foreign_page_only_asks_for_goes_on_without_its_name(client, seen, origin):
    answer = client.get("/", headers={"origin": origin})
    assert answer.status_code == 200 and "access-control-allow-origin" not in answer.headers
    assert seen == [None]


def test_a_second_origin_cannot_hide_behind_our_own(client, seen):
    both = [("origin", "http://localhost:8501"), ("origin", "http://example.org")]
    assert client.post("/", headers=both).status_code == 403
    assert not seen


def test_pages_under_a_name_of_the_setting_may_connect_through_a_proxy_that_renames_us():
    assert is_own_origin("https://plan.example.org", "127.0.0.1:8501", frozenset({"plan.example.org"}))
    assert not is_own_origin("https://example.org", "127.0.0.1:8501", frozenset({"*", "plan.example.org"}))
