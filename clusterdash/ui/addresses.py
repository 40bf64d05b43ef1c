"""Where phones reach this laptop: its addresses in the networks that it is in, and the one that the browser uses."""

from __future__ import annotations

import socket
import time
from functools import lru_cache
from urllib.parse import urlsplit

import streamlit as st
from streamlit import config

# One place each in the kinds of private networks, and one kept for documentation: a datagram socket that is connected
# sends nothing, the system only says from which of its addresses it would send.
_PLACES = (
    "192.0.2.1",
    "192.168.0.1",
    "192.168.1.1",
    "192.168.137.1",
    "192.168.2.1",
    "10.0.0.1",
    "10.42.0.1",
    "172.16.0.1",
)
KEPT_SECONDS = 10


def find_own_addresses() -> tuple[str, ...]:
    """Return the addresses of this machine in its networks, the usual one first; empty where it is in none.

    They are looked up anew every ten seconds: a laptop joins the hall's Wi-Fi while the page is open.
    """
    return _look_up(int(time.monotonic() // KEPT_SECONDS))


@lru_cache(maxsize=1)
def _look_up(_moment: int) -> tuple[str, ...]:
    found = [address for place in _PLACES if (address := _ask_system(place))]
    try:
        found += [str(one[4][0]) for one in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    except OSError:
        pass
    return tuple(dict.fromkeys(address for address in found if not address.startswith("127.")))


def _ask_system(place: str) -> str | None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((place, 9))
        except OSError:
            return None
        return str(probe.getsockname()[0])


def list_phone_addresses() -> tuple[str, ...]:
    """Return the addresses that phones may type, without a path; where the app is hosted, the one in use first."""
    port = config.get_option("server.port")
    bound = config.get_option("server.address")
    own = [] if bound and bound not in ("0.0.0.0", "::") else list(find_own_addresses())  # noqa: S104, compared only
    near = [f"http://{address}:{port}" for address in own]
    used = _read_used()
    if used and urlsplit(used).hostname not in ("localhost", "127.0.0.1", "::1"):
        return tuple(dict.fromkeys([used, *near]))
    return tuple(dict.fromkeys([*near, used or f"http://localhost:{port}"]))


def _read_used() -> str:
    """Return the address at which the visitor's browser has found us, "" where that is not known."""
    url = urlsplit(st.context.url or "")
    return f"{url.scheme}://{url.netloc}" if url.scheme in ("http", "https") and url.netloc else ""
