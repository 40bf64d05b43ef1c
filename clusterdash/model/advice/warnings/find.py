"""Warnings: what a plan is warned of, each with a section, and with remedies that were tried and work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.catalog.rows import Warning_
from clusterdash.errors import ScenarioError
from clusterdash.frozen import FrozenMap
from clusterdash.model.advice.warnings import chain, delivery, mix, place
from clusterdash.model.advice.warnings.rule import RULES, Case, Finding, Way
from clusterdash.model.chain.chain import Chain, build_chain
from clusterdash.model.delivery.delivery import Step
from clusterdash.model.plan.plan import Plan, build_plan
from clusterdash.model.scenario.fix import Fix, apply_fix
from clusterdash.model.strategy import Strategy, build_strategy

__all__ = ["RULES", "Fix", "Found", "apply_fix", "find_warnings"]

# Importing the modules fills the registry.
RULE_MODULES = (place, mix, delivery, chain)
SEVERITIES = ("stop", "serious", "note")


@dataclass(frozen=True)
class Found:
    """A warning that holds here.

    Parameters
    ----------
    code, severity : of the row in the table of warnings, which has text, section, basis and note.
    values : what fills the placeholders: codes, tuples of codes, numbers, or steps of a smallest change.
    fix : remedies with one click; each was tried and makes this warning go away.
    subject : tells two findings of the same code apart (a question, a round); "" where there is only one.
    """

    code: str
    severity: str
    values: FrozenMap[str, Any]
    fix: tuple[Fix, ...]
    subject: str = ""


def find_warnings(catalog: Catalog, strategy: Strategy, plan: Plan, chain: Chain | None = None) -> tuple[Found, ...]:
    """Return the warnings that hold, the severest first, then in the order of the table.

    Warnings about rounds are looked for only where a ``chain`` is given.

    Source: Benner 2013, §1, §3 to §5, §8 to §10; the section of each warning stands in its row, thresholds are
    parameters.
    """
    view = Case(catalog, strategy, plan, chain)
    found = [one for row in catalog.warnings if row.code in RULES for one in _find(view, row)]
    return tuple(sorted(found, key=lambda one: SEVERITIES.index(one.severity)))


def _find(view: Case, row: Warning_) -> Iterator[Found]:
    for finding in RULES[row.code](view):
        fixes = (_choose_fix(view, row.code, finding, way) for way in finding.ways)
        working = tuple(fix for fix in fixes if fix is not None)
        values = {**finding.values, **_tell_change(view, finding, working)}
        yield Found(row.code, row.severity, FrozenMap(values), working, finding.subject)


def _tell_change(view: Case, finding: Finding, working: tuple[Fix, ...]) -> dict[str, tuple[Step, ...]]:
    """Return the first working fix as a step, where a warning speaks of a change and its rule names none."""
    if finding.values.get("change") != () or not working:
        return {}
    fix = working[0]
    holder = view.scenario.chain if hasattr(view.scenario.chain, fix.field) else view.scenario
    before = getattr(holder, fix.field)
    return {"change": tuple(Step(fix.field, code, before, fix.value) for code in fix.codes)}


def _choose_fix(view: Case, code: str, finding: Finding, way: Way) -> Fix | None:
    """Return the first fix on this way that makes the finding go away; None where none does."""
    return next((fix for fix in way if _clears(view, code, finding.subject, fix)), None)


def _clears(view: Case, code: str, subject: str, fix: Fix) -> bool:
    try:
        if apply_fix(view.scenario, fix) == view.scenario:
            return False
        after = _look_again(view, code, fix)
    except ScenarioError:
        return False
    return all(found.subject != subject for found in RULES[code](after))


def _look_again(view: Case, code: str, fix: Fix) -> Case:
    """Return what the rule would see after a fix; rules on rounds look at the scenario and its chain only."""
    scenario = apply_fix(view.scenario, fix)
    if RULES[code].__module__ == chain.__name__:
        rounds = build_chain(view.catalog, scenario)
        return Case(view.catalog, replace(view.strategy, scenario=scenario), view.plan, rounds)
    strategy = build_strategy(view.catalog, scenario)
    return Case(view.catalog, strategy, build_plan(view.catalog, strategy), view.chain)
