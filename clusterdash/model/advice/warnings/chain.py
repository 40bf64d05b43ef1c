"""Warnings on the rounds of the cluster promotion chain; they hold only where a chain was built."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import ceil

from clusterdash.model.advice.routes import Circumstances
from clusterdash.model.advice.warnings.rule import Case, Finding, Found, Way, rule, ways
from clusterdash.model.chain.offers import MOST_ROUNDS, RoundOffer, count_rounds_needed, find_left_over
from clusterdash.model.delivery.situation import has_donor_action
from clusterdash.model.scenario.change import Change
from clusterdash.model.scenario.pilots import PILOTS_QUESTION, find_pilots
from clusterdash.model.scenario.scenario import DONOR_LEVEL_MAXIMUM

MOST_PACE = 5
LEAD, ASSIST = "lead", "assist"


@rule("no_pilot")
def find_no_pilot(view: Case) -> Iterator[Finding]:
    """Yield when there is no pilot to start from, with who can build one. Source: Benner 2013, §5.1."""
    if view.chain is not None and not find_pilots(view.catalog, view.scenario).count:
        asked = tuple(row.code for row in view.catalog.context_questions if row.code == PILOTS_QUESTION)
        yield Finding({"actors": _list_builders(view)}, questions=asked)


@rule("pilots_disagree")
def find_disagreeing_pilots(view: Case) -> Iterator[Finding]:
    """Yield when the number of pilots set by hand contradicts the answer on pilots. Source: assumption (§5.1)."""
    pilots = find_pilots(view.catalog, view.scenario)
    if view.chain is not None and pilots.contradicts:
        asked = tuple(row.code for row in view.catalog.context_questions if row.code == PILOTS_QUESTION)
        yield Finding({"pilots": pilots.count}, questions=asked)


def _list_builders(view: Case) -> tuple[str, ...]:
    """Return who could lead the building of a first pilot: the donor by its level, and able governments."""
    starts = has_donor_action(view.catalog, "chain", view.scenario.donor_level)
    able = Circumstances(view.catalog, view.scenario, view.mix).able
    first = view.catalog.stages[0].code
    fit = {row.agent for row in view.catalog.stage_roles if row.stage == first and row.role in (LEAD, ASSIST)}
    return (*(row.code for row in view.catalog.donors if starts), *(code for code in able if code in fit))


@rule("stage_without_lead")
def find_stages_without_lead(view: Case) -> Iterator[Finding]:
    """Yield, round by round, the stages that nobody capable leads. Source: assumption (Benner 2013, §5)."""
    gaps = view.chain.no_lead if view.chain is not None else ()
    for number in dict.fromkeys(number for number, _stage in gaps):
        stages = tuple(stage for gap, stage in gaps if gap == number)
        yield Finding({"round": number, "stages": stages}, str(number))


@ways("stage_without_lead")
def list_ways_to_a_lead(view: Case, found: Found) -> Iterator[Way]:
    """Yield who else could lead: the donor, people of a network, the office. Source: Benner 2013, §5, §6."""
    donor, platform, _office = view.capability_ways()
    yield donor
    yield platform
    yield (Change("chain.office_round", "", early) for early in range(int(found.values["round"]), 0, -1))


@ways("stage_without_lead", last=True)
def list_last_ways_to_a_lead(view: Case, _found: Found) -> Iterator[Way]:
    """Yield a deeper donor with an office or a faster exit, and one that steps back more slowly. Source: §5.9, §6."""
    yield view.deeper_with_office()
    pace = view.scenario.chain.donor_pace
    yield (Change("chain.donor_pace", "", slower) for slower in range(pace - 1, -1, -1))
    if view.catalog.donors and view.scenario.donor_level < DONOR_LEVEL_MAXIMUM:
        faster = (Change("chain.donor_pace", "", more) for more in range(pace + 1, MOST_PACE + 1))
        yield (Change("donor_level", "", DONOR_LEVEL_MAXIMUM, (one,)) for one in faster)


@rule("donor_stays")
def find_donor_stays(view: Case) -> Iterator[Finding]:
    """Yield when the donor still leads stages in the last round. Source: assumption (Benner 2013, §5.9)."""
    if view.chain is not None and view.chain.rounds:
        donors = {row.code for row in view.catalog.donors}
        last = view.chain.rounds[-1].number
        roles = [it for it in view.chain.roles if it.round == last and it.role == LEAD and it.actor in donors]
        if roles:
            yield Finding({"stages": tuple(dict.fromkeys(it.stage for it in roles))})


@ways("donor_stays")
def list_ways_out_for_the_donor(view: Case, _found: Found) -> Iterator[Way]:
    """Yield an earlier office, more rounds, a faster exit. Source: Benner 2013, §5.9, §6."""
    plan = view.scenario.chain
    planned = plan.office_round or plan.rounds + 1
    yield (Change("chain.office_round", "", number) for number in range(planned - 1, 0, -1))
    yield _more_rounds(view)
    yield (Change("chain.donor_pace", "", pace) for pace in range(plan.donor_pace + 1, MOST_PACE + 1))


def _more_rounds(view: Case) -> tuple[Change, ...]:
    return tuple(
        Change("chain.rounds", "", number) for number in range(view.scenario.chain.rounds + 1, MOST_ROUNDS + 1)
    )


@rule("mentors_short")
def find_too_few_mentors(view: Case) -> Iterator[Finding]:
    """Yield when more initiatives start in the first round than the pilots can mentor. Source: assumption (§5.7)."""
    regions, pilots = _count_starts(view), find_pilots(view.catalog, view.scenario).count
    room = pilots * view.scenario.chain.mentoring_capacity
    if regions and pilots and regions[0] > room:
        yield Finding({"regions": regions[0], "room": room})


@ways("mentors_short")
def list_ways_to_mentors(view: Case, found: Found) -> Iterator[Way]:
    """Yield that each pilot mentors more, or that fewer regions start at once. Source: Benner 2013, §5.7, §5.9."""
    yield (_mentor_more(view, found.values["regions"]),)
    yield (Change("chain.regions_per_round", "", found.values["room"]),)


@ways("mentors_short", last=True)
def list_last_ways_to_mentors(view: Case, _found: Found) -> Iterator[Way]:
    """Yield both at once. Source: Benner 2013, §5.7, §5.9."""
    low = int(view.catalog.parameter("regions_per_round_low"))
    yield (Change("chain.regions_per_round", "", low, (_mentor_more(view, low),)),)


def _mentor_more(view: Case, regions: int) -> Change:
    """Return the change by which the pilots can accompany so many new initiatives, never fewer than now."""
    pilots = max(1, find_pilots(view.catalog, view.scenario).count)
    return Change("chain.mentoring_capacity", "", max(ceil(regions / pilots), view.scenario.chain.mentoring_capacity))


@rule("regions_left_over")
def find_regions_left_over(view: Case) -> Iterator[Finding]:
    """Yield when regions, or further clusters of a region, wait after the last round. Source: assumption (§5.9)."""
    if view.chain is None or not view.chain.waiting_clusters:
        return
    waiting = {"count": len(view.chain.waiting), "clusters": len(view.chain.waiting_clusters)}
    yield Finding({**waiting, "rounds": view.scenario.chain.rounds, **_reckon_rounds(view)})


def _reckon_rounds(view: Case) -> dict[str, int]:
    """Return in how many rounds all get a turn with the most regions of the paper's example, and their last year."""
    most = int(view.catalog.parameter("regions_per_round_high"))
    needed = count_rounds_needed(view.scenario, most)
    year = view.scenario.place.start_year + needed * view.scenario.chain.round_years - 1
    return {"most": most, "needed": needed, "year": year}


