"""All actions that the browser may send, in one table: changes of the scenario, and what is more than that."""

from __future__ import annotations

import base64
import binascii
import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from clusterdash.errors import ClusterdashError, Problem, ScenarioError
from clusterdash.frozen import FrozenMap
from clusterdash.model.advice.suggestions import accept_all as accept_suggestions
from clusterdash.model.chain.offers import find_left_over
from clusterdash.model.scenario.change import Change, apply_change, apply_changes
from clusterdash.model.scenario.codes import check_codes
from clusterdash.model.scenario.decision import Decision
from clusterdash.model.scenario.number_fields import FieldReading, read_number_field, write_field
from clusterdash.model.scenario.regions import RegionList, read_regions, read_typed_regions
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.results import compute_results, default_catalog, read_example
from clusterdash.store.choices import write_choices
from clusterdash.ui.actions import CHANGES, apply_event, find_number_field
from clusterdash.ui.codes import keep_here, open_code
from clusterdash.ui.decisions import LOG_ACTIONS, add_decision, log_event
from clusterdash.ui.follow import FOLLOWING, tell_since
from clusterdash.ui.hands import apply_hands, count_hands
from clusterdash.ui.jobs import TABLE_HANDLERS
from clusterdash.ui.leading import LEADING
from clusterdash.ui.options import OPTION_HANDLERS
from clusterdash.ui.places import PLACE_HANDLERS
from clusterdash.ui.plans import PLAN_HANDLERS
from clusterdash.ui.region_choices import REGION_HANDLERS
from clusterdash.ui.region_rows import ROW_HANDLERS
from clusterdash.ui.session import Sitting, tell_fault
from clusterdash.ui.steps import STEP_ACTIONS
from clusterdash.views import looks
from clusterdash.views.overview import key_of, list_open_suggestions
from clusterdash.views.screen import Notice, Screen, draw_page
from clusterdash.views.sentences import say_offer
from clusterdash.views.warnings import say_fix
from clusterdash.words import N_, select_language

FILE_LIMIT = 1_400_000  # characters of an encoded file; the reader has its own limit for the bytes
Event = Mapping[str, Any]
Handler = Callable[[Sitting, Event], None]


def handle(sitting: Sitting, event: Event) -> None:
    """Carry out one action; raises ClusterdashError where it cannot be, with all problems."""
    name = str(event.get("name"))
    if name in LEADING:
        LEADING[name](sitting, event)
        return
    if name in HANDLERS:
        HANDLERS[name](sitting, event)
        return
    if name in WRITING:
        sitting.replace(WRITING[name](default_catalog(), sitting.scenario, event))
        return
    path, label = find_number_field(default_catalog(), event)
    if path and isinstance(event.get("value"), str):
        reading = read_number_field(path, event["value"], sitting.language, label)
        if reading.problem is not None:
            sitting.notices.append(_ask(sitting, event, path, reading))
            return
        event = {**event, "value": reading.value}
    after = apply_event(default_catalog(), sitting.scenario, event)
    sitting.replace(log_event(default_catalog(), sitting.scenario, after, event))


def _ask(sitting: Sitting, event: Event, path: str, reading: FieldReading) -> Notice:
    """Return what a number could not be read for; where it has several readings, they are the answers."""
    assert reading.problem is not None  # noqa: S101, the caller has looked
    name = str(event["name"])
    arguments = {key: value for key, value in event.items() if key not in ("id", "sid", "seen", "name")}
    answers = tuple(
        (
            write_field(path, value, sitting.language),
            {"name": name, "arguments": {**arguments, "value": value}},
        )
        for value in reading.alternatives
    )
    return Notice(reading.problem, answers)


def undo(sitting: Sitting, _event: Event) -> None:
    """Go back one change."""
    if sitting.past:
        sitting.future.append(sitting.scenario)
        sitting.move_to(sitting.past.pop())
        sitting.shelf.step_to(sitting.scenario)


def redo(sitting: Sitting, _event: Event) -> None:
    """Take back an undo."""
    if sitting.future:
        sitting.past.append(sitting.scenario)
        sitting.move_to(sitting.future.pop())
        sitting.shelf.step_to(sitting.scenario)


def start_over(sitting: Sitting, _event: Event) -> None:
    """Start from an empty scenario; undo brings the old one back."""
    sitting.replace_whole(Scenario())


def load_example(sitting: Sitting, event: Event) -> None:
    """Open one of the worked examples."""
    sitting.replace_whole(read_example(str(event.get("code"))))


