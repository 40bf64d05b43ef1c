"""Potentials of regions: people correct the data with a reason, and the log keeps it."""

import pytest

from clusterdash.errors import ScenarioError
from clusterdash.model import Scenario
from clusterdash.model.chain.schedule import build_rounds, name_cluster
from clusterdash.model.scenario.change import apply_changes
from clusterdash.model.scenario.potentials import (
    add_potential,
    bring_back,
    drop_potential,
    move_potential,
    move_region,
    order_regions,
    read_detail,
    strike_out,
)
from clusterdash.model.scenario.scenario import ChainPlan

START = Scenario(chain=ChainPlan(regions=("North", "South"), potentials={"North": 4}))
DAY = "2027-03-31"


def after(catalog, scenario, *steps):
    for step, *wishes in steps:
        scenario = apply_changes(catalog, scenario, step(scenario, *wishes))
    return scenario


def test_a_potential_is_added_with_its_reason_in_the_log(catalog):
    scenario = after(catalog, START, (add_potential, "North", " Sea  salt ", "everybody dries it at home", DAY))
    assert read_detail(scenario, "North").potentials == ("Sea salt",)
    (decision,) = scenario.decisions
    assert (decision.kind, decision.subject, decision.on) == ("potential", "North: + Sea salt", DAY)
    assert decision.reason == "everybody dries it at home"
    assert "North" not in scenario.chain.potentials  # the names count now, not the number set before


@pytest.mark.parametrize(("name", "reason"), [("", "because"), ("Salt", " ")])
def test_a_name_and_a_reason_are_needed(name, reason):
    with pytest.raises(ScenarioError):
        add_potential(START, "North", name, reason, DAY)


def test_what_is_struck_out_leaves_the_programme_and_stays_visible(catalog):
    scenario = after(
        catalog,
        START,
        (add_potential, "North", "Schools", "many jobs", DAY),
        (strike_out, "North", "Schools", "they serve only those who live here", DAY),
    )
    detail = read_detail(scenario, "North")
    assert (detail.potentials, detail.struck_out) == ((), ("Schools",))
    assert [one.subject for one in scenario.decisions] == ["North: + Schools", "North: − Schools"]
    back = after(catalog, scenario, (bring_back, "North", "Schools", DAY))
    assert read_detail(back, "North").is_empty and len(back.decisions) == 3
    assert "North" not in back.chain.region_details


def test_a_struck_out_potential_can_be_added_after_all(catalog):
    scenario = after(
        catalog, START, (strike_out, "North", "Salt", "gone", DAY), (add_potential, "North", "salt", "it is back", DAY)
    )
    assert read_detail(scenario, "North").struck_out == ()


def test_a_region_has_at_most_twelve_potentials(catalog):
    scenario = START
    for number in range(12):
        scenario = after(catalog, scenario, (add_potential, "North", f"Chain {number}", "known", DAY))
    with pytest.raises(ScenarioError):
        add_potential(scenario, "North", "One more", "known", DAY)


def test_several_potentials_of_a_region_come_one_after_the_other(catalog):
    scenario = after(
        catalog,
        START,
        (add_potential, "North", "Salt", "known", DAY),
        (add_potential, "North", "Boats", "known", DAY),
        (move_potential, "North", "Boats", -1),
    )
    rounds, waiting = build_rounds(scenario)
    named = [[(one.region, name_cluster(scenario.chain, one)) for one in round_.regions] for round_ in rounds]
    assert named[0] == [("North", "Boats"), ("South", "")] and named[1] == [("North", "Salt")] and not waiting
    fewer = after(catalog, scenario, (drop_potential, "North", "Boats"))
    assert read_detail(fewer, "North").potentials == ("Salt",)


def test_regions_are_moved_and_ordered(catalog):
    assert after(catalog, START, (move_region, "South", -1)).chain.regions == ("South", "North")
    assert after(catalog, START, (move_region, "South", 1)).chain.regions == ("North", "South")
    assert after(catalog, START, (order_regions, ["South", "Nowhere"])).chain.regions == ("South", "North")
