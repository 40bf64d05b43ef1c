"""The server around the Streamlit app: health, data and asset routes, compression and security headers.

Phones and data routes hang here later. Pure ASGI; Streamlit's own routes come after ours.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import gzip
import mimetypes
from collections.abc import AsyncIterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PACKAGE = Path(__file__).resolve().parent
DATA = PACKAGE.parent / "data"
ASSETS = PACKAGE / "ui" / "assets"
_STREAMLIT_STATIC = (Path(streamlit.__file__).parent / "static").resolve()
_FOR_EVER = "public, immutable, max-age=31536000"

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' ws: wss:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
SECURITY_HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "x-frame-options": "SAMEORIGIN",
}


@lru_cache(maxsize=1024)
def _compress(path: str) -> tuple[bytes, str] | None:
    file = (_STREAMLIT_STATIC / path.lstrip("/")).resolve()
    if not (file.is_relative_to(_STREAMLIT_STATIC) and file.is_file()):
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
        headers = {"content-encoding": "gzip", "vary": "Accept-Encoding", "cache-control": _FOR_EVER}
        await Response(hit[0], media_type=hit[1], headers=headers)(scope, receive, send)


def _wants_compressed_static(scope: Scope) -> bool:
    return (
        scope["type"] == "http"
        and scope["method"] == "GET"
        and scope["path"].startswith("/static/")
        and scope["path"].endswith((".js", ".css"))
        and b"gzip" in dict(scope["headers"]).get(b"accept-encoding", b"")
    )


class SecurityHeaders:
    """Add the security headers to every HTTP answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and complete the headers of its answer."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _value in message["headers"]}
                extra = [(k.encode(), v.encode()) for k, v in SECURITY_HEADERS.items() if k.encode() not in present]
                message["headers"] = [*message["headers"], *extra]
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


def _file_below(folder: Path, name: str, suffixes: tuple[str, ...]) -> Path | None:
    file = (folder / name).resolve()
    return file if file.is_relative_to(folder.resolve()) and file.is_file() and file.suffix in suffixes else None


async def answer_health(_request: Request) -> Response:
    """Return {"status": "ok"} while the process answers."""
    return JSONResponse({"status": "ok"})


async def send_data(request: Request) -> Response:
    """Return one file of the data package as a download, or 404 in JSON."""
    file = _file_below(DATA, request.path_params["name"], (".csv", ".json", ".md"))
    if file is None:
        return await answer_unknown(request)
    return FileResponse(file, filename=file.name, headers={"cache-control": "no-cache"})


async def send_asset(request: Request) -> Response:
    """Return one of our own scripts, styles or pictures; the version in its address lets browsers keep it."""
    file = _file_below(ASSETS, request.path_params["name"], (".js", ".css", ".svg", ".png"))
    if file is None:
        return await answer_unknown(request)
    keep = _FOR_EVER if "v" in request.query_params else "no-cache"
    body = file.read_bytes()
    headers = {"cache-control": keep, "vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        body, headers["content-encoding"] = await asyncio.to_thread(gzip.compress, body, 6), "gzip"
    return Response(body, media_type=mimetypes.guess_type(file.name)[0], headers=headers)


async def answer_unknown(_request: Request) -> Response:
    """Return 404 in JSON: without it Streamlit would answer any address with its page."""
    return JSONResponse({"error": "not found"}, 404)


_ALL_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
ROUTES = [
    Route("/healthz", answer_health),
    Route("/data/{name:path}", send_data),
    Route("/assets/{name:path}", send_asset),
    Route("/api", answer_unknown, methods=_ALL_METHODS),
    Route("/api/{rest:path}", answer_unknown, methods=_ALL_METHODS),
]
MIDDLEWARE = [Middleware(SecurityHeaders), Middleware(CompressStatic)]


@contextlib.asynccontextmanager
async def LIFESPAN(_app: Any) -> AsyncIterator[None]:  # noqa: N802, the name that st.App's users expect
    """Warm what every session needs, then take it out of the garbage collector's sight (a rerun halves)."""
    import pandas  # noqa: F401
    import plotly.graph_objects as go

    from clusterdash.ui import shell  # noqa: F401
    from clusterdash.ui.results import compute_results, default_catalog, default_scenario

    go.Figure(go.Bar(x=[1], y=[1])).to_json()
    compute_results(default_catalog(), default_scenario())
    gc.collect()
    gc.freeze()
    yield
