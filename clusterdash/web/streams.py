"""What happens in a room, told at once to walls and facilitators as server-sent events; phones ask by themselves."""

from __future__ import annotations

import asyncio
import json
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from clusterdash.room.board import Board
from clusterdash.room.refusals import UnknownRoomError
from clusterdash.room.rooms import Rooms
from clusterdash.store.database import DatabaseGone

TICK_SECONDS = 1.0
HEARTBEAT_SECONDS = 15.0
REST_SECONDS = 0.25  # a hundred ballots in a second are told four times
GRACE_SECONDS = 2
LARGEST_NUMBER = 400
MANY_FILES = 65_536
_open_streams = 0


def find_server() -> Any:
    """Return the running uvicorn server, which has taken the signals for itself, or None."""
    return getattr(signal.getsignal(signal.SIGTERM), "__self__", None)


def set_grace() -> None:
    """Let the server end soon after it is told to, however many streams are open."""
    config = getattr(find_server(), "config", None)
    if config is not None and hasattr(config, "timeout_graceful_shutdown"):
        config.timeout_graceful_shutdown = GRACE_SECONDS


def allow_many_connections() -> None:
    """Let this process hold as many connections as the system allows; a thousand phones need more than the usual limit.

    Source: assumption
    """
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MANY_FILES if hard == resource.RLIM_INFINITY else min(hard, MANY_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def is_ending() -> bool:
    """Return whether the server has been told to end."""
    return bool(getattr(find_server(), "should_exit", False))


def is_full() -> bool:
    """Return whether no further stream may be opened."""
    return _open_streams >= LARGEST_NUMBER


async def stream_room(rooms: Rooms, code: str, read: Callable[[], Awaitable[Board]]) -> AsyncIterator[str]:
    """Yield the room's state now and after each change, as events; ends with the room or the server."""
    global _open_streams
    loop, news = asyncio.get_running_loop(), asyncio.Event()

    def wake() -> None:
        loop.call_soon_threadsafe(news.set)

    leave = rooms.listen(code, wake)
    _open_streams += 1
    told, last, is_woken = -1, time.monotonic(), False
    yield "retry: 1500\n\n"
    try:
        while not is_ending():
            news.clear()
            board: Board | None
            try:
                board = await read()
            except UnknownRoomError:
                yield "event: gone\ndata: {}\n\n"
                return
            except DatabaseGone:
                board = None
            if board is not None and board.revision != told:
                told, last = board.revision, time.monotonic()
                yield f"id: {told}\nevent: room\ndata: {json.dumps(tell_briefly(board))}\n\n"
                await asyncio.sleep(REST_SECONDS)
            elif is_woken:  # another process told of it, and what is known here is a moment old
                is_woken = False
                await asyncio.sleep(REST_SECONDS)
                continue
            elif time.monotonic() - last > HEARTBEAT_SECONDS:
                last = time.monotonic()
                yield ": still here\n\n"
            is_woken = await _wait(news)
    finally:
        _open_streams -= 1
        leave()


async def _wait(news: asyncio.Event) -> bool:
    """Wait for news, or until the next look; return whether there is news."""
    try:
        async with asyncio.timeout(TICK_SECONDS):
            return await news.wait()
    except TimeoutError:
        return False


def tell_briefly(board: Board) -> dict[str, Any]:
    """Return what a wall must know to see whether it has to be drawn again."""
    return {
        "status": board.room.status,
        "revision": board.revision,
        "joined": board.joined,
        "voted": board.voted,
        "shown": board.shown[0],
    }
