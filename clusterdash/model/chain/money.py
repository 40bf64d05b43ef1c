"""Amounts of money that people can only give as a range, from a low to a high one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Amount:
    """A range of money in the currency of the scenario; both ends are the same where people gave one number."""

    low: float = 0.0
    high: float = 0.0

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.low + other.low, self.high + other.high)

    def __mul__(self, factor: float) -> Amount:
        return Amount(self.low * factor, self.high * factor)

    @property
    def middle(self) -> float:
        """Half way between both ends; shares are taken from it."""
        return (self.low + self.high) / 2


def add_up(amounts: Iterable[Amount]) -> Amount:
    """Return the sum of amounts, low ends and high ends apart; nothing adds up to 0.

    Source: assumption (all low, or all high: the widest range).
    """
    return sum(amounts, Amount())
