"""The activity plan and the budget on the Timeline page: events, second tries, costs from low to high, who pays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.model.chain.activities import ActivityPlan, build_activity_plan
from clusterdash.model.chain.budget import EXCEEDS, FITS, Budget, build_budget
from clusterdash.model.chain.dynamics import Dynamics
from clusterdash.model.chain.money import Amount
from clusterdash.results import Results
from clusterdash.views.render import amount, share
from clusterdash.views.screen import Screen
from clusterdash.views.sentences import join_names, say_value
from clusterdash.words import _, label, ngettext


def describe_activities(screen: Screen) -> dict[str, Any]:
    """Return what the activity plan and the budget show; second tries are there once the runs are."""
    catalog, results = screen.catalog, screen.results
    dynamics: Dynamics | None = screen.late.get("dynamics")
    plan, budget = work_out_budget(screen)
    events = sum(line.total for line in plan.lines)
    return {
        "title": ngettext("Activity plan: {count} event", "Activity plan: {count} events", events).format(count=events),
        "lines": _events(catalog, results, plan),
        "instruments": _instruments(catalog, results),
        "again": plan.again if any(plan.again) else (),
        "budget": [say_range(one) for one in budget.per_round] if budget else [],
        "payers": list(_payers(catalog, budget)) if budget else [],
        "sentences": [_say_second_tries(plan, dynamics), *_say_budget(catalog, budget)],
    }


def work_out_budget(screen: Screen) -> tuple[ActivityPlan, Budget | None]:
    """Return the activity plan and the budget (None without costs); second tries are in it once the runs are."""
    catalog, results = screen.catalog, screen.results
    dynamics: Dynamics | None = screen.late.get("dynamics")
    again = (
        tuple(int(one.restarted.middle) for one in dynamics.rounds) if dynamics else (0,) * len(results.chain.rounds)
    )
    plan = build_activity_plan(catalog, results.chain, again)
    return plan, build_budget(catalog, results.chain, plan, results.plan)


def say_range(one: Amount) -> str:
    """Return a range of money in words: one number where both ends are the same."""
    if one.low == one.high:
        return amount(one.low, 0)
    return _("{low} to {high}").format(low=amount(one.low, 0), high=amount(one.high, 0))


def _events(catalog: Catalog, results: Results, plan: ActivityPlan) -> list[dict[str, Any]]:
    rows = {row.code: row for row in catalog.activities}
    return [
        {
            "row": rows[line.activity],
            "name": label(rows[line.activity].label),
            "counts": [{"count": count, "again": again} for count, again in zip(line.counts, line.again, strict=True)],
            **_ends(results.asked.chain.unit_costs.get(line.activity)),
        }
        for line in plan.lines
    ]


def _instruments(catalog: Catalog, results: Results) -> list[dict[str, Any]]:
    costs = results.asked.chain.instrument_costs
    return [
        {"row": row, "name": label(row.short_label), **_ends(costs.get(row.code))}
        for row in (catalog.instrument(task.instrument) for task in results.plan.tasks)
    ]


def _ends(pair: tuple[float, float] | None) -> dict[str, float | None]:
    return {"low": pair[0] if pair else None, "high": pair[1] if pair else None}


def _payers(catalog: Catalog, budget: Budget) -> Iterable[tuple[str, str, list[str]]]:
    for code in dict.fromkeys(code for sums in budget.per_payer for code in sums):
        yield code, name_payer(catalog, code), [say_range(sums.get(code, Amount())) for sums in budget.per_payer]


def name_payer(catalog: Catalog, code: str) -> str:
    """Return who pays, in words."""
    if code == "network":
        return _("cluster initiative")
    return say_value(catalog, code) if code else _("nobody yet")


def _say_second_tries(plan: ActivityPlan, dynamics: Dynamics | None) -> str:
    if dynamics is None:
        return _("Second tries are not counted yet; they follow from the simulated runs.")
    count = sum(plan.again)
    if not count:
        return _("No region tries a second time in the middle of the simulated runs.")
    return ngettext(
        "{count} region tries a second time in the middle of the simulated runs; its events are counted as “second "
        "try”.",
        "{count} regions try a second time in the middle of the simulated runs; their events are counted as “second "
        "try”.",
        count,
    ).format(count=count)


def _say_budget(catalog: Catalog, budget: Budget | None) -> Iterable[str]:
    if budget is None:
        yield _("Enter what one event or instrument costs, and a budget appears; without costs there is none.")
        return
    template = _("All of it costs {total}.")
    if budget.missing:
        template = _("What has a cost comes to {total}.")
    yield template.format(total=_with_currency(budget, say_range(budget.total)))
    if budget.again.high:
        again = _with_currency(budget, say_range(budget.again))
        yield _("Of this, {amount} is for second tries.").format(amount=again)
    yield from _say_envelope(budget)
    shares = [one for one in budget.donor_share if one is not None]
    if any(shares):
        yield _("The donor carries {first} of the first round with costs and {last} of the last.").format(
            first=share(shares[0]), last=share(shares[-1])
        )
    if budget.half_year is not None:
        yield _("From {year} the donor carries less than half.").format(year=budget.half_year)
    if budget.missing:
        names = join_names([say_value(catalog, code) for code in budget.missing])
        yield _("Not in this sum, for want of a cost: {activities}.").format(activities=names)


def _say_envelope(budget: Budget) -> Iterable[str]:
    if budget.envelope is None:
        return
    low, high = (budget.envelope - end for end in (budget.total.low, budget.total.high))
    if budget.fit == FITS:
        template = _("It fits into the {envelope} there are: at least {rest} is left.")
    elif budget.fit == EXCEEDS:
        template = _("It does not fit into the {envelope} there are: at least {rest} is missing.")
    else:
        template = _("It may not fit into the {envelope} there are: up to {rest} would be missing.")
    rest = high if budget.fit == FITS else -low if budget.fit == EXCEEDS else -high
    envelope, rest_text = (_with_currency(budget, amount(one, 0)) for one in (budget.envelope, rest))
    yield template.format(envelope=envelope, rest=rest_text)


def _with_currency(budget: Budget, text: str) -> str:
    return f"{text} {budget.currency}".strip()
