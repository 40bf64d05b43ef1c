"""Each view as data: its table as CSV, and beside it what the columns mean and where the figures come from."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from urllib.parse import quote

from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import Route

from clusterdash import __version__, frames
from clusterdash.export.citation import PAPER, PAPER_ADDRESS
from clusterdash.export.request import Request
from clusterdash.export.tables import MAKERS, make_frame
from clusterdash.results import Results
from clusterdash.web.results import answer_results

# Page -> the table that it shows; "overview" is the first page.
VIEWS = {
    "overview": "figures",
    "mechanisms": "table_1",
    "actors": "table_2",
    "strategy": "mix",
    "timeline": "chain",
    "compare": "figures",
    "charts": "coverage",
}
WITHOUT_SCENARIO = ("mechanisms", "actors")


def _send_table(view: str) -> Callable[[HttpRequest], Awaitable[Response]]:
    async def send(request: HttpRequest) -> Response:
        def write(results: Results) -> bytes:
            return frames.write_csv(make_frame(Request(results), VIEWS[view]))

        return await answer_results(request, "text/csv", write, f"{view}.csv", needs_link=view not in WITHOUT_SCENARIO)

    return send


def _send_description(view: str) -> Callable[[HttpRequest], Awaitable[Response]]:
    async def send(request: HttpRequest) -> Response:
        code = request.query_params.get("s", "")
        return await answer_results(
            request,
            "application/json",
            lambda results: describe_view(results, view, code),
            needs_link=view not in WITHOUT_SCENARIO,
        )

    return send


def describe_view(results: Results, view: str, code: str) -> bytes:
    """Return what the table of a view is as JSON: its columns, its rows, its source and its licence.

    Source: assumption (Frictionless Table Schema beside the table; each column as its frame says).
    """
    table = VIEWS[view]
    docstring = getattr(frames, MAKERS[table]).__doc__ or ""
    frame = make_frame(Request(results), table)
    described = frames.describe_table(table, frame, docstring)
    told = {
        "name": table,
        "title": described["title"],
        "url": f"{view}.csv" + (f"?s={quote(code)}" if code else ""),
        "rows": len(frame),
        "source": docstring.partition("Source:")[2].strip().replace("\n", " "),
        "schema": described["schema"],
        "clusterdash": __version__,
        "data": results.catalog.fingerprint,
        "sources": [{"title": PAPER, "path": PAPER_ADDRESS}],
        "licenses": [{"name": "MIT"}],
    }
    return json.dumps(told, ensure_ascii=False).encode()


VIEW_ROUTES = [
    route
    for view in VIEWS
    for route in (
        Route(f"/{view}.csv", _send_table(view), methods=["GET"]),
        Route(f"/{view}.metadata.json", _send_description(view), methods=["GET"]),
    )
]
