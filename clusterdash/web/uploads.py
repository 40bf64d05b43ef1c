"""Large files on their way into a session: the browser posts the bytes and gets a name that the session can ask for."""

from __future__ import annotations

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from clusterdash.ui.uploads import FILE_LIMIT, UPLOADS


async def take_upload(request: Request) -> Response:
    """Return {"upload": name} for a posted file; 413 where it is too large, and nothing of it is kept."""
    given = request.headers.get("content-length", "0")
    if given.isdigit() and int(given) > FILE_LIMIT:
        return JSONResponse({"error": "too large"}, 413)
    data = bytearray()
    try:
        async for piece in request.stream():
            data += piece
            if len(data) > FILE_LIMIT:
                return JSONResponse({"error": "too large"}, 413)
    except ClientDisconnect:
        return JSONResponse({"error": "not finished"}, 400)
    return JSONResponse({"upload": UPLOADS.hold(bytes(data))}, headers={"cache-control": "no-store"})
