"""Files are made in a process of their own, one after the other, so that nobody else has to wait for them."""

from __future__ import annotations

import json
import os
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from multiprocessing import get_context
from threading import Lock

COMPARISON = "comparison"  # slides of several plans side by side
WAITING_LIMIT = 12
FILES_OF_A_PROCESS = 100
MINUTES_CODE = "minutes"  # with the form behind a colon; no code of EXPORTS
KINDNESS = 10  # how far the process steps back behind votes and clicks


class BusyError(Exception):
    """So many files are being made that no further one is taken."""


class Workshop:
    """Makes files in another process; at most ``WAITING_LIMIT`` wait at once."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._waiting = 0

    def order(
        self, code: str, text: str, language: str, on: date | None, jobs: str = "", votes: str = ""
    ) -> Future[bytes]:
        """Return the future file of a scenario (its JSON) and of a table of jobs (packed).

        ``code`` is one of ``EXPORTS``; or "minutes:docx" and the like, which ``votes`` (JSON) belongs to; or
        ``comparison``: then the text is a JSON table of scenario files by their letters.

        Raises BusyError where too many wait.

        The future raises ClusterdashError where the scenario or the kind of file cannot be followed.
        """
        with self._lock:
            if self._waiting >= WAITING_LIMIT:
                raise BusyError
            self._waiting += 1
            future = self._submit(code, text, language, on, jobs, votes)
        future.add_done_callback(self._note_end)
        return future

    def close(self) -> None:
        """End the process; a later order starts a new one."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)

    def _submit(self, *wish: object) -> Future[bytes]:
        for _try in range(2):
            if self._pool is None:
                self._pool = ProcessPoolExecutor(
                    max_workers=1,
                    mp_context=get_context("spawn"),
                    initializer=_step_back,
                    max_tasks_per_child=FILES_OF_A_PROCESS,
                )
            try:
                return self._pool.submit(make_file, *wish)  # type: ignore[arg-type]
            except BrokenProcessPool:
                self._pool = None
        raise BusyError

    def _note_end(self, future: Future[bytes]) -> None:
        with self._lock:
            self._waiting -= 1
            if not future.cancelled() and isinstance(future.exception(), BrokenProcessPool):
                self._pool = None


def _step_back() -> None:
    if hasattr(os, "nice"):
        os.nice(KINDNESS)


def make_file(code: str, text: str, language: str, on: date | None, jobs: str = "", votes: str = "") -> bytes:
    """Return a file of a scenario that is given as JSON, and of a packed table of jobs or votes ("" = none).

    For the code ``comparison`` the text is a JSON table of scenario files by their letters.

    Raises ClusterdashError with all problems.
    """
    from clusterdash.export import export, export_comparison, export_minutes
    from clusterdash.export.votes import read_votes
    from clusterdash.model.scenario.scenario import Scenario
    from clusterdash.regions.table import unpack_jobs
    from clusterdash.results import default_catalog

    kind, _colon, form = code.partition(":")
    if kind == MINUTES_CODE:
        return export_minutes(default_catalog(), Scenario.from_json(text), form, language, on, read_votes(votes))
    if code == COMPARISON:
        plans = {letter: Scenario.from_json(one) for letter, one in sorted(json.loads(text).items())}
        return export_comparison(default_catalog(), tuple(plans.values()), language, on, "".join(plans))
    table = unpack_jobs(jobs) if jobs else None
    return export(code, default_catalog(), Scenario.from_json(text), language, on, table)


WORKSHOP = Workshop()
