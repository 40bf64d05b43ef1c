"""What was decided, why, by whom and when: one entry of the log of a scenario."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from clusterdash.errors import Problem
from clusterdash.model.scenario.checks import (
    NAME_LIMIT,
    Checked,
    check_entries,
    checked,
    choice,
    problem_at,
    text_up_to,
)
from clusterdash.words import N_

DECISION_LIMIT = 500
REASON_LIMIT = 500
WORKSHOP = "workshop"
DECISION_KINDS = ("pin", "exclude", "swap", "fix", "hand_over", "vote", "note", "potential", WORKSHOP)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def check_day(value: object, where: str) -> Iterable[Problem]:
    """Return what is wrong with a day; "" stands for a day that nobody wrote down."""
    template = N_("Found “{found}”; a day like 2027-03-31 is needed, or nothing.")
    if not isinstance(value, str):
        return problem_at(where, template, value)
    try:
        is_day = value == "" or (_DAY.fullmatch(value) is not None and bool(date.fromisoformat(value)))
    except ValueError:
        is_day = False
    return [] if is_day else problem_at(where, template, value)


@dataclass(frozen=True)
class Decision(Checked):
    """One decision of the people in the room; the log of a scenario holds them oldest first.

    Parameters
    ----------
    kind : "pin" | "exclude" | "swap" | "fix" | "hand_over" | "vote" | "note" | "potential" (of a region)
        | "workshop" (a further one began).
    subject : what it is about: the code of an instrument, warning or condition, or a short text.
    reason : why, in a sentence of up to 500 characters; may be empty.
    group : code of the stakeholder group that decided; "" = all, or nobody said.
    on : the day, as 2027-03-31; "" = nobody wrote it down.

    Source: assumption (what a group wants to know a year later).
    """

    prefix: ClassVar[str] = "decisions."
    kind: str = checked("note", choice(*DECISION_KINDS))
    subject: str = checked("", text_up_to(NAME_LIMIT))
    reason: str = checked("", text_up_to(REASON_LIMIT))
    group: str = checked("", text_up_to(NAME_LIMIT))
    on: str = checked("", check_day)


def check_decisions(value: object, where: str) -> Iterable[Problem]:
    """Return what is wrong with a log: too long, or entries that are no decisions (those check themselves)."""
    template = N_("The log holds {found} decisions; at most {allowed} are kept. Take some out first.")
    return check_entries(value, where, Decision, DECISION_LIMIT, template)
