"""The server around the Streamlit app: health, data and asset routes, compression and security headers.

Phones and data routes hang here later. Pure ASGI; Streamlit's own routes come after ours.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import gzip
import hashlib
import logging
import mimetypes
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from clusterdash.places import PACKAGE, data_folder
from clusterdash.views.pages import PAGES

_LOG = logging.getLogger(__name__)
DATA = data_folder()
ASSETS = PACKAGE / "views" / "assets"
_STREAMLIT_STATIC = (Path(streamlit.__file__).parent / "static").resolve()
_FOR_EVER = "public, immutable, max-age=31536000"
# "./" of /mechanisms is /, of /prefix/mechanisms it is /prefix/, just as for the scripts that the page names.
_BACKEND_IS_BESIDE_THE_PAGE = b"<script>window.__streamlit={BACKEND_BASE_URL:new URL('./',location.href).href}</script>"

# 'self' covers the page's own WebSocket in Chromium, Firefox and Safari from 15.4 on (an older Safari stays
# unconnected); blob: scripts are Streamlit's own way to load a view's script; nothing that we draw needs eval.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self'",
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
_NOT_FOUND = {"error": "not found"}


def _find_below(folder: Path, name: str) -> Path | None:
    """Return the file ``name`` below ``folder``; None where there is none or the name cannot be one."""
    try:
        file = (folder / name).resolve()
        return file if file.is_relative_to(folder.resolve()) and file.is_file() else None
    except (ValueError, OSError):  # a NUL in the name, a name that is too long
        return None


def _can_be_a_path(address: str) -> bool:
    """Return False for what no file system of ours takes, and for the backslash, a way to other machines on Windows."""
    as_bytes = address.encode(errors="replace")
    is_short = len(as_bytes) <= 2000 and all(len(part) <= 255 for part in as_bytes.split(b"/"))
    return is_short and "\0" not in address and "\\" not in address


@lru_cache(maxsize=1024)
def _compress(path: str) -> tuple[bytes, str] | None:
    file = _find_below(_STREAMLIT_STATIC, path.lstrip("/"))
    if file is None:
        return None
    return gzip.compress(file.read_bytes(), 6), mimetypes.guess_type(file.name)[0] or "application/octet-stream"


class CompressStatic:
    """Send Streamlit's scripts and styles gzipped: a phone gets its first page in half the time.

    An address that cannot be a path is a 404 in JSON at once.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a static file compressed where the browser accepts it; pass everything else on."""
        if scope["type"] == "http" and not _can_be_a_path(scope["path"]):
            await JSONResponse(_NOT_FOUND, 404)(scope, receive, send)
            return
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
    """Add the security headers to every HTTP answer, also to the one about an error of our own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and complete the headers of its answer; an error before it becomes a 500 in JSON."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal is_started
            if message["type"] == "http.response.start":
                is_started = True
                message["headers"] = _complete_headers(message["headers"])
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        except Exception:
            if is_started:
                raise
            await JSONResponse({"error": "internal error"}, 500)(scope, receive, send_with_headers)
            _LOG.exception("No answer to %s %r", scope["method"], scope["path"])


def _complete_headers(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    given = list(headers)
    present = {name.lower() for name, _value in given}
    return given + [(k.encode(), v.encode()) for k, v in SECURITY_HEADERS.items() if k.encode() not in present]


@dataclass(frozen=True)
class Asset:
    """What we send under one address: its bytes, the same gzipped (None where that gains nothing), its fingerprint."""

    body: bytes
    gzipped: bytes | None
    etag: str
    media_type: str | None


@lru_cache(maxsize=64)
def _load_asset(file: Path, _mtime: int) -> Asset:
    return _pack(file.read_bytes(), file)


@lru_cache(maxsize=1)
def _load_deep_page(file: Path, _mtime: int) -> Asset:
    return _pack(file.read_bytes().replace(b"<head>", b"<head>" + _BACKEND_IS_BESIDE_THE_PAGE, 1), file)


def _pack(body: bytes, file: Path) -> Asset:
    gzipped = None if file.suffix == ".png" else gzip.compress(body, 6, mtime=0)
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:16]}"'
    return Asset(body, gzipped, etag, mimetypes.guess_type(file.name)[0])


