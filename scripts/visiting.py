"""A visitor without a browser: speaks Streamlit's websocket, learns where the hot view is, and clicks in it."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.BidiComponent_pb2 import BidiComponent
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

STREAM = "/_stcore/stream"
# The component that takes the clicks: its name, and its key where more than one has that name; the first that is there.
HOT_COMPONENT = "clusterdash.view"
HOT_KEYS = ("hot", "rail")
WAIT = 60.0


@dataclass
class Visitor:
    """One open session: what the server told it so far, and its next action."""

    socket: ClientConnection
    page: str = ""
    page_hash: str = ""
    widget: str = ""
    fragment: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    received: int = 0
    _known: dict[str, ForwardMsg] = field(default_factory=dict)
    _next: int = 1

    async def open(self) -> float:
        """Ask for the page as a browser does at first; return the seconds until the server's script has ended."""
        return await self._run(BackMsg())

    async def click(self, name: str, **values: Any) -> float:
        """Send one action of the hot view; return the seconds until the server's script has ended.

        Raises
        ------
        RuntimeError : the page has no hot view.
        """
        if not self.widget:
            raise RuntimeError(f"The page has no {HOT_COMPONENT} with a key of {HOT_KEYS}.")
        event = {"id": self._next, "name": name, "sid": self.data.get("sid"), **values}
        self._next += 1
        return await self.send_state({"events": [event]})

    async def send_state(self, state: Mapping[str, Any]) -> float:
        """Send the hot view's state; return the seconds until the server's script has ended."""
        message = BackMsg()
        message.rerun_script.fragment_id = self.fragment
        message.rerun_script.widget_states.widgets.add(id=self.widget, json_value=json.dumps(state, ensure_ascii=False))
        return await self._run(message)

    async def _run(self, message: BackMsg) -> float:
        message.rerun_script.page_name = self.page
        message.rerun_script.page_script_hash = self.page_hash
        message.rerun_script.cached_message_hashes.extend(self._known)
        started = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        async with asyncio.timeout(WAIT):
            while not self._take(await self.socket.recv()):
                pass
        return time.perf_counter() - started

    def _take(self, raw: str | bytes) -> bool:
        """Note what one message tells; return whether it says that the script has ended."""
        if isinstance(raw, str):
            raise RuntimeError("The server sent text where bytes belong.")
        self.received += len(raw)
        message = ForwardMsg.FromString(raw)
        if message.WhichOneof("type") == "ref_hash":
            message = self._known.get(message.ref_hash, message)
        elif message.metadata.cacheable:
            self._known[message.hash] = message
        match message.WhichOneof("type"):
            case "delta":
                self._note_view(message)
            case "navigation":
                self.page_hash = message.navigation.page_script_hash
            case "script_finished":
                return bool(message.script_finished != ForwardMsg.ScriptFinishedStatus.FINISHED_EARLY_FOR_RERUN)
        return False

    def _note_view(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        if element.WhichOneof("type") != "bidi_component" or element.bidi_component.component_name != HOT_COMPONENT:
            return
        view: BidiComponent = element.bidi_component
        data = json.loads(view.json or "{}")
        if isinstance(data, dict) and data.get("key") in HOT_KEYS:
            self.widget, self.fragment, self.data = view.id, message.delta.fragment_id, data


@asynccontextmanager
async def visit(url: str, page: str = "", **options: Any) -> AsyncIterator[Visitor]:
    """Yield a visitor connected to the app at ``url`` who has not yet asked for ``page``."""
    address = url.replace("http", "ws", 1) + STREAM
    protocols = [Subprotocol("streamlit")]
    async with connect(address, origin=url, subprotocols=protocols, max_size=None, **options) as socket:  # type: ignore[arg-type]
        yield Visitor(socket, page)
