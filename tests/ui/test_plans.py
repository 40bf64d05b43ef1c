"""Saving a plan version by version: told when somebody was quicker, merged by hand, undone, kept by the browser."""

import json

import pytest

from clusterdash.errors import ScenarioError
from clusterdash.model.scenario.scenario import Place, Scenario
from clusterdash.results import default_scenario, examples
from clusterdash.room.desk import DESK
from clusterdash.store.database import DatabaseGone
from clusterdash.store.plans import find_newest_number, find_version
from clusterdash.ui import news as news_module
from clusterdash.ui import plans as module
from clusterdash.ui.handlers import ACTIONS, handle
from clusterdash.ui.kept import open_version
from clusterdash.ui.late import find_late
from clusterdash.ui.plans import PLAN_HANDLERS
from clusterdash.ui.session import HISTORY_LIMIT, Sitting, carry_out
from clusterdash.ui.shell import build_screen
from clusterdash.views.screen import draw_screen


@pytest.fixture
def two(own_desk):
    """Return two visitors who both have opened version 1 of the same plan."""
    first = Sitting(default_scenario(), "en", page="compare")
    do(first, "name_saver", value="Amina")
    do(first, "save_plan")
    second = Sitting(Scenario(), "en")
    do(second, "name_saver", value="Ben")
    do(second, "open_code", value=first.shelf.base.code)
    assert second.scenario == default_scenario() and second.shelf.base.number == 1
    return first, second


def do(sitting, name, **arguments):
    handle(sitting, {"name": name, **arguments})


def change(sitting, level=None, **capacity):
    if level is not None:
        do(sitting, "set_field", field="donor_level", value=level)
    for actor, value in capacity.items():
        do(sitting, "set_capacity", actor=actor, value=value)


def read(sitting, number=None):
    with DESK.open().database.read() as connection:
        return find_version(connection, sitting.shelf.base.code, number)


def newest(sitting):
    with DESK.open().database.read() as connection:
        return find_newest_number(connection, sitting.shelf.base.code)


def draw(sitting):
    return draw_screen(build_screen(sitting, {})).html


def pause(sitting):
    """Let a visitor pause until everything that takes longer is there; return how often the browser asked."""
    for count in range(200):
        _late, is_pending = find_late(sitting)
        if not is_pending:
            return count
        do(sitting, "ask", code=sitting.stamp)
        news_module.NEWS_WORKER._pool.submit(lambda: None).result()
    raise AssertionError("never ready")


def test_every_action_is_known_to_the_table():
    assert set(PLAN_HANDLERS) <= set(ACTIONS)


def test_saving_adds_versions_and_the_same_again_adds_none(two):
    first, _second = two
    assert "Version 1 is saved" in draw(first) and read(first).who == "Amina"
    do(first, "save_plan")
    assert newest(first) == 1
    change(first, level=5)
    do(first, "save_plan")
    assert newest(first) == 2 and read(first, 1).text == default_scenario().to_json()
    assert Scenario.from_json(read(first).text).donor_level == 5


def test_who_was_slower_is_told_who_when_and_what_and_nothing_is_saved(two):
    first, second = two
    change(second, level=5)
    do(second, "save_plan")
    change(first, local="able")
    do(first, "save_plan")
    assert newest(first) == 2 and first.shelf.told == "newer"
    html = draw(first)
    for words in (
        "somebody was quicker",
        "Ben saved version 2",
        "began with version 1",
        "How far the donor goes: 3 → 5",
    ):
        assert words in html


def test_who_changed_nothing_goes_on_with_the_newer_one_in_a_click(two):
    first, second = two
    change(second, level=5)
    do(second, "save_plan")
    do(first, "save_plan")
    html = draw(first)
    assert "Go on with version 2" in html and "somebody was quicker" not in html and "anyway" not in html
    do(first, "open_news")
    assert first.scenario.donor_level == 5 and first.shelf.base.number == 2 and newest(first) == 2
    do(first, "undo")
    assert first.scenario == default_scenario() and first.shelf.base.number == 1


