"""How much one device and one address may ask for: far more than a hall on one address needs, far less than a flood.

Kept in memory only: no address of anybody is stored.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from starlette.requests import Request

KEPT = 20_000


@dataclass(frozen=True)
class Rate:
    """What is allowed: ``burst`` at once, then ``each_second``."""

    burst: float
    each_second: float


class Limits:
    """Counts how often each name (a device, an address) has asked lately; the names that asked longest ago go first."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._clock = rate, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def look(self, name: str) -> float:
        """Return how much is left for a name."""
        left, at = self._left.get(name, (self._rate.burst, 0.0))
        return min(self._rate.burst, left + (self._clock() - at) * self._rate.each_second)

    def take(self, name: str) -> bool:
        """Count one more; return False where nothing was left."""
        left = self.look(name)
        is_allowed = left >= 1
        self._left[name] = (left - is_allowed, self._clock())
        self._left.move_to_end(name)
        while len(self._left) > KEPT:
            self._left.popitem(last=False)
        return is_allowed


def read_address(request: Request) -> str:
    """Return whom an address counts as: itself, or its network of 64 bits (one household has many addresses of those).

    Source: assumption
    """
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(IPv6Address(int(address) >> 64 << 64))
    return str(getattr(address, "ipv4_mapped", None) or address)


@dataclass
class Guard:
    """All limits of the rooms' addresses.

    A thousand phones behind one address poll and vote without meeting any; who tries room codes meets one soon.
    """

    ballots_of_device: Limits
    requests_of_address: Limits
    new_devices_of_address: Limits
    new_rooms_of_address: Limits
    wrong_codes_of_address: Limits
    wrong_keys_of_address: Limits


def make_guard() -> Guard:
    """Return the limits as they hold. Source: assumption (1,000 phones in one hall, a poll a second at most)."""
    return Guard(
        ballots_of_device=Limits(Rate(60, 10)),
        requests_of_address=Limits(Rate(12_000, 3_000)),
        new_devices_of_address=Limits(Rate(2_000, 5)),
        new_rooms_of_address=Limits(Rate(300, 1)),
        wrong_codes_of_address=Limits(Rate(30, 0.5)),
        wrong_keys_of_address=Limits(Rate(30, 0.5)),
    )
