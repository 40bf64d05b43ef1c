"""The registry of warnings: what a rule sees, what it finds, and which code it answers for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.frozen import FrozenMap
from clusterdash.model.advice.suggestions import advise_platform
from clusterdash.model.chain.chain import Chain
from clusterdash.model.delivery.capacity import OFFICE
from clusterdash.model.plan.plan import Plan, Task
from clusterdash.model.scenario.change import Change
from clusterdash.model.scenario.scenario import DONOR_LEVEL_MAXIMUM, Scenario
from clusterdash.model.strategy import Strategy

# Each way out is a row of changes from the smallest to the largest; the first that works is offered.
Way = Iterable[Change]
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

    def capability_ways(self) -> tuple[tuple[Change, ...], ...]:
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

    def deeper_with_office(self) -> tuple[Change, ...]:
        """Return a deeper donor together with an office from the first round, for where neither is enough alone."""
        donor, _platforms, office = self.capability_ways()
        return tuple(Change(one.field, one.code, one.value, office) for one in donor) if office else ()


def _order_platforms(catalog: Catalog, scenario: Scenario) -> tuple[str, ...]:
    """Return the platforms that would be more than there is, the advised one first."""
    offers = NEW_PLATFORMS if scenario.platform == NO_PLATFORM else NEW_PLATFORMS[1:]
    advised = advise_platform(catalog, scenario).recommended
    return tuple(sorted(offers, key=lambda code: code != advised))


@dataclass(frozen=True)
class Finding:
    """What a rule finds.

    Parameters
    ----------
    values : for the placeholders of its sentences.
    subject : where one code is found several times.
    questions : on the place, on whose answers it hangs; to be answered where the warning stands.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    subject: str = ""
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class FixEffect:
    """What a fix costs, each pair before and after it.

    Parameters
    ----------
    is_judgement : it changes only what something is called (whose job an instrument is), and nothing that happens.
    rounds_more : by how many rounds the programme gets longer.
    end_years : last year of the programme.
    exit_years : first year in which the donor is only on call (None: no donor, or never).
    shares : what the mix reaches of the whole toolbox, 0 to 1.
    """

    is_judgement: bool
    rounds_more: int
    end_years: tuple[int, int]
    exit_years: tuple[int | None, int | None]
    shares: tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Found:
    """A warning that holds here.

    Parameters
    ----------
    code, severity : of the row in the table of warnings, which has text, section, basis and note.
    values : what fills the placeholders: codes, tuples of codes, numbers, or changes.
    subject : tells two findings of the same code apart (a question, a round); "" where there is only one.
    questions : on the place, to be answered where the warning stands.
    fixes : remedies with one click; each was tried against all warnings (see ``try_fixes``). Empty until then.
    effects : what each fix costs, in the same order.
    was_tried : whether something was tried at all; a fact that nobody can decide away has nothing to try.
    """

    code: str
    severity: str
    values: FrozenMap[str, Any]
    subject: str = ""
    questions: tuple[str, ...] = ()
    fixes: tuple[Change, ...] = ()
    effects: tuple[FixEffect, ...] = ()
    was_tried: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """Code and subject: two findings with the same key are the same warning."""
        return self.code, self.subject


Rule = Callable[[Case], Iterator[Finding]]
Ways = Callable[[Case, Found], Iterable[Way]]
RULES: dict[str, Rule] = {}
# What may be tried against a warning, and what only where none of that works (changes that go together).
WAYS: dict[str, Ways] = {}
LAST_WAYS: dict[str, Ways] = {}
UNRATED = "nothing_salient"  # the one warning that holds before anything is rated
SEVERITIES = ("stop", "serious", "note")


def rule(code: str) -> Callable[[Rule], Rule]:
    """Register a function as the rule of the warning with this code."""

    def register(function: Rule) -> Rule:
        RULES[code] = function
        return function

    return register


def ways(*codes: str, last: bool = False) -> Callable[[Ways], Ways]:
    """Register a function that says what may be tried against the warnings with these codes."""

    def register(function: Ways) -> Ways:
        (LAST_WAYS if last else WAYS).update(dict.fromkeys(codes, function))
        return function

    return register


def find_in(case: Case) -> tuple[Found, ...]:
    """Return the warnings of a case, the severest first, then in the order of the table; nothing is tried.

    Before the first rating nothing is advised: then the only warning is that nothing is rated.

    Source: each warning has its section in its row; the silence before the first rating is an assumption.
    """
    found = [
        Found(row.code, row.severity, FrozenMap(one.values), one.subject, one.questions)
        for row in case.catalog.warnings
        if row.code in RULES and (case.scenario.is_rated or row.code == UNRATED)
        for one in RULES[row.code](case)
    ]
    return tuple(sorted(found, key=lambda one: SEVERITIES.index(one.severity)))
