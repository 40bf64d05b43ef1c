"""The hand-over: where the lead of a stage passes on, what must be true before, and what would fill a gap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clusterdash.catalog import Catalog
from clusterdash.errors import ScenarioError
from clusterdash.model.chain.chain import Chain, build_chain
from clusterdash.model.delivery.capacity import ABLE, donor_level_in_round
from clusterdash.model.scenario.change import Change, apply_change
from clusterdash.model.scenario.pilots import find_pilots
from clusterdash.model.scenario.scenario import Scenario


@dataclass(frozen=True)
class Handover:
    """A stage whose lead passes on at the start of a round.

    ``from_`` and ``to`` are agent codes, "" where nobody leads; ``conditions`` are the codes of what must be true
    before, filled where a donor steps back.
    """

    round: int
    year: int
    stage: str
    from_: str
    to: str
    conditions: tuple[str, ...]
    is_donor_leaving: bool


@dataclass(frozen=True)
class Condition:
    """One line of the checklist: what must be true before the donor steps back from a stage.

    ``round`` and ``year`` say when it is needed; None where the donor never leads the stage, or never steps back.
    ``from_`` and ``to`` are the agents concerned.
    """

    code: str
    stage: str
    round: int | None
    year: int | None
    from_: str
    to: str


@dataclass(frozen=True)
class Gap:
    """A stage of a round that nobody capable leads, and the single changes that would fill it (maybe none).

    ``leads`` are the agents who would lead it then, one for each change.
    """

    round: int
    stage: str
    fills: tuple[Change, ...]
    leads: tuple[str, ...]


@dataclass(frozen=True)
class DonorPart:
    """What the donor does and does not do in a round, as codes of donor actions."""

    round: int
    level: int
    leads: bool
    does: tuple[str, ...]
    leaves: tuple[str, ...]


def list_handovers(catalog: Catalog, chain: Chain) -> tuple[Handover, ...]:
    """Return every point at which the lead of a stage changes hands, round by round. Source: Benner 2013, §5.9, §6."""
    donors = {row.code for row in catalog.donors}
    leads = chain.leads()
    found = []
    for one in chain.rounds[1:]:
        for stage in catalog.stages:
            before, after = leads[one.number - 1, stage.code].actor, leads[one.number, stage.code].actor
            if before != after:
                leaving = before in donors
                conditions = _list_conditions(catalog, stage.code) if leaving else ()
                found.append(Handover(one.number, one.start_year, stage.code, before, after, conditions, leaving))
    return tuple(found)


def build_checklist(catalog: Catalog, chain: Chain) -> tuple[Condition, ...]:
    """Return all hand-over conditions in the order of the stages, each with the round before which it must be true.

    Source: Benner 2013, §5 to §8; which conditions are ours stands in each row.
    """
    points = {one.stage: one for one in reversed(list_handovers(catalog, chain)) if one.is_donor_leaving}
    lines = []
    for stage in catalog.stages:
        point = points.get(stage.code)
        when = (point.round, point.year, point.from_, point.to) if point else (None, None, "", "")
        lines += [Condition(code, stage.code, *when) for code in _list_conditions(catalog, stage.code)]
    return tuple(lines)


def _list_conditions(catalog: Catalog, stage: str) -> tuple[str, ...]:
    return tuple(row.code for row in catalog.handover_conditions if row.stage == stage)


def list_donor_parts(catalog: Catalog, chain: Chain) -> tuple[DonorPart, ...]:
    """Return for each round what the donor does, and does not do, at its level. Source: Benner 2013, §5 to §9."""
    if not catalog.donors:
        return ()
    return tuple(_describe_part(catalog, chain, one.number) for one in chain.rounds)


def _describe_part(catalog: Catalog, chain: Chain, number: int) -> DonorPart:
    level = donor_level_in_round(chain.scenario, number)
    does = tuple(row.code for row in catalog.donor_actions if row.level <= level)
    leaves = tuple(row.code for row in catalog.donor_actions if row.level > level)
    return DonorPart(number, level, chain.donor_share[number - 1] > 0, does, leaves)


def list_gaps(catalog: Catalog, chain: Chain) -> tuple[Gap, ...]:
    """Return the stages without a lead, each with the single changes that would fill it, found by trying them.

    Tried are: a government able, a platform, an office by this round, a higher donor level (the lowest that helps).
    """
    trials = tuple(_try_changes(catalog, chain)) if chain.no_lead else ()
    return tuple(_fill_gap(trials, number, stage) for number, stage in chain.no_lead)


Trial = tuple[Change, Chain]


def _fill_gap(trials: tuple[Trial, ...], number: int, stage: str) -> Gap:
    """Return the first change of each kind that gives the stage a lead."""
    found: dict[tuple[str, object], tuple[Change, str]] = {}
    for change, after in trials:
        lead = after.leads()[number, stage].actor
        if lead:
            found.setdefault((change.field, change.code), (change, lead))
    return Gap(number, stage, tuple(change for change, _lead in found.values()), tuple(it[1] for it in found.values()))


def _try_changes(catalog: Catalog, chain: Chain) -> Iterator[Trial]:
    for change in _list_changes(catalog, chain.scenario):
        try:
            yield change, build_chain(catalog, apply_change(catalog, chain.scenario, change))
        except ScenarioError:
            continue


def _list_changes(catalog: Catalog, scenario: Scenario) -> Iterator[Change]:
    """Return single changes, the smallest of each kind first."""
    for row in reversed(catalog.governments):
        if scenario.capacity.get(row.code) != ABLE:
            yield Change("capacity", row.code, ABLE)
    for number in range((scenario.chain.office_round or scenario.chain.rounds + 1) - 1, 0, -1):
        yield Change("chain.office_round", "", number)
    for level in sorted(row.level for row in catalog.donor_levels if row.level > scenario.donor_level):
        yield Change("donor_level", "", level)
    for platform in catalog.platforms:
        if platform.stands == "yes" and platform.code != scenario.platform:
            yield Change("platform", "", platform.code)
    if not find_pilots(catalog, scenario).count:
        yield Change("chain.pilots", "", 1)
