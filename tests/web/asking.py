"""Plain requests to a server of our own, and servers that outlive every kill."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from scripts.serving import PROJECT, find_free_port

WAIT = 60
PHOENIX = Path(__file__).parent / "phoenix.py"


def ask(port, method, path, body=None, key=None):
    """Return status and body of an answer; (0, None) where the server is away."""
    headers = {"content-type": "application/json", **({"authorization": f"Bearer {key}"} if key else {})}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(method, path, None if body is None else json.dumps(body), headers)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    except (OSError, http.client.HTTPException, ValueError):
        return 0, None
    finally:
        connection.close()


def wait_for(condition, what):
    """Wait until a condition holds; fail after a minute."""
    deadline = time.monotonic() + WAIT
    while not condition():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.01)


@contextmanager
def serve_phoenix(database_address, file):
    """Yield the port of a server that comes back after every kill; its process id stands in ``file``."""
    port = find_free_port()
    environment = {**os.environ, "CLUSTERDASH_DATABASE": database_address, "PYTHONPATH": str(PROJECT)}
    log = file.with_suffix(".log")
    with log.open("wb") as sink:
        command = [sys.executable, str(PHOENIX), str(port), str(file)]
        server = subprocess.Popen(command, env=environment, cwd=PROJECT, stdout=sink, stderr=sink)
    try:
        wait_for(lambda: ask(port, "GET", "/healthz")[0] == 200, f"the server: {log.read_text()}")
        yield port
    finally:
        server.terminate()
        if file.exists():
            os.kill(int(file.read_text()), signal.SIGTERM)
        server.wait(10)
