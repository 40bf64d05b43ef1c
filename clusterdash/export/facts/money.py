"""The events of the programme and, where people entered costs, the budget by round and payer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clusterdash.catalog import Catalog
from clusterdash.charts import theme
from clusterdash.model.chain.activities import ActivityPlan, build_activity_plan
from clusterdash.model.chain.budget import Budget, build_budget
from clusterdash.model.chain.dynamics import simulate_dynamics
from clusterdash.model.chain.money import Amount
from clusterdash.model.scenario.codes import NETWORK
from clusterdash.results import Results
from clusterdash.views.budget import describe_activities, name_payer, say_range
from clusterdash.views.screen import Screen
from clusterdash.words import label


@dataclass(frozen=True)
class EventFact:
    """A kind of event, counted per round, second tries among them; ``cost`` of one as entered ("" = none)."""

    name: str
    counts: tuple[int, ...]
    total: int
    cost: str


@dataclass(frozen=True)
class PayerFact:
    """What somebody pays per round: the middle of each range as a number, and the range as a text."""

    code: str
    name: str
    colour: str
    amounts: tuple[float, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class MoneyFact:
    """Events and budget; ``per_round`` and ``payers`` are empty where nobody gave a cost."""

    title: str
    events: tuple[EventFact, ...]
    instrument_costs: tuple[tuple[str, str], ...]
    per_round: tuple[str, ...]
    payers: tuple[PayerFact, ...]
    sentences: tuple[str, ...]
    currency: str


def tell_money(catalog: Catalog, results: Results) -> MoneyFact:
    """Return events and budget, with the second tries of the middle of the runs, as the Timeline page shows them."""
    dynamics = simulate_dynamics(catalog, results.scenario)
    shown = describe_activities(Screen(catalog, results, late={"dynamics": dynamics}))
    plan = build_activity_plan(catalog, results.chain)
    budget = build_budget(catalog, results.chain, plan, results.plan)
    return MoneyFact(
        title=shown["title"],
        events=tuple(_list_events(catalog, plan)),
        instrument_costs=tuple(_list_instrument_costs(catalog, results)) if budget else (),
        per_round=tuple(shown["budget"]),
        payers=tuple(_list_payers(catalog, budget)) if budget else (),
        sentences=tuple(shown["sentences"]),
        currency=results.scenario.chain.currency,
    )


def _list_events(catalog: Catalog, plan: ActivityPlan) -> Iterator[EventFact]:
    names = {row.code: label(row.label) for row in catalog.activities}
    for line in plan.lines:
        cost = say_range(line.unit_cost) if line.unit_cost else ""
        yield EventFact(names[line.activity], line.counts, line.total, cost)


def _list_instrument_costs(catalog: Catalog, results: Results) -> Iterator[tuple[str, str]]:
    for task in results.plan.tasks:
        pair = results.scenario.chain.instrument_costs.get(task.instrument)
        if pair is not None:
            yield label(catalog.instrument(task.instrument).short_label), say_range(Amount(*pair))


def _list_payers(catalog: Catalog, budget: Budget) -> Iterator[PayerFact]:
    for code in dict.fromkeys(code for sums in budget.per_payer for code in sums):
        amounts = [sums.get(code, Amount()) for sums in budget.per_payer]
        texts = tuple(say_range(one) for one in amounts)
        yield PayerFact(
            code, name_payer(catalog, code), _choose_colour(code), tuple(one.middle for one in amounts), texts
        )


def _choose_colour(payer: str) -> str:
    """Return the colour of an agent; the cluster initiative and nobody have one of their own."""
    colours = theme.AGENT_COLOURS["light"]
    if not payer:
        return theme.MUTED["light"]
    return theme.FAMILY_COLOURS["light"][1] if payer == NETWORK else colours[theme.agent_slot(payer)]
