"""Scenarios side by side: what was chosen differently, what was assumed differently, and what follows from each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.errors import Problem, ScenarioError
from clusterdash.frozen import FrozenMap
from clusterdash.model.advice.compare import list_differences
from clusterdash.model.advice.routes import judge_routes
from clusterdash.model.advice.suggestions import judge_preconditions
from clusterdash.model.advice.warnings.find import SEVERITIES, Found, find_warnings
from clusterdash.model.chain.activities import build_activity_plan
from clusterdash.model.chain.budget import Budget, build_budget
from clusterdash.model.chain.chain import Chain, build_chain
from clusterdash.model.chain.dynamics import Dynamics, simulate_dynamics
from clusterdash.model.plan.plan import Plan, build_plan
from clusterdash.model.scenario.codes import NETWORK
from clusterdash.model.scenario.labels import list_labelled_fields
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.model.strategy import Strategy, build_strategy
from clusterdash.words import N_

NO_LEAD = "nobody"


@dataclass(frozen=True)
class ComparisonRow:
    """One line of a comparison: a field of the scenario, or a figure that follows, and what it is in each scenario.

    Parameters
    ----------
    field : path of a field ("salience.recruitment", "chain.rounds") or name of a figure ("value", "load.local").
    values : name of the scenario -> its value; None where it is not set or does not apply.
    """

    field: str
    values: FrozenMap[str, Any]

    @property
    def is_same(self) -> bool:
        """Whether all scenarios have the same value here."""
        found = list(self.values.values())
        return all(value == found[0] for value in found[1:])


@dataclass(frozen=True)
class Comparison:
    """Scenarios side by side, under the names that they were given, in their order.

    Parameters
    ----------
    choices, assumptions : the fields in which any two of them differ, apart; nothing where they are the same.
    results : figures that follow, all of them, whether they differ or not:

        ``mix`` (the instruments), ``mix.size``, ``mix.in_all`` (how many are in every mix), ``mix.shared`` (how many
        are also in the first one's), ``mix.own`` (those that are in no other), ``value``, ``value_share`` (0 to 1, of
        what the whole toolbox could do there), ``deliverable.now``, ``.later``, ``.nobody`` (parts of that share),
        ``coverage.salient`` and ``coverage.bare`` (salient mechanisms, and those without instrument), ``served.…``
        (instruments for a mechanism; None where it does not matter), ``delivery.…``
        (instruments of the mix by status), ``load.…`` (instruments that somebody is responsible for; ``nobody``),
        ``warnings.…`` (by severity), ``warnings`` (their codes), ``verdict``, ``route`` (recommended, "" = none),
        ``leads.…`` (stages led in all rounds; ``nobody``), ``donor_share.first``, ``.last`` (of the leads, 0 to 1),
        ``donor_exit`` (year), ``end`` (last year), ``regions_reached``, ``successes`` (middle of the runs),
        ``cost.low`` and ``cost.high`` (None without unit costs), ``currency``.
    """

    names: tuple[str, ...]
    scenarios: FrozenMap[str, Scenario]
    choices: tuple[ComparisonRow, ...]
    assumptions: tuple[ComparisonRow, ...]
    results: tuple[ComparisonRow, ...]

    def result(self, field: str) -> FrozenMap[str, Any]:
        """Return a figure of every scenario by its name. Raises KeyError for an unknown one."""
        for row in self.results:
            if row.field == field:
                return row.values
        raise KeyError(field)


@dataclass(frozen=True)
class _Outcome:
    """All that follows from one of the scenarios."""

    catalog: Catalog
    strategy: Strategy
    plan: Plan
    chain: Chain
    warnings: tuple[Found, ...]
    dynamics: Dynamics
    budget: Budget | None


def compare_scenarios(catalog: Catalog, scenarios: Mapping[str, Scenario]) -> Comparison:
    """Return scenarios side by side: what differs in choices and in assumptions, and the results of each.

    Raises
    ------
    ScenarioError
        Where there is none to compare, or no strategy can be built; each problem names its scenario first.

    Source: method of this app (§8 of its description); which fields are assumptions is ours.
    """
    names = tuple(scenarios)
    outcomes = _conclude_all(catalog, scenarios)
    differences = _list_fields(tuple(scenarios.values()))
    rows = [
        (ComparisonRow(field, FrozenMap(dict(zip(names, values, strict=True)))), is_assumption)
        for field, (values, is_assumption) in differences.items()
    ]
    return Comparison(
        names=names,
        scenarios=FrozenMap(dict(scenarios)),
        choices=tuple(row for row, is_assumption in rows if not is_assumption),
        assumptions=tuple(row for row, is_assumption in rows if is_assumption),
        results=tuple(_list_results(catalog, names, outcomes)),
    )


def _conclude_all(catalog: Catalog, scenarios: Mapping[str, Scenario]) -> list[_Outcome]:
    problems: list[Problem] = []
    outcomes = []
    if not scenarios:
        template = N_("There is nothing to compare: give at least one scenario a name.")
        problems.append(Problem("scenarios", template))
    for name, scenario in scenarios.items():
        try:
            outcomes.append(_conclude(catalog, scenario))
        except ScenarioError as error:
            problems += [Problem(f"{name}: {it.where}", it.template, it.values) for it in error.problems]
    if problems:
        raise ScenarioError(problems)
    return outcomes


@lru_cache(maxsize=64)
def _conclude(catalog: Catalog, scenario: Scenario) -> _Outcome:
    strategy = build_strategy(catalog, scenario)
    plan, chain = build_plan(catalog, strategy), build_chain(catalog, scenario)
    return _Outcome(
        catalog,
        strategy,
        plan,
        chain,
        find_warnings(catalog, strategy, plan, chain),
        simulate_dynamics(catalog, scenario),
        build_budget(catalog, chain, build_activity_plan(catalog, chain), plan),
    )


def _list_fields(scenarios: tuple[Scenario, ...]) -> dict[str, tuple[list[Any], bool]]:
    """Return the fields in which any scenario differs from the first: the value in each, and whether it is ours."""
    found: dict[str, tuple[list[Any], bool]] = {}
    for place, other in enumerate(scenarios[1:], 1):
        for one in list_differences(scenarios[0], other):
            values, _is_assumption = found.setdefault(one.field, ([one.before] * len(scenarios), one.is_assumption))
            values[place] = one.after
    known = {path: place for place, path in enumerate(list_labelled_fields())}
    return dict(sorted(found.items(), key=lambda item: (known.get(_stem(item[0]), len(known)), item[0])))


def _stem(field: str) -> str:
    parts = field.split(".")
    return ".".join(parts[:2]) if parts[0] in ("place", "chain") else parts[0]


def _list_results(catalog: Catalog, names: tuple[str, ...], outcomes: list[_Outcome]) -> Iterator[ComparisonRow]:
    figures = [dict(_tell(catalog, it)) | dict(_tell_overlap(it, outcomes)) for it in outcomes]
    fields = dict.fromkeys(field for one in figures for field in one)
    for field in sorted(fields, key=_order):
        yield ComparisonRow(field, FrozenMap({name: one.get(field) for name, one in zip(names, figures, strict=True)}))


PARTS = (
    "mix", "value", "value_share", "deliverable", "coverage", "served", "delivery", "load", "warnings", "verdict",
    "route", "leads", "donor_share", "donor_exit", "end", "regions_reached", "successes", "cost", "currency",
)  # fmt: skip


def _order(field: str) -> int:
    return PARTS.index(field.partition(".")[0])


def _tell_overlap(one: _Outcome, outcomes: list[_Outcome]) -> Iterator[tuple[str, Any]]:
    mix = one.strategy.mix
    mixes = [set(it.strategy.mix) for it in outcomes]
    others = set().union(*(set(it.strategy.mix) for it in outcomes if it is not one))
    yield "mix.in_all", len(set.intersection(*mixes))
    yield "mix.shared", len(mixes[0].intersection(mix))
    yield "mix.own", tuple(code for code in mix if code not in others)


def _tell(catalog: Catalog, it: _Outcome) -> Iterator[tuple[str, Any]]:
    for part in (_tell_mix, _tell_delivery, _tell_advice, _tell_chain, _tell_cost):
        yield from part(catalog, it)


def _tell_mix(_catalog: Catalog, it: _Outcome) -> Iterator[tuple[str, Any]]:
    strategy = it.strategy
    total = strategy.total or 1
    yield "mix", strategy.mix
    yield "mix.size", len(strategy.mix)
    yield "value", float(strategy.value)
    yield "value_share", float(strategy.value / total)
    yield from ((f"deliverable.{part}", float(value / total)) for part, value in strategy.deliverable.items())
    yield from ((f"served.{one.mechanism}", one.count if one.salience else None) for one in strategy.coverage)
    yield "coverage.salient", sum(bool(one.salience) for one in strategy.coverage)
    yield "coverage.bare", sum(bool(one.salience) and not one.count for one in strategy.coverage)


def _tell_delivery(catalog: Catalog, it: _Outcome) -> Iterator[tuple[str, Any]]:
    statuses = Counter(it.strategy.delivery[code] for code in it.strategy.mix)
    yield from ((f"delivery.{row.code}", statuses[row.code]) for row in catalog.delivery_statuses)
    carried = Counter(task.responsible for task in it.plan.tasks)
    yield from ((f"load.{code}", carried[code]) for code in (NETWORK, *(row.code for row in catalog.actors)))
    yield f"load.{NO_LEAD}", carried[""]


def _tell_advice(catalog: Catalog, it: _Outcome) -> Iterator[tuple[str, Any]]:
    scenario, strategy = it.strategy.scenario, it.strategy
    severities = Counter(one.severity for one in it.warnings)
    yield "warnings", tuple(dict.fromkeys(one.code for one in it.warnings))
    yield from ((f"warnings.{severity}", severities[severity]) for severity in SEVERITIES)
    yield "verdict", judge_preconditions(catalog, scenario).level
    advice = judge_routes(catalog, scenario, strategy.mix)
    yield "route", advice[0].route if advice else ""


def _tell_chain(catalog: Catalog, it: _Outcome) -> Iterator[tuple[str, Any]]:
    chain = it.chain
    leads = Counter(role.actor for role in chain.leads().values())
    yield from ((f"leads.{row.code}", leads[row.code]) for row in catalog.agents)
    yield f"leads.{NO_LEAD}", leads[""]
    yield "donor_share.first", chain.donor_share[0] if chain.donor_share else 0.0
    yield "donor_share.last", chain.donor_share[-1] if chain.donor_share else 0.0
    yield "donor_exit", chain.donor_exit_year
    yield "end", chain.rounds[-1].end_year if chain.rounds else None
    yield "regions_reached", len({entry.region for one in chain.rounds for entry in one.regions})
    yield "successes", it.dynamics.succeeded_total.middle


def _tell_cost(_catalog: Catalog, it: _Outcome) -> Iterator[tuple[str, Any]]:
    yield "cost.low", it.budget.total.low if it.budget else None
    yield "cost.high", it.budget.total.high if it.budget else None
    yield "currency", it.chain.scenario.chain.currency
