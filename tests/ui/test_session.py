"""The sitting: actions change it, mistakes change nothing, undo brings everything back."""

import pytest

from clusterdash.model.scenario.scenario import Place, Scenario
from clusterdash.results import compute_results, default_catalog, default_scenario, examples
from clusterdash.store import database
from clusterdash.store.sayable import write_sayable_code
from clusterdash.ui.handlers import HANDLERS
from clusterdash.ui.session import HISTORY_LIMIT, Sitting, carry_out
from clusterdash.views.screen import Screen
from clusterdash.views.timeline import render_timeline
from tests.hurting import HURTS


@pytest.fixture
def sitting():
    return Sitting(Scenario(), "en")


def rate(value, mechanism="recruitment"):
    return {"name": "set_salience", "mechanism": mechanism, "value": value}


def test_a_change_can_be_undone_and_redone(sitting):
    carry_out(sitting, rate(3))
    after = sitting.scenario
    carry_out(sitting, {"name": "undo"})
    assert sitting.scenario == Scenario()
    carry_out(sitting, {"name": "redo"})
    assert sitting.scenario == after


def test_undo_with_nothing_to_undo_changes_nothing(sitting):
    carry_out(sitting, {"name": "undo"})
    carry_out(sitting, {"name": "redo"})
    assert sitting.scenario == Scenario()


def test_a_new_change_forgets_what_was_undone(sitting):
    carry_out(sitting, rate(3))
    carry_out(sitting, {"name": "undo"})
    carry_out(sitting, rate(1))
    assert not sitting.future


def test_the_history_is_bounded(sitting):
    for step in range(HISTORY_LIMIT + 20):
        carry_out(sitting, rate(step % 4))
    assert len(sitting.past) == HISTORY_LIMIT


def test_a_broken_action_becomes_a_notice_and_loses_nothing(sitting):
    carry_out(sitting, rate(2))
    kept = sitting.scenario
    for event in (rate(9), {"name": "open_file", "text": "{"}, {"name": "load_example", "code": "nowhere"}, {}):
        carry_out(sitting, event)
    assert sitting.scenario == kept
    assert len(sitting.notices) == 4


def test_a_file_with_unknown_codes_is_refused_with_all_of_them(sitting):
    text = Scenario(salience={"nonsense": 1}, pinned={"rubbish"}).to_json()
    carry_out(sitting, {"name": "open_file", "text": text})
    assert {"nonsense", "rubbish"} <= {
        word.strip("'“”") for notice in sitting.notices for word in str(notice.problem).split()
    }
    assert sitting.scenario == Scenario()


def test_a_saved_scenario_opens_again_as_it_was(sitting):
    carry_out(sitting, {"name": "open_file", "text": default_scenario().to_json()})
    assert sitting.scenario == default_scenario()


def test_starting_over_can_be_undone(sitting):
    carry_out(sitting, {"name": "load_example", "code": examples()[1].code})
    carry_out(sitting, {"name": "start_over"})
    carry_out(sitting, {"name": "undo"})
    assert sitting.scenario == examples()[1].scenario


def test_a_draft_of_this_browser_is_taken_up_on_a_plain_visit(sitting):
    draft = Scenario(place=Place(title="Ours"))
    carry_out(sitting, {"name": "restore_draft", "text": draft.to_json()})
    assert sitting.scenario == draft


def test_a_link_wins_over_the_draft_but_the_draft_is_offered(sitting):
    sitting.came_by_link = True
    draft = Scenario(salience={"recruitment": 3})
    carry_out(sitting, {"name": "restore_draft", "text": draft.to_json()})
    assert sitting.scenario == Scenario()
    carry_out(sitting, {"name": "open_draft"})
    assert sitting.scenario == draft


def test_a_page_that_was_only_loaded_anew_has_its_draft_and_not_its_address_of_a_moment_ago(sitting):
    sitting.came_by_link = True
    draft = Scenario(salience={"recruitment": 3})
    carry_out(sitting, {"name": "restore_draft", "text": draft.to_json(), "is_reload": True})
    assert sitting.scenario == draft and not sitting.draft


def test_an_old_link_with_the_drafts_own_choices_brings_back_its_texts_too(sitting):
    sitting.came_by_link = sitting.came_by_old_link = True
    draft = Scenario(place=Place(title="Ours", notes="Market day is Friday."))
    carry_out(sitting, {"name": "restore_draft", "text": draft.to_json()})
    assert sitting.scenario.place.notes == "Market day is Friday."


def test_a_draft_that_cannot_be_read_is_told_and_left_alone(sitting):
    carry_out(sitting, {"name": "restore_draft", "text": '{"version": 99}'})
    assert sitting.notices and sitting.scenario == Scenario()


def test_another_language_loses_nothing(sitting):
    carry_out(sitting, rate(3))
    carry_out(sitting, {"name": "set_language", "value": "fr"})
    assert (sitting.language, sitting.scenario.salience) == ("fr", {"recruitment": 3})


