"""The frontier of method.md §3: the best value for every number of places, its knee and the ceiling."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from clusterdash.model.mix.frontier import ceiling, select_frontier
from clusterdash.model.mix.select import MixProblem, select_mix
from tests.model.mix.mix_oracle import (
    enumerate_best,
    leverage_of,
    paper_columns,
    random_numbers,
    random_scenario,
    small_problems,
    value_of,
)

COLUMNS = paper_columns()
EVERYONE = frozenset(range(len(COLUMNS)))


def paper_problem(**changes) -> MixProblem:
    return replace(MixProblem(COLUMNS, (2, 1, 3, 2, 1, 3, 2, 2, 1, 2, 1, 3), 10, eligible=EVERYONE), **changes)


@settings(max_examples=60, deadline=None)
@given(small_problems())
def test_every_point_is_the_best_mix_of_its_places(problem):
    usable = {i for i in problem.eligible if leverage_of(problem, [i]) > 0} | problem.pinned
    points = select_frontier(problem)
    assert [point.places for point in points] == list(range(len(problem.pinned), len(usable) + 1))
    for point in points:
        truth = enumerate_best(replace(problem, places=point.places))
        assert (point.value, point.members) == (truth.value, truth.first)


def test_the_frontier_and_the_mix_show_the_same_members():
    generator = random_numbers(3)
    for problem in [random_scenario(generator, COLUMNS, 12) for _n in range(10)]:
        points = {point.places: point for point in select_frontier(problem)}
        solution = select_mix(problem)
        if problem.places in points:
            assert points[problem.places].members == solution.members
            assert points[problem.places].value == solution.value


def test_one_more_place_never_lowers_the_value():
    values = [point.value for point in select_frontier(paper_problem(heavy=frozenset(range(0, 45, 4)), heavy_limit=2))]
    assert values == sorted(values)


def test_the_share_is_of_all_instruments_and_ends_at_the_ceiling():
    problem = paper_problem(eligible=EVERYONE - {0, 7, 21})
    points = select_frontier(problem)
    total = value_of(problem, range(45))
    assert points[-1].share == ceiling(problem) == pytest.approx(float(value_of(problem, problem.eligible) / total))
    assert ceiling(paper_problem()) == 1.0


def test_the_knee_is_the_point_highest_above_the_straight_line():
    # Values 0, 8, 12, 12 1/2 above the line from 0 to 12 1/2: 3 5/6 with one place, 3 2/3 with two.
    problem = MixProblem((1, 2, 4), (16, 8, 1), 3, eligible=frozenset(range(3)))
    assert [point.is_knee for point in select_frontier(problem)] == [False, True, False, False]


def test_a_straight_frontier_has_no_knee():
    problem = MixProblem((1, 2, 4), (2, 2, 2), 3, eligible=frozenset(range(3)))
    assert not any(point.is_knee for point in select_frontier(problem))


def test_the_paper_has_exactly_one_knee():
    assert sum(point.is_knee for point in select_frontier(paper_problem())) == 1


def test_without_salience_the_frontier_is_one_point_of_value_0():
    points = select_frontier(paper_problem(weights=(0,) * 12))
    assert [(point.places, point.value, point.share) for point in points] == [(0, 0, 0.0)]
