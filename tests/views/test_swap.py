"""Swapping: what another choice would change is told before it is done, and is what then happens."""

import pytest

from clusterdash import words
from clusterdash.model.scenario.change import Change, apply_change
from clusterdash.results import compute_results, default_catalog, examples
from clusterdash.views.screen import Screen
from clusterdash.views.swap import list_options, list_ruled_out, render_swap

CATALOG = default_catalog()
EXAMPLES = {example.code: example.scenario for example in examples()}


@pytest.fixture(autouse=True)
def in_english():
    words.select_language("en")


@pytest.mark.parametrize("code", EXAMPLES)
def test_ruling_out_comes_first_and_every_option_is_without_the_chosen_one(code):
    results = compute_results(CATALOG, EXAMPLES[code])
    for chosen in results.strategy.mix:
        options = list(list_options(CATALOG, results, chosen))
        assert [one.instrument for one in options[:1]] in ([""], [])
        for one in options:
            assert chosen not in one.results.strategy.mix
            assert not one.instrument or one.instrument in one.results.strategy.mix


def test_no_option_is_worth_more_than_ruling_out_and_the_best_come_first():
    results = compute_results(CATALOG, next(iter(EXAMPLES.values())))
    chosen = next(one for one in results.strategy.mix if one not in results.scenario.pinned)
    ruled_out, *others = list_options(CATALOG, results, chosen)
    values = [one.results.strategy.value for one in others]
    assert values == sorted(values, reverse=True)
    assert all(value <= ruled_out.results.strategy.value for value in values)


def test_nothing_is_computed_before_somebody_chooses():
    results = compute_results(CATALOG, next(iter(EXAMPLES.values())))
    assert not list(list_options(CATALOG, results, ""))
    assert 'id="swap"' not in render_swap(Screen(CATALOG, results))


def test_the_panel_tells_value_load_and_cost_of_every_option():
    results = compute_results(CATALOG, next(iter(EXAMPLES.values())))
    html = render_swap(Screen(CATALOG, results, looks={"swap": results.strategy.mix[0]}))
    assert "As it is now" in html and "Rule it out" in html and "instead" in html
    assert "is responsible for" in html and "needs money" in html


def test_what_was_ruled_out_stays_listed():
    scenario = apply_change(CATALOG, next(iter(EXAMPLES.values())), Change("excluded", "awards", True))
    assert ("awards", CATALOG.instrument("awards").short_label) in list_ruled_out(
        CATALOG, compute_results(CATALOG, scenario)
    )
