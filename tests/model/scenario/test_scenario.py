"""method.md §2: the scenario is one immutable, validated, versioned value."""

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterdash.errors import ScenarioError
from clusterdash.model.scenario.decision import Decision
from clusterdash.model.scenario.next_step import NextStep
from clusterdash.model.scenario.region_detail import RegionDetail
from clusterdash.model.scenario.scenario import ChainPlan, Place, Scenario

CODES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20)
SCENARIOS = st.builds(
    Scenario,
    salience=st.dictionaries(CODES, st.integers(0, 3), max_size=5),
    capacity=st.dictionaries(CODES, st.sampled_from(["absent", "weak", "able"]), max_size=3),
    donor_level=st.integers(0, 5),
    donor_funds=st.frozensets(CODES, max_size=3),
    platform=st.sampled_from(["none", "build", "strengthen", "existing_organisation"]),
    mix_size=st.integers(5, 200),
    heavy_limit=st.none() | st.integers(0, 200),
    pinned=st.frozensets(CODES, max_size=4),
    context=st.dictionaries(CODES, CODES, max_size=3),
    place=st.builds(Place, title=st.text(max_size=120), start_year=st.integers(1990, 2100)),
    chain=st.builds(
        ChainPlan,
        rounds=st.integers(1, 12),
        pilots=st.none() | st.integers(0, 500),
        success_probability=st.floats(0, 1),
        stage_months=st.dictionaries(CODES, st.sampled_from([(0, 6), (3, 240)]), max_size=2),
    ),
)
OUT_OF_RANGE = [
    ("salience", {"a": 4}),
    ("salience", {"a": -1}),
    ("salience", {"a": 1.5}),
    ("salience", {"a": True}),
    ("salience", {"a": "2"}),
    ("salience", [1, 2]),
    ("salience", {str(number): 1 for number in range(1_001)}),
    ("capacity", {"a": "strong"}),
    ("capacity", {"a": None}),
    ("donor_level", 6),
    ("donor_level", -1),
    ("donor_level", True),
    ("donor_funds", "job_fairs"),
    ("donor_funds", [1]),
    ("platform", "maybe"),
    ("platform", ["none"]),
    ("platform_year", 16),
    ("platform_year", -1),
    ("mix_size", -1),
    ("mix_size", 201),
    ("heavy_limit", -1),
    ("heavy_limit", 201),
    ("pinned", {3: 4}),
    ("excluded", [None]),
    ("salience_weights", (0, 1, 2)),
    ("salience_weights", (0, 2, 1, 3)),
    ("salience_weights", (0, 1, 2, 101)),
    ("responsible", {"a": 1}),
    ("phases", {"a": 1}),
    ("independent", {"a": "somebody"}),
    ("route", 3),
    ("context", {"a": 3}),
    ("context", {"x" * 121: "yes"}),
    ("version", 2),
    ("decisions", "a text"),
    ("decisions", ("a text",)),
    ("decisions", [Decision()] * 501),
    ("next_steps", "a text"),
    ("next_steps", ("a text",)),
    ("next_steps", [NextStep("Call")] * 201),
    ("place", {"title": "a table, not a place"}),
    ("chain", None),
]
PLACE_OUT_OF_RANGE = [
    ("title", "x" * 121),
    ("country", 3),
    ("start_year", 1989),
    ("start_year", 2101),
    ("notes", "x" * 4001),
]
CHAIN_OUT_OF_RANGE = [
    ("regions", ("North", "north ")),
    ("regions", ("",)),
    ("regions", tuple(f"Region {number}" for number in range(501))),
    ("region_count", 0),
    ("region_count", 501),
    ("potentials", {"North": 0}),
    ("rounds", 0),
    ("rounds", 13),
    ("regions_per_round", 0),
    ("round_years", 16),
    ("pilots", -1),
    ("donor_pace", 6),
    ("office_round", 13),
    ("stage_months", {"a": (6, 6)}),
    ("stage_months", {"a": (0, 241)}),
    ("success_probability", 1.01),
    ("success_probability", float("nan")),
    ("learning_per_round", -0.1),
    ("retry_probability", "half"),
    ("mentoring_capacity", -1),
    ("runs", 0),
    ("runs", 20_001),
    ("seed", -1),
    ("unit_costs", {"a": float("inf")}),
    ("unit_costs", {"a": (2, 1)}),
    ("unit_costs", {"a": (1, 2, 3)}),
    ("instrument_costs", {"a": (-1, 2)}),
    ("envelope", -1),
    ("no_entrepreneurs_factor", 1.1),
    ("imperfect_framework_factor", -0.1),
    ("region_details", {"North": {"own_mix": True}}),
    ("region_details", {"North": None}),
    ("unit_costs", {"a": 10**400}),
    ("unit_costs", {str(number): 1 for number in range(1_001)}),
    ("success_probability", 10**400),
    ("currency", "x" * 13),
]


