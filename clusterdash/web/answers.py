"""Short answers in JSON that several files give."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send


async def answer_health(_request: Request) -> Response:
    """Return {"status": "ok"} while the process answers."""
    return JSONResponse({"status": "ok"})


async def answer_unknown(_request: Request) -> Response:
    """Return 404 in JSON: without it Streamlit would answer any address with its page."""
    return JSONResponse({"error": "not found"}, 404)


async def refuse(scope: Scope, receive: Receive, send: Send, status: int, message: str) -> None:
    """Send a refusal: a short text in JSON with ``status``, or 403 before a websocket opens.

    Source: assumption
    """
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": "refused"})
    else:
        await JSONResponse({"error": message}, status)(scope, receive, send)
