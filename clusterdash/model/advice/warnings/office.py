"""Warnings on the cluster promotion office: none planned, one that cannot come, a donor that waits for it in vain."""

from __future__ import annotations

from collections.abc import Iterator

from clusterdash.model.advice.warnings.rule import Case, Finding, Found, Way, rule, ways
from clusterdash.model.chain.offers import MOST_ROUNDS
from clusterdash.model.delivery.capacity import ABSENT, OFFICE, capacity_in_round, office_stands
from clusterdash.model.scenario.change import Change
from clusterdash.model.scenario.scenario import DONOR_LEVEL_MAXIMUM


@rule("donor_without_office")
def find_donor_without_office(view: Case) -> Iterator[Finding]:
    """Yield when the donor is on call for an office that does not stand. Source: assumption (Benner 2013, §8)."""
    is_on_call = 0 < view.scenario.donor_level <= view.catalog.parameter("on_call_level")
    if view.catalog.donors and is_on_call and not office_stands(view.scenario, 1):
        yield Finding()


@ways("donor_without_office")
def list_ways_for_a_donor_on_call(view: Case, _found: Found) -> Iterator[Way]:
    """Yield an office from the start, and a deeper donor. Source: Benner 2013, §8, §9."""
    yield (Change("chain.office_round", "", 1),)
    yield _deeper(view)


@ways("donor_without_office", last=True)
def list_last_ways_for_a_donor_on_call(_view: Case, _found: Found) -> Iterator[Way]:
    """Yield to do without the donor. Source: assumption (Benner 2013, §8)."""
    yield (Change("donor_level", "", 0),)


@rule("office_missing")
def find_no_office(view: Case) -> Iterator[Finding]:
    """Yield when a donor is involved and no office is planned that could take over. Source: assumption (§6)."""
    is_donor_in = bool(view.catalog.donors) and view.scenario.donor_level > 0
    if view.chain is not None and is_donor_in and not view.scenario.chain.office_round and _has_home(view):
        number = min(int(view.catalog.parameter("office_round")), view.scenario.chain.rounds)
        yield Finding({"round": number})


@ways("office_missing")
def list_ways_to_an_office(view: Case, found: Found) -> Iterator[Way]:
    """Yield the rounds in which an office could be set up. Source: Benner 2013, §6."""
    rounds = dict.fromkeys((found.values["round"], *range(view.scenario.chain.rounds, 0, -1)))
    yield (Change("chain.office_round", "", number) for number in rounds)


@ways("office_missing", "office_stays_weak", last=True)
def list_last_ways_to_an_office(view: Case, found: Found) -> Iterator[Way]:
    """Yield an office from the start with a donor that trains it; or to plan without one. Source: Benner 2013, §6."""
    now = (Change("chain.office_round", "", 1),)
    yield (Change(one.field, one.code, one.value, now) for one in _deeper(view))
    if found.code == "office_stays_weak":
        yield _give_up()


def _has_home(view: Case) -> bool:
    """Return whether there is a national government that could run an office."""
    capacity = capacity_in_round(view.catalog, view.scenario, 1)
    has_desk = any(row.code == OFFICE for row in view.catalog.agents)
    return has_desk and bool(capacity) and list(capacity.values())[-1] != ABSENT


@rule("office_after_the_end")
def find_office_after_the_end(view: Case) -> Iterator[Finding]:
    """Yield when the office is planned for a round after the last. Source: assumption (Benner 2013, §6)."""
    if _has_obstacle(view, "after_the_end"):
        yield Finding({"round": view.scenario.chain.office_round, "rounds": view.scenario.chain.rounds})


@ways("office_after_the_end")
def list_ways_to_an_earlier_office(view: Case, _found: Found) -> Iterator[Way]:
    """Yield an earlier office, more rounds, or a plan without one. Source: Benner 2013, §6."""
    plan = view.scenario.chain
    yield (Change("chain.office_round", "", number) for number in range(plan.rounds, 0, -1))
    yield (Change("chain.rounds", "", number) for number in range(plan.office_round, MOST_ROUNDS + 1))
    yield _give_up()


@rule("office_without_government")
def find_office_without_government(view: Case) -> Iterator[Finding]:
    """Yield when an office is planned that no national government could run. Source: Benner 2013, §6."""
    if _has_obstacle(view, "no_government"):
        yield Finding()


@ways("office_without_government")
def list_ways_without_an_office(_view: Case, _found: Found) -> Iterator[Way]:
    """Yield a plan without an office. Source: assumption (Benner 2013, §6)."""
    yield _give_up()


@rule("office_stays_weak")
def find_office_that_stays_weak(view: Case) -> Iterator[Finding]:
    """Yield when a planned office is never able to lead or to train. Source: assumption (Benner 2013, §6)."""
    if _has_obstacle(view, "stays_weak"):
        yield Finding()


@ways("office_stays_weak")
def list_ways_to_an_able_office(view: Case, _found: Found) -> Iterator[Way]:
    """Yield a donor that trains it, and an earlier start, which leaves more time for it. Source: Benner 2013, §6."""
    yield _deeper(view)
    yield (Change("chain.office_round", "", number) for number in range(view.scenario.chain.office_round - 1, 0, -1))


def _deeper(view: Case) -> tuple[Change, ...]:
    levels = range(view.scenario.donor_level + 1, DONOR_LEVEL_MAXIMUM + 1) if view.catalog.donors else range(0)
    return tuple(Change("donor_level", "", level) for level in levels)


def _has_obstacle(view: Case, obstacle: str) -> bool:
    return view.chain is not None and view.chain.office_obstacle == obstacle


def _give_up() -> Way:
    """Return the way of planning without an office."""
    return (Change("chain.office_round", "", 0),)
