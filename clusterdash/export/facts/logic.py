"""The logframe as documents print it: the lines of the donor annex, one per result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from clusterdash.export.request import Request
from clusterdash.model.advice.results_chain import link_results

# Columns of the logframe of the annex.
LEVEL, RESULT, TEXT, INDICATOR, UNIT, VERIFICATION, RISKS = 0, 2, 3, 4, 6, 13, 15


@dataclass(frozen=True)
class LogicFact:
    """A result of the logframe with its indicators; baseline and target are left blank for people to fill in."""

    level: str
    result: str
    description: str
    indicators: tuple[str, ...]
    verification: tuple[str, ...]
    risks: str


def tell_logic(request: Request) -> tuple[LogicFact, ...]:
    """Return the results of the logframe in the order of the annex, from the goal to the activities.

    Source: Benner 2013, §5, §10, Tables 1 and 2; indicators and shape are assumptions.
    """
    from clusterdash.export.logframe_table import tell_logframe

    results = request.results
    links = link_results(request.catalog, results.strategy, results.plan, results.chain, results.warnings)
    rows = tell_logframe(request, links).rows
    return tuple(_join_rows([*found]) for _head, found in groupby(rows, key=lambda row: (row[LEVEL], row[RESULT])))


def _join_rows(rows: list[Any]) -> LogicFact:
    first = rows[0]
    return LogicFact(
        level=first[LEVEL] or "",
        result=first[RESULT] or "",
        description=first[TEXT] or "",
        indicators=tuple(_list_indicators(rows)),
        verification=tuple(row[VERIFICATION] for row in rows if row[VERIFICATION]),
        risks=first[RISKS] or "",
    )


def _list_indicators(rows: list[Any]) -> Iterator[str]:
    for row in rows:
        if row[INDICATOR]:
            yield f"{row[INDICATOR]} ({row[UNIT]})" if row[UNIT] else row[INDICATOR]
