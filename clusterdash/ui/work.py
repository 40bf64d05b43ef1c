"""A worker beside the clicks."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import Any

KEPT = 64
WAITING = 16


class Worker:
    """One worker thread with a short queue; each visitor has at most one piece of work waiting per name.

    A piece that has not begun is dropped when its visitor asks for something else under the same name; where the
    queue is full, the piece is refused for now and the browser asks again. What is done waits until it is fetched.
    """

    def __init__(self, kept: int = KEPT, waiting: int = WAITING) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="late")
        self._kept, self._waiting = kept, waiting
        self._done: OrderedDict[Hashable, Any] = OrderedDict()
        self._open: dict[tuple[str, str], tuple[Hashable, Future[Any]]] = {}
        self._lock = Lock()

    def ask(self, visitor: str, name: str, key: Hashable, work: Callable[[], Any]) -> tuple[bool, Any]:
        """Return (True, result) where the work of ``key`` is done, else (False, None) and begin it where there is room.

        An error of the work is raised here, once.
        """
        whole = (name, key)
        with self._lock:
            if whole in self._done:
                self._done.move_to_end(whole)
                return True, self._done[whole]
            asked = self._open.get((visitor, name))
            if asked is not None and asked[0] == key:
                return self._take(visitor, name, whole, asked[1])
            if asked is not None and not asked[1].cancel() and not asked[1].done():
                return False, None  # the earlier one runs; this one's turn comes at the next question
            self._open.pop((visitor, name), None)
            self._let_go()
            if sum(not future.done() for _key, future in self._open.values()) < self._waiting:
                self._open[visitor, name] = (key, self._pool.submit(work))
            return False, None

    def find(self, name: str, key: Hashable) -> tuple[bool, Any]:
        """Return (True, result) where the work of ``key`` is done already, else (False, None); nothing begins."""
        whole = (name, key)
        with self._lock:
            if whole not in self._done:
                return False, None
            self._done.move_to_end(whole)
            return True, self._done[whole]

    def _let_go(self) -> None:
        """Drop what is done and nobody fetches, the oldest first; as many stay as may wait."""
        done = [who for who, (_key, future) in self._open.items() if future.done()]
        for who in done[: max(0, len(done) - self._waiting)]:
            del self._open[who]

    def _take(self, visitor: str, name: str, whole: Hashable, future: Future[Any]) -> tuple[bool, Any]:
        if not future.done():
            return False, None
        del self._open[visitor, name]
        result = future.result()
        self._done[whole] = result
        while len(self._done) > self._kept:
            self._done.popitem(last=False)
        return True, result
