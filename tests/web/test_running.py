"""The running server: it calls nobody, keeps little, drops who is gone, and says plainly when its data is broken."""

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from urllib.request import Request, urlopen

import pytest
import streamlit
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from clusterdash.model.scenario.scenario import FILE_LIMIT
from clusterdash.web import lifespan
from clusterdash.web.sessions import KEPT_SESSIONS, keep_few_sessions
from scripts.serving import ENTRY, serve_app
from scripts.visiting import STREAM, visit

TOO_BIG = 1009  # the code of a websocket that ends for this reason
# Loaded by Python before anything else: notes whom the process looks up or calls. A datagram socket that is connected
# sends nothing, so only what it sends counts.
WATCHER = """
import os, socket, sys
CALLS = open(os.environ["CALLS"], "a", buffering=1)
NEAR = ("127.", "::1", "localhost", "0.0.0.0")
def note(event, arguments):
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        whom = arguments[0]
    elif event == "socket.connect" and arguments[0].type == socket.SOCK_STREAM or event in ("socket.sendto",):
        whom = arguments[1][0] if isinstance(arguments[1], tuple) else None
    else:
        return
    if isinstance(whom, str) and not whom.startswith(NEAR):
        CALLS.write(f"{event} {whom}\\n")
sys.addaudithook(note)
CALLS.write("watching\\n")
"""


@pytest.fixture(scope="module")
def watched(tmp_path_factory):
    """Run the app as on a server without a screen, under the watcher; return it and the file of its calls."""
    folder = tmp_path_factory.mktemp("watcher")
    (folder / "sitecustomize.py").write_text(WATCHER)
    calls = folder / "calls.txt"
    options = ("--server.address=0.0.0.0", "--server.websocketPingInterval=1")
    with serve_app(ENTRY, *options, environment={"PYTHONPATH": str(folder), "CALLS": str(calls)}) as app:
        yield app, calls


@pytest.fixture
def app(watched):
    return watched[0]


async def _knock(url, origin):
    """Return the status of the refusal that a websocket of a foreign page gets, and the seconds it took."""
    started = time.perf_counter()
    with pytest.raises(InvalidStatus) as refusal:
        async with connect(url.replace("http", "ws", 1) + STREAM, origin=origin, subprotocols=["streamlit"]):
            pass
    return refusal.value.response.status_code, time.perf_counter() - started


def _ask_as_foreign_page(url):
    with urlopen(Request(f"{url}/_stcore/health", headers={"Origin": "http://example.org"})) as answer:  # noqa: S310
        return answer.status


async def _visit(url):
    async with visit(url) as visitor:
        await visitor.open()
        await visitor.click("set_language", value="en")


def test_the_server_calls_nobody_at_the_start_nor_when_a_foreign_page_knocks(watched):
    app, calls = watched
    asyncio.run(_visit(app.url))
    status, seconds = asyncio.run(_knock(app.url, "http://example.org"))
    assert status == 403 and seconds < 1
    assert _ask_as_foreign_page(app.url) == 200
    assert set(calls.read_text().splitlines()) == {"watching"}


def test_the_watcher_would_see_a_call(tmp_path):
    """Without it the test above could pass because nothing is watched."""
    (tmp_path / "sitecustomize.py").write_text(WATCHER)
    calls = tmp_path / "calls.txt"
    code = "import socket; socket.getaddrinfo('192.0.2.1', 9); s = socket.socket(); s.settimeout(0.01)\n"
    code += "try: s.connect(('192.0.2.1', 9))\nexcept OSError: pass"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "CALLS": str(calls)}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True, timeout=60)
    assert calls.read_text().splitlines() == ["watching", "socket.getaddrinfo 192.0.2.1", "socket.connect 192.0.2.1"]


def test_the_addresses_to_type_are_printed(app):
    assert f"http://localhost:{app.url.rsplit(':', 1)[1]}" in app.read_log()


@pytest.mark.parametrize(("headless", "opened"), [(False, ["http://localhost:1"]), (True, [])])
def test_the_app_opens_in_the_browser_where_there_is_a_screen(monkeypatch, headless, opened):
    seen = []
    monkeypatch.setattr(lifespan.config, "get_option", {"server.headless": headless}.get)
    monkeypatch.setattr(lifespan.cli_util, "open_browser", seen.append)
    lifespan._say_where_to_go(["http://localhost:1", "http://192.168.0.2:1"])
    assert seen == opened


async def _open_the_largest_file(url):
    async with visit(url) as visitor:
        await visitor.open()
        await visitor.click("open_file", text="\u0995" * FILE_LIMIT)
        return visitor.data["ack"]


def test_the_largest_file_in_any_script_reaches_the_app(app):
    assert asyncio.run(_open_the_largest_file(app.url)) == 1


async def _abandon_a_session_with(url, megabytes):
    async with visit(url) as visitor:
        await visitor.open()
        with pytest.raises(ConnectionClosed) as closed:
            await visitor.send_state({"events": ["x" * (megabytes * 1_000_000)]})
        return closed.value.rcvd.code


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="memory is read from /proc")
def test_huge_messages_of_sessions_that_leave_keep_no_memory(app):
    before = app.read_memory()
    for _ in range(8):
        assert asyncio.run(_abandon_a_session_with(app.url, 15)) == TOO_BIG
    assert asyncio.run(_abandon_a_session_with(app.url, 8)) == TOO_BIG
    # eight of them kept gigabytes; what is left here goes with the next sweep or is used again
    assert app.read_memory() - before < 8 * 15


def test_a_peer_that_answers_no_ping_is_dropped(app):
    """The fixture pings each second instead of every twenty."""
    host, port = app.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as peer:
        head = f"GET {STREAM} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        peer.sendall(f"{head}Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {'A' * 22}==\r\n\r\n".encode())
        assert b"101" in peer.recv(4096)
        while peer.recv(4096):  # pings that we do not answer, then the end; a server that waits for ever times out
            pass


def test_only_a_few_sessions_are_kept_for_those_who_left():
    kept = MemorySessionStorage(ttl_seconds=60)
    app = SimpleNamespace(_runtime=SimpleNamespace(_session_mgr=SimpleNamespace(_session_storage=kept)))
    keep_few_sessions(app)
    storage = app._runtime._session_mgr._session_storage
    for number in range(KEPT_SESSIONS + 5):
        storage.save(SimpleNamespace(session=SimpleNamespace(id=number)))
    assert len(storage.list()) == KEPT_SESSIONS


def test_streamlit_still_keeps_its_sessions_where_we_set_their_number(project):
    app = streamlit.App(str(project / "streamlit_app.py"))
    assert isinstance(app._create_runtime()._session_mgr._session_storage, MemorySessionStorage)


def test_a_broken_data_package_is_told_in_plain_words(project, tmp_path):
    for name in ("clusterdash", "data", ".streamlit"):
        shutil.copytree(project / name, tmp_path / name)
    shutil.copy(project / "streamlit_app.py", tmp_path)
    table = tmp_path / "data" / "mechanisms.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("short_label", "nickname", 1), encoding="utf-8")
    with pytest.raises(RuntimeError, match="ended with code 1") as ended:
        with serve_app(tmp_path / "streamlit_app.py"):
            pass
    assert "mechanisms.csv, row 1, column short_label: The column short_label is missing." in str(ended.value)
    assert "Traceback" not in str(ended.value)
