"""Bodies of requests: read up to a limit and no further."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import ClientDisconnect, Request

from clusterdash.room.ballots import read_body


class TooLargeError(Exception):
    """A body is larger than it may be."""


async def read_limited(request: Request, limit: int) -> bytes:
    """Return the body of a request; raise TooLargeError, as soon as that shows, where it has more than ``limit`` bytes.

    Source: assumption
    """
    named = request.headers.get("content-length", "")
    if named.isascii() and named.isdigit() and int(named[:12]) > limit:
        raise TooLargeError
    body = bytearray()
    try:
        async for piece in request.stream():
            body += piece
            if len(body) > limit:
                raise TooLargeError
    except ClientDisconnect:
        return b""
    return bytes(body)


async def read_fields(request: Request, limit: int, *, may_be_empty: bool = False) -> Mapping[str, Any]:
    """Return the fields in a body of JSON. Raises TooLargeError, or RoomError where it is no table of fields."""
    body = await read_limited(request, limit)
    return {} if may_be_empty and not body.strip() else read_body(body)