@given(SCENARIOS)
def test_a_saved_scenario_comes_back_equal(scenario):
    text = scenario.to_json()
    again = Scenario.from_json(text)
    assert again == scenario
    assert hash(again) == hash(scenario)
    assert again.to_json() == text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "perhaps"), ("kind", None), ("subject", "x" * 121), ("reason", "x" * 501), ("group", 3),
        ("on", "31.3.2027"), ("on", "2027-02-30"), ("on", "2027-3-1"), ("on", None),
    ],
)  # fmt: skip
def test_a_decision_out_of_range_is_refused(name, value):
    with pytest.raises(ScenarioError) as caught:
        Decision(**{name: value})
    assert [problem.where for problem in caught.value.problems] == [f"decisions.{name}"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("potentials", ("Coffee", "coffee ")), ("potentials", tuple(f"P{number}" for number in range(13))),
        ("struck_out", ("",)), ("capacity", {"local": "strong"}), ("context", {"a": 1}), ("own_mix", 1),
    ],
)  # fmt: skip
def test_a_region_detail_out_of_range_is_refused(name, value):
    with pytest.raises(ScenarioError) as caught:
        RegionDetail(**{name: value})
    assert all(problem.where.startswith(f"chain.region_details.{name}") for problem in caught.value.problems)


def test_a_file_names_the_decision_and_the_region_in_which_something_is_wrong():
    chain = {"region_details": {"North": {"own_mix": 1}, "South": 3, "East": {"colour": 1}}}
    text = json.dumps({"version": 1, "decisions": [{"kind": "note"}, {"kind": "x", "on": "x"}, 4], "chain": chain})
    with pytest.raises(ScenarioError) as caught:
        Scenario.from_json(text)
    assert {problem.where for problem in caught.value.problems} == {
        "decisions[2]", "decisions[3]", "chain.region_details.North", "chain.region_details.South",
        "chain.region_details.East",
    }  # fmt: skip


def test_a_file_of_before_ranges_opens_with_low_and_high_the_same_and_its_pilots_as_given():
    text = '{"version": 1, "chain": {"unit_costs": {"seminar": 500}, "currency": "€", "pilots": 1}}'
    chain = Scenario.from_json(text).chain
    assert (chain.unit_costs, chain.currency, chain.pilots) == ({"seminar": (500, 500)}, "€", 1)
    assert (chain.no_entrepreneurs_factor, chain.region_details, chain.envelope) == (0.5, {}, None)


def test_a_number_of_pilots_that_nobody_gave_is_absent_and_not_one():
    assert Scenario().chain.pilots is None
    assert json.loads(Scenario().to_json())["chain"]["pilots"] is None


@pytest.mark.parametrize(("name", "value"), OUT_OF_RANGE)
def test_a_value_out_of_range_is_refused_and_named(name, value):
    with pytest.raises(ScenarioError) as caught:
        Scenario(**{name: value})
    assert all(problem.where.startswith(name) for problem in caught.value.problems)


@pytest.mark.parametrize(("name", "value"), PLACE_OUT_OF_RANGE)
def test_a_place_out_of_range_is_refused_and_named(name, value):
    with pytest.raises(ScenarioError) as caught:
        Place(**{name: value})
    assert [problem.where for problem in caught.value.problems] == [f"place.{name}"]


@pytest.mark.parametrize(("name", "value"), CHAIN_OUT_OF_RANGE)
def test_a_chain_out_of_range_is_refused_and_named(name, value):
    with pytest.raises(ScenarioError) as caught:
        ChainPlan(**{name: value})
    assert all(problem.where.startswith(f"chain.{name}") for problem in caught.value.problems)


