"""A PostgreSQL server of our own for tests and benches: on loopback, in a folder of its own, ended with the block."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.serving import find_free_port

USER = "postgres"
INSTALL_POSTGRES = "install PostgreSQL (Debian: apt-get install postgresql)"


@dataclass
class RunningPostgres:
    """A server that can be stopped and started again; ``url`` is what ``CLUSTERDASH_DATABASE`` takes."""

    folder: Path
    port: int
    is_durable: bool = True

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{USER}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        disk = "-c fsync=on" if self.is_durable else "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        options = f"-p {self.port} -h 127.0.0.1 -k {self.folder} -c max_connections=60 {disk}"
        _run("pg_ctl", "-D", str(self.folder / "data"), "-l", str(self.folder / "log"), "-w", "-o", options, "start")

    def stop(self, mode: str = "fast") -> None:
        """Stop it; "immediate" is as when the machine loses its power."""
        _run("pg_ctl", "-D", str(self.folder / "data"), "-m", mode, "-w", "stop")


def find_postgres() -> Path | None:
    """Return the folder of PostgreSQL's programs, or None where there is none (or no account that may run them)."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    on_path = shutil.which("pg_ctl")
    found = next((folder for folder in folders if (folder / "initdb").exists()), None)
    return found or (Path(on_path).parent if on_path else None)


@contextmanager
def serve_postgres(*, is_durable: bool = True) -> Iterator[RunningPostgres]:
    """Yield a new, empty server; it trusts whoever is on this machine. Not durable, it does not wait for the disk.

    Raises
    ------
    RuntimeError : there is no PostgreSQL here; the message tells what to install.
    """
    if find_postgres() is None:
        raise RuntimeError(f"No PostgreSQL found: {INSTALL_POSTGRES}.")
    with tempfile.TemporaryDirectory(prefix="clusterdash-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if _is_root():
            shutil.chown(folder, USER)
        _run("initdb", "-D", str(folder / "data"), "-U", USER, "-A", "trust", "-E", "UTF8", "--no-locale")
        server = RunningPostgres(folder, find_free_port(), is_durable)
        server.start()
        try:
            yield server
        finally:
            _run("pg_ctl", "-D", str(folder / "data"), "-m", "immediate", "stop", is_needed=False)


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _run(program: str, *arguments: str, is_needed: bool = True) -> None:
    """Run a program of PostgreSQL; it refuses root, so root lends it an account of its own."""
    folder = find_postgres()
    assert folder is not None
    account: dict[str, Any] = {"user": USER, "group": USER, "extra_groups": []} if _is_root() else {}
    # the server keeps what it was given to write errors to, so that is a file and no pipe
    with tempfile.TemporaryFile("w+") as errors:
        command = [str(folder / program), *arguments]
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=errors, cwd="/", check=False, **account)
        if done.returncode and is_needed:
            errors.seek(0)
            raise RuntimeError(f"{program} failed: {errors.read()}")
