"""The addresses of phones: the door, the page of a room, and a device's own ballot."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from clusterdash.catalog import Catalog
from clusterdash.room.ballots import DEVICE
from clusterdash.room.board import Board
from clusterdash.room.phone import build_phone_page
from clusterdash.room.refusals import UnknownRoomError
from clusterdash.room.secrets import hash_device, read_code
from clusterdash.store.database import DatabaseGone
from clusterdash.ui.hot import asset_version
from clusterdash.views.room.phone import render_door, render_phone
from clusterdash.web.limits import read_address
from clusterdash.web.rooms import GUARD, RefusalError, answer_refusals, enter_room
from clusterdash.web.told_problems import TEXTS, choose_language
from clusterdash.words import LANGUAGES, _

LANGUAGE_COOKIE = "clusterdash-lang"
# Stricter than the app's: nothing inline, nothing from elsewhere, no frame around it.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "cache-control": "no-cache",
    "referrer-policy": "no-referrer",
}


async def send_phone(request: Request) -> Response:
    """Return the page of a phone, or the door with the reason why there is none."""
    status = 200
    try:
        rooms, board = await enter_room(request)
    except UnknownRoomError:
        GUARD.wrong_codes_of_address.take(read_address(request))
        status = 404
    except RefusalError as refusal:
        status = refusal.status
    except DatabaseGone:
        status = 503
    if status != 200:
        _speak(request)
        return _answer(request, render_door(_(TEXTS[status]), asset_version()), status)
    _speak(request, board.room.language)
    page = await asyncio.to_thread(_render, rooms.catalog, board)
    return _answer(request, page)


def _render(catalog: Catalog, board: Board) -> str:
    return render_phone(build_phone_page(catalog, board, asset_version()))


def _speak(request: Request, *last: str) -> None:
    choose_language(request, request.query_params.get("lang"), request.cookies.get(LANGUAGE_COOKIE), last=last)


def _answer(request: Request, html: str, status: int = 200) -> Response:
    answer = HTMLResponse(html, status, headers=_HEADERS)
    wish = request.query_params.get("lang")
    if wish in LANGUAGES:
        answer.set_cookie(LANGUAGE_COOKIE, wish, max_age=30 * 86400, samesite="lax")
    return answer


async def send_door(request: Request) -> Response:
    """Return the page on which a code is typed; with a code, go on to its room."""
    typed = request.query_params.get("code", "")
    if typed:
        code = read_code(typed)
        if code:
            return RedirectResponse(f"/r/{code}", 303)
    _speak(request)
    return _answer(request, render_door(_(TEXTS[404]) if typed else "", asset_version()), 404 if typed else 200)


async def send_own_ballot(request: Request) -> Response:
    """Return a device's own newest ballot, for who has its token: a phone that has lost its storage goes on with it."""
    scheme, _space, device = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "device" or not DEVICE.fullmatch(device):
        raise RefusalError(404)
    _rooms, board = await enter_room(request, device)
    token = hash_device(board.room.code, device)
    if token not in board.rows:
        return JSONResponse({"revision": 0, "epoch": board.room.epoch})
    told = {**board.ballots[token].to_plain(), "revision": board.rows[token].revision, "epoch": board.room.epoch}
    return JSONResponse({**told, "seen": dict(board.resets)}, headers={"cache-control": "no-store"})


PHONE_ROUTES = [
    Route("/r", send_door, methods=["GET"]),
    Route("/r/", send_door, methods=["GET"]),
    Route("/r/{code}", send_phone, methods=["GET"]),
    Route("/api/rooms/{code}/ballot", answer_refusals(send_own_ballot), methods=["GET"]),
]
