"""The security headers of every answer, also of the one about an error of our own."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from clusterdash.log import report_exception

# 'self' covers the page's own WebSocket in Chromium, Firefox and Safari from 15.4 on (an older Safari stays
# unconnected); blob: images are charts on their way to a picture, blob: scripts Streamlit's own way to load a view's
# script; nothing that we draw needs eval.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
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
        except Exception as error:
            if is_started:
                raise
            told = {"error": "internal error", "reference": report_exception(error)}
            await JSONResponse(told, 500)(scope, receive, send_with_headers)


def _complete_headers(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    given = list(headers)
    present = {name.lower() for name, _value in given}
    return given + [(k.encode(), v.encode()) for k, v in SECURITY_HEADERS.items() if k.encode() not in present]
