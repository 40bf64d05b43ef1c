"""One OpenAPI document of all addresses under /api; a test holds it against the routes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from clusterdash import __version__
from clusterdash.export import EXPORTS, MINUTES
from clusterdash.export.registry import PDF
from clusterdash.room.state import STEPS
from clusterdash.web.exports import NO_FONT
from clusterdash.words import LANGUAGES

JSON, CSV = "application/json", "text/csv"
REFUSALS = {
    400: "What was sent cannot be used: all problems at once, in plain words.",
    401: "The facilitator's key is missing.",
    403: "The key is another room's.",
    404: "There is nothing of this name.",
    409: "A newer answer of this device is stored already.",
    410: "The vote is closed.",
    413: "The body is too large.",
    429: "Too many requests; Retry-After says when to come back.",
    503: "Too busy, or the database does not answer; Retry-After says when to come back.",
}


NO_FONT_TOLD = {
    "description": "Signs that no font of ours has; a PDF shows □ in their place. Percent-encoded; absent if none.",
    "schema": {"type": "string"},
}


@dataclass(frozen=True)
class Address:
    """One address: method, path, what it is for, what it gives (status, media types), and how it may refuse.

    ``query`` names its parameters (of ``QUERY``); ``body`` says what a request carries, "" = nothing.
    """

    method: str
    path: str
    summary: str
    gives: tuple[str, ...] = (JSON,)
    status: int = 200
    refuses: tuple[int, ...] = (400, 429)
    query: tuple[str, ...] = ()
    body: str = ""


QUERY: dict[str, dict[str, Any]] = {
    "s": {
        "description": "The code of a scenario, as it stands in the address of a page (?s=…).",
        "required": True,
        "schema": {"type": "string", "maxLength": 4000},
        "example": "1.330010000003.waw.2.b.10",
    },
    "lang": {
        "description": "The language of words and labels; English where it is none of these.",
        "schema": {"type": "string", "enum": list(LANGUAGES)},
    },
    "on": {
        "description": "The date to print, such as 2027-03-31; without it none is printed.",
        "schema": {"type": "string", "format": "date"},
    },
}
PATH: dict[str, dict[str, Any]] = {
    "{code}": {"description": "The code of a room.", "schema": {"type": "string"}},
    "{form}": {"description": "Word or PDF.", "schema": {"type": "string", "enum": list(MINUTES)}},
    "export": {"description": "The kind of file.", "schema": {"type": "string", "enum": list(EXPORTS)}},
}
ROOM = (404, 429, 503)
LED = (400, 401, 403, *ROOM)
FILES = tuple(sorted({kind.media_type for kind in EXPORTS.values()}))
MINUTES_FILES = tuple(kind.media_type for kind in MINUTES.values())
ADDRESSES = (
    Address("get", "/api/openapi.json", "This document.", refuses=()),
    Address("get", "/api/catalog.json", "Every table of the toolbox, as rows with their sections.", refuses=()),
    Address("get", "/api/strategy.json", "The mix, values, coverage and who does what.", query=("s", "lang")),
    Address("get", "/api/strategy.csv", "How every instrument stands, as a table.", (CSV,), query=("s", "lang")),
    Address("get", "/api/chain.json", "The rounds, and who has which part in every stage.", query=("s", "lang")),
    Address(
        "get", "/api/export/{code}", "A file of a scenario.", FILES, refuses=(400, 404, 413, 429, 503),
        query=("s", "lang", "on"),
    ),
    Address(
        "post", "/api/export/{code}", "A file of a scenario that is sent along.", FILES,
        refuses=(400, 404, 413, 429, 503), query=("lang", "on"),
        body="A scenario file; for the deck also {plans: {A: file, B: file}} with two to four of them.",
    ),
    Address(
        "post", "/api/minutes/{form}", "The minutes of a scenario that is sent along.", MINUTES_FILES,
        refuses=(400, 404, 413, 429, 503), query=("lang", "on"),
        body='A scenario file, or {"scenario": its text, "votes": the totals of a vote as JSON}.',
    ),
    Address(
        "post", "/api/rooms", "Open a room.", status=201, refuses=(400, 413, 429, 503), body="Title and language."
    ),
    Address("get", "/api/rooms/{code}", "Where a room stands.", refuses=ROOM),
    Address("delete", "/api/rooms/{code}", "Delete a room for good.", refuses=LED),
    Address("get", "/api/rooms/{code}/ballot", "The own answers of a device.", refuses=ROOM),
    Address(
        "put", "/api/rooms/{code}/ballot", "Give or change answers.", refuses=(400, *ROOM, 409, 410, 413),
        body="A ballot.",
    ),
    Address(
        "get", "/api/rooms/{code}/events", "What happens in a room, as it happens.", ("text/event-stream",),
        refuses=ROOM,
    ),
    Address("get", "/api/rooms/{code}/export.json", "All of a room.", refuses=LED),
    *(
        Address("post", f"/api/rooms/{{code}}/{step}", f"Lead a room: {step.replace('_', ' ')}.", refuses=(*LED, 413),
                body="What the step needs.")
        for step in STEPS
    ),
)  # fmt: skip


def describe_api() -> dict[str, Any]:
    """Return the OpenAPI document (3.1) of all addresses under /api.

    Source: assumption (OpenAPI Specification 3.1).
    """
    paths: dict[str, dict[str, Any]] = {}
    for one in ADDRESSES:
        paths.setdefault(one.path, {})[one.method] = _describe(one)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "clusterdash",
            "version": __version__,
            "summary": "Results of a scenario for machines, after Benner (2013).",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": paths,
        "components": {"schemas": {"Refusal": _describe_refusal()}},
    }


def _describe(one: Address) -> dict[str, Any]:
    told = {str(one.status): {"description": one.summary, "content": {kind: {} for kind in one.gives}}}
    refusal = {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}
    if PDF in one.gives:
        told[str(one.status)]["headers"] = {NO_FONT: NO_FONT_TOLD}
    told |= {str(status): {"description": REFUSALS[status], "content": refusal} for status in sorted(one.refuses)}
    described: dict[str, Any] = {"summary": one.summary, "operationId": _name(one), "responses": told}
    parameters = [{"name": name, "in": "query", **QUERY[name]} for name in one.query]
    if "{code}" in one.path:
        kind = PATH["export" if one.path.startswith("/api/export/") else "{code}"]
        parameters.insert(0, {"name": "code", "in": "path", "required": True, **kind})
    if "{form}" in one.path:
        parameters.insert(0, {"name": "form", "in": "path", "required": True, **PATH["{form}"]})
    if parameters:
        described["parameters"] = parameters
    if one.body:
        described["requestBody"] = {"description": one.body, "required": True, "content": {JSON: {}}}
    return described


def _name(one: Address) -> str:
    words = (
        one.path.removeprefix("/api/").replace("{code}", "one").replace("{form}", "one").replace(".", "_").split("/")
    )
    return "_".join([one.method, *words])


def _describe_refusal() -> dict[str, Any]:
    problem = {
        "type": "object",
        "properties": {"where": {"type": "string"}, "text": {"type": "string"}},
        "required": ["where", "text"],
    }
    return {
        "type": "object",
        "properties": {"error": {"type": "string"}, "problems": {"type": "array", "items": problem}},
        "required": ["error"],
    }
