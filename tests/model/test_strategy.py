"""method.md §3: from salience to a mix, and what is answered when choices contradict each other."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterdash.catalog import load_catalog
from clusterdash.errors import ScenarioError
from clusterdash.model.advice.outlook import build_alternates, build_frontier, build_robustness, resample_votes
from clusterdash.model.scenario.codes import check_codes
from clusterdash.model.scenario.scenario import CAPACITIES, PLATFORMS, ChainPlan, Scenario
from clusterdash.model.strategy import build_strategy, measure_deliverable

CATALOG = load_catalog()
MECHANISMS = [row.code for row in CATALOG.mechanisms]
INSTRUMENTS = [row.code for row in CATALOG.instruments]
ABLE = {row.code: "able" for row in CATALOG.governments}
EVERYTHING = {code: 3 for code in MECHANISMS}
REACHABLE = st.builds(
    Scenario,
    salience=st.dictionaries(st.sampled_from(MECHANISMS), st.integers(0, 3)),
    capacity=st.dictionaries(st.sampled_from(list(ABLE)), st.sampled_from(CAPACITIES)),
    donor_level=st.integers(0, 5),
    platform=st.sampled_from(PLATFORMS),
    mix_size=st.integers(3, 20),
    excluded=st.frozensets(st.sampled_from(INSTRUMENTS[3:]), max_size=5),
)


def test_leverage_and_breadth_follow_table_1(catalog):
    salience = {"recruitment": 3, "student_work": 1}
    strategy = build_strategy(catalog, Scenario(salience=salience, capacity=ABLE))
    for code in INSTRUMENTS:
        served = set(catalog.serves[code]) & set(salience)
        assert strategy.leverage[code] == sum(salience[mechanism] for mechanism in served)
        assert strategy.breadth[code] == len(served)


def test_distinctiveness_is_one_where_an_instrument_is_alone_and_zero_without_salience(project):
    tourism = load_catalog(project / "tests" / "catalog" / "tourism")
    scenario = Scenario(salience={"word_of_mouth": 1, "kitchen_rivalry": 3}, capacity={"village": "able"})
    found = build_strategy(tourism, scenario).distinctiveness
    alone, shared = len(tourism.served_by["kitchen_rivalry"]), len(tourism.served_by["word_of_mouth"])
    assert found["food_prize"] == pytest.approx((3 / alone + 1 / shared) / 4)
    assert found["booking_page"] == 0.0


def test_the_value_counts_each_further_instrument_half(catalog):
    strategy = build_strategy(catalog, Scenario(salience=EVERYTHING, capacity=ABLE, platform="strengthen"))
    counts = [sum(mechanism in catalog.serves[code] for code in strategy.mix) for mechanism in MECHANISMS]
    assert strategy.value == sum(3 * (1 - Fraction(1, 2**count)) for count in counts)
    assert [it.count for it in strategy.coverage] == counts
    assert [it.strength for it in strategy.coverage] == [1 - Fraction(1, 2**count) for count in counts]
    assert [it.mechanism for it in strategy.coverage] == MECHANISMS


def test_the_mix_stands_in_table_order_and_fills_its_places(catalog):
    strategy = build_strategy(catalog, Scenario(salience=EVERYTHING, capacity=ABLE))
    assert len(strategy.mix) == 10
    assert strategy.places_left == 0
    assert list(strategy.mix) == sorted(strategy.mix, key=INSTRUMENTS.index)


def test_without_salience_the_mix_is_the_pins_and_the_value_nothing(catalog):
    assert build_strategy(catalog, Scenario()).mix == ()
    strategy = build_strategy(catalog, Scenario(pinned={"job_fairs"}))
    assert (strategy.mix, strategy.value, strategy.places_left) == (("job_fairs",), 0, 9)


def test_nothing_eligible_is_an_empty_mix_and_no_error(catalog):
    strategy = build_strategy(catalog, Scenario(salience=EVERYTHING, capacity=dict.fromkeys(ABLE, "absent")))
    assert (strategy.mix, strategy.ceiling, strategy.places_left) == ((), 0, 10)
    assert strategy.total > 0


def test_more_places_than_instruments_leaves_places_empty(catalog):
    strategy = build_strategy(catalog, Scenario(salience=EVERYTHING, capacity=ABLE, mix_size=60))
    eligible = [code for code in INSTRUMENTS if strategy.eligibility[code].is_eligible]
    assert list(strategy.mix) == eligible
    assert strategy.places_left == 60 - len(eligible)
    assert strategy.value == strategy.ceiling < strategy.total


def test_an_instrument_of_leverage_nothing_enters_only_when_pinned(catalog):
    scenario = Scenario(salience={"student_work": 3}, capacity=ABLE, mix_size=45)
    assert all(build_strategy(catalog, scenario).leverage[code] > 0 for code in build_strategy(catalog, scenario).mix)
    assert "awards" in build_strategy(catalog, scenario.change(pinned={"awards"})).mix


def test_a_ruled_out_instrument_never_enters_the_mix(catalog):
    scenario = Scenario(salience=EVERYTHING, capacity=ABLE)
    first = build_strategy(catalog, scenario).mix[0]
    assert first not in build_strategy(catalog, scenario.change(excluded={first})).mix


def test_an_instrument_without_its_prerequisite_stays_out(catalog):
    scenario = Scenario(salience={"science_industry_cooperation": 3}, capacity=ABLE, mix_size=45)
    needy = {row.instrument for row in catalog.instrument_needs if row.question == "university_in_reach"}
    assert needy & set(build_strategy(catalog, scenario).mix)
    assert not needy & set(build_strategy(catalog, scenario.change(context={"university_in_reach": "no"})).mix)


def test_at_most_so_many_heavy_instruments_enter(catalog):
    heavy = {row.code for row in catalog.instruments if row.weight == "heavy"}
    scenario = Scenario(salience={"venture_capital": 3, "spinoff_formation": 3}, capacity=ABLE)
    assert len(heavy & set(build_strategy(catalog, scenario).mix)) > 1
    assert len(heavy & set(build_strategy(catalog, scenario.change(heavy_limit=1)).mix)) == 1


def test_instruments_that_tie_are_named_as_a_choice(catalog):
    strategy = build_strategy(catalog, Scenario(salience={"recruitment": 2}, capacity=ABLE, mix_size=1))
    (choice,) = strategy.choices
    assert choice.taken == strategy.mix
    assert len(choice.from_) > 1
    assert all("recruitment" in catalog.serves[code] for code in choice.from_)


@pytest.mark.parametrize(
    ("choices", "where", "found", "allowed"),
    [
        ({"salience": {"recruitmnt": 1}}, "salience", "recruitmnt", "recruitment"),
        ({"capacity": {"natonal": "able"}}, "capacity", "natonal", "national"),
        ({"capacity": {"donor": "able"}}, "capacity", "donor", ("local", "regional", "national")),
        ({"pinned": {"job_fair"}}, "pinned", "job_fair", "job_fairs"),
        ({"excluded": {"award"}}, "excluded", "award", "awards"),
        ({"donor_funds": {"standard"}}, "donor_funds", "standard", "standards"),
        ({"context": {"univercity_in_reach": "no"}}, "context", "univercity_in_reach", "university_in_reach"),
        ({"context": {"university_in_reach": "nope"}}, "context.university_in_reach", "nope", "no"),
        ({"responsible": {"award": "local"}}, "responsible", "award", "awards"),
        ({"responsible": {"awards": "locale"}}, "responsible.awards", "locale", "local"),
        ({"phases": {"awards": "sofd"}}, "phases.awards", "sofd", "soft"),
        ({"independent": {"award": "initiative"}}, "independent", "award", "awards"),
        ({"route": "combinations"}, "route", "combinations", "combination"),
    ],
)
def test_an_unknown_code_is_answered_with_the_nearest(catalog, choices, where, found, allowed):
    with pytest.raises(ScenarioError) as caught:
        build_strategy(catalog, Scenario(**choices))
    (problem,) = caught.value.problems
    assert (problem.where, problem.values["found"], problem.values["allowed"]) == (where, found, allowed)
    assert found in str(problem)


def test_unknown_codes_of_the_chain_are_named_too(catalog):
    stage, activity = catalog.stages[0].code, catalog.activities[0].code
    plan = ChainPlan(stage_months={stage + "x": (0, 1), stage: (0, 1)}, unit_costs={activity + "x": 1, activity: 1})
    found = check_codes(catalog, Scenario(chain=plan))
    assert [(it.where, it.values["allowed"]) for it in found] == [
        ("chain.stage_months", stage),
        ("chain.unit_costs", activity),
    ]


def test_a_code_like_no_other_is_answered_with_what_is_allowed(catalog):
    (problem,) = check_codes(catalog, Scenario(route="zzz"))
    assert problem.values["allowed"] == tuple(row.code for row in catalog.routes)


def test_every_code_of_the_catalog_passes(catalog):
    scenario = Scenario(
        salience=EVERYTHING,
        capacity=ABLE,
        donor_funds=set(INSTRUMENTS),
        context={row.code: row.answers[-1] for row in catalog.context_questions},
        responsible={code: "network" for code in INSTRUMENTS},
        phases={row.code: row.phase for row in catalog.instruments},
        route=catalog.routes[0].code,
    )
    assert check_codes(catalog, scenario) == ()


def test_all_that_is_wrong_comes_at_once(catalog):
    scenario = Scenario(
        salience={"nothing": 1},
        pinned={"standards", "partner_matching"},
        heavy_limit=0,
        context={"legal_framework": "x"},
    )
    with pytest.raises(ScenarioError) as caught:
        build_strategy(catalog, scenario)
    places = [problem.where for problem in caught.value.problems]
    assert places == ["context.legal_framework", "salience", "pinned", "heavy_limit"]


def test_a_pin_out_of_reach_is_answered_with_the_nearest_choice_that_works(catalog):
    with pytest.raises(ScenarioError) as caught:
        build_strategy(catalog, Scenario(pinned={"partner_matching"}))
    (problem,) = caught.value.problems
    assert problem.values["found"] == "partner_matching"
    assert problem.values["allowed"] == "platform = build"
    assert build_strategy(catalog, Scenario(pinned={"partner_matching"}, platform="build")).mix == ("partner_matching",)


def test_a_pin_without_its_prerequisite_is_refused_and_the_question_named(catalog):
    scenario = Scenario(pinned={"innovation_vouchers"}, capacity=ABLE, context={"university_in_reach": "no"})
    with pytest.raises(ScenarioError) as caught:
        build_strategy(catalog, scenario)
    (problem,) = caught.value.problems
    assert problem.values["missing"] == ("university_in_reach",)


@settings(max_examples=40)
@given(REACHABLE, st.sampled_from(MECHANISMS))
def test_more_salience_never_lowers_the_value(scenario, mechanism):
    more = scenario.change(salience={**scenario.salience, mechanism: 3})
    assert build_strategy(CATALOG, more).value >= build_strategy(CATALOG, scenario).value


@settings(max_examples=40)
@given(REACHABLE, st.frozensets(st.sampled_from(INSTRUMENTS), max_size=3))
def test_pins_stay_and_what_is_ruled_out_stays_out(scenario, wished):
    eligibility = build_strategy(CATALOG, scenario).eligibility
    pins = frozenset(code for code in wished - scenario.excluded if eligibility[code].is_eligible)
    strategy = build_strategy(CATALOG, scenario.change(pinned=pins))
    assert pins <= set(strategy.mix)
    assert scenario.excluded.isdisjoint(strategy.mix)
    assert all(strategy.eligibility[code].is_eligible for code in strategy.mix)
    assert len(strategy.mix) + strategy.places_left == scenario.mix_size


@settings(max_examples=20)
@given(REACHABLE)
def test_the_same_scenario_gives_the_same_strategy(scenario):
    again = Scenario.from_json(scenario.to_json())
    assert build_strategy(load_catalog(), again) == build_strategy(CATALOG, scenario)


@settings(max_examples=40)
@given(REACHABLE)
def test_a_strategy_tells_of_every_instrument_and_value_stays_below_its_ceiling(scenario):
    strategy = build_strategy(CATALOG, scenario)
    for told in (
        strategy.delivery,
        strategy.leverage,
        strategy.breadth,
        strategy.distinctiveness,
        strategy.eligibility,
    ):
        assert list(told) == INSTRUMENTS
    assert 0 <= strategy.value <= strategy.ceiling <= strategy.total


def test_the_frontier_ends_at_the_ceiling_of_what_is_eligible(catalog):
    strategy = build_strategy(catalog, Scenario(salience=EVERYTHING, capacity=ABLE, pinned={"awards"}))
    frontier = build_frontier(catalog, strategy)
    assert [point.places for point in frontier][:2] == [1, 2]
    assert frontier[-1].value == strategy.ceiling
    assert frontier[-1].share == pytest.approx(float(strategy.ceiling / strategy.total))
    assert next(point.value for point in frontier if point.places == 10) == strategy.value
    assert sum(point.is_knee for point in frontier) == 1


def test_alternates_name_a_stand_in_for_all_but_the_pins(catalog):
    strategy = build_strategy(catalog, Scenario(salience=EVERYTHING, capacity=ABLE, pinned={"awards"}))
    alternates = build_alternates(catalog, strategy)
    assert [it.member for it in alternates] == [code for code in strategy.mix if code != "awards"]
    assert all(it.loss >= 0 and it.replacement not in strategy.mix for it in alternates)


def test_robustness_speaks_of_every_instrument_of_the_mix_once(catalog):
    strategy = build_strategy(
        catalog, Scenario(salience={"recruitment": 1, "student_work": 2}, capacity=ABLE, mix_size=3)
    )
    found = build_robustness(catalog, strategy)
    assert sorted(code for it in found for code in it.members) == sorted(strategy.mix)
    assert all(set(it.members) <= set(it.group) for it in found)
    assert all(bool(it.lost_by) == (it.verdict == "fragile") for it in found)
    assert all(shift.mechanism in MECHANISMS for it in found for shift in it.lost_by)


def test_votes_that_all_agree_give_the_mix_every_time(catalog):
    strategy = build_strategy(catalog, Scenario(salience={"recruitment": 3}, capacity=ABLE, mix_size=1))
    ballot = tuple(3 if code == "recruitment" else 0 for code in MECHANISMS)
    shares = resample_votes(catalog, strategy, (ballot,) * 5, draws=20, seed=1)
    assert {share.share for share in shares} == {1.0}
    assert set(strategy.mix) <= {code for share in shares for code in share.group}


def test_a_strategy_works_with_another_toolbox(project):
    tourism = load_catalog(project / "tests" / "catalog" / "tourism")
    scenario = Scenario(salience={"word_of_mouth": 3, "joint_booking": 2}, capacity={"village": "able"}, mix_size=2)
    strategy = build_strategy(tourism, scenario)
    assert strategy.mix == ("booking_page", "food_prize")
    assert strategy.value == Fraction(5, 2)
    assert strategy.delivery["food_prize"] == "ready"
    with pytest.raises(ScenarioError):
        build_strategy(tourism, Scenario(salience={"recruitment": 1}))


def value_of_those(catalog, strategy, whens):
    """The value that the mix would have with only the members that start at these times."""
    counts = {
        mechanism: sum(
            mechanism in catalog.serves[code] and strategy.eligibility[code].when in whens for code in strategy.mix
        )
        for mechanism in MECHANISMS
    }
    return sum(strategy.scenario.weight(code) * (1 - Fraction(1, 2**count)) for code, count in counts.items())


@settings(max_examples=60, deadline=None)
@given(REACHABLE)
def test_what_can_start_now_later_and_what_nobody_carries_adds_up_to_the_value(scenario):
    strategy = build_strategy(CATALOG, scenario)
    parts = strategy.deliverable
    assert list(parts) == ["now", "later", "nobody"]
    assert parts["now"] == value_of_those(CATALOG, strategy, {"now"})
    assert parts["now"] + parts["later"] == value_of_those(CATALOG, strategy, {"now", "later"})
    assert sum(parts.values()) == strategy.value
    for cover in strategy.coverage:
        assert sum(cover.deliverable.values()) == cover.strength


@settings(max_examples=15, deadline=None)
@given(REACHABLE)
def test_every_point_of_the_frontier_says_what_can_start_now(scenario):
    strategy = build_strategy(CATALOG, scenario)
    assert measure_deliverable(CATALOG, strategy, strategy.mix) == strategy.deliverable
    for point in build_frontier(CATALOG, strategy):
        assert sum(measure_deliverable(CATALOG, strategy, point.mix).values()) == point.value


@pytest.mark.parametrize(
    ("choices", "part"),
    [
        ({"capacity": ABLE}, "now"),
        ({"platform": "strengthen"}, "now"),
        ({"platform": "build", "platform_year": 2}, "later"),
        ({"donor_level": 4}, "later"),
        ({}, "nobody"),
    ],
)
def test_who_carries_the_mix_says_when_it_starts(catalog, choices, part):
    scenario = Scenario(salience={"recruitment": 3}, mix_size=1, pinned=["job_fairs"], **choices)
    strategy = build_strategy(catalog, scenario)
    assert {code for code, value in strategy.deliverable.items() if value} == {part}