def open_file(sitting: Sitting, event: Event) -> None:
    """Open a scenario file that the browser has read."""
    sitting.replace_whole(_checked(Scenario.from_json(str(event.get("text", "")))))
    tell_since(sitting)


def _checked(scenario: Scenario) -> Scenario:
    problems = check_codes(default_catalog(), scenario)
    if problems:
        raise ScenarioError(problems)
    return scenario


def restore_draft(sitting: Sitting, event: Event) -> None:
    """Take up the draft that this browser kept, unless a link asks for other choices: then offer it.

    A page that was only loaded anew may stand under the address of a moment ago (``is_reload``); that is no link.
    A draft that cannot be read, or for which no page can be drawn, is set aside and told; it can be saved as it is.
    """
    draft = str(event.get("text", ""))
    try:
        scenario = _checked(Scenario.from_json(draft))
        draw_page(Screen(default_catalog(), compute_results(default_catalog(), scenario), page=sitting.page))
    except ClusterdashError as error:
        _set_aside(sitting, error.problems)
        return
    except Exception as error:  # noqa: BLE001, whatever a draft holds, the app must start
        _set_aside(sitting, (tell_fault(error),))
        return
    if not sitting.came_by_link or event.get("is_reload") is True or _is_same(sitting, scenario):
        sitting.scenario, sitting.is_touched = scenario, True
        if sitting.shelf.base is None:
            sitting.shelf.begin_with(sitting.shelf.read_tag(event.get("plan")))
    elif scenario != sitting.scenario:
        sitting.draft, sitting.draft_tag = draft, str(event.get("plan", ""))


def _is_same(sitting: Sitting, scenario: Scenario) -> bool:
    """Return whether a draft holds what the link asked for; of an old link, which held choices only, those count."""
    if not sitting.came_by_old_link:
        return scenario == sitting.scenario
    catalog = default_catalog()
    return write_choices(catalog, scenario) == write_choices(catalog, sitting.scenario)


def _set_aside(sitting: Sitting, problems: tuple[Problem, ...]) -> None:
    template = N_(
        "The draft kept in this browser cannot be read any more; it was left untouched. Start afresh or open a file."
    )
    sitting.has_broken_draft = True
    sitting.notify(Problem("draft", template), *problems)


def open_draft(sitting: Sitting, _event: Event) -> None:
    """Open the draft that a link had pushed aside."""
    sitting.replace_whole(_checked(Scenario.from_json(sitting.draft)), sitting.shelf.read_tag(sitting.draft_tag))
    sitting.draft = ""


def set_language(sitting: Sitting, event: Event) -> None:
    """Speak another language; nothing else changes."""
    sitting.language = select_language(str(event.get("value")))
    sitting.wants_whole_run = True


def set_preference(sitting: Sitting, event: Event) -> None:
    """Keep how this visitor looks at a page (sorting, filters, the open detail)."""
    sitting.looks = looks.set_look(sitting.looks, event.get("key"), event.get("value"))


def toggle_preference(sitting: Sitting, event: Event) -> None:
    """Switch a look on to a value, or off when it has that value already."""
    sitting.looks = looks.toggle_look(sitting.looks, event.get("key"), event.get("value"))


def clear_filters(sitting: Sitting, _event: Event) -> None:
    """Show everything again."""
    sitting.looks = looks.clear_filters(sitting.looks)


def dismiss(sitting: Sitting, _event: Event) -> None:
    """Close the notices."""
    sitting.notices.clear()
    sitting.dismissed = sitting.scenario
    sitting.draft = ""
    sitting.has_broken_draft = False


def ask(sitting: Sitting, event: Event) -> None:
    """Ask for what takes longer, for the scenario on screen and for a screen as wide as the browser's."""
    sitting.is_broad = event.get("is_broad") is True
    if event.get("code") == sitting.stamp:
        sitting.asked = sitting.stamp


def resend(sitting: Sitting, _event: Event) -> None:
    """Send the whole screen again: the browser has lost it."""
    sitting.wire.seen = 0


def storage_denied(sitting: Sitting, _event: Event) -> None:
    """Tell once that this browser keeps no drafts."""
    template = N_(
        "This browser lets the app store nothing, so no draft is kept. Everything works; save a file before you close "
        "the page."
    )
    sitting.notices.append(Notice(Problem("draft", template)))


