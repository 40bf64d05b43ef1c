"""Warnings: what a plan is warned of, each with a section; fixes are tried only when somebody asks for them."""

from __future__ import annotations

from clusterdash.catalog import Catalog
from clusterdash.model.advice.warnings import chain, delivery, mix, office, place
from clusterdash.model.advice.warnings.fixes import try_fixes
from clusterdash.model.advice.warnings.rule import RULES, SEVERITIES, Case, FixEffect, Found, find_in
from clusterdash.model.chain.chain import Chain, build_chain
from clusterdash.model.plan.plan import Plan, build_plan
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.model.strategy import Strategy, build_strategy

__all__ = ["RULES", "SEVERITIES", "FixEffect", "Found", "find_warnings", "list_warnings", "try_fixes"]

# Importing the modules fills the registry.
RULE_MODULES = (place, mix, delivery, chain, office)


def list_warnings(catalog: Catalog, scenario: Scenario) -> tuple[Found, ...]:
    """Return the warnings of a scenario with the fixes that were tried and work, the severest first.

    Raises ScenarioError where no strategy can be built.

    Source: Benner 2013, §1, §3 to §5, §8 to §10; thresholds and remedies are assumptions.
    """
    strategy = build_strategy(catalog, scenario)
    case = Case(catalog, strategy, build_plan(catalog, strategy), build_chain(catalog, scenario))
    return try_fixes(case, find_in(case))


def find_warnings(catalog: Catalog, strategy: Strategy, plan: Plan, chain: Chain | None = None) -> tuple[Found, ...]:
    """Return the warnings that hold, without trying fixes: the severest first, then in the order of the table.

    Warnings about rounds are looked for only where a ``chain`` is given.

    Source: Benner 2013, §1, §3 to §5, §8 to §10; the section of each warning stands in its row, thresholds are
    parameters.
    """
    return find_in(Case(catalog, strategy, plan, chain))