def test_saving_mine_anyway_adds_a_version_and_keeps_the_others(two):
    first, second = two
    change(second, level=5)
    do(second, "save_plan")
    change(first, level=0)
    do(first, "save_plan")
    do(first, "save_plan", even_if_newer=True)
    assert newest(first) == 3
    assert [Scenario.from_json(read(first, number).text).donor_level for number in (1, 2, 3)] == [3, 5, 0]


def test_a_merge_keeps_what_one_side_changed_and_asks_what_both_did(two):
    first, second = two
    change(second, level=5, regional="able")
    do(second, "save_plan")
    change(first, level=0, local="able")
    do(first, "save_plan")
    do(first, "begin_merge")
    assert "1 choice is still to be picked" in draw(first)
    with pytest.raises(ScenarioError, match="donor_level"):
        do(first, "save_merge")
    do(first, "pick_side", row="donor_level", value="theirs")
    assert "Save both together as version 3" in draw(first)
    do(first, "save_merge")
    saved = Scenario.from_json(read(first).text)
    assert newest(first) == 3 and read(first).based_on == 2
    assert (saved.donor_level, saved.capacity["local"], saved.capacity["regional"]) == (5, "able", "able")
    assert Scenario.from_json(read(first, 2).text).donor_level == 5 and first.shelf.base.number == 3


def test_undo_takes_a_merge_back_and_the_older_base_with_it(two):
    first, second = two
    change(second, regional="able")
    do(second, "save_plan")
    change(first, local="able")
    mine = first.scenario
    do(first, "begin_merge")
    do(first, "take_merge")
    assert first.shelf.base.number == 2 and first.scenario.capacity["regional"] == "able"
    do(first, "undo")
    assert first.scenario == mine and first.shelf.base.number == 1
    do(first, "save_plan")  # must not happen: what the other one saved is passed over in silence
    assert first.shelf.told == "newer" and newest(first) == 2
    do(first, "redo")
    assert first.shelf.base.number == 2
    do(first, "save_plan")
    assert newest(first) == 3
    do(first, "undo")
    do(first, "redo")
    assert first.shelf.base.number == 3


def test_another_plan_on_screen_does_not_become_a_version_of_the_one_before(two):
    first, _second = two
    code = first.shelf.base.code
    do(first, "load_example", code=examples()[1].code)
    assert first.shelf.base is None
    do(first, "save_plan")
    assert first.shelf.base.code != code and newest(first) == 1
    do(first, "undo")
    assert first.shelf.base.code == code
    do(first, "start_over")
    assert first.shelf.base is None


def test_while_working_the_news_comes_when_the_visitor_pauses_and_can_be_put_off(two):
    first, second = two
    change(second, level=5)
    do(second, "save_plan")
    change(first, local="able")
    assert "Ben saved" not in draw(first)
    pause(first)
    assert "Ben saved version 2" in draw(first) and "somebody was quicker" not in draw(first)
    do(first, "put_news_off")
    assert "Ben saved" not in draw(first)
    assert pause(first) == 0  # and for a while nobody asks again


def test_a_click_asks_the_database_nothing(two, monkeypatch):
    first, _second = two

    def fail(*_arguments):
        raise AssertionError("the database was asked")

    monkeypatch.setattr(DESK, "open", fail)
    change(first, local="able")
    find_late(first)
    assert draw(first)


def test_the_history_tells_who_changed_what_and_opens_each_version(two):
    first, second = two
    change(second, level=5)
    do(second, "save_plan")
    do(first, "save_plan")
    change(first, local="able")
    do(first, "save_plan", even_if_newer=True)
    pause(first)
    html = draw(first)
    assert "Version 3, Amina" in html and "Version 2, Ben" in html and "The first version." in html
    assert "(begun with version 1)" in html and "How far the donor goes: 3 → 5" in html
    do(first, "add_saved", number=2)
    do(first, "add_saved", number=2)
    [beside] = first.options
    assert beside.scenario.donor_level == 5 and "saved as version 2" in draw(first)
    do(first, "take_option", letter=beside.letter)
    assert first.scenario.donor_level == 5 and first.shelf.base.number == 3  # an older one is a change of the newest
    with pytest.raises(ScenarioError):
        do(first, "add_saved", number=9)


