"""Several places: scenario files that stand in one table; each once, and none of them changes the plan on screen."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from clusterdash.errors import Problem, ScenarioError
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.results import examples
from clusterdash.ui.options import read_sent_file
from clusterdash.words import N_

if TYPE_CHECKING:
    from clusterdash.ui.session import Sitting

Event = Mapping[str, Any]
PLACES_LIMIT = 60


def add_place(sitting: Sitting, event: Event) -> None:
    """Put a scenario file into the table."""
    _add(sitting, read_sent_file(event))


def add_place_here(sitting: Sitting, _event: Event) -> None:
    """Put the plan on screen into the table."""
    _add(sitting, sitting.scenario)


def add_places_examples(sitting: Sitting, _event: Event) -> None:
    """Put the worked examples into the table."""
    for example in examples():
        _add(sitting, example.scenario)


def drop_place(sitting: Sitting, event: Event) -> None:
    """Take a place out of the table."""
    sitting.places = {code: one for code, one in sitting.places.items() if code != event.get("place")}


def take_place(sitting: Sitting, event: Event) -> None:
    """Open a place of the table; undo brings back what was on screen."""
    found = sitting.places.get(str(event.get("place")))
    if found is not None:
        sitting.replace_whole(found)


def _add(sitting: Sitting, scenario: Scenario) -> None:
    code = hashlib.sha256(scenario.to_json().encode()).hexdigest()[:12]
    if code not in sitting.places and len(sitting.places) >= PLACES_LIMIT:
        template = N_("The table holds {allowed} places already; take some out first.")
        raise ScenarioError([Problem("places", template, {"allowed": PLACES_LIMIT})])
    sitting.places = {**sitting.places, code: scenario}


PLACE_HANDLERS: Mapping[str, Callable[[Sitting, Event], None]] = {
    function.__name__: function for function in (add_place, add_place_here, add_places_examples, drop_place, take_place)
}
