"""What became of the steps that an earlier workshop agreed on, by a day that is told from outside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from clusterdash.model.scenario.decision import WORKSHOP, Decision
from clusterdash.model.scenario.next_step import NextStep
from clusterdash.model.scenario.scenario import Scenario

DONE, LATE, OPEN = "done", "late", "open"
_ORDER = (LATE, OPEN, DONE)


@dataclass(frozen=True)
class StepReview:
    """A step with its place in the list (from 0), how it stands (done, late, open), and by how many days it is late."""

    number: int
    step: NextStep
    state: str
    days_late: int = 0


@dataclass(frozen=True)
class FollowUp:
    """The steps of an earlier workshop: late ones first (the latest at the top), then open ones by day, then done ones.

    ``since`` is the day of that workshop, "" where nobody wrote it down. There may be no steps at all.
    """

    since: str = ""
    reviews: tuple[StepReview, ...] = ()

    def count(self, state: str) -> int:
        """Return how many steps are done, late or open."""
        return sum(one.state == state for one in self.reviews)


def judge_step(number: int, step: NextStep, today: str) -> StepReview:
    """Return how a step stands on a day (as 2027-03-31; "" = not known: then nothing is late).

    Source: assumption (late from the day after the one that was agreed on).
    """
    if step.done:
        return StepReview(number, step, DONE)
    if today and step.due and step.due < today:
        days = (date.fromisoformat(today) - date.fromisoformat(step.due)).days
        return StepReview(number, step, LATE, days)
    return StepReview(number, step, OPEN)


def follow_up(scenario: Scenario, today: str, workshop: str = "") -> FollowUp:
    """Return what became of the steps that were agreed on before a workshop, since the workshop before it.

    ``workshop`` is its day, "" = today; steps are late by ``today``. Steps that were done before the earlier workshop
    are its history and left out; steps of which nobody wrote down when they were agreed on count as earlier ones.
    Where no day is known, nothing is told.

    Source: assumption (what a group asks first when it meets again).
    """
    day = workshop or today
    if not day:
        return FollowUp()
    last = find_last_workshop(scenario, day)
    mine = ((number, one) for number, one in enumerate(scenario.next_steps) if one.agreed_on < day)
    found = [judge_step(number, one, today) for number, one in mine if not _was_done_before(one, last)]
    return FollowUp(last, tuple(sorted(found, key=_rank)))


def _rank(one: StepReview) -> tuple[int, int, str, int]:
    return _ORDER.index(one.state), -one.days_late, one.step.due or "9999", one.number


def _was_done_before(step: NextStep, since: str) -> bool:
    return bool(step.done and step.done_on and since and step.done_on < since)


def find_last_workshop(scenario: Scenario, today: str) -> str:
    """Return the day of the last workshop before a day; "" where nobody wrote one down.

    The first is the day on which the first step was agreed on; later ones stand in the log.

    Source: assumption (work between two workshops does not move the day).
    """
    days = [*_list_later(scenario.decisions), *_list_first(scenario.next_steps)]
    return max((day for day in days if day < today), default="")


def find_current_workshop(scenario: Scenario) -> str:
    """Return the day of the last workshop that the log says began after the first; "" where there is none.

    Source: assumption.
    """
    return max(_list_later(scenario.decisions), default="")


def _list_later(decisions: Iterable[Decision]) -> list[str]:
    return [one.on for one in decisions if one.kind == WORKSHOP and one.on]


def _list_first(steps: Iterable[NextStep]) -> list[str]:
    days = [one.agreed_on for one in steps if one.agreed_on]
    return [min(days)] if days else []
