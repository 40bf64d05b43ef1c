"""All addresses of our own; Streamlit's come after them."""

from __future__ import annotations

from starlette.routing import Route

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
    Route("/api", answer_unknown, methods=_ALL_METHODS),
    Route("/api/{rest:path}", answer_unknown, methods=_ALL_METHODS),
    *(Route(f"/{page.slug}", send_deep_page) for page in PAGES if page.slug),
]
