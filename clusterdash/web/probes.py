"""What phones and laptops ask for, under foreign names, to see whether a network leads to the internet.

A network without it is left: Android goes back to mobile data, others open a sign-in page. The answers are those that
they know, so that they stay.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_APPLE = "<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>"
_FIREFOX = '<meta http-equiv="refresh" content="0;url=https://support.mozilla.org/kb/captive-portal"/>'
# Address -> (status, kind, text).
ANSWERS = {
    "/generate_204": (204, "", ""),
    "/gen_204": (204, "", ""),
    "/hotspot-detect.html": (200, "text/html", _APPLE),
    "/library/test/success.html": (200, "text/html", _APPLE),
    "/connecttest.txt": (200, "text/plain", "Microsoft Connect Test"),
    "/ncsi.txt": (200, "text/plain", "Microsoft NCSI"),
    "/redirect": (200, "text/plain", "Microsoft Connect Test"),
    "/success.txt": (200, "text/plain", "success\n"),
    "/canonical.html": (200, "text/html", _FIREFOX),
    "/check_network_status.txt": (200, "text/plain", "NetworkManager is online\n"),
}


async def answer_probe(request: Request) -> Response:
    """Return what the machine that asks expects of a network that works."""
    status, kind, text = ANSWERS[request.url.path]
    headers = {"cache-control": "no-store"}
    return Response(text or None, status, headers, media_type=kind or None)


PROBE_ROUTES = [Route(path, answer_probe) for path in ANSWERS]
