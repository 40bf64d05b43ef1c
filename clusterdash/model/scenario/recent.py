"""Results kept for whoever asks for the same scenario again: bounded by weight, since some scenarios are heavy."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Generic, ParamSpec, TypeVar

from clusterdash.model.scenario.scenario import Scenario

# A plain scenario weighs 1, one with 500 named regions about 20, one with 200 long next steps 5.
REGIONS_PER_WEIGHT = 25
LINES_PER_WEIGHT = 50  # of the log and of the list of next steps
WEIGHT_LIMIT = 400
ROUNDS = 12

P = ParamSpec("P")
T = TypeVar("T")


def weigh(scenario: Scenario) -> float:
    """Return about how much memory the results of a scenario take, in plain scenarios (1 or more)."""
    named = len(scenario.chain.regions) + sum(scenario.chain.potentials.values())
    lines = len(scenario.decisions) + len(scenario.next_steps)
    regions = named + scenario.chain.region_count * scenario.chain.rounds / 12
    return 1 + regions / REGIONS_PER_WEIGHT + lines / LINES_PER_WEIGHT


class Recent(Generic[T]):
    """What was asked for last, as much as ``limit`` allows by weight; safe for many sessions at once."""

    def __init__(self, limit: float = WEIGHT_LIMIT) -> None:
        self._limit = limit
        self._kept: OrderedDict[object, tuple[float, T]] = OrderedDict()
        self._weight = 0.0
        self._lock = Lock()

    def get(self, key: object, weight: float, compute: Callable[[], T]) -> T:
        """Return what is kept under a key, or compute it now, outside the lock, and keep it."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found[1]
        value = compute()
        with self._lock:
            self._weight += weight - self._kept.pop(key, (0.0, value))[0]
            self._kept[key] = weight, value
            while self._weight > self._limit and len(self._kept) > 1:
                self._weight -= self._kept.popitem(last=False)[1][0]
        return value

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self._weight = 0.0


def keep_recent(limit: float = WEIGHT_LIMIT, parts: int = 1) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Return a decorator that keeps the results of a pure function of a scenario, bounded by weight.

    The function takes hashable arguments of which one is a scenario. Where it is asked once for each of several
    ``parts`` of a scenario (its rounds), these share the weight, so that all of them find room together.
    ``function.recent`` is what is kept.
    """

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        recent: Recent[T] = Recent(limit)

        @wraps(function)
        def ask(*args: P.args, **kwargs: P.kwargs) -> T:
            key = (args, *kwargs.items())
            scenario = next(one for one in (*args, *kwargs.values()) if isinstance(one, Scenario))
            return recent.get(key, weigh(scenario) / parts, lambda: function(*args, **kwargs))

        ask.recent = recent  # type: ignore[attr-defined]
        return ask

    return decorate