def test_a_version_of_another_plan_can_stand_beside_by_its_code(two):
    first, _second = two
    other = Sitting(examples()[1].scenario, "en")
    do(other, "save_plan")
    do(first, "add_link", value=f"http://laptop:8501/s/{other.shelf.base.code}")
    [beside] = first.options
    assert (beside.source, beside.scenario) == ("saved", examples()[1].scenario)
    do(first, "take_option", letter=beside.letter)
    assert first.shelf.base.code == other.shelf.base.code
    do(first, "undo")
    assert first.shelf.base.code != other.shelf.base.code


def test_any_version_of_another_plan_can_take_the_place_of_its_newest(two):
    first, second = two
    change(second, level=5)
    do(second, "save_plan")
    other = Sitting(Scenario(), "en", page="compare")
    do(other, "add_link", value=first.shelf.base.code)
    assert other.options[0].base.number == 2 and "Version 1 instead" in draw(other)
    do(other, "turn_version", letter="B", number=1)
    assert other.options[0].scenario == default_scenario() and "saved as version 1" in draw(other)
    do(other, "turn_version", letter="B")
    assert other.options[0].scenario.donor_level == 5
    do(other, "turn_version", letter="C")
    with pytest.raises(ScenarioError):
        do(other, "turn_version", letter="B", number=7)


def test_the_news_can_be_compared_and_a_merge_left_alone(two):
    first, second = two
    change(second, level=5)
    do(second, "save_plan")
    do(first, "compare_news")
    assert first.options[0].base.number == 2
    do(first, "begin_merge")
    do(first, "pick_rest", value="ours")
    do(first, "drop_merge")
    assert first.shelf.merging is None and first.scenario == default_scenario()
    alone = Sitting(default_scenario(), "en")
    with pytest.raises(ScenarioError, match="Nobody else"):
        do(alone, "begin_merge")


def test_what_the_browser_keeps_brings_the_version_back_after_a_reload(two):
    first, second = two
    change(first, local="able")
    tag, draft = first.shelf.write_tag(), first.tell().text
    again = Sitting(default_scenario(), "en")
    do(again, "restore_draft", text=draft, plan=tag)
    assert again.shelf.base == first.shelf.base and again.shelf.who == "Amina"
    change(second, level=5)
    do(second, "save_plan")
    do(again, "save_plan")  # must not happen: the reload makes the visitor forget on what they build
    assert again.shelf.told == "newer"
    link = Sitting(Scenario(), "en", came_by_link=True)
    do(link, "restore_draft", text=draft, plan=tag)
    assert link.shelf.base is None
    do(link, "open_draft")
    assert link.shelf.base == first.shelf.base


@pytest.mark.parametrize(
    "tag", ["", "nonsense", "[1, 2]", '["K7QM3X", true, "", ""]', '["k<b>", 1, "", ""]', None, "[" * 9999]
)
def test_a_tag_that_is_none_is_no_version(tag):
    assert Sitting(Scenario(), "en").shelf.read_tag(tag) is None


def test_a_plan_that_is_gone_or_full_can_be_saved_as_a_new_one(own_desk, monkeypatch):
    sitting = Sitting(default_scenario(), "en")
    do(sitting, "restore_draft", text=default_scenario().to_json(), plan=json.dumps(["K7QM3X", 4, "", "A\u202e"]))
    assert sitting.shelf.who == "A"
    do(sitting, "save_plan")
    assert "knows no plan" in draw(sitting) and sitting.notices[-1].answers[0][1]["name"] == "save_new_plan"
    do(sitting, "save_new_plan")
    assert sitting.shelf.base.number == 1 and sitting.shelf.base.code != "K7QM3X"
    monkeypatch.setattr("clusterdash.store.plans.SAVES_A_MINUTE", 0)
    change(sitting, level=1)
    do(sitting, "save_plan")
    assert "within a minute" in draw(sitting)


def test_who_began_with_a_version_that_the_server_has_lost_is_told_and_saves_a_new_plan(two):
    first, _second = two
    code = first.shelf.base.code
    again = Sitting(Scenario(), "en")
    tag = json.dumps([code, 7, "", ""])  # of a server that was set back to an older backup, or a false one
    do(again, "restore_draft", text=default_scenario().change(donor_level=5).to_json(), plan=tag)
    do(again, "save_plan")  # must not happen: nothing is saved and nothing is told
    assert "Nothing was saved" in draw(again) and again.notices[-1].answers[0][1]["name"] == "save_new_plan"
    assert newest(first) == 1 and again.shelf.told != "newer"


