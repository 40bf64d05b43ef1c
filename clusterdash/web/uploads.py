"""Large files on their way into a session: the browser posts the bytes and gets a name that the session can ask for."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from clusterdash.ui.uploads import FILE_LIMIT, UPLOADS
from clusterdash.web.bodies import TooLargeError, read_limited
from clusterdash.web.limits import Limits, Rate, read_address

# A hall behind one address opens some tables at once; a flood of files would push those of others out.
FILES = Limits(Rate(burst=30, each_second=0.5))


async def take_upload(request: Request) -> Response:
    """Return {"upload": name} for a posted file; 413 where it is too large, 429 where there are too many."""
    if not FILES.take(read_address(request)):
        return JSONResponse({"error": "too many files"}, 429)
    try:
        data = await read_limited(request, FILE_LIMIT)
    except TooLargeError:
        return JSONResponse({"error": "too large"}, 413)
    return JSONResponse({"upload": UPLOADS.hold(data)}, headers={"cache-control": "no-store"})
