"""method.md §3, §4: one step more of a capacity, of the donor or of a platform never makes the advice worse."""

from hypothesis import given, settings
from hypothesis import strategies as st

from clusterdash.catalog import load_catalog
from clusterdash.model import ChainPlan, Scenario, build_chain, build_strategy
from clusterdash.model.scenario.scenario import CAPACITIES

CATALOG = load_catalog()
GOVERNMENTS = [row.code for row in CATALOG.governments]
LADDERS = {"platform": ("none", "build", "strengthen"), "donor": (0, 1, 2, 3, 4, 5)}
SCENARIOS = st.builds(
    Scenario,
    salience=st.dictionaries(st.sampled_from([row.code for row in CATALOG.mechanisms]), st.integers(0, 3), min_size=3),
    capacity=st.fixed_dictionaries({code: st.sampled_from(CAPACITIES) for code in GOVERNMENTS}),
    donor_level=st.integers(0, 5),
    platform=st.sampled_from(LADDERS["platform"]),
    mix_size=st.integers(1, 15),
    heavy_limit=st.one_of(st.none(), st.integers(0, 3)),
    chain=st.builds(ChainPlan, office_round=st.integers(0, 3), pilots=st.integers(0, 2), donor_pace=st.integers(0, 2)),
)


def raise_one(steps, now):
    return steps[min(len(steps) - 1, steps.index(now) + 1)]


def take_step(scenario, step):
    if step == "donor":
        return scenario.change(donor_level=raise_one(LADDERS["donor"], scenario.donor_level))
    if step == "platform":
        return scenario.change(platform=raise_one(LADDERS["platform"], scenario.platform))
    return scenario.change(capacity={**scenario.capacity, step: raise_one(CAPACITIES, scenario.capacity[step])})


STEPS = st.sampled_from([*GOVERNMENTS, "donor", "platform"])


@settings(max_examples=150, deadline=None)
@given(SCENARIOS, STEPS)
def test_one_step_more_never_lowers_the_value_nor_at_the_same_value_what_can_start(scenario, step):
    before, after = build_strategy(CATALOG, scenario), build_strategy(CATALOG, take_step(scenario, step))
    assert after.value >= before.value
    if after.value == before.value:
        assert after.deliverable["nobody"] <= before.deliverable["nobody"]


@settings(max_examples=100, deadline=None)
@given(SCENARIOS, STEPS)
def test_one_step_more_never_leaves_more_stages_without_a_lead(scenario, step):
    before, after = build_chain(CATALOG, scenario), build_chain(CATALOG, take_step(scenario, step))
    assert len(after.no_lead) <= len(before.no_lead)
