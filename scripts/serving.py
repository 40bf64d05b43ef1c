"""What tests, benches and the picture script share: a running app, a Chromium, and a page that has come to rest."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright

PROJECT = Path(__file__).resolve().parent.parent
ENTRY = PROJECT / "streamlit_app.py"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No name but our own resolves: a forgotten outside request fails here as it would in a hall without internet.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
INSTALL_CHROMIUM = "install Chromium (Debian: apt-get install chromium; Windows and macOS: Chrome or Chromium on PATH)"
_AT_REST = """
() => {
  const app = document.querySelector('[data-testid="stApp"]')
  return !!app && app.dataset.testScriptState === 'notRunning' && app.dataset.testConnectionState === 'CONNECTED'
    && !document.querySelector('[data-testid="stAppSkeleton"], [data-testid="stSkeleton"], [data-stale="true"]')
    && !!app.querySelector('[data-testid="stMain"] [data-testid="stElementContainer"]')
    && [...app.querySelectorAll('[data-testid="stBidiComponentRegular"], .view')].every(view => view.childElementCount)
}
"""
_TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@dataclass(frozen=True)
class RunningApp:
    """A server process of our own: where it answers, what it wrote, its process id."""

    url: str
    log: Path
    pid: int

    def read_log(self, start: int = 0) -> str:
        """Return what the server wrote from byte ``start`` on."""
        return self.log.read_bytes()[start:].decode("utf-8", "replace")

    def read_memory(self) -> float:
        """Return the server's resident memory in megabytes (Linux; elsewhere NaN)."""
        status = Path(f"/proc/{self.pid}/status")
        if not status.is_file():
            return float("nan")
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1000


def find_free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def find_chromium() -> str | None:
    """Return the path of a Chromium or Chrome on this machine, or None."""
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


@contextmanager
def serve_app(
    script: Path = ENTRY,
    *options: str,
    wait: float = 90.0,
    port: int | None = None,
    environment: Mapping[str, str] | None = None,
) -> Iterator[RunningApp]:
    """Run ``script`` under Streamlit until the block ends, on ``port`` or on a free one.

    Parameters
    ----------
    script : the entry script; its folder becomes the working folder, so its ``.streamlit/config.toml`` counts.
    options : further command-line options of ``streamlit run``.
    wait : seconds to wait for the first answer.
    environment : variables to set for the server besides our own; they may say where it keeps what lasts.

    Raises
    ------
    RuntimeError : the server ended or stayed silent; the message carries its log.
    """
    port = port or find_free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}"]
    command += ["--server.address=127.0.0.1", "--server.headless=true", "--server.fileWatcherType=none"]
    command += ["--browser.gatherUsageStats=false", *options]
    with tempfile.TemporaryDirectory(prefix="clusterdash-", ignore_cleanup_errors=True) as folder:
        log = Path(folder) / "server.log"
        with log.open("wb") as sink:
            process = subprocess.Popen(
                command,
                cwd=script.parent,
                env={**os.environ, "CLUSTERDASH_DATA_FOLDER": folder, **(environment or {})},
                stdout=sink,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        app = RunningApp(f"http://127.0.0.1:{port}", log, process.pid)
        try:
            _wait_for_health(app, process, wait)
            yield app
        finally:
            _end(process)


def _wait_for_health(app: RunningApp, process: subprocess.Popen[bytes], wait: float) -> None:
    deadline = time.monotonic() + wait
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"The app ended with code {process.returncode} before it answered:\n{app.read_log()}")
        if _answers(f"{app.url}/_stcore/health"):
            return
        time.sleep(0.1)
    raise RuntimeError(f"The app did not answer within {wait:.0f} s:\n{app.read_log()}")


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310, our own http address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the server and everything that it started."""
    for sign in ("SIGTERM", "SIGKILL"):
        if process.poll() is not None:
            return
        try:
            if os.name == "posix":
                os.killpg(process.pid, getattr(signal, sign))
            else:
                process.kill()
            process.wait(timeout=5)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue


def launch_chromium(playwright: Playwright) -> Browser:
    """Return a headless browser, the machine's own Chromium.

    Raises
    ------
    RuntimeError : there is none; the message tells what to install.
    """
    path = find_chromium()
    if path is None:
        raise RuntimeError(f"No Chromium found: {INSTALL_CHROMIUM}.")
    return playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_ARGUMENTS))


def settle(page: Page, *, timeout: float = 20.0) -> Page:
    """Return ``page`` once the app is connected, no script runs, nothing is a placeholder and two frames passed."""
    page.wait_for_function(_AT_REST, timeout=timeout * 1000)
    page.evaluate(_TWO_FRAMES)
    return page