def test_all_problems_come_at_once():
    with pytest.raises(ScenarioError) as caught:
        Scenario(salience={"a": 9, "b": 1, "c": -1}, donor_level=7, platform="x")
    places = [problem.where for problem in caught.value.problems]
    assert places == ["salience.a", "salience.c", "donor_level", "platform"]


def test_all_problems_of_a_file_come_at_once():
    text = json.dumps({"version": 1, "donor_level": 9, "place": {"start_year": 1}, "chain": {"rounds": 0}, "colour": 1})
    with pytest.raises(ScenarioError) as caught:
        Scenario.from_json(text)
    assert {p.where for p in caught.value.problems} == {"donor_level", "place.start_year", "chain.rounds", "colour"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"version": 9}',
        '{"version": 1, "version": 1}',
        '{"version": 1, "mix_size": NaN}',
        "1" * 1_000_001,
        b"\xff",
    ],
)
def test_a_file_that_is_no_scenario_is_answered_with_a_sentence(text):
    with pytest.raises(ScenarioError) as caught:
        Scenario.from_json(text)
    assert str(caught.value)


def test_a_number_too_long_to_be_written_out_is_refused_as_a_problem():
    with pytest.raises(ScenarioError) as caught:
        Scenario(donor_level=10**5_000)
    assert [problem.where for problem in caught.value.problems] == ["donor_level"]


def test_a_huge_number_in_a_file_is_out_of_range_and_no_crash():
    with pytest.raises(ScenarioError) as caught:
        Scenario.from_json('{"version": 1, "chain": {"unit_costs": {"seminar": 1' + "0" * 400 + "}}}")
    assert [problem.where for problem in caught.value.problems] == ["chain.unit_costs.seminar"]


@pytest.mark.parametrize("holder", ["scenario", "chain"])
def test_a_file_with_thousands_of_unknown_fields_names_the_first_and_counts_the_others(holder):
    unknown = {f"x{number}": 1 for number in range(70_000)}
    data = {"version": 1, "chain": unknown} if holder == "chain" else {"version": 1, **unknown}
    with pytest.raises(ScenarioError) as caught:
        Scenario.from_json(json.dumps(data, separators=(",", ":")))
    problems = caught.value.problems
    assert len(problems) == 51
    assert problems[-1].values == {"found": len(unknown) - 50, "allowed": 50}
    assert len(str(caught.value)) < 50_000


def test_a_file_that_is_no_scenario_never_shows_the_words_of_the_reader():
    for text in ("{", '{"version": 1, "version": 1}', '{"version": 1, "mix_size": NaN}', b"\xff"):
        with pytest.raises(ScenarioError, match="not a scenario file; open a file that this app has saved") as caught:
            Scenario.from_json(text)
        assert "(" not in str(caught.value)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
    )
)
def test_no_file_breaks_the_reader(data):
    fields = {spec.name: data for spec in dataclasses.fields(Scenario) if spec.name != "version"}
    for text in (json.dumps(data), json.dumps({**fields, "version": 1})):
        try:
            Scenario.from_json(text)
        except ScenarioError as error:
            assert error.problems  # noqa: PT017


def test_contradictions_are_refused_with_what_conflicts():
    with pytest.raises(ScenarioError) as caught:
        Scenario(pinned={"a", "b"}, excluded={"a"}, mix_size=1)
    texts = [str(problem) for problem in caught.value.problems]
    assert len(texts) == 2
    assert "a is pinned and ruled out" in texts[0]
    assert "Pinned instruments: 2" in texts[1]


def test_a_change_is_checked_again_and_the_old_scenario_stays():
    before = Scenario(mix_size=3)
    assert before.change(mix_size=5).mix_size == 5
    assert before.mix_size == 3
    with pytest.raises(ScenarioError):
        before.change(mix_size=-1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        before.mix_size = 4


def test_a_mechanism_without_a_rating_weighs_nothing():
    assert Scenario(salience={"a": 2}).weight("b") == 0
    assert Scenario(salience={"a": 2}, salience_weights=(0, 1, 5, 9)).weight("a") == 5
