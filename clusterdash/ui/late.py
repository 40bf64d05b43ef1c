"""What takes longer than a click may: computed in one worker for all visitors, asked for again until it is there."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import TYPE_CHECKING, Any

from clusterdash.model.advice.outlook import build_robustness
from clusterdash.model.chain.dynamics import simulate_dynamics
from clusterdash.model.chain.sensitivity import sensitivity
from clusterdash.model.chain.stress import STRESSES, run_stress
from clusterdash.model.scenario.recent import Recent, weigh
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.results import Results
from clusterdash.ui.news import ask_news
from clusterdash.ui.seat import list_room_work
from clusterdash.ui.work import Worker
from clusterdash.views.ladder import measure_ladder

if TYPE_CHECKING:
    from clusterdash.ui.session import Sitting

# Runs times rounds times clusters of which the simulation is quick enough for a click.
QUICK_LIMIT = 1_500_000


WORKER = Worker()


def find_late(sitting: Sitting) -> tuple[dict[str, Any], bool]:
    """Return what of the slower results is there for the screen of a sitting, and whether more is to come.

    Nothing heavy begins before the browser has asked, which it does when the visitor pauses; what was computed before
    is there at once.
    """
    late: dict[str, Any] = {}
    is_pending = sitting.page == "strategy" and sitting.is_broad is None
    for name, key, work in _list_work(sitting):
        is_done, result = WORKER.find(name, key)
        if not is_done and sitting.asked == sitting.stamp:
            is_done, result = WORKER.ask(sitting.identity, name, key, work)
        if is_done:
            late[name] = result
        is_pending = is_pending or not is_done
    for name, work in list_room_work(sitting):
        is_done, result = WORKER.ask(sitting.identity, "votes", (name, sitting.stamp), work)
        if is_done:
            late["votes"] = result
        is_pending = is_pending or not is_done
    is_pending = ask_news(sitting) or is_pending
    for name, quick in _list_quick_work(sitting):
        late[name] = QUICK.get((name, sitting.stamp), weigh(sitting.scenario), quick)
    return late, is_pending


def _list_work(sitting: Sitting) -> Iterator[tuple[str, Hashable, Callable[[], Any]]]:
    """Yield what takes longer on the page of a sitting: its name, what it depends on, and the work itself."""
    results = sitting.results
    catalog, scenario = results.catalog, results.scenario
    if sitting.page == "strategy" and results.strategy.mix:
        if sitting.is_broad:  # the same at every donor level, so that a click on a level shows it at once
            yield "ladder", scenario.change(donor_level=0), lambda: measure_ladder(catalog, scenario)
        yield "robustness", sitting.stamp, lambda: build_robustness(catalog, results.strategy)
    if sitting.page == "timeline" and is_heavy(scenario):
        for name, work in _list_simulations(sitting, results):
            yield name, sitting.stamp, work


def _list_quick_work(sitting: Sitting) -> Iterator[tuple[str, Callable[[], Any]]]:
    results = sitting.results
    if sitting.page == "timeline" and not is_heavy(results.scenario):
        yield from _list_simulations(sitting, results)


def _list_simulations(sitting: Sitting, results: Results) -> Iterator[tuple[str, Callable[[], Any]]]:
    catalog, scenario = results.catalog, results.scenario
    yield "dynamics", lambda: simulate_dynamics(catalog, scenario)
    code = sitting.looks.get("stress")
    if code in STRESSES:
        yield f"stress {code}", lambda: run_stress(catalog, scenario, code)
        yield "sensitivity", lambda: sensitivity(catalog, scenario)


def is_heavy(scenario: Scenario) -> bool:
    """Return whether the simulated runs of a scenario take too long for a click (assumption: by their size)."""
    plan = scenario.chain
    regions = max(len(plan.regions), plan.region_count if not plan.regions else 0)
    clusters = max(regions, sum(plan.potentials.values()))
    return plan.runs * plan.rounds * min(clusters, plan.regions_per_round * plan.rounds) > QUICK_LIMIT


QUICK: Recent[Any] = Recent()
