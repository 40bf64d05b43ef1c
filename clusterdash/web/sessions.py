"""How many sessions are kept for visitors who have gone."""

from __future__ import annotations

from typing import Any

from streamlit import config
from streamlit.runtime.memory_session_storage import MemorySessionStorage

# Streamlit keeps 128. Nothing is lost with a session: the browser keeps the draft and opens a new one with it.
KEPT_SESSIONS = 32


def keep_few_sessions(app: Any) -> None:
    """Let ``app`` keep at most KEPT_SESSIONS disconnected sessions; the oldest goes first.

    Streamlit has a setting for their time (``server.disconnectedSessionTTL``) and none for their number.

    Source: assumption
    """
    app._runtime._session_mgr._session_storage = MemorySessionStorage(
        maxsize=KEPT_SESSIONS, ttl_seconds=config.get_option("server.disconnectedSessionTTL")
    )
