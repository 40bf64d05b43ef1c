"""Refusals of the rooms' addresses: JSON in plain words, in the language of who asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from clusterdash.errors import ClusterdashError, Problem
from clusterdash.words import N_, _, select_language

TEXTS = {
    401: N_("The facilitator's key is needed; send it as “Authorization: Bearer KEY”."),
    403: N_("This is not the key of this room."),
    404: N_("There is no room of this code, or it is over. Look at the wall again, and ask whoever leads the meeting."),
    409: N_("A newer answer of this device is stored already."),
    410: N_("The vote is closed; answers are not taken any more."),
    413: N_("This is too large; nothing was stored."),
    429: N_("Too many questions in a short time; wait a moment and try again. What was stored is safe."),
    503: N_("The answers cannot be stored just now; nothing is lost, try again in a moment."),
}


def choose_language(request: Request, *first: str | None, last: Iterable[str] = ()) -> str:
    """Speak the first of the languages that are wished for: ``first``, the browser's, then ``last``."""
    named = request.headers.get("accept-language", "").split(",")[:8]
    return select_language(*first, *(one.split(";")[0].strip() for one in named), *last)


def refuse_with(
    status: int, more: Mapping[str, object] | None = None, headers: Mapping[str, str] | None = None
) -> Response:
    """Return a refusal with its sentence under ``error``; call ``choose_language`` before."""
    waits = {"retry-after": "2"} if status in (429, 503) else {}
    return JSONResponse({"error": _(TEXTS[status]), **(more or {})}, status, {**waits, **(headers or {})})


def tell_problems(problems: Iterable[Problem]) -> Response:
    """Return 400 with all problems: where, and in words what is wrong."""
    told = [{"where": problem.where, "text": problem.text(_)} for problem in problems]
    return JSONResponse({"error": _("What was sent cannot be used; nothing was stored."), "problems": told}, 400)


def tell_error(error: ClusterdashError) -> Response:
    """Return 400 with all problems of an error."""
    return tell_problems(error.problems)
