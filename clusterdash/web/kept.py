"""Short addresses: whoever types one is sent to the scenario that this server keeps."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from clusterdash.store.kept import PREFIX, read_short_code
from clusterdash.store.sayable import SIGNS


async def open_short(request: Request) -> Response:
    """Send whoever types a short address to the scenario; an unknown code is told there, in words."""
    typed = request.path_params["code"].upper()
    code = read_short_code(typed) or "".join(sign for sign in typed if sign in SIGNS)[:12]
    return RedirectResponse(f"/strategy?s={PREFIX}{code}", 302, {"cache-control": "no-store"})


KEPT_ROUTES = [Route("/s/{code}", open_short)]
