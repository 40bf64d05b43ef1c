"""Which names this server answers to.

A page elsewhere can give a name of its own this server's address and would then read the app as its own; so only names
that are ours are answered: localhost, this machine's name, addresses of the local network, and what the setting lists.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from clusterdash.web.answers import refuse

SETTING = "CLUSTERDASH_ALLOWED_HOSTS"
# What phones and laptops ask for, under foreign names, to see whether a network has a sign-in page.
CAPTIVE_NETWORK_PROBES = frozenset(
    {
        "/generate_204",
        "/gen_204",
        "/hotspot-detect.html",
        "/library/test/success.html",
        "/connecttest.txt",
        "/ncsi.txt",
        "/success.txt",
        "/canonical.html",
        "/redirect",
        "/check_network_status.txt",
    }
)


def read_allowed_names(environment: Mapping[str, str] = os.environ) -> frozenset[str]:
    """Return the names that the setting allows besides our own, in lower case; "*" allows any.

    Source: assumption
    """
    names = environment.get(SETTING, "").split(",")
    return frozenset(name.strip().rstrip(".").lower() for name in names) - {""}


def read_name(host: str) -> str:
    """Return the name in a Host header or behind the scheme of an origin: lower case, no port; "" where none is.

    Source: assumption
    """
    try:
        parts = urlsplit(f"//{host}")
        return "" if parts.username is not None or parts.path else (parts.hostname or "").rstrip(".")
    except ValueError:
        return ""


def is_allowed_name(name: str, allowed: frozenset[str], reached_at: str | None = None) -> bool:
    """Return whether this server answers to ``name``.

    Parameters
    ----------
    name : as ``read_name`` returns it.
    allowed : names of the setting.
    reached_at : the address of ours at which the connection arrived.

    Source: assumption
    """
    if name in allowed or "*" in allowed:
        return True
    address = _read_address(name)
    if address is not None:
        is_near = address.is_loopback or address.is_private or address.is_link_local
        return is_near or address == _read_address(reached_at or "")
    own = socket.gethostname().lower()
    return name == "localhost" or name.endswith(".localhost") or name in {own, f"{own}.local"} - {"", ".local"}


def _read_address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


class KnownHosts:
    """Refuse requests under a name that is not ours: 421, and what to set; captive-network probes pass."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what was sent to one of our names."""
        if scope["type"] not in ("http", "websocket") or scope["path"] in CAPTIVE_NETWORK_PROBES:
            await self.app(scope, receive, send)
            return
        name = read_name(Headers(scope=scope).get("host", ""))
        reached_at = (scope.get("server") or [None])[0]
        if is_allowed_name(name, read_allowed_names(), reached_at):
            await self.app(scope, receive, send)
            return
        how = f"if the name is yours, start the server with {SETTING}={name or 'name'}"
        await refuse(scope, receive, send, 421, f"unknown host {name!r}: {how}")
