"""A second workshop opens the file of the first: what was done since, a plan to compare with, new minutes."""

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from docx import Document

from clusterdash import words
from clusterdash.export import export_minutes
from clusterdash.model.scenario.next_step import NextStep
from clusterdash.results import default_catalog, default_scenario
from clusterdash.ui.kept import keep_now
from clusterdash.ui.session import Sitting, carry_out
from clusterdash.ui.shell import build_screen
from clusterdash.views.compare import render_compare
from clusterdash.views.follow import render_follow
from clusterdash.views.next_steps import say_day
from clusterdash.views.overview import render_overview
from clusterdash.views.render import collect_parts

CATALOG = default_catalog()
TODAY = date.today()
FIRST = (TODAY - timedelta(days=200)).isoformat()
LATE = (TODAY - timedelta(days=12)).isoformat()
EARLIER_PLAN = default_scenario().change(
    next_steps=(
        NextStep("Find a hall", owner="Ana, chamber", due=LATE, agreed_on=FIRST),
        NextStep(code="job_fairs", owner="National government", agreed_on=FIRST),
        NextStep(code="awards", done=True, done_on=(TODAY - timedelta(days=90)).isoformat(), agreed_on=FIRST),
    )
)
TOLD = f"Since {say_day(FIRST)}: 1 of 3 steps done, 1 late, 1 open; 1 instrument begun."


@pytest.fixture(autouse=True)
def in_english():
    words.select_language("en")


@pytest.fixture
def sitting():
    opened = Sitting(default_scenario(), "en", page="strategy")
    carry_out(opened, {"name": "open_file", "text": EARLIER_PLAN.to_json()})
    return opened


def draw(sitting, render, page=""):
    sitting.page = page
    with collect_parts() as parts:
        text = render(build_screen(sitting, {}))
    return text + "".join(parts.values())


def test_whoever_opens_the_file_is_told_what_was_done_since_and_may_begin_the_next(sitting):
    (notice,) = sitting.notices
    assert notice.problem.text().startswith(TOLD)
    assert [action["name"] for _text, action in notice.answers] == ["start_workshop"]
    text = draw(sitting, render_overview)
    assert TOLD in text and "Start the next workshop" in text
    # must not happen: what is late stands behind what is done
    assert text.index("12 days late") < text.index("Begin: Job fairs") < text.index("Begin: Awards")


def test_the_overview_says_it_by_itself_without_a_notice_over_it():
    sitting = Sitting(default_scenario(), "en")
    sitting.visit("")
    carry_out(sitting, {"name": "open_file", "text": EARLIER_PLAN.to_json()})
    assert not sitting.notices and TOLD in draw(sitting, render_overview)


def test_the_short_code_of_a_plan_tells_the_same(tmp_path, monkeypatch):
    from clusterdash.room.desk import DESK

    monkeypatch.setenv("CLUSTERDASH_DATABASE", f"sqlite:///{tmp_path}/rooms.sqlite3")
    try:
        sitting = Sitting(default_scenario(), "en")
        carry_out(sitting, {"name": "open_code", "value": keep_now(EARLIER_PLAN.to_json())})
        assert sitting.notices[0].problem.text().startswith(TOLD)
    finally:
        DESK.close()


def test_a_plan_without_steps_of_an_earlier_day_tells_nothing():
    sitting = Sitting(default_scenario(), "en")
    plan = default_scenario().change(next_steps=(NextStep("Call", agreed_on=TODAY.isoformat()),))
    carry_out(sitting, {"name": "open_file", "text": plan.to_json()})
    assert not sitting.notices and not render_follow(build_screen(sitting, {}), "overview")


def test_the_next_workshop_keeps_the_earlier_plan_as_a_and_compare_says_what_has_changed(sitting):
    for _click in range(2):
        carry_out(sitting, {"name": "start_workshop"})
    (option,) = sitting.options
    assert (option.letter, option.source, option.scenario) == ("A", "earlier", EARLIER_PLAN)
    assert sitting.scenario.salience == EARLIER_PLAN.salience
    assert [one.kind for one in sitting.scenario.decisions] == ["workshop"]
    carry_out(sitting, {"name": "set_salience", "mechanism": "recruitment", "value": 3})
    carry_out(sitting, {"name": "tick_step", "number": 0, "value": True})
    told = draw(sitting, render_compare, "compare")
    assert "as the workshop before left it" in told and "Recruitment" in told and "3 next steps, 2 done" in told
    assert "is kept as A" in draw(sitting, render_overview)
    # must not happen: the step that is done now counts for the new workshop alone
    assert "2 of 3 steps done, 1 open" in draw(sitting, render_overview)


def test_the_minutes_of_the_second_workshop_say_what_was_done_since_the_first(sitting):
    carry_out(sitting, {"name": "start_workshop"})
    carry_out(sitting, {"name": "write_step", "value": "Ask the bank"})
    content = export_minutes(CATALOG, sitting.scenario, "docx", "en", TODAY)
    document = Document(io.BytesIO(content))
    assert TOLD in {one.text for one in document.paragraphs}
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert {"Ask the bank", "A further workshop began", "12 days late"} <= cells


def test_four_plans_side_by_side_leave_no_room_and_that_is_told(sitting):
    for _place in range(3):
        carry_out(sitting, {"name": "keep_option"})
    carry_out(sitting, {"name": "start_workshop"})
    assert "Four plans stand side by side" in sitting.notices[-1].problem.text()
    assert not sitting.scenario.decisions


def test_on_the_next_day_the_second_workshop_is_the_one_to_look_back_to(sitting):
    carry_out(sitting, {"name": "start_workshop"})
    screen = replace(build_screen(sitting, {}), today=(TODAY + timedelta(days=1)).isoformat())
    assert f"Since {say_day(TODAY.isoformat())}" in render_follow(screen, "overview")
