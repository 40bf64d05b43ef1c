"""Routes: what speaks for and against each way to begin, in this place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from clusterdash.catalog import Catalog
from clusterdash.model.delivery.capacity import ABLE, WEAK, capacity_in_round, find_trainers
from clusterdash.model.delivery.delivery import UNKNOWN_ANSWER
from clusterdash.model.delivery.situation import find_platform, list_cells
from clusterdash.model.plan.responsible import COMPETITION
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.model.strategy import build_strategy

PREDICATE = "predicate:"
NOTICEABLE = 2

Test = Callable[["Circumstances"], bool]
TESTS: dict[str, Test] = {}


@dataclass(frozen=True)
class Circumstances:
    """What a route is judged by: the scenario and the mix that follows from it."""

    catalog: Catalog
    scenario: Scenario
    mix: tuple[str, ...]

    @property
    def able(self) -> tuple[str, ...]:
        """The governments that are able in the first round, closest to the cluster first."""
        return tuple(code for code, value in capacity_in_round(self.catalog, self.scenario, 1).items() if value == ABLE)


@dataclass(frozen=True)
class RouteAdvice:
    """A route, with the codes of the conditions that speak for and against it; ``score`` is for minus against.

    ``is_ruled_out``: one of those against rules it out.
    """

    route: str
    reasons_for: tuple[str, ...]
    reasons_against: tuple[str, ...]
    is_ruled_out: bool
    score: int


def judge_routes(catalog: Catalog, scenario: Scenario, mix: tuple[str, ...] | None = None) -> tuple[RouteAdvice, ...]:
    """Return all routes, the recommended one first, with what speaks for and against each.

    The order: not ruled out, higher score, fewer reasons against, table order. Whoever holds the ``mix`` hands it over;
    without it, it is built once.

    Raises ScenarioError where the mix has to be built and the scenario has problems.

    Source: Benner 2013, §4, §5, §8, §9; that every reason counts the same is an assumption.
    """
    known = build_strategy(catalog, scenario).mix if mix is None else mix
    circumstances = Circumstances(catalog, scenario, known)
    advice = (_judge_route(circumstances, row.code) for row in catalog.routes)
    return tuple(sorted(advice, key=lambda one: (one.is_ruled_out, -one.score, len(one.reasons_against))))


def holds(circumstances: Circumstances, test: str) -> bool:
    """Return whether a condition of a route holds: ``question=answer``, or a predicate by its name.

    Raises KeyError for a predicate that nobody has written.
    """
    if test.startswith(PREDICATE):
        return TESTS[test.removeprefix(PREDICATE)](circumstances)
    question, _equals, answer = test.partition("=")
    return circumstances.scenario.context.get(question, UNKNOWN_ANSWER) == answer


def _judge_route(circumstances: Circumstances, route: str) -> RouteAdvice:
    rows = [row for row in circumstances.catalog.route_conditions if row.route == route]
    met = [row for row in rows if holds(circumstances, row.test)]
    for_ = tuple(row.code for row in met if row.effect == "for")
    against = tuple(row.code for row in met if row.effect != "for")
    return RouteAdvice(route, for_, against, any(row.effect == "rules_out" for row in met), len(for_) - len(against))


def predicate(test: Test) -> Test:
    """Register a named condition under the name of its function."""
    TESTS[test.__name__] = test
    return test


@predicate
def organiser_able(it: Circumstances) -> bool:
    """Say whether a government above the one closest to the cluster is able. Source: Benner 2013, §4."""
    governments = [row.code for row in it.catalog.governments]
    return bool(set(it.able) & set(governments[1:] or governments))


@predicate
def donor_only_organiser(it: Circumstances) -> bool:
    """Say whether only the donor could organise a competition. Source: Benner 2013, §4."""
    return bool(it.catalog.donors) and it.scenario.donor_level > 0 and not organiser_able(it)


@predicate
def regions_weak(it: Circumstances) -> bool:
    """Say whether no government below the national one is able. Source: Benner 2013, §4, §9."""
    return not set(it.able) & {row.code for row in it.catalog.governments[:-1]}


@predicate
def someone_trains(it: Circumstances) -> bool:
    """Say whether somebody can train a weak government below the national one. Source: Benner 2013, §5.5, §9."""
    weak = (code for code, value in _list_below(it).items() if value == WEAK)
    return any(find_trainers(it.catalog, it.scenario, code) for code in weak)


@predicate
def nobody_trains(it: Circumstances) -> bool:
    """Say whether the regions are not able and nobody can train them. Source: Benner 2013, §8; else an assumption."""
    return not someone_trains(it) and any(value != ABLE for value in _list_below(it).values())


def _list_below(it: Circumstances) -> dict[str, str]:
    """Return the capacity of each government below the last one (of the only one, where there is just one)."""
    capacity = capacity_in_round(it.catalog, it.scenario, 1)
    codes = [row.code for row in it.catalog.governments]
    return {code: capacity[code] for code in codes[:-1] or codes}


@predicate
def no_government_able(it: Circumstances) -> bool:
    """Say whether no government is able. Source: Benner 2013, §1; the conclusion is an assumption."""
    return not it.able


@predicate
def soft_instruments_in_mix(it: Circumstances) -> bool:
    """Say whether the mix holds an instrument to which no government contributes. Source: Benner 2013, §9."""
    return any(
        cell.instrument in it.mix and not cell.runs | cell.supports for cell in list_cells(it.catalog, it.scenario)
    )


@predicate
def able_and_platform(it: Circumstances) -> bool:
    """Say whether an able government and a network that stands can work side by side. Source: Benner 2013, §9."""
    return bool(it.able) and find_platform(it.catalog, it.scenario)[0]


@predicate
def competition_salient(it: Circumstances) -> bool:
    """Say whether a mechanism of competition matters noticeably (salience 2 or more). Source: Benner 2013, §9."""
    rivals = {row.code for row in it.catalog.mechanisms if COMPETITION in (row.family, row.also_family)}
    return any(it.scenario.salience.get(code, 0) >= NOTICEABLE for code in rivals)
