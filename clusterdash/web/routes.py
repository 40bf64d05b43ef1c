"""All addresses of our own; Streamlit's come after them."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Match, Route

from clusterdash.views.pages import PAGES
from clusterdash.web.answers import answer_health, answer_unknown
from clusterdash.web.assets import send_asset
from clusterdash.web.data import send_data
from clusterdash.web.deep_pages import send_deep_page
from clusterdash.web.exports import EXPORT_ROUTES
from clusterdash.web.kept import KEPT_ROUTES
from clusterdash.web.phones import PHONE_ROUTES
from clusterdash.web.probes import PROBE_ROUTES
from clusterdash.web.results import RESULT_ROUTES
from clusterdash.web.rooms import ROOM_ROUTES
from clusterdash.web.uploads import take_upload
from clusterdash.web.views_as_data import VIEW_ROUTES


async def refuse_address(request: Request) -> Response:
    """Return 405 in JSON where an address takes other methods (named in Allow), and 404 where there is none."""
    near = (route for route in ROUTES if route.matches(request.scope)[0] is Match.PARTIAL)
    allowed = sorted({method for route in near for method in route.methods or ()})
    if not allowed:
        return await answer_unknown(request)
    return JSONResponse({"error": "method not allowed"}, 405, {"allow": ", ".join(allowed)})


_ALL_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]
ROUTES = [
    Route("/healthz", answer_health),
    Route("/upload", take_upload, methods=["POST"]),
    Route("/data/{name:path}", send_data),
    Route("/assets/{name:path}", send_asset),
    *PROBE_ROUTES,
    *RESULT_ROUTES,
    *VIEW_ROUTES,
    *ROOM_ROUTES,
    *PHONE_ROUTES,
    *KEPT_ROUTES,
    *EXPORT_ROUTES,
    Route("/api", refuse_address, methods=_ALL_METHODS),
    Route("/api/{rest:path}", refuse_address, methods=_ALL_METHODS),
    *(Route(f"/{page.slug}", send_deep_page) for page in PAGES if page.slug),
]
