"""The addresses of the live room: opened, voted in, watched, led, taken away, deleted."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from clusterdash.errors import ClusterdashError, Problem
from clusterdash.plain import clean_text, show_value
from clusterdash.room.ballots import read_ballot
from clusterdash.room.board import Board
from clusterdash.room.desk import DESK
from clusterdash.room.refusals import ClosedRoomError, OldEpochError, OldRevisionError, UnknownRoomError
from clusterdash.room.rooms import TITLE_LIMIT, Rooms
from clusterdash.room.secrets import is_key, read_code
from clusterdash.room.state import STEPS
from clusterdash.room.told import tell_all, tell_state
from clusterdash.store.database import DatabaseGone
from clusterdash.web.bodies import TooLargeError, read_fields
from clusterdash.web.limits import make_guard, read_address
from clusterdash.web.streams import is_full, stream_room
from clusterdash.web.told_problems import choose_language, refuse_with, tell_error, tell_problems
from clusterdash.words import LANGUAGES, N_, select_language

BALLOT_LIMIT = 32_768
STEP_LIMIT = 65_536
LARGEST_ROOM = 5_000
DEVICE_COOKIE = "clusterdash-device"
GUARD = make_guard()
Handler = Callable[[Request], Awaitable[Response]]
_told: dict[str, tuple[Board, bytes, str]] = {}


class RefusalError(Exception):
    """A request that is refused: the status, what else is told, and headers."""

    def __init__(self, status: int, more: Mapping[str, object] | None = None, **headers: str) -> None:
        super().__init__(status)
        self.status, self.more = status, dict(more or {})
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def answer_refusals(handler: Handler) -> Handler:
    """Let a handler raise what it refuses; every refusal becomes its answer here, in the language of who asks."""

    async def handle(request: Request) -> Response:
        choose_language(request)
        if not GUARD.requests_of_address.take(read_address(request)):
            return refuse_with(429)
        try:
            return await handler(request)
        except RefusalError as refusal:
            return refuse_with(refusal.status, refusal.more, refusal.headers)
        except ClusterdashError as error:
            return tell_error(error)
        except TooLargeError:
            return refuse_with(413, headers={"connection": "close"})
        except DatabaseGone:
            return refuse_with(503)
        except UnknownRoomError:
            GUARD.wrong_codes_of_address.take(read_address(request))
            return refuse_with(404)

    return handle


async def _open_desk() -> Rooms:
    return DESK.open() if DESK.is_open else await asyncio.to_thread(DESK.open)


async def _read_board(rooms: Rooms, code: str) -> Board:
    board = rooms.peek(code)
    return board if board is not None else await asyncio.to_thread(rooms.find, code)


async def enter_room(request: Request, device: str = "") -> tuple[Rooms, Board]:
    """Return the rooms, and the room of the address as it stands.

    Where an address has tried many wrong codes, only devices that are in the room already get an answer: so nobody can
    go on trying, and a hall behind one address goes on voting. Raises UnknownRoomError, DatabaseGone, or a refusal.
    """
    rooms, code = await _open_desk(), read_code(request.path_params["code"])
    is_suspect = GUARD.wrong_codes_of_address.look(read_address(request)) < 1
    if not code:
        raise RefusalError(429) if is_suspect else UnknownRoomError
    try:
        board = await _read_board(rooms, code)
    except UnknownRoomError:
        if is_suspect:
            raise RefusalError(429) from None
        raise
    if is_suspect and not _is_trusted(request, rooms, board, device):
        raise RefusalError(429)
    return rooms, board


def _is_trusted(request: Request, rooms: Rooms, board: Board, device: str) -> bool:
    known = device or request.cookies.get(DEVICE_COOKIE, "")
    return (bool(known) and rooms.knows(board.room.code, known)) or is_key(_read_key(request), board.room.key)


def _read_key(request: Request) -> str:
    scheme, _space, key = request.headers.get("authorization", "").partition(" ")
    return key.strip() if scheme.lower() == "bearer" else ""


def check_key(request: Request, board: Board) -> None:
    """Raise the refusal 401 without a key, 403 with a wrong one, 429 where an address has tried many."""
    key, address = _read_key(request), read_address(request)
    if not key:
        raise RefusalError(401, www_authenticate="Bearer")
    if is_key(key, board.room.key):
        return
    raise RefusalError(403 if GUARD.wrong_keys_of_address.take(address) else 429)


async def open_room(request: Request) -> Response:
    """Open a room: 201 with its code, the facilitator's key and two addresses."""
    fields = await read_fields(request, STEP_LIMIT)
    title, language = fields.get("title", ""), fields.get("language")
    problems = []
    if not isinstance(title, str) or len(title) > TITLE_LIMIT:
        template = N_("Found “{found}”; a text of at most 120 characters is needed.")
        problems.append(Problem("title", template, {"found": show_value(title)}))
    if language is not None and (not isinstance(language, str) or language not in LANGUAGES):
        template = N_("Found “{found}”; one of {allowed} is needed.")
        values = {"found": show_value(language), "allowed": ", ".join(LANGUAGES)}
        problems.append(Problem("language", template, values))
    if problems:
        return tell_problems(problems)
    if not GUARD.new_rooms_of_address.take(read_address(request)):
        raise RefusalError(429)
    rooms = await _open_desk()
    spoken = language or choose_language(request)
    opened = await asyncio.to_thread(rooms.open_room, " ".join(clean_text(title).split()), spoken)
    base = f"{request.url.scheme}://{request.url.netloc}"
    told = {
        "code": opened.code,
        "key": opened.key,
        "url": f"{base}/r/{opened.code}",
        "wall_url": f"{base}/workshop?view=wall&room={opened.code}",
    }
    return JSONResponse(told, 201)


