"""No answer waits for the confirmation of the one before."""

import asyncio
import socket

import pytest
import uvicorn
from streamlit.web.server.starlette import starlette_server
from websockets.asyncio.client import connect

from clusterdash.web.promptness import SendAtOnce, find_connection


async def _say_whether_small_messages_wait(_scope, receive, send):
    nodelay = find_connection(receive).getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    await receive()
    await send({"type": "websocket.accept"})
    await send({"type": "websocket.send", "text": "at once" if nodelay else "waits"})
    await send({"type": "websocket.close"})


async def _ask(app):
    """Serve ``app`` on a socket that Streamlit opens, with uvicorn as Streamlit sets it, and return its first words."""
    with starlette_server._bind_socket("127.0.0.1", 0, 5) as listening:
        settings = {"ws": starlette_server._get_websocket_protocol(), "lifespan": "off", "log_level": "error"}
        server = uvicorn.Server(uvicorn.Config(app, **settings))
        running = asyncio.create_task(server.serve(sockets=[listening]))
        async with connect(f"ws://127.0.0.1:{listening.getsockname()[1]}/") as client:
            words = await client.recv()
        server.should_exit = True
        await running
        return words


@pytest.mark.parametrize(
    ("app", "expected"),
    [
        pytest.param(_say_whether_small_messages_wait, "waits", id="streamlit-alone"),
        pytest.param(SendAtOnce(_say_whether_small_messages_wait), "at once", id="with-ours"),
    ],
)
def test_a_small_message_leaves_at_once_with_our_server_and_not_without(app, expected):
    assert asyncio.run(_ask(app)) == expected


def test_a_connection_that_is_not_there_is_no_mistake():
    assert find_connection(None) is None
