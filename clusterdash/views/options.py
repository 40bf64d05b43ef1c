"""Options beside the scenario on screen: up to three, each with a letter, to be compared and taken up again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clusterdash.model.scenario.scenario import Scenario
from clusterdash.views.saved import Saved

LETTERS = ("A", "B", "C", "D")
EARLIER = "earlier"


@dataclass(frozen=True)
class Option:
    """A scenario that was put aside: its letter, where it comes from, and the scenario.

    ``source`` is ``kept``, ``earlier`` (as the workshop before left it), ``previous``, ``example``, ``link``, ``file``
    or ``saved``; ``base`` is the version of a saved plan that it is or builds on, None where it builds on none.
    """

    letter: str
    source: str
    scenario: Scenario
    base: Saved | None = None


def find_free_letters(options: Sequence[Option]) -> tuple[str, ...]:
    """Return the letters that no option has; the first is that of the scenario on screen.

    Source: assumption (a device of this app).
    """
    taken = {one.letter for one in options}
    return tuple(letter for letter in LETTERS if letter not in taken)
