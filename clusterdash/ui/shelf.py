"""What a sitting knows of its saved plan: the version on which it builds, news of others, a merge that is under way."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from clusterdash.model.scenario.scenario import Scenario
from clusterdash.plain import clean_text
from clusterdash.store.kept import read_short_code
from clusterdash.store.plans import MINUTE, SAVES_A_MINUTE
from clusterdash.views.saved import HistoryLine, Merging, News, Saved, SavedState

WHO_LIMIT = 60
HISTORY_SHOWN = 20
HISTORY_LIMIT = 200  # steps that undo takes back


@dataclass
class Shelf:
    """The saved plan of one visitor.

    The steps of undo fall into strands: a strand begins where another plan is opened or a merge is taken, and each
    builds on a version of its own. ``turns`` holds to which strand the scenarios on either side of such a step belong.
    ``put_off`` is the number of the version whose news the visitor has closed; ``saves`` are the moments of the last
    saves in seconds, so that no visitor uses up what all may save.
    """

    who: str = ""
    zone: str = ""
    told: str = ""
    news: News | None = None
    put_off: int = 0
    merging: Merging | None = None
    history: tuple[HistoryLine, ...] | None = None
    history_of: tuple[str, int, int] | None = None
    shown: int = HISTORY_SHOWN
    looked_at: float = 0.0
    looks: int = 0
    bases: list[Saved | None] = field(default_factory=lambda: [None])
    strand: int = 0
    turns: dict[Scenario, int] = field(default_factory=dict)
    saves: list[float] = field(default_factory=list)

    @property
    def base(self) -> Saved | None:
        """The version on which what is on screen builds."""
        return self.bases[self.strand]

    def build_on(self, base: Saved | None, before: Scenario, after: Scenario) -> None:
        """Let what is on screen build on another version, or on none; undo and redo find the way back."""
        self.bases.append(base)
        for scenario, strand in ((before, self.strand), (after, len(self.bases) - 1)):
            self.turns.pop(scenario, None)
            self.turns[scenario] = strand
        for scenario in list(self.turns)[: -2 * HISTORY_LIMIT]:  # no undo leads back to them any more
            del self.turns[scenario]
        self._turn_to(len(self.bases) - 1)

    def begin_with(self, base: Saved | None) -> None:
        """Let what is on screen at the start of a sitting build on a version."""
        self.bases[self.strand] = base or self.base

    def step_to(self, scenario: Scenario) -> None:
        """Follow an undo or redo."""
        if self.turns.get(scenario, self.strand) != self.strand:
            self._turn_to(self.turns[scenario])

    def _turn_to(self, strand: int) -> None:
        before, self.strand = self.base, strand
        if before is None or self.base is None or before.code != self.base.code:
            self.history, self.history_of, self.put_off = None, None, 0
        self.news, self.merging, self.looked_at = None, None, 0.0

    def may_save(self, moment: float) -> bool:
        """Return whether the visitor may save at a moment, and count it where they may."""
        self.saves = [one for one in self.saves if one > moment - MINUTE]
        is_free = len(self.saves) < SAVES_A_MINUTE
        self.saves += [moment] if is_free else []
        return is_free

    def note_saved(self, base: Saved) -> None:
        """Build on the version that was just saved."""
        if self.base is None or self.base.code != base.code:
            self.history, self.history_of = None, None
        self.bases[self.strand] = base
        self.news, self.merging, self.told, self.put_off = None, None, "saved", 0

    def show(self, stamp: str) -> SavedState:
        """Return what the screen shows of it, for the scenario of a fingerprint."""
        news = self.news if self.news and self.news.newest.number != self.put_off else None
        is_changed = self.base is not None and self.base.stamp != stamp
        return SavedState(self.base, is_changed, news, self.told, self.history, self.merging, self.who, self.zone)

    def write_tag(self) -> str:
        """Return what the browser keeps beside its draft, "" where nothing was saved."""
        if self.base is None:
            return ""
        return json.dumps([self.base.code, self.base.number, self.base.stamp, self.who])

    def read_tag(self, text: object) -> Saved | None:
        """Return the version that a draft builds on and take over its writer's name; None where it builds on none."""
        try:
            code, number, stamp, who = json.loads(str(text or ""))
        except (ValueError, RecursionError, TypeError):
            return None
        is_number = isinstance(number, int) and not isinstance(number, bool) and 0 < number < 10**6
        if not (isinstance(code, str) and read_short_code(code) == code and is_number):
            return None
        self.who = self.who or clean_who(who)
        return Saved(code, number, str(stamp)[:16])


def clean_who(text: object) -> str:
    """Return a name as it is kept: one line of clean text."""
    return " ".join(clean_text(text if isinstance(text, str) else "").split())[:WHO_LIMIT]
