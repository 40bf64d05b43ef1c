"""Stress tests: what breaks first when the donor leaves early, many fail, the office is late, a tier is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil

from clusterdash.catalog import Catalog
from clusterdash.model.chain.chain import Chain, build_chain, conclude_chain
from clusterdash.model.chain.dynamics import Dynamics, simulate_dynamics, simulate_rounds
from clusterdash.model.chain.schedule import Round, build_rounds
from clusterdash.model.delivery.capacity import ABSENT, ON_CALL
from clusterdash.model.delivery.delivery import judge_delivery
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.model.strategy import build_strategy

LEADS, INSTRUMENTS, PILOTS = "leads", "instruments", "pilots"


@dataclass(frozen=True)
class Outcome:
    """The programme with or without the shock: its scenario, chain and dynamics."""

    scenario: Scenario
    chain: Chain
    dynamics: Dynamics


@dataclass(frozen=True)
class Break:
    """What breaks first, and in which round.

    ``kind`` is ``leads`` (stages lose their only lead), ``instruments`` (they lose who runs them) or ``pilots`` (in
    half of the runs or more no pilot is left to learn from); ``stages`` and ``instruments`` are those of this round.
    """

    round: int
    kind: str
    stages: tuple[str, ...]
    instruments: tuple[str, ...]


@dataclass(frozen=True)
class StressResult:
    """What a shock does.

    Parameters
    ----------
    code : the stress test.
    amount : how large the shock is (rounds, or a share), as in the parameters of the catalog; None without one.
    applies : False where there is nothing to take away (no donor, no office within the programme, no middle tier).
    before, after : the programme without and with the shock.
    first_break : what breaks first; None where nothing breaks.
    lost_leads : (round, stage) that had a lead and have none any more.
    lost_instruments : instruments of the mix that lose those who run them, in any round.
    lost_successes : by how many initiatives the middle of the band falls, over the whole programme.
    nothing_breaks : no lead, no instrument and no pilots lost (fewer initiatives may still succeed).
    gaps_before : stages of all rounds that had no lead anyway.
    """

    code: str
    amount: float | None
    applies: bool
    before: Outcome
    after: Outcome
    first_break: Break | None
    lost_leads: tuple[tuple[int, str], ...]
    lost_instruments: tuple[str, ...]
    lost_successes: float
    nothing_breaks: bool
    gaps_before: int


Shock = Callable[[Catalog, Scenario, float], Scenario]
Thin = Callable[[float, tuple[Round, ...]], tuple[Round, ...]]


@dataclass(frozen=True)
class Stress:
    """A stress test: the parameter that sizes it ("" = none), what it does to the scenario, and to the schedule.

    ``can_happen`` says whether there is anything to take away in a programme.
    """

    parameter: str
    shock: Shock
    can_happen: Callable[[Outcome], bool]
    thin: Thin | None = None


def lose_donor_early(_catalog: Catalog, scenario: Scenario, rounds: float) -> Scenario:
    """Return the scenario in which the donor's way out is some rounds shorter; the level of round 1 never changes.

    A donor that would never step down is on call in the last round instead; one that would only be on call from round 2
    on is gone by then.
    """
    plan = scenario.chain
    if plan.rounds == 1:
        return scenario
    if scenario.donor_level > ON_CALL and plan.donor_pace == 0:
        pace = ceil((scenario.donor_level - ON_CALL) / (plan.rounds - 1))
        return scenario.change(chain=replace(plan, donor_pace=pace))
    return scenario.change(chain=replace(plan, donor_skips=min(12, plan.donor_skips + int(rounds))))


def fail_initiatives(_catalog: Catalog, scenario: Scenario, share: float) -> Scenario:
    """Return the scenario in which that share of those who would have succeeded fails too."""
    plan, kept = scenario.chain, 1 - share
    chance, learning = plan.success_probability * kept, plan.learning_per_round * kept
    return scenario.change(chain=replace(plan, success_probability=chance, learning_per_round=learning))


def delay_office(_catalog: Catalog, scenario: Scenario, rounds: float) -> Scenario:
    """Return the scenario with the office some rounds later; after the last round it is never set up."""
    planned = scenario.chain.office_round
    late = planned + int(rounds)
    kept = late if planned and late <= scenario.chain.rounds else 0
    return scenario.change(chain=replace(scenario.chain, office_round=kept))


def lose_middle_tiers(catalog: Catalog, scenario: Scenario, _amount: float) -> Scenario:
    """Return the scenario without any government between the closest and the national one."""
    middle = {row.code: ABSENT for row in catalog.governments[1:-1]}
    return scenario.change(capacity={**scenario.capacity, **middle})


def keep_scenario(_catalog: Catalog, scenario: Scenario, _amount: float) -> Scenario:
    """Return the scenario as it is: the shock strikes the schedule."""
    return scenario


def thin_regions(share: float, rounds: tuple[Round, ...]) -> tuple[Round, ...]:
    """Return the rounds with only the first share of their regions; the others stop after the workshop."""
    return tuple(replace(one, regions=one.regions[: ceil(len(one.regions) * share)]) for one in rounds)


def has_donor(outcome: Outcome) -> bool:
    """Return whether a donor takes part after the first round, and so could leave early."""
    return outcome.scenario.donor_level > 0 and len(outcome.chain.rounds) > 1


def has_successes(outcome: Outcome) -> bool:
    """Return whether any initiative can be expected to succeed, and so could fail."""
    return outcome.dynamics.mean_succeeded > 0


STRESSES: dict[str, Stress] = {
    "donor_leaves_early": Stress("stress_donor_rounds", lose_donor_early, has_donor),
    "half_fail": Stress("stress_failure_share", fail_initiatives, has_successes),
    "office_late": Stress("stress_office_rounds", delay_office, lambda it: it.chain.office_round is not None),
    "no_regional_tier": Stress("", lose_middle_tiers, lambda _it: True),
    "half_go_on": Stress("stress_continue_share", keep_scenario, lambda _it: True, thin_regions),
}


def run_stress(catalog: Catalog, scenario: Scenario, code: str) -> StressResult:
    """Return what a shock breaks first, what loses its only lead or carrier, and the programme before and after.

    Raises KeyError for an unknown stress test; ScenarioError as ``build_strategy`` does.

    Source: assumption (Benner 2013, §5.4, §5.9, §6).
    """
    stress = STRESSES[code]
    amount = catalog.parameter(stress.parameter) if stress.parameter else None
    before = Outcome(scenario, build_chain(catalog, scenario), simulate_dynamics(catalog, scenario))
    can_happen = stress.can_happen(before)
    after = _strike(catalog, scenario, stress, amount or 0.0) if can_happen else before
    mix = build_strategy(catalog, scenario).mix
    leads = tuple(sorted(set(after.chain.no_lead) - set(before.chain.no_lead), key=after.chain.no_lead.index))
    lost = _list_lost(catalog, before, after, mix)
    first = _find_first(before, after, leads, lost)
    instruments = {code for _round, code in lost}
    return StressResult(
        code=code,
        amount=amount,
        applies=after.scenario != scenario or after.chain.rounds != before.chain.rounds,
        before=before,
        after=after,
        first_break=first,
        lost_leads=leads,
        lost_instruments=tuple(code for code in mix if code in instruments),
        lost_successes=before.dynamics.succeeded_total.middle - after.dynamics.succeeded_total.middle,
        nothing_breaks=first is None,
        gaps_before=len(before.chain.no_lead),
    )


def _strike(catalog: Catalog, scenario: Scenario, stress: Stress, amount: float) -> Outcome:
    after = stress.shock(catalog, scenario, amount)
    if stress.thin is None:
        return Outcome(after, build_chain(catalog, after), simulate_dynamics(catalog, after))
    rounds, waiting = build_rounds(after)
    thinned = stress.thin(amount, rounds)
    return Outcome(after, conclude_chain(catalog, after, thinned, waiting), simulate_rounds(catalog, after, thinned))


def _list_lost(catalog: Catalog, before: Outcome, after: Outcome, mix: tuple[str, ...]) -> list[tuple[int, str]]:
    """Return (round, instrument) where an instrument of the mix had somebody to run it and has nobody any more."""
    sound = {row.code for row in catalog.delivery_statuses if row.is_eligible and not row.warns}
    lost = []
    for one in before.chain.rounds:
        was = judge_delivery(catalog, before.scenario, one.number)
        is_now = judge_delivery(catalog, after.scenario, one.number)
        lost += [(one.number, code) for code in mix if was[code].status in sound and is_now[code].status not in sound]
    return lost


def _find_first(
    before: Outcome, after: Outcome, leads: tuple[tuple[int, str], ...], lost: list[tuple[int, str]]
) -> Break | None:
    """Return the earliest break; within one round leads come before instruments, and those before pilots."""
    firsts = [(number, kind) for kind, found in ((LEADS, leads), (INSTRUMENTS, lost)) for number, _code in found]
    dry = [
        (now.number, PILOTS)
        for was, now in zip(before.dynamics.rounds, after.dynamics.rounds, strict=True)
        if was.pilots.middle > 0 and now.pilots.middle == 0
    ]
    order = (LEADS, INSTRUMENTS, PILOTS)
    found = sorted(firsts + dry, key=lambda one: (one[0], order.index(one[1])))
    if not found:
        return None
    number, kind = found[0]
    stages = tuple(stage for round_, stage in leads if round_ == number)
    return Break(number, kind, stages, tuple(code for round_, code in lost if round_ == number))
