"""The hot component: one keyed view that shows the screen, updates it in place and sends actions back.

What changes at every click goes through here. The browser is sent only the parts that differ from what it has; the
script lives in the views' assets and is loaded once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

import clusterdash.views
from clusterdash.views.render import View

ASSETS = Path(clusterdash.views.__file__).parent / "assets"
HOT_KEY = "hot"
EVENT_LIMIT = 100
# Numbers of actions run on without a gap; one that lies further ahead than this was never ours.
NUMBER_LEAP = 10_000

_LOADER = """
const source = new URL("{address}", window.location.origin);
const ready = import(source.href);
export default function (mount) {{
  ready.then((module) => module.show(mount));
}}
"""


@cache
def asset_version() -> str:
    """Return a short fingerprint of the scripts and styles, so that browsers keep them until they change."""
    parts = b"".join(path.read_bytes() for path in sorted(ASSETS.rglob("*")) if path.is_file())
    return hashlib.sha256(parts).hexdigest()[:12]


@cache
def _component() -> Callable[..., Any]:
    address = f"/assets/app.js?v={asset_version()}"
    return st.components.v2.component(
        "clusterdash.view",
        html='<div class="view"></div>',
        js=_LOADER.format(address=address),
        isolate_styles=False,
    )


@dataclass
class Wire:
    """What one browser has been sent: the fingerprint of each piece and the version at which it last changed.

    ``seen`` is the version that the browser said it has painted. Pieces that changed after it are sent again, so that
    a message that was lost on the way costs nothing but its bytes.
    """

    version: int = 0
    seen: int = 0
    sent: dict[str, tuple[int, int]] = field(default_factory=dict)

    def pack(self, view: View, facts: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the browser still lacks: ``skeleton`` and ``parts`` of the view, and ``facts`` beside it."""
        self.version += 1
        skeleton = self._is_due("skeleton", view.skeleton)
        parts = {code: html for code, html in view.parts.items() if self._is_due(f"part {code}", html)}
        due = {name: value for name, value in facts.items() if self._is_due(f"fact {name}", value)}
        packed = {"version": self.version, "parts": parts, "facts": due}
        return {**packed, "skeleton": view.skeleton} if skeleton else packed

    def _is_due(self, name: str, value: Any) -> bool:
        fingerprint = hash(value)
        known = self.sent.get(name)
        if known is None or known[0] != fingerprint:
            known = self.sent[name] = (fingerprint, self.version)
        return known[1] > self.seen


def show_hot(view: View, wire: Wire, facts: Mapping[str, Any], *, on_events: Callable[[], None], **data: Any) -> None:
    """Show a screen; ``data`` goes to the script at every run, ``facts`` only when they change."""
    _component()(key=HOT_KEY, data={**wire.pack(view, facts), **data}, on_events_change=on_events)


def read_events(identity: str, last: int) -> tuple[list[dict[str, Any]], int]:
    """Return the actions that wait for this sitting, in their order, and the version that its browser has painted.

    Whatever is malformed, of another sitting, done already or numbered out of all reason is dropped.
    """
    state = st.session_state.get(HOT_KEY)
    events = state.get("events") if state is not None and hasattr(state, "get") else None
    if not isinstance(events, list):
        return [], 0
    ours = [one for one in events if isinstance(one, dict) and one.get("sid") == identity]
    seen = max((one["seen"] for one in ours if _is_number(one.get("seen"))), default=0)
    new = {one["id"]: one for one in ours if _is_number(one.get("id")) and last < one["id"] <= last + NUMBER_LEAP}
    return [new[number] for number in sorted(new)][:EVENT_LIMIT], seen


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53
