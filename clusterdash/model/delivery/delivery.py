"""Delivery: how each instrument can be made to happen in a place, by whom, and whether it may enter the mix."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from clusterdash.catalog import Catalog
from clusterdash.frozen import FrozenMap
from clusterdash.model.delivery.nearest import find_smallest_change
from clusterdash.model.delivery.situation import Delivery, Way, describe_situation, judge_cell, list_cells
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


@dataclass(frozen=True)
class Eligibility:
    """Whether an instrument may enter the mix, which questions on the place stand against it or are open, and ``when``.

    ``when`` it can start: ``now``, ``later`` (see ``tell_when``), or ``nobody`` carries it.
    """

    is_eligible: bool
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    when: str = NOBODY


def judge_delivery(catalog: Catalog, scenario: Scenario, round_: int = 1) -> FrozenMap[str, Delivery]:
    """Return for every instrument, in table order, how it can be delivered in a round.

    Of the ways that are open the one that can start first, the others under ``also``; of equal ones the first here:
    ``ready`` (an able government has an organising contribution; or a platform stands and an able government funds or
    regulates) · ``after_capacity_building`` (the same with weak ones that somebody can train) · ``through_donor`` ·
    ``through_network``. Where no way is open: ``needs_organiser`` · ``at_risk`` · ``out_of_reach``.

    Source: Benner 2013, Table 2, §1, §3, §4, §6, §9; the seven words and their order are an assumption.
    """
    situation = describe_situation(catalog, scenario, round_)
    return FrozenMap({cell.instrument: judge_cell(cell, situation) for cell in list_cells(catalog)})


def judge_eligibility(
    catalog: Catalog, scenario: Scenario, delivery: FrozenMap[str, Delivery] | None = None
) -> FrozenMap[str, Eligibility]:
    """Return for every instrument whether it may enter the mix: within reach, and no prerequisite missing.

    The answer "no" or "none" to what an instrument presupposes makes it ineligible; no answer is an open question.

    Source: assumption (prerequisites follow the labels of Benner 2013, Tables 1 and 2).
    """
    found = delivery or judge_delivery(catalog, scenario)
    allowed = {row.code for row in catalog.delivery_statuses if row.is_eligible}
    return FrozenMap({code: _judge_needs(catalog, scenario, code, it, allowed) for code, it in found.items()})


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
    catalog: Catalog, scenario: Scenario, instrument: str, delivery: Delivery, allowed: set[str]
) -> Eligibility:
    needs = _list_needs(catalog).get(instrument, ())
    answers = {question: scenario.context.get(question, UNKNOWN_ANSWER) for question in needs}
    missing = tuple(question for question, answer in answers.items() if answer in MISSING_ANSWERS)
    unknown = tuple(question for question, answer in answers.items() if answer == UNKNOWN_ANSWER)
    return Eligibility(delivery.status in allowed and not missing, missing, unknown, tell_when(delivery))


@lru_cache(maxsize=8)
def _list_needs(catalog: Catalog) -> FrozenMap[str, tuple[str, ...]]:
    needs: dict[str, list[str]] = {}
    for row in catalog.instrument_needs:
        needs.setdefault(row.instrument, []).append(row.question)
    return FrozenMap({instrument: tuple(questions) for instrument, questions in needs.items()})
