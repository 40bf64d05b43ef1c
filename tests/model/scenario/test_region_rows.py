"""Regions edited row by row: what is said of a region goes with it, and what cannot be done is told."""

import pytest

from clusterdash.errors import ScenarioError
from clusterdash.model import ChainPlan
from clusterdash.model.scenario.region_detail import RegionDetail
from clusterdash.model.scenario.region_rows import append_region, drop_region, rename_region, shift_region

PLAN = ChainPlan(
    regions=("North", "East", "South"),
    potentials={"East": 2},
    region_details={"East": RegionDetail(potentials=("Tea", "Silk"))},
)


def test_a_renamed_region_keeps_its_place_its_potentials_and_its_answers():
    plan = rename_region(PLAN, 2, " Dawn ")
    assert plan.regions == ("North", "Dawn", "South")
    assert plan.potentials == {"Dawn": 2} and plan.region_details["Dawn"].potentials == ("Tea", "Silk")


@pytest.mark.parametrize(("number", "by", "after"), [(2, -1, "East"), (2, 1, "South"), (1, -1, "North")])
def test_a_region_moves_one_place_and_not_beyond_the_ends(number, by, after):
    plan = shift_region(PLAN, number, by)
    assert set(plan.regions) == set(PLAN.regions)
    assert plan.regions[max(number - 1 + by, 0)] == (PLAN.regions[number - 1]) or plan.regions[number - 1] == after


def test_moving_the_last_region_later_changes_nothing():
    assert shift_region(PLAN, 3, 1) == PLAN


def test_a_dropped_region_takes_what_was_said_of_it_along():
    plan = drop_region(PLAN, 2)
    assert plan.regions == ("North", "South") and not plan.potentials and not plan.region_details


def test_a_new_region_enters_last():
    assert append_region(PLAN, " West ").regions == ("North", "East", "South", "West")


@pytest.mark.parametrize(
    "edit",
    [
        lambda: rename_region(PLAN, 2, "north"),
        lambda: rename_region(PLAN, 2, "  "),
        lambda: rename_region(PLAN, 9, "x"),
        lambda: append_region(PLAN, "SOUTH"),
        lambda: append_region(PLAN, ""),
        lambda: drop_region(PLAN, 0),
    ],
)
def test_what_cannot_be_done_is_told(edit):
    with pytest.raises(ScenarioError):
        edit()


def test_more_regions_than_can_be_kept_are_told():
    full = ChainPlan(regions=tuple(f"R{number}" for number in range(500)))
    with pytest.raises(ScenarioError, match="more than 500"):
        append_region(full, "one more")
