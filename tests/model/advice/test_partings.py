"""Where regions part: other capacities change the delivery, an own mix changes the mix, and the rest stays."""

from clusterdash.model import Scenario, build_strategy
from clusterdash.model.advice.partings import REGIONS_COMPARED, find_partings, localise_scenario
from clusterdash.model.scenario.region_detail import RegionDetail
from clusterdash.model.scenario.scenario import ChainPlan

SALIENCE = {"horizontal_cooperation": 3, "recruitment": 2, "local_competition": 2}
ABLE = {"local": "able", "regional": "able", "national": "able"}


def part(catalog, **details):
    chain = ChainPlan(regions=("North", "South", "West"), region_details=details, regions_per_round=2)
    scenario = Scenario(salience=SALIENCE, capacity=ABLE, chain=chain)
    return find_partings(catalog, build_strategy(catalog, scenario), lambda one: build_strategy(catalog, one))


def test_a_programme_without_details_has_no_partings(catalog):
    assert part(catalog) == ((), 0)


def test_a_weaker_region_carries_the_same_mix_in_another_way(catalog):
    weak = RegionDetail(capacity={"local": "absent", "regional": "absent", "national": "absent"})
    ((parting,), left) = part(catalog, South=weak)
    assert (parting.region, parting.rounds, left) == ("South", (1,), 0)
    assert parting.is_other and not parting.gained and not parting.lost
    assert any(before == "ready" for before, _there in parting.delivery.values())
    assert all(there != "ready" for _before, there in parting.delivery.values())


def test_a_region_with_a_mix_of_its_own_takes_other_instruments(catalog):
    weak = RegionDetail(capacity={"local": "able", "regional": "absent", "national": "absent"}, own_mix=True)
    ((parting,), _left) = part(catalog, South=weak)
    assert parting.has_own_mix and len(parting.gained) <= len(parting.lost) and parting.is_other


def test_regions_come_in_their_order_of_entry_with_their_potentials(catalog):
    partings, _left = part(
        catalog, West=RegionDetail(potentials=("Salt", "Boats")), North=RegionDetail(potentials=("Coffee",))
    )
    assert [one.region for one in partings] == ["North", "West"]
    assert partings[1].rounds == (2, 3) and not partings[1].is_other


def test_only_what_a_region_says_differs_from_the_programme():
    scenario = Scenario(capacity=ABLE, context={"legal_framework": "yes"}, chain=ChainPlan(regions=("A", "B")))
    local = localise_scenario(scenario, RegionDetail(capacity={"local": "weak"}, context={"macro_policy": "no"}))
    assert local.capacity == {**ABLE, "local": "weak"}
    assert local.context == {"legal_framework": "yes", "macro_policy": "no"}


def test_of_many_regions_forty_are_compared_and_the_others_counted(catalog):
    names = tuple(f"R{number}" for number in range(60))
    details = {name: RegionDetail(potentials=("Salt",)) for name in names}
    scenario = Scenario(chain=ChainPlan(regions=names, region_details=details, regions_per_round=60))
    partings, left = find_partings(catalog, build_strategy(catalog, scenario), lambda one: build_strategy(catalog, one))
    assert (len(partings), left) == (REGIONS_COMPARED, 20)


def test_a_parting_says_why_its_first_cluster_was_chosen(catalog):
    from clusterdash.model.scenario.change import apply_changes
    from clusterdash.model.scenario.potentials import add_potential

    scenario = Scenario(chain=ChainPlan(regions=("North",)))
    scenario = apply_changes(catalog, scenario, add_potential(scenario, "North", "Salt", "everybody dries it", ""))
    ((parting,), _left) = find_partings(catalog, build_strategy(catalog, scenario), lambda one: None)
    assert parting.reason == "everybody dries it"
