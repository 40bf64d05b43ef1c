"""Regions that do not fit: nothing is dropped in silence, and only what would take all is offered."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterdash.model.chain.offers import LeftOver, RoundOffer, find_left_over
from clusterdash.model.chain.schedule import build_rounds
from clusterdash.model.scenario.scenario import ChainPlan, Scenario


def plan_of(count, rounds=3, regions_per_round=5, potentials=()):
    """Return a scenario with so many named regions."""
    names = tuple(f"Land {number}" for number in range(count))
    clusters = dict(zip(names, potentials, strict=False))
    plan = ChainPlan(regions=names, rounds=rounds, regions_per_round=regions_per_round, potentials=clusters)
    return Scenario(chain=plan)


def test_nothing_is_offered_where_all_regions_get_a_turn(catalog):
    assert find_left_over(catalog, plan_of(15)) == LeftOver(0, 0, ())


def test_three_hundred_regions_are_counted_and_no_button_is_offered(catalog):
    assert find_left_over(catalog, plan_of(300)) == LeftOver(285, 285, ())


@pytest.mark.parametrize(
    ("count", "rounds", "size", "offers"),
    [
        (20, 3, 5, [(4, 5), (3, 7)]),
        (60, 3, 5, [(12, 5)]),
        (100, 3, 5, [(10, 10)]),
        (120, 3, 5, [(12, 10)]),
        (121, 3, 5, []),
        (20, 4, 2, [(10, 2), (4, 5)]),
        (100, 3, 20, [(5, 20)]),
        (500, 12, 10, []),
    ],
)
def test_the_fewest_rounds_or_regions_per_round_that_take_all_are_offered(catalog, count, rounds, size, offers):
    found = find_left_over(catalog, plan_of(count, rounds, size))
    assert found.offers == tuple(RoundOffer(*offer) for offer in offers)
    assert found.regions == found.clusters == count - rounds * size


def test_second_clusters_of_a_region_wait_for_a_further_round(catalog):
    found = find_left_over(catalog, plan_of(5, 1, 5, potentials=[3]))
    assert found == LeftOver(0, 2, (RoundOffer(3, 5),))


@given(
    st.integers(1, 60), st.integers(1, 12), st.integers(1, 30), st.lists(st.integers(1, 12), max_size=4)
)  # fmt: skip
@settings(max_examples=60)
def test_every_offer_takes_all_and_stays_within_the_bounds(catalog, count, rounds, size, potentials):
    scenario = plan_of(count, rounds, size, potentials)
    for offer in find_left_over(catalog, scenario).offers:
        plan = replace(scenario.chain, rounds=offer.rounds, regions_per_round=offer.regions_per_round)
        assert not build_rounds(scenario.change(chain=plan))[1]
        assert rounds <= offer.rounds <= 12
        assert offer.regions_per_round == size or 5 <= offer.regions_per_round <= 10
