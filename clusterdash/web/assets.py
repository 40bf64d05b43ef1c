"""Our own scripts, styles and pictures: compressed once, fingerprinted, kept by the browser."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from clusterdash.ui.hot import ASSETS
from clusterdash.views.joined import join_scripts, join_styles, shrink_phone_script, shrink_phone_style
from clusterdash.web.answers import answer_unknown
from clusterdash.web.files import KEEP_FOR_EVER, find_below

# Under one address: the files of all components as one; what phones load, shrunk.
JOINED = {
    "app.css": join_styles,
    "app.js": join_scripts,
    "phone/phone.css": shrink_phone_style,
    "phone/phone.js": shrink_phone_script,
}
PICTURES = {".png": "image/png", ".webp": "image/webp"}


@dataclass(frozen=True)
class Asset:
    """What we send under one address: its bytes, the same gzipped (None where that gains nothing), its fingerprint."""

    body: bytes
    gzipped: bytes | None
    etag: str
    media_type: str | None


def pack(body: bytes, file: Path) -> Asset:
    """Return ``body`` ready to be sent under the name of ``file``; pictures are not compressed again."""
    gzipped = None if file.suffix in PICTURES else gzip.compress(body, 6, mtime=0)
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:16]}"'
    return Asset(body, gzipped, etag, PICTURES.get(file.suffix) or mimetypes.guess_type(file.name)[0])


def answer_asset(request: Request, asset: Asset, cache_control: str) -> Response:
    """Return 304 where the browser knows the asset, else its bytes, gzipped where the browser takes that."""
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


@lru_cache(maxsize=64)
def _load_asset(file: Path, _mtime: int) -> Asset:
    return pack(file.read_bytes(), file)


@cache
def _load_joined(name: str) -> Asset:
    return pack(JOINED[name]().encode(), Path(name))


async def send_asset(request: Request) -> Response:
    """Return one of our own scripts, styles or pictures, or 404 in JSON.

    The version in its address lets browsers keep it; without one they ask each time, and its ETag saves the transfer.
    """
    name = request.path_params["name"]
    if name in JOINED:
        return answer_asset(request, _load_joined(name), _keep(request))
    file = find_below(ASSETS, name)
    if file is None or file.suffix not in (".js", ".css", ".svg", *PICTURES):
        return await answer_unknown(request)
    asset = await asyncio.to_thread(_load_asset, file, file.stat().st_mtime_ns)
    return answer_asset(request, asset, _keep(request))


def _keep(request: Request) -> str:
    return KEEP_FOR_EVER if "v" in request.query_params else "no-cache"
