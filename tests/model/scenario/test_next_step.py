"""Next steps: who does what by when; ticks of older files and links are found again among them."""

import json

import pytest

from clusterdash.errors import ScenarioError
from clusterdash.model import Scenario
from clusterdash.model.scenario import next_step as module
from clusterdash.model.scenario.change import Change, apply_changes
from clusterdash.model.scenario.decision import Decision
from clusterdash.model.scenario.next_step import NextStep
from clusterdash.model.scenario.recent import weigh

CALL = NextStep("Call the chamber", owner="Ana, cooperative", due="2027-03-31", agreed_on="2027-03-12")


def open_file(**fields):
    return Scenario.from_json(json.dumps({"version": 1, **fields}))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("what", "x" * 301), ("what", " "), ("code", 3), ("owner", "x" * 121), ("due", "31.3.2027"),
        ("due", "2027-02-30"), ("done", "yes"), ("done_on", "soon"), ("done_on", "2027-03-01"),
        ("agreed_on", None), ("note", "x" * 501),
    ],
)  # fmt: skip
def test_a_step_out_of_range_is_refused(name, value):
    with pytest.raises(ScenarioError) as caught:
        NextStep(**{"what": "Call", name: value})
    assert [problem.where for problem in caught.value.problems] == [f"next_steps.{name}"]


def test_a_step_is_added_at_the_end_and_its_words_are_cleaned(catalog):
    other = NextStep(code="job_fairs", owner="\u202eAna\0")
    changes = [Change("next_steps", "", CALL), Change("next_steps", "", other)]
    scenario = apply_changes(catalog, Scenario(), changes)
    assert scenario.next_steps == (CALL, NextStep(code="job_fairs", owner="Ana"))
    assert Scenario.from_json(scenario.to_json()) == scenario


def test_a_file_names_the_step_in_which_something_is_wrong():
    with pytest.raises(ScenarioError) as caught:
        open_file(next_steps=[{"what": "Call"}, {"what": "Call", "due": "31.3.27"}, {"owner": "Ana"}, 4])
    assert [problem.where for problem in caught.value.problems] == ["next_steps[2]", "next_steps[3]", "next_steps[4]"]
    assert "2027-03-31" in caught.value.problems[0].text()


def test_only_a_step_without_own_words_stands_for_the_instrument_itself():
    assert NextStep(code="job_fairs", done=True).is_whole_done
    assert not NextStep("Book the hall", "job_fairs", done=True).is_whole_done
    assert not NextStep(code="job_fairs").is_whole_done


TICK = {"kind": "done", "subject": "job_fairs", "reason": "Ana, chamber", "group": "", "on": "2027-04-02"}


def test_a_tick_of_an_older_file_is_a_step_that_is_done():
    scenario = open_file(decisions=[{"kind": "pin", "subject": "awards"}, TICK])
    assert scenario.decisions == (Decision("pin", "awards"),)
    assert scenario.next_steps == (NextStep("", "job_fairs", "Ana, chamber", done=True, done_on="2027-04-02"),)


def test_a_tick_of_an_older_page_ticks_the_step_that_is_there_already():
    step = {"code": "job_fairs", "owner": "The chamber", "due": "2027-05-01"}
    scenario = open_file(decisions=[TICK], next_steps=[{"what": "Book a hall", "code": "job_fairs"}, step])
    assert scenario.next_steps == (
        NextStep("Book a hall", "job_fairs"),
        NextStep("", "job_fairs", "Ana, chamber", "2027-05-01", True, "2027-04-02"),
    )


def test_a_tick_with_many_words_keeps_them_as_a_note_and_a_broken_one_is_told():
    assert open_file(decisions=[{**TICK, "reason": "x" * 400}]).next_steps[0].note == "x" * 400
    with pytest.raises(ScenarioError) as caught:
        open_file(decisions=[{**TICK, "on": "soon"}, {**TICK, "subject": ["a"]}])
    assert {problem.where for problem in caught.value.problems} == {"next_steps[1]", "next_steps[2]"}


def test_a_tick_of_nothing_is_kept_as_a_note():
    scenario = open_file(decisions=[{"kind": "done", "reason": "All went well", "on": "2027-04-02"}])
    assert scenario.decisions == (Decision("note", reason="All went well", on="2027-04-02"),)


def test_a_file_with_ticks_without_end_is_refused_before_any_is_looked_for(monkeypatch):
    calls = []
    monkeypatch.setattr(module, "_tick", lambda steps, tick: calls.append(tick) or steps)
    ticks = [{"kind": "done", "subject": f"step {number}"} for number in range(5000)]
    with pytest.raises(ScenarioError, match="5000 decisions"):
        open_file(decisions=ticks)
    with pytest.raises(ScenarioError, match="5000 next steps"):
        open_file(decisions=[TICK], next_steps=[{"what": "x"}] * 5000)
    assert not calls  # must not happen: each tick looks through all others, for minutes


def test_long_lists_weigh_in_what_is_kept_in_memory():
    assert weigh(Scenario(next_steps=(CALL,) * 200)) == weigh(Scenario()) + 4
