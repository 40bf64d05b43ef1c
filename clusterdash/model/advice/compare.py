"""What changed from one strategy to the next, in codes and numbers; the sentences are made on screen."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from clusterdash.model.scenario.scenario import ChainPlan, Place, Scenario
from clusterdash.model.strategy import Coverage, Strategy

READY, AFTER_TRAINING = "ready", "after_capacity_building"
# Fields that are numbers of ours rather than decisions of the people in the room.
ASSUMPTIONS = frozenset(
    {
        "salience_weights", "platform_year", "chain.round_years", "chain.stage_months", "chain.success_probability",
        "chain.learning_per_round", "chain.retry_probability", "chain.mentoring_capacity", "chain.runs", "chain.seed",
        "chain.success_maximum", "chain.unmentored_factor", "chain.no_entrepreneurs_factor",
        "chain.imperfect_framework_factor",
    }
)  # fmt: skip


@dataclass(frozen=True)
class StrategyChange:
    """What changed between two strategies.

    ``delivery_changed`` holds (instrument, status before, status after) for instruments of either mix. The deltas count
    instruments of the mix; coverage before and after has one entry per mechanism each.
    """

    came_in: tuple[str, ...]
    went_out: tuple[str, ...]
    is_same_mix: bool
    delivery_changed: tuple[tuple[str, str, str], ...]
    coverage_before: tuple[Coverage, ...]
    coverage_after: tuple[Coverage, ...]
    value_before: Fraction
    value_after: Fraction
    waits_for_training_delta: int
    ready_delta: int

    @property
    def is_nothing(self) -> bool:
        """Whether neither mix nor delivery nor value has changed."""
        return self.is_same_mix and not self.delivery_changed and self.value_before == self.value_after


@dataclass(frozen=True)
class Difference:
    """One field in which two scenarios differ ("salience.recruitment"), with what it is in each (None: not set)."""

    field: str
    before: Any
    after: Any
    is_assumption: bool


def compare_strategies(before: Strategy, after: Strategy) -> StrategyChange:
    """Return what changed from one strategy to the next. Source: assumption (what is worth telling)."""
    either = [code for code in after.delivery if code in {*before.mix, *after.mix}]
    moves = ((code, before.delivery.get(code, ""), after.delivery[code]) for code in either)
    return StrategyChange(
        came_in=tuple(code for code in after.mix if code not in before.mix),
        went_out=tuple(code for code in before.mix if code not in after.mix),
        is_same_mix=before.mix == after.mix,
        delivery_changed=tuple(move for move in moves if move[1] != move[2]),
        coverage_before=before.coverage,
        coverage_after=after.coverage,
        value_before=before.value,
        value_after=after.value,
        waits_for_training_delta=_count(after, AFTER_TRAINING) - _count(before, AFTER_TRAINING),
        ready_delta=_count(after, READY) - _count(before, READY),
    )


def list_differences(before: Scenario, after: Scenario) -> tuple[Difference, ...]:
    """Return the fields in which two scenarios differ, choices first, then assumptions.

    Source: assumption (which fields are ours: weights, lengths, probabilities, runs).
    """
    found = [
        Difference(name, old, new, _stem(name) in ASSUMPTIONS)
        for name, old, new in _walk("", before, after)
        if old != new
    ]
    return tuple(sorted(found, key=lambda one: one.is_assumption))


def _count(strategy: Strategy, status: str) -> int:
    return sum(strategy.delivery[code] == status for code in strategy.mix)


def _stem(name: str) -> str:
    parts = name.split(".")
    return ".".join(parts[:2]) if parts[0] == "chain" else parts[0]


def _walk(prefix: str, before: Any, after: Any) -> Iterator[tuple[str, Any, Any]]:
    """Yield every field with both values: parts and tables entry by entry, all else as a whole."""
    for spec in dataclasses.fields(before):
        name, old, new = f"{prefix}{spec.name}", getattr(before, spec.name), getattr(after, spec.name)
        if isinstance(old, Place | ChainPlan):
            yield from _walk(f"{name}.", old, new)
        elif isinstance(old, Mapping):
            yield from ((f"{name}.{key}", old.get(key), new.get(key)) for key in sorted({*old, *new}))
        else:
            yield name, old, new
