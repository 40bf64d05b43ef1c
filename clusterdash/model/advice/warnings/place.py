"""Warnings on the place and its people: preconditions, who is at the table, who coordinates, which route."""

from __future__ import annotations

from collections.abc import Iterator

from clusterdash.model.advice.routes import (
    POSSIBLE,
    PREDICATE,
    RECOMMENDED,
    Circumstances,
    donor_only_organiser,
    judge_routes,
)
from clusterdash.model.advice.suggestions import advise_platform, judge_preconditions
from clusterdash.model.advice.warnings.rule import Case, Finding, rule
from clusterdash.model.delivery.capacity import office_stands
from clusterdash.model.scenario.change import Change

# Asked by name; a catalog without them simply never hears "no" or "several".
ENTREPRENEURS = "entrepreneurs"
ORGANISATIONS = "promotion_organisations"
EXISTING = "existing_organisation"


@rule("preconditions_missing")
def find_missing_preconditions(view: Case) -> Iterator[Finding]:
    """Yield the required preconditions that are missing: not here, not now. Source: Benner 2013, §10."""
    verdict = judge_preconditions(view.catalog, view.scenario)
    if verdict.level == "not_here_not_now":
        yield Finding({"preconditions": verdict.missing})


@rule("preconditions_imperfect")
def find_imperfect_preconditions(view: Case) -> Iterator[Finding]:
    """Yield the helpful preconditions that are missing: smaller chances. Source: Benner 2013, §10."""
    imperfect = judge_preconditions(view.catalog, view.scenario).imperfect
    if imperfect:
        yield Finding({"preconditions": imperfect})


@rule("preconditions_unknown")
def find_unknown_preconditions(view: Case) -> Iterator[Finding]:
    """Yield the preconditions that nobody has answered. Source: assumption (Benner 2013, §10, names them)."""
    unknown = judge_preconditions(view.catalog, view.scenario).unknown
    if unknown:
        yield Finding({"preconditions": unknown})


@rule("no_entrepreneur")
def find_no_entrepreneur(view: Case) -> Iterator[Finding]:
    """Yield when no entrepreneur takes part; the remedy is to bring them in. Source: Benner 2013, §5.2."""
    questions = [question for group, question in _list_missing_groups(view) if group == ENTREPRENEURS]
    if questions:
        yield Finding(ways=((Change("context", tuple(questions), "yes"),),))


@rule("group_missing")
def find_missing_groups(view: Case) -> Iterator[Finding]:
    """Yield the other groups that are not at the table; the remedy is to invite them. Source: Benner 2013, §5.2."""
    missing = [(group, question) for group, question in _list_missing_groups(view) if group != ENTREPRENEURS]
    if missing:
        invite = Change("context", tuple(question for _group, question in missing), "yes")
        yield Finding({"groups": tuple(group for group, _question in missing)}, ((invite,),))


def _list_missing_groups(view: Case) -> list[tuple[str, str]]:
    asked = [row for row in view.catalog.context_questions if row.stakeholder_group]
    return [(row.stakeholder_group, row.code) for row in asked if view.answers(row.code, "no")]


@rule("coordination_needed")
def find_overlapping_organisations(view: Case) -> Iterator[Finding]:
    """Yield when several organisations overlap and none of them coordinates. Source: Benner 2013, §1."""
    if view.answers(ORGANISATIONS, "several") and view.scenario.platform != EXISTING:
        yield Finding(ways=((Change("platform", "", EXISTING),),))


@rule("donor_without_office")
def find_donor_without_office(view: Case) -> Iterator[Finding]:
    """Yield when the donor is on call for an office that does not stand. Source: assumption (Benner 2013, §8)."""
    is_on_call = 0 < view.scenario.donor_level <= view.catalog.parameter("on_call_level")
    if view.catalog.donors and is_on_call and not office_stands(view.scenario, 1):
        more = Change("donor_level", "", int(view.catalog.parameter("on_call_level")) + 1)
        yield Finding(ways=((Change("chain.office_round", "", 1),), (more,)))


@rule("competition_run_by_donor")
def find_competition_run_by_donor(view: Case) -> Iterator[Finding]:
    """Yield when the route taken is a competition that only the donor could organise. Source: Benner 2013, §4."""
    advice = judge_routes(view.catalog, view.scenario, view.mix)
    route = view.scenario.route or next((one.route for one in advice if one.status == RECOMMENDED), "")
    test = PREDICATE + donor_only_organiser.__name__
    competitions = {row.route for row in view.catalog.route_conditions if row.test == test}
    circumstances = Circumstances(view.catalog, view.scenario, view.mix)
    if route in competitions and donor_only_organiser(circumstances):
        others = (
            one.route for one in advice if one.status in (RECOMMENDED, POSSIBLE) and one.route not in competitions
        )
        yield Finding(ways=(tuple(Change("route", "", code) for code in others),))


@rule("platform_missing")
def find_missing_platform(view: Case) -> Iterator[Finding]:
    """Yield instruments that only a network could carry, as good as the weakest of the mix. Source: Benner 2013, §9."""
    if view.scenario.platform == "none":
        instruments = _list_network_only(view)
        if instruments:
            advised = advise_platform(view.catalog, view.scenario).recommended
            offers = dict.fromkeys((advised, "build", EXISTING))
            way = tuple(Change("platform", "", code) for code in offers if code != "none")
            yield Finding({"instruments": instruments}, (way,))


def _list_network_only(view: Case) -> tuple[str, ...]:
    """Return instruments to which nobody contributes, out of reach, that would have enough leverage for the mix."""
    leverage, mix = view.strategy.leverage, view.mix
    least = min((leverage[code] for code in mix), default=1) if not view.strategy.places_left else 1
    return tuple(
        code
        for code in view.rank(row.code for row in view.catalog.instruments if row.network)
        if view.strategy.delivery[code] == "out_of_reach"
        and not view.catalog.contributions_of(code)
        and not view.strategy.eligibility[code].missing
        and leverage[code] >= max(least, 1)
        and code not in view.scenario.excluded
    )


@rule("platform_later")
def find_waiting_for_platform(view: Case) -> Iterator[Finding]:
    """Yield instruments of the mix that wait until the network stands. Source: assumption (Benner 2013, §3)."""
    waiting = tuple(code for code in view.mix if view.strategy.details[code].from_year is not None)
    if waiting:
        year = view.strategy.details[waiting[0]].from_year
        is_there = advise_platform(view.catalog, view.scenario).recommended == EXISTING
        way = (Change("platform", "", EXISTING),) if is_there else ()
        yield Finding({"instruments": waiting, "year": year}, (way,))
