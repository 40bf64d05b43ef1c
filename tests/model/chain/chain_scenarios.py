"""Random scenarios of the chain, and one catalog that the tests of the chain share."""

from dataclasses import replace

from hypothesis import strategies as st

from clusterdash.catalog import load_catalog
from clusterdash.model.scenario.scenario import CAPACITIES, PLATFORMS, ChainPlan, Scenario

# A fingerprint of its own keeps the caches of the model apart from those of other tests.
CATALOG = replace(load_catalog(), fingerprint="tests of the chain")
GOVERNMENTS = [row.code for row in CATALOG.governments]

plans = st.builds(
    ChainPlan,
    rounds=st.integers(1, 6),
    office_round=st.integers(0, 7),
    donor_pace=st.integers(0, 5),
    pilots=st.integers(0, 3),
    success_probability=st.sampled_from([0.0, 0.1, 0.5, 1.0]),
)
scenarios = st.builds(
    Scenario,
    donor_level=st.integers(0, 5),
    capacity=st.fixed_dictionaries({code: st.sampled_from(CAPACITIES) for code in GOVERNMENTS}),
    platform=st.sampled_from(PLATFORMS),
    chain=plans,
)
