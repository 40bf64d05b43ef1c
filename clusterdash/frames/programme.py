"""The programme as frames: the events of each round with their costs, and the points at which a lead passes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clusterdash.catalog import Catalog
from clusterdash.frames.columns import build_frame, category, flag, list_codes, number, text, whole
from clusterdash.model.chain.activities import ActivityPlan
from clusterdash.model.chain.budget import Budget
from clusterdash.model.chain.chain import Chain
from clusterdash.model.chain.handover import list_handovers

if TYPE_CHECKING:
    import pandas as pd


def activity_frame(catalog: Catalog, chain: Chain, plan: ActivityPlan) -> pd.DataFrame:
    """Return the events of the chain: one row per activity and round.

    Columns
    -------
    activity, stage : category, codes; label : string.
    round : Int64, from 1; count : Int64, how often in this round; second_tries : Int64, how many of them are for
        regions that try again.
    payer : category, the agent who leads the stage in this round, or missing (nobody leads).
    unit_cost_low, unit_cost_high, cost_low, cost_high : float64, in the currency of the scenario, missing where none
        was entered.
    currency : string or missing.

    Source: Benner 2013, §5 (kinds of events); all counts are assumptions, all costs the users' own.
    """
    leads = chain.leads()
    cells = [(line, place) for line in plan.lines for place in range(len(chain.rounds))]
    labels = {row.code: row.label for row in catalog.activities}
    return build_frame(
        activity=category((line.activity for line, _place in cells), list_codes(catalog.activities)),
        label=text(labels[line.activity] for line, _place in cells),
        stage=category((line.stage for line, _place in cells), list_codes(catalog.stages)),
        round=whole(place + 1 for _line, place in cells),
        count=whole(line.counts[place] for line, place in cells),
        second_tries=whole(line.again[place] for line, place in cells),
        payer=category((leads[place + 1, line.stage].actor for line, place in cells), list_codes(catalog.agents)),
        unit_cost_low=number(line.unit_cost.low if line.unit_cost else None for line, _place in cells),
        unit_cost_high=number(line.unit_cost.high if line.unit_cost else None for line, _place in cells),
        cost_low=number(line.costs[place].low if line.costs else None for line, place in cells),
        cost_high=number(line.costs[place].high if line.costs else None for line, place in cells),
        currency=text(chain.scenario.chain.currency for _cell in cells),
    )


def budget_frame(catalog: Catalog, budget: Budget | None) -> pd.DataFrame:
    """Return what the programme costs: one row per event or instrument, round and payer; no row without a budget.

    Columns
    -------
    round : Int64, from 1; subject : string, code of an activity or instrument; label : string.
    payer : string, code of who pays (``network`` = the cluster initiative), or missing (nobody yet).
    low, high : float64, in the currency of the scenario; currency : string or missing.
    is_second_try : bool; start_month, end_month : Int64, months after the round's start, the end not included.

    Source: all costs are the users' own; who pays is an assumption.
    """
    costs = budget.costs if budget else ()
    labels = {row.code: row.label for row in catalog.activities}
    labels |= {row.code: row.short_label for row in catalog.instruments}
    return build_frame(
        round=whole(one.round for one in costs),
        subject=text(one.subject for one in costs),
        label=text(labels[one.subject] for one in costs),
        payer=text(one.payer for one in costs),
        low=number(one.amount.low for one in costs),
        high=number(one.amount.high for one in costs),
        currency=text(budget.currency if budget else "" for _one in costs),
        is_second_try=flag(one.again for one in costs),
        start_month=whole(one.start_month for one in costs),
        end_month=whole(one.end_month for one in costs),
    )


def handover_frame(catalog: Catalog, chain: Chain) -> pd.DataFrame:
    """Return every point at which the lead of a stage changes hands, round by round.

    Columns
    -------
    round : Int64, from 2, at whose start it passes on; year : Int64.
    stage : category, code; stage_label : string.
    from_agent, to_agent : category, codes, or missing (nobody leads).
    is_donor_leaving : bool.
    conditions : string, codes of what must be true before, separated by spaces, or missing.

    Source: Benner 2013, §5.9, §6; the pace and the conditions are partly assumptions, as their rows say.
    """
    points = list_handovers(catalog, chain)
    agents, labels = list_codes(catalog.agents), {row.code: row.label for row in catalog.stages}
    return build_frame(
        round=whole(one.round for one in points),
        year=whole(one.year for one in points),
        stage=category((one.stage for one in points), list_codes(catalog.stages)),
        stage_label=text(labels[one.stage] for one in points),
        from_agent=category((one.from_ for one in points), agents),
        to_agent=category((one.to for one in points), agents),
        is_donor_leaving=flag(one.is_donor_leaving for one in points),
        conditions=text(" ".join(one.conditions) for one in points),
    )
