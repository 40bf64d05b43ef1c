"""Who leads, assists and takes part in each stage of the chain: only those who can, and nobody by default."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from clusterdash.catalog import Catalog
from clusterdash.catalog.rows import StageRole
from clusterdash.model.delivery.capacity import (
    ABLE,
    ABSENT,
    OFFICE,
    capacity_in_round,
    donor_level_in_round,
    has_office,
    is_office_able,
)
from clusterdash.model.delivery.situation import find_platform, has_donor_action
from clusterdash.model.scenario.scenario import Scenario

LEAD, ASSIST = "lead", "assist"
FIRST, LATER = "first", "later"
PILOTS_AT_LEAST = 0.5


@dataclass(frozen=True)
class Role:
    """What an agent does in a stage of a round.

    ``actor`` is an agent code, or "" for a lead that nobody capable takes. ``reason`` says how it came about: ``table``
    (as the stages table has it), ``office`` (the office in the place of the national government), ``other_phase`` (the
    lead of the other rounds), ``assistant`` (an able assistant steps up), ``learns`` (no lead of its own yet or any
    more, assists) or ``nobody``.
    """

    round: int
    stage: str
    actor: str
    role: str
    basis: str
    section: str
    reason: str


@dataclass
class _Scene:
    """One round while its stages are filled: who is capable, and which stages have found a lead."""

    catalog: Catalog
    scenario: Scenario
    number: int
    pilots: float
    gathered: set[str]
    led: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.capacity = capacity_in_round(self.catalog, self.scenario, self.number)
        self.level = donor_level_in_round(self.scenario, self.number)
        self.starts_chain = has_donor_action(self.catalog, "chain", self.level)
        self.advises = has_donor_action(self.catalog, "advice", self.level)
        self.donors = {row.code for row in self.catalog.donors}
        self.has_platform = find_platform(self.catalog, self.scenario, self.number)[0]
        national = self.catalog.governments[-1].code if self.catalog.governments else ""
        self.national = national
        self.has_office = has_office(self.catalog, self.scenario, self.number)
        self.has_able_office = is_office_able(self.catalog, self.scenario, self.number)
        is_first = self.starts_chain or self.number <= self.catalog.parameter("first_rounds")
        self.phase = FIRST if is_first else LATER


def assign_roles(
    catalog: Catalog, scenario: Scenario, number: int, pilots: float, gathered: frozenset[str]
) -> tuple[tuple[Role, ...], frozenset[str]]:
    """Return the roles of one round, and whose people are there after it (``gathered``: before it).

    ``pilots`` = how many the round can be expected to start with.

    Who can lead: a donor whose level starts the chain; a government that is able; the office when it is able too;
    leaders of pilots where there are pilots at the start of the round (those that are built in it lead from the next
    one); cluster leaders where a platform stands or somebody led the stage in which they first appear, in this round
    or an earlier one. The lead of the table comes first, then that of the other phase, then an able assistant; the
    office takes the national government's place.
    The roles of the first rounds hold as long as the donor starts the chain.

    Source: Benner 2013, §5, §6, §9; who counts as capable is an assumption.
    """
    scene = _Scene(catalog, scenario, number, pilots, set(gathered))
    roles = tuple(role for stage in catalog.stages for role in _fill_stage(scene, stage.code))
    if scene.led:
        scene.gathered.update(row.code for row in catalog.agents if not _birth(catalog, row.code, scene.phase))
    return roles, frozenset(scene.gathered)


def _fill_stage(scene: _Scene, stage: str) -> Iterator[Role]:
    rows = _rows(scene.catalog)[stage, scene.phase]
    lead = _find_lead(scene, stage, rows)
    if lead.actor:
        scene.led.add(stage)
        scene.gathered.update(row.agent for row in rows if _birth(scene.catalog, row.agent, scene.phase) == stage)
    yield lead
    for row in rows:
        if row.agent != lead.actor and _is_there(scene, row):
            reason = "learns" if row.role == LEAD else "table"
            role = ASSIST if row.role == LEAD else row.role
            yield Role(scene.number, stage, row.agent, role, row.basis, row.section, reason)


def _find_lead(scene: _Scene, stage: str, rows: tuple[StageRole, ...]) -> Role:
    for agent, row, reason in _list_candidates(scene, stage, rows):
        if _can_lead(scene, stage, agent):
            basis = row.basis if reason == "table" else "assumption"
            return Role(scene.number, stage, agent, LEAD, basis, row.section, reason)
    return Role(scene.number, stage, "", LEAD, "assumption", rows[0].section if rows else "", "nobody")


def _list_candidates(scene: _Scene, stage: str, rows: tuple[StageRole, ...]) -> Iterator[tuple[str, StageRole, str]]:
    """Return who may lead, best first: the table's lead, that of the other phase, then assistants with a mandate."""
    other = _rows(scene.catalog)[stage, LATER if scene.phase == FIRST else FIRST]
    for group, reason in ((rows, "table"), (other, "other_phase")):
        for row in group:
            if row.role == LEAD:
                if row.agent == scene.national:
                    yield OFFICE, row, "office"
                yield row.agent, row, reason
    mandated = {*scene.capacity, *scene.donors, OFFICE}
    for row in sorted(rows, key=lambda row: row.agent != OFFICE):
        if row.role == ASSIST and row.agent in mandated:
            yield row.agent, row, "assistant"


def _can_lead(scene: _Scene, stage: str, agent: str) -> bool:
    if agent in scene.donors:
        return scene.starts_chain
    if agent == OFFICE:
        return scene.has_able_office
    if agent in scene.capacity:
        return scene.capacity[agent] == ABLE
    return _are_gathered(scene, agent)


def _are_gathered(scene: _Scene, agent: str) -> bool:
    """Return whether people of the initiatives are there: from earlier, or from an earlier stage of this round."""
    birth = _birth(scene.catalog, agent, scene.phase)
    if birth == scene.catalog.stages[0].code:
        return scene.pilots >= PILOTS_AT_LEAST
    if birth in scene.led:
        return True
    return scene.has_platform or agent in scene.gathered


def _is_there(scene: _Scene, row: StageRole) -> bool:
    if row.agent in scene.donors:
        return scene.starts_chain or (scene.phase == LATER and scene.advises)
    if row.agent == OFFICE:
        return scene.has_office
    if row.agent in scene.capacity:
        return scene.capacity[row.agent] != ABSENT
    is_of_the_pilots = _birth(scene.catalog, row.agent, scene.phase) == scene.catalog.stages[0].code
    return not is_of_the_pilots or _are_gathered(scene, row.agent)


@lru_cache(maxsize=8)
def _rows(catalog: Catalog) -> dict[tuple[str, str], tuple[StageRole, ...]]:
    return {
        (stage.code, phase): tuple(r for r in catalog.stage_roles if (r.stage, r.phase) == (stage.code, phase))
        for stage in catalog.stages
        for phase in (FIRST, LATER)
    }


@lru_cache(maxsize=256)
def _birth(catalog: Catalog, agent: str, phase: str) -> str:
    """Return the stage in which the people of the initiatives first appear in a phase."""
    rows = _rows(catalog)
    return next((s.code for s in catalog.stages if any(r.agent == agent for r in rows[s.code, phase])), "")
