"""The addresses under which this computer can be reached, as pages show them."""

from __future__ import annotations

import streamlit as st


def list_own_addresses() -> tuple[str, ...]:
    """Return the address that this visitor used first, then those of this computer; never empty.

    Source: assumption
    """
    from urllib.parse import urlsplit

    from clusterdash.web.inside import list_addresses

    used = urlsplit(st.context.url or "")
    own = f"{used.scheme}://{used.netloc}" if used.netloc else ""
    found = [own, *list_addresses()]
    return tuple(dict.fromkeys(one.rstrip("/") for one in found if one)) or ("http://localhost:8501",)