async def send_state(request: Request) -> Response:
    """Return where a room stands; 304 where the browser has just that."""
    _rooms, board = await enter_room(request)
    known = _told.get(board.room.code)
    if known is None or known[0] is not board:
        select_language(board.room.language)
        body = json.dumps(tell_state(board), ensure_ascii=False, separators=(",", ":")).encode()
        known = (board, body, f'"{hashlib.sha256(body).hexdigest()[:20]}"')
        if len(_told) > 500:
            _told.clear()
        _told[board.room.code] = known
    _board, body, etag = known
    headers = {"etag": etag, "cache-control": "no-cache"}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


async def take_ballot(request: Request) -> Response:
    """Take a ballot: 200 with its revision when it is on disk."""
    fields = await read_fields(request, BALLOT_LIMIT)
    device = fields.get("device") if isinstance(fields.get("device"), str) else ""
    rooms, board = await enter_room(request, str(device)[:64])
    sent = read_ballot(rooms.catalog, board.questions, fields)
    code = board.room.code
    if not GUARD.ballots_of_device.take(f"{code} {sent.device}"):
        raise RefusalError(429)
    if not rooms.knows(code, sent.device):
        is_allowed = GUARD.new_devices_of_address.take(read_address(request))
        if not is_allowed or board.joined >= LARGEST_ROOM:
            raise RefusalError(429)
    try:
        accepted = await asyncio.wrap_future(rooms.cast(code, sent))
    except OldRevisionError as error:
        raise RefusalError(409, {"accepted_revision": error.kept}) from None
    except OldEpochError:
        raise RefusalError(409, {"epoch": board.room.epoch}) from None
    except ClosedRoomError:
        raise RefusalError(410, {"status": board.room.status}) from None
    return JSONResponse({"accepted_revision": accepted})


async def take_step(request: Request) -> Response:
    """Do what the facilitator asks: 200 with where the room stands then, and what was done."""
    rooms, board = await enter_room(request)
    check_key(request, board)
    fields = await read_fields(request, STEP_LIMIT, may_be_empty=True)
    code = board.room.code
    done = await asyncio.to_thread(rooms.step, code, request.url.path.rsplit("/", 1)[1], fields)
    board = await _read_board(rooms, code)
    told = {"code": code, "status": board.room.status, "revision": board.revision, "epoch": board.room.epoch}
    return JSONResponse({**told, **(done if request.url.path.rsplit("/", 1)[1] != "settle" else {"settings": done})})


async def send_events(request: Request) -> Response:
    """Tell what happens in a room, as it happens."""
    rooms, board = await enter_room(request)
    if is_full():
        raise RefusalError(503)
    code = board.room.code
    headers = {"cache-control": "no-cache", "x-accel-buffering": "no"}
    stream = stream_room(rooms, code, lambda: _read_board(rooms, code))
    return StreamingResponse(stream, media_type="text/event-stream", headers=headers)


async def send_export(request: Request) -> Response:
    """Return all of a room for who has its key, as a file."""
    rooms, board = await enter_room(request)
    check_key(request, board)
    board = await asyncio.to_thread(rooms.read_afresh, board.room.code)
    body = await asyncio.to_thread(lambda: json.dumps(tell_all(board), ensure_ascii=False, indent=1).encode())
    headers = {
        "content-disposition": f'attachment; filename="clusterdash-room-{board.room.code}.json"',
        "cache-control": "no-store",
    }
    return Response(body, media_type="application/json", headers=headers)


async def delete_room(request: Request) -> Response:
    """Delete a room for good, for who has its key."""
    rooms, board = await enter_room(request)
    check_key(request, board)
    await asyncio.to_thread(rooms.delete, board.room.code)
    _told.pop(board.room.code, None)
    return JSONResponse({"deleted": board.room.code})


ROOM_ROUTES = [
    Route("/api/rooms", answer_refusals(open_room), methods=["POST"]),
    Route("/api/rooms/{code}", answer_refusals(send_state), methods=["GET"]),
    Route("/api/rooms/{code}", answer_refusals(delete_room), methods=["DELETE"]),
    Route("/api/rooms/{code}/ballot", answer_refusals(take_ballot), methods=["PUT"]),
    Route("/api/rooms/{code}/events", answer_refusals(send_events), methods=["GET"]),
    Route("/api/rooms/{code}/export.json", answer_refusals(send_export), methods=["GET"]),
    *(Route(f"/api/rooms/{{code}}/{step}", answer_refusals(take_step), methods=["POST"], name=step) for step in STEPS),
]
