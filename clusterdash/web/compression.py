"""Streamlit's scripts and styles, gzipped."""

from __future__ import annotations

import asyncio
import gzip
import mimetypes
from functools import lru_cache

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from clusterdash.web.files import KEEP_FOR_EVER, STREAMLIT_STATIC, find_below


@lru_cache(maxsize=1024)
def _compress(path: str) -> tuple[bytes, str] | None:
    file = find_below(STREAMLIT_STATIC, path.lstrip("/"))
    if file is None:
        return None
    return gzip.compress(file.read_bytes(), 6), mimetypes.guess_type(file.name)[0] or "application/octet-stream"


class CompressStatic:
    """Send Streamlit's scripts and styles gzipped: a phone gets its first page in half the time."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a static file compressed where the browser accepts it; pass everything else on."""
        hit = await asyncio.to_thread(_compress, scope["path"]) if _wants_compressed_static(scope) else None
        if hit is None:
            await self.app(scope, receive, send)
            return
        headers = {"content-encoding": "gzip", "vary": "Accept-Encoding", "cache-control": KEEP_FOR_EVER}
        await Response(hit[0], media_type=hit[1], headers=headers)(scope, receive, send)


def _wants_compressed_static(scope: Scope) -> bool:
    return (
        scope["type"] == "http"
        and scope["method"] == "GET"
        and scope["path"].startswith("/static/")
        and scope["path"].endswith((".js", ".css"))
        and b"gzip" in dict(scope["headers"]).get(b"accept-encoding", b"")
    )
