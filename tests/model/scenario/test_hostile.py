"""Hostile files, events and lists: refused as problems or cleaned, never a traceback, never slow."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterdash.errors import ScenarioError
from clusterdash.model.scenario.change import Change, apply_change
from clusterdash.model.scenario.regions import read_regions, read_typed_regions
from clusterdash.model.scenario.scenario import ChainPlan, Place, Scenario

DIRTY = "Caf\ud83d\0\u202e"
HOSTILE_TEXT = st.text(st.characters(), max_size=12) | st.sampled_from([DIRTY, "\udfff", "=1+1", "x" * 5_000])
FIELDS = st.sampled_from(
    ["salience", "place", "chain", "notes", "title", "regions", "unit_costs", "pinned", "version", "seed", "mix_size"]
)
HOSTILE_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.just(10**4_000)
    | HOSTILE_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(FIELDS | HOSTILE_TEXT, inner, max_size=4),
    max_leaves=12,
)


def read_or_refuse(text):
    """Return the scenario of a text, or nothing where it was refused as it should be."""
    try:
        scenario = Scenario.from_json(text)
    except ScenarioError as error:
        assert error.problems
        assert str(error).encode()
        return None
    assert scenario.to_json().encode()
    return scenario


@given(st.dictionaries(FIELDS, HOSTILE_VALUES, max_size=6))
def test_hostile_files_raise_scenario_errors_only_and_what_is_read_can_be_saved(data):
    read_or_refuse(json.dumps({"version": 1, **data}))
    read_or_refuse(json.dumps(data, ensure_ascii=False))
    chain = {name: data[name] for name in ("regions", "unit_costs", "seed") if name in data}
    read_or_refuse(json.dumps({"version": 1, "chain": chain, "place": {"notes": data.get("notes", "")}}))


@pytest.mark.parametrize("depth", [10, 450, 990, 5_000, 100_000])
@pytest.mark.parametrize(
    "frame",
    ['{"version": 1, "salience": %s}', '{"version": 1, "place": {"notes": %s}}', '{"version": 1, "chain": %s}'],
)
@pytest.mark.parametrize("brackets", ['{"a": }', "[]"])
def test_nested_files_are_refused_however_deep(frame, brackets, depth):
    start, end = brackets[:-1], brackets[-1]
    assert read_or_refuse(frame % (start * depth + "1" + end * depth)) is None


@pytest.mark.parametrize(
    "text",
    [
        '{"version": 1, "mix_size": NaN}',
        '{"version": 1, "chain": {"success_probability": 1e999}}',
        '{"version": 1, "chain": {"seed": 1' + "0" * 100_000 + "}}",
        '{"version": 1, "salience": {"a": 1, "a": 2}}',
        '{"\ud83d": 1}',
    ],
)
def test_numbers_that_are_none_twins_and_half_characters_are_refused(text):
    assert read_or_refuse(text) is None


def test_half_characters_controls_and_overrides_never_enter_by_a_file():
    place = {"title": "Caf\ud83d", "notes": "one\ntwo\0\u202e"}
    data = {
        "version": 1,
        "place": place,
        "chain": {"regions": ["A\ud83d", "B"]},
        "pinned": ["x\0"],
        "phases": {"a\0": "b"},
    }
    scenario = Scenario.from_json(json.dumps(data))
    assert (scenario.place.title, scenario.place.notes) == ("Caf", "one\ntwo")
    assert (scenario.chain.regions, scenario.pinned, scenario.phases) == (("A", "B"), {"x"}, {"a": "b"})
    assert scenario.to_json().encode()


def test_half_characters_controls_and_overrides_never_enter_by_a_change(catalog):
    assert apply_change(catalog, Scenario(), Change("place.title", "", DIRTY)).place.title == "Caf"
    for broken in (Change(DIRTY, "", 1), Change("salience", DIRTY, 1)):
        with pytest.raises(ScenarioError) as caught:
            apply_change(catalog, Scenario(), broken)
        assert str(caught.value).encode()


def test_half_characters_and_overrides_never_enter_by_a_list():
    found = read_regions("North\ud83d\nSou\u202eth\nمی\u200cخواهم")
    assert found.names == ("North", "South", "می\u200cخواهم")
    assert ChainPlan(regions=found.names)


@pytest.mark.parametrize("start", [b"", b'{"version": 1, "place": {"notes": "'])
def test_fifty_megabytes_are_refused_in_one_sentence(start):
    with pytest.raises(ScenarioError) as caught:
        Scenario.from_json(start + b"x" * 50_000_000)
    assert len(caught.value.problems) == 1 and len(str(caught.value)) < 200


@pytest.mark.parametrize("field", ["title", "country", "region", "cluster", "notes"])
def test_five_thousand_characters_are_refused_with_how_many_there_may_be(catalog, field):
    data = {"version": 1, "place": {field: "x" * 5_000}}
    for try_ in (
        lambda: Scenario.from_json(json.dumps(data)),
        lambda: apply_change(catalog, Scenario(), Change(f"place.{field}", "", "x" * 5_000)),
    ):
        with pytest.raises(ScenarioError) as caught:
            try_()
        assert re.search("too long; at most (120|100|4000) characters", str(caught.value))


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("http://x","y")', "مرحبا بالعالم", "שלום", "👩\u200d🏭 🏭", "<b>#eval(1)</b>"]
)
def test_titles_in_any_script_or_of_any_sign_are_kept_as_typed(catalog, text):
    scenario = apply_change(catalog, Scenario(), Change("place.title", "", text))
    assert scenario.place.title == text == Scenario.from_json(scenario.to_json()).place.title


@given(st.text(st.characters(), max_size=80))
def test_every_fingerprint_of_a_place_can_be_taken(text):
    assert Scenario(place=Place(title=text, notes=text), route=text).to_json().encode()


# --- size is refused before anything is read entry by entry --------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    ["a\n" * 2_700_000, "a\n" * 499_999, "\r" * 900_000, "a," * 499_999, "a;b\n" * 200_000, "\t" * 999_999],
)
def test_long_lists_are_refused_before_they_are_split(text, monkeypatch):
    monkeypatch.setattr("clusterdash.model.scenario.regions._split_rows", None)
    found = read_regions(text)
    assert (found.names, len(found.problems)) == ((), 1)
    assert "too l" in found.problems[0].text()


def test_typed_names_are_refused_by_their_length_too():
    found = read_typed_regions("a\n" * 2_700_000)
    assert (found.names, len(found.problems)) == ((), 1)


def test_ten_thousand_lines_are_still_read():
    assert len(read_regions("\n".join(f"Land {number}" for number in range(10_000))).names) == 500


@pytest.mark.parametrize("field", ["salience_weights", "pinned", "excluded", "donor_funds"])
def test_long_lists_of_a_file_are_refused_by_their_length_alone(field):
    data = f'{{"version": 1, "{field}": [{"1," * 400_000}1]}}'
    with pytest.raises(ScenarioError, match="400001 entries") as caught:
        Scenario.from_json(data)
    assert len(caught.value.problems) == 1


def test_a_million_weights_of_an_event_are_refused_by_their_length(catalog):
    change = Change("salience_weights", "", (1,) * 1_200_000)
    with pytest.raises(ScenarioError, match="1200000 entries; at most 4"):
        apply_change(catalog, Scenario(), change)


def test_a_long_table_is_refused_by_its_length_alone():
    table = {str(number): 9 for number in range(60_000)}
    for data in ({"salience": table}, {"chain": {"stage_months": table}}):
        with pytest.raises(ScenarioError, match="60000 entries") as caught:
            Scenario.from_json(json.dumps({"version": 1, **data}))
        assert len(caught.value.problems) == 1
