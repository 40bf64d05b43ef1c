"""Files over HTTP: of a link (GET) or of a whole scenario that is sent along (POST); made in another process."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from clusterdash.errors import ClusterdashError, Problem
from clusterdash.export import EXPORTS, MINUTES
from clusterdash.export.glyphs import find_undrawable, list_texts
from clusterdash.export.registry import PDF
from clusterdash.export.worker import COMPARISON, MINUTES_CODE, WORKSHOP, BusyError
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
NO_FONT = "x-clusterdash-no-font"  # signs of a scenario that a PDF shows as □, percent-encoded
TEXTS = {
    404: N_("There is no file of this kind; choose one of {allowed}."),
    413: N_("The scenario is too large; nothing was made."),
    429: N_("Many files were asked for in a short time; wait a moment and try again."),
    503: N_("Many files are being made just now; try again in a moment."),
}


async def send_export(request: Request) -> Response:
    """Return a file; 400 with all problems, 404 for an unknown kind, 413, 429, 503 while too many are being made."""
    code = request.path_params["code"]
    if code not in EXPORTS:
        return _refuse_kind(request, EXPORTS)
    kind = EXPORTS[code]
    return await _send(request, code, f"{code.replace('_', '-')}{kind.ending}", kind.media_type)


async def send_minutes(request: Request) -> Response:
    """Return the minutes of a scenario that is sent along, with the totals of a vote if there are some."""
    form = request.path_params["form"]
    if form not in MINUTES:
        return _refuse_kind(request, MINUTES)
    kind = MINUTES[form]
    return await _send(request, f"{MINUTES_CODE}:{form}", f"minutes{kind.ending}", kind.media_type)


def _refuse_kind(request: Request, known: Iterable[str]) -> Response:
    choose_language(request, request.query_params.get("lang"))
    return _refuse(404, allowed=", ".join(known))


async def _send(request: Request, code: str, name: str, media_type: str) -> Response:
    language = choose_language(request, request.query_params.get("lang"))
    if not FILES.take(read_address(request)):
        return _refuse(429)
    try:
        on = _read_day(request.query_params.get("on", ""))
        wish = await _read_wish(request)
        if wish.is_comparison and code != BESIDE_KIND:
            raise ClusterdashError([Problem("plans", N_("Only slides (deck) can lay plans side by side."))])
        code = COMPARISON if wish.is_comparison else code
        made = WORKSHOP.order(code, wish.scenario, language, on, wish.jobs, wish.votes)
        body = await asyncio.wrap_future(made)
    except TooLargeError:
        return _refuse(413)
    except (BusyError, BrokenProcessPool):
        return _refuse(503)
    except ClusterdashError as error:
        return tell_problems(error.problems)
    headers = {"content-disposition": f'attachment; filename="clusterdash-{name}"', "cache-control": "no-store"}
    if media_type == PDF:
        headers |= _tell_undrawable(wish.scenario)
    return Response(body, media_type=media_type, headers=headers)


def _tell_undrawable(scenario: str) -> dict[str, str]:
    signs = find_undrawable(list_texts(json.loads(scenario)))
    return {NO_FONT: quote(signs)} if signs else {}


@dataclass(frozen=True)
class Wish:
    """What a file is asked of: a scenario as JSON, a packed table of jobs, and votes as JSON ("" = none).

    ``is_comparison``: the text is a JSON table of several scenario files by their letters.
    """

    scenario: str
    jobs: str = ""
    votes: str = ""
    is_comparison: bool = False


async def _read_wish(request: Request) -> Wish:
    """Return the scenario of a request, and what came with it.

    A body is a scenario file, or {"scenario": its text, "jobs": the packed table, "votes": their JSON}, or {"plans":
    {"A": the text of a file, "B": another}} with two to four plans. Raises ClusterdashError, TooLargeError.
    """
    if request.method == "POST":
        body = await read_limited(request, 3 * FILE_LIMIT + PACKED_LIMIT)
        return await asyncio.to_thread(_open_wish, body)  # a large file takes seconds, in which others would wait
    scenario, problems = read_share_code(default_catalog(), request.query_params.get("s", ""), Scenario())
    if problems and scenario == Scenario():
        raise ClusterdashError(problems)
    return Wish(scenario.to_json())


def _open_wish(body: bytes) -> Wish:
    plans = _find_plans(body)
    if plans is not None:
        return Wish(json.dumps(plans), is_comparison=True)
    text, jobs, votes = _split_body(body)
    return Wish(Scenario.from_json(text).to_json(), jobs, votes)


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


def _split_body(body: bytes) -> tuple[bytes | str, str, str]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return body, "", ""
    if isinstance(told, dict) and isinstance(told.get("scenario"), str):
        return told["scenario"], str(told.get("jobs", "")), str(told.get("votes", ""))
    return body, "", ""


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        template = N_("Found “{found}”; a day like 2027-03-31 is needed, or nothing.")
        raise ClusterdashError([Problem("on", template, {"found": text[:20]})]) from None


def _refuse(status: int, **values: str) -> Response:
    waits = {"retry-after": "5"} if status in (429, 503) else {}
    return JSONResponse({"error": _(TEXTS[status]).format(**values)}, status, waits)


EXPORT_ROUTES = [
    Route("/api/export/{code}", send_export, methods=["GET", "POST"]),
    Route("/api/minutes/{form}", send_minutes, methods=["POST"]),
]
