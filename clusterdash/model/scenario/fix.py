"""A remedy with one click: a change of the scenario that makes a warning go away."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clusterdash.frozen import FrozenMap
from clusterdash.model.scenario.scenario import Scenario


@dataclass(frozen=True)
class Fix:
    """One change of a choice: the field of the scenario or its chain, the code or codes in it ("" = none), the value.

    In tables (capacity, responsible, context …) the codes get the value; sets (pinned, excluded, donor_funds) gain the
    codes, or lose them where the value is False.

    Source: assumption (the remedies follow the section of their warning).
    """

    field: str
    code: str | tuple[str, ...]
    value: str | int | bool

    @property
    def codes(self) -> tuple[str, ...]:
        """The code or codes, as a tuple."""
        return (self.code,) if isinstance(self.code, str) else self.code


def apply_fix(scenario: Scenario, fix: Fix) -> Scenario:
    """Return the scenario after a remedy. Raises ScenarioError where it contradicts another choice.

    Source: assumption (a remedy never takes back what people have decided).
    """
    changes: dict[str, Any] = {fix.field: fix.value}
    if fix.field in {spec.name for spec in dataclasses.fields(scenario.chain)}:
        return scenario.change(chain=dataclasses.replace(scenario.chain, **changes))
    present = getattr(scenario, fix.field)
    if isinstance(present, frozenset):
        codes = present.difference(fix.codes) if fix.value is False else present.union(fix.codes)
        return scenario.change(**{fix.field: codes})
    if isinstance(present, Mapping):
        return scenario.change(**{fix.field: FrozenMap({**present, **dict.fromkeys(fix.codes, fix.value)})})
    return scenario.change(**changes)
