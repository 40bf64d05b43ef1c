"""From a scenario to all that pages and files show: computed once per scenario, shared by all who ask for the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from clusterdash.catalog import Catalog, load_catalog
from clusterdash.errors import Problem, ScenarioError
from clusterdash.model.advice.partings import Parting, find_partings
from clusterdash.model.advice.warnings.find import Found, find_warnings, try_fixes
from clusterdash.model.advice.warnings.rule import Case
from clusterdash.model.chain.chain import Chain, build_chain
from clusterdash.model.delivery.delivery import judge_eligibility
from clusterdash.model.plan.plan import Plan, build_plan
from clusterdash.model.scenario.recent import Recent, weigh
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.model.strategy import Strategy, build_strategy
from clusterdash.places import toolbox_folder
from clusterdash.store.examples import Example, load_examples
from clusterdash.words import N_

DATA = toolbox_folder()


@dataclass(frozen=True)
class Results:
    """All results of one scenario.

    ``asked`` is the scenario of the visitor; ``scenario`` is what could be followed of it, and ``problems`` says what
    could not. The strategy is there at once; plan, chain and warnings are computed when somebody asks, once.
    """

    catalog: Catalog
    asked: Scenario
    scenario: Scenario
    strategy: Strategy
    problems: tuple[Problem, ...] = ()

    @cached_property
    def plan(self) -> Plan:
        """Who does what, and when."""
        return build_plan(self.catalog, self.strategy)

    @cached_property
    def chain(self) -> Chain:
        """The rounds and who leads."""
        return build_chain(self.catalog, self.scenario)

    @cached_property
    def warnings(self) -> tuple[Found, ...]:
        """What to look at; no remedy has been tried yet."""
        return find_warnings(self.catalog, self.strategy, self.plan, self.chain)

    @cached_property
    def remedies(self) -> tuple[Found, ...]:
        """The warnings with the remedies that were tried and work; takes longer than all the rest."""
        return self.try_fixes(self.warnings)

    @cached_property
    def partings(self) -> tuple[tuple[Parting, ...], int]:
        """How single regions part from the programme, and how many more would."""
        return find_partings(self.catalog, self.strategy, lambda local: compute_results(self.catalog, local).strategy)

    def try_fixes(self, found: tuple[Found, ...]) -> tuple[Found, ...]:
        """Return some of the warnings with the remedies that work."""
        return try_fixes(Case(self.catalog, self.strategy, self.plan, self.chain), found)


@cache
def default_catalog() -> Catalog:
    """Return the toolbox that the app runs on, loaded once per process: the paper's, or the one that was named."""
    return load_catalog(DATA)


@cache
def examples() -> tuple[Example, ...]:
    """Return the worked examples of the toolbox, loaded once per process; another toolbox may have none."""
    folder = DATA / "examples"
    return load_examples(folder) if (folder / "index.json").is_file() else ()


def default_scenario() -> Scenario:
    """Return the worked example that a first visit opens with; an empty scenario where there is none."""
    known = examples()
    return known[0].scenario if known else Scenario()


def read_example(code: str) -> Scenario:
    """Return a worked example; raise ScenarioError when there is none of this name."""
    for example in examples():
        if example.code == code:
            return example.scenario
    template = N_("There is no worked example “{found}”; choose one of {allowed}.")
    allowed = ", ".join(example.code for example in examples())
    raise ScenarioError([Problem("example", template, {"found": code[:60], "allowed": allowed})])


_RECENT: Recent[Results] = Recent()


def compute_results(catalog: Catalog, scenario: Scenario) -> Results:
    """Return the results of a scenario; choices that cannot be followed are named and left out of the computation.

    What people chose stays in their scenario; only this computation does without the codes that the problems name.
    """
    return _RECENT.get((catalog, scenario), weigh(scenario), lambda: _compute(catalog, scenario))


def _compute(catalog: Catalog, scenario: Scenario) -> Results:
    problems: tuple[Problem, ...] = ()
    for attempt in _attempts(catalog, scenario):
        try:
            return Results(catalog, scenario, attempt, build_strategy(catalog, attempt), problems)
        except ScenarioError as error:
            problems = (*problems, *(problem for problem in error.problems if problem not in problems))
    raise ScenarioError(problems)


def _attempts(catalog: Catalog, scenario: Scenario) -> Iterator[Scenario]:
    """Yield the scenario, then what is left of it without what stood in the way; each is made only when needed."""
    yield scenario
    yield _without_pins(catalog, scenario)
    yield _without_codes(scenario)


def _without_pins(catalog: Catalog, scenario: Scenario) -> Scenario:
    """Return the scenario without the pins that nobody here could carry."""
    eligibility = judge_eligibility(catalog, scenario)
    kept = [code for code in scenario.pinned if code in eligibility and eligibility[code].is_eligible]
    return scenario.change(pinned=frozenset(kept))


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
