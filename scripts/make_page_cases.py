"""Write the cases that hold the page's own arithmetic against the model: scenarios with their answers, seeded.

``python -m scripts.make_page_cases`` renews ``tests/export/page_cases.json``; read by pytest and by the module of the
page in a browser. Renew it when a rule of the model changes, and read the difference.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.export.page.data import PAGE_VERSION, collect_rules
from clusterdash.model import Scenario, ScenarioError, Strategy, build_strategy
from clusterdash.model.scenario.checks import CAPACITIES
from clusterdash.model.scenario.scenario import DONOR_LEVEL_MAXIMUM, PLATFORMS
from clusterdash.results import default_catalog, examples

TARGET = Path(__file__).resolve().parent.parent / "tests" / "export" / "page_cases.json"
SEED = 2013
BASES = 20
CASES_EACH = 110
SIZES = (1, 2, 3, 5, 7, 10, 10, 10, 12, 15, 20, 30, 45)


def draw_base(catalog: Catalog, dice: random.Random) -> Scenario:
    """Return what stays as it is in a page: answers, pins, exclusions, limit of heavy ones, weights, office."""
    codes = [row.code for row in catalog.instruments]
    picked = dice.sample(codes, dice.choice((0, 0, 1, 3)) + dice.choice((0, 2, 5)))
    pins = frozenset(picked[: dice.choice((0, 0, 1, 3))])
    answers = {
        row.code: dice.choice(row.answers) for row in catalog.context_questions if row.answers and dice.random() < 0.5
    }
    base = Scenario()
    return base.change(
        context=answers,
        pinned=pins,
        excluded=frozenset(picked) - pins,
        heavy_limit=dice.choice((None, None, 0, 1, 2, 4)),
        salience_weights=dice.choice(((0, 1, 2, 3), (0, 1, 2, 3), (0, 1, 3, 9), (0, 0, 1, 1))),
        platform_year=dice.choice((0, 1, 3)),
        donor_funds=frozenset(dice.sample(codes, dice.choice((0, 4)))),
        chain=base.chain.__class__(office_round=dice.choice((0, 1, 2))),
    )


def draw_choice(catalog: Catalog, dice: random.Random, base: Scenario) -> Scenario:
    """Return a base with ratings, capacities, donor level, platform and size drawn by lot."""
    top = dice.choice((1, 3, 3))
    return base.change(
        salience={row.code: dice.randint(0, top) for row in catalog.mechanisms if dice.random() < 0.8},
        capacity={row.code: dice.choice(CAPACITIES) for row in catalog.governments},
        donor_level=dice.randint(0, DONOR_LEVEL_MAXIMUM),
        platform=dice.choice(PLATFORMS),
        mix_size=max(dice.choice(SIZES), len(base.pinned)),
    )


def answer(catalog: Catalog, scenario: Scenario) -> Strategy | None:
    """Return the strategy; pins that are out of reach are left out; None where even that cannot be followed."""
    try:
        return build_strategy(catalog, scenario)
    except ScenarioError:
        eligibility = build_strategy(catalog, scenario.change(pinned=frozenset())).eligibility
        kept = frozenset(code for code in scenario.pinned if eligibility[code].is_eligible)
    try:
        return build_strategy(catalog, scenario.change(pinned=kept))
    except ScenarioError:
        return None


def write_case(catalog: Catalog, base: int, scenario: Scenario, strategy: Strategy) -> list[Any]:
    """Return one case as it stands in the file: choices, then members, value and its parts as fractions, statuses."""
    statuses = [row.code for row in catalog.delivery_statuses]
    codes = [row.code for row in catalog.instruments]
    return [
        base,
        "".join(str(scenario.salience.get(row.code, 0)) for row in catalog.mechanisms),
        "".join(str(CAPACITIES.index(scenario.capacity[row.code])) for row in catalog.governments),
        scenario.donor_level,
        PLATFORMS.index(scenario.platform),
        scenario.mix_size,
        [codes.index(code) for code in strategy.mix],
        [str(value) for value in (strategy.value, *strategy.deliverable.values())],
        "".join(str(statuses.index(strategy.delivery[code])) for code in codes),
    ]


def draw_cases(catalog: Catalog) -> Iterator[tuple[Scenario, list[Scenario]]]:
    """Yield the bases, each with its cases; the worked examples come first."""
    dice = random.Random(SEED)  # noqa: S311, nothing secret
    bases = [example.scenario for example in examples()]
    bases += [draw_base(catalog, dice) for _number in range(BASES - len(bases))]
    for base in bases:
        yield base, [draw_choice(catalog, dice, base) for _number in range(CASES_EACH)]


def build_file(catalog: Catalog) -> dict[str, Any]:
    """Return what the file holds."""
    bases: list[dict[str, Any]] = []
    cases: list[list[Any]] = []
    for base, scenarios in draw_cases(catalog):
        found = [(scenario, answer(catalog, scenario)) for scenario in scenarios]
        cases += [write_case(catalog, len(bases), one, strategy) for one, strategy in found if strategy is not None]
        bases.append({"scenario": json.loads(base.to_json()), "rules": collect_rules(catalog, base)})
    statuses = [row.code for row in catalog.delivery_statuses]
    return {"version": PAGE_VERSION, "statuses": statuses, "bases": bases, "cases": cases}


def main() -> None:
    """Renew the file."""
    found = build_file(default_catalog())
    lines = [json.dumps(case, separators=(",", ":")) for case in found.pop("cases")]
    head = json.dumps(found, separators=(",", ":"), ensure_ascii=False)[:-1]
    TARGET.write_text(head + ',"cases":[\n' + ",\n".join(lines) + "\n]}\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(lines)} cases, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
