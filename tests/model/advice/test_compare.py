"""method.md §8: what changed from one strategy to the next."""

from clusterdash.catalog import load_catalog
from clusterdash.model.advice.compare import compare_strategies, list_differences
from clusterdash.model.scenario.scenario import ChainPlan, Place, Scenario
from clusterdash.model.strategy import build_strategy

CATALOG = load_catalog()
GOVERNMENTS = [row.code for row in CATALOG.governments]
BASE = Scenario(
    salience={row.code: 2 for row in CATALOG.mechanisms}, capacity=dict.fromkeys(GOVERNMENTS, "weak"), donor_level=4
)


def compare(**fields):
    return compare_strategies(build_strategy(CATALOG, BASE), build_strategy(CATALOG, BASE.change(**fields)))


def test_the_same_strategy_shows_no_change():
    change = compare()
    assert change.is_nothing
    assert change.came_in == change.went_out == change.delivery_changed == ()
    assert change.waits_for_training_delta == change.ready_delta == 0


def test_what_came_in_and_went_out_is_the_difference_of_the_mixes():
    before = build_strategy(CATALOG, BASE)
    gone = before.mix[0]
    change = compare(excluded=frozenset({gone}))
    assert gone in change.went_out
    assert not change.is_same_mix
    assert set(change.came_in).isdisjoint(before.mix)
    assert change.value_after <= change.value_before


def test_delivery_and_counts_follow_the_capacities():
    change = compare(capacity=dict.fromkeys(GOVERNMENTS, "able"))
    assert change.is_same_mix
    assert not change.is_nothing
    assert change.ready_delta == len(change.delivery_changed) > 0
    waited = [before for _code, before, _after in change.delivery_changed if before == "after_capacity_building"]
    assert -change.waits_for_training_delta == len(waited) > 0


def test_coverage_before_and_after_stand_side_by_side():
    change = compare(mix_size=3)
    assert [it.mechanism for it in change.coverage_before] == [it.mechanism for it in change.coverage_after]
    assert sum(it.count for it in change.coverage_before) > sum(it.count for it in change.coverage_after)


def test_section_8_differences_are_split_into_choices_and_assumptions():
    mechanism = CATALOG.mechanisms[0].code
    other = BASE.change(
        salience={**BASE.salience, mechanism: 0},
        salience_weights=(0, 1, 2, 6),
        place=Place(title="Elsewhere"),
        chain=ChainPlan(rounds=4, success_probability=0.9),
    )
    found = {one.field: (one.before, one.after, one.is_assumption) for one in list_differences(BASE, other)}
    assert found == {
        f"salience.{mechanism}": (2, 0, False),
        "place.title": ("", "Elsewhere", False),
        "chain.rounds": (3, 4, False),
        "salience_weights": ((0, 1, 2, 3), (0, 1, 2, 6), True),
        "chain.success_probability": (0.5, 0.9, True),
    }
    assert list_differences(BASE, BASE) == ()
