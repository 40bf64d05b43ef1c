"""One thread that writes: what waits goes to the disk together, and nobody is told "stored" before it is there."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from clusterdash.store.database import Database

TOGETHER = 64
Job = Callable[[Connection], Any]


class Refused(Exception):
    """A job found that it must not be done; it has written nothing, and the jobs beside it go on."""


class Writer:
    """Carries out jobs in the order in which they came; up to 64 that wait share one transaction.

    A disk that needs 20 ms to confirm so takes hundreds of ballots a second and not fifty. A job either raises
    ``Refused`` before it writes, or writes; any other error ends the transaction, and each job is then done alone.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: queue.SimpleQueue[tuple[Job, Future[Any]] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def submit(self, job: Job) -> Future[Any]:
        """Return the future result of a job; it is there when the job's changes are on disk."""
        future: Future[Any] = Future()
        with self._lock:
            self._waiting.put((job, future))
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
                self._thread.start()
        return future

    def close(self) -> None:
        """End the thread after what waits is done."""
        with self._lock:
            self._waiting.put(None)
            thread = self._thread
        if thread is not None:
            thread.join(timeout=10)

    def _run(self) -> None:
        while True:
            batch = [self._waiting.get()]
            while batch[-1] is not None and len(batch) < TOGETHER and not self._waiting.empty():
                batch.append(self._waiting.get())
            jobs = [one for one in batch if one is not None]
            if jobs and not self._carry_out(jobs):
                for one in jobs:
                    self._carry_out([one], is_last=True)
            if batch[-1] is None:
                return

    def _carry_out(self, jobs: list[tuple[Job, Future[Any]]], is_last: bool = False) -> bool:
        """Do the jobs in one transaction and tell their results; return False where they are to be done one by one."""
        try:
            with self._database.write() as connection:
                told = [_do(job, connection) for job, _future in jobs]
        except Exception as error:  # noqa: BLE001, whoever waits must be told, whatever it is
            if not is_last and isinstance(error, IntegrityError) and len(jobs) > 1:
                return False
            told = [error] * len(jobs)
        for (_job, future), result in zip(jobs, told, strict=True):
            if isinstance(result, Exception):
                future.set_exception(result)
            else:
                future.set_result(result)
        return True


def _do(job: Job, connection: Connection) -> Any:
    try:
        return job(connection)
    except Refused as error:
        return error
