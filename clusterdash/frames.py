"""Results as pandas frames with typed columns, for downloads, exports and notebooks.

Frames speak codes and the English labels of the data, whatever language the screen has. Codes that repeat are
categories in table order; what may be unknown is nullable, never an empty text. pandas is imported by the functions,
so that importing this module costs nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from clusterdash.catalog import Catalog
from clusterdash.catalog.rows import Sourced
from clusterdash.model.chain.chain import Chain
from clusterdash.model.delivery.phases import list_phases
from clusterdash.model.plan.plan import INDEPENDENT, INITIATIVE, Plan
from clusterdash.model.scenario.codes import NETWORK
from clusterdash.model.strategy import Strategy

if TYPE_CHECKING:
    import pandas as pd

ROLES = ("lead", "assist", "take_part")
REASONS = ("table", "office", "other_phase", "assistant", "learns", "nobody")
BASES = ("paper", "assumption")


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
    return _frame(
        mechanism=_category((row.mechanism for row in links), _codes(catalog.mechanisms)),
        mechanism_label=_text(catalog.mechanism(row.mechanism).label for row in links),
        instrument=_category((row.instrument for row in links), _codes(catalog.instruments)),
        instrument_label=_text(catalog.instrument(row.instrument).label for row in links),
        printed_label=_text(row.table1_label for row in links),
        **_sources(links),
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
    return _frame(
        instrument=_category((row.instrument for row in lines), _codes(catalog.instruments)),
        instrument_label=_text(catalog.instrument(row.instrument).label for row in lines),
        actor=_category((row.actor for row in lines), _codes(catalog.actors)),
        actor_label=_text(catalog.actor(row.actor).label for row in lines),
        position=_whole(row.position for row in lines),
        text=_text(row.text for row in lines),
        kind=_category((row.kind for row in lines), _codes(catalog.contribution_kinds)),
        **_sources(lines),
    )


def mix_frame(catalog: Catalog, strategy: Strategy) -> pd.DataFrame:
    """Return how every instrument stands, in table order; the mix is the rows where ``in_mix`` holds.

    Columns
    -------
    instrument : category, code; label : string.
    in_mix, is_pinned, is_ruled_out, is_eligible : bool.
    delivery : category, code of how it can be delivered.
    agents, trainers : string, codes separated by spaces or missing.
    from_year : Int64, the calendar year from which it can be delivered; missing = from the start.
    leverage : Int64, sum of the weights of the mechanisms that it serves.
    breadth : Int64, number of salient mechanisms that it serves.
    distinctiveness : float64, 0 to 1 (1 = it alone serves its mechanisms).
    missing, unknown : string, codes of the questions that stand against it or are open, separated by spaces.

    Source: Benner 2013, §3, Tables 1 and 2; delivery and figures are assumptions.
    """
    codes = _codes(catalog.instruments)
    details, eligibility = strategy.details, strategy.eligibility
    return _frame(
        instrument=_category(codes, codes),
        label=_text(row.label for row in catalog.instruments),
        in_mix=_flag(code in strategy.mix for code in codes),
        is_pinned=_flag(code in strategy.scenario.pinned for code in codes),
        is_ruled_out=_flag(code in strategy.scenario.excluded for code in codes),
        is_eligible=_flag(eligibility[code].is_eligible for code in codes),
        delivery=_category((strategy.delivery[code] for code in codes), _codes(catalog.delivery_statuses)),
        agents=_text(" ".join(details[code].agents) for code in codes),
        trainers=_text(" ".join(details[code].trainers) for code in codes),
        from_year=_whole(details[code].from_year for code in codes),
        leverage=_whole(strategy.leverage[code] for code in codes),
        breadth=_whole(strategy.breadth[code] for code in codes),
        distinctiveness=_number(strategy.distinctiveness[code] for code in codes),
        missing=_text(" ".join(eligibility[code].missing) for code in codes),
        unknown=_text(" ".join(eligibility[code].unknown) for code in codes),
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
    return _frame(
        mechanism=_category((one.mechanism for one in parts), _codes(catalog.mechanisms)),
        label=_text(catalog.mechanism(one.mechanism).label for one in parts),
        salience=_whole(one.salience for one in parts),
        weight=_whole(strategy.scenario.weight(one.mechanism) for one in parts),
        count=_whole(one.count for one in parts),
        strength=_number(float(one.strength) for one in parts),
        instruments=_text(" ".join(one.instruments) for one in parts),
    )


def plan_frame(catalog: Catalog, plan: Plan) -> pd.DataFrame:
    """Return who does what in the mix and when: one row per task, in table order.

    Columns
    -------
    instrument : category, code; label : string.
    responsible, suggested : category, an actor's code, ``network``, or missing (nobody runs it).
    is_suggested : bool, whether the suggestion stands.
    job : category (``initiative``, ``independent``), whose job it is better left to.
    phase : category; start_month, end_month : Int64, months after the round's start, the end not included.
    contributors : string, codes of the actors who contribute, in table order, separated by spaces.
    contributions : Int64, number of their lines of Table 2.

    Source: Benner 2013, Table 2, §9; who is responsible and when are assumptions.
    """
    tasks, agents = plan.tasks, (NETWORK, *_codes(catalog.actors))
    return _frame(
        instrument=_category((task.instrument for task in tasks), _codes(catalog.instruments)),
        label=_text(catalog.instrument(task.instrument).label for task in tasks),
        responsible=_category((task.responsible for task in tasks), agents),
        suggested=_category((task.suggested for task in tasks), agents),
        is_suggested=_flag(task.is_suggested for task in tasks),
        job=_category((task.job for task in tasks), (INITIATIVE, INDEPENDENT)),
        phase=_category((task.phase for task in tasks), list_phases(catalog)),
        start_month=_whole(task.start_month for task in tasks),
        end_month=_whole(task.end_month for task in tasks),
        contributors=_text(" ".join(dict.fromkeys(row.actor for row in task.contributions)) for task in tasks),
        contributions=_whole(len(task.contributions) for task in tasks),
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
    return _frame(
        round=_whole(role.round for role in roles),
        round_start=_day(one.start for one in rounds),
        round_end=_day(one.end for one in rounds),
        donor_level=_whole(one.donor_level for one in rounds),
        regions=_whole(len(one.regions) for one in rounds),
        stage=_category((role.stage for role in roles), _codes(catalog.stages)),
        stage_label=_text(labels[role.stage] for role in roles),
        stage_start=_day(spans[role.round, role.stage].start for role in roles),
        stage_end=_day(spans[role.round, role.stage].end for role in roles),
        role=_category((role.role for role in roles), ROLES),
        agent=_category((role.actor for role in roles), _codes(catalog.agents)),
        reason=_category((role.reason for role in roles), REASONS),
        section=_text(role.section for role in roles),
        basis=_category((role.basis for role in roles), BASES),
    )


def to_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a frame as a list of rows for JSON: days as "2027-01-31", what is missing as None.

    Source: assumption (a form of this app).
    """
    plain = frame.copy()
    for name in plain.select_dtypes("datetime"):
        plain[name] = plain[name].dt.strftime("%Y-%m-%d")
    rows: list[dict[str, Any]] = json.loads(plain.to_json(orient="records", double_precision=15))
    return rows


