"""Scenarios of every kind, as Hypothesis draws them: all fields, texts of all scripts, codes known and unknown."""

from dataclasses import replace

from hypothesis import strategies as st

from clusterdash.catalog import load_catalog
from clusterdash.model.scenario.decision import DECISION_KINDS, Decision
from clusterdash.model.scenario.next_step import NextStep
from clusterdash.model.scenario.region_detail import RegionDetail
from clusterdash.model.scenario.scenario import CAPACITIES, PLATFORMS, ChainPlan, Place, Scenario
from clusterdash.plain import clean_text

CATALOG = load_catalog()
TEXTS = st.text(max_size=40)
NAMES = st.lists(
    st.text(max_size=20).map(clean_text).filter(str.strip), max_size=12, unique_by=lambda name: name.strip().casefold()
)
SHARES = st.floats(0, 1)


def codes(rows):
    """Return a strategy for codes: mostly those of the rows, sometimes an unknown one."""
    return st.sampled_from([row.code for row in rows]) | st.from_regex(r"[a-z_]{1,12}", fullmatch=True)


PLACES = st.builds(
    Place,
    title=TEXTS,
    country=TEXTS,
    region=TEXTS,
    cluster=TEXTS,
    start_year=st.integers(1990, 2100),
    notes=st.text(max_size=120),
)
AMOUNTS = st.integers(0, 10**12) | st.floats(0, 1e12)
RANGES = st.tuples(AMOUNTS, AMOUNTS).map(sorted).map(tuple)
DETAILS = st.builds(
    RegionDetail,
    potentials=NAMES,
    struck_out=NAMES,
    capacity=st.dictionaries(codes(CATALOG.governments), st.sampled_from(CAPACITIES), max_size=3),
    context=st.dictionaries(codes(CATALOG.context_questions), st.sampled_from(["yes", "no", "unknown"]), max_size=3),
    own_mix=st.booleans(),
)
DECISIONS = st.builds(
    Decision,
    kind=st.sampled_from(DECISION_KINDS),
    subject=codes(CATALOG.instruments) | TEXTS,
    reason=st.text(max_size=80),
    group=st.just("") | codes(CATALOG.stakeholder_groups),
    on=st.just("") | st.dates().map(str),
)
STEPS = st.builds(
    lambda what, code, done, day, **others: NextStep(
        what or ("" if code else "Call"), code, done=done, done_on=day if done else "", **others
    ),
    what=st.text(max_size=60).map(clean_text).map(str.strip),
    code=st.just("") | codes(CATALOG.instruments) | codes(CATALOG.handover_conditions),
    owner=TEXTS,
    due=st.just("") | st.dates().map(str),
    done=st.booleans(),
    day=st.just("") | st.dates().map(str),
    agreed_on=st.just("") | st.dates().map(str),
    note=st.text(max_size=60),
)
PLANS = st.builds(
    lambda names, potentials, **others: ChainPlan(
        regions=names, potentials=dict(zip(names, potentials, strict=False)), **others
    ),
    names=NAMES,
    potentials=st.lists(st.integers(1, 12), max_size=4),
    region_count=st.integers(1, 500),
    rounds=st.integers(1, 12),
    regions_per_round=st.integers(1, 500),
    round_years=st.integers(1, 15),
    pilots=st.none() | st.integers(0, 500),
    donor_pace=st.integers(0, 5),
    office_round=st.integers(0, 12),
    stage_months=st.dictionaries(codes(CATALOG.stages), st.sampled_from([(0, 6), (3, 240)]), max_size=3),
    success_probability=SHARES,
    learning_per_round=SHARES,
    retry_probability=SHARES,
    mentoring_capacity=st.integers(0, 500),
    success_maximum=SHARES,
    unmentored_factor=SHARES,
    runs=st.integers(1, 20_000),
    seed=st.integers(0, 2**31),
    no_entrepreneurs_factor=SHARES,
    imperfect_framework_factor=SHARES,
    unit_costs=st.dictionaries(codes(CATALOG.activities), AMOUNTS | RANGES, max_size=4),
    instrument_costs=st.dictionaries(codes(CATALOG.instruments), AMOUNTS | RANGES, max_size=4),
    envelope=st.none() | AMOUNTS,
    region_details=st.dictionaries(st.text(max_size=12), DETAILS, max_size=3),
    currency=st.text(max_size=12),
)
SETS = st.frozensets(codes(CATALOG.instruments), max_size=5)
FULL_SCENARIOS = st.builds(
    lambda pinned, excluded, **others: Scenario(pinned=pinned, excluded=excluded - pinned, **others),
    pinned=SETS,
    excluded=SETS,
    salience=st.dictionaries(codes(CATALOG.mechanisms), st.integers(0, 3), max_size=12),
    capacity=st.dictionaries(codes(CATALOG.governments), st.sampled_from(CAPACITIES), max_size=4),
    donor_level=st.integers(0, 5),
    donor_funds=SETS,
    platform=st.sampled_from(PLATFORMS),
    platform_year=st.integers(0, 15),
    mix_size=st.integers(5, 200),
    heavy_limit=st.none() | st.integers(0, 200),
    salience_weights=st.lists(st.integers(0, 100), min_size=4, max_size=4).map(sorted),
    responsible=st.dictionaries(codes(CATALOG.instruments), codes(CATALOG.actors), max_size=4),
    phases=st.dictionaries(codes(CATALOG.instruments), st.sampled_from(["soft", "resources"]), max_size=4),
    independent=st.dictionaries(codes(CATALOG.instruments), st.sampled_from(["initiative", "independent"]), max_size=4),
    route=st.just("") | codes(CATALOG.routes),
    context=st.dictionaries(
        codes(CATALOG.context_questions), st.sampled_from(["yes", "no", "unknown", "efficiency", "perhaps"]), max_size=9
    ),
    decisions=st.lists(DECISIONS, max_size=4),
    next_steps=st.lists(STEPS, max_size=4),
    place=PLACES,
    chain=PLANS,
)


def name_regions(scenario, count):
    """Return the scenario with so many regions of names as they are in the world."""
    heads = ("Santa Rosa", "Nueva Segovia", "Haute-Kotto", "Ouham-Pendé", "Kilimanjaro", "Rukwa", "Đồng Tháp", "Béja")
    names = tuple(
        f"{heads[number % 8]} {['North', 'Sud', 'Valley', 'Port'][number // 8 % 4]} {number + 1}"
        for number in range(count)
    )
    return scenario.change(chain=replace(scenario.chain, regions=names))