def apply_fix(sitting: Sitting, event: Event) -> None:
    """Carry out the remedy of a warning."""
    for found in sitting.results.remedies:
        is_meant = (found.code, found.subject) == (event.get("code"), event.get("subject"))
        if is_meant and event.get("index") in range(len(found.fixes)):
            fix = found.fixes[event["index"]]
            after = apply_change(default_catalog(), sitting.scenario, fix)
            line = Decision("fix", found.code, say_fix(default_catalog(), fix))
            sitting.replace(add_decision(default_catalog(), after, line))
            return


def accept(sitting: Sitting, event: Event) -> None:
    """Take one suggestion."""
    for suggestion in list_open_suggestions(default_catalog(), sitting.scenario):
        if key_of(suggestion) == event.get("key"):
            _change(sitting, suggestion.change)
            return


def _change(sitting: Sitting, change: Change) -> None:
    sitting.replace(apply_change(default_catalog(), sitting.scenario, change))


def accept_all(sitting: Sitting, _event: Event) -> None:
    """Take all open suggestions."""
    changes = accept_suggestions(default_catalog(), sitting.scenario)
    sitting.replace(apply_changes(default_catalog(), sitting.scenario, changes))


def set_regions(sitting: Sitting, event: Event) -> None:
    """Take the regions that were typed, one per line, or pasted as a table (with tabs or semicolons)."""
    text = str(event.get("value", ""))
    regions = read_typed_regions(text)
    if not regions.problems and "\t" not in text and ";" not in text:
        kept = {name: count for name, count in sitting.scenario.chain.potentials.items() if name in regions.names}
        regions = dataclasses.replace(regions, potentials=FrozenMap(kept))
    if regions.problems:  # the text stays in its box, to be corrected there
        sitting.looks = looks.keep_refused(sitting.looks, sitting.scenario.chain.regions, text)
    _take_regions(sitting, regions)


def open_regions(sitting: Sitting, event: Event) -> None:
    """Take the regions of a CSV file that the browser has read."""
    text = str(event.get("text", ""))
    try:
        data = base64.b64decode(text, validate=True) if len(text) <= FILE_LIMIT else b" " * FILE_LIMIT
    except (binascii.Error, ValueError):
        template = N_("The file could not be read; save it as CSV and try again.")
        raise ScenarioError([Problem("regions", template)]) from None
    _take_regions(sitting, read_regions(data))


def _take_regions(sitting: Sitting, regions: RegionList) -> None:
    if regions.problems:
        raise ScenarioError(regions.problems)
    plan = dataclasses.replace(sitting.scenario.chain, regions=regions.names, potentials=regions.potentials)
    sitting.replace(sitting.scenario.change(chain=plan))
    _tell_left_over(sitting)


def _tell_left_over(sitting: Sitting) -> None:
    """Tell which regions get no turn in the rounds planned, and offer the rounds that would take them all."""
    left = find_left_over(default_catalog(), sitting.scenario)
    if not left.clusters:
        return
    if left.offers:
        template = N_("{found} of the regions get no turn in the rounds planned. These plans would take them all:")
    else:
        template = N_(
            "{found} of the regions get no turn, and no plan of up to twelve rounds with five to ten regions each "
            "would take them all. They stay in the list."
        )
    answers = tuple(
        (say_offer(one), {"name": "plan_rounds", "arguments": {"rounds": one.rounds, "regions": one.regions_per_round}})
        for one in left.offers
    )
    problem = Problem("chain.regions", template, {"found": left.regions or left.clusters})
    sitting.notices.append(Notice(problem, answers))


def plan_rounds(sitting: Sitting, event: Event) -> None:
    """Plan as many rounds, with as many regions each, as take all regions."""
    changes = (Change("chain.rounds", "", event["rounds"]), Change("chain.regions_per_round", "", event["regions"]))
    sitting.replace(apply_changes(default_catalog(), sitting.scenario, changes))


HANDLERS: Mapping[str, Handler] = {
    function.__name__: function
    for function in (
        undo, redo, start_over, load_example, open_file, restore_draft, open_draft, set_language, set_preference,
        toggle_preference, count_hands, apply_hands, clear_filters, dismiss, ask, resend, storage_denied, apply_fix,
        accept, accept_all, set_regions, open_regions, plan_rounds, open_code, keep_here,
    )
}  # fmt: skip
HANDLERS = {
    **HANDLERS, **TABLE_HANDLERS, **REGION_HANDLERS, **ROW_HANDLERS, **OPTION_HANDLERS, **PLACE_HANDLERS,
    **PLAN_HANDLERS, **FOLLOWING,
}  # fmt: skip
WRITING = {**LOG_ACTIONS, **STEP_ACTIONS}
ACTIONS = (*HANDLERS, *WRITING, *LEADING, *CHANGES)
