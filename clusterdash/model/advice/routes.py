"""Routes: which way to begin fits this place, which does not, and which depends on a question that is still open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from clusterdash.catalog import Catalog
from clusterdash.catalog.rows import RouteCondition
from clusterdash.model.advice.suggestions import judge_preconditions
from clusterdash.model.chain.chain import build_chain
from clusterdash.model.chain.leads import LEAD, assign_roles
from clusterdash.model.delivery.capacity import ABLE, ABSENT, WEAK, capacity_in_round, find_trainers
from clusterdash.model.delivery.delivery import UNKNOWN_ANSWER
from clusterdash.model.delivery.situation import find_platform, list_cells
from clusterdash.model.plan.responsible import COMPETITION
from clusterdash.model.scenario.pilots import PILOTS_QUESTION, find_pilots
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.model.strategy import build_strategy

RECOMMENDED, POSSIBLE, CANNOT_SAY, RULED_OUT = STATUSES = ("recommended", "possible", "cannot_say", "ruled_out")
PREDICATE = "predicate:"
NOTICEABLE = 2
EARLY_STAGES = (2, 3, 4)
# Asked by name; a catalog without this route simply never hears of it.
CHAIN = "promotion_chain"
NOT_HERE, NOTHING = "not_here_not_now", "none"

Test = Callable[["Circumstances"], bool | None]
TESTS: dict[str, Test] = {}
# What to ask where a predicate cannot be told.
ASKS = {"pilot_or_builder": (PILOTS_QUESTION,)}


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
    """A route, and what the program can say of it.

    Parameters
    ----------
    status : ``recommended`` (at most one route), ``possible``, ``cannot_say`` (a hard condition hangs on a question
        that nobody has answered) or ``ruled_out`` (a hard condition is not met).
    reasons_for, reasons_against : codes of the conditions that speak for and against it; the hard ones that are not
        met among those against.
    open_questions : the questions on which a hard condition hangs.
    score : reasons for minus reasons against; 0 or less recommends nothing.
    unmet : the hard conditions that are not met.
    """

    route: str
    status: str
    reasons_for: tuple[str, ...]
    reasons_against: tuple[str, ...]
    open_questions: tuple[str, ...]
    score: int
    unmet: tuple[str, ...] = ()


@dataclass(frozen=True)
class RouteConclusion:
    """What the advice on the routes comes to.

    ``kind`` is ``recommended``, ``cannot_say`` (the best route hangs on ``questions``), ``not_here_not_now`` or
    ``none``; ``route`` is the recommended one, or the one that hangs, else "".
    """

    kind: str
    route: str = ""
    questions: tuple[str, ...] = ()


def judge_routes(catalog: Catalog, scenario: Scenario, mix: tuple[str, ...] | None = None) -> tuple[RouteAdvice, ...]:
    """Return all routes with what can be said of each: the recommended one first, then possible, open, ruled out.

    The best is, among the routes that are not ruled out, the one with the highest score; of equal ones that with fewer
    reasons against, then the chain (it asks the least of a place), then the first of the table. It is recommended if
    its score is above 0 and none of its hard conditions is open; where one is, nothing is recommended before the
    question is answered. Where the preconditions say *not here, not now*, no route is recommended, nor is one before
    anything is rated. Whoever holds the ``mix`` hands it over; without it, it is built once.

    Raises ScenarioError where the scenario has problems.

    Source: Benner 2013, §4, §5, §8, §9, §10; which conditions are hard, that every other reason counts the same, and
    the order among equals are assumptions.
    """
    known = build_strategy(catalog, scenario).mix if mix is None else mix
    circumstances = Circumstances(catalog, scenario, known)
    judged = [_judge_route(circumstances, row.code) for row in catalog.routes]
    best = _find_best(catalog, judged)
    if best is not None and _is_worth_recommending(catalog, scenario, best):
        judged[judged.index(best)] = replace(best, status=RECOMMENDED)
    return tuple(sorted(judged, key=lambda one: (STATUSES.index(one.status), _rank(one))))


def conclude_routes(catalog: Catalog, scenario: Scenario, advice: Iterable[RouteAdvice]) -> RouteConclusion:
    """Return what the advice on all routes comes to: one is recommended, or why none is.

    Source: see ``judge_routes``.
    """
    best = _find_best(catalog, advice)
    if best is not None and best.status == RECOMMENDED:
        return RouteConclusion(RECOMMENDED, best.route)
    if not scenario.is_rated:
        return RouteConclusion(NOTHING)
    if judge_preconditions(catalog, scenario).level == NOT_HERE:
        return RouteConclusion(NOT_HERE)
    if best is not None and best.status == CANNOT_SAY and best.score > 0:
        return RouteConclusion(CANNOT_SAY, best.route, best.open_questions)
    return RouteConclusion(NOTHING)


def _find_best(catalog: Catalog, advice: Iterable[RouteAdvice]) -> RouteAdvice | None:
    """Return the first by rank of the routes that are not ruled out; of equal ones the first of the table."""
    order = [row.code for row in catalog.routes]
    left = sorted((one for one in advice if one.status != RULED_OUT), key=lambda one: order.index(one.route))
    return min(left, key=_rank, default=None)


def _rank(one: RouteAdvice) -> tuple[int, int, bool]:
    return -one.score, len(one.reasons_against), one.route != CHAIN


def _is_worth_recommending(catalog: Catalog, scenario: Scenario, best: RouteAdvice) -> bool:
    is_fit = scenario.is_rated and best.status == POSSIBLE and best.score > 0
    return is_fit and judge_preconditions(catalog, scenario).level != NOT_HERE


def holds(circumstances: Circumstances, test: str) -> bool | None:
    """Return whether a condition of a route holds; None where nobody knows.

    A test is ``question=answer``, or a predicate by its name. Raises KeyError for a predicate that nobody has written.
    """
    if test.startswith(PREDICATE):
        return TESTS[test.removeprefix(PREDICATE)](circumstances)
    question, _equals, wanted = test.partition("=")
    answer = circumstances.scenario.context.get(question, UNKNOWN_ANSWER)
    return None if answer == UNKNOWN_ANSWER != wanted else answer == wanted


def _judge_route(circumstances: Circumstances, route: str) -> RouteAdvice:
    rows = [row for row in circumstances.catalog.route_conditions if row.route == route]
    found = {row.code: holds(circumstances, row.test) for row in rows}
    unmet = tuple(row.code for row in rows if _is_closed(row, found[row.code]))
    for_ = tuple(row.code for row in rows if row.effect == "for" and found[row.code])
    against = tuple(row.code for row in rows if (row.effect == "against" and found[row.code]) or row.code in unmet)
    asked = (question for row in rows if row.effect == "requires" and found[row.code] is None for question in _ask(row))
    questions = tuple(dict.fromkeys(asked))
    status = RULED_OUT if unmet else CANNOT_SAY if questions else POSSIBLE
    return RouteAdvice(route, status, for_, against, questions, len(for_) - len(against), unmet)


def _is_closed(row: RouteCondition, found: bool | None) -> bool:
    """Return whether a hard condition closes the route."""
    return (row.effect == "requires" and found is False) or (row.effect == "rules_out" and found is True)


def _ask(row: RouteCondition) -> tuple[str, ...]:
    if row.test.startswith(PREDICATE):
        return ASKS.get(row.test.removeprefix(PREDICATE), ())
    return (row.test.partition("=")[0],)


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
    """Say whether a government below the national one is weak and none is able. Source: Benner 2013, §4, §9.

    A tier that does not exist is not weak (assumption).
    """
    values = _list_below(it).values()
    return WEAK in values and ABLE not in values


@predicate
def regions_absent(it: Circumstances) -> bool:
    """Say whether there is no government below the national one at all. Source: Benner 2013, §4."""
    return all(value == ABSENT for value in _list_below(it).values())


@predicate
def someone_trains(it: Circumstances) -> bool:
    """Say whether somebody can train a weak government below the national one. Source: Benner 2013, §5.5, §9."""
    weak = (code for code, value in _list_below(it).items() if value == WEAK)
    return any(find_trainers(it.catalog, it.scenario, code) for code in weak)


@predicate
def nobody_trains(it: Circumstances) -> bool:
    """Say whether a government below the national one is weak and nobody can train any of them.

    A tier that does not exist needs no training. Source: Benner 2013, §8; the conclusion is an assumption.
    """
    return not someone_trains(it) and WEAK in _list_below(it).values()


def _list_below(it: Circumstances) -> dict[str, str]:
    """Return the capacity of each government below the last one (of the only one, where there is just one)."""
    capacity = capacity_in_round(it.catalog, it.scenario, 1)
    codes = [row.code for row in it.catalog.governments]
    return {code: capacity[code] for code in codes[:-1] or codes}


@predicate
def government_able(it: Circumstances) -> bool:
    """Say whether some government is able. Source: Benner 2013, §1, §9; that this is a must is an assumption."""
    return bool(it.able)


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
def government_or_platform(it: Circumstances) -> bool:
    """Say whether some government is able, or a network stands.

    Source: Benner 2013, §9; that a network which is only planned is not enough is an assumption.
    """
    return bool(it.able) or find_platform(it.catalog, it.scenario)[0]


@predicate
def competition_salient(it: Circumstances) -> bool:
    """Say whether a mechanism of competition matters noticeably (salience 2 or more). Source: Benner 2013, §9."""
    return any(it.scenario.salience.get(code, 0) >= NOTICEABLE for code in list_rivalry(it.catalog))


def list_rivalry(catalog: Catalog) -> tuple[str, ...]:
    """Return the mechanisms of competition: local competition, social hierarchy, spin-offs. Source: Benner 2013, §9."""
    return tuple(row.code for row in catalog.mechanisms if COMPETITION in (row.family, row.also_family))


@predicate
def pilot_or_builder(it: Circumstances) -> bool | None:
    """Say whether a pilot works or somebody can build the first one; None where it hangs on the open question.

    Source: Benner 2013, §5.1; who counts as capable is an assumption.
    """
    pilot = _has_pilot(it)
    return True if pilot or _can_build_pilot(it) else pilot


def _has_pilot(it: Circumstances) -> bool | None:
    """Return whether a pilot works, as people said; None where nobody has said."""
    pilots = find_pilots(it.catalog, it.scenario)
    return None if pilots.source == "assumed" else pilots.count > 0


def _can_build_pilot(it: Circumstances) -> bool:
    """Return whether the first stage would have a capable lead in a first round without any pilot."""
    first = it.catalog.stages[0].code
    roles, _gathered = assign_roles(it.catalog, it.scenario, 1, 0.0, frozenset())
    return any(role.stage == first and role.role == LEAD and role.actor for role in roles)


@predicate
def early_stages_led(it: Circumstances) -> bool:
    """Say whether gathering, workshop and agendas have a capable lead in the first round. Source: Benner 2013, §5."""
    chain = build_chain(it.catalog, it.scenario)
    early = {row.code for row in it.catalog.stages if row.number in EARLY_STAGES}
    return not any(number == 1 and stage in early for number, stage in chain.no_lead)