def test_looks_are_a_closed_list_of_names_with_types(sitting):
    for key, value in (("text", {"a": 1}), ("round", 2.0), ("round", True), ("only_mix", "yes"), ("nonsense", "x")):
        carry_out(sitting, {"name": "set_preference", "key": key, "value": value})
    assert not sitting.looks and not sitting.notices
    carry_out(sitting, {"name": "set_preference", "key": "text", "value": "x" * 999})
    assert sitting.looks == {"text": "x" * 200}


def test_every_action_is_documented():
    assert all(function.__doc__ for function in HANDLERS.values())


@pytest.fixture
def send(sitting, monkeypatch):
    """Return a function that lets the browser of the sitting send actions."""
    from clusterdash.ui import hot, session

    def deliver(*events):
        queue = [{"sid": sitting.identity, **event} for event in events]
        state = {session.SESSION_KEY: sitting, hot.HOT_KEY: {"events": queue}}
        monkeypatch.setattr(session.st, "session_state", state)
        session.receive_events()

    return deliver


def test_what_the_browser_asks_for_by_itself_wipes_no_notice(sitting, send):
    carry_out(sitting, rate(9))
    send({"name": "ask", "code": "", "id": 1})
    send({"name": "restore_draft", "text": default_scenario().to_json(), "id": 2})
    assert sitting.notices
    send({"name": "undo", "id": 3})
    assert not sitting.notices


def test_actions_are_carried_out_once_each_and_in_their_order(sitting, send):
    events = [rate(1) | {"id": 1}, rate(3) | {"id": 3}, rate(2) | {"id": 2}, rate(0) | {"id": 2}]
    send(*events)
    send(*events)
    assert sitting.last_event == 3 and sitting.scenario.salience["recruitment"] == 3
    assert len(sitting.past) <= 3


@pytest.mark.parametrize("number", [10**30, 2**60, -1, 1.5, True, "1", None])
def test_a_number_out_of_all_reason_makes_nobody_deaf(sitting, send, number):
    send(rate(1) | {"id": number})
    send(rate(3) | {"id": 1})
    assert sitting.scenario.salience["recruitment"] == 3


def test_actions_of_another_sitting_are_left_alone(sitting, send):
    send(rate(3) | {"id": 1, "sid": "somebody else"})
    assert sitting.scenario == Scenario()


def test_a_fault_in_an_action_is_told_with_a_reference_and_changes_nothing(sitting, monkeypatch):
    from clusterdash.ui import handlers

    monkeypatch.setattr(handlers, "apply_event", lambda *_: 1 / 0)
    carry_out(sitting, rate(3))
    assert sitting.scenario == Scenario()
    assert "reference" in sitting.notices[0].problem.text()


def test_the_state_before_is_the_one_just_left_also_after_an_undo(sitting):
    carry_out(sitting, rate(3))
    rated = sitting.scenario
    carry_out(sitting, {"name": "undo"})
    assert sitting.previous == rated


def test_one_pin_out_of_reach_leaves_the_other_pins_in_the_mix():
    nobody = dict.fromkeys(["local", "regional"], "absent") | {"national": "able"}
    scenario = Scenario(salience={"social_hierarchy": 3}, capacity=nobody, pinned={"partner_matching", "trade_fairs"})
    results = compute_results(default_catalog(), scenario)
    assert results.strategy.mix and "trade_fairs" in results.strategy.mix
    assert "partner_matching" in " ".join(map(str, results.problems))


def test_a_list_of_regions_that_is_refused_stays_in_its_box_until_it_is_mended(sitting):
    def box():
        return render_timeline(Screen(default_catalog(), sitting.results, page="timeline", looks=sitting.looks))

    carry_out(sitting, {"name": "set_regions", "value": "Amberra"})
    carry_out(sitting, {"name": "set_regions", "value": "Dolba\nKorca\nDolba"})
    assert sitting.scenario.chain.regions == ("Amberra",) and sitting.notices
    assert 'data-value="Dolba\nKorca\nDolba"' in box()
    carry_out(sitting, {"name": "set_regions", "value": "Dolba\nKorca"})
    assert 'data-value="Dolba\nKorca"' in box()
    carry_out(sitting, {"name": "set_regions", "value": "Dolba\nDolba"})
    carry_out(sitting, {"name": "start_over"})
    assert "Dolba" not in box()


def test_typing_regions_keeps_the_potentials_of_those_that_stay(sitting):
    carry_out(sitting, {"name": "set_regions", "value": "name;potentials\nAmberra;3\nDolba;2"})
    carry_out(sitting, {"name": "set_regions", "value": "Amberra\nKorca, South"})
    assert sitting.scenario.chain.regions == ("Amberra", "Korca, South")
    assert sitting.scenario.chain.potentials == {"Amberra": 3}


def plan(sitting, field, value):
    carry_out(sitting, {"name": "set_chain", "field": field, "value": value})


