"""A show of hands: how many hands went up for each answer, and the answer in the middle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clusterdash.words import pair

LEVELS = 4
HANDS_LIMIT = 9_999


@dataclass(frozen=True)
class Tally:
    """The hands for the ratings 0, 1, 2 and 3."""

    counts: tuple[int, ...] = (0,) * LEVELS

    @property
    def total(self) -> int:
        """All hands together."""
        return sum(self.counts)

    @property
    def median(self) -> int | None:
        """The rating in the middle, the lower one of two; None while no hand is up. Source: assumption."""
        if not self.total:
            return None
        middle, seen = (self.total + 1) // 2, 0
        for level, count in enumerate(self.counts):
            seen += count
            if seen >= middle:
                return level
        return None

    def count(self, level: int, hands: int) -> Tally:
        """Return the tally with so many hands for one rating, never below none."""
        kept = max(0, min(hands, HANDS_LIMIT))
        return Tally(tuple(kept if number == level else old for number, old in enumerate(self.counts)))

    def tell(self) -> str:
        """Return the tally as it is kept in the log: "0: 3 · 1: 12 · 2: 9 · 3: 0"."""
        return " · ".join(pair(str(level), str(count)) for level, count in enumerate(self.counts))


def read_tally(tallies: object, code: str) -> Tally:
    """Return the tally of a mechanism; an empty one where nobody has counted."""
    found = tallies.get(code) if isinstance(tallies, Mapping) else None
    return found if isinstance(found, Tally) else Tally()
