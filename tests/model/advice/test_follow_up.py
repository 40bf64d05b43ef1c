"""What became of the steps that an earlier workshop agreed on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterdash.model import Scenario
from clusterdash.model.advice.follow_up import find_last_workshop, follow_up, judge_step
from clusterdash.model.scenario.decision import Decision
from clusterdash.model.scenario.next_step import NextStep
from tests.store.scenario_strategies import STEPS

FIRST, SECOND, TODAY = "2027-03-12", "2027-09-01", "2027-10-01"


def step(what, **fields):
    return NextStep(what, **{"agreed_on": FIRST, **fields})


def states(scenario, today=TODAY, workshop=""):
    return [(one.step.what, one.state, one.days_late) for one in follow_up(scenario, today, workshop).reviews]


def test_late_ones_come_first_then_open_ones_by_day_then_what_is_done():
    scenario = Scenario(
        next_steps=(
            step("done", done=True, done_on="2027-04-01"),
            step("open", due="2028-01-01"),
            step("no day"),
            step("late", due="2027-09-30"),
            step("later", due="2027-09-01"),
            step("sooner", due=TODAY),
            step("new", agreed_on=TODAY),
        )
    )
    assert states(scenario) == [
        ("later", "late", 30), ("late", "late", 1), ("sooner", "open", 0), ("open", "open", 0), ("no day", "open", 0),
        ("done", "done", 0),
    ]  # fmt: skip
    assert follow_up(scenario, TODAY).since == FIRST


def test_a_step_written_down_between_two_workshops_does_not_move_the_day():
    scenario = Scenario(next_steps=(step("a"), step("b", agreed_on="2027-06-01")))
    assert follow_up(scenario, TODAY).since == FIRST


def test_after_a_further_workshop_only_what_was_open_then_counts():
    scenario = Scenario(
        decisions=(Decision("workshop", on=SECOND),),
        next_steps=(step("old", done=True, done_on="2027-05-01"), step("kept"), step("new", agreed_on=SECOND)),
    )
    assert follow_up(scenario, TODAY).since == SECOND
    assert [name for name, _state, _days in states(scenario)] == ["kept", "new"]
    # the minutes of that further workshop look back to the first
    assert follow_up(scenario, TODAY, SECOND).since == FIRST
    assert [name for name, _state, _days in states(scenario, TODAY, SECOND)] == ["kept", "old"]


def test_what_was_done_on_the_day_of_the_workshop_before_still_counts():
    done = step("at once", done=True, done_on=SECOND)
    scenario = Scenario(decisions=(Decision("workshop", on=SECOND),), next_steps=(done,))
    assert states(scenario) == [("at once", "done", 0)]


def test_ticks_without_a_day_of_agreement_count_as_earlier_ones():
    scenario = Scenario(next_steps=(NextStep(code="awards", done=True, done_on="2027-04-01"),))
    found = follow_up(scenario, TODAY)
    assert (found.since, found.count("done")) == ("", 1)


def test_nothing_is_told_on_an_unknown_day_or_of_no_steps():
    assert not follow_up(Scenario(next_steps=(step("a"),)), "").reviews
    assert not follow_up(Scenario(), TODAY).reviews and find_last_workshop(Scenario(), TODAY) == ""


@pytest.mark.parametrize(("due", "days"), [("2027-09-30", 1), (TODAY, 0), ("2027-10-02", 0), ("", 0)])
def test_a_step_is_late_from_the_day_after(due, days):
    assert judge_step(0, step("a", due=due), TODAY).days_late == days
    assert judge_step(0, step("a", due=due, done=True), TODAY).days_late == 0


@given(st.lists(STEPS, max_size=8), st.dates().map(str))
def test_every_earlier_step_is_either_done_late_or_open(steps, today):
    found = follow_up(Scenario(next_steps=steps), today)
    assert sum(found.count(state) for state in ("done", "late", "open")) == len(found.reviews) <= len(steps)
    assert [one.days_late for one in found.reviews] == sorted((one.days_late for one in found.reviews), reverse=True)