@pytest.mark.parametrize(
    ("language", "text", "held"), [("en", "10,000", 10_000), ("fr", "10 000", 10_000), ("en", "10 000", 10_000)]
)
def test_numbers_are_read_as_people_write_them(sitting, language, text, held):
    sitting.language = language
    plan(sitting, "runs", text)
    assert sitting.scenario.chain.runs == held and not sitting.notices


@pytest.mark.parametrize(("language", "text"), [("en", "50%"), ("en", "0.5"), ("fr", "0,5"), ("fr", "50 %")])
def test_shares_are_read_as_people_write_them(sitting, language, text):
    sitting.language = language
    plan(sitting, "success_probability", "0")
    plan(sitting, "success_probability", text)
    assert sitting.scenario.chain.success_probability == 0.5


def test_what_is_ambiguous_is_asked_and_the_answer_is_taken(sitting):
    carry_out(sitting, {"name": "set_unit_cost", "activity": "pilot_portrait", "value": "1.500"})
    assert not sitting.scenario.chain.unit_costs
    (notice,) = sitting.notices
    assert {name for name, _action in notice.answers} == {"1.5", "1,500"}
    action = dict(notice.answers)["1,500"]
    carry_out(sitting, {"name": action["name"], **action["arguments"]})
    assert set(sitting.scenario.chain.unit_costs.values()) == {(1500, 1500)}


def test_a_refused_number_is_told_by_the_fields_own_label_as_it_was_typed(sitting):
    plan(sitting, "round_years", "five")
    told = sitting.notices[0].problem.text()
    assert told.startswith("Years of a round") and "five" in told and "chain." not in told


def test_three_hundred_regions_are_all_kept_and_what_gets_no_turn_is_told(sitting):
    names = [f"Land {number}" for number in range(300)]
    carry_out(sitting, {"name": "set_regions", "value": "\n".join(names)})
    assert sitting.scenario.chain.regions == tuple(names)
    (notice,) = sitting.notices
    assert "285" in notice.problem.text() and not notice.answers


def test_rounds_that_would_take_all_regions_are_offered_and_take_them(sitting):
    carry_out(sitting, {"name": "set_regions", "value": "\n".join(f"Land {number}" for number in range(40))})
    (notice,) = sitting.notices
    action = notice.answers[0][1]
    carry_out(sitting, {"name": action["name"], **action["arguments"]})
    results = compute_results(default_catalog(), sitting.scenario)
    assert sum(len(one.regions) for one in results.chain.rounds) == 40


def test_two_options_of_one_place_are_saved_under_two_names(sitting):
    from clusterdash.ui.shell import name_file

    carry_out(sitting, rate(3))
    first = name_file(sitting.tell())
    carry_out(sitting, rate(1))
    assert name_file(sitting.tell()) != first


def test_a_code_from_paper_brings_its_choices_and_undo_brings_back_what_stood_there(sitting):
    example = examples()[0].scenario
    code = write_sayable_code(default_catalog(), example)
    carry_out(sitting, {"name": "set_place", "field": "title", "value": "Ours"})
    carry_out(sitting, {"name": "open_code", "value": code.lower()})
    assert sitting.scenario.salience == example.salience and sitting.scenario.place.title == "Ours"
    carry_out(sitting, {"name": "undo"})
    assert not sitting.scenario.salience


def test_a_code_that_cannot_be_read_changes_nothing_and_is_told(sitting):
    carry_out(sitting, {"name": "open_code", "value": "MNC-D4Q-E58"})
    assert sitting.scenario == Scenario()
    assert "One character of the code is wrong" in sitting.notices[0].problem.text()


def test_what_is_kept_here_opens_by_its_short_code(sitting, own_desk):
    sitting.replace(examples()[1].scenario)
    carry_out(sitting, {"name": "keep_here"})
    code = sitting.kept[sitting.stamp]
    other = Sitting(Scenario(), "en")
    carry_out(other, {"name": "open_code", "value": f"{code[:3]}-{code[3:]}"})
    assert other.scenario == examples()[1].scenario


def test_a_short_code_that_this_server_does_not_know_is_told(sitting, own_desk):
    carry_out(sitting, {"name": "open_code", "value": "222222"})
    assert "keeps nothing under" in sitting.notices[0].problem.text()


@pytest.mark.parametrize("hurt", HURTS)
def test_a_database_that_takes_nothing_is_told_and_the_plan_stays_and_can_be_saved_as_a_file(
    sitting, own_desk, tmp_path, monkeypatch, hurt
):
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    own_desk.open()
    plan = examples()[1].scenario
    sitting.replace(plan)
    with hurt(tmp_path / "own.sqlite3"):
        carry_out(sitting, {"name": "keep_here"})
    assert "save the file instead" in sitting.notices[0].problem.text()
    assert not sitting.kept and Scenario.from_json(sitting.tell().text) == sitting.scenario == plan


def test_that_a_plan_is_saved_is_told_until_another_page_is_opened(sitting):
    sitting.visit("strategy")
    sitting.shelf.told = "saved"
    sitting.visit("strategy")
    assert sitting.shelf.told == "saved"
    sitting.visit("timeline")
    assert sitting.shelf.told == ""
