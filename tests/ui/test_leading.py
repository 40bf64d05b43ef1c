"""Who leads a room, and its wall: one click opens it, the wall follows, the medians become one change."""

import dataclasses
import json

import pytest

from clusterdash.results import default_catalog, default_scenario
from clusterdash.room.ballots import read_ballot
from clusterdash.room.desk import DESK
from clusterdash.ui import seat as seat_module
from clusterdash.ui.seat import Seat, follow, list_room_work, publish, tell_browser
from clusterdash.ui.session import Sitting, carry_out
from clusterdash.ui.shell import build_screen
from clusterdash.ui.take_away import find_take_away, find_votes
from clusterdash.views.screen import Screen, draw_screen


@pytest.fixture(autouse=True)
def _desk(tmp_path, monkeypatch):
    monkeypatch.setenv("CLUSTERDASH_DATABASE", f"sqlite:///{tmp_path}/rooms.sqlite3")
    monkeypatch.setattr(seat_module, "list_phone_addresses", lambda: ("http://10.0.0.7:8501", "http://10.1.0.7:8501"))
    yield
    DESK.close()


@pytest.fixture
def sitting():
    led = Sitting(default_scenario(), "en", page="workshop")
    carry_out(led, {"name": "open_workshop"})
    return led


def do(sitting, name, **arguments):
    carry_out(sitting, {"name": name, **arguments})


def draw(sitting, late=None):
    return draw_screen(build_screen(sitting, late or {})).html


def vote(sitting, device, group=None, words=None, **ratings):
    rooms, code = DESK.open(), sitting.seat.code
    data = {"device": device * 16, "group": group, "ratings": ratings, "revision": 1, "words": words or {}}
    rooms.cast(code, read_ballot(rooms.catalog, rooms.find(code).questions, data)).result(10)


def wall_of(sitting):
    wall = Sitting(default_scenario(), "en", seat=Seat(sitting.seat.code))
    follow(wall)
    return wall


def test_one_click_opens_a_room_with_code_address_and_qr(sitting):
    html = draw(sitting)
    assert sitting.seat.code in html and f"http://10.0.0.7:8501/r/{sitting.seat.code}" in html and "<svg" in html
    assert sitting.seat.key in tell_browser(sitting)


def test_without_a_room_the_page_tells_the_ways_to_one():
    html = draw(Sitting(default_scenario(), "en", page="workshop"))
    assert "Open a room" in html and "Rehearse" in html


def test_the_count_follows_and_results_are_hidden_until_the_reveal(sitting):
    for device in "abc":
        vote(sitting, device, recruitment=3)
    html = draw(sitting)
    assert "3 of 3 in" in html and 'class="outcome ' not in html
    do(sitting, "lead_workshop", step="reveal")
    assert 'class="outcome ' in draw(sitting)


def test_the_medians_are_applied_as_one_change_with_a_line_in_the_log(sitting):
    before = sitting.scenario
    for device, rating in zip("abc", (3, 3, 1), strict=True):
        vote(sitting, device, recruitment=rating)
    do(sitting, "apply_votes", method="median")
    assert sitting.scenario.salience["recruitment"] == 3
    decision = sitting.scenario.decisions[-1]
    assert decision.kind == "vote" and sitting.seat.code in decision.subject and "by phone 3" in decision.reason
    do(sitting, "undo")
    assert sitting.scenario == before


def test_means_are_chosen_and_named(sitting):
    for device, rating in zip("abcd", (0, 3, 3, 1), strict=True):
        vote(sitting, device, recruitment=rating)
    do(sitting, "apply_votes", method="mean")
    assert sitting.scenario.salience["recruitment"] == 2 and "Means" in sitting.scenario.decisions[-1].reason


def test_nothing_is_applied_while_nobody_has_voted(sitting):
    before = sitting.scenario
    do(sitting, "apply_votes", method="median")
    assert sitting.scenario == before and sitting.notices


def test_further_answers_are_applied_with_the_ratings(sitting):
    for name in ("context:legal_framework", "capacity:regional"):
        do(sitting, "settle_workshop", field="ask", name_=name, value=True)
    rooms, code = DESK.open(), sitting.seat.code
    answers = {"context:legal_framework": "no", "capacity:regional": "able"}
    data = {"device": "d" * 16, "ratings": {"recruitment": 1}, "revision": 1, "answers": answers}
    rooms.cast(code, read_ballot(rooms.catalog, rooms.find(code).questions, data)).result(10)
    do(sitting, "apply_votes", method="median")
    assert sitting.scenario.context["legal_framework"] == "no" and sitting.scenario.capacity["regional"] == "able"


