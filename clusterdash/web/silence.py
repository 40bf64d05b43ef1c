"""Connections that never ask anything are ended."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

# A phone at the edge of the network needs a few seconds for its first request; a program that only holds doors open
# would keep thousands of them.
SILENCE_SECONDS = 20.0


def end_silent_connections(protocols: Iterable[type[Any]] | None = None, seconds: float = SILENCE_SECONDS) -> None:
    """Let uvicorn end every connection whose first request is not whole after ``seconds``; once per class.

    Uvicorn has a time limit between two requests of a connection, and none before the first.

    Source: assumption
    """
    for protocol in list_protocols() if protocols is None else protocols:
        if not hasattr(protocol, "ends_silence"):
            protocol.connection_made = _watch(protocol.connection_made, seconds)
            protocol.ends_silence = True


def list_protocols() -> list[type[Any]]:
    """Return uvicorn's classes for HTTP connections that are installed here."""
    from uvicorn.protocols.http.h11_impl import H11Protocol

    try:
        from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
    except ImportError:
        return [H11Protocol]
    return [H11Protocol, HttpToolsProtocol]


def _watch(connection_made: Any, seconds: float) -> Any:
    def begin(self: Any, transport: asyncio.Transport) -> None:
        connection_made(self, transport)
        asyncio.get_running_loop().call_later(seconds, _end_if_silent, self, transport)

    return begin


def _end_if_silent(protocol: Any, transport: asyncio.Transport) -> None:
    has_asked = protocol.cycle is not None or transport.get_protocol() is not protocol
    if not has_asked and not transport.is_closing():
        transport.close()
