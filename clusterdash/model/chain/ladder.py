"""The donor ladder: the same scenario at every level of donor involvement, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from clusterdash.catalog import Catalog
from clusterdash.frozen import FrozenMap
from clusterdash.model.delivery.capacity import (
    ON_CALL,
    WEAK,
    capacity_in_round,
    donor_level_in_round,
    find_donor_trainers,
)
from clusterdash.model.delivery.delivery import judge_delivery, judge_eligibility
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.model.strategy import Strategy, build_strategy


@dataclass(frozen=True)
class LadderStep:
    """What the scenario would be at one donor level.

    Parameters
    ----------
    mix, value : the best mix at this level and its exact value.
    deliverable : the value in the parts ``now``, ``later`` and ``nobody``, which add up to it.
    in_reach : how many instruments are within reach and miss no prerequisite.
    statuses : how many instruments of the mix have each delivery status (all statuses, in their order).
    trained : weak governments that the donor trains from the first round.
    lead_stages : stages that the donor leads in the first round; None until a chain fills it in.
    exit_year : first year in which the donor is only on call; None without a donor, or when it never steps back.
    is_same_mix : the mix is the one of the scenario's own level.
    lost_pins : pinned instruments that are out of reach at this level.
    """

    level: int
    mix: tuple[str, ...]
    value: Fraction
    deliverable: FrozenMap[str, Fraction]
    in_reach: int
    statuses: FrozenMap[str, int]
    trained: tuple[str, ...]
    lead_stages: int | None
    exit_year: int | None
    is_same_mix: bool
    lost_pins: tuple[str, ...]


def build_donor_ladder(
    catalog: Catalog, scenario: Scenario, lead_stages: Mapping[int, int] | None = None
) -> tuple[LadderStep, ...]:
    """Return the scenario at every donor level, from the lowest to the highest.

    ``lead_stages`` says, per level, how many stages the donor leads in the first round, where a chain is known. Pins
    that a level puts out of reach are left out at this level and named.

    Raises ScenarioError where the scenario has problems at its own level.

    Source: Benner 2013, §9, §5, §6; the ladder is an assumption.
    """
    own = build_strategy(catalog, scenario)
    return tuple(
        _build_step(catalog, own, row.level, (lead_stages or {}).get(row.level)) for row in catalog.donor_levels
    )


def find_exit_year(catalog: Catalog, scenario: Scenario) -> int | None:
    """Return the first year in which the donor is only on call; None without a donor, or when it never steps back.

    Source: Benner 2013, §5.9, §6; the pace and the length of a round are assumptions.
    """
    if scenario.donor_level == 0 or not catalog.donors:
        return None
    plan = scenario.chain
    if scenario.donor_level > ON_CALL and plan.donor_pace == 0:
        return None
    rounds = next(number for number in range(scenario.donor_level + 1) if _is_on_call(scenario, number + 1))
    return scenario.place.start_year + rounds * plan.round_years


def _is_on_call(scenario: Scenario, round_: int) -> bool:
    return donor_level_in_round(scenario, round_) <= ON_CALL


def _build_step(catalog: Catalog, own: Strategy, level: int, lead_stages: int | None) -> LadderStep:
    scenario = own.scenario.change(donor_level=level)
    lost = _list_lost_pins(catalog, scenario)
    strategy = build_strategy(catalog, scenario.change(pinned=scenario.pinned.difference(lost)))
    weak = [code for code, value in capacity_in_round(catalog, scenario, 1).items() if value == WEAK]
    trained = tuple(code for code in weak if find_donor_trainers(catalog, code, level))
    counts = Counter(strategy.delivery[code] for code in strategy.mix)
    return LadderStep(
        level=level,
        mix=strategy.mix,
        value=strategy.value,
        deliverable=strategy.deliverable,
        in_reach=sum(it.is_eligible for it in strategy.eligibility.values()),
        statuses=FrozenMap({row.code: counts[row.code] for row in catalog.delivery_statuses}),
        trained=trained,
        lead_stages=lead_stages,
        exit_year=find_exit_year(catalog, scenario),
        is_same_mix=strategy.mix == own.mix,
        lost_pins=lost,
    )


def _list_lost_pins(catalog: Catalog, scenario: Scenario) -> tuple[str, ...]:
    eligibility = judge_eligibility(catalog, scenario, judge_delivery(catalog, scenario))
    return tuple(code for code, it in eligibility.items() if code in scenario.pinned and not it.is_eligible)


def list_ladder_changes(steps: Sequence[LadderStep]) -> tuple[str, ...]:
    """Return what differs from level to level: ``mix``, ``delivery``, ``training``, ``leads`` and ``exit``, if it does.

    ``leads`` counts the stages that the donor leads, where a chain filled them in.

    Source: assumption (what a level can change).
    """
    measures: dict[str, Callable[[LadderStep], object]] = {
        "mix": lambda step: step.mix,
        "delivery": lambda step: (step.statuses, step.deliverable),
        "training": lambda step: step.trained,
        "leads": lambda step: step.lead_stages,
        "exit": lambda step: step.exit_year,
    }
    return tuple(name for name, measure in measures.items() if len({measure(step) for step in steps}) > 1)
