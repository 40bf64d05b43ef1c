"""What other processes write: PostgreSQL tells of it; where the line was down, all is read anew."""

from __future__ import annotations

import threading
from collections.abc import Callable

from clusterdash.store.database import Database
from clusterdash.store.rooms import CHANNEL, name_process

RETRY_SECONDS = 1.0
TURN_SECONDS = 1.0


class Line:
    """Listens to the other processes of one database until it is closed.

    ``on_change`` is called with the code of a room that has changed, ``on_doubt`` whenever something may have been
    missed.
    """

    def __init__(self, database: Database, on_change: Callable[[str], None], on_doubt: Callable[[], None]) -> None:
        self._database = database
        self._on_change, self._on_doubt = on_change, on_doubt
        self._is_closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="line", daemon=True)
        if not database.is_sqlite:
            self._thread.start()

    def close(self) -> None:
        """Listen no longer."""
        self._is_closed.set()
        if self._thread.is_alive():
            self._thread.join(timeout=3 * TURN_SECONDS)

    def _run(self) -> None:
        import psycopg

        address = self._database.url.set(drivername="postgresql").render_as_string(hide_password=False)
        while not self._is_closed.is_set():
            try:
                with psycopg.connect(address, autocommit=True, connect_timeout=3) as connection:
                    connection.execute(f"LISTEN {CHANNEL}".encode())
                    self._on_doubt()
                    while not self._is_closed.is_set():
                        for told in connection.notifies(timeout=TURN_SECONDS):
                            code, _space, sender = told.payload.partition(" ")
                            if sender != name_process():
                                self._on_change(code)
            except psycopg.Error:
                self._is_closed.wait(RETRY_SECONDS)
