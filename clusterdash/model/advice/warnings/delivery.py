"""Warnings on delivery: weak actors, nobody who runs it, money without an organiser or without effect."""

from __future__ import annotations

from collections.abc import Iterator

from clusterdash.model.advice.warnings.mix import list_weak_actors
from clusterdash.model.advice.warnings.rule import Case, Finding, Found, Way, rule, ways
from clusterdash.model.delivery.delivery import find_smallest_change
from clusterdash.model.delivery.situation import has_donor_action
from clusterdash.model.scenario.change import Change

AT_RISK, NEEDS_ORGANISER = "at_risk", "needs_organiser"


@rule("at_risk_in_mix")
def find_at_risk(view: Case) -> Iterator[Finding]:
    """Yield instruments that rest on weak actors whom nobody trains. Source: assumption (Benner 2013, §1)."""
    instruments = view.with_status(AT_RISK)
    if instruments:
        resting = {actor for code in instruments for actor in view.strategy.details[code].agents}
        actors = tuple(row.code for row in view.catalog.actors if row.code in resting)
        yield Finding({"instruments": instruments, "actors": actors})


@rule("needs_organiser_in_mix")
def find_without_organiser(view: Case) -> Iterator[Finding]:
    """Yield instruments that somebody would pay for and nobody runs. Source: assumption (Benner 2013, Table 2)."""
    instruments = view.with_status(NEEDS_ORGANISER)
    if instruments:
        steps = find_smallest_change(view.catalog, view.scenario, instruments[0])
        yield Finding({"instruments": instruments, "change": steps})


@rule("funded_not_organised")
def find_money_without_organiser(view: Case) -> Iterator[Finding]:
    """Yield instruments that the donor pays for and nobody able runs. Source: assumption (Benner 2013, §9)."""
    stuck = set(view.with_status(AT_RISK, NEEDS_ORGANISER))
    instruments = tuple(code for code in view.plan.donor.funds if code in stuck)
    if instruments:
        yield Finding({"instruments": instruments, "actors": list_weak_actors(view, set(instruments))})


@ways("at_risk_in_mix", "needs_organiser_in_mix", "funded_not_organised", "salient_without_able_actor")
def list_ways_to_an_able_actor(view: Case, found: Found) -> Iterator[Way]:
    """Yield what lets more be delivered: donor, platform, office; or money taken back. Source: Benner 2013, §1, §3."""
    yield from view.capability_ways()
    if found.code == "funded_not_organised":
        yield (Change("donor_funds", found.values["instruments"], False),)


@ways("at_risk_in_mix", "needs_organiser_in_mix", "funded_not_organised", "salient_without_able_actor", last=True)
def list_last_ways_to_an_able_actor(view: Case, found: Found) -> Iterator[Way]:
    """Yield a deeper donor with an office; or to leave out what nobody can run. Source: Benner 2013, §1, §6."""
    yield view.deeper_with_office()
    instruments = found.values.get("instruments", ())
    if instruments and not set(instruments) & view.scenario.pinned:
        yield (Change("excluded", instruments, True),)


@rule("funding_without_effect")
def find_money_without_effect(view: Case) -> Iterator[Finding]:
    """Yield instruments that the donor pays for outside the mix. Source: assumption (Benner 2013, §9)."""
    pays = has_donor_action(view.catalog, "funding", view.scenario.donor_level)
    outside = tuple(code for code in view.strategy.delivery if code in view.scenario.donor_funds - set(view.mix))
    if pays and outside:
        yield Finding({"instruments": outside})


@ways("funding_without_effect")
def list_ways_to_use_the_money(view: Case, found: Found) -> Iterator[Way]:
    """Yield to pin what is paid for, or to take the money back. Source: assumption (Benner 2013, §9)."""
    instruments = found.values["instruments"]
    if not set(instruments) & view.scenario.excluded:
        yield (Change("pinned", instruments, True),)
    yield (Change("donor_funds", instruments, False),)
