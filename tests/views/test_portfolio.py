"""Several places: one row each with the figures of the model, sorted as asked, opened and taken out."""

import base64
from dataclasses import replace

import pytest

from clusterdash import frames
from clusterdash.errors import ScenarioError
from clusterdash.model import build_strategy
from clusterdash.model.scenario.scenario import Place, Scenario
from clusterdash.results import compute_results, default_scenario, examples
from clusterdash.ui.handlers import ACTIONS, handle
from clusterdash.ui.places import PLACE_HANDLERS, PLACES_LIMIT
from clusterdash.ui.session import Sitting
from clusterdash.views.portfolio import COLUMNS, compare_places, list_rows, say_finding
from clusterdash.views.screen import Screen, draw_page
from clusterdash.words import select_language

PLACES = {example.code: example.scenario for example in examples()}


def draw(catalog, places, **looks):
    results = compute_results(catalog, default_scenario())
    return draw_page(Screen(catalog, results, page="portfolio", places=places, looks=looks)).html


@pytest.fixture
def sitting():
    return Sitting(default_scenario(), "en")


@pytest.mark.parametrize("sort", COLUMNS)
def test_every_column_sorts_and_loses_no_place(catalog, sort):
    rows = list_rows(catalog, PLACES, sort)
    assert {row["code"] for row in rows} == set(PLACES)
    keys = [COLUMNS[sort][1](row) for row in rows]
    assert keys == sorted(keys)


def test_the_row_has_the_figures_of_the_model(catalog):
    row = next(row for row in list_rows(catalog, PLACES, "title") if row["code"] == "metal_workshops")
    strategy = build_strategy(catalog, PLACES["metal_workshops"])
    assert row["value_share"] == pytest.approx(float(strategy.value / strategy.total))
    assert row["now"] == pytest.approx(float(strategy.deliverable["now"] / strategy.total))
    assert row["donor_level"] == 5 and row["mix_size"] == len(strategy.mix)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_shows_a_row_for_each_place_in_its_language(catalog, language):
    select_language(language)
    html = draw(catalog, PLACES, places_sort="now")
    assert html.count('<th scope="row">') == len(PLACES) and html.count('aria-sort="ascending"') == 1


def test_without_places_the_page_says_what_to_do(catalog):
    assert "open their scenario files together" in draw(catalog, {}) and say_finding([])


def test_texts_of_people_stay_texts_and_costs_are_ranges(catalog):
    plan = replace(default_scenario().chain, unit_costs={"study_tour": (5, 9)}, currency="EUR")
    html = draw(catalog, {"x": default_scenario().change(place=Place("<script>"), chain=plan)})
    assert "<script>" not in html and " to " in html and "EUR" in html


def test_the_frame_has_one_row_for_each_place(catalog):
    frame = frames.portfolio_frame(catalog, compare_places(catalog, PLACES))
    assert list(frame["name"]) == list(PLACES) and frame["value_share"].between(0, 1).all()
    assert list(frame["donor_level"]) == [one.donor_level for one in PLACES.values()]


def test_files_stand_in_the_table_once_each_and_can_be_opened_and_taken_out(sitting):
    assert set(PLACE_HANDLERS) <= set(ACTIONS)
    text = base64.b64encode(examples()[1].scenario.to_json().encode()).decode()
    for _time in range(2):
        handle(sitting, {"name": "add_place", "text": text})
    handle(sitting, {"name": "add_place_here"})
    handle(sitting, {"name": "add_places_examples"})
    assert list(sitting.places.values())[:2] == [examples()[1].scenario, default_scenario()]
    assert len(sitting.places) == len(PLACES)
    code = next(iter(sitting.places))
    handle(sitting, {"name": "take_place", "place": code})
    assert sitting.scenario == examples()[1].scenario and sitting.past == [default_scenario()]
    handle(sitting, {"name": "drop_place", "place": code})
    assert code not in sitting.places


def test_a_broken_file_is_told_and_the_others_stay(sitting):
    handle(sitting, {"name": "add_place_here"})
    with pytest.raises(ScenarioError):
        handle(sitting, {"name": "add_place", "text": base64.b64encode(b'{"version": 1, "mix_size": -1}').decode()})
    assert len(sitting.places) == 1


def test_the_table_has_an_end(sitting):
    sitting.places = {str(number): Scenario() for number in range(PLACES_LIMIT)}
    with pytest.raises(ScenarioError, match="take some out first"):
        handle(sitting, {"name": "add_place_here"})
