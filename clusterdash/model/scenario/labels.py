"""What each field of a scenario is called on screen, in English; marked for translation and said nowhere else."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from clusterdash.errors import Marked
from clusterdash.model.scenario.scenario import ChainPlan, Place, Scenario
from clusterdash.words import N_

# Path of the field -> its label. Fields that stand on screen are called here as they are there.
FIELD_LABELS = {
    "version": N_("Version of the file"),
    "salience": N_("What matters here"),
    "capacity": N_("How able government is"),
    "donor_level": N_("How far the donor goes"),
    "donor_funds": N_("Instruments that the donor pays for"),
    "platform": N_("Cluster initiative"),
    "platform_year": N_("Years until it stands"),
    "mix_size": N_("Instruments at once"),
    "heavy_limit": N_("Of these heavy, at most"),
    "pinned": N_("Pinned instruments"),
    "excluded": N_("Instruments ruled out"),
    "salience_weights": N_("Weights of the ratings"),
    "responsible": N_("Who is responsible"),
    "phases": N_("When in the round"),
    "independent": N_("Whose job it is"),
    "route": N_("Route"),
    "context": N_("Answers on the place"),
    "decisions": N_("Decisions"),
    "next_steps": N_("Next steps"),
    "place": N_("Place"),
    "place.title": N_("Title"),
    "place.country": N_("Country"),
    "place.region": N_("Region"),
    "place.cluster": N_("Cluster"),
    "place.start_year": N_("First year"),
    "place.notes": N_("Notes"),
    "chain": N_("Plan of the chain"),
    "chain.regions": N_("Region names"),
    "chain.region_count": N_("Regions in all (while unnamed)"),
    "chain.potentials": N_("Clusters that a region could promote"),
    "chain.region_details": N_("What is said of single regions"),
    "chain.rounds": N_("Rounds"),
    "chain.regions_per_round": N_("Regions per round"),
    "chain.round_years": N_("Years of a round"),
    "chain.pilots": N_("Pilots at the start"),
    "chain.donor_pace": N_("Levels the donor steps down per round"),
    "chain.donor_skips": N_("Rounds of its way out that the donor skips"),
    "chain.office_round": N_("Office set up in round (0: never)"),
    "chain.stage_months": N_("Months of the stages"),
    "chain.success_probability": N_("Chance that an initiative succeeds"),
    "chain.learning_per_round": N_("Learning per round"),
    "chain.retry_probability": N_("Chance of a second try"),
    "chain.mentoring_capacity": N_("New initiatives one pilot can mentor"),
    "chain.success_maximum": N_("Highest chance of success"),
    "chain.unmentored_factor": N_("Success without a mentor (share)"),
    "chain.no_entrepreneurs_factor": N_("Success without entrepreneurs at the table (share)"),
    "chain.imperfect_framework_factor": N_("Success in an unsteady economy (share)"),
    "chain.runs": N_("Simulated runs"),
    "chain.seed": N_("Seed of the simulation"),
    "chain.unit_costs": N_("Cost of one event"),
    "chain.instrument_costs": N_("Cost of an instrument"),
    "chain.envelope": N_("Money there is in all"),
    "chain.currency": N_("Currency"),
}
_PARTS: dict[str, type[Any]] = {"place": Place, "chain": ChainPlan}
_ENTRY = re.compile(r"^(?P<field>[a-z_]+(?:\.[a-z_]+)?)(?:[.\[( ]+(?P<entry>.*?)[\])]*)?$", re.DOTALL)


def list_labelled_fields() -> Iterator[str]:
    """Yield the path of every field of a scenario; those of its parts in place of the part itself.

    Source: assumption (the fields of the scenario).
    """
    for spec in dataclasses.fields(Scenario):
        if spec.name in _PARTS:
            yield from (f"{spec.name}.{inner.name}" for inner in dataclasses.fields(_PARTS[spec.name]))
        else:
            yield spec.name


@dataclass(frozen=True)
class FieldName:
    """What a field is called (``label``), and which entry of it is meant: a code, a name, a line, or ""."""

    path: str
    label: Marked
    entry: str


def name_field(where: str) -> FieldName | None:
    """Return the label of the place of a problem ("chain.regions[3]", "salience.x"); None where it is no field.

    Source: assumption (messages name fields as they are called on screen).
    """
    found = _ENTRY.match(where)
    if found is None:
        return None
    path, entry = found["field"], found["entry"] or ""
    if path not in FIELD_LABELS:
        head, _dot, tail = path.partition(".")
        path, entry = head, f"{tail} {entry}".strip()
    if path not in FIELD_LABELS or (path in _PARTS and entry):
        return None
    return FieldName(path, Marked(FIELD_LABELS[path]), entry)
