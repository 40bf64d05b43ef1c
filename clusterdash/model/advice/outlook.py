"""What surrounds the mix: one place more or less, stand-ins, and how sure it is; told in codes."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from clusterdash.catalog import Catalog
from clusterdash.frozen import FrozenMap
from clusterdash.model.mix import frontier, robustness, select
from clusterdash.model.mix.positions import mix_problem, read_positions, solve_mix
from clusterdash.model.mix.select import MixProblem
from clusterdash.model.strategy import Strategy, measure_deliverable


@dataclass(frozen=True)
class FrontierPoint:
    """The best mix with so many places; ``share`` (0 to 1) is of the value of all instruments.

    ``deliverable`` is the value in the parts ``now``, ``later`` and ``nobody``, which add up to it.
    """

    places: int
    value: Fraction
    share: float
    mix: tuple[str, ...]
    is_knee: bool
    deliverable: FrozenMap[str, Fraction]


@dataclass(frozen=True)
class Alternate:
    """The best stand-in for a member of the mix when the others stay (None: nothing can come in), and its cost."""

    member: str
    replacement: str | None
    loss: Fraction


class Shift(NamedTuple):
    """A mechanism whose weight changes by one step, and its new weight."""

    mechanism: str
    weight: int


@dataclass(frozen=True)
class Robustness:
    """How sure a group of the mix is: its members, all that serve the same mechanisms, and the verdict.

    ``verdict`` is ``safe``, ``firm``, ``fragile`` or ``pinned``; ``lost_by`` names the single changes that lose it.
    """

    members: tuple[str, ...]
    group: tuple[str, ...]
    verdict: str
    lost_by: tuple[Shift, ...]


@dataclass(frozen=True)
class GroupShare:
    """The share of resampled votes (0 to 1) in which one of the group is in some best mix."""

    group: tuple[str, ...]
    share: float


def build_frontier(catalog: Catalog, strategy: Strategy) -> tuple[FrontierPoint, ...]:
    """Return the best mix for every number of places, from the pins to all that can enter.

    Source: assumption (frontier and knee); Benner 2013, §3 (what the value rewards).
    """
    return tuple(_tell_point(catalog, strategy, it) for it in frontier.select_frontier(_problem_of(catalog, strategy)))


def _tell_point(catalog: Catalog, strategy: Strategy, point: frontier.Point) -> FrontierPoint:
    mix = read_positions(catalog).codes(point.members)
    parts = measure_deliverable(catalog, strategy, mix)
    return FrontierPoint(point.places, point.value, point.share, mix, point.is_knee, parts)


def build_alternates(catalog: Catalog, strategy: Strategy) -> tuple[Alternate, ...]:
    """Return for each instrument of the mix that is not pinned its best replacement, and what it costs.

    Source: assumption (one instrument is replaced at a time).
    """
    names, problem = read_positions(catalog).instruments, _problem_of(catalog, strategy)
    return tuple(
        Alternate(
            names[it.member],
            None if it.replacement is None else names[it.replacement],
            it.loss,
        )
        for it in select.find_alternates(problem, solve_mix(problem))
    )


def build_robustness(catalog: Catalog, strategy: Strategy) -> tuple[Robustness, ...]:
    """Return how sure each group of the mix is when one or two mechanisms change by one step of weight.

    Source: assumption (one step at a time; groups of instruments that serve the same mechanisms).
    """
    problem = _problem_of(catalog, strategy)
    most = max(strategy.scenario.salience_weights)
    found = robustness.judge_robustness(problem, solve_mix(problem), max_weight=most)
    return tuple(_tell_robustness(catalog, it) for it in found)


def resample_votes(
    catalog: Catalog, strategy: Strategy, ballots: tuple[tuple[int, ...], ...], *, draws: int, seed: int
) -> tuple[GroupShare, ...]:
    """Return how often each group is in a best mix when the voters are drawn again, most frequent first.

    ``ballots`` holds one row per voter, one salience (0 to 3) per mechanism in table order. The median of each draw
    counts (the lower one of two).

    Source: assumption (bootstrap of the voters).
    """
    positions, weights = read_positions(catalog), strategy.scenario.salience_weights
    weighed = [[weights[level] for level in ballot] for ballot in ballots]
    found = robustness.resample_ballots(weighed, _problem_of(catalog, strategy), draws=draws, seed=seed)
    return tuple(GroupShare(positions.codes(it.group), it.share) for it in found)


def _problem_of(catalog: Catalog, strategy: Strategy) -> MixProblem:
    return mix_problem(catalog, strategy.scenario, strategy.eligibility)


def _tell_robustness(catalog: Catalog, found: robustness.Judgement) -> Robustness:
    positions = read_positions(catalog)
    shifts = tuple(Shift(positions.mechanisms[m], weight) for m, weight in found.lost_by)
    return Robustness(positions.codes(found.members), positions.codes(found.group), found.verdict, shifts)
