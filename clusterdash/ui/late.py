"""What takes longer than a click may: computed in one worker for all visitors, asked for again until it is there."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import TYPE_CHECKING, Any

from clusterdash.model.advice.outlook import build_robustness
from clusterdash.model.chain.dynamics import simulate_dynamics
from clusterdash.model.chain.sensitivity import sensitivity
from clusterdash.model.chain.stress import STRESSES, run_stress
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.results import Results
from clusterdash.ui.seat import list_room_work
from clusterdash.views.ladder import measure_ladder

if TYPE_CHECKING:
    from clusterdash.ui.session import Sitting

KEPT = 64
WAITING = 16
# Runs times rounds times clusters of which the simulation is quick enough for a click.
QUICK_LIMIT = 1_500_000


class Worker:
    """One worker thread with a short queue; each visitor has at most one piece of work waiting per name.

    A piece that has not begun is dropped when its visitor asks for something else under the same name; where the
    queue is full, the piece is refused for now and the browser asks again.
    """

    def __init__(self, kept: int = KEPT, waiting: int = WAITING) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="late")
        self._kept, self._waiting = kept, waiting
        self._done: OrderedDict[Hashable, Any] = OrderedDict()
        self._open: dict[tuple[str, str], tuple[Hashable, Future[Any]]] = {}
        self._lock = Lock()

    def ask(self, visitor: str, name: str, key: Hashable, work: Callable[[], Any]) -> tuple[bool, Any]:
        """Return (True, result) where the work of ``key`` is done, else (False, None) and begin it where there is room.

        An error of the work is raised here, once.
        """
        whole = (name, key)
        with self._lock:
            if whole in self._done:
                self._done.move_to_end(whole)
                return True, self._done[whole]
            asked = self._open.get((visitor, name))
            if asked is not None and asked[0] == key:
                return self._take(visitor, name, whole, asked[1])
            if asked is not None and not asked[1].cancel() and not asked[1].done():
                return False, None  # the earlier one runs; this one's turn comes at the next question
            self._open = {who: one for who, one in self._open.items() if who != (visitor, name) and not one[1].done()}
            if sum(not future.done() for _key, future in self._open.values()) < self._waiting:
                self._open[visitor, name] = (key, self._pool.submit(work))
            return False, None

    def find(self, name: str, key: Hashable) -> tuple[bool, Any]:
        """Return (True, result) where the work of ``key`` is done already, else (False, None); nothing begins."""
        whole = (name, key)
        with self._lock:
            if whole not in self._done:
                return False, None
            self._done.move_to_end(whole)
            return True, self._done[whole]

    def _take(self, visitor: str, name: str, whole: Hashable, future: Future[Any]) -> tuple[bool, Any]:
        if not future.done():
            return False, None
        del self._open[visitor, name]
        result = future.result()
        self._done[whole] = result
        while len(self._done) > self._kept:
            self._done.popitem(last=False)
        return True, result


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
    for name, quick in _list_quick_work(sitting):
        late[name] = QUICK.get((name, sitting.stamp), quick)
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


class Recent:
    """The last few results that are quick to compute, by key."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._limit = kept
        self._lock = Lock()

    def get(self, key: Hashable, work: Callable[[], Any]) -> Any:
        """Return the result of a key, kept or computed now."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        result = work()
        with self._lock:
            self._kept[key] = result
            while len(self._kept) > self._limit:
                self._kept.popitem(last=False)
        return result


QUICK = Recent()
