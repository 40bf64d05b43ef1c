"""How the sums of the budget come about: what each event and instrument costs, how often, from low to high."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from clusterdash.model.chain.budget import Budget, Cost
from clusterdash.model.chain.money import Amount, add_up
from clusterdash.views.budget import name_payer, say_range, work_out_budget
from clusterdash.views.render import amount
from clusterdash.views.screen import Screen
from clusterdash.views.sentences import say_value
from clusterdash.views.sums import Input, Sum
from clusterdash.words import _

CONTROLS = ("chain.unit_costs", "chain.instrument_costs", "chain.rounds", "chain.regions_per_round", "chain.envelope")
ALL = "all"


def sum_budget(screen: Screen, code: str) -> Sum | None:
    """Return how the budget of a round ("1", "2" …) or of the whole programme ("all") comes about, line by line."""
    plan, budget = work_out_budget(screen)
    if budget is None:
        return None
    if code == ALL:
        return _add_rounds(budget)
    if not code.isdecimal() or not 1 <= int(code) <= len(budget.per_round):
        return None
    costs = [one for one in budget.costs if one.round == int(code)]
    return Sum(
        title=_("Budget of round {number}").format(number=code),
        formula=_("For each event and instrument: how often it takes place × what one costs, at least and at most."),
        inputs=tuple(_list_lines(screen, costs)),
        result=_with(budget, budget.per_round[int(code) - 1]),
        section="§5",
        ours=_(
            "Who pays what, and that an instrument costs once, in the round in which it starts; costs are your own."
        ),
        controls=CONTROLS,
    )


def sum_payer(screen: Screen, code: str) -> Sum | None:
    """Return what somebody pays, round by round; "" is what nobody pays yet."""
    _plan, budget = work_out_budget(screen)
    if budget is None or not any(code in sums for sums in budget.per_payer):
        return None
    sums = [one.get(code, Amount()) for one in budget.per_payer]
    return Sum(
        title=_("What {agent} pays").format(agent=name_payer(screen.catalog, code)),
        formula=_(
            "Whoever leads a stage pays its events; the donor pays the instruments that it funds, else whoever is "
            "responsible. Added up over the rounds."
        ),
        inputs=tuple(_list_rounds(sums)),
        result=_with(budget, add_up(sums)),
        section="§5",
        ours=_("Who pays what; costs are your own."),
        controls=("donor_funds", "responsible", *CONTROLS[:2]),
    )


def _add_rounds(budget: Budget) -> Sum:
    again: tuple[Input, ...] = ()
    if budget.again.high:
        again = ((_("of this, second tries"), say_range(budget.again)),)
    return Sum(
        title=_("Budget of the whole programme"),
        formula=_("The sums of all rounds, added up: all lowest costs, and all highest costs."),
        inputs=(*_list_rounds(budget.per_round), *again),
        result=_with(budget, budget.total),
        section="§5",
        ours=_(
            "That all costs lie at their lowest, or all at their highest: the truth lies between; costs are your own."
        ),
        controls=CONTROLS,
    )


def _list_rounds(sums: Iterable[Amount]) -> Iterator[Input]:
    for number, one in enumerate(sums, 1):
        yield _("Round {number}").format(number=number), say_range(one)


def _list_lines(screen: Screen, costs: list[Cost]) -> Iterator[Input]:
    """Yield each event and instrument with how often it takes place, what one costs and what that comes to."""
    plan = screen.results.asked.chain
    for subject, group in groupby(sorted(costs, key=lambda one: one.subject), key=lambda one: one.subject):
        whole = add_up(one.amount for one in group)
        one = Amount(*plan.unit_costs.get(subject) or plan.instrument_costs[subject])
        count = round(whole.high / one.high) if one.high else 0
        yield say_value(screen.catalog, subject), f"{amount(count, 0)} × {_in_brackets(one)} = {say_range(whole)}"


def _in_brackets(one: Amount) -> str:
    return say_range(one) if one.low == one.high else f"({say_range(one)})"


def _with(budget: Budget, one: Amount) -> str:
    return f"{say_range(one)} {budget.currency}".strip()
