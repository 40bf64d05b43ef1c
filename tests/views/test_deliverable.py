"""What can start now, later, and what nobody carries: in the headline, per mechanism, per level and per size."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterdash.model.advice.outlook import build_frontier
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.results import compute_results, default_catalog, examples
from clusterdash.views.ladder import _say_ladder, describe_ladder, measure_ladder
from clusterdash.views.screen import Screen, draw_page
from clusterdash.views.sentences import say_parts, say_reach, show_parts

CATALOG = default_catalog()
SCENARIOS = [example.scenario for example in examples()]


def results_of(scenario):
    return compute_results(CATALOG, scenario)


@given(st.lists(st.fractions(0, 1, max_denominator=64), min_size=3, max_size=3))
def test_parts_as_percentages_add_up_to_the_rounded_whole(values):
    parts = dict(zip(("now", "later", "nobody"), values, strict=True))
    total = max(sum(values), Fraction(1))
    shown = [int(text.rstrip("%")) for text in show_parts(parts, total).values()]
    assert sum(shown) == int(100 * sum(values) / total + Fraction(1, 2))
    assert all(abs(one - 100 * float(value / total)) < 1 for one, value in zip(shown, values, strict=True))


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.place.title)
def test_the_headline_adds_up(scenario):
    numbers = [int(number) for number in re.findall(r"(\d+)%", say_reach(results_of(scenario)))]
    assert numbers[0] == sum(numbers[1:])


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.place.title)
def test_every_coverage_bar_is_cut_into_its_parts(scenario):
    results = results_of(scenario)
    parts = draw_page(Screen(CATALOG, results, page="strategy")).parts
    for number, line in enumerate(results.strategy.coverage, 1):
        html = parts[f"coverage-{number}"]
        if line.salience:
            assert say_parts(line.deliverable) in html.replace("&#39;", "'")
            assert [name for name in ("now", "later", "nobody") if f"part-{name}" in html] == [
                name for name, part in line.deliverable.items() if part
            ]


def test_the_frontier_has_the_parts_of_each_size_and_they_add_up():
    results = results_of(SCENARIOS[0])
    for point in build_frontier(CATALOG, results.strategy):
        assert sum(point.deliverable.values()) == point.value
        if point.places == len(results.strategy.mix):
            assert point.deliverable == results.strategy.deliverable
    screen = Screen(CATALOG, results, page="strategy", looks={"tab": "frontier"})
    html = draw_page(screen).parts["panel-frontier"]
    assert 'class="part-now"' in html and '<th scope="col">can start now</th>' in html


def test_the_ladder_shows_the_parts_of_each_level():
    found = describe_ladder(CATALOG, results_of(SCENARIOS[0]))
    names = [name for name, _cells in found["lines"]]
    assert {"can start now", "later", "nobody to carry it"} <= set(names)
    assert [step["share"] for step in found["steps"]] == ["94%"] * 6


ABLE = {"local": "able", "regional": "able", "national": "able"}


def test_the_title_of_the_ladder_names_only_what_differs():
    salience = {"recruitment": 3, "local_competition": 2}
    able = Scenario(salience=salience, capacity=ABLE)
    found = describe_ladder(CATALOG, results_of(able))
    lines = dict(found["lines"])
    assert ("who is trained" in found["title"]) == (len(set(lines["The donor trains"])) > 1)
    statuses = [cells for name, cells in found["lines"] if name in {row.label for row in CATALOG.delivery_statuses}]
    assert ("how it is delivered" in found["title"]) == any(len(set(cells)) > 1 for cells in statuses)
    assert "The mix stays the same" in found["title"] and "what can start" not in found["title"]


def test_where_the_donor_level_changes_nothing_the_ladder_says_so():
    results = results_of(Scenario(salience={"recruitment": 3}, capacity=ABLE))
    found = describe_ladder(CATALOG, results)
    assert found["title"] != "The donor level changes nothing here"  # it is out at another time
    assert _say_ladder(results, measure_ladder(CATALOG, results.scenario), []) == "The donor level changes nothing here"


def test_who_stays_weak_is_told_although_the_donor_trains():
    scenario = Scenario(salience={"recruitment": 3}, capacity={**ABLE, "local": "weak"})
    trained = dict(describe_ladder(CATALOG, results_of(scenario))["lines"])["The donor trains"]
    assert trained[3] == "none of the weak (Local)" and trained[4] == "Local"
    able = dict(describe_ladder(CATALOG, results_of(Scenario(salience={"recruitment": 3}, capacity=ABLE)))["lines"])
    assert able["The donor trains"][3] == "nobody is weak"
