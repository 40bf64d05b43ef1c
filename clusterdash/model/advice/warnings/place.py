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
from clusterdash.model.advice.warnings.rule import NEW_PLATFORMS, Case, Finding, Found, Way, rule, ways
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
        yield Finding({"preconditions": verdict.missing}, questions=_ask(view, verdict.missing))


@rule("preconditions_imperfect")
def find_imperfect_preconditions(view: Case) -> Iterator[Finding]:
    """Yield the helpful preconditions that are missing: smaller chances. Source: Benner 2013, §10."""
    imperfect = judge_preconditions(view.catalog, view.scenario).imperfect
    if imperfect:
        yield Finding({"preconditions": imperfect}, questions=_ask(view, imperfect))


@rule("preconditions_unknown")
def find_unknown_preconditions(view: Case) -> Iterator[Finding]:
    """Yield the preconditions that nobody has answered. Source: assumption (Benner 2013, §10, names them)."""
    unknown = judge_preconditions(view.catalog, view.scenario).unknown
    if unknown:
        yield Finding({"preconditions": unknown}, questions=_ask(view, unknown))


def _ask(view: Case, preconditions: tuple[str, ...]) -> tuple[str, ...]:
    """Return the questions behind some of the preconditions."""
    return tuple(row.question for row in view.catalog.preconditions if row.code in preconditions)


@rule("no_entrepreneur")
def find_no_entrepreneur(view: Case) -> Iterator[Finding]:
    """Yield when no entrepreneur takes part; whether one does is for people to say. Source: Benner 2013, §5.2."""
    questions = tuple(question for group, question in _list_missing_groups(view) if group == ENTREPRENEURS)
    if questions:
        yield Finding(questions=questions)


@rule("group_missing")
def find_missing_groups(view: Case) -> Iterator[Finding]:
    """Yield the other groups that are not at the table; the remedy is to invite them. Source: Benner 2013, §5.2."""
    missing = [(group, question) for group, question in _list_missing_groups(view) if group != ENTREPRENEURS]
    if missing:
        groups, questions = (tuple(one) for one in zip(*missing, strict=True))
        yield Finding({"groups": groups}, questions=questions)


def _list_missing_groups(view: Case) -> list[tuple[str, str]]:
    asked = [row for row in view.catalog.context_questions if row.stakeholder_group]
    return [(row.stakeholder_group, row.code) for row in asked if view.answers(row.code, "no")]


@rule("coordination_needed")
def find_overlapping_organisations(view: Case) -> Iterator[Finding]:
    """Yield when several organisations overlap and none of them coordinates. Source: Benner 2013, §1."""
    if view.answers(ORGANISATIONS, "several") and view.scenario.platform != EXISTING:
        yield Finding()


@ways("coordination_needed")
def list_ways_to_coordination(_view: Case, _found: Found) -> Iterator[Way]:
    """Yield an existing organisation as the network. Source: Benner 2013, §1, §3."""
    yield (Change("platform", "", EXISTING),)


@rule("competition_run_by_donor")
def find_competition_run_by_donor(view: Case) -> Iterator[Finding]:
    """Yield when the route taken is a competition that only the donor could organise. Source: Benner 2013, §4."""
    advice = judge_routes(view.catalog, view.scenario, view.mix)
    route = view.scenario.route or next((one.route for one in advice if one.status == RECOMMENDED), "")
    if route in _list_competitions(view) and donor_only_organiser(Circumstances(view.catalog, view.scenario, view.mix)):
        yield Finding()


def _list_competitions(view: Case) -> set[str]:
    """Return the routes against which it speaks that only the donor could organise them."""
    test = PREDICATE + donor_only_organiser.__name__
    return {row.route for row in view.catalog.route_conditions if row.test == test}


@ways("competition_run_by_donor")
def list_ways_to_another_route(view: Case, _found: Found) -> Iterator[Way]:
    """Yield the other routes that are recommended or possible. Source: Benner 2013, §4, §5, §9."""
    advice = judge_routes(view.catalog, view.scenario, view.mix)
    open_ = (one.route for one in advice if one.status in (RECOMMENDED, POSSIBLE))
    yield (Change("route", "", code) for code in open_ if code not in _list_competitions(view))


@rule("platform_missing")
def find_missing_platform(view: Case) -> Iterator[Finding]:
    """Yield instruments that only a network could carry, as good as the weakest of the mix. Source: Benner 2013, §9."""
    if view.scenario.platform == "none":
        instruments = _list_network_only(view)
        if instruments:
            yield Finding({"instruments": instruments})


@ways("platform_missing")
def list_ways_to_a_platform(view: Case, _found: Found) -> Iterator[Way]:
    """Yield a new network, or an existing organisation; the advised one first. Source: Benner 2013, §3, §9."""
    advised = advise_platform(view.catalog, view.scenario).recommended
    offers = dict.fromkeys((advised, *NEW_PLATFORMS))
    yield (Change("platform", "", code) for code in offers if code in NEW_PLATFORMS)


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
        yield Finding({"instruments": waiting, "year": year})


@ways("platform_later")
def list_ways_to_a_platform_now(view: Case, _found: Found) -> Iterator[Way]:
    """Yield an existing organisation where the answers speak for it. Source: Benner 2013, §3."""
    if advise_platform(view.catalog, view.scenario).recommended == EXISTING:
        yield (Change("platform", "", EXISTING),)
