"""Which pages may talk to this server: its own, and those of the names that the setting lists.

Streamlit has a check of its own; it asks the internet for this machine's address and holds everybody up meanwhile. So
it never gets to see a foreign origin.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from clusterdash.web.answers import refuse
from clusterdash.web.hosts import read_allowed_names, read_name

_READS = ("GET", "HEAD")


def is_own_origin(origin: str, host: str, allowed: frozenset[str]) -> bool:
    """Return whether a page of ``origin`` was sent by this server, by its Host header or by an allowed name.

    The scheme does not count: a server in front of us may speak https and we do not.

    Source: assumption
    """
    try:
        place = urlsplit(origin).netloc.lower()
    except ValueError:
        return False
    return bool(place) and (place == host.lower() or read_name(place) in allowed)


class OwnOrigins:
    """Refuse what pages of other servers send.

    What they only ask for goes on without their name, so that no header allows them to read the answer.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what comes from our own pages and from programs that name none."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origins, host = headers.getlist("origin"), headers.get("host", "")
        allowed = read_allowed_names()
        if all(is_own_origin(origin, host, allowed) for origin in origins):
            await self.app(scope, receive, send)
        elif scope["type"] == "http" and scope["method"] in _READS:
            nameless = [(name, value) for name, value in scope["headers"] if name.lower() != b"origin"]
            await self.app({**scope, "headers": nameless}, receive, send)
        else:
            await refuse(scope, receive, send, 403, "foreign origin")
