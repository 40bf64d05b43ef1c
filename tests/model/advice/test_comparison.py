"""method.md §8: scenarios side by side, what differs split into choices and assumptions."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterdash.catalog import load_catalog
from clusterdash.errors import ScenarioError
from clusterdash.model import Scenario, build_chain, build_strategy, compare_scenarios
from clusterdash.model.plan.plan import build_plan
from clusterdash.model.scenario.scenario import ChainPlan

CATALOG = load_catalog()
BASE = Scenario(
    salience={row.code: 2 for row in CATALOG.mechanisms},
    capacity={row.code: "weak" for row in CATALOG.governments},
    donor_level=4,
    chain=ChainPlan(runs=200),
)
OTHER = BASE.change(
    capacity={row.code: "able" for row in CATALOG.governments},
    mix_size=5,
    salience_weights=(0, 1, 2, 6),
    chain=replace(BASE.chain, rounds=2, success_probability=0.9),
)


def test_differences_are_split_into_choices_and_assumptions():
    found = compare_scenarios(CATALOG, {"A": BASE, "B": OTHER})
    assert {row.field for row in found.assumptions} == {"salience_weights", "chain.success_probability"}
    choices = {row.field: tuple(row.values.values()) for row in found.choices}
    assert choices["mix_size"] == (10, 5) and choices["chain.rounds"] == (3, 2)
    assert choices["capacity.local"] == ("weak", "able")


def test_scenarios_that_are_the_same_differ_in_nothing():
    found = compare_scenarios(CATALOG, {"A": BASE, "B": BASE, "C": BASE})
    assert found.choices == found.assumptions == ()
    different = [row.field for row in found.results if not row.is_same]
    assert different == []


def test_three_scenarios_stand_in_their_order_with_the_value_of_each():
    found = compare_scenarios(CATALOG, {"A": BASE, "B": BASE, "C": OTHER})
    assert found.names == ("A", "B", "C")
    assert next(row for row in found.choices if row.field == "mix_size").values == {"A": 10, "B": 10, "C": 5}


def test_results_are_the_figures_of_the_model():
    found = compare_scenarios(CATALOG, {"A": BASE, "B": OTHER})
    strategy, chain = build_strategy(CATALOG, OTHER), build_chain(CATALOG, OTHER)
    assert found.result("mix")["B"] == strategy.mix and found.result("mix.size")["B"] == len(strategy.mix)
    assert found.result("value")["B"] == float(strategy.value)
    carried = sum(task.responsible == "local" for task in build_plan(CATALOG, strategy).tasks)
    assert found.result("load.local")["B"] == carried
    assert found.result("served.recruitment")["B"] == strategy.coverage[0].count
    assert found.result("leads.nobody")["B"] == len(chain.no_lead)
    assert found.result("regions_reached")["B"] == len({e.region for r in chain.rounds for e in r.regions})
    assert found.result("donor_exit")["B"] == chain.donor_exit_year
    assert found.result("cost.low")["B"] is None
    with pytest.raises(KeyError):
        found.result("nothing")


def test_the_overlap_of_the_mixes_is_counted():
    found = compare_scenarios(CATALOG, {"A": BASE, "B": OTHER})
    mixes = found.result("mix")
    both = set(mixes["A"]) & set(mixes["B"])
    assert found.result("mix.in_all")["A"] == found.result("mix.shared")["B"] == len(both)
    assert set(found.result("mix.own")["B"]) == set(mixes["B"]) - set(mixes["A"])


def test_the_cost_is_there_once_unit_costs_are_entered():
    costly = BASE.change(chain=replace(BASE.chain, unit_costs={"outreach_meeting": 100.0}, currency="EUR"))
    found = compare_scenarios(CATALOG, {"A": BASE, "B": costly})
    assert found.result("cost.low")["A"] is None and found.result("cost.low")["B"] > 0
    assert found.result("currency")["B"] == "EUR"


def test_a_scenario_that_cannot_be_followed_is_named_with_all_its_problems():
    broken = BASE.change(pinned=frozenset({"no_such", "nor_this"}))
    with pytest.raises(ScenarioError) as caught:
        compare_scenarios(CATALOG, {"Mine": BASE, "Theirs": broken})
    places = [problem.where for problem in caught.value.problems]
    assert len(places) >= 2 and all(place.startswith("Theirs: ") for place in places)


def test_nothing_to_compare_is_a_clear_problem():
    with pytest.raises(ScenarioError, match="at least one"):
        compare_scenarios(CATALOG, {})


@given(st.lists(st.integers(0, 5), min_size=1, max_size=4))
def test_every_row_has_a_value_for_every_scenario(levels):
    scenarios = {f"S{place}": BASE.change(donor_level=level) for place, level in enumerate(levels)}
    found = compare_scenarios(CATALOG, scenarios)
    for row in (*found.choices, *found.assumptions, *found.results):
        assert tuple(row.values) == found.names
    assert bool(found.choices) == (len(set(levels)) > 1)
