"""Warnings on delivery: weak actors, nobody who runs it, money without an organiser or without effect."""

from __future__ import annotations

from collections.abc import Iterator

from clusterdash.model.advice.warnings.mix import list_weak_actors
from clusterdash.model.advice.warnings.rule import Case, Finding, rule
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
        yield Finding({"instruments": instruments, "actors": actors}, view.capability_ways())


@rule("needs_organiser_in_mix")
def find_without_organiser(view: Case) -> Iterator[Finding]:
    """Yield instruments that somebody would pay for and nobody runs. Source: assumption (Benner 2013, Table 2)."""
    instruments = view.with_status(NEEDS_ORGANISER)
    if instruments:
        steps = find_smallest_change(view.catalog, view.scenario, instruments[0])
        out = tuple(code for code in instruments if code not in view.scenario.pinned)
        leave = ((Change("excluded", out, True),),) if out == instruments else ()
        yield Finding({"instruments": instruments, "change": steps}, (*view.capability_ways(), *leave))


@rule("funded_not_organised")
def find_money_without_organiser(view: Case) -> Iterator[Finding]:
    """Yield instruments that the donor pays for and nobody able runs. Source: assumption (Benner 2013, §9)."""
    stuck = set(view.with_status(AT_RISK, NEEDS_ORGANISER))
    instruments = tuple(code for code in view.plan.donor.funds if code in stuck)
    if instruments:
        values = {"instruments": instruments, "actors": list_weak_actors(view, set(instruments))}
        yield Finding(values, (*view.capability_ways(), (Change("donor_funds", instruments, False),)))


@rule("funding_without_effect")
def find_money_without_effect(view: Case) -> Iterator[Finding]:
    """Yield instruments that the donor pays for outside the mix. Source: assumption (Benner 2013, §9)."""
    pays = has_donor_action(view.catalog, "funding", view.scenario.donor_level)
    outside = tuple(code for code in view.strategy.delivery if code in view.scenario.donor_funds - set(view.mix))
    if pays and outside:
        ways = ((Change("pinned", outside, True),), (Change("donor_funds", outside, False),))
        yield Finding({"instruments": outside}, ways if not set(outside) & view.scenario.excluded else ways[1:])
