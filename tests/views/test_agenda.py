"""The run sheet: agendas that fill their time, each item with a screen that exists."""

import pytest

from clusterdash import words
from clusterdash.results import compute_results, default_catalog, default_scenario
from clusterdash.views.agenda import ITEMS, LENGTHS, list_items, render_agenda
from clusterdash.views.path import WAYS
from clusterdash.views.screen import Screen
from clusterdash.views.stage import DECKS


@pytest.fixture(autouse=True)
def in_english():
    words.select_language("en")


@pytest.mark.parametrize(("length", "minutes"), [("hour", 60), ("half", 240), ("day", 420)])
def test_an_agenda_fills_its_time_without_a_gap(length, minutes):
    items = list(list_items(length))
    assert sum(item["minutes"] for item in items) == minutes
    assert items[0]["from"] == "0:00"
    assert [item["to"] for item in items[:-1]] == [item["from"] for item in items[1:]]


def test_every_item_opens_a_screen_that_exists_and_the_hour_walks_the_whole_path():
    assert {item.way for item in ITEMS if item.way} <= {way.code for way in WAYS}
    assert {item.deck for item in ITEMS if item.deck} <= set(DECKS)
    assert {way.code for way in WAYS} == {item["way"].code for item in list_items("hour") if item["way"]}


@pytest.mark.parametrize("length", [*LENGTHS, "nonsense"])
def test_the_sheet_shows_minutes_words_and_a_timer_for_each_item(length):
    results = compute_results(default_catalog(), default_scenario())
    html = render_agenda(Screen(default_catalog(), results, looks={"agenda": length}))
    shown = list(list_items(length if length in LENGTHS else "hour"))
    assert html.count('data-local="timer"') == html.count('class="say"') == len(shown)
