"""The registry of warnings: what a rule sees, what it finds, and which code it answers for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.model.advice.suggestions import advise_platform
from clusterdash.model.chain.chain import Chain
from clusterdash.model.delivery.capacity import OFFICE
from clusterdash.model.plan.plan import Plan, Task
from clusterdash.model.scenario.change import Change
from clusterdash.model.scenario.scenario import DONOR_LEVEL_MAXIMUM, Scenario
from clusterdash.model.strategy import Strategy

# Each way out is a row of changes from the smallest to the largest; the first that works is offered.
Way = tuple[Change, ...]
NO_PLATFORM, NEW_PLATFORMS = "none", ("build", "existing_organisation")


@dataclass(frozen=True)
class Case:
    """All that a rule may look at; ``chain`` is None where no chain was built."""

    catalog: Catalog
    strategy: Strategy
    plan: Plan
    chain: Chain | None = None

    @property
    def scenario(self) -> Scenario:
        """The scenario of the strategy."""
        return self.strategy.scenario

    @property
    def mix(self) -> tuple[str, ...]:
        """The instruments of the mix, in table order."""
        return self.strategy.mix

    def answers(self, question: str, answer: str) -> bool:
        """Return whether the question on the place got this answer."""
        return self.scenario.context.get(question) == answer

    def tasks_of(self, actor: str) -> tuple[Task, ...]:
        """Return the tasks for which somebody is responsible."""
        return tuple(task for task in self.plan.tasks if task.responsible == actor)

    def with_status(self, *statuses: str) -> tuple[str, ...]:
        """Return the instruments of the mix that have one of these delivery statuses."""
        return tuple(code for code in self.mix if self.strategy.delivery[code] in statuses)

    def rank(self, instruments: Iterable[str]) -> list[str]:
        """Return instruments by leverage, the highest first, then in table order."""
        return sorted(instruments, key=lambda code: (-self.strategy.leverage[code], self.catalog.position(code)))

    def candidates(self) -> list[str]:
        """Return the instruments that could come into the mix: eligible, not in it, not ruled out; best first."""
        eligible = (code for code, it in self.strategy.eligibility.items() if it.is_eligible)
        return self.rank(code for code in eligible if code not in self.mix and code not in self.scenario.excluded)

    def capability_ways(self) -> tuple[Way, ...]:
        """Return what people can decide so that more can be delivered: donor level, platform, office."""
        levels = range(self.scenario.donor_level + 1, DONOR_LEVEL_MAXIMUM + 1) if self.catalog.donors else ()
        platforms = _order_platforms(self.catalog, self.scenario)
        known = {row.code for row in self.catalog.platforms} - {self.scenario.platform}
        has_office = any(row.code == OFFICE for row in self.catalog.agents)
        office = (Change("chain.office_round", "", 1),) if self.scenario.chain.office_round != 1 and has_office else ()
        return (
            tuple(Change("donor_level", "", level) for level in levels),
            tuple(Change("platform", "", code) for code in platforms if code in known),
            office,
        )


def _order_platforms(catalog: Catalog, scenario: Scenario) -> tuple[str, ...]:
    """Return the platforms that would be more than there is, the advised one first."""
    offers = NEW_PLATFORMS if scenario.platform == NO_PLATFORM else NEW_PLATFORMS[1:]
    advised = advise_platform(catalog, scenario).recommended
    return tuple(sorted(offers, key=lambda code: code != advised))


@dataclass(frozen=True)
class Finding:
    """What a rule finds: values for the placeholders, ways out, and a subject where one code is found several times."""

    values: Mapping[str, Any] = field(default_factory=dict)
    ways: tuple[Way, ...] = ()
    subject: str = ""


Rule = Callable[[Case], Iterator[Finding]]
RULES: dict[str, Rule] = {}


def rule(code: str) -> Callable[[Rule], Rule]:
    """Register a function as the rule of the warning with this code."""

    def register(function: Rule) -> Rule:
        RULES[code] = function
        return function

    return register
