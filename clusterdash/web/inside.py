"""The server calls nobody: how Streamlit is kept from asking the internet for our address, and how we find our own."""

from __future__ import annotations

import socket

from streamlit import config, net_util
from streamlit.web.server import server_util

_NOWHERE = ("192.0.2.1", 9)  # an address kept for documentation (RFC 5737)


def _know_none() -> None:
    return None


def stay_inside() -> None:
    """Take Streamlit's look-ups of this machine's addresses away: one asks a web server and blocks for seconds.

    ``logger.hideWelcomeMessage`` in the configuration keeps it from asking at the start, before this can run.

    Source: assumption
    """
    setattr(net_util, "get_external_ip", _know_none)  # noqa: B010, to mypy a function is no variable
    setattr(net_util, "get_internal_ip", _know_none)  # noqa: B010


def find_lan_address() -> str | None:
    """Return this machine's address in the local network, or None where it is in none.

    A datagram socket that is connected sends nothing; the system only says which address it would send from.

    Source: assumption
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_NOWHERE)
        except OSError:
            return None
        return str(probe.getsockname()[0])


def list_addresses() -> list[str]:
    """Return the addresses to type into a browser, the one of this machine first, then the one for phones.

    Source: assumption
    """
    bound = config.get_option("server.address")
    if bound and bound not in ("0.0.0.0", "::"):  # noqa: S104, compared only
        return [server_util.get_url(bound)]
    hosts = ["localhost", find_lan_address()]
    return [server_util.get_url(host) for host in hosts if host]
