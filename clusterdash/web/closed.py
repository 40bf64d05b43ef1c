"""Addresses that nobody may open: names that no file can have, and Streamlit's counters."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from clusterdash.web.answers import refuse
from clusterdash.web.files import can_be_a_path

METRICS = "/_stcore/metrics"  # tells all who ask what the server does; whoever runs it has the log


class ClosedAddresses:
    """Answer 404 in JSON at once to an address that is closed or cannot be a path."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is open."""
        if scope["type"] == "http" and _is_closed(scope["path"]):
            await refuse(scope, receive, send, 404, "not found")
        else:
            await self.app(scope, receive, send)


def _is_closed(path: str) -> bool:
    return path.rstrip("/").endswith(METRICS) or not can_be_a_path(path)
