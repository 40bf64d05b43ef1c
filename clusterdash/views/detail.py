"""The detail of one instrument, for the drawer that every page can open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.catalog.rows import Instrument
from clusterdash.model.delivery.delivery import find_smallest_change, judge_delivery
from clusterdash.model.delivery.nearest import judge_after
from clusterdash.results import Results
from clusterdash.views.arithmetic import PHASE_NAMES, sum_date, sum_delivery, sum_leverage
from clusterdash.views.cost_classes import name_cost_class
from clusterdash.views.reasons import say_reason
from clusterdash.views.screen import Screen
from clusterdash.views.sentences import say_steps
from clusterdash.views.why import show_sum
from clusterdash.words import N_, _

FUNDING_FROM_LEVEL = "funding"


@dataclass(frozen=True)
class Detail:
    """What the drawer shows; rows of the catalog and sentences, no markup."""

    instrument: Any
    status: Any
    cost: dict[str, str]
    reason: str
    rounds: tuple[tuple[int, Any], ...]
    improvements: tuple[str, ...]
    lines: tuple[dict[str, Any], ...]
    leverage: int
    contributions: tuple[tuple[Any, tuple[tuple[Any, Any], ...]], ...]
    has_contributions: bool
    is_pinned: bool
    is_excluded: bool
    may_fund: bool
    is_funded: bool
    sums: tuple[dict[str, Any], ...]
    coding: str


def build_detail(catalog: Catalog, results: Results, code: object) -> Detail | None:
    """Return the detail of the instrument ``code``, or None when there is no such instrument."""
    if not any(row.code == code for row in catalog.instruments):
        return None
    instrument = catalog.instrument(str(code))
    scenario, strategy = results.scenario, results.strategy
    status = next(row for row in catalog.delivery_statuses if row.code == strategy.delivery[instrument.code])
    change = find_smallest_change(catalog, scenario, instrument.code) if status.code != "ready" else ()
    contributions = tuple(_contributions(catalog, instrument.code))
    return Detail(
        instrument=instrument,
        status=status,
        cost=name_cost_class(catalog, instrument.code),
        rounds=_delivery_by_round(catalog, results, instrument.code),
        reason=say_reason(catalog, results, instrument.code),
        improvements=tuple(say_steps(catalog, change, judge_after(catalog, scenario, instrument.code, change))),
        lines=tuple(_lines(catalog, results, instrument.code)),
        leverage=strategy.leverage[instrument.code],
        contributions=contributions,
        has_contributions=any(rows for _actor, rows in contributions),
        is_pinned=instrument.code in scenario.pinned,
        is_excluded=instrument.code in scenario.excluded,
        may_fund=scenario.donor_level >= funding_level(catalog),
        is_funded=instrument.code in scenario.donor_funds,
        coding=_say_coding(instrument),
        sums=tuple(_list_sums(Screen(catalog, results), instrument.code)),
    )


ORIENTATIONS = {
    "cooperation": N_("cooperation"),
    "labour_market": N_("labour market"),
    "competition": N_("competition, brings rivals in"),
    "other": N_("something else"),
}
WEIGHTS = {"light": N_("light"), "heavy": N_("heavy: needs law, big money or buildings")}


def _say_coding(row: Instrument) -> str:
    """Return how we have sorted an instrument: what it is for, how heavy it is, when it comes in a round."""
    return _("How we sort it: for {orientation}; {weight}; {phase}.").format(
        orientation=_(ORIENTATIONS[row.orientation]), weight=_(WEIGHTS[row.weight]), phase=_(PHASE_NAMES[row.phase])
    )


def _list_sums(screen: Screen, instrument: str) -> Iterable[dict[str, Any]]:
    """Yield how its status, its months and its leverage come about."""
    for work in (sum_delivery, sum_date, sum_leverage):
        found = work(screen, instrument)
        if found is not None:
            yield show_sum(screen, found, instrument)


def _delivery_by_round(catalog: Catalog, results: Results, instrument: str) -> tuple[tuple[int, Any], ...]:
    """Return the delivery status in each round of the chain, where it changes; empty where it stays the same."""
    rows = {row.code: row for row in catalog.delivery_statuses}
    codes = [judge_delivery(catalog, results.scenario, one.number)[instrument].status for one in results.chain.rounds]
    return tuple((number, rows[code]) for number, code in enumerate(codes, 1)) if len(set(codes)) > 1 else ()


def funding_level(catalog: Catalog) -> int:
    """Return the donor level from which a donor may pay for instruments."""
    return min((row.level for row in catalog.donor_actions if row.kind == FUNDING_FROM_LEVEL), default=99)


def _contributions(catalog: Catalog, code: str) -> Iterable[tuple[Any, tuple[tuple[Any, Any], ...]]]:
    for actor in catalog.actors:
        rows = catalog.contributions_of(code, actor.code)
        yield actor, tuple((row, catalog.kind(row.kind)) for row in rows)


def _lines(catalog: Catalog, results: Results, code: str) -> Iterable[dict[str, Any]]:
    position = {family.code: number for number, family in enumerate(catalog.families)}
    for link in catalog.links:
        if link.instrument == code:
            mechanism = catalog.mechanism(link.mechanism)
            yield {
                "mechanism": mechanism,
                "family": position[mechanism.family],
                "salience": results.scenario.salience.get(mechanism.code),
                "table1_label": link.table1_label,
                "note": link.note,
            }
