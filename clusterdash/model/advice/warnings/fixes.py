"""Fixes: changes that were tried against all warnings, before they are offered with one click."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction

from clusterdash.catalog import Catalog
from clusterdash.errors import ScenarioError
from clusterdash.model.advice.warnings.rule import LAST_WAYS, RULES, WAYS, Case, FixEffect, Found, Way, find_in
from clusterdash.model.chain.chain import build_chain
from clusterdash.model.plan.plan import build_plan
from clusterdash.model.scenario.change import OPPOSITE, Change, apply_change
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.model.strategy import build_strategy

# What people said of the place; a fix works with it and never changes it.
ANSWERED = frozenset({"context", "capacity", "chain.pilots", "salience"})
# Choices that only lay out the rounds: the mix of the first round stays as it is.
ROUNDS_ONLY = frozenset({"chain.rounds", "chain.regions_per_round", "chain.mentoring_capacity", "chain.donor_pace"})
# Choices that change what something is called, and nothing that happens.
RELABELS = frozenset({"independent"})
# Answers that speak against a platform of any kind, and against one run by an organisation that exists.
NO_NETWORK = (("previous_network_attempts_failed", "yes"),)
NO_ORGANISATION = (("chamber_or_association", "no"), ("promotion_organisations", "none"))
EXISTING = "existing_organisation"


def try_fixes(case: Case, found: Iterable[Found]) -> tuple[Found, ...]:
    """Return the warnings with the fixes that work: the first on each way, or on the last ways where none of them does.

    A fix works if it makes its warning go away and adds none (one of the same code and subject counts as the same),
    stays within what the paper says (five to ten regions in a round), takes back no pin and no ruling out, and changes
    nothing that people answered. So each fix leaves fewer warnings than before, and fixes applied one after the other
    never come back to where they started. Each changed scenario is computed once, however many warnings it may help.

    Source: assumption (the remedies follow the section of their warning); Benner 2013, §5.9 (five to ten regions).
    """
    trials = _Trials(case)
    return tuple(_fix(trials, one) for one in found)


def _fix(trials: _Trials, found: Found) -> Found:
    case = trials.case
    working: tuple[Change, ...] = ()
    for table in (WAYS, LAST_WAYS):
        if not working and found.code in table:
            working = _find_working(trials, found, table[found.code](case, found))
    was_tried = found.code in WAYS or found.code in LAST_WAYS
    return replace(found, fixes=working, effects=tuple(map(trials.measure, working)), was_tried=was_tried)


def _find_working(trials: _Trials, found: Found, ways: Iterable[Way]) -> tuple[Change, ...]:
    fixes = (next((change for change in way if trials.works(found, change)), None) for way in ways)
    return tuple(dict.fromkeys(change for change in fixes if change is not None))


@dataclass
class _Trials:
    """What follows from the changes that were tried for one case, each computed once."""

    case: Case
    cases: dict[Change, Case | None] = field(default_factory=dict)
    adding: dict[Change, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.before = frozenset(one.key for one in find_in(self.case))

    def works(self, found: Found, change: Change) -> bool:
        """Return whether a change can be done, makes a warning go away and adds none; what is cheap is asked first."""
        after = self._look(change)
        if after is None or any(one.subject == found.subject for one in RULES[found.code](after)):
            return False
        if change not in self.adding:
            self.adding[change] = not self.before.issuperset(one.key for one in find_in(after))
        return not self.adding[change]

    def measure(self, change: Change) -> FixEffect:
        """Return what a change that works costs."""
        after = self._look(change)
        assert after is not None and after.chain is not None  # noqa: S101, it works
        return _compare(self.case, after, change)

    def _look(self, change: Change) -> Case | None:
        """Return what follows from a change; None where it is not allowed, cannot be done or changes nothing."""
        if change not in self.cases:
            self.cases[change] = _try_change(self.case, change) if is_allowed(self.case, change) else None
        return self.cases[change]


def is_allowed(case: Case, change: Change) -> bool:
    """Return whether a change stays within what the paper says and within what people decided and answered.

    Source: Benner 2013, §5.9 (five to ten regions in a round); the rest is an assumption.
    """
    return all(_is_within(case.catalog, case.scenario, one) for one in change.list_all())


def _is_within(catalog: Catalog, scenario: Scenario, change: Change) -> bool:
    if change.field in ANSWERED:
        return False
    if change.field == "platform":
        against = (*NO_NETWORK, *(NO_ORGANISATION if change.value == EXISTING else ()))
        return not any(scenario.context.get(question) == answer for question, answer in against)
    if change.field == "chain.regions_per_round":
        low, high = (catalog.parameter(f"regions_per_round_{end}") for end in ("low", "high"))
        return bool(low <= change.value <= high)
    opposite: frozenset[str] = getattr(scenario, OPPOSITE[change.field]) if change.field in OPPOSITE else frozenset()
    return not (change.value and opposite & set(change.codes))


def _try_change(case: Case, change: Change) -> Case | None:
    try:
        scenario = apply_change(case.catalog, case.scenario, change)
        if scenario == case.scenario:
            return None
        if ROUNDS_ONLY.issuperset(one.field for one in change.list_all()):
            after = replace(case, strategy=replace(case.strategy, scenario=scenario))
        else:
            strategy = build_strategy(case.catalog, scenario)
            after = replace(case, strategy=strategy, plan=build_plan(case.catalog, strategy))
        return replace(after, chain=build_chain(case.catalog, scenario))
    except ScenarioError:
        return None


def _compare(before: Case, after: Case, change: Change) -> FixEffect:
    ends = [one.chain.rounds[-1].end_year if one.chain and one.chain.rounds else 0 for one in (before, after)]
    exits = [one.chain.donor_exit_year if one.chain else None for one in (before, after)]
    shares = [one.strategy.value / one.strategy.total if one.strategy.total else Fraction(0) for one in (before, after)]
    return FixEffect(
        is_judgement=all(one.field in RELABELS for one in change.list_all()),
        rounds_more=after.scenario.chain.rounds - before.scenario.chain.rounds,
        end_years=(ends[0], ends[1]),
        exit_years=(exits[0], exits[1]),
        shares=(shares[0], shares[1]),
    )
