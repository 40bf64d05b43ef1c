"""From a scenario to all that pages show, computed once per scenario and shared by all who ask for the same."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from clusterdash.catalog import Catalog, load_catalog
from clusterdash.errors import Problem, ScenarioError
from clusterdash.model.chain import Chain, build_chain
from clusterdash.model.plan import Plan, build_plan
from clusterdash.model.scenario import Scenario
from clusterdash.model.strategy import Strategy, build_strategy
from clusterdash.model.warnings import Found, find_warnings
from clusterdash.store.examples import Example, load_examples
from clusterdash.words import N_

DATA = Path(__file__).resolve().parents[2] / "data"


@dataclass(frozen=True)
class Results:
    """All results of one scenario; ``problems`` says what of the scenario could not be followed."""

    scenario: Scenario
    strategy: Strategy
    plan: Plan
    chain: Chain
    warnings: tuple[Found, ...]
    problems: tuple[Problem, ...] = ()


@cache
def default_catalog() -> Catalog:
    """Return the paper's toolbox, loaded once per process."""
    return load_catalog()


@cache
def examples() -> tuple[Example, ...]:
    """Return the worked examples, loaded once per process."""
    return load_examples(DATA / "examples")


def default_scenario() -> Scenario:
    """Return the worked example that a first visit opens with."""
    return examples()[0].scenario


def read_example(code: str) -> Scenario:
    """Return a worked example; raise ScenarioError when there is none of this name."""
    for example in examples():
        if example.code == code:
            return example.scenario
    template = N_("There is no worked example “{found}”; choose one of {allowed}.")
    allowed = ", ".join(example.code for example in examples())
    raise ScenarioError([Problem("example", template, {"found": code[:60], "allowed": allowed})])


@lru_cache(maxsize=256)
def compute_results(catalog: Catalog, scenario: Scenario) -> Results:
    """Return the results of a scenario; choices that cannot be followed are named and left out of the computation.

    What people chose stays in their scenario; only this computation does without the pins (or, if that is not enough,
    without all codes) that the problems name.
    """
    try:
        return _compute(catalog, scenario)
    except ScenarioError as error:
        problems = error.problems
    for weaker in (scenario.change(pinned=frozenset()), Scenario(place=scenario.place)):
        try:
            return _compute(catalog, weaker, problems)
        except ScenarioError as error:
            problems = (*problems, *(problem for problem in error.problems if problem not in problems))
    raise ScenarioError(problems)


def _compute(catalog: Catalog, scenario: Scenario, problems: tuple[Problem, ...] = ()) -> Results:
    strategy = build_strategy(catalog, scenario)
    plan = build_plan(catalog, strategy)
    chain = build_chain(catalog, scenario)
    warnings = find_warnings(catalog, strategy, plan, chain)
    return Results(scenario, strategy, plan, chain, warnings, problems)
