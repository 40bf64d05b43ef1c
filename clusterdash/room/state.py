"""What may happen to a room: open, closed, revealed, and what each step does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

OPEN, CLOSED, REVEALED = "open", "closed", "revealed"
STEPS = ("open", "close", "reveal", "hide", "reset", "apply", "tally", "settle")
# How soon a phone asks again, in milliseconds: soon when a reveal is near, seldom where hundreds ask.
SOON, USUAL, SELDOM = 1000, 3000, 5000
MANY = 300


@dataclass(frozen=True)
class Stage:
    """Where a room stands: its status, which vote on the same questions this is (from 1), how often it was emptied."""

    status: str = OPEN
    round: int = 1
    epoch: int = 0


def open_stage(stage: Stage) -> Stage:
    """Let people vote. After a reveal this is another vote, from the answers that are there. Twice is as once."""
    return Stage(OPEN, stage.round + (stage.status == REVEALED), stage.epoch)


def close_stage(stage: Stage) -> Stage:
    """Take no more answers; what was revealed stays revealed."""
    return stage if stage.status == REVEALED else Stage(CLOSED, stage.round, stage.epoch)


def reveal_stage(stage: Stage) -> Stage:
    """Show the results, from any state; no more answers are taken."""
    return Stage(REVEALED, stage.round, stage.epoch)


def hide_stage(stage: Stage) -> Stage:
    """Take the results from the screens again; the vote stays closed."""
    return Stage(CLOSED, stage.round, stage.epoch) if stage.status == REVEALED else stage


def empty_stage(stage: Stage) -> Stage:
    """Begin anew: no answer counts any more, and people may vote."""
    return Stage(OPEN, 1, stage.epoch + 1)


CHANGES = {
    "open": open_stage,
    "close": close_stage,
    "reveal": reveal_stage,
    "hide": hide_stage,
    "reset": empty_stage,
}


def choose_pause(stage: Stage, joined: int, voted: int, settings: Mapping[str, object]) -> int:
    """Return after how many milliseconds a phone should ask again.

    Source: assumption (a reveal is seen within about a second; a thousand phones ask no more than 200 times a second).
    """
    is_near = stage.status == CLOSED or (joined >= 3 and voted >= 0.9 * joined) or bool(settings.get("step"))
    if stage.status == REVEALED:
        return USUAL if joined <= MANY else SELDOM
    if is_near and joined <= MANY:
        return SOON
    return USUAL if joined <= MANY else SELDOM
