"""method.md §4: how an instrument is delivered, the first that holds, and the smallest change that improves it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterdash.catalog import load_catalog
from clusterdash.model.delivery.delivery import (
    Delivery,
    find_smallest_change,
    judge_delivery,
    judge_eligibility,
    tell_when,
)
from clusterdash.model.delivery.nearest import judge_after
from clusterdash.model.scenario.change import apply_changes
from clusterdash.model.scenario.scenario import CAPACITIES, PLATFORMS, ChainPlan, Place, Scenario

CATALOG = load_catalog()
WHEN_ORDER = ("now", "later", "nobody")
ORDER = [row.code for row in CATALOG.delivery_statuses]
INSTRUMENTS = [row.code for row in CATALOG.instruments]
SITUATIONS = st.builds(
    Scenario,
    capacity=st.fixed_dictionaries({row.code: st.sampled_from(CAPACITIES) for row in CATALOG.governments}),
    donor_level=st.integers(0, 5),
    donor_funds=st.frozensets(st.sampled_from(INSTRUMENTS), max_size=5),
    platform=st.sampled_from(PLATFORMS),
    chain=st.builds(ChainPlan, office_round=st.integers(0, 3)),
)


def place(local="absent", regional="absent", national="absent", **choices):
    return Scenario(capacity={"local": local, "regional": regional, "national": national}, **choices)


@pytest.mark.parametrize(
    ("instrument", "scenario", "expected"),
    [
        # an able government organises
        ("job_fairs", place(local="able"), Delivery("ready", ("local",))),
        ("job_fairs", place(local="able", regional="able"), Delivery("ready", ("local", "regional"))),
        ("public_procurement", place(national="able"), Delivery("ready", ("national",))),
        # a platform stands and an able government funds or regulates
        ("job_fairs", place(national="able", platform="strengthen"), Delivery("ready", ("network", "national"))),
        (
            "standards",
            place(national="able", platform="existing_organisation"),
            Delivery("ready", ("network", "national")),
        ),
        # weak ones that somebody can train
        ("job_fairs", place(local="weak", donor_level=4), Delivery("after_capacity_building", ("local",), ("donor",))),
        (
            "job_fairs",
            place(local="weak", national="able"),
            Delivery("after_capacity_building", ("local",), ("national",)),
        ),
        (
            "job_fairs",
            place(local="weak", national="weak", chain=ChainPlan(office_round=1)),
            Delivery("at_risk", ("local", "national")),
        ),
        (
            "job_fairs",
            place(local="weak", national="able", chain=ChainPlan(office_round=1)),
            Delivery("after_capacity_building", ("local",), ("office", "national")),
        ),
        (
            "standards",
            place(national="weak", platform="strengthen", donor_level=3),
            Delivery("through_network", ("network",)),
        ),
        # one of the four direct cells, switched on
        ("external_network_contacts", place(donor_level=2), Delivery("through_donor", ("donor",))),
        ("competition_strategy", place(donor_level=2), Delivery("through_donor", ("donor",))),
        ("external_network_contacts", place(donor_level=1), Delivery("out_of_reach")),
        # a platform can carry it
        ("partner_matching", place(platform="strengthen"), Delivery("through_network", ("network",))),
        (
            "partner_matching",
            place(platform="build", platform_year=2, place=Place(start_year=2030)),
            Delivery("through_network", ("network",), from_year=2032),
        ),
        ("partner_matching", place(platform="build", platform_year=0), Delivery("through_network", ("network",))),
        # someone able would fund or regulate it, nobody runs it
        ("job_fairs", place(national="able"), Delivery("needs_organiser", ("national",))),
        ("university_infrastructure", place(national="able"), Delivery("needs_organiser", ("national",))),
        (
            "partner_matching",
            place(donor_level=2, donor_funds={"partner_matching"}),
            Delivery("needs_organiser", ("donor",)),
        ),
        # only weak ones and nobody to train them
        ("job_fairs", place(local="weak"), Delivery("at_risk", ("local",))),
        ("job_fairs", place(national="weak"), Delivery("at_risk", ("national",))),
        # nothing holds
        ("job_fairs", place(), Delivery("out_of_reach")),
        ("partner_matching", place("able", "able", "able"), Delivery("out_of_reach")),
        ("scholarships", place(platform="strengthen"), Delivery("out_of_reach")),
        ("partner_matching", place(donor_level=1, donor_funds={"partner_matching"}), Delivery("out_of_reach")),
    ],
)
def test_each_delivery_is_reached(catalog, instrument, scenario, expected):
    found = judge_delivery(catalog, scenario)[instrument]
    assert (found.status, found.agents, found.trainers, found.from_year) == (
        expected.status,
        expected.agents,
        expected.trainers,
        expected.from_year,
    )


@pytest.mark.parametrize(
    ("choices", "status"),
    [
        ({"local": "able", "national": "able", "platform": "strengthen", "donor_level": 5}, "ready"),
        ({"local": "weak", "national": "weak", "platform": "strengthen", "donor_level": 5}, "through_donor"),
        ({"local": "weak", "national": "weak", "platform": "build", "donor_level": 5}, "through_donor"),
        ({"local": "weak", "national": "weak", "platform": "none", "donor_level": 5}, "through_donor"),
        ({"local": "weak", "national": "weak", "platform": "strengthen", "donor_level": 2}, "through_donor"),
        ({"local": "weak", "national": "weak", "platform": "strengthen", "donor_level": 1}, "through_network"),
        ({"local": "weak", "national": "weak", "platform": "none", "donor_level": 1}, "at_risk"),
        ({"platform": "none", "donor_level": 1}, "out_of_reach"),
    ],
)
def test_the_way_that_can_start_first_counts(catalog, choices, status):
    assert judge_delivery(catalog, place(**choices))["trade_fairs"].status == status


def test_delivery_lists_every_instrument_in_table_order(catalog):
    assert list(judge_delivery(catalog, Scenario())) == INSTRUMENTS


def test_delivery_gets_better_as_capacities_grow(catalog):
    scenario = place(local="weak", donor_level=4)
    assert [judge_delivery(catalog, scenario, number)["job_fairs"].status for number in (1, 2)] == [
        "after_capacity_building",
        "ready",
    ]


def test_a_platform_that_was_built_stands_in_the_next_round(catalog):
    later = judge_delivery(catalog, place(national="able", platform="build", platform_year=4), 2)
    assert (later["standards"].status, later["standards"].agents) == ("ready", ("network", "national"))
    assert later["partner_matching"].from_year is None


@settings(max_examples=60)
@given(SITUATIONS)
def test_every_status_is_one_of_the_list_and_only_the_last_bars_the_way(scenario):
    delivery = judge_delivery(CATALOG, scenario)
    eligibility = judge_eligibility(CATALOG, scenario)
    assert {it.status for it in delivery.values()} <= set(ORDER)
    assert all(eligibility[code].is_eligible == (delivery[code].status != "out_of_reach") for code in INSTRUMENTS)


def rank(delivery):
    return WHEN_ORDER.index(tell_when(delivery))


@settings(max_examples=60)
@given(SITUATIONS, st.sampled_from([row.code for row in CATALOG.governments]))
def test_more_capacity_never_makes_delivery_worse(scenario, actor):
    able = scenario.change(capacity={**scenario.capacity, actor: "able"})
    before, after = judge_delivery(CATALOG, scenario), judge_delivery(CATALOG, able)
    assert all(rank(after[code]) <= rank(before[code]) for code in INSTRUMENTS)


@settings(max_examples=60)
@given(SITUATIONS, st.integers(0, 5))
def test_a_deeper_donor_never_makes_delivery_worse(scenario, level):
    deeper = scenario.change(donor_level=max(level, scenario.donor_level))
    before, after = judge_delivery(CATALOG, scenario), judge_delivery(CATALOG, deeper)
    # the donor at once counts more than training later, so the order of the list does not decide
    assert all(rank(after[code]) <= rank(before[code]) for code in INSTRUMENTS)


@pytest.mark.parametrize("answer", ["no", None, "yes", "unknown"])
def test_a_missing_prerequisite_bars_an_instrument_and_an_open_one_is_named(catalog, answer):
    context = {} if answer is None else {"university_in_reach": answer}
    found = judge_eligibility(catalog, place("able", "able", "able", context=context))["innovation_vouchers"]
    question = ("university_in_reach",)
    assert found.is_eligible == (answer != "no")
    assert found.missing == (question if answer == "no" else ())
    assert found.unknown == (question if answer in (None, "unknown") else ())


def tell(catalog, scenario, instrument):
    changes = find_smallest_change(catalog, scenario, instrument)
    becomes = judge_after(catalog, scenario, instrument, changes)
    return [(change.field, change.code, change.value, becomes) for change in changes]


@pytest.mark.parametrize(
    ("instrument", "scenario", "expected"),
    [
        ("partner_matching", place("able", "able", "able"), [("platform", "", "build", "through_network")]),
        ("external_network_contacts", place(donor_level=1), [("donor_level", "", 2, "through_donor")]),
        ("job_fairs", place(local="weak", donor_level=3), [("capacity", "local", "able", "ready")]),
        ("scholarships", place(local="weak"), [("capacity", "local", "able", "ready")]),
        ("scholarships", place(), [("capacity", "local", "weak", "at_risk")]),
        ("job_fairs", place(national="able"), [("platform", "", "existing_organisation", "ready")]),
        (
            "technology_transfer_specialists",
            place(local="weak", donor_level=2),
            [("donor_funds", "technology_transfer_specialists", True, "needs_organiser")],
        ),
        ("job_fairs", place(local="able"), []),
        ("job_fairs", place(local="weak", donor_level=4), []),
        ("partner_matching", place(platform="build"), []),
    ],
)
def test_the_smallest_change_is_found(catalog, instrument, scenario, expected):
    assert tell(catalog, scenario, instrument) == expected


@settings(max_examples=25)
@given(SITUATIONS, st.sampled_from(INSTRUMENTS))
def test_the_smallest_change_keeps_its_promise(scenario, instrument):
    before = judge_delivery(CATALOG, scenario)[instrument].status
    steps = find_smallest_change(CATALOG, scenario, instrument)
    assert bool(steps) == (before in ("needs_organiser", "at_risk", "out_of_reach"))
    if steps:
        after = judge_delivery(CATALOG, apply_changes(CATALOG, scenario, steps))[instrument].status
        assert judge_after(CATALOG, scenario, instrument, steps) == after
        assert ORDER.index(after) < ORDER.index(before)


def test_an_unknown_instrument_has_no_smallest_change(catalog):
    with pytest.raises(KeyError):
        find_smallest_change(catalog, Scenario(), "no_such_instrument")


def test_delivery_works_with_another_toolbox(project):
    tourism = load_catalog(project / "tests" / "catalog" / "tourism")
    scenario = Scenario(capacity={"village": "able", "state": "weak"}, donor_level=2, platform="build")
    delivery = judge_delivery(tourism, scenario)
    assert {code: it.status for code, it in delivery.items()} == {
        "guide_school": "ready",
        "booking_page": "ready",
        "food_prize": "ready",
        "host_table": "through_donor",
        "trail_signs": "at_risk",
        "story_evenings": "through_network",
    }


def test_the_way_that_starts_first_is_told_with_its_month_and_the_others_are_named(catalog):
    scenario = place(local="weak", platform="strengthen", donor_level=4)
    found = judge_delivery(catalog, scenario)["job_fairs"]
    assert (found.status, found.start_month) == ("through_network", 0)
    assert [(way.status, way.start_month) for way in found.also] == [("after_capacity_building", 18)]
    built = judge_delivery(catalog, scenario.change(platform="build", platform_year=1))["job_fairs"]
    assert (built.status, built.start_month) == ("through_network", 12)
    late = judge_delivery(catalog, scenario.change(platform="build", platform_year=2))["job_fairs"]
    assert (late.status, late.start_month) == ("after_capacity_building", 18)


NEXT = {"absent": "weak", "weak": "able", "able": "able"}


@settings(max_examples=100, deadline=None)
@given(SITUATIONS, st.sampled_from(["local", "regional", "national", "donor", "platform"]))
def test_one_step_more_never_delays_an_instrument(scenario, step):
    if step == "donor":
        more = scenario.change(donor_level=min(5, scenario.donor_level + 1))
    elif step == "platform":
        more = scenario.change(platform="strengthen" if scenario.platform == "build" else "build")
        if scenario.platform in ("strengthen", "existing_organisation"):
            more = scenario
    else:
        more = scenario.change(capacity={**scenario.capacity, step: NEXT[scenario.capacity[step]]})
    before, after = judge_delivery(CATALOG, scenario), judge_delivery(CATALOG, more)
    for code in INSTRUMENTS:
        if before[code].start_month is not None:
            assert after[code].start_month is not None and after[code].start_month <= before[code].start_month