def test_what_the_disagreement_changes_is_computed_from_the_ballots(sitting):
    for place, device in enumerate("abcdefgh"):
        vote(sitting, device, recruitment=3 * (place % 2), student_work=2)
    assert not list_room_work(sitting)
    do(sitting, "lead_workshop", step="reveal")
    ((name, work),) = list_room_work(sitting)
    shares = work()
    assert sitting.seat.code in name and all(0 <= one.share <= 1 for one in shares)
    assert "being computed" in draw(sitting) and "the voters (8) are drawn again" in draw(sitting, {"votes": shares})


def test_raised_hands_are_counted_by_group(sitting):
    do(sitting, "set_preference", key="hand_group", value="teachers")
    do(sitting, "raise_hands", mechanism="recruitment", level=2, value="5")
    do(sitting, "raise_hands", mechanism="recruitment", level=3, value="four")
    (hand,) = DESK.open().find(sitting.seat.code).hands
    assert (hand.group, hand.counts) == ("teachers", (0, 0, 5, 0)) and sitting.notices


def test_a_sentence_is_shown_on_the_wall_only_when_let_through_and_where_opinions_split(sitting):
    for place, device in enumerate("abcd"):
        vote(
            sitting,
            device,
            recruitment=3 * (place % 2),
            student_work=2,
            words={"recruitment": "<b>why</b>", "student_work": "agreed"},
        )
    do(sitting, "lead_workshop", step="reveal")
    html = draw(sitting)
    assert "&lt;b&gt;why" in html and "“agreed”" not in html
    publish(sitting)
    assert "why" not in draw(wall_of(sitting))
    from clusterdash.room.screen import name_sentence

    do(sitting, "pass_sentence", code=name_sentence("recruitment", "<b>why</b>"))
    assert "&lt;b&gt;why" in draw(wall_of(sitting))


def test_the_wall_shows_what_is_led_without_controls_and_obeys_nobody(sitting):
    publish(sitting)
    wall = wall_of(sitting)
    html = draw(wall)
    assert sitting.seat.code in html and 'id="rail"' not in html and "Reveal" not in html
    do(wall, "set_salience", mechanism="recruitment", value=3)
    do(wall, "lead_workshop", step="reveal")
    assert wall.scenario == sitting.scenario and DESK.open().find(sitting.seat.code).room.status == "open"


def test_the_strategy_on_the_wall_follows_what_was_applied(sitting):
    vote(sitting, "a", venture_capital=3, local_competition=3)
    do(sitting, "apply_votes", method="median")
    sitting.page = "strategy"
    publish(sitting)
    wall = wall_of(sitting)
    assert (wall.page, wall.scenario) == ("strategy", sitting.scenario)
    assert 'class="page strategy"' in draw(wall) and sitting.seat.code in draw(wall)


def test_what_is_shown_is_written_only_when_it_changes(sitting):
    publish(sitting)
    first = DESK.open().find(sitting.seat.code).shown[0]
    publish(sitting)
    assert DESK.open().find(sitting.seat.code).shown[0] == first


def test_a_second_laptop_goes_on_by_code_and_key_and_by_nothing_less(sitting):
    other = Sitting(default_scenario(), "en", page="workshop")
    do(other, "enter_workshop", code=sitting.seat.code.lower(), key="wrong")
    assert other.seat is None and other.notices
    do(other, "enter_workshop", code=sitting.seat.code.lower(), key=sitting.seat.key)
    assert other.seat.key == sitting.seat.key


def test_a_browser_that_kept_a_room_which_is_over_says_nothing():
    late = Sitting(default_scenario(), "en", page="workshop")
    do(late, "resume_workshop", code="ABCD", key="gone")
    assert late.seat is None and not late.notices


def test_a_rehearsal_is_marked_everywhere(sitting):
    do(sitting, "rehearse_workshop")
    assert "30 of 30 in" in draw(sitting) and "Rehearsal" in draw(sitting)
    publish(sitting)
    assert "Rehearsal" in draw(wall_of(sitting))
    do(sitting, "apply_votes", method="median")
    assert sitting.scenario.decisions[-1].reason.startswith("Rehearsal")


def test_a_deleted_room_leaves_the_page_with_the_ways_to_another(sitting):
    do(sitting, "delete_workshop")
    assert "Open a room" in draw(sitting) and tell_browser(sitting) == ""


