"""The list of next steps: written, taken from the plan, ticked, changed, taken out and brought back."""

from datetime import date

import pytest

from clusterdash import words
from clusterdash.model.scenario.next_step import NextStep
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.results import compute_results, default_catalog, default_scenario
from clusterdash.ui.session import Sitting, carry_out
from clusterdash.ui.shell import build_screen
from clusterdash.views.decide import render_decide
from clusterdash.views.log import render_log
from clusterdash.views.next_steps import list_open_steps, name_step, suggest_steps
from clusterdash.views.render import collect_parts
from clusterdash.views.slides_show import list_slides

CATALOG = default_catalog()
TODAY = date.today().isoformat()
OWN = NextStep("Call the chamber", owner="Ana", due="2027-03-31", agreed_on="2027-03-12")


@pytest.fixture(autouse=True)
def in_english():
    words.select_language("en")


@pytest.fixture
def sitting():
    return Sitting(default_scenario(), "en")


def act(sitting, name, **event):
    carry_out(sitting, {"name": name, **event})
    return sitting.scenario.next_steps


def draw(render, sitting):
    with collect_parts() as parts:
        render(build_screen(sitting, {}))
    return "".join(parts.values())


def show_next(sitting):
    return next(one for one in list_slides(build_screen(sitting, {})) if one.code == "next")


def test_a_step_in_own_words_is_agreed_on_today_and_undo_takes_it_back(sitting):
    assert act(sitting, "write_step", value="  Call the chamber ") == (NextStep("Call the chamber", agreed_on=TODAY),)
    carry_out(sitting, {"name": "undo"})
    assert not sitting.scenario.next_steps


def test_a_step_of_the_plan_is_taken_with_its_organisation_and_day_once(sitting):
    offered = list_open_steps(CATALOG, sitting.results)
    code = next(one.step.code for one in offered if one.section == "§3")
    for _click in range(2):
        (step,) = act(sitting, "take_step", code=code)
    assert (step.what, step.code, step.agreed_on, bool(step.owner)) == ("", code, TODAY, True)
    assert code not in {one.step.code for one in list_open_steps(CATALOG, sitting.results)}
    steps = act(sitting, "take_all_steps")
    # must not happen: the plan has more to offer, or something stands twice
    assert len(steps) == len({one.code for one in steps}) == len(offered)
    assert not list_open_steps(CATALOG, sitting.results)


def test_a_condition_of_the_hand_over_is_put_on_the_list_and_an_unknown_code_is_told(sitting):
    (step,) = act(sitting, "take_step", code=CATALOG.handover_conditions[0].code)
    assert name_step(CATALOG, step) == CATALOG.handover_conditions[0].text
    act(sitting, "take_step", code="perhaps")
    assert "cannot be changed" in sitting.notices[0].problem.text()


def test_a_tick_has_its_day_and_goes_again(sitting):
    act(sitting, "write_step", value="Call")
    (step,) = act(sitting, "tick_step", number=0, value=True)
    assert (step.done, step.done_on) == (True, TODAY)
    (step,) = act(sitting, "tick_step", number=0, value=False)
    assert (step.done, step.done_on) == (False, "")


def test_every_field_can_be_written_and_a_bad_day_is_told_and_changes_nothing(sitting):
    act(sitting, "write_step", value="Call")
    for field, value in (("owner", "Ana, chamber"), ("due", "2027-05-01"), ("note", "by phone"), ("what", "Call them")):
        (step,) = act(sitting, "edit_step", number=0, field=field, value=value)
        assert getattr(step, field) == value
    assert act(sitting, "edit_step", number=0, field="due", value="31.5.2027") == (step,)
    assert "a day like 2027-03-31" in sitting.notices[0].problem.text()
    assert act(sitting, "edit_step", number=0, field="what", value=" ") == (step,)


@pytest.mark.parametrize("event", [{"number": 7}, {"number": True}, {"number": "0"}, {"field": "agreed_on"}])
def test_what_is_no_step_or_no_field_is_refused(sitting, event):
    before = act(sitting, "write_step", value="Call")
    assert act(sitting, "edit_step", **{"number": 0, "field": "owner", "value": "x", **event}) == before
    assert sitting.notices


def test_a_step_taken_out_comes_back_by_undo(sitting):
    act(sitting, "write_step", value="Call")
    act(sitting, "write_step", value="Write")
    assert [one.what for one in act(sitting, "drop_step", number=0)] == ["Write"]
    carry_out(sitting, {"name": "undo"})
    assert [one.what for one in sitting.scenario.next_steps] == ["Call", "Write"]


def test_the_plan_suggests_nothing_before_anything_is_rated():
    assert not suggest_steps(CATALOG, compute_results(CATALOG, Scenario()))


def test_a_day_of_the_plan_that_is_over_is_left_out(sitting):
    first = suggest_steps(CATALOG, sitting.results)
    later = suggest_steps(CATALOG, sitting.results, "2090-01-01")
    assert all(one.step.due for one in first) and not any(one.step.due for one in later)


def test_the_step_decide_shows_the_list_late_ones_marked_and_what_the_plan_suggests(sitting):
    sitting.replace(sitting.scenario.change(next_steps=(OWN, NextStep("<b>", done=True, done_on="2027-03-30"))))
    text = draw(lambda screen: render_decide(dataclass_today(screen, "2027-04-03")), sitting)
    assert "2 next steps, 1 done" in text and "3 days late" in text and "done on Mar 30, 2027" in text
    assert "until 20" in text and "of the plan are not on the list" in text
    # must not happen: what people wrote is taken for markup
    assert "&lt;b&gt;" in text and 'value="<b>"' not in text


def dataclass_today(screen, today):
    from dataclasses import replace

    return replace(screen, today=today)


def test_the_log_asks_for_another_decision_only_where_there_is_one(sitting):
    assert "Write down a decision" in draw(render_log, sitting)
    carry_out(sitting, {"name": "write_note", "value": "We meet in May"})
    text = draw(render_log, sitting)
    assert "Write down another decision" in text and "Write down a step of your own" in text


def test_the_slide_says_whether_the_steps_are_agreed_or_only_suggested(sitting):
    assert show_next(sitting).values["finding"].startswith("Nobody has taken these on yet: what the plan begins until")
    sitting.replace(sitting.scenario.change(next_steps=(OWN,)))
    assert show_next(sitting).values["finding"] == "1 next step"
    assert show_next(sitting).values["lines"][0][1] == "Call the chamber · Ana"
