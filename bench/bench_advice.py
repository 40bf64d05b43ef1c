"""What the advice says over random scenarios: how often each route, how many warnings have a fix, how long a path is.

Run: python -m bench.bench_advice [scenarios] [seed]. The same seed gives the same scenarios and the same counts; only
the times differ. The aims: warnings without fixes below 1 ms, with fixes below 100 ms in the median.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import mean, median
from time import process_time

from clusterdash.catalog import Catalog, load_catalog
from clusterdash.model.advice.routes import conclude_routes, judge_routes
from clusterdash.model.advice.warnings.find import Found, find_warnings, list_warnings, try_fixes
from clusterdash.model.advice.warnings.rule import WAYS, Case
from clusterdash.model.chain.chain import build_chain
from clusterdash.model.delivery.delivery import judge_eligibility
from clusterdash.model.plan.plan import build_plan
from clusterdash.model.scenario.change import apply_change
from clusterdash.model.scenario.checks import CAPACITIES
from clusterdash.model.scenario.scenario import PLATFORMS, ChainPlan, Scenario
from clusterdash.model.strategy import build_strategy


@dataclass
class Tally:
    """What was counted over all scenarios; times in milliseconds of the processor."""

    conclusions: Counter[str] = field(default_factory=Counter)
    statuses: Counter[tuple[str, str]] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)
    fixed: Counter[str] = field(default_factory=Counter)
    asking: Counter[str] = field(default_factory=Counter)
    paths: list[int] = field(default_factory=list)
    finding: list[float] = field(default_factory=list)
    trying: list[float] = field(default_factory=list)


def draw_scenario(catalog: Catalog, dice: random.Random) -> Scenario:
    """Return a random scenario: most things said, some not, regions from few to many, some pins."""
    instruments = [row.code for row in catalog.instruments]
    scenario = Scenario(
        salience={row.code: dice.randint(0, 3) for row in catalog.mechanisms if dice.random() < 0.85},
        capacity={row.code: dice.choice(CAPACITIES) for row in catalog.governments if dice.random() < 0.9},
        context={row.code: dice.choice(row.answers) for row in catalog.context_questions if dice.random() < 0.7},
        donor_level=dice.randint(0, 5),
        donor_funds=frozenset(dice.sample(instruments, dice.choice([0, 0, 0, 2]))),
        platform=dice.choice(PLATFORMS),
        platform_year=dice.randint(0, 3),
        mix_size=dice.randint(3, 15),
        excluded=frozenset(dice.sample(instruments, dice.choice([0, 0, 2, 4]))),
        chain=_draw_plan(dice),
    )
    reach = [code for code, it in judge_eligibility(catalog, scenario).items() if it.is_eligible]
    free = [code for code in reach if code not in scenario.excluded]
    return scenario.change(pinned=frozenset(dice.sample(free, min(len(free), dice.choice([0, 0, 1, 3])))))


def _draw_plan(dice: random.Random) -> ChainPlan:
    return ChainPlan(
        region_count=dice.choice([4, 8, 12, 12, 20, 40, 100, 200]),
        rounds=dice.randint(1, 5),
        regions_per_round=dice.choice([2, 5, 5, 7, 10, 15]),
        pilots=dice.choice([None, None, 0, 1, 3]),
        office_round=dice.randint(0, 4),
        donor_pace=dice.randint(0, 2),
        mentoring_capacity=dice.choice([2, 5, 5, 8]),
    )


def count_scenario(catalog: Catalog, scenario: Scenario, tally: Tally) -> None:
    """Add one scenario to the tally: its routes, its warnings and their fixes, the length of its path of fixes."""
    strategy = build_strategy(catalog, scenario)
    advice = judge_routes(catalog, scenario, strategy.mix)
    concluded = conclude_routes(catalog, scenario, advice)
    tally.conclusions[concluded.route if concluded.kind == "recommended" else f"none: {concluded.kind}"] += 1
    tally.statuses.update((one.route, one.status) for one in advice)
    plan, chain = build_plan(catalog, strategy), build_chain(catalog, scenario)
    start = process_time()
    found = find_warnings(catalog, strategy, plan, chain)
    tally.finding.append(1000 * (process_time() - start))
    start = process_time()
    tried = try_fixes(Case(catalog, strategy, plan, chain), found)
    tally.trying.append(1000 * (process_time() - start))
    _count_warnings(tally, tried)
    tally.paths.append(sum(1 for _step in walk_fixes(catalog, scenario)))


def _count_warnings(tally: Tally, tried: tuple[Found, ...]) -> None:
    for one in tried:
        tally.warnings[one.code] += 1
        tally.fixed[one.code] += bool(one.fixes)
        tally.asking[one.code] += bool(one.questions)


def walk_fixes(catalog: Catalog, scenario: Scenario) -> Iterator[Scenario]:
    """Yield the scenario after the first fix that is offered, again and again, until none is."""
    while True:
        fixes = (fix for found in list_warnings(catalog, scenario) for fix in found.fixes)
        fix = next(fixes, None)
        if fix is None:
            return
        scenario = apply_change(catalog, scenario, fix)
        yield scenario


def tell(tally: Tally) -> Iterator[str]:
    """Yield the report line by line."""
    count = len(tally.paths)
    yield "route recommended"
    for name, number in tally.conclusions.most_common():
        yield f"  {name:32} {number:4}  {number / count:5.0%}"
    yield "status of each route"
    for (route, status), number in sorted(tally.statuses.items()):
        yield f"  {route:20} {status:12} {number:4}  {number / count:5.0%}"
    yield f"{'warnings':34} found  fix   question"
    for code, number in tally.warnings.most_common():
        yield f"  {code:32} {number:4}  {tally.fixed[code]:4}  {tally.asking[code]:4}"
    total, fixed = tally.warnings.total(), tally.fixed.total()
    open_ = sum(number for code, number in tally.warnings.items() if code in WAYS)
    yield f"in all {total}, a scenario {total / count:.1f}; with a fix {fixed} ({fixed / total:.0%}),"
    yield f"  of the {open_} that can be decided {fixed / open_:.0%}; with a question {tally.asking.total()}"
    walked = [length for length in tally.paths if length]
    yield f"path of fixes: mean {mean(tally.paths):.2f}, longest {max(tally.paths)}; {len(walked)} of {count} have one"
    yield f"ms to find warnings: median {median(tally.finding):.2f}, worst {max(tally.finding):.1f}"
    yield f"ms to try fixes: median {median(tally.trying):.0f}, worst {max(tally.trying):.0f}"


def main() -> None:
    """Print the report."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    dice = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 2013)  # noqa: S311, seeded on purpose
    catalog, tally = load_catalog(), Tally()
    for _number in range(count):
        count_scenario(catalog, draw_scenario(catalog, dice), tally)
    sys.stdout.write("\n".join(tell(tally)) + "\n")


if __name__ == "__main__":
    main()
