"""The results chain of a plan: what is done, what it makes, what it may change, what it is hoped to lead to."""

from __future__ import annotations

from dataclasses import dataclass

from clusterdash.catalog import Catalog
from clusterdash.model.advice.warnings.find import Found, find_warnings
from clusterdash.model.chain.activities import build_activity_plan
from clusterdash.model.chain.chain import Chain, build_chain
from clusterdash.model.chain.handover import Condition, build_checklist
from clusterdash.model.plan.plan import Plan, Task, build_plan
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.model.strategy import Strategy, build_strategy

NOT_ANSWERED = "unknown"


@dataclass(frozen=True)
class StageWork:
    """What is done in a stage: who leads it in round 1 ("" = nobody), its events over the whole programme (activity
    code and count), and the codes of the indicators that watch over it.
    """

    stage: str
    lead: str
    activities: tuple[tuple[str, int], ...]
    indicators: tuple[str, ...]


@dataclass(frozen=True)
class InstrumentOutput:
    """An instrument of the mix: how it can be delivered, who is responsible ("" = nobody), when it runs (months of the
    round, the end not included), the donors' purpose code ("" = none) and the rated mechanisms that it serves.
    """

    instrument: str
    status: str
    responsible: str
    start_month: int
    end_month: int
    purpose_code: str
    mechanisms: tuple[str, ...]


@dataclass(frozen=True)
class MechanismOutcome:
    """A mechanism that matters here (salience above 0): the instruments of the mix that serve it, maybe none, and the
    codes of the indicators that watch over it.
    """

    mechanism: str
    salience: int
    instruments: tuple[str, ...]
    indicators: tuple[str, ...]


@dataclass(frozen=True)
class Premise:
    """A precondition that the whole rests on, with the answer given (``unknown`` where nobody answered)."""

    precondition: str
    answer: str


@dataclass(frozen=True)
class ResultsChain:
    """The logic of a plan, link by link, as codes of the catalog.

    Parameters
    ----------
    stages : activities, in the order of the stages.
    outputs : instruments of the mix, in table order.
    outcomes : mechanisms with a salience above 0, in table order.
    effects : what is hoped for in the end and never promised.
    risks : the warnings that hold, the severest first.
    premises : the preconditions, with the answers given.
    milestones : hand-over conditions, with the year before which each must be true (None: the donor never leads there).
    """

    stages: tuple[StageWork, ...]
    outputs: tuple[InstrumentOutput, ...]
    outcomes: tuple[MechanismOutcome, ...]
    effects: tuple[str, ...]
    risks: tuple[Found, ...]
    premises: tuple[Premise, ...]
    milestones: tuple[Condition, ...]


def build_results_chain(catalog: Catalog, scenario: Scenario) -> ResultsChain:
    """Return the results chain of a scenario: activities, instruments, mechanisms, and what is hoped for.

    Raises ScenarioError where no strategy can be built.

    Source: Benner 2013, §5 (stages), Tables 1 and 2, §10 (effects are hoped for, preconditions); indicators and the
    shape of the chain are assumptions.
    """
    strategy = build_strategy(catalog, scenario)
    plan, chain = build_plan(catalog, strategy), build_chain(catalog, scenario)
    return link_results(catalog, strategy, plan, chain, find_warnings(catalog, strategy, plan, chain))


def link_results(
    catalog: Catalog, strategy: Strategy, plan: Plan, chain: Chain, risks: tuple[Found, ...]
) -> ResultsChain:
    """Return the results chain from results that are there already; see ``build_results_chain``."""
    return ResultsChain(
        stages=_list_stages(catalog, chain),
        outputs=tuple(_describe_output(catalog, strategy, task) for task in plan.tasks),
        outcomes=_list_outcomes(catalog, strategy),
        effects=tuple(row.code for row in catalog.effects),
        risks=risks,
        premises=_list_premises(catalog, strategy.scenario),
        milestones=build_checklist(catalog, chain),
    )


def _list_stages(catalog: Catalog, chain: Chain) -> tuple[StageWork, ...]:
    lines = build_activity_plan(catalog, chain).lines
    leads = chain.leads()
    return tuple(
        StageWork(
            row.code,
            leads[1, row.code].actor,
            tuple((line.activity, line.total) for line in lines if line.stage == row.code),
            tuple(one.code for one in catalog.indicators if one.stage == row.code),
        )
        for row in catalog.stages
    )


def _describe_output(catalog: Catalog, strategy: Strategy, task: Task) -> InstrumentOutput:
    code = task.instrument
    return InstrumentOutput(
        code,
        strategy.delivery[code],
        task.responsible,
        task.start_month,
        task.end_month,
        next((row.purpose_code for row in catalog.purpose_codes if row.instrument == code), ""),
        tuple(mechanism for mechanism in catalog.serves[code] if strategy.scenario.salience.get(mechanism)),
    )


def _list_outcomes(catalog: Catalog, strategy: Strategy) -> tuple[MechanismOutcome, ...]:
    salience = strategy.scenario.salience
    return tuple(
        MechanismOutcome(
            row.code,
            salience[row.code],
            tuple(code for code in strategy.mix if row.code in catalog.serves[code]),
            tuple(one.code for one in catalog.indicators if one.mechanism == row.code),
        )
        for row in catalog.mechanisms
        if salience.get(row.code)
    )


def _list_premises(catalog: Catalog, scenario: Scenario) -> tuple[Premise, ...]:
    return tuple(Premise(row.code, scenario.context.get(row.question, NOT_ANSWERED)) for row in catalog.preconditions)
