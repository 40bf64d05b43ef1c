"""Results for machines, read only: the toolbox, the strategy and the chain of a link, as JSON and CSV."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from clusterdash import frames
from clusterdash.errors import ClusterdashError, Problem, ScenarioError
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.results import Results, compute_results, default_catalog
from clusterdash.store.share import read_share_code
from clusterdash.views.sentences import say_problem
from clusterdash.web.assets import Asset, answer_asset, pack
from clusterdash.web.limits import Limits, Rate, read_address
from clusterdash.web.openapi import describe_api
from clusterdash.web.told_problems import choose_language
from clusterdash.words import N_, _

QUESTIONS = Limits(Rate(120, 4))  # of one address
REFUSED = N_("The link cannot be followed; see the problems.")
TOO_MANY = N_("Too many questions in a short time; wait a moment and try again.")
FRESH = {"cache-control": "no-cache"}


async def send_catalog(request: Request) -> Response:
    """Return every table of the toolbox as JSON; 304 where the asker has it already."""
    return answer_asset(request, await asyncio.to_thread(_pack_catalog), "no-cache")


@cache
def _pack_catalog() -> Asset:
    return pack(_write_json(frames.record_catalog(default_catalog())), Path("catalog.json"))


async def send_description(request: Request) -> Response:
    """Return the OpenAPI document of all addresses for machines."""
    return answer_asset(request, await asyncio.to_thread(_pack_description), "no-cache")


@cache
def _pack_description() -> Asset:
    return pack(_write_json(describe_api()), Path("openapi.json"))


async def send_strategy(request: Request) -> Response:
    """Return the strategy of a link as JSON; 400 with all problems."""
    return await answer_results(request, "application/json", lambda it: _write_json(_tell_strategy(it)))


async def send_strategy_table(request: Request) -> Response:
    """Return how every instrument stands, as CSV; 400 with all problems."""
    return await answer_results(
        request, "text/csv", lambda it: frames.write_csv(frames.mix_frame(it.catalog, it.strategy)), "strategy.csv"
    )


async def send_chain(request: Request) -> Response:
    """Return the rounds of a link as JSON; 400 with all problems."""
    return await answer_results(
        request, "application/json", lambda it: _write_json(frames.record_chain(it.catalog, it.chain))
    )


def _tell_strategy(results: Results) -> dict[str, Any]:
    return frames.record_strategy(results.catalog, results.strategy, results.plan)


async def answer_results(
    request: Request, media_type: str, write: Callable[[Results], bytes], name: str = "", *, needs_link: bool = True
) -> Response:
    """Return what ``write`` makes of the results of a link; 400 with all problems, 429 to who asks too often.

    With ``name`` it comes as a file. Where no link is needed, an empty one stands for the toolbox alone.
    """
    choose_language(request, request.query_params.get("lang"))
    if not QUESTIONS.take(read_address(request)):
        return JSONResponse({"error": _(TOO_MANY), "problems": []}, 429, {"retry-after": "2"})
    code = request.query_params.get("s", "")
    try:
        body = await asyncio.to_thread(_write_results, code, write, needs_link)
    except ClusterdashError as error:
        told = [{"where": one.where, "text": say_problem(default_catalog(), one)} for one in error.problems]
        return JSONResponse({"error": _(REFUSED), "problems": told}, 400)
    file = {"content-disposition": f'attachment; filename="clusterdash-{name}"'} if name else {}
    return Response(body, media_type=media_type, headers={**FRESH, **file})


def _write_results(code: str, write: Callable[[Results], bytes], needs_link: bool) -> bytes:
    """Return what ``write`` makes of a link; computed beside the loop, so that nobody else waits for it."""
    if code or needs_link:
        return write(read_results(code))
    return write(compute_results(default_catalog(), Scenario()))


def read_results(code: str) -> Results:
    """Return what follows from the code of a link.

    Raises
    ------
    ScenarioError
        All that cannot be read or followed, at once: a machine is told rather than given something else.

    Source: assumption (a rule of this app).
    """
    if not code:
        template = N_("No link was given; add “?s=” and the code that stands in the address of a page.")
        raise ScenarioError([Problem("link", template)])
    scenario, problems = read_share_code(default_catalog(), code, Scenario())
    if problems:
        raise ScenarioError(problems)
    results = compute_results(default_catalog(), scenario)
    if results.problems:
        raise ScenarioError(results.problems)
    return results


def _write_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


RESULT_ROUTES = [
    Route("/api/openapi.json", send_description, methods=["GET"]),
    Route("/api/catalog.json", send_catalog, methods=["GET"]),
    Route("/api/strategy.json", send_strategy, methods=["GET"]),
    Route("/api/strategy.csv", send_strategy_table, methods=["GET"]),
    Route("/api/chain.json", send_chain, methods=["GET"]),
]
