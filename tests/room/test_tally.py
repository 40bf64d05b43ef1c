"""Counts, medians, agreement, small groups, and what a room does at each step."""

from statistics import median_low

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterdash.room.ballots import Ballot
from clusterdash.room.state import (
    CLOSED,
    OPEN,
    REVEALED,
    Stage,
    choose_pause,
    close_stage,
    empty_stage,
    hide_stage,
    open_stage,
    reveal_stage,
)
from clusterdash.room.tally import (
    HandCount,
    find_median,
    hide_small_groups,
    list_votes,
    measure_agreement,
    tally_all,
    tally_mechanism,
)

RATINGS = st.lists(st.integers(0, 3), min_size=1, max_size=60)
COUNTS = st.tuples(*[st.integers(0, 8)] * 4)


def count(ratings):
    return [ratings.count(level) for level in range(4)]


@given(RATINGS)
def test_the_median_is_the_lower_middle_rating(ratings):
    assert find_median(count(ratings)) == median_low(ratings)


def test_nobody_has_no_median_and_no_agreement():
    assert find_median((0, 0, 0, 0)) is None and measure_agreement((0, 0, 0, 0)) is None


@given(RATINGS)
def test_agreement_lies_between_0_and_1_and_is_1_only_where_all_say_the_same(ratings):
    agreement = measure_agreement(count(ratings))
    assert -1e-9 <= agreement <= 1
    assert (agreement == 1) == (len(set(ratings)) == 1)


def test_a_room_torn_in_two_agrees_on_nothing():
    assert measure_agreement((5, 0, 0, 5)) == pytest.approx(0)


@given(st.dictionaries(st.sampled_from(["", "a", "b", "c", "d"]), COUNTS))
def test_no_group_under_three_is_shown_nor_can_be_found_by_subtraction(groups):
    shown = hide_small_groups(groups)
    total = [sum(counts[level] for counts in groups.values()) for level in range(4)]
    assert [sum(counts[level] for counts in shown.values()) for level in range(4)] == total
    assert all(sum(counts) >= 3 for counts in shown.values()) or sum(total) < 3


def test_phones_and_raised_hands_are_channels_of_one_total():
    ballots = [Ballot("teachers", {"m": 2}), Ballot(None, {"m": 0}), Ballot("teachers")]
    tally = tally_mechanism(
        "m", ballots, [HandCount("teachers", "m", (1, 0, 0, 4)), HandCount(None, "n", (9, 9, 9, 9))]
    )
    assert (tally.phones, tally.by_hand, tally.counts) == ((1, 0, 1, 0), (1, 0, 0, 4), (2, 0, 1, 4))
    assert (tally.voters, tally.median) == (7, 3)


def test_guesses_are_measured_by_the_median():
    ballots = [Ballot(None, {"m": 2}, guesses={"m": guess}) for guess in (2, 2, 3, 0)]
    assert tally_mechanism("m", ballots).guessed == 0.5


def test_a_row_for_the_bootstrap_is_full_and_hands_are_voters_too():
    ballots = [Ballot(None, {"m": 3}), Ballot(None, {"m": 3, "n": 1}), Ballot(None)]
    hands = [HandCount(None, "m", (0, 1, 0, 1))]
    tallies = tally_all(["m", "n"], ballots, hands)
    assert list_votes(tallies, ballots, hands) == [(3, 1), (3, 1), (1, 1), (3, 1)]


STAGES = [Stage(status) for status in (OPEN, CLOSED, REVEALED)]


@pytest.mark.parametrize("stage", STAGES)
def test_a_room_may_be_revealed_opened_and_emptied_from_any_state(stage):
    assert reveal_stage(stage).status == REVEALED
    assert open_stage(open_stage(stage)) == open_stage(stage)
    assert empty_stage(stage) == Stage(OPEN, 1, 1)


def test_opening_after_a_reveal_is_another_vote():
    assert open_stage(Stage(REVEALED, 1)) == Stage(OPEN, 2)
    assert open_stage(Stage(CLOSED, 1)) == Stage(OPEN, 1)


def test_hiding_takes_the_results_back_and_closing_keeps_them():
    assert hide_stage(Stage(REVEALED)).status == CLOSED and hide_stage(Stage(OPEN)).status == OPEN
    assert close_stage(Stage(REVEALED)).status == REVEALED and close_stage(Stage(OPEN)).status == CLOSED


def test_phones_ask_soon_when_a_reveal_is_near_and_seldom_in_a_crowd():
    assert choose_pause(Stage(CLOSED), 30, 20, {}) == choose_pause(Stage(OPEN), 30, 29, {}) == 1000
    assert choose_pause(Stage(OPEN), 30, 3, {}) == 3000 and choose_pause(Stage(OPEN), 1000, 990, {}) == 5000
