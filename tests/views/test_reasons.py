"""One plain sentence on the row itself and in the drawer: why it is in, why it is out."""

import pytest

from clusterdash.model.advice.reasons import explain_choice
from clusterdash.results import compute_results, default_catalog, examples
from clusterdash.views.reasons import say_loss, say_reason
from clusterdash.views.screen import Screen, draw_page
from clusterdash.words import select_language

CATALOG = default_catalog()
COFFEE = examples()[0].scenario


def results_of(scenario):
    return compute_results(CATALOG, scenario)


def test_every_row_of_the_mix_says_why_it_is_in():
    results = results_of(COFFEE)
    parts = draw_page(Screen(CATALOG, results, page="strategy")).parts
    for code in results.strategy.mix:
        sentence = say_loss(CATALOG, explain_choice(CATALOG, results.strategy, code))
        assert sentence in parts[f"mix-{code}"] and "Without it" in sentence


def test_what_is_left_out_stands_below_with_its_reason():
    screen = Screen(CATALOG, results_of(COFFEE), page="strategy", looks={"why": "out"})
    parts = draw_page(screen).parts
    assert 'data-why="out"' in parts["mix-foot"] and "It would add" in parts["why-frame"]


def test_the_drawer_says_the_same_as_the_row():
    results = results_of(COFFEE)
    parts = draw_page(Screen(CATALOG, results, page="strategy", looks={"open_strategy": "meetings"})).parts
    assert say_reason(CATALOG, results, "meetings") in parts["drawer-frame"]


def test_a_missing_prerequisite_is_told_in_words_and_not_as_a_question():
    sentence = say_reason(CATALOG, results_of(COFFEE), "industry_semesters")
    assert "?" not in sentence and "It would add 3% to 94%." in sentence


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("example", examples(), ids=lambda one: one.code)
def test_every_instrument_of_every_example_has_a_whole_sentence(example, language):
    select_language(language)
    results = results_of(example.scenario)
    for row in CATALOG.instruments:
        sentence = say_reason(CATALOG, results, row.code)
        assert sentence.endswith((".", "!")) and "  " not in sentence and "{" not in sentence and "“”" not in sentence
