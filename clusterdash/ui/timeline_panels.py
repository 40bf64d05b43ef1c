"""The lower parts of the Timeline page: hand-over conditions, office, regions, stress tests, activities."""

from __future__ import annotations

import base64
import binascii
import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.errors import Problem, ScenarioError
from clusterdash.model.chain import Chain
from clusterdash.model.handover import Gap, build_checklist, list_gaps
from clusterdash.model.regions import RegionList, read_regions
from clusterdash.ui.results import Results
from clusterdash.ui.sentences import join_names, say_value
from clusterdash.ui.session import Sitting, handler
from clusterdash.words import N_, _, label, ngettext

FILE_LIMIT = 1_400_000  # characters of the encoded file; the reader has its own limit for the bytes


def build_panels(catalog: Catalog, sitting: Sitting, results: Results) -> dict[str, Any]:
    """Return what the lower parts of the page show."""
    return {
        "gaps": [_say_gap(catalog, stages, gap) for stages, gap in _group_gaps(catalog, results.chain)],
        "conditions": list(_conditions(catalog, results.chain)),
        "office": list(_office(catalog, results.chain)),
    }


# --- gaps --------------------------------------------------------------------------------------------------------
def _group_gaps(catalog: Catalog, chain: Chain) -> Iterable[tuple[list[str], Gap]]:
    """Yield the gaps of a round that the same changes would fill, together."""
    groups: dict[tuple[int, Any], tuple[list[str], Gap]] = {}
    names = {row.code: label(row.label) for row in catalog.stages}
    for gap in list_gaps(catalog, chain):
        groups.setdefault((gap.round, gap.fills), ([], gap))[0].append(names[gap.stage])
    return groups.values()


def _say_gap(catalog: Catalog, stages: list[str], gap: Gap) -> str:
    head = _("Round {number}: nobody capable leads {stages}.").format(number=gap.round, stages=join_names(stages))
    if not gap.fills:
        return head + " " + _("No single change fills the gap; several together are needed.")
    fills = [_say_fill(catalog, fill) for fill in gap.fills]
    return head + " " + _("One of these would fill the gap: {fills}.").format(fills="; ".join(fills))


FILLS = {
    "capacity": N_("{target} becomes {value}"),
    "donor_level": N_("donor level {value}"),
    "office_round": N_("the office in round {value}"),
    "pilots": N_("{value} pilots at the start"),
    "platform": N_("a cluster initiative ({value})"),
    "donor_pace": N_("the donor steps down {value} levels per round"),
}


def _say_fill(catalog: Catalog, fill: Any) -> str:
    template = FILLS.get(fill.field, N_("a change: {value}"))
    return _(template).format(target=say_value(catalog, fill.code), value=say_value(catalog, fill.value).lower())


# --- conditions and office ---------------------------------------------------------------------------------------
def _conditions(catalog: Catalog, chain: Chain) -> Iterable[dict[str, Any]]:
    rows = {row.code: row for row in catalog.handover_conditions}
    stages = {row.code: row.label for row in catalog.stages}
    for line in build_checklist(catalog, chain):
        row = rows[line.code]
        when = _("round {number}, {year}").format(number=line.round, year=line.year) if line.round else ""
        yield {
            "stage": stages[line.stage],
            "text": row.text,
            "when": when,
            "basis": row.basis,
            "section": row.section,
            "note": row.note,
        }


def _office(catalog: Catalog, chain: Chain) -> Iterable[dict[str, Any]]:
    rounds = dict(chain.office_tasks)
    for row in catalog.office_tasks:
        number = rounds.get(row.code)
        when = _("from round {number}:").format(number=number) if number else _("no office planned:")
        yield {
            "when": when,
            "label": row.label,
            "description": row.description,
            "basis": row.basis,
            "section": row.section,
            "note": row.note,
        }


# --- regions -----------------------------------------------------------------------------------------------------
@handler
def set_regions(sitting: Sitting, event: Mapping[str, Any]) -> None:
    """Take the regions that were typed or pasted, in the order of the lines or their rank."""
    _take_regions(sitting, read_regions(str(event.get("value", ""))))


@handler
def open_regions(sitting: Sitting, event: Mapping[str, Any]) -> None:
    """Take the regions of a CSV file that the browser has read."""
    text = str(event.get("text", ""))
    try:
        data = base64.b64decode(text, validate=True) if len(text) <= FILE_LIMIT else b" " * FILE_LIMIT
    except (binascii.Error, ValueError):
        template = N_("The file could not be read; save it as CSV and try again.")
        raise ScenarioError([Problem("regions", template)]) from None
    _take_regions(sitting, read_regions(data))


def _take_regions(sitting: Sitting, regions: RegionList) -> None:
    if regions.problems:
        raise ScenarioError(regions.problems)
    plan = dataclasses.replace(sitting.scenario.chain, regions=regions.names, potentials=regions.potentials)
    sitting.replace(sitting.scenario.change(chain=plan))


def say_regions(count: int) -> str:
    """Return a number of regions in words."""
    return ngettext("{count} region", "{count} regions", count).format(count=count)
