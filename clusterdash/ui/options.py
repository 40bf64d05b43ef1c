"""Putting a scenario aside, fetching others to compare, and taking one up again; nothing is ever lost by it."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from clusterdash.errors import Problem, ScenarioError
from clusterdash.model.scenario.codes import check_codes
from clusterdash.model.scenario.scenario import FILE_LIMIT, Scenario
from clusterdash.plain import clean_text
from clusterdash.results import compute_results, default_catalog, read_example
from clusterdash.store.kept import PREFIX, read_short_code
from clusterdash.store.sayable import read_sayable_code
from clusterdash.store.share import LENGTH_LIMIT, read_share_code
from clusterdash.ui.kept import read_kept
from clusterdash.ui.session import name_base
from clusterdash.views.options import Option, find_free_letters
from clusterdash.views.saved import Saved, SavedVersion
from clusterdash.words import N_

if TYPE_CHECKING:
    from clusterdash.ui.session import Sitting

Event = Mapping[str, Any]
SAYABLE_LIMIT = 20  # signs of a code that is said aloud, with spaces and hyphens


def keep_option(sitting: Sitting, _event: Event) -> None:
    """Put the scenario on screen aside under its letter, and go on with the same one under the next."""
    put_aside(sitting, "kept")


def put_aside(sitting: Sitting, source: str) -> None:
    """Put the scenario on screen aside under its letter. Raises ScenarioError where four stand there already.

    Source: assumption (a device of this app).
    """
    _add(sitting, Option(find_free_letters(sitting.options)[0], source, sitting.scenario, sitting.shelf.base))


def add_example(sitting: Sitting, event: Event) -> None:
    """Put one of the worked examples beside."""
    _put_beside(sitting, "example", read_example(str(event.get("code"))))


def add_previous(sitting: Sitting, _event: Event) -> None:
    """Put what was on screen before the last change beside."""
    if sitting.previous is not None:
        _put_beside(sitting, "previous", sitting.previous)


def add_link(sitting: Sitting, event: Event) -> None:
    """Put the scenario of a link beside; a whole address will do, or its code alone."""
    text = clean_text(str(event.get("value", ""))[: 2 * LENGTH_LIMIT]).strip()
    if not text:
        return
    found, problems = _read_any_code(sitting.scenario, text)
    sitting.notify(*problems)
    if isinstance(found, SavedVersion):
        put_version(sitting, found)
    else:
        _put_beside(sitting, "link", found)


def put_version(sitting: Sitting, version: SavedVersion) -> None:
    """Put a version of a saved plan beside; the same one stands there once."""
    base = name_base(version)
    if all(one.base != base or one.source != "saved" for one in sitting.options):
        _put_beside(sitting, "saved", version.scenario, base)


def _read_any_code(base: Scenario, text: str) -> tuple[Scenario | SavedVersion, tuple[Problem, ...]]:
    """Return what a link, a short code of this server or a code to say aloud stands for, and what it does not hold."""
    named = parse_qs(urlsplit(text).query).get("s", []) if "?" in text else []
    code = named[0] if named else text.rpartition("/s/")[2]
    short = read_short_code(code.removeprefix(PREFIX))
    if short:
        return read_kept(short), ()
    if len(code) <= SAYABLE_LIMIT and "." not in code:
        return read_sayable_code(default_catalog(), code, base), ()
    scenario, problems = read_share_code(default_catalog(), code, Scenario())
    if problems and scenario == Scenario():
        raise ScenarioError(problems)
    return scenario, problems


def add_file(sitting: Sitting, event: Event) -> None:
    """Put the scenario of a file beside."""
    _put_beside(sitting, "file", read_sent_file(event))


def read_sent_file(event: Event) -> Scenario:
    """Return the scenario of a file that the browser has read; raise ScenarioError with all its problems."""
    text = str(event.get("text", ""))
    is_too_large = len(text) > 2 * FILE_LIMIT or text.isspace()  # the browser sends spaces instead of a huge file
    try:
        data = b" " * (FILE_LIMIT + 1) if is_too_large else base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        data = b""
    scenario = Scenario.from_json(data)
    problems = check_codes(default_catalog(), scenario)
    if problems:
        raise ScenarioError(problems)
    return scenario


def drop_option(sitting: Sitting, event: Event) -> None:
    """Take an option out of the comparison."""
    sitting.options = tuple(one for one in sitting.options if one.letter != event.get("letter"))


def take_option(sitting: Sitting, event: Event) -> None:
    """Go on with an option; what was on screen takes its place beside, and undo brings it back."""
    for one in sitting.options:
        if one.letter == event.get("letter"):
            here = Option(find_free_letters(sitting.options)[0], "kept", sitting.scenario, sitting.shelf.base)
            rest = (other for other in sitting.options if other is not one)
            sitting.options = tuple(sorted((*rest, here), key=lambda option: option.letter))
            _go_on_with(sitting, one)
            return


def _go_on_with(sitting: Sitting, option: Option) -> None:
    """Show an option; an older version of the plan on screen is taken up as a change of the newest one."""
    base, now = option.base, sitting.shelf.base
    is_older = option.source == "saved" and base and now and base.code == now.code and base.number <= now.number
    if base is None or is_older:
        sitting.replace(option.scenario)
    else:
        sitting.replace_whole(option.scenario, base)


def list_followed(sitting: Sitting) -> dict[str, Scenario]:
    """Return what could be followed of every plan that stands side by side, by its letter; the one on screen too."""
    here = find_free_letters(sitting.options)[0]
    asked = {**{one.letter: one.scenario for one in sitting.options}, here: sitting.scenario}
    return {letter: compute_results(default_catalog(), asked[letter]).scenario for letter in sorted(asked)}


def _put_beside(sitting: Sitting, source: str, scenario: Scenario, base: Saved | None = None) -> None:
    if any((one.source, one.scenario, one.base) == (source, scenario, base) for one in sitting.options):
        return  # a double click
    free = find_free_letters(sitting.options)
    _add(sitting, Option(free[1] if len(free) > 1 else "", source, scenario, base))


def _add(sitting: Sitting, option: Option) -> None:
    if len(find_free_letters(sitting.options)) < 2:
        template = N_("Four plans stand side by side already; take one out first.")
        raise ScenarioError([Problem("compare", template)])
    sitting.options = tuple(sorted((*sitting.options, option), key=lambda one: one.letter))


OPTION_HANDLERS: Mapping[str, Callable[[Sitting, Event], None]] = {
    function.__name__: function
    for function in (keep_option, add_example, add_previous, add_link, add_file, drop_option, take_option)
}
