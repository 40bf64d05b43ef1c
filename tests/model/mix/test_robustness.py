"""Judgement of method.md §3: by every change of one and two weights, and by resampling the voters."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from statistics import median_low

from hypothesis import given, settings

from clusterdash.model.mix.robustness import judge_robustness, resample_ballots
from clusterdash.model.mix.select import MixProblem, select_mix
from tests.model.mix.mix_oracle import enumerate_best, paper_columns, small_problems

COLUMNS = paper_columns()
EVERYONE = frozenset(range(len(COLUMNS)))


def list_steps(problem: MixProblem) -> list[tuple[int, int]]:
    return [(m, w + d) for m, w in enumerate(problem.weights) for d in (-1, 1) if 0 <= w + d <= 3]


def change(problem: MixProblem, *steps: tuple[int, int]) -> MixProblem:
    new = dict(steps)
    return replace(problem, weights=tuple(new.get(m, w) for m, w in enumerate(problem.weights)))


@settings(max_examples=40, deadline=None)
@given(small_problems())
def test_verdicts_are_those_of_trying_every_change_and_every_set(problem):
    steps = list_steps(problem)
    pairs = [pair for pair in combinations(steps, 2) if pair[0][0] != pair[1][0]]
    after_one = {step: enumerate_best(change(problem, step)).reachable for step in steps}
    after_two = [enumerate_best(change(problem, *pair)).reachable for pair in pairs]
    for found in judge_robustness(problem, select_mix(problem)):
        assert all(i in problem.pinned for i in found.group) or problem.pinned.isdisjoint(found.group)
        lost = tuple(step for step in steps if after_one[step].isdisjoint(found.group))
        if problem.pinned.intersection(found.group):
            expected = ("pinned", ())
        elif lost:
            expected = ("fragile", lost)
        else:
            expected = ("firm" if any(r.isdisjoint(found.group) for r in after_two) else "safe", ())
        assert (found.verdict, found.lost_by) == expected


@settings(max_examples=60, deadline=None)
@given(small_problems())
def test_every_member_of_the_mix_is_judged_once_with_its_twins(problem):
    solution = select_mix(problem)
    verdicts = judge_robustness(problem, solution)
    assert sorted(i for found in verdicts for i in found.members) == list(solution.members)
    for found in verdicts:
        assert set(found.members) <= set(found.group) <= problem.eligible | problem.pinned
        assert len({problem.columns[i] for i in found.group}) == 1


def test_a_tie_never_reads_as_fragile():
    # Four twins, one place: each alone could go, the group stays.
    problem = MixProblem((1, 1, 1, 1), (2,), 1, eligible=frozenset(range(4)))
    (found,) = judge_robustness(problem, select_mix(problem))
    assert (found.members, found.group, found.verdict) == ((0,), (0, 1, 2, 3), "safe")


def test_a_fragile_group_names_the_change_that_loses_it():
    problem = MixProblem((0b01, 0b10), (3, 2), 1, eligible=frozenset({0, 1}))
    (found,) = judge_robustness(replace(problem, weights=(2, 2)), select_mix(replace(problem, weights=(2, 2))))
    assert (found.verdict, found.lost_by) == ("fragile", ((0, 1), (1, 3)))
    (firm,) = judge_robustness(problem, select_mix(problem))
    assert (firm.verdict, firm.lost_by) == ("firm", ())


def test_other_scales_of_weight_have_their_own_upper_end():
    problem = MixProblem((0b01, 0b10), (3, 3), 1, eligible=frozenset({0, 1}))
    solution = select_mix(problem)
    (capped,) = judge_robustness(problem, solution)
    (wider,) = judge_robustness(problem, solution, max_weight=9)
    assert (capped.lost_by, wider.lost_by) == (((0, 2),), ((0, 2), (1, 4)))


def test_the_paper_toolbox_is_judged_with_pins_and_exclusions():
    problem = MixProblem(
        COLUMNS, (2, 1, 3, 2, 1, 3, 2, 2, 1, 2, 1, 3), 10, frozenset({4}), EVERYONE - {1, 2, 3}, frozenset(), None
    )
    verdicts = judge_robustness(problem, select_mix(problem))
    assert {found.verdict for found in verdicts} > {"pinned"}
    assert [found.members for found in verdicts if found.verdict == "pinned"] == [(4,)]


def test_one_voter_resampled_always_gives_the_same_mix():
    problem = MixProblem(COLUMNS, (0,) * 12, 5, eligible=EVERYONE)
    ballot = (3, 0, 0, 1, 0, 2, 0, 0, 1, 0, 0, 3)
    shares = resample_ballots([ballot], problem, draws=20, seed=1)
    solution = select_mix(replace(problem, weights=ballot))
    assert {i for found in shares for i in found.group if found.share == 1.0} >= set(solution.members)
    assert all(found.share == 1.0 for found in shares)


def test_resampling_is_repeatable_and_uses_the_lower_median():
    # Two voters: the lower median is 0 unless the same voter is drawn twice.
    problem = MixProblem((0b01, 0b10), (0, 0), 1, eligible=frozenset({0, 1}))
    ballots = [(3, 0), (0, 3)]
    shares = {found.group: found.share for found in resample_ballots(ballots, problem, draws=400, seed=9)}
    assert shares == {found.group: found.share for found in resample_ballots(ballots, problem, draws=400, seed=9)}
    assert median_low([3, 0]) == 0
    assert 0.15 < shares[(0,)] < 0.35
    assert 0.15 < shares[(1,)] < 0.35


def test_no_ballots_give_no_shares():
    assert resample_ballots([], MixProblem((1,), (1,), 1, eligible=frozenset({0})), seed=1) == ()
