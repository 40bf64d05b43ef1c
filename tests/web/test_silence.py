"""A connection that asks nothing is ended; one that asked lives on."""

import asyncio

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from uvicorn.protocols.http.h11_impl import H11Protocol

from clusterdash.web.silence import end_silent_connections, list_protocols

ASK = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
SHORT = 0.2
APP = Starlette(routes=[Route("/", lambda _request: PlainTextResponse("hello"))])


def serve_and(talk):
    """Serve a page with the time limit of the test, let ``talk`` have a connection, and return what it returns."""

    class Guarded(H11Protocol):
        pass

    end_silent_connections([Guarded], SHORT)

    async def run():
        server = uvicorn.Server(uvicorn.Config(APP, http=Guarded, lifespan="off", log_level="error", port=0))
        running = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.01)
        reader, writer = await asyncio.open_connection(*server.servers[0].sockets[0].getsockname())
        try:
            return await asyncio.wait_for(talk(reader, writer), 10)
        finally:
            writer.close()
            server.should_exit = True
            await running

    return asyncio.run(run())


async def _say_nothing(reader, _writer):
    return await reader.read()


async def _ask_half(reader, writer):
    writer.write(ASK[:20])
    return await reader.read()


async def _ask_twice(reader, writer):
    answers = []
    for _time in range(2):
        writer.write(ASK)
        answers.append(await reader.readuntil(b"hello"))
        await asyncio.sleep(SHORT * 1.5)
    return answers


@pytest.mark.parametrize("talk", [_say_nothing, _ask_half], ids=["nothing", "half a request"])
def test_a_connection_that_never_asks_is_ended_by_the_server(talk):
    assert serve_and(talk) == b""


def test_a_connection_that_asked_is_kept_for_its_next_question():
    assert len(serve_and(_ask_twice)) == 2


def test_the_connections_of_the_app_are_watched():
    from clusterdash.web import lifespan

    assert lifespan.end_silent_connections is end_silent_connections and H11Protocol in list_protocols()
