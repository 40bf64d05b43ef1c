"""Where regions part: what another capacity, other answers or other potentials change in a region of the programme."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass

from clusterdash.catalog import Catalog
from clusterdash.frozen import FrozenMap
from clusterdash.model.chain.schedule import build_rounds
from clusterdash.model.delivery.delivery import judge_delivery
from clusterdash.model.scenario.potentials import recall_reason
from clusterdash.model.scenario.region_detail import RegionDetail
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.model.strategy import Strategy

REGIONS_COMPARED = 40


@dataclass(frozen=True)
class Parting:
    """How one region differs from the programme.

    Parameters
    ----------
    region : its name; ``rounds`` : the rounds in which it promotes a cluster.
    potentials : its clusters in the order of their turns.
    struck_out : potentials that people struck out.
    capacity, answers : what is different there (government -> level, question -> answer).
    delivery : instruments of its mix that can be delivered in another way than in the programme: instrument ->
        (status in the programme, status there).
    reason : why its first cluster was chosen, as the log of decisions says; "" where it does not.
    gained, lost : instruments that only its own mix, or only that of the programme, has; empty where it has no own mix.
    """

    region: str
    rounds: tuple[int, ...]
    potentials: tuple[str, ...]
    struck_out: tuple[str, ...]
    capacity: FrozenMap[str, str]
    answers: FrozenMap[str, str]
    delivery: FrozenMap[str, tuple[str, str]]
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    has_own_mix: bool = False
    reason: str = ""

    @property
    def is_other(self) -> bool:
        """Whether the region starts with other instruments, or carries them in another way."""
        return bool(self.delivery or self.gained or self.lost)


def localise_scenario(scenario: Scenario, detail: RegionDetail) -> Scenario:
    """Return the scenario as it is in one region: its own capacities and answers over those of the programme.

    Source: Benner 2013, §1 (capacities differ from place to place); that the rest is as in the programme, assumption.
    """
    return scenario.change(
        capacity={**scenario.capacity, **detail.capacity},
        context={**scenario.context, **detail.context},
        chain=dataclasses.replace(scenario.chain, regions=(), potentials=FrozenMap(), region_details=FrozenMap()),
        decisions=(),
        next_steps=(),
    )


def find_partings(
    catalog: Catalog, strategy: Strategy, solve: Callable[[Scenario], Strategy]
) -> tuple[tuple[Parting, ...], int]:
    """Return how regions part from the programme, in their order of entry, and how many were left out beyond forty.

    ``solve`` gives the strategy of a scenario; it is asked for regions that have a mix of their own.

    Source: Benner 2013, §5.9, §1; that a region may have its own mix is an assumption.
    """
    scenario = strategy.scenario
    rounds, _waiting = build_rounds(scenario)
    turns: dict[str, list[int]] = {}
    for one in rounds:
        for entry in one.regions:
            turns.setdefault(entry.region, []).append(one.number)
    differing = [region for region, detail in scenario.chain.region_details.items() if not detail.is_empty]
    order = [region for region in turns if region in differing]
    order += [region for region in differing if region not in order]
    shown = order[:REGIONS_COMPARED]
    return tuple(_part(catalog, strategy, region, turns.get(region, []), solve) for region in shown), len(order) - len(
        shown
    )


def _part(
    catalog: Catalog, strategy: Strategy, region: str, rounds: list[int], solve: Callable[[Scenario], Strategy]
) -> Parting:
    scenario = strategy.scenario
    detail = scenario.chain.region_details[region]
    local = localise_scenario(scenario, detail)
    own = solve(local) if detail.own_mix else None
    mix = own.mix if own else strategy.mix
    is_other = bool(detail.capacity or detail.context)
    status = {code: it.status for code, it in judge_delivery(catalog, local).items()} if is_other else {}
    before = strategy.delivery
    changed = {code: (before[code], status[code]) for code in mix if code in status and before[code] != status[code]}
    return Parting(
        region,
        tuple(rounds),
        detail.potentials,
        detail.struck_out,
        FrozenMap(detail.capacity),
        FrozenMap(detail.context),
        FrozenMap(changed),
        tuple(code for code in mix if code not in strategy.mix),
        tuple(code for code in strategy.mix if code not in mix),
        detail.own_mix,
        recall_reason(scenario, region, detail.potentials[0]) if detail.potentials else "",
    )
