"""method.md §4: the level of the donor must be felt; levels 0 to 5 side by side."""

import pytest

from clusterdash.catalog import load_catalog
from clusterdash.errors import ScenarioError
from clusterdash.model.chain.ladder import build_donor_ladder, find_exit_year
from clusterdash.model.scenario.scenario import ChainPlan, Place, Scenario
from clusterdash.model.strategy import build_strategy

NO_OFFICE = ChainPlan(office_round=0)


@pytest.fixture
def weak_place(catalog):
    return Scenario(
        salience={row.code: 2 for row in catalog.mechanisms},
        donor_level=2,
        chain=NO_OFFICE,
        place=Place(start_year=2030),
    )


def test_the_ladder_has_every_level_and_each_is_the_strategy_at_that_level(catalog, weak_place):
    ladder = build_donor_ladder(catalog, weak_place)
    assert [step.level for step in ladder] == [row.level for row in catalog.donor_levels]
    for step in ladder:
        strategy = build_strategy(catalog, weak_place.change(donor_level=step.level))
        assert (step.mix, step.value) == (strategy.mix, strategy.value)
        assert step.deliverable == strategy.deliverable
        assert sum(step.statuses.values()) == len(step.mix)
        assert list(step.statuses) == [row.code for row in catalog.delivery_statuses]
    assert next(step for step in ladder if step.level == 2).is_same_mix


def test_a_deeper_donor_brings_more_into_reach_and_trains_more(catalog, weak_place):
    ladder = build_donor_ladder(catalog, weak_place)
    assert [step.in_reach for step in ladder] == [39, 39, 40, 40, 40, 40]
    assert [step.trained for step in ladder][2:5] == [(), ("national",), ("local", "regional", "national")]
    assert ladder[0].statuses["at_risk"] == len(ladder[0].mix)
    assert ladder[4].statuses["after_capacity_building"] > 0


def test_with_able_governments_and_a_platform_the_mix_does_not_change(catalog, weak_place):
    able = weak_place.change(capacity={row.code: "able" for row in catalog.governments}, platform="strengthen")
    ladder = build_donor_ladder(catalog, able)
    assert all(step.is_same_mix for step in ladder)
    assert all(step.trained == () for step in ladder)


@pytest.mark.parametrize(
    ("level", "pace", "year"),
    [(0, 1, None), (1, 1, 2030), (2, 1, 2035), (5, 1, 2050), (5, 4, 2035), (5, 3, 2040), (5, 0, None)],
)
def test_the_donor_is_on_call_from_the_year_in_which_it_has_stepped_down(catalog, level, pace, year):
    scenario = Scenario(donor_level=level, chain=ChainPlan(donor_pace=pace), place=Place(start_year=2030))
    assert find_exit_year(catalog, scenario) == year


def test_a_pin_that_a_level_cannot_reach_is_left_out_there_and_named(catalog, weak_place):
    pinned = weak_place.change(pinned={"external_network_contacts"})
    ladder = build_donor_ladder(catalog, pinned)
    assert [step.lost_pins for step in ladder[:3]] == [("external_network_contacts",)] * 2 + [()]
    assert "external_network_contacts" in ladder[2].mix


def test_leading_stages_are_filled_in_where_a_chain_is_known(catalog, weak_place):
    ladder = build_donor_ladder(catalog, weak_place, {5: 7})
    assert [step.lead_stages for step in ladder] == [None] * 5 + [7]


def test_a_scenario_with_problems_has_no_ladder(catalog):
    with pytest.raises(ScenarioError):
        build_donor_ladder(catalog, Scenario(salience={"nothing": 1}))


def test_a_ladder_works_with_another_toolbox(project):
    tourism = load_catalog(project / "tests" / "catalog" / "tourism")
    ladder = build_donor_ladder(tourism, Scenario(salience={"joint_booking": 3}, chain=NO_OFFICE))
    assert [step.level for step in ladder] == [row.level for row in tourism.donor_levels]
    assert ladder[-1].trained == ("village", "state")


def test_the_exit_follows_the_length_of_a_round(catalog):
    scenario = Scenario(donor_level=3, chain=ChainPlan(round_years=4), place=Place(start_year=2030))
    assert find_exit_year(catalog, scenario) == 2038
