"""Plans put aside: a letter each, up to four side by side, taken up again in one click, and nothing lost."""

import base64

import pytest

from clusterdash.errors import ScenarioError
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.results import default_catalog, default_scenario, examples
from clusterdash.store.share import write_share_code
from clusterdash.ui.handlers import ACTIONS, handle
from clusterdash.ui.options import OPTION_HANDLERS
from clusterdash.ui.session import Sitting

OTHER = examples()[1].scenario


@pytest.fixture
def sitting():
    return Sitting(default_scenario(), "en")


def do(sitting, name, **arguments):
    handle(sitting, {"name": name, **arguments})


def letters(sitting):
    return [one.letter for one in sitting.options]


def test_every_action_is_known_to_the_table():
    assert set(OPTION_HANDLERS) <= set(ACTIONS)


def test_keeping_puts_the_plan_aside_as_a_and_goes_on_with_the_same_choices(sitting):
    before = sitting.scenario
    do(sitting, "keep_option")
    assert letters(sitting) == ["A"] and sitting.options[0].scenario is before and sitting.scenario is before


def test_an_example_a_link_a_file_and_the_previous_one_can_stand_beside(sitting):
    do(sitting, "add_example", code=examples()[2].code)
    code = write_share_code(default_catalog(), OTHER)
    do(sitting, "add_link", value=f"http://laptop:8501/strategy?s={code}&lang=fr")
    do(sitting, "add_file", text=base64.b64encode(OTHER.to_json().encode()).decode())
    assert letters(sitting) == ["B", "C", "D"]
    assert [one.scenario for one in sitting.options] == [examples()[2].scenario, OTHER, OTHER]
    fresh = Sitting(default_scenario(), "en")
    fresh.replace(OTHER)
    do(fresh, "add_previous")
    assert fresh.options[0].scenario == default_scenario() and fresh.scenario == OTHER


def test_a_code_alone_will_do(sitting):
    do(sitting, "add_link", value=write_share_code(default_catalog(), OTHER))
    assert sitting.options[0].scenario == OTHER


def test_taking_one_up_swaps_it_with_the_plan_on_screen_and_undo_goes_back(sitting):
    first = sitting.scenario
    do(sitting, "add_example", code=examples()[1].code)
    do(sitting, "take_option", letter="B")
    assert sitting.scenario == OTHER and [(it.letter, it.scenario) for it in sitting.options] == [("A", first)]
    do(sitting, "undo")
    assert sitting.scenario == first
    do(sitting, "take_option", letter="A")
    assert sitting.scenario == first


def test_four_is_the_most_and_the_fifth_is_told(sitting):
    for _number in range(3):
        do(sitting, "keep_option")
    assert letters(sitting) == ["A", "B", "C"]
    sitting.previous = OTHER
    for action in ("keep_option", "add_previous", "add_example"):
        with pytest.raises(ScenarioError, match="take one out first"):
            do(sitting, action, code=examples()[0].code)
    do(sitting, "drop_option", letter="B")
    do(sitting, "add_example", code=examples()[0].code)
    assert letters(sitting) == ["A", "C", "D"]


@pytest.mark.parametrize("text", ["", "%%%", base64.b64encode(b"{}").decode(), base64.b64encode(b"[" * 9999).decode()])
def test_a_file_that_is_none_is_told_and_changes_nothing(sitting, text):
    with pytest.raises(ScenarioError):
        do(sitting, "add_file", text=text)
    assert sitting.options == () and sitting.scenario == default_scenario()


@pytest.mark.parametrize("text", ["nonsense", "http://x/?s=2.1", "\x00x", "1." * 4000])
def test_a_link_that_is_none_is_told_and_changes_nothing(sitting, text):
    with pytest.raises(ScenarioError):
        do(sitting, "add_link", value=text)
    assert sitting.options == ()


def test_nothing_happens_for_an_unknown_letter_an_empty_link_or_no_previous(sitting):
    for name, arguments in (("take_option", {"letter": "Z"}), ("drop_option", {}), ("add_link", {"value": " "})):
        do(sitting, name, **arguments)
    do(sitting, "add_previous")
    assert sitting.options == () and sitting.scenario == default_scenario()
    with pytest.raises(ScenarioError):
        do(sitting, "add_example", code="atlantis")


def test_an_empty_plan_can_be_compared_too(sitting):
    sitting.replace(Scenario())
    do(sitting, "keep_option")
    assert sitting.options[0].scenario == Scenario()


def test_a_code_to_say_aloud_will_do_too(sitting):
    from clusterdash.store.sayable import write_sayable_code

    do(sitting, "add_link", value=write_sayable_code(default_catalog(), OTHER))
    assert sitting.options[0].scenario.donor_level == OTHER.donor_level


def test_the_same_example_stands_beside_once_however_often_it_is_clicked(sitting):
    for _click in range(2):
        do(sitting, "add_example", code=examples()[1].code)
    assert letters(sitting) == ["B"]


def test_a_huge_file_is_told_as_too_large(sitting):
    with pytest.raises(ScenarioError, match="too large"):
        do(sitting, "add_file", text=" " * 1_000_001)
