"""Delivery: how each instrument can be made to happen in a place, by whom, and whether it may enter the mix."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from clusterdash.catalog import Catalog
from clusterdash.catalog.rows import InstrumentNeed
from clusterdash.frozen import FrozenMap
from clusterdash.model.delivery.capacity import ABLE, capacity_in_round
from clusterdash.model.delivery.nearest import find_smallest_change
from clusterdash.model.delivery.situation import YES, Delivery, Way, describe_situation, judge_cell, list_cells
from clusterdash.model.scenario.scenario import Scenario

__all__ = [
    "WHEN",
    "Delivery",
    "Eligibility",
    "Way",
    "find_smallest_change",
    "judge_delivery",
    "judge_eligibility",
    "tell_when",
]

NOW, LATER, NOBODY = WHEN = ("now", "later", "nobody")
MISSING_ANSWERS = ("no", "none")
UNKNOWN_ANSWER = "unknown"
PRESUPPOSES, FOUNDS = "presupposes", "founds"


@dataclass(frozen=True)
class Eligibility:
    """Whether an instrument may enter the mix, which questions on the place stand against it or are open, and ``when``.

    ``missing`` are the questions whose answer shuts it out, ``unknown`` those that nobody answered or knows,
    ``exists`` those by which what it would found is there already (then it enters only by a pin), ``created`` those
    whose answer would shut it out, were there not the ``creators``: able actors that can create what is missing.
    ``when`` it can start: ``now``, ``later`` (see ``tell_when``), or ``nobody`` carries it.
    """

    is_eligible: bool
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    when: str = NOBODY
    exists: tuple[str, ...] = ()
    created: tuple[str, ...] = ()
    creators: tuple[str, ...] = ()


def judge_delivery(catalog: Catalog, scenario: Scenario, round_: int = 1) -> FrozenMap[str, Delivery]:
    """Return for every instrument, in table order, how it can be delivered in a round.

    Of the ways that are open the one that can start first, the others under ``also``; of equal ones the first here:
    ``ready`` (an able government has an organising contribution; or a platform stands and an able government funds or
    regulates) · ``after_capacity_building`` (the same with weak ones that somebody can train) · ``through_donor`` ·
    ``through_network``. Where no way is open: ``needs_organiser`` · ``at_risk`` · ``out_of_reach``.

    Source: Benner 2013, Table 2, §1, §3, §4, §6, §9; the seven words and their order are an assumption.
    """
    situation = describe_situation(catalog, scenario, round_)
    return FrozenMap({cell.instrument: judge_cell(cell, situation) for cell in list_cells(catalog, scenario)})


def judge_eligibility(
    catalog: Catalog, scenario: Scenario, delivery: FrozenMap[str, Delivery] | None = None
) -> FrozenMap[str, Eligibility]:
    """Return for every instrument whether it may enter the mix: within reach, and no prerequisite missing.

    The answer "no" or "none" to what an instrument presupposes makes it ineligible, unless an able actor has a
    contribution that creates it; no answer is an open question. What exists already is not founded again, unless it is
    pinned.

    Source: assumption (prerequisites follow the labels of Benner 2013, Tables 1 and 2).
    """
    found = delivery or judge_delivery(catalog, scenario)
    allowed = {row.code for row in catalog.delivery_statuses if row.is_eligible}
    able = frozenset(code for code, value in capacity_in_round(catalog, scenario, 1).items() if value == ABLE)
    return FrozenMap({code: _judge_needs(catalog, scenario, code, it, allowed, able) for code, it in found.items()})


def tell_when(delivery: Delivery) -> str:
    """Return whether an instrument can start ``now``, ``later``, or has ``nobody`` to carry it.

    Now: ready, through the donor, or through a network that stands. Later: after capacity building, or with a network
    to be built. The three parts of the deliverable value follow from it.

    Source: assumption (§3 and §4 of Benner 2013 name the ways; the three words are ours).
    """
    if delivery.status in ("ready", "through_donor"):
        return NOW
    if delivery.status == "through_network":
        return NOW if delivery.from_year is None else LATER
    return LATER if delivery.status == "after_capacity_building" else NOBODY


def _judge_needs(
    catalog: Catalog,
    scenario: Scenario,
    instrument: str,
    delivery: Delivery,
    allowed: set[str],
    able: frozenset[str],
) -> Eligibility:
    missing, unknown, created = [], [], []
    creators: dict[str, None] = {}
    needs, founds = _list_needs(catalog)
    for row in needs.get(instrument, ()):
        answer = scenario.context.get(row.question, UNKNOWN_ANSWER)
        makers = _list_makers(catalog, row, able) if answer in (*MISSING_ANSWERS, UNKNOWN_ANSWER) else ()
        if makers:
            created.append(row.question)
            creators |= dict.fromkeys(makers)
        elif answer in MISSING_ANSWERS:
            missing.append(row.question)
        elif answer == UNKNOWN_ANSWER:
            unknown.append(row.question)
    exists = tuple(row.question for row in founds.get(instrument, ()) if scenario.context.get(row.question) == YES)
    is_wanted = not exists or instrument in scenario.pinned
    return Eligibility(
        is_eligible=delivery.status in allowed and not missing and is_wanted,
        missing=tuple(missing),
        unknown=tuple(unknown),
        when=tell_when(delivery),
        exists=exists,
        created=tuple(created),
        creators=tuple(creators),
    )


def _list_makers(catalog: Catalog, row: InstrumentNeed, able: frozenset[str]) -> tuple[str, ...]:
    """Return the able actors with a line in Table 2 that creates what the instrument presupposes."""
    lines = catalog.contributions_of(row.instrument) if row.kinds else ()
    return tuple(dict.fromkeys(line.actor for line in lines if line.kind in row.kinds and line.actor in able))


Needs = FrozenMap[str, tuple[InstrumentNeed, ...]]


@lru_cache(maxsize=8)
def _list_needs(catalog: Catalog) -> tuple[Needs, Needs]:
    """Return by instrument what it presupposes, and what it would found."""
    return _group(catalog, PRESUPPOSES), _group(catalog, FOUNDS)


def _group(catalog: Catalog, meaning: str) -> Needs:
    found: dict[str, list[InstrumentNeed]] = {}
    for row in catalog.instrument_needs:
        if row.meaning == meaning:
            found.setdefault(row.instrument, []).append(row)
    return FrozenMap({instrument: tuple(rows) for instrument, rows in found.items()})
