"""Streamlit's page for deep links, told where its server is."""

from __future__ import annotations

import asyncio
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from clusterdash.web.assets import Asset, answer_asset, pack
from clusterdash.web.files import STREAMLIT_STATIC

# "./" of /mechanisms is /, of /prefix/mechanisms it is /prefix/, just as for the scripts that the page names.
_BACKEND_IS_BESIDE_THE_PAGE = b"<script>window.__streamlit={BACKEND_BASE_URL:new URL('./',location.href).href}</script>"


@lru_cache(maxsize=1)
def _load_deep_page(file: Path, _mtime: int) -> Asset:
    return pack(file.read_bytes().replace(b"<head>", b"<head>" + _BACKEND_IS_BESIDE_THE_PAGE, 1), file)


async def send_deep_page(request: Request) -> Response:
    """Return Streamlit's page for a deep link, told where its server is.

    Else Streamlit's script tries ``/<page>/_stcore/health`` and ``/<page>/_stcore/host-config`` first: two 404s in the
    console and a detour. A redirect there would not do: it would take ``/<page>`` for the place of all its addresses.
    """
    file = STREAMLIT_STATIC / "index.html"
    asset = await asyncio.to_thread(_load_deep_page, file, file.stat().st_mtime_ns)
    return answer_asset(request, asset, "no-cache")
