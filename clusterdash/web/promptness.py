"""Small messages leave at once."""

from __future__ import annotations

import socket
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send


class SendAtOnce:
    """Let connections send small messages without waiting until the ones before are confirmed (Nagle's algorithm).

    Python sets this on sockets whose protocol is named; Streamlit opens its socket without a name. Of clicks in quick
    succession each answer then waited 40 ms for a confirmation that the other side delays, on slow networks longer.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Set the connection and pass everything on."""
        connection = find_connection(receive)
        if connection is not None and connection.family in (socket.AF_INET, socket.AF_INET6):
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await self.app(scope, receive, send)


def find_connection(receive: Any) -> Any:
    """Return the socket behind an ASGI ``receive`` where uvicorn keeps it, or None.

    Source: assumption
    """
    transport = getattr(getattr(receive, "__self__", None), "transport", None)
    return transport.get_extra_info("socket") if transport is not None else None
