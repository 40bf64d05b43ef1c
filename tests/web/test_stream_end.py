"""Open streams do not keep the server from ending."""

import http.client
import os
import signal
import sys
from urllib.parse import urlsplit

import pytest

from scripts.serving import serve_app
from tests.web.asking import ask, wait_for


@pytest.mark.skipif(sys.platform != "linux", reason="looks at the process without ending it")
def test_a_server_with_open_streams_ends_soon_after_it_is_told_to():
    with serve_app() as app:
        parts = urlsplit(app.url)
        _status, room = ask(parts.port, "POST", "/api/rooms", {"title": "Hall"})
        streams = []
        for _ in range(3):
            connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
            connection.request("GET", f"/api/rooms/{room['code']}/events")
            stream = connection.getresponse()
            while not stream.readline().startswith(b"data:"):
                pass
            streams.append(connection)
        os.kill(app.pid, signal.SIGTERM)
        ended = os.WEXITED | os.WNOHANG | os.WNOWAIT
        wait_for(lambda: os.waitid(os.P_PID, app.pid, ended) is not None, "the end of the server")
        for connection in streams:
            connection.close()
