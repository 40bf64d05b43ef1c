"""Why somebody leads a stage in a round, or nobody: all who may lead it, in order, each with what stands for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clusterdash.catalog.rows import StageRole
from clusterdash.model.chain.leads import FIRST, LATER, LEAD
from clusterdash.model.delivery.capacity import (
    OFFICE,
    capacity_in_round,
    donor_level_in_round,
    has_office,
    is_office_able,
)
from clusterdash.model.delivery.situation import has_donor_action
from clusterdash.views.screen import Screen
from clusterdash.views.sentences import name_agent, say_value
from clusterdash.words import N_, _, label

REASONS = {
    "table": N_("The paper's stages name this lead, or let it follow."),
    "office": N_("The office stands in for the national government."),
    "other_phase": N_("It leads this stage in the other rounds; nobody named for this round is able."),
    "assistant": N_("An able assistant steps up, since no lead is able."),
    "nobody": N_("Nobody who may lead it is able."),
}


@dataclass(frozen=True)
class LeadStory:
    """Who may lead a stage in a round, in order and each with what is true of them; who does, and why."""

    title: str
    candidates: tuple[tuple[str, str], ...]
    result: str
    section: str
    ours: str


def describe_lead(screen: Screen, code: str) -> LeadStory | None:
    """Return the story of a lead from "round stage" (such as "1 pilots"); None for what is not in the programme."""
    number, _gap, stage = code.partition(" ")
    role = screen.results.chain.leads().get((int(number), stage)) if number.isdecimal() else None
    if role is None:
        return None
    name = name_agent(screen.catalog, role.actor) if role.actor else _("no lead")
    return LeadStory(
        title=_("Who leads “{stage}” in round {number}").format(stage=say_value(screen.catalog, stage), number=number),
        candidates=tuple(_list_candidates(screen, role.round, stage)),
        result=_("{name}. {reason}").format(name=name, reason=_(REASONS[role.reason])),
        section=role.section,
        ours=_("Who counts as able, and the order in which others step in."),
    )


def _list_candidates(screen: Screen, number: int, stage: str) -> Iterator[tuple[str, str]]:
    """Yield names and states: the leads of these rounds, of the other ones, then those who may step up."""
    catalog, scenario = screen.catalog, screen.results.scenario
    starts = has_donor_action(catalog, "chain", donor_level_in_round(scenario, number))
    is_first = starts or number <= catalog.parameter("first_rounds")
    order = (FIRST, LATER) if is_first else (LATER, FIRST)
    rows = [row for phase in order for row in catalog.stage_roles if (row.stage, row.phase) == (stage, phase)]
    national = catalog.governments[-1].code if catalog.governments else ""
    named = [row.agent for row in rows if row.role == LEAD]
    # the office takes the place of the national government, so it comes before it
    leads = [code for agent in named for code in ((OFFICE, agent) if agent == national else (agent,))]
    helpers = [row.agent for row in rows if row.role != LEAD and row.phase == order[0] and _has_mandate(screen, row)]
    helpers.sort(key=lambda agent: agent != OFFICE)  # of those who step up, the office comes first
    for agent in dict.fromkeys([*leads, *helpers]):
        yield name_agent(catalog, agent), _say_state(screen, agent, number)


def _has_mandate(screen: Screen, row: StageRole) -> bool:
    actors = {it.code for it in (*screen.catalog.governments, *screen.catalog.donors)}
    return row.role == "assist" and (row.agent in actors or row.agent == OFFICE)


def _say_state(screen: Screen, agent: str, number: int) -> str:
    """Return what is true of an agent in a round, as far as it decides whether it can lead."""
    catalog, scenario = screen.catalog, screen.results.scenario
    capacity = capacity_in_round(catalog, scenario, number)
    if agent in capacity:
        return label(next(row.label for row in catalog.capacities if row.code == capacity[agent])).lower()
    if any(row.code == agent for row in catalog.donors):
        level = donor_level_in_round(scenario, number)
        leads = has_donor_action(catalog, "chain", level)
        return (_("level {level}: leads") if leads else _("level {level}: does not lead")).format(level=level)
    if agent == OFFICE:
        if not has_office(catalog, scenario, number):
            return _("not there")
        return _("able") if is_office_able(catalog, scenario, number) else _("weak")
    return _say_people(screen, agent, number)


def _say_people(screen: Screen, agent: str, number: int) -> str:
    """Return whether people of the initiatives are there: they lead or take part in this round."""
    roles = screen.results.chain.roles
    is_there = any(role.actor == agent and role.round == number for role in roles)
    return _("there") if is_there else _("not there yet")