@pytest.mark.parametrize("number", [0, -1, 2**31, 2**63, 10**30])
def test_a_version_number_out_of_all_reason_is_told_as_one_that_is_not_there(two, number):
    first, second = two
    with pytest.raises(ScenarioError, match="knows no plan"):
        do(first, "add_saved", number=number)
    do(second, "add_link", value=first.shelf.base.code)
    with pytest.raises(ScenarioError, match="knows no plan"):
        do(second, "turn_version", letter=second.options[0].letter, number=number)


def test_only_what_undo_leads_back_to_is_kept(two):
    first, second = two
    code = first.shelf.base.code
    for year in range(2 * HISTORY_LIMIT + 30):
        first.replace_whole(Scenario(place=Place(title=f"Plan {year}")))
    assert len(first.shelf.turns) <= 2 * HISTORY_LIMIT
    first.open_version(open_version(read(second)))
    assert first.shelf.base.code == code
    do(first, "undo")
    assert first.shelf.base is None
    do(first, "redo")
    assert first.shelf.base.code == code


def test_who_saves_without_end_is_stopped_before_others_are(two, monkeypatch):
    monkeypatch.setattr("clusterdash.store.plans.ALL_SAVES_A_MINUTE", 30)
    first, second = two
    for _time in range(40):
        do(first, "save_new_plan")
    assert "within a minute" in draw(first)
    do(second, "save_new_plan")  # must not happen: one visitor uses up what all may save
    assert second.shelf.told == "saved"
    monkeypatch.setattr(module, "monotonic", lambda: first.shelf.saves[-1] + 61)
    do(first, "save_new_plan")
    assert first.shelf.told == "saved"


def test_a_database_that_takes_nothing_is_told_and_the_file_can_be_saved(two, monkeypatch):
    first, _second = two
    change(first, level=5)

    def gone():
        raise DatabaseGone("locked")

    monkeypatch.setattr(DESK, "open", gone)
    carry_out(first, {"name": "save_plan"})
    html = draw(first)
    assert "takes nothing just now" in html and "Save the file" in html and first.scenario.donor_level == 5
    first.asked = first.stamp
    first.shelf.looked_at = 0.0
    pause(first)  # must not happen: who only works is disturbed by it
    assert first.shelf.news is None
    with pytest.raises(ScenarioError, match="does not answer"):
        do(first, "add_saved", number=1)


def test_nobody_is_told_of_their_own_version(two):
    first, _second = two
    change(first, level=5)
    do(first, "save_plan")
    first.shelf.looked_at = 0.0
    pause(first)
    assert first.shelf.news is None
    with pytest.raises(ScenarioError, match="Nobody else"):
        do(first, "begin_merge")


def test_a_merge_while_the_database_is_away_does_not_say_that_nobody_has_saved(two, monkeypatch):
    first, second = two
    change(second, level=5)
    do(second, "save_plan")

    def gone():
        raise DatabaseGone("locked")

    monkeypatch.setattr(DESK, "open", gone)
    with pytest.raises(ScenarioError, match="does not answer"):
        do(first, "begin_merge")


def test_news_and_a_merge_of_a_plan_are_forgotten_with_the_plan(two):
    first, second = two
    change(second, level=5)
    do(second, "save_plan")
    do(first, "begin_merge")
    assert first.shelf.news is not None and first.shelf.merging is not None
    do(first, "start_over")  # must not happen: an empty plan is merged with what somebody saved of another one
    assert first.shelf.news is None and first.shelf.merging is None and first.shelf.base is None
    do(first, "undo")
    do(first, "begin_merge")
    do(first, "save_plan", even_if_newer=True)
    assert first.shelf.news is None and first.shelf.merging is None


def test_a_file_that_is_too_large_is_told(two, monkeypatch):
    first, _second = two
    monkeypatch.setattr(module, "FILE_LIMIT", 10)
    with pytest.raises(ScenarioError, match="too large"):
        do(first, "save_plan")
