"""Results as plain values for JSON: what the command line and the addresses for machines give."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from clusterdash import __version__
from clusterdash.catalog import Catalog
from clusterdash.frames.files import to_rows
from clusterdash.frames.results import chain_frame, coverage_frame, mix_frame, plan_frame
from clusterdash.model.chain.chain import Chain
from clusterdash.model.plan.plan import Plan
from clusterdash.model.strategy import Strategy


def record_catalog(catalog: Catalog) -> dict[str, Any]:
    """Return every table of the toolbox as a list of rows, under the name of its file.

    Source: Benner 2013, Tables 1 and 2; each row has its own section or is an assumption.
    """
    tables = {
        spec.metadata.get("table", spec.name): [_record_row(row) for row in getattr(catalog, spec.name)]
        for spec in fields(catalog)
        if spec.name != "fingerprint"
    }
    return {"clusterdash": __version__, "data": catalog.fingerprint, "tables": tables}


def _record_row(row: Any) -> dict[str, Any]:
    return {spec.name: _to_plain(getattr(row, spec.name)) for spec in dataclasses.fields(row)}


def _to_plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_to_plain(entry) for entry in value]
    return dict(value) if isinstance(value, Mapping) else value


def record_strategy(catalog: Catalog, strategy: Strategy, plan: Plan) -> dict[str, Any]:
    """Return scenario, mix, values, and the tables of instruments, coverage and who does what.

    Source: Benner 2013, §3, Tables 1 and 2; value and delivery are assumptions.
    """
    return {
        **_record_head(catalog, strategy.scenario.to_json()),
        "mix": list(strategy.mix),
        "value": float(strategy.value),
        "ceiling": float(strategy.ceiling),
        "total": float(strategy.total),
        "deliverable": {part: float(value) for part, value in strategy.deliverable.items()},
        "instruments": to_rows(mix_frame(catalog, strategy)),
        "coverage": to_rows(coverage_frame(catalog, strategy)),
        "plan": to_rows(plan_frame(catalog, plan)),
    }


def record_chain(catalog: Catalog, chain: Chain) -> dict[str, Any]:
    """Return scenario, rounds and who has which part in every stage.

    Source: Benner 2013, §5, §6, Fig. 1; dates within a round are assumptions.
    """
    return {
        **_record_head(catalog, chain.scenario.to_json()),
        "rounds": [
            {
                "number": one.number,
                "start": one.start.isoformat(),
                "end": one.end.isoformat(),
                "donor_level": one.donor_level,
                "regions": [entry.region for entry in one.regions],
                "donor_share": share,
            }
            for one, share in zip(chain.rounds, chain.donor_share, strict=True)
        ],
        "chain": to_rows(chain_frame(catalog, chain)),
        "no_lead": [{"round": number, "stage": stage} for number, stage in chain.no_lead],
        "waiting": list(chain.waiting),
        "donor_exit_year": chain.donor_exit_year,
        "office_round": chain.office_round,
    }


def _record_head(catalog: Catalog, scenario: str) -> dict[str, Any]:
    return {"clusterdash": __version__, "data": catalog.fingerprint, "scenario": json.loads(scenario)}
