"""The whole toolbox as one immutable value, with the look-ups that everybody needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from clusterdash.catalog import rows
from clusterdash.frozen import FrozenMap

Row = TypeVar("Row")


@dataclass(frozen=True)
class Catalog:
    """The paper's tables and everything beside them; rows stand in file order and never change.

    Source: Benner 2013, Tables 1 and 2, §1 to §10; each row says its own section or calls itself an assumption.
    """

    fingerprint: str
    families: tuple[rows.Family, ...]
    mechanisms: tuple[rows.Mechanism, ...]
    salience_levels: tuple[rows.SalienceLevel, ...]
    instruments: tuple[rows.Instrument, ...]
    actors: tuple[rows.Actor, ...]
    links: tuple[rows.Link, ...] = field(metadata={"table": "mechanism_instrument"})
    contribution_kinds: tuple[rows.ContributionKind, ...]
    contributions: tuple[rows.Contribution, ...]
    capacities: tuple[rows.Capacity, ...]
    platforms: tuple[rows.Platform, ...]
    donor_levels: tuple[rows.DonorLevel, ...]
    donor_actions: tuple[rows.DonorAction, ...]
    delivery_statuses: tuple[rows.DeliveryStatus, ...]
    stakeholder_groups: tuple[rows.StakeholderGroup, ...]
    context_questions: tuple[rows.ContextQuestion, ...]
    context_suggestions: tuple[rows.ContextSuggestion, ...]
    instrument_needs: tuple[rows.InstrumentNeed, ...]
    firm_money: tuple[rows.FirmMoney, ...]
    preconditions: tuple[rows.Precondition, ...]
    routes: tuple[rows.Route, ...]
    route_conditions: tuple[rows.RouteCondition, ...]
    warnings: tuple[rows.Warning_, ...]
    agents: tuple[rows.Agent, ...]
    stages: tuple[rows.Stage, ...]
    stage_roles: tuple[rows.StageRole, ...]
    stage_groups: tuple[rows.StageGroup, ...]
    handover_conditions: tuple[rows.HandoverCondition, ...]
    office_tasks: tuple[rows.OfficeTask, ...]
    complementary_measures: tuple[rows.ComplementaryMeasure, ...]
    advantages: tuple[rows.Advantage, ...]
    activities: tuple[rows.Activity, ...]
    indicators: tuple[rows.Indicator, ...]
    effects: tuple[rows.Effect, ...]
    group_steps: tuple[rows.GroupStep, ...]
    purpose_codes: tuple[rows.PurposeCode, ...]
    parameters: tuple[rows.Parameter, ...]
    glossary: tuple[rows.GlossaryTerm, ...]
    sections: tuple[rows.Section, ...]

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    def mechanism(self, code: str) -> rows.Mechanism:
        """Return the mechanism of that code. Raises KeyError for an unknown code."""
        return self._mechanisms[code]

    def instrument(self, code: str) -> rows.Instrument:
        """Return the instrument of that code. Raises KeyError for an unknown code."""
        return self._instruments[code]

    def actor(self, code: str) -> rows.Actor:
        """Return the actor of that code. Raises KeyError for an unknown code."""
        return self._actors[code]

    def kind(self, code: str) -> rows.ContributionKind:
        """Return the kind of contribution of that code. Raises KeyError for an unknown code."""
        return self._kinds[code]

    def parameter(self, code: str) -> float:
        """Return the value of a number of ours (whole numbers come as int). Raises KeyError for an unknown code."""
        return self._parameters[code].value

    def position(self, instrument: str) -> int:
        """Return the place of an instrument in Table 2, counted from 1. Raises KeyError for an unknown code."""
        return self._positions[instrument]

    def table1_label(self, mechanism: str, instrument: str) -> str:
        """Return the name of the instrument as printed in the cell of that mechanism.

        Raises KeyError where the instrument does not serve the mechanism. Source: Benner 2013, Table 1.
        """
        return self._table1_labels[mechanism, instrument]

    def contributions_of(self, instrument: str, actor: str | None = None) -> tuple[rows.Contribution, ...]:
        """Return what can be done for an instrument, by one actor or by all; empty where nobody contributes.

        Source: Benner 2013, Table 2.
        """
        cell = self._contributions.get(instrument, ())
        return cell if actor is None else tuple(row for row in cell if row.actor == actor)

    @cached_property
    def serves(self) -> Mapping[str, tuple[str, ...]]:
        """For each instrument the mechanisms that it serves, in table order. Source: Benner 2013, Table 1."""
        places = {row.code: place for place, row in enumerate(self.mechanisms)}
        found = _group((row.code for row in self.instruments), ((row.instrument, row.mechanism) for row in self.links))
        return FrozenMap({code: tuple(sorted(others, key=places.__getitem__)) for code, others in found.items()})

    @cached_property
    def served_by(self) -> Mapping[str, tuple[str, ...]]:
        """For each mechanism the instruments that serve it, in the order printed. Source: Benner 2013, Table 1."""
        return FrozenMap(
            _group((row.code for row in self.mechanisms), ((row.mechanism, row.instrument) for row in self.links))
        )

    @cached_property
    def governments(self) -> tuple[rows.Actor, ...]:
        """The actors that govern, in table order."""
        return tuple(row for row in self.actors if row.role == "government")

    @cached_property
    def donors(self) -> tuple[rows.Actor, ...]:
        """The actors that give, in table order."""
        return tuple(row for row in self.actors if row.role == "donor")

    @cached_property
    def _mechanisms(self) -> dict[str, rows.Mechanism]:
        return {row.code: row for row in self.mechanisms}

    @cached_property
    def _instruments(self) -> dict[str, rows.Instrument]:
        return {row.code: row for row in self.instruments}

    @cached_property
    def _actors(self) -> dict[str, rows.Actor]:
        return {row.code: row for row in self.actors}

    @cached_property
    def _kinds(self) -> dict[str, rows.ContributionKind]:
        return {row.code: row for row in self.contribution_kinds}

    @cached_property
    def _parameters(self) -> dict[str, rows.Parameter]:
        return {row.code: row for row in self.parameters}

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {row.code: place for place, row in enumerate(self.instruments, 1)}

    @cached_property
    def _table1_labels(self) -> dict[tuple[str, str], str]:
        return {(row.mechanism, row.instrument): row.table1_label for row in self.links}

    @cached_property
    def _contributions(self) -> dict[str, tuple[rows.Contribution, ...]]:
        return _group((), ((row.instrument, row) for row in self.contributions))


def _group(keys: Iterable[str], pairs: Iterable[tuple[str, Row]]) -> dict[str, tuple[Row, ...]]:
    """Return the second parts of the pairs under their first parts; every key is there, even with nothing."""
    groups: dict[str, list[Row]] = {key: [] for key in keys}
    for key, row in pairs:
        groups.setdefault(key, []).append(row)
    return {key: tuple(members) for key, members in groups.items()}
