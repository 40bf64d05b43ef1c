"""What a screen knows of a saved plan: which version it began with, who saved since, what the versions changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from clusterdash.model.advice.merge import MergeRow
from clusterdash.model.scenario.scenario import Scenario


@dataclass(frozen=True)
class Saved:
    """The version of a saved plan that what is on screen began with; ``stamp`` is the fingerprint of its scenario."""

    code: str
    number: int
    stamp: str = ""


@dataclass(frozen=True)
class SavedVersion:
    """One version of a saved plan with its scenario; ``made_at`` in seconds since 1970, ``who`` "" = nobody said."""

    code: str
    number: int
    based_on: int
    who: str
    made_at: int
    scenario: Scenario


@dataclass(frozen=True)
class News:
    """The newest version, which somebody else has saved, and the scenario with which the visitor began."""

    newest: SavedVersion
    begun: Scenario


@dataclass(frozen=True)
class HistoryLine:
    """One version in the history: number, on which it was based, who, when, and what it changed against the last one.

    ``decisions`` and ``steps`` = how many lines of the log, and next steps, are new or changed, and how many are gone.
    """

    number: int
    based_on: int
    who: str
    made_at: int
    rows: tuple[MergeRow, ...] = ()
    decisions: tuple[int, int] = (0, 0)
    steps: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Merging:
    """Two versions that are being brought together: the news, and which side was picked for a row (by its name)."""

    news: News
    picks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SavedState:
    """All that a screen shows of saving.

    ``base`` is None while the plan was never saved. ``news`` is what somebody else has saved since and the visitor has
    not put off. ``told`` is what just happened: "saved", "newer" (not saved: somebody was quicker), "gone" (the
    database takes nothing) or "". ``history`` None = being read. ``who`` is what the visitor is called, ``zone`` their
    time zone.
    """

    base: Saved | None = None
    is_changed: bool = False
    news: News | None = None
    told: str = ""
    history: tuple[HistoryLine, ...] | None = None
    merging: Merging | None = None
    who: str = ""
    zone: str = ""
