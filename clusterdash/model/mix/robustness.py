"""How far the mix depends on single judgements: by changing weights one step, and by resampling the voters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from clusterdash.model.mix.layout import Layout, build_layout
from clusterdash.model.mix.problem import MixProblem, MixSolution, refuse_conflicts, support_of
from clusterdash.model.mix.search import build_search

MAX_WEIGHT = 3
Change = tuple[int, int]


@dataclass(frozen=True)
class Judgement:
    """How sure a group of the mix is: its members in the mix, all eligible twins, and the verdict.

    ``verdict``: ``safe`` stays through every change of one and of two mechanisms by one step; ``firm`` through every
    change of one; ``fragile`` is lost by a single one; ``pinned`` are pins, which cannot leave (they form a group of
    their own beside their twins). ``lost_by`` names the single changes (mechanism, new weight) that lose a fragile
    group, in order; it is empty for the others.
    """

    members: tuple[int, ...]
    group: tuple[int, ...]
    verdict: str
    lost_by: tuple[Change, ...]


@dataclass(frozen=True)
class GroupCount:
    """The share of draws (0 to 1) in which some instrument of the group is in some best mix."""

    group: tuple[int, ...]
    share: float


def judge_robustness(
    problem: MixProblem, solution: MixSolution, *, max_weight: int = MAX_WEIGHT
) -> tuple[Judgement, ...]:
    """Return a verdict for each group of instruments in the mix that serve the same mechanisms.

    Exhaustive over all changes of one and of two weights by one step, within 0 and ``max_weight``. A group stays when
    one of its instruments is in some best mix. Under a heavy limit light and heavy twins are groups of their own.

    Raises
    ------
    ScenarioError : more pins than places, or more heavy pins than the heavy limit.

    Source: assumption (one step at a time; groups of twins).
    """
    refuse_conflicts(problem)
    groups = [group for group in list_groups(problem) if not set(group).isdisjoint(solution.members)]
    loose = [group for group in groups if problem.pinned.isdisjoint(group)]
    judge = _Judge(problem, frozenset(i for group in loose for i in group))
    steps = list(_list_steps(problem.weights, max_weight))
    lost_by = {group: [step for step in steps if judge.is_lost(group, (step,))] for group in loose}
    firm = [group for group in loose if not lost_by[group]]
    pairs = [(a, b) for a, b in combinations(steps, 2) if a[0] != b[0]] if firm else []
    shaken = {group for group in firm if any(judge.is_lost(group, pair) for pair in pairs)}
    return tuple(
        _conclude(problem, solution, group, tuple(lost_by.get(group, ())), group in shaken) for group in groups
    )


def list_groups(problem: MixProblem) -> tuple[tuple[int, ...], ...]:
    """Return the instruments that may be in, grouped by the mechanisms they serve (and heaviness under a limit).

    Pins stand apart from their twins: they are in by decision, not by value.
    """
    limited = problem.heavy_limit is not None
    groups: dict[tuple[int, bool, bool], list[int]] = {}
    for i in sorted(problem.eligible | problem.pinned):
        key = (problem.columns[i], limited and i in problem.heavy, i in problem.pinned)
        groups.setdefault(key, []).append(i)
    return tuple(tuple(group) for group in groups.values())


def _conclude(
    problem: MixProblem, solution: MixSolution, group: tuple[int, ...], lost_by: tuple[Change, ...], shaken: bool
) -> Judgement:
    members = tuple(i for i in group if i in solution.members)
    if not problem.pinned.isdisjoint(group):
        verdict = "pinned"
    elif lost_by:
        verdict = "fragile"
    else:
        verdict = "firm" if shaken else "safe"
    return Judgement(members, group, verdict, lost_by)


def _list_steps(weights: Sequence[int], max_weight: int) -> Iterator[Change]:
    for m, weight in enumerate(weights):
        for changed in (weight - 1, weight + 1):
            if 0 <= changed and (changed < weight or changed <= max_weight):
                yield m, changed


class _Judge:
    """Solves the problem under changed weights, each only once."""

    def __init__(self, problem: MixProblem, among: frozenset[int] | None = None) -> None:
        self.problem = problem
        self.among = among
        self._layouts: dict[int, Layout] = {}
        self._reachable: dict[tuple[int, ...], frozenset[int]] = {}

    def is_lost(self, group: tuple[int, ...], changes: tuple[Change, ...]) -> bool:
        """Return whether no instrument of the group is in any best mix after these changes."""
        weights = list(self.problem.weights)
        for m, weight in changes:
            weights[m] = weight
        return self.reachable(tuple(weights)).isdisjoint(group)

    def reachable(self, weights: tuple[int, ...]) -> frozenset[int]:
        """Return every instrument (of those judged) that is in some best mix under these weights."""
        if weights not in self._reachable:
            changed = replace(self.problem, weights=weights)
            search = build_search(changed, self._layout(support_of(weights)))
            self._reachable[weights] = search.find_reachable(self.problem.places, self.among)
        return self._reachable[weights]

    def _layout(self, support: int) -> Layout:
        if support not in self._layouts:
            self._layouts[support] = build_layout(self.problem, support)
        return self._layouts[support]


def resample_ballots(
    ballots: Sequence[Sequence[int]], problem: MixProblem, *, draws: int = 1000, seed: int
) -> tuple[GroupCount, ...]:
    """Return for each group that is ever in a best mix the share of draws in which it is, most frequent first.

    Parameters
    ----------
    ballots : one row per participant, one weight per mechanism.
    draws : how often as many participants are drawn, with replacement.
    seed : of the random draws; the same seed gives the same shares.

    The weights of a draw are the lower median of the drawn participants, mechanism by mechanism (with an even number of
    voters the lower of the two middle ones, so that a weight is always one that somebody gave).

    Source: assumption (bootstrap of the voters; lower median).
    """
    refuse_conflicts(problem)
    if not len(ballots) or draws <= 0:
        return ()
    seen = Counter(_draw_weights(np.asarray(ballots, dtype=np.int64), draws, seed))
    judge = _Judge(problem)
    groups = list_groups(problem)
    counts: Counter[tuple[int, ...]] = Counter()
    for weights, times in seen.items():
        reachable = judge.reachable(weights)
        counts.update({group: times for group in groups if not reachable.isdisjoint(group)})
    return tuple(GroupCount(group, counts[group] / draws) for group in sorted(counts, key=lambda g: (-counts[g], g)))


def _draw_weights(ballots: np.ndarray, draws: int, seed: int) -> Iterator[tuple[int, ...]]:
    voters = len(ballots)
    generator = np.random.default_rng(seed)
    for _draw in range(draws):
        drawn = np.sort(ballots[generator.integers(voters, size=voters)], axis=0)
        yield tuple(int(weight) for weight in drawn[(voters - 1) // 2])
