"""One component for every view: it takes HTML, updates the page in place and sends actions back.

The script lives in ``assets/app.js`` and is loaded once by the browser; a rerun carries only the view's HTML.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

ASSETS = Path(__file__).parent / "assets"

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


def show_view(key: str, html: str, *, on_events: Callable[[], None] | None = None, **data: Any) -> None:
    """Show HTML that our own templates made under ``key``; ``data`` goes to the script beside it."""
    callbacks = {"on_events_change": on_events} if on_events else {}
    _component()(key=key, data={"key": key, "html": html, **data}, **callbacks)


def read_events(key: str) -> list[dict[str, Any]]:
    """Return the actions that the browser has queued under ``key``; anything malformed is dropped."""
    state = st.session_state.get(key)
    events = state.get("events") if state is not None and hasattr(state, "get") else None
    if not isinstance(events, list):
        return []
    return [event for event in events if isinstance(event, dict) and isinstance(event.get("id"), int)]
