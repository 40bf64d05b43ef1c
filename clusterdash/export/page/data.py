"""What the page computes with: the toolbox as numbers, and how every instrument stands under every choice it offers.

Delivery has many rules and few choices in the page (capacities, donor level, platform), so all combinations are worked
out here, by the rules of the model; only the search for the mix is written a second time, in ``mix.js``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.errors import ClusterdashError, Problem
from clusterdash.model.delivery.delivery import judge_delivery, judge_eligibility
from clusterdash.model.mix.positions import read_positions
from clusterdash.model.scenario.checks import CAPACITIES
from clusterdash.model.scenario.recent import keep_recent
from clusterdash.model.scenario.scenario import DONOR_LEVEL_MAXIMUM, MIX_SIZE_MAXIMUM, PLATFORMS, Place, Scenario
from clusterdash.words import N_

PAGE_VERSION = 1
COMBINATION_LIMIT = 5_000
EXACT_BITS = 52  # whole numbers that the page's arithmetic holds exactly
_SIGNS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


@dataclass(frozen=True)
class Standing:
    """How an instrument stands: status, when it can start, and whether it may enter the mix."""

    status: str
    when: str
    is_eligible: bool


def collect_rules(catalog: Catalog, scenario: Scenario) -> dict[str, Any]:
    """Return what ``mix.js`` needs to compute the mix of a scenario under other ratings, capacities, levels and sizes.

    ``standings`` lists the distinct standings; ``rows`` one string per distinct row of the toolbox (one sign per
    instrument, its place in ``standings``); ``combinations`` the place in ``rows`` for every combination of capacities
    (governments in table order, absent, weak, able), donor level (0 to 5) and platform, the last one fastest.

    Raises
    ------
    ClusterdashError
        The toolbox has more governments or instruments than a page can hold.

    Source: assumption (what the page lets people change); every standing by the rules of the model.
    """
    _refuse_large(catalog, scenario)
    found = _judge_combinations(catalog, _keep_what_counts(scenario))
    positions = read_positions(catalog)
    return {
        "version": PAGE_VERSION,
        "mechanisms": list(positions.mechanisms),
        "instruments": list(positions.instruments),
        "columns": [[m for m in range(len(positions.mechanisms)) if it >> m & 1] for it in positions.columns],
        "heavy": sorted(positions.heavy),
        "governments": [row.code for row in catalog.governments],
        "capacities": list(CAPACITIES),
        "platforms": list(PLATFORMS),
        "levels": list(scenario.salience_weights),
        "heavyLimit": scenario.heavy_limit,
        "pinned": [i for i, code in enumerate(positions.instruments) if code in scenario.pinned],
        "excluded": [i for i, code in enumerate(positions.instruments) if code in scenario.excluded],
        "standings": [[it.status, it.when, it.is_eligible] for it in found.standings],
        "signs": _SIGNS[: len(found.standings)],
        "rows": list(found.rows),
        "combinations": list(found.combinations),
    }


@dataclass(frozen=True)
class Judged:
    """How every instrument stands under every combination, as ``collect_rules`` tells it."""

    standings: tuple[Standing, ...]
    rows: tuple[str, ...]
    combinations: tuple[int, ...]


def _keep_what_counts(scenario: Scenario) -> Scenario:
    """Return the scenario without what people change in the page, and without what bears on no standing."""
    return scenario.change(
        salience={},
        capacity={},
        donor_level=0,
        platform=PLATFORMS[0],
        mix_size=MIX_SIZE_MAXIMUM,
        decisions=(),
        next_steps=(),
        place=Place(start_year=scenario.place.start_year),
    )


@keep_recent(limit=20)
def _judge_combinations(catalog: Catalog, scenario: Scenario) -> Judged:
    standings: dict[Standing, str] = {}
    rows: dict[str, int] = {}
    combinations = [
        rows.setdefault("".join(_list_signs(catalog, changed, standings)), len(rows))
        for changed in _list_scenarios(catalog, scenario)
    ]
    return Judged(tuple(standings), tuple(rows), tuple(combinations))


def _list_scenarios(catalog: Catalog, scenario: Scenario) -> Iterator[Scenario]:
    governments = [row.code for row in catalog.governments]
    for *capacities, level, platform in product(
        *(CAPACITIES for _code in governments), range(DONOR_LEVEL_MAXIMUM + 1), PLATFORMS
    ):
        capacity = dict(zip(governments, capacities, strict=True))
        yield scenario.change(capacity=capacity, donor_level=level, platform=platform)


def _list_signs(catalog: Catalog, scenario: Scenario, standings: dict[Standing, str]) -> Iterator[str]:
    delivery = judge_delivery(catalog, scenario)
    for code, found in judge_eligibility(catalog, scenario, delivery).items():
        standing = Standing(delivery[code].status, found.when, found.is_eligible)
        yield standings.setdefault(standing, _SIGNS[len(standings)])


def _refuse_large(catalog: Catalog, scenario: Scenario) -> None:
    count = len(CAPACITIES) ** len(catalog.governments) * (DONOR_LEVEL_MAXIMUM + 1) * len(PLATFORMS)
    most = max(len(catalog.served_by[row.code]) for row in catalog.mechanisms)
    bits = (max(scenario.salience_weights) * len(catalog.mechanisms)).bit_length() + most
    if count > COMBINATION_LIMIT or bits > EXACT_BITS:
        template = N_("This toolbox is too large for a page that computes; take the report or the data away instead.")
        raise ClusterdashError([Problem("page", template)])
