"""The mix of method.md §3: exact, with deterministic ties, pins, exclusions and a heavy limit."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings

from clusterdash.errors import ScenarioError
from clusterdash.model.mix import grid, search
from clusterdash.model.mix.problem import list_conflicts
from clusterdash.model.mix.select import MixProblem, Tie, find_alternates, select_mix
from tests.model.mix.mix_oracle import (
    carried_best,
    enumerate_best,
    leverage_of,
    paper_columns,
    random_numbers,
    random_scenario,
    random_toolbox,
    small_problems,
    solve_independently,
    value_of,
)

COLUMNS = paper_columns()
EVERYONE = frozenset(range(len(COLUMNS)))
SALIENCE = (2, 1, 3, 2, 0, 3, 2, 2, 1, 0, 1, 3)


def paper_problem(**changes) -> MixProblem:
    return replace(MixProblem(COLUMNS, SALIENCE, 10, eligible=EVERYONE), **changes)


def test_greedy_would_lose_a_tenth_where_the_mix_is_exact():
    # Mechanisms 1 to 4 weigh 5, 6, 6, 5; the instruments serve {2, 3}, {1, 2} and {3, 4}.
    problem = MixProblem((0b0110, 0b0011, 0b1100), (5, 6, 6, 5), 2, eligible=frozenset({0, 1, 2}))
    solution = select_mix(problem)
    assert (solution.members, solution.value) == ((1, 2), Fraction(11))


@settings(max_examples=250, deadline=None)
@given(small_problems())
def test_the_mix_is_the_one_that_trying_every_set_finds(problem):
    truth, solution = enumerate_best(problem), select_mix(problem)
    assert (solution.value, solution.members) == (truth.value, truth.first)
    assert solution.leverage == leverage_of(problem, truth.first)
    assert solution.optimal_value_members == truth.reachable


@settings(max_examples=100, deadline=None)
@given(small_problems())
def test_any_pick_of_interchangeable_instruments_is_a_best_mix(problem):
    truth, solution = enumerate_best(problem), select_mix(problem)
    picks = [frozenset(solution.members)]
    for choice in solution.choices:
        picks = [
            members.difference(choice.taken).union(pick)
            for members in picks
            for pick in combinations(choice.from_, len(choice.taken))
        ]
    assert {tuple(sorted(members)) for members in picks} <= truth.best


@settings(max_examples=60, deadline=None)
@given(small_problems())
def test_whole_numbers_beyond_64_bits_give_the_same_mix(problem):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grid, "WHOLE_NUMBER_BITS", 0)
        big = select_mix(problem)
    assert big == select_mix(problem)


@settings(max_examples=25, deadline=None)
@given(small_problems())
def test_integer_programming_gives_the_same_mix_as_counting(problem):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "CELL_LIMIT", 0)
        other = select_mix(problem)
    assert other == select_mix(problem)


def test_integer_programming_agrees_on_the_toolbox_of_the_paper(monkeypatch):
    generator = random_numbers(5)
    problems = [random_scenario(generator, COLUMNS, 12) for _n in range(6)]
    counted = [select_mix(problem) for problem in problems]
    monkeypatch.setattr(search, "CELL_LIMIT", 0)
    assert [select_mix(problem) for problem in problems] == counted


def test_an_independent_solver_never_beats_the_mix_on_1000_scenarios():
    generator = random_numbers(2013)
    problems = [random_scenario(generator, COLUMNS, 12) for _n in range(600)]
    problems += [random_scenario(generator, *random_toolbox(generator)) for _n in range(400)]
    assert [p for p in problems if select_mix(p).value != solve_independently(p, 1)[0]] == []


def test_an_independent_solver_shows_the_same_best_of_equals_on_250_scenarios():
    generator = random_numbers(2014)
    problems = [random_scenario(generator, COLUMNS, 12) for _n in range(150)]
    problems += [random_scenario(generator, *random_toolbox(generator)) for _n in range(100)]
    found = [
        (solution.value, *carried_best(p, solution.members))
        for p, solution in zip(problems, map(select_mix, problems), strict=True)
    ]
    assert [p for p, mine in zip(problems, found, strict=True) if mine != solve_independently(p)] == []


def test_the_value_is_that_of_the_members():
    generator = random_numbers(7)
    for problem in [random_scenario(generator, COLUMNS, 12) for _n in range(100)]:
        solution = select_mix(problem)
        assert solution.value == value_of(problem, solution.members)
        assert len(solution.members) <= problem.places
        assert problem.pinned <= set(solution.members) <= problem.pinned | problem.eligible


def test_more_weight_never_lowers_the_value():
    for m, weight in enumerate(SALIENCE):
        more = paper_problem(weights=(*SALIENCE[:m], weight + 1, *SALIENCE[m + 1 :]))
        assert select_mix(more).value >= select_mix(paper_problem()).value


def test_pins_stay_and_what_is_ruled_out_never_enters():
    free = select_mix(paper_problem()).members
    outside = next(i for i in range(44, -1, -1) if i not in free)
    solution = select_mix(paper_problem(pinned=frozenset({outside}), eligible=EVERYONE - {free[0]}))
    assert outside in solution.members
    assert free[0] not in solution.optimal_value_members


def test_a_pin_may_be_in_although_it_is_not_eligible():
    assert 4 in select_mix(paper_problem(pinned=frozenset({4}), eligible=EVERYONE - {4})).members


def test_the_same_input_gives_the_same_output():
    assert select_mix(paper_problem()) == select_mix(paper_problem())


def test_an_instrument_of_leverage_0_enters_only_when_pinned():
    problem = MixProblem((0b01, 0b10, 0b10), (1, 0), 3, eligible=frozenset({0, 1, 2}))
    assert select_mix(problem).members == (0,)
    assert select_mix(replace(problem, pinned=frozenset({2}))).members == (0, 2)


def test_without_any_salience_the_mix_is_the_pins():
    solution = select_mix(paper_problem(weights=(0,) * 12, pinned=frozenset({3, 9})))
    assert (solution.members, solution.value, solution.choices) == ((3, 9), 0, ())


def test_nothing_eligible_gives_an_empty_mix():
    solution = select_mix(paper_problem(eligible=frozenset()))
    assert (solution.members, solution.value, find_alternates(paper_problem(), solution)) == ((), 0, ())


def test_more_places_than_instruments_takes_them_all():
    problem = paper_problem(places=99)
    worth = tuple(i for i in range(45) if leverage_of(problem, [i]) > 0)
    assert select_mix(problem).members == worth


def test_pins_beyond_the_places_or_the_heavy_limit_are_refused_with_what_conflicts():
    pins = frozenset({0, 1, 2})
    problem = paper_problem(pinned=pins, places=2, heavy=pins, heavy_limit=1)
    with pytest.raises(ScenarioError, match="Pinned instruments: 3; places in the mix: only 2"):
        select_mix(problem)
    assert [conflict.where for conflict in list_conflicts(problem)] == ["places", "heavy_limit"]


def test_twins_are_shown_as_interchangeable():
    problem = MixProblem((1, 1, 1, 2), (3, 3), 3, eligible=frozenset(range(4)))
    assert select_mix(problem).choices == (Tie((0, 1), (0, 1, 2)),)


def test_instruments_that_tie_without_being_twins_are_interchangeable_too():
    problem = MixProblem((0b001, 0b010, 0b100), (2, 2, 2), 1, eligible=frozenset(range(3)))
    assert select_mix(problem).choices == (Tie((0,), (0, 1, 2)),)


def test_a_tie_goes_to_the_higher_leverage_before_the_table_order():
    # One more for the first mechanism (weight 2, one pin there) ties with one for the second (weight 1): both add 1/2.
    problem = MixProblem((0b10, 0b01, 0b01), (2, 1), 2, pinned=frozenset({2}), eligible=frozenset({0, 1}))
    solution = select_mix(problem)
    assert solution.members == (1, 2)
    assert solution.optimal_value_members == {0, 1, 2}


TWINS = MixProblem((1, 1, 1, 1), (3,), 2, eligible=frozenset(range(4)), heavy=frozenset({0}))


@pytest.mark.parametrize(
    ("changes", "members"),
    [
        # what can start at all, then what can start now, then light ones, then the order of the table
        ({"now": frozenset({3}), "later": frozenset({2})}, (2, 3)),
        ({"now": frozenset({3}), "later": frozenset({1, 2})}, (1, 3)),
        ({"now": frozenset({2, 3}), "later": frozenset({1})}, (2, 3)),
        ({"now": frozenset({0, 3})}, (0, 3)),
        ({"now": frozenset({0, 3}), "heavy_limit": 0}, (1, 3)),
        ({}, (1, 2)),
    ],
)
def test_a_tie_goes_to_what_a_place_can_carry_best(changes, members):
    problem = replace(TWINS, **changes)
    assert select_mix(problem).members == members
    assert set(select_mix(problem).optimal_value_members) >= {1, 2, 3}


def test_a_building_never_wins_over_people_because_it_stands_further_up():
    problem = MixProblem((1, 1), (3,), 1, eligible=frozenset({0, 1}), heavy=frozenset({0}))
    assert select_mix(problem).members == (1,)
    assert select_mix(problem).choices == (Tie((1,), (0, 1)),)


def test_one_place_for_a_heavy_one_goes_where_it_starts_most():
    # Two kinds with a light one that nobody carries and a heavy one that can start; room for one heavy one only.
    problem = MixProblem(
        (0b01, 0b01, 0b10, 0b10), (1, 1), 2, eligible=frozenset(range(4)), heavy=frozenset({1, 3}), heavy_limit=1
    )
    assert select_mix(replace(problem, now=frozenset({3}), later=frozenset({1}))).members == (0, 3)
    assert select_mix(replace(problem, now=frozenset({1, 3}))).members == (0, 3)


def test_seventy_instruments_for_one_mechanism_are_counted_exactly():
    problem = MixProblem((1,) * 70, (3,), 70, eligible=frozenset(range(70)))
    assert select_mix(problem).value == 3 * (1 - Fraction(1, 2**70))


def test_eighty_instruments_of_two_kinds_are_counted_exactly():
    problem = MixProblem(
        (0b11, 0b01) * 40, (3, 2), 79, eligible=frozenset(range(80)), heavy=frozenset({0}), heavy_limit=0
    )
    solution = select_mix(problem)
    assert solution.value == value_of(problem, range(1, 80))
    assert solution.members == tuple(range(1, 80))


def test_a_toolbox_of_sixty_different_instruments_is_answered_too():
    generator = random_numbers(11)
    columns = tuple(generator.randrange(1, 2**12) for _i in range(60))
    problem = MixProblem(columns, SALIENCE, 8, eligible=frozenset(range(60)))
    assert select_mix(problem).value == solve_independently(problem, 1)[0]


@settings(max_examples=100, deadline=None)
@given(small_problems())
def test_alternates_are_the_best_single_replacements(problem):
    solution = select_mix(problem)
    alternates = find_alternates(problem, solution)
    assert [a.member for a in alternates] == [i for i in solution.members if i not in problem.pinned]
    for alternate in alternates:
        kept = frozenset(solution.members) - {alternate.member}
        rest = replace(problem, pinned=kept, places=len(kept) + 1, eligible=problem.eligible - {alternate.member})
        best = enumerate_best(rest)
        assert solution.value - alternate.loss == best.value
        assert kept.union({alternate.replacement} - {None}) == set(best.first)