def _frame(**columns: pd.Series[Any]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(columns)


def _sources(rows: Sequence[Sourced]) -> dict[str, pd.Series[Any]]:
    return {
        "section": _text(row.section for row in rows),
        "basis": _category((row.basis for row in rows), BASES),
        "note": _text(row.note for row in rows),
    }


def _codes(rows: Iterable[Any]) -> tuple[str, ...]:
    return tuple(row.code for row in rows)


def _series(values: Iterable[Any], dtype: Any) -> pd.Series[Any]:
    import pandas as pd

    series: pd.Series[Any] = pd.Series(list(values), dtype=dtype)
    return series


def _text(values: Iterable[str]) -> pd.Series[Any]:
    return _series((value or None for value in values), "string")


def _whole(values: Iterable[int | None]) -> pd.Series[Any]:
    return _series(values, "Int64")


def _number(values: Iterable[float]) -> pd.Series[Any]:
    return _series(values, "float64")


def _flag(values: Iterable[bool]) -> pd.Series[Any]:
    return _series(values, "bool")


def _day(values: Iterable[date]) -> pd.Series[Any]:
    return _series(values, "datetime64[s]")


def _category(values: Iterable[str], codes: Iterable[str]) -> pd.Series[Any]:
    import pandas as pd

    return _series((value or None for value in values), pd.CategoricalDtype(list(codes)))


def write_csv(frame: pd.DataFrame) -> bytes:
    """Return a frame as a CSV file (UTF-8 with a mark that spreadsheets look for).

    A text that a spreadsheet would take for a formula gets an apostrophe in front.

    Source: assumption (a format of this app).
    """
    safe = frame.astype(object).map(_neutralise)
    return safe.to_csv(index=False).encode("utf-8-sig")


def _neutralise(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