@ways("regions_left_over")
def list_ways_to_a_turn(view: Case, _found: Found) -> Iterator[Way]:
    """Yield the plans of rounds that take all regions. Source: Benner 2013, §5.9."""
    yield from ((_plan(view, offer),) for offer in find_left_over(view.catalog, view.scenario).offers)


@ways("regions_left_over", last=True)
def list_last_ways_to_a_turn(view: Case, _found: Found) -> Iterator[Way]:
    """Yield the plans of rounds that take all regions, with enough mentors for the first round. Source: §5.7, §5.9."""
    offers = find_left_over(view.catalog, view.scenario).offers
    yield from ((_plan(view, offer, is_mentored=True),) for offer in offers)
    yield _lay_out(view)


def _plan(view: Case, offer: RoundOffer, *, is_mentored: bool = False) -> Change:
    """Return the change to so many rounds with so many regions each, and enough mentors where that is asked for."""
    plan = view.scenario.chain
    parts = []
    if offer.rounds != plan.rounds:
        parts.append(Change("chain.rounds", "", offer.rounds))
    if offer.regions_per_round != plan.regions_per_round:
        parts.append(Change("chain.regions_per_round", "", offer.regions_per_round))
    if is_mentored:
        parts.append(_mentor_more(view, offer.regions_per_round))
    return Change(parts[0].field, parts[0].code, parts[0].value, tuple(parts[1:]))


def _lay_out(view: Case) -> list[Change]:
    """Return plans that take all regions within the paper's example, from the fewest regions per round up."""
    low, high = (int(view.catalog.parameter(f"regions_per_round_{end}")) for end in ("low", "high"))
    plan = view.scenario.chain
    offers = [
        RoundOffer(max(plan.rounds, count_rounds_needed(view.scenario, size)), size) for size in range(low, high + 1)
    ]
    fitting = [one for one in offers if one.rounds <= MOST_ROUNDS]
    same = RoundOffer(plan.rounds, plan.regions_per_round)
    return [_plan(view, one, is_mentored=True) for one in fitting if one != same]


@rule("too_many_regions")
def find_too_many_regions(view: Case) -> Iterator[Finding]:
    """Yield when more regions start in one round than the paper's example. Source: Benner 2013, §5.9."""
    most = max(_count_starts(view), default=0)
    if most > view.catalog.parameter("regions_per_round_high"):
        yield Finding({"count": most, **_reckon_rounds(view)})


@ways("too_many_regions")
def list_ways_to_fewer_regions(view: Case, _found: Found) -> Iterator[Way]:
    """Yield fewer regions per round, from ten to five. Source: Benner 2013, §5.9."""
    low, high = (int(view.catalog.parameter(f"regions_per_round_{end}")) for end in ("low", "high"))
    yield (Change("chain.regions_per_round", "", size) for size in range(high, low - 1, -1))


@ways("too_many_regions", last=True)
def list_last_ways_to_fewer_regions(view: Case, _found: Found) -> Iterator[Way]:
    """Yield fewer regions in more rounds, with enough mentors for the first. Source: Benner 2013, §5.7, §5.9."""
    yield reversed(_lay_out(view))


def _count_starts(view: Case) -> list[int]:
    """Return how many regions start in each round, as planned."""
    if view.chain is None:
        return []
    counts = Counter({it.number: len({entry.region for entry in it.regions}) for it in view.chain.rounds})
    return [counts[number] for number in sorted(counts)]
