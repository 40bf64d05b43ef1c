"""What is to be done next, by whom and by when, and whether it is done: one line of the list of a scenario."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from clusterdash.errors import Problem
from clusterdash.model.scenario.checks import NAME_LIMIT, Checked, check_entries, checked, problem_at, text_up_to, truth
from clusterdash.model.scenario.decision import DECISION_LIMIT, check_day
from clusterdash.words import N_

STEP_LIMIT = 200
WHAT_LIMIT = 300
NOTE_LIMIT = 500
OLD_TICK = "done"  # how pages that were handed out, and older files, write down that an instrument is carried out


@dataclass(frozen=True)
class NextStep(Checked):
    """One step that people agreed on; a scenario holds them in the order in which they were written down.

    Parameters
    ----------
    what : what is to be done, in people's own words, up to 300 characters; "" where the code says it.
    code : what of the plan it is about: an instrument, a hand-over condition, a stage, an actor to be trained, or
        "office"; "" = none. A step with a code and no words stands for that itself: an instrument that is done has
        begun to be carried out, and the page that computes ticks the same step.
    owner : who answers for it, person and organisation; "" = to be named.
    due : by when, as 2027-03-31; "" = no day was set.
    done : whether it is done; ``done_on`` is the day, "" = nobody wrote it down.
    agreed_on : the day on which it was agreed on, "" = nobody wrote it down; tells what an earlier workshop left.
    note : anything else, up to 500 characters.

    Source: assumption (what a group wants to find again at its next meeting).
    """

    prefix: ClassVar[str] = "next_steps."
    what: str = checked("", text_up_to(WHAT_LIMIT))
    code: str = checked("", text_up_to(NAME_LIMIT))
    owner: str = checked("", text_up_to(NAME_LIMIT))
    due: str = checked("", check_day)
    done: bool = checked(False, truth)
    done_on: str = checked("", check_day)
    agreed_on: str = checked("", check_day)
    note: str = checked("", text_up_to(NOTE_LIMIT))

    def find_problems(self) -> list[Problem]:
        """Return ranges that are broken, a step that says nothing, and a day of being done without being done."""
        return super().find_problems() or [*self._find_contradictions()]

    def _find_contradictions(self) -> Iterable[Problem]:
        if not self.what.strip() and not self.code:
            yield from problem_at("next_steps.what", N_("Nothing says what is to be done; write it down."), "")
        if self.done_on and not self.done:
            template = N_("A day stands here ({found}), but the step is not ticked as done; tick it, or drop the day.")
            yield from problem_at("next_steps.done_on", template, self.done_on)

    @property
    def is_whole_done(self) -> bool:
        """Whether what the code names is done itself, an instrument for example, and not a part of it."""
        return self.done and bool(self.code) and not self.what.strip()


def check_next_steps(value: object, where: str) -> Iterable[Problem]:
    """Return what is wrong with a list of steps: too long, or entries that are no steps (those check themselves)."""
    template = N_("The list holds {found} next steps; at most {allowed} are kept. Take some out first.")
    return check_entries(value, where, NextStep, STEP_LIMIT, template)


def move_old_ticks(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return a file's data with ticks of the older form, which stood among the decisions, among the next steps.

    A tick of an instrument that has a step ticks that step; else it becomes one; a tick of nothing becomes a note. What
    is no list, or too long a one, is left to the checks.

    Source: assumption (older files keep what they say).
    """
    decisions, steps = data.get("decisions", []), data.get("next_steps", [])
    if not _is_list(decisions, DECISION_LIMIT) or not _is_list(steps, STEP_LIMIT) or not any(map(_is_tick, decisions)):
        return dict(data)
    kept = [one for one in decisions if not _is_tick(one)]
    for tick in filter(_is_tick, decisions):
        if tick.get("subject"):
            steps = _tick(steps, tick)
        else:
            kept.append({**tick, "kind": "note"})
    return {**data, "decisions": kept, "next_steps": steps}


def _is_list(value: object, limit: int) -> bool:
    return isinstance(value, list) and len(value) <= limit


def _is_tick(value: object) -> bool:
    return isinstance(value, Mapping) and value.get("kind") == OLD_TICK


def _tick(steps: list[Any], tick: Mapping[str, Any]) -> list[Any]:
    done = {"done": True, "done_on": tick.get("on", "")}
    subject, who = tick.get("subject", ""), tick.get("reason", "")
    for number, one in enumerate(steps):
        if isinstance(one, Mapping) and (one.get("code"), one.get("what", "")) == (subject, ""):
            return [*steps[:number], {**one, **done, "owner": who or one.get("owner", "")}, *steps[number + 1 :]]
    owner, note = (who, "") if not isinstance(who, str) or len(who) <= NAME_LIMIT else ("", who)
    return [*steps, {"code": subject, "owner": owner, "note": note, **done}]
