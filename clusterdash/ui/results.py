"""From a scenario to all that pages show, computed once per scenario and shared by all who ask for the same."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from clusterdash.catalog import Catalog, load_catalog
from clusterdash.errors import Problem, ScenarioError
from clusterdash.model.advice.warnings.find import Found, find_warnings
from clusterdash.model.chain.chain import Chain, build_chain
from clusterdash.model.plan.plan import Plan, build_plan
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.model.strategy import Strategy, build_strategy
from clusterdash.places import data_folder
from clusterdash.store.examples import Example, load_examples
from clusterdash.words import N_

DATA = data_folder()


@dataclass(frozen=True)
class Results:
    """All results of one scenario; ``problems`` says what of the scenario could not be followed.

    The strategy is there at once; plan, chain and warnings are computed when a page asks for them, once per scenario.
    """

    catalog: Catalog
    scenario: Scenario
    strategy: Strategy
    problems: tuple[Problem, ...] = ()

    @property
    def plan(self) -> Plan:
        """Who does what, and when."""
        return _compute_plan(self.catalog, self.scenario)

    @property
    def chain(self) -> Chain:
        """The rounds and who leads."""
        return build_chain(self.catalog, self.scenario)

    @property
    def warnings(self) -> tuple[Found, ...]:
        """What to look at, with remedies that were tried; takes longer than all the rest."""
        return _compute_warnings(self.catalog, self.scenario)


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

    What people chose stays in their scenario; only this computation does without the codes that the problems name.
    """
    problems: tuple[Problem, ...] = ()
    for attempt in (scenario, _without_pins(catalog, scenario), _without_codes(scenario)):
        try:
            return _compute(catalog, attempt, problems)
        except ScenarioError as error:
            problems = (*problems, *(problem for problem in error.problems if problem not in problems))
    raise ScenarioError(problems)


def _without_pins(catalog: Catalog, scenario: Scenario) -> Scenario:
    """Return the scenario without the pins that nobody here could carry."""
    free = scenario.change(pinned=frozenset())
    try:
        eligibility = build_strategy(catalog, free).eligibility
    except ScenarioError:
        return free
    kept = [code for code in scenario.pinned if code in eligibility and eligibility[code].is_eligible]
    return free.change(pinned=frozenset(kept))


def _without_codes(scenario: Scenario) -> Scenario:
    """Return the scenario with its ratings, capacities and levels, but nothing else that could name an unknown code."""
    return Scenario(
        place=scenario.place,
        salience=scenario.salience,
        capacity=scenario.capacity,
        donor_level=scenario.donor_level,
        platform=scenario.platform,
        mix_size=scenario.mix_size,
    )


def _compute(catalog: Catalog, scenario: Scenario, problems: tuple[Problem, ...] = ()) -> Results:
    return Results(catalog, scenario, build_strategy(catalog, scenario), problems)


@lru_cache(maxsize=256)
def _compute_plan(catalog: Catalog, scenario: Scenario) -> Plan:
    return build_plan(catalog, build_strategy(catalog, scenario))


@lru_cache(maxsize=256)
def _compute_warnings(catalog: Catalog, scenario: Scenario) -> tuple[Found, ...]:
    strategy, plan = build_strategy(catalog, scenario), _compute_plan(catalog, scenario)
    return find_warnings(catalog, strategy, plan, build_chain(catalog, scenario))
