"""Going on from an earlier workshop: what was done since is told when its plan is opened, and the next one begins."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from clusterdash.errors import Problem
from clusterdash.model.advice.follow_up import follow_up
from clusterdash.model.scenario.decision import WORKSHOP, Decision
from clusterdash.results import default_catalog
from clusterdash.ui.decisions import add_decision
from clusterdash.ui.options import put_aside
from clusterdash.views.next_steps import say_follow_up
from clusterdash.views.options import EARLIER
from clusterdash.views.screen import Notice
from clusterdash.words import N_, _

if TYPE_CHECKING:
    from clusterdash.ui.session import Sitting

Event = Mapping[str, Any]


def tell_since(sitting: Sitting) -> None:
    """Tell what became of the steps of an earlier workshop, after its plan was opened; nothing where there are none.

    The Overview says it by itself.
    """
    if sitting.has_visited and sitting.page == "":
        return
    told = say_follow_up(default_catalog(), follow_up(sitting.scenario, _today()))
    if told:
        answers = ((_("Start the next workshop"), {"name": "start_workshop", "arguments": {}}),)
        problem = Problem("next_steps", N_("{found} The list stands on the Overview and in “Decide”."), {"found": told})
        sitting.notices.append(Notice(problem, answers))


def start_workshop(sitting: Sitting, _event: Event) -> None:
    """Put the plan aside as the workshop before left it, and write into the log that a further one began today."""
    today = _today()
    if any((one.kind, one.on) == (WORKSHOP, today) for one in sitting.scenario.decisions):
        return  # a double click
    after = add_decision(default_catalog(), sitting.scenario, Decision(WORKSHOP, on=today))
    put_aside(sitting, EARLIER)
    sitting.replace(after)


def _today() -> str:
    return date.today().isoformat()


FOLLOWING: Mapping[str, Callable[[Sitting, Event], None]] = {"start_workshop": start_workshop}
