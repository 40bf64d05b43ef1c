"""What would have to change first, where no route can be recommended: single changes that were tried."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clusterdash.catalog import Catalog
from clusterdash.errors import ScenarioError
from clusterdash.model.advice.routes import POSSIBLE, RECOMMENDED, RouteAdvice, judge_routes
from clusterdash.model.delivery.capacity import ABLE, capacity_in_round
from clusterdash.model.scenario.change import Change, apply_change
from clusterdash.model.scenario.scenario import DONOR_LEVEL_MAXIMUM, Scenario

OPEN = (RECOMMENDED, POSSIBLE)
NO_PLATFORM, NEW_PLATFORMS = "none", ("build", "existing_organisation")


@dataclass(frozen=True)
class RouteOpener:
    """A change that was tried, and what it does: the ``route`` has the ``status`` recommended or possible then."""

    change: Change
    route: str
    status: str


def find_route_openers(catalog: Catalog, scenario: Scenario) -> tuple[RouteOpener, ...]:
    """Return, where no route is recommended, the smallest single changes after which one is, or becomes possible.

    Tried are a deeper donor, a cluster initiative, and each government becoming able: of each the smallest step that
    makes a route recommended, or else the smallest that makes one possible that was not. Empty where a route is
    recommended already, and before anything is rated.

    Source: assumption (the conditions follow Benner 2013, §1, §4, §5, §9).
    """
    if not scenario.is_rated:
        return ()
    now = judge_routes(catalog, scenario)
    if any(one.status == RECOMMENDED for one in now):
        return ()
    found = (_find_opener(catalog, scenario, now, way) for way in _list_ways(catalog, scenario))
    return tuple(one for one in found if one is not None)


def _list_ways(catalog: Catalog, scenario: Scenario) -> Iterator[list[Change]]:
    levels = range(scenario.donor_level + 1, DONOR_LEVEL_MAXIMUM + 1) if catalog.donors else range(0)
    yield [Change("donor_level", "", level) for level in levels]
    if scenario.platform == NO_PLATFORM:
        yield [
            Change("platform", "", code) for code in NEW_PLATFORMS if code in {row.code for row in catalog.platforms}
        ]
    for actor, value in capacity_in_round(catalog, scenario, 1).items():
        if value != ABLE:
            yield [Change("capacity", actor, ABLE)]


def _find_opener(
    catalog: Catalog, scenario: Scenario, now: tuple[RouteAdvice, ...], way: list[Change]
) -> RouteOpener | None:
    closed = {one.route for one in now if one.status not in OPEN}
    second = None
    for change in way:
        try:
            after = judge_routes(catalog, apply_change(catalog, scenario, change))
        except ScenarioError:
            continue
        best = after[0]
        if best.status == RECOMMENDED:
            return RouteOpener(change, best.route, best.status)
        opened = next((one for one in after if one.status in OPEN and one.route in closed), None)
        if second is None and opened is not None:
            second = RouteOpener(change, opened.route, opened.status)
    return second
