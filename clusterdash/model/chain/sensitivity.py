"""Which assumption of the dynamics moves the result most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from clusterdash.catalog import Catalog
from clusterdash.model.chain.dynamics import Dynamics, read_rules, simulate_dynamics, summarise_runs
from clusterdash.model.chain.schedule import build_rounds
from clusterdash.model.scenario.pilots import find_pilots
from clusterdash.model.scenario.scenario import ChainPlan, Scenario

CHANCES = ("success_probability", "learning_per_round", "retry_probability")
CHOICES = ("pilots", "regions_per_round", "rounds", "region_count")
NUMBERS = ("mentoring_capacity", *CHOICES)
SHIFT = 0.2


@dataclass(frozen=True)
class Sensitivity:
    """What one assumption moves: the parameter, the values compared, and the change of all successes.

    ``change`` is the share by which the parameter was moved (−0.2, +0.2); ``effect`` the change of the middle of the
    band, ``mean_effect`` of the mean (initiatives that succeed in the whole programme).
    ``is_choice`` marks what people plan (rounds, regions, pilots) beside what can only be assumed.
    """

    parameter: str
    change: float
    before: float
    after: float
    effect: float
    mean_effect: float
    is_choice: bool


def sensitivity(catalog: Catalog, scenario: Scenario) -> tuple[Sensitivity, ...]:
    """Return which assumption moves the result most, first: each one a fifth lower and a fifth higher.

    Whole numbers move by at least one; chances stay within 0 to 1; what cannot move is left out.

    Source: assumption.
    """
    base = simulate_dynamics(catalog, scenario)
    found = [_compare(base, *shifted) for shifted in _shift_each(catalog, scenario)]
    return tuple(sorted(found, key=lambda it: (-abs(it.effect), -abs(it.mean_effect), it.parameter, it.change)))


def _compare(base: Dynamics, code: str, change: float, before: float, after: float, moved: Dynamics) -> Sensitivity:
    effect = moved.succeeded_total.middle - base.succeeded_total.middle
    mean_effect = moved.mean_succeeded - base.mean_succeeded
    return Sensitivity(code, change, before, after, effect, mean_effect, code in CHOICES)


def _shift_each(catalog: Catalog, scenario: Scenario) -> Iterator[tuple[str, float, float, float, Dynamics]]:
    limits = {row.control.removeprefix("chain."): (row.minimum, row.maximum) for row in catalog.parameters}
    for code in (*CHANCES, *NUMBERS):
        if code == "region_count" and scenario.chain.regions:
            continue
        before = find_pilots(catalog, scenario).count if code == "pilots" else getattr(scenario.chain, code)
        for change in (-SHIFT, SHIFT):
            after = _shift(before, change, *limits.get(code, (0, 1)))
            if after != before:
                plan: ChainPlan = replace(scenario.chain, **{code: after})  # type: ignore[arg-type]
                yield code, change, before, after, simulate_dynamics(catalog, scenario.change(chain=plan))
    yield from _shift_factor(catalog, scenario)


def _shift_factor(catalog: Catalog, scenario: Scenario) -> Iterator[tuple[str, float, float, float, Dynamics]]:
    rounds, _waiting = build_rounds(scenario)
    rules = read_rules(catalog, scenario, rounds)
    before = rules.unmentored_factor
    for change in (-SHIFT, SHIFT):
        after = min(1.0, before * (1 + change))
        if after != before:
            moved = summarise_runs(catalog, scenario, rounds, replace(rules, unmentored_factor=after))
            yield "unmentored_factor", change, before, after, moved


def _shift(before: float, change: float, low: float, high: float) -> float:
    if isinstance(before, int):
        step = max(1, round(before * abs(change)))
        return int(min(high, max(low, before + (step if change > 0 else -step))))
    return min(high, max(low, before * (1 + change)))
