"""The budget: what the events of the chain and the instruments of the mix cost, per round and per payer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from clusterdash.catalog import Catalog
from clusterdash.frozen import FrozenMap
from clusterdash.model.chain.activities import ActivityPlan
from clusterdash.model.chain.chain import Chain
from clusterdash.model.chain.money import Amount, add_up
from clusterdash.model.chain.schedule import MONTHS
from clusterdash.model.plan.plan import Plan

FITS, MAY_EXCEED, EXCEEDS = "fits", "may_exceed", "exceeds"


@dataclass(frozen=True)
class Cost:
    """What one event or instrument costs one payer in one round.

    ``subject`` is the code of an activity or instrument; ``again`` marks events of second tries; ``payer`` is an agent
    or actor code, ``network``, or "" (nobody leads or runs it). Months count from the start of the round, the end not
    included; the cost is spread evenly over them.
    """

    round: int
    subject: str
    payer: str
    amount: Amount
    start_month: int
    end_month: int
    again: bool = False


@dataclass(frozen=True)
class Budget:
    """What the programme costs where people gave costs, in their currency.

    Parameters
    ----------
    costs : every single cost, in order of rounds.
    per_round : the sum of each round.
    per_payer : per round, the sum of each payer ("" = nobody leads or runs it).
    total, again : the sum of all, and what of it is for second tries.
    donor_share : the donor's share per round, 0 to 1, from the middle of the ranges; None in a round without cost.
    half_year : first year from which on the donor's share stays below the limit, if it was above before; else None.
    missing : activities that take place, and instruments of the mix, that have no cost: the budget is without them.
    envelope : money there is in all, None = nobody said.
    fit : "" without an envelope; else ``fits``, ``may_exceed`` (only the high end is above) or ``exceeds``.
    """

    costs: tuple[Cost, ...]
    per_round: tuple[Amount, ...]
    per_payer: tuple[FrozenMap[str, Amount], ...]
    total: Amount
    again: Amount
    donor_share: tuple[float | None, ...]
    half_year: int | None
    missing: tuple[str, ...]
    currency: str
    envelope: float | None
    fit: str


def build_budget(catalog: Catalog, chain: Chain, activities: ActivityPlan, plan: Plan | None = None) -> Budget | None:
    """Return the budget, per round and per payer, from low to high; None where nobody gave a cost.

    Whoever leads a stage pays its events. An instrument costs once, in the round in which it starts; the donor pays
    where it funds it, else who is responsible. Without ``plan`` there are events only.

    Source: assumption (who pays); all costs are the users' own.
    """
    plan_of_chain = chain.scenario.chain
    if not plan_of_chain.unit_costs and not (plan and plan_of_chain.instrument_costs):
        return None
    costs = (*_cost_events(chain, activities), *(_cost_instruments(catalog, chain, plan) if plan else ()))
    costs = tuple(sorted(costs, key=lambda one: one.round))
    payers = tuple(_sum_payers(costs, one.number) for one in chain.rounds)
    donors = [row.code for row in catalog.donors]
    total = add_up(one.amount for one in costs)
    unpriced = [task.instrument for task in plan.tasks] if plan else []
    return Budget(
        costs=costs,
        per_round=tuple(add_up(sums.values()) for sums in payers),
        per_payer=payers,
        total=total,
        again=add_up(one.amount for one in costs if one.again),
        donor_share=tuple(_share(sums, donors) for sums in payers),
        half_year=_find_half_year(catalog, chain, costs),
        missing=(*activities.missing, *(code for code in unpriced if code not in plan_of_chain.instrument_costs)),
        currency=plan_of_chain.currency,
        envelope=plan_of_chain.envelope,
        fit=_judge_fit(total, plan_of_chain.envelope),
    )


def _cost_events(chain: Chain, activities: ActivityPlan) -> Iterator[Cost]:
    leads = chain.leads()
    spans = {(span.round, span.stage): span for span in chain.stages}
    for line in activities.lines:
        for place, count in enumerate(line.counts):
            span = spans[place + 1, line.stage]
            payer = leads[place + 1, line.stage].actor
            for number, is_again in ((count - line.again[place], False), (line.again[place], True)):
                if line.unit_cost is not None and number:
                    amount = line.unit_cost * number
                    yield Cost(
                        place + 1, line.activity, payer, amount, span.start_month, span.end_month, again=is_again
                    )


def _cost_instruments(catalog: Catalog, chain: Chain, plan: Plan) -> Iterator[Cost]:
    months = chain.scenario.chain.round_years * MONTHS
    donors = [row.code for row in catalog.donors]
    for task in plan.tasks:
        pair = chain.scenario.chain.instrument_costs.get(task.instrument)
        if pair is not None:
            past = min(task.start_month // months, len(chain.rounds) - 1)
            start = min(task.start_month - past * months, months - 1)
            end = max(start + 1, min(task.end_month - past * months, months))
            payer = donors[0] if donors and task.instrument in plan.donor.funds else task.responsible
            yield Cost(past + 1, task.instrument, payer, Amount(*pair), start, end)


def _sum_payers(costs: tuple[Cost, ...], number: int) -> FrozenMap[str, Amount]:
    sums: dict[str, Amount] = {}
    for one in costs:
        if one.round == number:
            sums[one.payer] = sums.get(one.payer, Amount()) + one.amount
    return FrozenMap(sums)


def _share(sums: FrozenMap[str, Amount], donors: list[str]) -> float | None:
    total = add_up(sums.values()).middle
    return sum(sums.get(code, Amount()).middle for code in donors) / total if total else None


def _judge_fit(total: Amount, envelope: float | None) -> str:
    if envelope is None:
        return ""
    if total.low > envelope:
        return EXCEEDS
    return MAY_EXCEED if total.high > envelope else FITS


def _find_half_year(catalog: Catalog, chain: Chain, costs: tuple[Cost, ...]) -> int | None:
    """Return the first year from which on the donor stays below its limit; None if it never was above, or stays so."""
    limit = catalog.parameter("donor_share_limit")
    donors = [row.code for row in catalog.donors]
    years = _sum_years(chain, costs)
    shares = {year: _share(FrozenMap(years[year]), donors) for year in sorted(years)}
    above = [year for year, share in shares.items() if share is not None and share >= limit]
    later = [year for year, share in shares.items() if share is not None and above and year > above[-1]]
    return later[0] if later else None


def _sum_years(chain: Chain, costs: tuple[Cost, ...]) -> dict[int, dict[str, Amount]]:
    """Return the cost of each year by payer; what something costs is spread evenly over its months."""
    years: dict[int, dict[str, Amount]] = defaultdict(lambda: defaultdict(Amount))
    for one in costs:
        first, length = chain.rounds[one.round - 1].start_year, one.end_month - one.start_month
        for year in range(one.start_month // MONTHS, (one.end_month - 1) // MONTHS + 1):
            months = min(one.end_month, (year + 1) * MONTHS) - max(one.start_month, year * MONTHS)
            years[first + year][one.payer] += one.amount * (months / length)
    return years