def test_settings_reach_the_room_and_can_be_taken_back(sitting):
    do(sitting, "settle_workshop", field="step", value="recruitment")
    do(sitting, "settle_workshop", field="expected", value="40")
    do(sitting, "settle_workshop", field="wifi_name", value='Hall "7"; x')
    do(sitting, "settle_workshop", field="address", value="http://10.1.0.7:8501")
    settings = DESK.open().find(sitting.seat.code).room.settings
    assert (settings["step"], settings["expected"]) == ("recruitment", 40) and "http://10.1.0.7" in draw(sitting)
    publish(sitting)
    wall = draw(wall_of(sitting))
    assert default_catalog().mechanism("recruitment").question in wall and wall.count("<svg") == 2
    do(sitting, "settle_workshop", field="step", value="own")
    assert "step" not in DESK.open().find(sitting.seat.code).room.settings


def test_phones_that_are_missing_are_counted(sitting):
    do(sitting, "settle_workshop", field="expected", value="12")
    vote(sitting, "a", recruitment=1)
    assert "11 phones are missing" in draw(sitting)


def test_which_of_the_interchangeable_instruments_can_be_voted_too(sitting):
    codes = next(choice.from_ for choice in sitting.results.strategy.choices if 2 <= len(choice.from_) <= 6)
    name = "choice:" + "+".join(codes)
    html = draw(sitting)
    assert name in html
    do(sitting, "settle_workshop", field="ask", name_=name, value=True)
    rooms, code = DESK.open(), sitting.seat.code
    data = {"device": "d" * 16, "ratings": {"recruitment": 1}, "revision": 1, "answers": {name: codes[-1]}}
    rooms.cast(code, read_ballot(rooms.catalog, rooms.find(code).questions, data)).result(10)
    do(sitting, "apply_votes", method="median")
    assert codes[-1] in sitting.scenario.pinned


def test_the_slide_on_stage_is_the_question_of_phones_in_step(sitting):
    do(sitting, "follow_slide", slide="student_work")
    assert "step" not in DESK.open().find(sitting.seat.code).room.settings
    do(sitting, "settle_workshop", field="step", value="recruitment")
    do(sitting, "follow_slide", slide="student_work")
    assert DESK.open().find(sitting.seat.code).room.settings["step"] == "student_work"
    assert sitting.looks["slide"] == "student_work"


def test_a_show_of_hands_on_a_slide_is_kept_in_the_room_too(sitting):
    for level in (2, 2, 3):
        do(sitting, "count_hands", mechanism="recruitment", level=level, by=1)
    do(sitting, "apply_hands", mechanism="recruitment")
    (hand,) = DESK.open().find(sitting.seat.code).hands
    assert (hand.mechanism, hand.counts, hand.group) == ("recruitment", (0, 0, 2, 1), None)


def test_only_who_leads_takes_the_totals_of_the_room_into_the_minutes(sitting):
    for device in "abcd":
        vote(sitting, device, recruitment=2)
    do(sitting, "lead_workshop", step="reveal")
    told = json.loads(find_votes(sitting))
    assert (told["voted"], told["counts"]["recruitment"]) == (4, [0, 0, 4, 0])
    offers = {one.code: one for one in find_take_away(sitting).offers}
    assert offers["minutes_docx"].address == "/api/minutes/docx" and "recruitment" in offers["minutes_pdf"].votes
    assert not offers["report"].votes
    # must not happen: a visitor who leads no room, or the wall, gets totals
    assert find_votes(Sitting(default_scenario(), "en")) == find_votes(wall_of(sitting)) == ""


def test_an_old_room_asks_what_is_to_become_of_it_and_a_rehearsal_says_what_applying_does(sitting):
    from clusterdash.room.screen import DAY, Frame, build_workshop
    from clusterdash.ui.seat import find_board

    board = find_board(sitting.seat.code)
    opened = board.room.made_at
    assert opened
    for days, is_asked in ((0, False), (29, False), (30, True)):
        room = build_workshop(board, Frame(key="k", now=opened + days * DAY))
        screen = Screen(default_catalog(), sitting.results, page="workshop", workshop=room)
        html = draw_screen(screen).html
        assert room.days == days and ("Nothing is deleted by itself" in html) is is_asked
        assert "It stays until somebody deletes it." in html
    room = dataclasses.replace(build_workshop(board, Frame(key="k")), is_rehearsal=True)
    html = draw_screen(Screen(default_catalog(), sitting.results, page="workshop", workshop=room)).html
    assert "undo takes it back" in html and "nothing here counts" not in html
