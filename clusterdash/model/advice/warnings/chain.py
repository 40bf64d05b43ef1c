"""Warnings on the rounds of the cluster promotion chain; they hold only where a chain was built."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import ceil

from clusterdash.model.advice.routes import Circumstances
from clusterdash.model.advice.warnings.rule import Case, Finding, Way, rule
from clusterdash.model.delivery.situation import has_donor_action
from clusterdash.model.scenario.change import Change
from clusterdash.model.scenario.pilots import find_pilots

MOST_ROUNDS = 12
LEAD = "lead"


@rule("no_pilot")
def find_no_pilot(view: Case) -> Iterator[Finding]:
    """Yield when there is no pilot to start from, with who can build one. Source: Benner 2013, §5.1."""
    if view.chain is not None and not find_pilots(view.catalog, view.scenario).count:
        starts = has_donor_action(view.catalog, "chain", view.scenario.donor_level)
        able = Circumstances(view.catalog, view.scenario, view.mix).able
        yield Finding({"actors": (*(row.code for row in view.catalog.donors if starts), *able)})


@rule("stage_without_lead")
def find_stages_without_lead(view: Case) -> Iterator[Finding]:
    """Yield, round by round, the stages that nobody capable leads. Source: assumption (Benner 2013, §5)."""
    gaps = view.chain.no_lead if view.chain is not None else ()
    for number in dict.fromkeys(number for number, _stage in gaps):
        stages = tuple(stage for gap, stage in gaps if gap == number)
        office = tuple(Change("chain.office_round", "", early) for early in range(number, 0, -1))
        ways = (*view.capability_ways()[:2], office)
        yield Finding({"round": number, "stages": stages, "change": ()}, ways, str(number))


@rule("donor_stays")
def find_donor_stays(view: Case) -> Iterator[Finding]:
    """Yield when the donor still leads stages in the last round. Source: assumption (Benner 2013, §5.9)."""
    if view.chain is not None and view.chain.rounds:
        donors = {row.code for row in view.catalog.donors}
        last = view.chain.rounds[-1].number
        leading = {it.stage for it in view.chain.roles if it.round == last and it.role == LEAD and it.actor in donors}
        if leading:
            yield Finding({"count": len(leading)}, (_earlier_office(view), _more_rounds(view), _faster(view)))


def _earlier_office(view: Case) -> Way:
    planned = view.scenario.chain.office_round or view.scenario.chain.rounds + 1
    return tuple(Change("chain.office_round", "", number) for number in range(planned - 1, 0, -1))


def _more_rounds(view: Case) -> Way:
    return tuple(
        Change("chain.rounds", "", number) for number in range(view.scenario.chain.rounds + 1, MOST_ROUNDS + 1)
    )


def _faster(view: Case) -> Way:
    return tuple(Change("chain.donor_pace", "", pace) for pace in range(view.scenario.chain.donor_pace + 1, 6))


@rule("office_missing")
def find_no_office(view: Case) -> Iterator[Finding]:
    """Yield when a donor is involved and no office is planned to take over. Source: assumption (Benner 2013, §6)."""
    is_donor_in = bool(view.catalog.donors) and view.scenario.donor_level > 0
    if view.chain is not None and is_donor_in and not view.scenario.chain.office_round:
        number = min(int(view.catalog.parameter("office_round")), view.scenario.chain.rounds)
        yield Finding({"round": number}, ((Change("chain.office_round", "", number),),))


@rule("mentors_short")
def find_too_few_mentors(view: Case) -> Iterator[Finding]:
    """Yield when more initiatives start in the first round than the pilots can mentor. Source: assumption (§5.7)."""
    plan, regions = view.scenario.chain, _count_starts(view)
    pilots = find_pilots(view.catalog, view.scenario).count
    room = pilots * plan.mentoring_capacity
    if regions and pilots and regions[0] > room:
        fewer = (Change("chain.regions_per_round", "", room),) if room else ()
        yield Finding({"regions": regions[0], "pilots": pilots, "count": regions[0] - room}, (fewer,))


@rule("regions_left_over")
def find_regions_left_over(view: Case) -> Iterator[Finding]:
    """Yield when regions wait after the last round. Source: assumption (Benner 2013, §5.9)."""
    waiting = len(view.chain.waiting) if view.chain is not None else 0
    if waiting:
        each = ceil((sum(_count_starts(view)) + waiting) / view.scenario.chain.rounds)
        larger = tuple(Change("chain.regions_per_round", "", number) for number in (each, each + waiting))
        yield Finding({"count": waiting, "rounds": view.scenario.chain.rounds}, (_more_rounds(view), larger))


@rule("too_many_regions")
def find_too_many_regions(view: Case) -> Iterator[Finding]:
    """Yield when more regions start in one round than the paper's example. Source: Benner 2013, §5.9."""
    most, limit = max(_count_starts(view), default=0), int(view.catalog.parameter("regions_per_round_high"))
    if most > limit:
        yield Finding({"count": most}, ((Change("chain.regions_per_round", "", limit),),))


def _count_starts(view: Case) -> list[int]:
    """Return how many regions start in each round, as planned."""
    if view.chain is None:
        return []
    counts = Counter({it.number: len({entry.region for entry in it.regions}) for it in view.chain.rounds})
    return [counts[number] for number in sorted(counts)]
