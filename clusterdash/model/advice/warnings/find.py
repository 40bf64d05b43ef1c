"""Warnings: what a plan is warned of, each with a section; remedies are tried only when somebody asks for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.errors import ScenarioError
from clusterdash.frozen import FrozenMap
from clusterdash.model.advice.warnings import chain, delivery, mix, place
from clusterdash.model.advice.warnings.rule import RULES, Case, Way
from clusterdash.model.chain.chain import Chain, build_chain
from clusterdash.model.plan.plan import Plan, build_plan
from clusterdash.model.scenario.change import OPPOSITE, Change, apply_change
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.model.strategy import Strategy, build_strategy

__all__ = ["RULES", "Found", "find_warnings", "list_warnings", "try_fixes"]

# Importing the modules fills the registry.
RULE_MODULES = (place, mix, delivery, chain)
SEVERITIES = ("stop", "serious", "note")


@dataclass(frozen=True)
class Found:
    """A warning that holds here.

    Parameters
    ----------
    code, severity : of the row in the table of warnings, which has text, section, basis and note.
    values : what fills the placeholders: codes, tuples of codes, numbers, or changes.
    subject : tells two findings of the same code apart (a question, a round); "" where there is only one.
    ways : what may be tried against it, each way from the smallest change to the largest.
    fixes : remedies with one click; each was tried and makes this warning go away. Empty until they are tried.
    """

    code: str
    severity: str
    values: FrozenMap[str, Any]
    subject: str = ""
    ways: tuple[Way, ...] = field(default=(), repr=False)
    fixes: tuple[Change, ...] = ()


def list_warnings(catalog: Catalog, scenario: Scenario) -> tuple[Found, ...]:
    """Return the warnings of a scenario with the fixes that were tried and work, the severest first.

    Raises ScenarioError where no strategy can be built.

    Source: Benner 2013, §1, §3 to §5, §8 to §10; thresholds and remedies are assumptions.
    """
    strategy = build_strategy(catalog, scenario)
    case = Case(catalog, strategy, build_plan(catalog, strategy), build_chain(catalog, scenario))
    return try_fixes(case, find_warnings(catalog, strategy, case.plan, case.chain))


def find_warnings(catalog: Catalog, strategy: Strategy, plan: Plan, chain: Chain | None = None) -> tuple[Found, ...]:
    """Return the warnings that hold, without trying fixes: the severest first, then in the order of the table.

    Warnings about rounds are looked for only where a ``chain`` is given.

    Source: Benner 2013, §1, §3 to §5, §8 to §10; the section of each warning stands in its row, thresholds are
    parameters.
    """
    case = Case(catalog, strategy, plan, chain)
    found = [
        Found(row.code, row.severity, FrozenMap(one.values), one.subject, one.ways)
        for row in catalog.warnings
        if row.code in RULES
        for one in RULES[row.code](case)
    ]
    return tuple(sorted(found, key=lambda one: SEVERITIES.index(one.severity)))


def try_fixes(case: Case, found: Iterable[Found]) -> tuple[Found, ...]:
    """Return the warnings with the fixes that work: the first on each way that makes its warning go away.

    Each changed scenario is computed once, however many warnings it may help.

    Source: assumption (the remedies follow the section of their warning; none takes back what people decided).
    """
    trials = _Trials(case)
    return tuple(_fix(trials, one) for one in found)


def _fix(trials: _Trials, found: Found) -> Found:
    fixes = (next((change for change in way if trials.clears(found, change)), None) for way in found.ways)
    working = tuple(change for change in fixes if change is not None)
    # Where a warning speaks of a change and its rule names none, the first that works is meant.
    named = {"change": working[:1]} if found.values.get("change") == () else {}
    return replace(found, fixes=working, values=FrozenMap({**found.values, **named}))


@dataclass
class _Trials:
    """What follows from the changes that were tried for one case, each computed once."""

    case: Case
    strategies: dict[Change, Case | None] = field(default_factory=dict)
    chains: dict[Change, Case | None] = field(default_factory=dict)

    def clears(self, found: Found, change: Change) -> bool:
        """Return whether a change can be done and makes a warning go away; rules on rounds need only the chain."""
        on_rounds = RULES[found.code].__module__ == chain.__name__
        kept, look = (self.chains, self._look_at_rounds) if on_rounds else (self.strategies, self._look_at_mix)
        if change not in kept:
            kept[change] = look(change)
        after = kept[change]
        return after is not None and all(one.subject != found.subject for one in RULES[found.code](after))

    def _look_at_mix(self, change: Change) -> Case | None:
        try:
            scenario = self._change(change)
            strategy = build_strategy(self.case.catalog, scenario) if scenario else None
        except ScenarioError:
            return None
        plan = build_plan(self.case.catalog, strategy) if strategy else None
        return replace(self.case, strategy=strategy, plan=plan) if strategy and plan else None

    def _look_at_rounds(self, change: Change) -> Case | None:
        try:
            scenario = self._change(change)
            rounds = build_chain(self.case.catalog, scenario) if scenario else None
        except ScenarioError:
            return None
        if scenario is None:
            return None
        return replace(self.case, strategy=replace(self.case.strategy, scenario=scenario), chain=rounds)

    def _change(self, change: Change) -> Scenario | None:
        """Return the scenario after a change; None where it changes nothing or takes back what people decided."""
        before = self.case.scenario
        opposite: frozenset[str] = getattr(before, OPPOSITE[change.field]) if change.field in OPPOSITE else frozenset()
        if change.value and opposite & set(change.codes):
            return None
        after = apply_change(self.case.catalog, before, change)
        return after if after != before else None
