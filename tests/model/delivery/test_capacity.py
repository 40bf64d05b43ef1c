"""method.md §1, §4, §6: the donor steps down, the office comes, and capacities grow."""

import pytest

from clusterdash.catalog import load_catalog
from clusterdash.model.delivery.capacity import (
    capacity_in_round,
    donor_level_in_round,
    find_office_obstacle,
    find_trainers,
    is_office_able,
    office_stands,
)
from clusterdash.model.scenario.scenario import ChainPlan, Scenario

NO_OFFICE = ChainPlan(office_round=0)


@pytest.mark.parametrize(
    ("level", "pace", "levels"),
    [
        (5, 1, [5, 4, 3, 2, 1, 1]),
        (5, 2, [5, 3, 1, 1, 1, 1]),
        (4, 5, [4, 1, 1, 1, 1, 1]),
        (3, 0, [3, 3, 3, 3, 3, 3]),
        (1, 1, [1, 1, 1, 1, 1, 1]),
        (0, 1, [0, 0, 0, 0, 0, 0]),
    ],
)
def test_the_donor_steps_down_until_it_is_on_call(level, pace, levels):
    scenario = Scenario(donor_level=level, chain=ChainPlan(donor_pace=pace))
    assert [donor_level_in_round(scenario, number) for number in range(1, 7)] == levels


@pytest.mark.parametrize(("office", "standing"), [(0, []), (1, [1, 2, 3]), (2, [2, 3]), (3, [3])])
def test_the_office_stands_from_its_round_on(office, standing):
    scenario = Scenario(chain=ChainPlan(office_round=office))
    assert [number for number in (1, 2, 3) if office_stands(scenario, number)] == standing


@pytest.mark.parametrize(
    ("level", "national", "office", "expected"),
    [
        (0, "weak", 0, {"local": (), "regional": (), "national": ()}),
        (2, "weak", 0, {"local": (), "regional": (), "national": ()}),
        (3, "weak", 0, {"local": (), "regional": (), "national": ("donor",)}),
        (4, "weak", 0, {"local": ("donor",), "regional": ("donor",), "national": ("donor",)}),
        (0, "able", 0, {"local": ("national",), "regional": ("national",), "national": ()}),
        (0, "weak", 1, {"local": (), "regional": (), "national": ()}),
        (4, "able", 1, {"local": ("donor", "office", "national"), "national": ("donor",)}),
        (0, "absent", 1, {"local": (), "national": ()}),
    ],
)
def test_who_trains_whom_follows_donor_office_and_national_government(catalog, level, national, office, expected):
    scenario = Scenario(donor_level=level, capacity={"national": national}, chain=ChainPlan(office_round=office))
    assert {actor: find_trainers(catalog, scenario, actor) for actor in expected} == expected


@pytest.mark.parametrize("actor", ["donor", "nobody"])
def test_nobody_trains_what_is_no_government(catalog, actor):
    assert find_trainers(catalog, Scenario(donor_level=5), actor) == ()


def test_a_weak_government_is_able_after_a_round_of_training(catalog):
    scenario = Scenario(donor_level=3, capacity={"regional": "absent"}, chain=NO_OFFICE)
    by_round = [dict(capacity_in_round(catalog, scenario, number)) for number in (1, 2, 3)]
    assert by_round == [
        {"local": "weak", "regional": "absent", "national": "weak"},
        {"local": "weak", "regional": "absent", "national": "able"},
        {"local": "able", "regional": "absent", "national": "able"},
    ]


def test_nothing_grows_where_nobody_trains(catalog):
    assert set(capacity_in_round(catalog, Scenario(chain=NO_OFFICE), 12).values()) == {"weak"}


def test_capacities_work_with_another_toolbox(project):
    tourism = load_catalog(project / "tests" / "catalog" / "tourism")
    scenario = Scenario(donor_level=3, chain=NO_OFFICE)
    assert find_trainers(tourism, scenario, "state") == ("agency",)
    assert find_trainers(tourism, scenario, "village") == ()
    assert dict(capacity_in_round(tourism, scenario, 3)) == {"village": "able", "state": "able"}


def test_the_office_is_as_able_as_the_government_behind_it(catalog):
    def able(**choices):
        scenario = Scenario(chain=ChainPlan(office_round=1), **choices)
        return [is_office_able(catalog, scenario, number) for number in (1, 2, 3)]

    assert able(capacity={"national": "able"}) == [True, True, True]
    assert able() == [False, False, False]
    assert able(donor_level=3) == [False, True, True]
    assert able(capacity={"national": "absent"}, donor_level=5) == [False, False, False]


@pytest.mark.parametrize(
    ("choices", "office", "obstacle"),
    [
        ({"donor_level": 5}, 5, "after_the_end"),
        ({"capacity": {"national": "absent"}}, 1, "no_government"),
        ({}, 1, "stays_weak"),
        ({"donor_level": 3}, 1, ""),
        ({}, 0, ""),
    ],
)
def test_a_planned_office_that_comes_to_nothing_is_told(catalog, choices, office, obstacle):
    scenario = Scenario(chain=ChainPlan(office_round=office), **choices)
    assert find_office_obstacle(catalog, scenario) == obstacle
