"""Short codes: a scenario is kept under one, and whoever opens its address gets the scenario."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from clusterdash.errors import ClusterdashError
from clusterdash.model.scenario.scenario import FILE_LIMIT, Scenario
from clusterdash.room.desk import DESK
from clusterdash.store.database import DatabaseGone
from clusterdash.store.kept import PREFIX, keep_scenario, read_short_code
from clusterdash.web.bodies import TooLargeError, read_limited
from clusterdash.web.limits import Limits, Rate, read_address
from clusterdash.web.told_problems import choose_language, refuse_with, tell_error

NEW_CODES = Limits(Rate(60, 0.2))


async def take_scenario(request: Request) -> Response:
    """Return 201 {code, path} for a scenario file that is kept now; 400 with all problems, 413, 429, 503."""
    choose_language(request)
    if not NEW_CODES.take(read_address(request)):
        return refuse_with(429)
    try:
        scenario = Scenario.from_json(await read_limited(request, 3 * FILE_LIMIT))
        code = await asyncio.to_thread(keep_now, scenario.to_json())
    except TooLargeError:
        return refuse_with(413, headers={"connection": "close"})
    except DatabaseGone:
        return refuse_with(503)
    except ClusterdashError as error:
        return tell_error(error)
    return JSONResponse({"code": code, "path": f"/s/{code}"}, 201, {"cache-control": "no-store"})


def keep_now(text: str) -> str:
    """Return the short code of a scenario file, which is on disk by then. Raises DatabaseGone."""
    with DESK.open().database.write() as connection:
        return keep_scenario(connection, text)


async def open_short(request: Request) -> Response:
    """Send whoever types a short address to the scenario; an unknown code is told there, in words."""
    code = read_short_code(request.path_params["code"]) or request.path_params["code"][:12]
    return RedirectResponse(f"/strategy?s={PREFIX}{code}", 302, {"cache-control": "no-store"})


KEPT_ROUTES = [
    Route("/api/kept", take_scenario, methods=["POST"]),
    Route("/s/{code}", open_short),
]
