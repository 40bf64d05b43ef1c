"""A room as it stands: who is in, what counts, what may be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.frozen import FrozenMap
from clusterdash.room.ballots import Ballot, restore_ballot
from clusterdash.room.questions import MECHANISM, Question, list_questions
from clusterdash.room.state import REVEALED, Stage, choose_pause
from clusterdash.room.tally import HandCount, Tally, list_votes, tally_all, tally_answers
from clusterdash.store.rooms import BallotRow, EventRow, RoomRow


@dataclass(frozen=True)
class Board:
    """A room with all that counts in it; ``rows`` maps a device to its newest ballot.

    ``revision`` grows with everything that happens: a screen with the same one shows the same.
    """

    catalog: Catalog
    room: RoomRow
    rows: Mapping[str, BallotRow] = field(default_factory=dict)
    events: tuple[EventRow, ...] = ()
    shown: tuple[int, Mapping[str, Any]] = (0, FrozenMap())
    newest: int = 0

    @property
    def stage(self) -> Stage:
        """Where the room stands."""
        return Stage(self.room.status, self.room.round, self.room.epoch)

    @property
    def is_rehearsal(self) -> bool:
        """Whether this is a try with simulated participants."""
        return bool(self.room.settings.get("rehearsal"))

    @property
    def revision(self) -> int:
        """A number that grows with every change."""
        return self.newest + (self.events[-1].number if self.events else 0) + self.shown[0]

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What is asked: the mechanisms first."""
        return list_questions(self.catalog, self.room.settings.get("ask", ()))

    @cached_property
    def mechanisms(self) -> tuple[str, ...]:
        """The mechanisms that are asked, in table order."""
        return tuple(one.code for one in self.questions if one.kind == MECHANISM)

    @cached_property
    def resets(self) -> Mapping[str, int]:
        """Question -> the newest ballot version of before its last reset; only what came later counts."""
        mine = [it for it in self.events if it.kind == "reset" and it.content.get("epoch") == self.room.epoch]
        return {it.content["question"]: it.content.get("newest", 0) for it in mine if it.content.get("question")}

    @cached_property
    def ballots(self) -> Mapping[str, Ballot]:
        """Device -> what of its ballot counts."""
        return {device: self._count(row) for device, row in self.rows.items()}

    def _count(self, row: BallotRow) -> Ballot:
        ballot = restore_ballot(row.content)
        gone = {name for name, newest in self.resets.items() if row.number <= newest}
        if not gone:
            return ballot
        kept = {
            table: FrozenMap({name: value for name, value in getattr(ballot, table).items() if name not in gone})
            for table in ("ratings", "words", "guesses", "answers")
        }
        return replace(ballot, **kept)  # type: ignore[arg-type]

    @property
    def joined(self) -> int:
        """How many devices are in."""
        return len(self.rows)

    @cached_property
    def voted(self) -> int:
        """How many devices have answered anything."""
        if not self.resets:
            return sum(bool(row.content.get("ratings") or row.content.get("answers")) for row in self.rows.values())
        return sum(ballot.is_filled for ballot in self.ballots.values())

    @cached_property
    def voted_by_question(self) -> Mapping[str, int]:
        """Question -> how many devices have answered it."""
        ballots = self.ballots.values()
        return {
            one.name: sum(one.name in it.ratings or one.name in it.answers for it in ballots) for one in self.questions
        }

    @cached_property
    def hands(self) -> tuple[HandCount, ...]:
        """Raised hands and paper votes; of the same group and mechanism the last count holds."""
        found: dict[tuple[str | None, str], HandCount] = {}
        for event in self.events:
            if event.kind == "tally" and event.content.get("epoch") == self.room.epoch:
                for code, counts in event.content["counts"].items():
                    group = event.content.get("group")
                    found[group, code] = HandCount(group, code, tuple(counts))
            elif event.kind == "reset" and event.content.get("question"):
                found = {key: hand for key, hand in found.items() if key[1] != event.content["question"]}
        return tuple(hand for hand in found.values() if sum(hand.counts))

    @cached_property
    def tallies(self) -> tuple[Tally, ...]:
        """What the room says about each mechanism."""
        return tally_all(self.mechanisms, self.ballots.values(), self.hands)

    @cached_property
    def answers(self) -> Mapping[str, Mapping[str, int]]:
        """Further question -> answer -> how often."""
        return {
            one.name: tally_answers(one.name, self.ballots.values()) for one in self.questions if one.kind != MECHANISM
        }

    @cached_property
    def votes(self) -> Sequence[tuple[int, ...]]:
        """One full row of ratings per voter, for the bootstrap."""
        return list_votes(self.tallies, self.ballots.values(), self.hands)

    @cached_property
    def before(self) -> Mapping[str, int]:
        """Mechanism -> its median at the reveal of an earlier vote on the same questions."""
        told = [
            it.content["medians"]
            for it in self.events
            if it.kind == "reveal"
            and it.content.get("epoch") == self.room.epoch
            and it.content.get("round", 1) < self.room.round
        ]
        return told[-1] if told else {}

    @property
    def pause(self) -> int:
        """After how many milliseconds a phone should ask again."""
        return choose_pause(self.stage, self.joined, self.voted, self.room.settings)

    @property
    def is_revealed(self) -> bool:
        """Whether results may be told."""
        return self.room.status == REVEALED

    def merge(self, rows: Iterable[BallotRow]) -> Board:
        """Return the board after further ballot versions; of a device the highest revision counts."""
        merged, newest = dict(self.rows), self.newest
        for row in rows:
            newest = max(newest, row.number)
            known = merged.get(row.device)
            if known is None or known.revision < row.revision:
                merged[row.device] = row
        return replace(self, rows=merged, newest=newest)


def list_hidden_medians(board: Board) -> dict[str, int]:
    """Return mechanism -> median of those that anybody rated; what a reveal keeps for the next vote."""
    return {it.mechanism: it.median for it in board.tallies if it.median is not None}
