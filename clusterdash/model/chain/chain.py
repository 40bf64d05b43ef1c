"""The cluster promotion chain: rounds, who leads, assists and takes part in each stage, and how the donor leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from clusterdash.catalog import Catalog
from clusterdash.errors import ScenarioError
from clusterdash.frozen import FrozenMap
from clusterdash.model.chain.dynamics import expect_path
from clusterdash.model.chain.ladder import find_exit_year
from clusterdash.model.chain.leads import Role
from clusterdash.model.chain.schedule import Entry, Round, StageSpan, build_rounds, build_stage_spans
from clusterdash.model.delivery.capacity import ABSENT, OFFICE, find_office_obstacle
from clusterdash.model.scenario.codes import check_codes
from clusterdash.model.scenario.recent import keep_recent
from clusterdash.model.scenario.scenario import Scenario, list_regions

__all__ = ["Chain", "Entry", "Role", "Round", "StageSpan", "build_chain", "conclude_chain"]


@dataclass(frozen=True)
class Chain:
    """The programme over its rounds.

    Parameters
    ----------
    rounds : dates, regions and donor level of each round.
    roles : per round and stage one ``lead`` (actor "" = no lead), then who assists and who takes part.
    stages : when each stage runs, per round.
    donor_share : share of the leading roles that the donor holds, per round, 0 to 1.
    shares : the same for every agent ("" = no lead); each round adds up to 1.
    office_round : round in which the cluster promotion office is set up; None = never within the programme.
    office_obstacle : why a planned office comes to nothing (see ``find_office_obstacle``); "" = nothing in its way.
    donor_exit_year : first year in which the donor is only on call, even if after the last round; None = no donor, or
        it never steps back.
    is_handover_complete : whether that is reached within the programme (also where there is no donor).
    donor_lead_end : last year in which the donor leads a stage; None = it never leads.
    no_lead : (round, stage) without a capable lead.
    waiting, waiting_clusters : regions without any turn, and all clusters without a turn.
    office_tasks : (task, round of the take-over); empty without an office.
    expected_pilots : pilots that each round can be expected to start with.
    are_regions_named : False while regions are only numbered ("Region 1" …).
    unused_potentials : regions for which potentials or details are given, but which are not in the list.
    """

    scenario: Scenario
    rounds: tuple[Round, ...]
    roles: tuple[Role, ...]
    stages: tuple[StageSpan, ...]
    donor_share: tuple[float, ...]
    shares: tuple[FrozenMap[str, float], ...]
    office_round: int | None
    office_obstacle: str
    donor_exit_year: int | None
    is_handover_complete: bool
    donor_lead_end: int | None
    no_lead: tuple[tuple[int, str], ...]
    waiting: tuple[str, ...]
    waiting_clusters: tuple[Entry, ...]
    office_tasks: tuple[tuple[str, int], ...]
    expected_pilots: tuple[float, ...]
    are_regions_named: bool
    unused_potentials: tuple[str, ...]

    def lead(self, round_: int, stage: str) -> Role:
        """Return who leads a stage in a round; its actor is "" where nobody does. Raises KeyError for unknown ones."""
        return self.leads()[round_, stage]

    def leads(self) -> dict[tuple[int, str], Role]:
        """Return the lead of every (round, stage), in order."""
        return {(role.round, role.stage): role for role in self.roles if role.role == "lead"}


@keep_recent()
def build_chain(catalog: Catalog, scenario: Scenario) -> Chain:
    """Return the chain of a scenario: rounds with dates and regions, roles per stage, and the donor's way out.

    Raises
    ------
    ScenarioError
        For codes that the catalog does not know, all at once.

    Source: Benner 2013, §5, §6, Fig. 1; dates within a round, pace and numbers are assumptions.
    """
    problems = check_codes(catalog, scenario)
    if problems:
        raise ScenarioError(problems)
    return conclude_chain(catalog, scenario, *build_rounds(scenario))


def conclude_chain(
    catalog: Catalog, scenario: Scenario, rounds: tuple[Round, ...], waiting: tuple[Entry, ...]
) -> Chain:
    """Return the chain that follows from a schedule; for schedules that a shock has thinned out."""
    path = expect_path(catalog, scenario, rounds)
    roles = path.roles
    leads = [role for role in roles if role.role == "lead"]
    shares = tuple(_share_leads([role for role in leads if role.round == one.number]) for one in rounds)
    donors = [row.code for row in catalog.donors]
    exit_year = find_exit_year(catalog, scenario)
    office_round = _find_office_round(catalog, scenario)
    return Chain(
        scenario=scenario,
        rounds=rounds,
        roles=roles,
        stages=build_stage_spans(catalog, scenario, rounds),
        donor_share=tuple(sum(share.get(code, 0.0) for code in donors) for share in shares),
        shares=shares,
        office_round=office_round,
        office_obstacle=find_office_obstacle(catalog, scenario),
        donor_exit_year=exit_year,
        is_handover_complete=_is_complete(catalog, scenario, rounds, exit_year),
        donor_lead_end=max((rounds[role.round - 1].end_year for role in leads if role.actor in donors), default=None),
        no_lead=tuple((role.round, role.stage) for role in leads if not role.actor),
        waiting=tuple(one.region for one in waiting if one.cluster_number == 1),
        waiting_clusters=waiting,
        office_tasks=tuple(_list_office_tasks(catalog, office_round)),
        expected_pilots=path.pilots,
        are_regions_named=bool(scenario.chain.regions),
        unused_potentials=_list_unused(scenario),
    )


def _share_leads(leads: list[Role]) -> FrozenMap[str, float]:
    counts = Counter(role.actor for role in leads)
    return FrozenMap({actor: count / len(leads) for actor, count in counts.items()})


def _find_office_round(catalog: Catalog, scenario: Scenario) -> int | None:
    """Return the round of the office; it needs a national government to run it."""
    number = scenario.chain.office_round
    has_home = bool(catalog.governments) and scenario.capacity.get(catalog.governments[-1].code) != ABSENT
    has_desk = any(row.code == OFFICE for row in catalog.agents)
    return number if has_home and has_desk and 0 < number <= scenario.chain.rounds else None


def _is_complete(catalog: Catalog, scenario: Scenario, rounds: tuple[Round, ...], exit_year: int | None) -> bool:
    if not catalog.donors or scenario.donor_level == 0:
        return True
    return exit_year is not None and exit_year <= rounds[-1].end_year


def _list_office_tasks(catalog: Catalog, office_round: int | None) -> Iterator[tuple[str, int]]:
    if office_round is not None:
        for row in catalog.office_tasks:
            yield row.code, office_round + row.start_round


def _list_unused(scenario: Scenario) -> tuple[str, ...]:
    known = set(list_regions(scenario.chain))
    return tuple(
        region for region in {**scenario.chain.potentials, **scenario.chain.region_details} if region not in known
    )
