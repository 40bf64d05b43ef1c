"""Files over HTTP: of a link (GET) or of a whole scenario that is sent along (POST); made in another process."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures.process import BrokenProcessPool
from datetime import date

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from clusterdash.errors import ClusterdashError, Problem
from clusterdash.export import EXPORTS
from clusterdash.export.worker import COMPARISON, WORKSHOP, BusyError
from clusterdash.model.scenario.scenario import FILE_LIMIT, Scenario
from clusterdash.regions.table import PACKED_LIMIT
from clusterdash.results import default_catalog
from clusterdash.store.share import read_share_code
from clusterdash.views.options import LETTERS
from clusterdash.web.bodies import TooLargeError, read_limited
from clusterdash.web.limits import Limits, Rate, read_address
from clusterdash.web.told_problems import choose_language, tell_problems
from clusterdash.words import N_, _

FILES = Limits(Rate(60, 0.5))  # of one address: a hall behind one router takes its files one after the other
BESIDE_KIND = "deck"
TEXTS = {
    404: N_("There is no file of this kind; choose one of {allowed}."),
    413: N_("The scenario is too large; nothing was made."),
    429: N_("Many files were asked for in a short time; wait a moment and try again."),
    503: N_("Many files are being made just now; try again in a moment."),
}


async def send_export(request: Request) -> Response:
    """Return a file; 400 with all problems, 404 for an unknown kind, 413, 429, 503 while too many are being made."""
    language = choose_language(request, request.query_params.get("lang"))
    code = request.path_params["code"]
    if code not in EXPORTS:
        return _refuse(404, allowed=", ".join(EXPORTS))
    if not FILES.take(read_address(request)):
        return _refuse(429)
    try:
        on = _read_day(request.query_params.get("on", ""))
        scenario, jobs = await _read_wish(request)
        if jobs is None and code != BESIDE_KIND:
            raise ClusterdashError([Problem("plans", N_("Only slides (deck) can lay plans side by side."))])
        made = WORKSHOP.order(COMPARISON if jobs is None else code, scenario, language, on, jobs or "")
        body = await asyncio.wrap_future(made)
    except TooLargeError:
        return _refuse(413)
    except (BusyError, BrokenProcessPool):
        return _refuse(503)
    except ClusterdashError as error:
        return tell_problems(error.problems)
    kind = EXPORTS[code]
    name = f"clusterdash-{code.replace('_', '-')}{kind.ending}"
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return Response(body, media_type=kind.media_type, headers=headers)


async def _read_wish(request: Request) -> tuple[str, str | None]:
    """Return the scenario of a request as JSON, and the table of jobs that came with it (packed; "" = none).

    A body is a scenario file, or {"scenario": its text, "jobs": the packed table}, or {"plans": {"A": the text of a
    file, "B": another}} with two to four plans: then the texts come back, as JSON, without a table (None). Raises
    ClusterdashError, TooLargeError.
    """
    if request.method == "POST":
        body = await read_limited(request, 3 * FILE_LIMIT + PACKED_LIMIT)
        plans = _find_plans(body)
        if plans is not None:
            return json.dumps(plans), None
        text, jobs = _split_body(body)
        return Scenario.from_json(text).to_json(), jobs
    scenario, problems = read_share_code(default_catalog(), request.query_params.get("s", ""), Scenario())
    if problems and scenario == Scenario():
        raise ClusterdashError(problems)
    return scenario.to_json(), ""


def _find_plans(body: bytes) -> dict[str, str] | None:
    """Return the files of plans that are to be laid side by side, by their letters; None where there is one plan.

    Raises ClusterdashError where they are too few or too many, or one cannot be read.
    """
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return None
    plans = told.get("plans") if isinstance(told, dict) else None
    if not isinstance(plans, dict):
        return None
    if not (2 <= len(plans) <= len(LETTERS) and set(plans) <= set(LETTERS)):
        template = N_("Two to four plans can be laid side by side, under the letters {allowed}.")
        raise ClusterdashError([Problem("plans", template, {"allowed": ", ".join(LETTERS)})])
    return {
        letter: Scenario.from_json(text if isinstance(text, str) else "").to_json() for letter, text in plans.items()
    }


def _split_body(body: bytes) -> tuple[bytes | str, str]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return body, ""
    if isinstance(told, dict) and isinstance(told.get("scenario"), str):
        return told["scenario"], str(told.get("jobs", ""))
    return body, ""


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        template = N_("Found “{found}”; a day like 2027-03-31 is needed, or nothing.")
        raise ClusterdashError([Problem("on", template, {"found": text[:20]})]) from None


def _refuse(status: int, **values: str) -> Response:
    waits = {"retry-after": "5"} if status in (429, 503) else {}
    return JSONResponse({"error": _(TEXTS[status]).format(**values)}, status, waits)


EXPORT_ROUTES = [Route("/api/export/{code}", send_export, methods=["GET", "POST"])]
