"""The paper's tables, and the results of one scenario: mix, coverage, who does what, the rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clusterdash.catalog import Catalog
from clusterdash.frames.columns import (
    BASES,
    build_frame,
    category,
    day,
    flag,
    list_codes,
    list_sources,
    number,
    text,
    whole,
)  # fmt: skip
from clusterdash.model.chain.chain import Chain
from clusterdash.model.delivery.phases import list_phases
from clusterdash.model.plan.plan import INDEPENDENT, INITIATIVE, Plan
from clusterdash.model.scenario.codes import NETWORK
from clusterdash.model.strategy import Strategy

if TYPE_CHECKING:
    import pandas as pd

ROLES = ("lead", "assist", "take_part")
REASONS = ("table", "office", "other_phase", "assistant", "learns", "nobody")


def table_1(catalog: Catalog) -> pd.DataFrame:
    """Return Table 1: one row per link of a mechanism with an instrument, as printed from top to bottom.

    Columns
    -------
    mechanism, instrument : category, codes.
    mechanism_label, instrument_label : string, the names of the row and of Table 2.
    printed_label : string, the name of the instrument as printed in the cell of this mechanism.
    section : string; basis : category (``paper``, ``assumption``); note : string or missing.

    Source: Benner 2013, Table 1.
    """
    links = catalog.links
    return build_frame(
        mechanism=category((row.mechanism for row in links), list_codes(catalog.mechanisms)),
        mechanism_label=text(catalog.mechanism(row.mechanism).label for row in links),
        instrument=category((row.instrument for row in links), list_codes(catalog.instruments)),
        instrument_label=text(catalog.instrument(row.instrument).label for row in links),
        printed_label=text(row.table1_label for row in links),
        **list_sources(links),
    )


def table_2(catalog: Catalog) -> pd.DataFrame:
    """Return Table 2: one row per contribution of an actor to an instrument, in the order of the data package.

    Columns
    -------
    instrument, actor, kind : category, codes; the kind is our coding.
    instrument_label, actor_label : string.
    position : Int64, place within the cell, counted from 1.
    text : string, as printed.
    section : string; basis : category (``paper``, ``assumption``); note : string or missing.

    Source: Benner 2013, Table 2; the kind is an assumption.
    """
    lines = catalog.contributions
    return build_frame(
        instrument=category((row.instrument for row in lines), list_codes(catalog.instruments)),
        instrument_label=text(catalog.instrument(row.instrument).label for row in lines),
        actor=category((row.actor for row in lines), list_codes(catalog.actors)),
        actor_label=text(catalog.actor(row.actor).label for row in lines),
        position=whole(row.position for row in lines),
        text=text(row.text for row in lines),
        kind=category((row.kind for row in lines), list_codes(catalog.contribution_kinds)),
        **list_sources(lines),
    )


def mix_frame(catalog: Catalog, strategy: Strategy) -> pd.DataFrame:
    """Return how every instrument stands, in table order; the mix is the rows where ``in_mix`` holds.

    Columns
    -------
    instrument : category, code; label, short_label : string, as printed and for people in a hurry.
    in_mix, is_pinned, is_ruled_out, is_eligible : bool.
    delivery : category, code of how it can be delivered.
    agents, trainers : string, codes separated by spaces or missing.
    from_year : Int64, the calendar year from which it can be delivered; missing = from the start.
    leverage : Int64, sum of the weights of the mechanisms that it serves.
    breadth : Int64, number of salient mechanisms that it serves.
    distinctiveness : float64, 0 to 1 (1 = it alone serves its mechanisms).
    missing, unknown, exists, created : string, codes of questions, separated by spaces: those that stand against it,
        that are open, by which what it would found is there already, and whose answer somebody able makes up for.

    Source: Benner 2013, §3, Tables 1 and 2; delivery and figures are assumptions.
    """
    codes = list_codes(catalog.instruments)
    details, eligibility = strategy.details, strategy.eligibility
    return build_frame(
        instrument=category(codes, codes),
        label=text(row.label for row in catalog.instruments),
        short_label=text(row.short_label for row in catalog.instruments),
        in_mix=flag(code in strategy.mix for code in codes),
        is_pinned=flag(code in strategy.scenario.pinned for code in codes),
        is_ruled_out=flag(code in strategy.scenario.excluded for code in codes),
        is_eligible=flag(eligibility[code].is_eligible for code in codes),
        delivery=category((strategy.delivery[code] for code in codes), list_codes(catalog.delivery_statuses)),
        agents=text(" ".join(details[code].agents) for code in codes),
        trainers=text(" ".join(details[code].trainers) for code in codes),
        from_year=whole(details[code].from_year for code in codes),
        leverage=whole(strategy.leverage[code] for code in codes),
        breadth=whole(strategy.breadth[code] for code in codes),
        distinctiveness=number(strategy.distinctiveness[code] for code in codes),
        missing=text(" ".join(eligibility[code].missing) for code in codes),
        unknown=text(" ".join(eligibility[code].unknown) for code in codes),
        exists=text(" ".join(eligibility[code].exists) for code in codes),
        created=text(" ".join(eligibility[code].created) for code in codes),
    )


def coverage_frame(catalog: Catalog, strategy: Strategy) -> pd.DataFrame:
    """Return how well the mix serves each mechanism, in table order.

    Columns
    -------
    mechanism : category, code; label : string.
    salience : Int64, level 0 to 3; weight : Int64, the weight that follows from it.
    count : Int64, instruments of the mix that serve it; instruments : string, their codes separated by spaces.
    strength : float64, 1 − 2^−count, 0 to below 1.

    Source: Benner 2013, §3, Table 1; strength and weights are assumptions.
    """
    parts = strategy.coverage
    return build_frame(
        mechanism=category((one.mechanism for one in parts), list_codes(catalog.mechanisms)),
        label=text(catalog.mechanism(one.mechanism).label for one in parts),
        salience=whole(one.salience for one in parts),
        weight=whole(strategy.scenario.weight(one.mechanism) for one in parts),
        count=whole(one.count for one in parts),
        strength=number(float(one.strength) for one in parts),
        instruments=text(" ".join(one.instruments) for one in parts),
    )


def plan_frame(catalog: Catalog, plan: Plan) -> pd.DataFrame:
    """Return who does what in the mix and when: one row per task, in table order.

    Columns
    -------
    instrument : category, code; label, short_label : string, as printed and for people in a hurry.
    responsible, suggested : category, an actor's code, ``network``, or missing (nobody runs it).
    is_suggested : bool, whether the suggestion stands.
    job : category (``initiative``, ``independent``), whose job it is better left to.
    phase : category; start_month, end_month : Int64, months after the round's start, the end not included.
    contributors : string, codes of the actors who contribute, in table order, separated by spaces.
    contributions : Int64, number of their lines of Table 2.

    Source: Benner 2013, Table 2, §9; who is responsible and when are assumptions.
    """
    tasks, agents = plan.tasks, (NETWORK, *list_codes(catalog.actors))
    return build_frame(
        instrument=category((task.instrument for task in tasks), list_codes(catalog.instruments)),
        label=text(catalog.instrument(task.instrument).label for task in tasks),
        short_label=text(catalog.instrument(task.instrument).short_label for task in tasks),
        responsible=category((task.responsible for task in tasks), agents),
        suggested=category((task.suggested for task in tasks), agents),
        is_suggested=flag(task.is_suggested for task in tasks),
        job=category((task.job for task in tasks), (INITIATIVE, INDEPENDENT)),
        phase=category((task.phase for task in tasks), list_phases(catalog)),
        start_month=whole(task.start_month for task in tasks),
        end_month=whole(task.end_month for task in tasks),
        contributors=text(" ".join(dict.fromkeys(row.actor for row in task.contributions)) for task in tasks),
        contributions=whole(len(task.contributions) for task in tasks),
    )


def chain_frame(catalog: Catalog, chain: Chain) -> pd.DataFrame:
    """Return the chain: one row per round, stage and agent; a stage that nobody leads has a row without an agent.

    Columns
    -------
    round : Int64, from 1; round_start, round_end : datetime64[s], first and last day.
    donor_level : Int64, 0 to 5, in that round; regions : Int64, number of regions that enter.
    stage : category, code; stage_label : string; stage_start, stage_end : datetime64[s], first and last day.
    role : category (``lead``, ``assist``, ``take_part``); agent : category, code, or missing (nobody leads).
    reason : category, how the role came about; section : string or missing; basis : category.

    Source: Benner 2013, §5, §6, Fig. 1; dates within a round are assumptions.
    """
    roles = chain.roles
    rounds = [chain.rounds[role.round - 1] for role in roles]
    spans = {(one.round, one.stage): one for one in chain.stages}
    labels = {row.code: row.label for row in catalog.stages}
    return build_frame(
        round=whole(role.round for role in roles),
        round_start=day(one.start for one in rounds),
        round_end=day(one.end for one in rounds),
        donor_level=whole(one.donor_level for one in rounds),
        regions=whole(len(one.regions) for one in rounds),
        stage=category((role.stage for role in roles), list_codes(catalog.stages)),
        stage_label=text(labels[role.stage] for role in roles),
        stage_start=day(spans[role.round, role.stage].start for role in roles),
        stage_end=day(spans[role.round, role.stage].end for role in roles),
        role=category((role.role for role in roles), ROLES),
        agent=category((role.actor for role in roles), list_codes(catalog.agents)),
        reason=category((role.reason for role in roles), REASONS),
        section=text(role.section for role in roles),
        basis=category((role.basis for role in roles), BASES),
    )