def _answer_asset(request: Request, asset: Asset, cache_control: str) -> Response:
    headers = {"cache-control": cache_control, "etag": asset.etag, "vary": "Accept-Encoding"}
    if _is_known(request.headers.get("if-none-match", ""), asset.etag):
        return Response(status_code=304, headers=headers)
    body = asset.body
    if asset.gzipped is not None and "gzip" in request.headers.get("accept-encoding", ""):
        body, headers["content-encoding"] = asset.gzipped, "gzip"
    return Response(body, media_type=asset.media_type, headers=headers)


def _is_known(if_none_match: str, etag: str) -> bool:
    known = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    return "*" in known or etag.removeprefix("W/") in known


async def answer_health(_request: Request) -> Response:
    """Return {"status": "ok"} while the process answers."""
    return JSONResponse({"status": "ok"})


async def send_data(request: Request) -> Response:
    """Return one file of the data package as a download, or 404 in JSON."""
    file = _find_below(DATA, request.path_params["name"])
    if file is None or file.suffix not in (".csv", ".json", ".md"):
        return await answer_unknown(request)
    return FileResponse(file, filename=file.name, headers={"cache-control": "no-cache"})


async def send_asset(request: Request) -> Response:
    """Return one of our own scripts, styles or pictures, or 404 in JSON.

    The version in its address lets browsers keep it; without one they ask each time, and its ETag saves the transfer.
    """
    file = _find_below(ASSETS, request.path_params["name"])
    if file is None or file.suffix not in (".js", ".css", ".svg", ".png"):
        return await answer_unknown(request)
    asset = await asyncio.to_thread(_load_asset, file, file.stat().st_mtime_ns)
    return _answer_asset(request, asset, _FOR_EVER if "v" in request.query_params else "no-cache")


async def send_deep_page(request: Request) -> Response:
    """Return Streamlit's page for a deep link, told where its server is.

    Else Streamlit's script tries ``/<page>/_stcore/health`` and ``/<page>/_stcore/host-config`` first: two 404s in the
    console and a detour. A redirect there would not do: it would take ``/<page>`` for the place of all its addresses.
    """
    file = _STREAMLIT_STATIC / "index.html"
    asset = await asyncio.to_thread(_load_deep_page, file, file.stat().st_mtime_ns)
    return _answer_asset(request, asset, "no-cache")


async def answer_unknown(_request: Request) -> Response:
    """Return 404 in JSON: without it Streamlit would answer any address with its page."""
    return JSONResponse(_NOT_FOUND, 404)


_ALL_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]
ROUTES = [
    Route("/healthz", answer_health),
    Route("/data/{name:path}", send_data),
    Route("/assets/{name:path}", send_asset),
    Route("/api", answer_unknown, methods=_ALL_METHODS),
    Route("/api/{rest:path}", answer_unknown, methods=_ALL_METHODS),
    *(Route(f"/{page.slug}", send_deep_page) for page in PAGES if page.slug),
]
MIDDLEWARE = [Middleware(SecurityHeaders), Middleware(CompressStatic)]


@contextlib.asynccontextmanager
async def LIFESPAN(_app: Any) -> AsyncIterator[None]:  # noqa: N802, the name that st.App's users expect
    """Warm what every session needs, then take it out of the garbage collector's sight (a rerun halves)."""
    import pandas  # noqa: F401
    import plotly.graph_objects as go

    from clusterdash.results import compute_results, default_catalog, default_scenario
    from clusterdash.ui import shell  # noqa: F401

    go.Figure(go.Bar(x=[1], y=[1])).to_json()
    compute_results(default_catalog(), default_scenario())
    gc.collect()
    gc.freeze()
    yield
