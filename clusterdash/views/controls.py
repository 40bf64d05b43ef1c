"""Where the control of each field of a scenario stands, so that an arithmetic leads to what changes it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from clusterdash.model.scenario.labels import FIELD_LABELS
from clusterdash.views.pages import find_page
from clusterdash.words import _

Looks = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Place:
    """Where a control stands.

    ``slug`` is None for what is in reach on every page; ``targets`` are the ids of elements, the first that is in view
    is taken; ``looks`` must be set before it is there ("{}" is the instrument or mechanism of the arithmetic).
    """

    targets: tuple[str, ...]
    slug: str | None = None
    looks: Looks = ()


@dataclass(frozen=True)
class Control:
    """A control as a link: its name, the page where it stands (None: the one that is shown), what to set and to aim at.

    ``looks`` is JSON: pairs of key and value that the browser sets in turn.
    """

    name: str
    slug: str | None
    page: int | None
    targets: str
    looks: str


SWAP = (("tab", "swap"),)
WHO = (("tab", "who"), ("change_task", "{}"))
PLACES = {
    "salience": Place(("salience-{}", "slides-matters")),
    "capacity": Place(("rail-capacity-part",)),
    "donor_level": Place(("rail-donor-part",)),
    "platform": Place(("platform",)),
    "platform_year": Place(("platform-year", "platform")),
    "mix_size": Place(("mix-size",)),
    "salience_weights": Place(("weight-1",), "sources"),
    "pinned": Place(("tab-panel",), "strategy", SWAP),
    "excluded": Place(("tab-panel",), "strategy", SWAP),
    "donor_funds": Place(("fund-it", "tab-panel"), "strategy", (("open_strategy", "{}"),)),
    "phases": Place(("phase-{}", "tab-panel"), "strategy", WHO),
    "responsible": Place(("responsible-{}", "tab-panel"), "strategy", WHO),
    "independent": Place(("job-{}", "tab-panel"), "strategy", WHO),
    "context": Place(("slides-place",), ""),
    "place.start_year": Place(("chain-start",), "timeline"),
    "chain.unit_costs": Place(("activity-table",), "timeline"),
    "chain.instrument_costs": Place(("activity-table",), "timeline"),
    "chain.currency": Place(("chain-currency",), "timeline"),
    "chain.envelope": Place(("chain-envelope",), "timeline"),
}


def find_control(path: str, subject: str = "") -> Control:
    """Return the control of a field of the scenario, by its path; ``subject`` is what the arithmetic is about."""
    place = PLACES.get(path) or _find_number(path)
    looks = [{"key": key, "value": value.format(subject)} for key, value in place.looks]
    return Control(
        name=_(str(FIELD_LABELS[path])),
        slug=place.slug,
        page=None if place.slug is None else find_page(place.slug),
        targets=" ".join(target.format(subject) for target in place.targets),
        looks=json.dumps([one for one in looks if one["value"]]) if looks else "",
    )


def _find_number(path: str) -> Place:
    """Return where a number of the chain stands: beside its factor where that is drawn, else among the plan."""
    name = path.removeprefix("chain.")
    return Place((f"factor-{name}", f"chain-{name}"), "timeline")
