"""The rounds: regions, who leads each stage, what must be true before the donor steps back, the office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.charts import theme
from clusterdash.export.facts.basis import say_basis
from clusterdash.results import Results
from clusterdash.views.render import share
from clusterdash.views.timeline import describe_stage, name_lead, name_region
from clusterdash.views.timeline_panels import (
    describe_conditions,
    describe_office,
    group_gaps,
    say_gap,
)
from clusterdash.words import _, label


@dataclass(frozen=True)
class AgentFact:
    """An agent of the chain with its letter and colours; code "" stands for nobody."""

    code: str
    letter: str
    name: str
    colour: str
    ink: str


@dataclass(frozen=True)
class ShareFact:
    """The share of the leading roles that an agent holds in a round, in percent."""

    code: str
    name: str
    percent: int
    text: str


@dataclass(frozen=True)
class RoundFact:
    """One round; all its regions by name."""

    number: int
    years: str
    donor_level: int
    regions: tuple[str, ...]
    shares: tuple[ShareFact, ...]


@dataclass(frozen=True)
class Cell:
    """Who leads and assists a stage in a round; ``is_handover``: the lead has just passed on."""

    lead: str
    letter: str
    assists: tuple[str, ...]
    is_handover: bool


@dataclass(frozen=True)
class StageFact:
    """A stage with one cell per round; ``months`` say when it runs in the first round."""

    number: int
    name: str
    description: str
    months: str
    start_month: int
    end_month: int
    timing: str
    section: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class ConditionFact:
    """What must be true before the donor steps back from a stage, and when ("" = the donor does not lead it)."""

    stage: str
    text: str
    when: str
    basis: str
    basis_text: str


@dataclass(frozen=True)
class OfficeFact:
    """A duty of the cluster promotion office, with the round from which it has it."""

    when: str
    name: str
    description: str
    section: str


@dataclass(frozen=True)
class RoundsFact:
    """The programme over its rounds."""

    rounds: tuple[RoundFact, ...]
    stages: tuple[StageFact, ...]
    agents: tuple[AgentFact, ...]
    gaps: tuple[str, ...]
    conditions: tuple[ConditionFact, ...]
    office: tuple[OfficeFact, ...]


def tell_rounds(catalog: Catalog, results: Results) -> RoundsFact:
    """Return the programme as documents show it."""
    chain = results.chain
    return RoundsFact(
        rounds=tuple(_tell_round(catalog, results, place) for place in range(len(chain.rounds))),
        stages=tuple(_tell_stage(catalog, results, row) for row in catalog.stages),
        agents=tuple(_list_agents(catalog, results)),
        gaps=tuple(say_gap(catalog, *one) for one in group_gaps(catalog, chain)),
        conditions=tuple(
            ConditionFact(label(row["stage"]), label(row["text"]), row["when"], *_say_condition(row))
            for row in describe_conditions(catalog, chain)
        ),
        office=tuple(
            OfficeFact(
                row["when"].rstrip(" :\u202f\u00a0"), label(row["label"]), label(row["description"]), row["section"]
            )
            for row in describe_office(catalog, chain)
        ),
    )


def _say_condition(row: dict[str, Any]) -> tuple[str, str]:
    """Return where a condition comes from: in short, and with the reason."""
    return say_basis(row["basis"], row["section"], ""), say_basis(row["basis"], row["section"], label(row["note"]))


def _tell_round(catalog: Catalog, results: Results, place: int) -> RoundFact:
    chain = results.chain
    one = chain.rounds[place]
    return RoundFact(
        number=one.number,
        years=f"{one.start_year}–{one.end_year}",
        donor_level=one.donor_level,
        regions=tuple(name_region(chain, entry) for entry in one.regions),
        shares=tuple(
            ShareFact(code, name_lead(catalog, code)["name"], round(100 * part), share(part))
            for code, part in chain.shares[place].items()
        ),
    )


def _tell_stage(catalog: Catalog, results: Results, row: object) -> StageFact:
    chain = results.chain
    cells = describe_stage(catalog, chain, row)["cells"]
    span = next((it for it in chain.stages if it.round == 1 and it.stage == row.code), None)  # type: ignore[attr-defined]
    months = _("months {first} to {last}").format(first=span.start_month + 1, last=span.end_month) if span else ""
    return StageFact(
        number=row.number,  # type: ignore[attr-defined]
        name=label(row.label),  # type: ignore[attr-defined]
        description=label(row.description),  # type: ignore[attr-defined]
        months=months,
        start_month=span.start_month if span else 0,
        end_month=span.end_month if span else 0,
        timing=label(row.timing_note),  # type: ignore[attr-defined]
        section=row.section,  # type: ignore[attr-defined]
        cells=tuple(
            Cell(
                cell["lead"]["code"],
                cell["lead"]["letter"],
                tuple(other["name"] for other in cell["others"]),
                cell["is_handover"],
            )
            for cell in cells
        ),
    )


def _list_agents(catalog: Catalog, results: Results) -> list[AgentFact]:
    """Return the agents that lead or assist in any round, in table order, and nobody where a lead is missing."""
    present = {role.actor for role in results.chain.roles if role.role in ("lead", "assist")}
    codes = [row.code for row in catalog.agents if row.code in present]
    return [_tell_agent(catalog, code) for code in (*codes, *([""] if results.chain.no_lead else []))]


def _tell_agent(catalog: Catalog, code: str) -> AgentFact:
    named = name_lead(catalog, code)
    if not named["code"]:
        return AgentFact("", named["letter"], named["name"], theme.PAPER["light"], theme.INK["light"])
    colour = theme.AGENT_COLOURS["light"][theme.agent_slot(code)]
    return AgentFact(code, named["letter"], named["name"], colour, theme.AGENT_ON["light"])
