"""The rooms of this process: opened when somebody first asks, shared by pages and addresses."""

from __future__ import annotations

from threading import Lock

from clusterdash.results import default_catalog
from clusterdash.room.rooms import Rooms
from clusterdash.store.database import open_database
from clusterdash.store.others import Line


class Desk:
    """Holds the rooms of the database that the settings name, from the first question until it is closed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._rooms: Rooms | None = None
        self._line: Line | None = None

    def open(self) -> Rooms:
        """Return the rooms; the first time, open the database.

        Raises DatabaseGone where it does not answer (the next question tries again), ClusterdashError where its
        address is wrong or a newer version wrote it.
        """
        with self._lock:
            if self._rooms is None:
                self._rooms = Rooms(default_catalog(), open_database())
                self._line = Line(self._rooms.database, self._rooms.note_change_elsewhere, self._rooms.note_any_change)
            return self._rooms

    @property
    def is_open(self) -> bool:
        """Whether somebody has asked for the rooms."""
        return self._rooms is not None

    def close(self) -> None:
        """Finish what waits and let the database go; a later question opens it again."""
        with self._lock:
            if self._line is not None:
                self._line.close()
            if self._rooms is not None:
                self._rooms.close()
            self._rooms = self._line = None


DESK = Desk()
