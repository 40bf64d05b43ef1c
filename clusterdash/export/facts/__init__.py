"""Everything that a document says, in words, computed once; slides, papers and Word only lay it out."""

from __future__ import annotations

from dataclasses import dataclass

from clusterdash.export.facts.actors import ActorFact, DonorFact, list_actors, tell_donor
from clusterdash.export.facts.advice import (
    DecisionFact,
    FirmnessFact,
    RoutesFact,
    list_decisions,
    tell_firmness,
    tell_routes,
)
from clusterdash.export.facts.basis import (
    Assumption,
    ChoiceMade,
    SourcesFact,
    list_assumptions,
    list_choices,
    say_bases,
    tell_sources,
)
from clusterdash.export.facts.head import Findings, Head, read_head, say_findings
from clusterdash.export.facts.logic import LogicFact, tell_logic
from clusterdash.export.facts.mix import MechanismFact, MixFact, OutFact, list_mechanisms, list_mix, list_out
from clusterdash.export.facts.money import MoneyFact, tell_money
from clusterdash.export.facts.rounds import RoundsFact, tell_rounds
from clusterdash.export.facts.steps import Step, WarningFact, list_steps, list_warnings, suggest_next
from clusterdash.export.request import Request
from clusterdash.words import label

__all__ = ["Facts", "collect_facts"]


@dataclass(frozen=True)
class Facts:
    """All that documents say of one scenario, in the language that was in use; texts are plain, never markup."""

    head: Head
    findings: Findings
    mechanisms: tuple[MechanismFact, ...]
    mix: tuple[MixFact, ...]
    out: tuple[OutFact, ...]
    actors: tuple[ActorFact, ...]
    donor: DonorFact
    rounds: RoundsFact
    money: MoneyFact
    warnings: tuple[WarningFact, ...]
    steps: tuple[Step, ...]
    suggested: tuple[Step, ...]
    choices: tuple[ChoiceMade, ...]
    firmness: FirmnessFact
    routes: RoutesFact
    decisions: tuple[DecisionFact, ...]
    logic: tuple[LogicFact, ...]
    assumptions: tuple[Assumption, ...]
    sources: SourcesFact
    bases: dict[str, tuple[str, ...]]
    status_names: dict[str, str]

    def find_agreed(self, code: str) -> Step | None:
        """Return the step that people agreed on for an instrument or condition, None where there is none."""
        return next((one for one in self.steps if one.is_agreed and one.code == code), None)


def collect_facts(request: Request) -> Facts:
    """Return all facts of a request. Source: each fact names its own basis."""
    catalog, results = request.catalog, request.results
    mix, warnings = list_mix(catalog, results), list_warnings(catalog, results)
    return Facts(
        head=read_head(request),
        findings=say_findings(catalog, results),
        mechanisms=list_mechanisms(catalog, results),
        mix=mix,
        out=list_out(catalog, results),
        actors=list_actors(catalog, results),
        donor=tell_donor(catalog, results),
        rounds=tell_rounds(catalog, results),
        money=tell_money(catalog, results),
        warnings=warnings,
        steps=list_steps(catalog, results, warnings),
        suggested=suggest_next(catalog, results, warnings),
        choices=list_choices(catalog, results),
        firmness=tell_firmness(catalog, results),
        routes=tell_routes(catalog, results),
        decisions=list_decisions(catalog, results),
        logic=tell_logic(request),
        assumptions=list_assumptions(catalog, results.scenario),
        sources=tell_sources(catalog),
        bases=say_bases(catalog),
        status_names={row.code: label(row.label) for row in catalog.delivery_statuses},
    )
