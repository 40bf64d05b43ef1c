"""Files that a browser has sent beside its session: held for a moment under a secret name, until the session asks."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from threading import Lock
from time import monotonic

FILE_LIMIT = 60_000_000
HELD_LIMIT = 200_000_000
HELD_SECONDS = 300


class Uploads:
    """A few files in memory, the oldest dropped first; each can be taken once, by whoever knows its name."""

    def __init__(self, limit: int = HELD_LIMIT) -> None:
        self._limit = limit
        self._held: OrderedDict[str, tuple[float, bytes]] = OrderedDict()
        self._lock = Lock()

    def hold(self, data: bytes) -> str:
        """Return the name under which a file waits for at most five minutes."""
        name = secrets.token_urlsafe(24)
        with self._lock:
            self._drop_old()
            self._held[name] = (monotonic(), data)
            while len(self._held) > 1 and sum(len(one) for _since, one in self._held.values()) > self._limit:
                self._held.popitem(last=False)
        return name

    def take(self, name: str) -> bytes | None:
        """Return a file and forget it; None where it is not there (any more)."""
        with self._lock:
            self._drop_old()
            found = self._held.pop(name, None)
        return None if found is None else found[1]

    def _drop_old(self) -> None:
        before = monotonic() - HELD_SECONDS
        for name in [name for name, (since, _data) in self._held.items() if since < before]:
            del self._held[name]


UPLOADS = Uploads()
