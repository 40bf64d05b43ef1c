"""Every field of a scenario has a label; no message names a code of the program."""

import pytest

from clusterdash.errors import ScenarioError
from clusterdash.model.scenario.labels import FIELD_LABELS, list_labelled_fields, name_field
from clusterdash.model.scenario.scenario import ChainPlan, Place, Scenario


def test_every_field_has_a_label_and_no_label_is_left_over():
    assert set(FIELD_LABELS) == {*list_labelled_fields(), "place", "chain"}
    assert not [label for label in FIELD_LABELS.values() if "_" in label or label != label.strip()]


@pytest.mark.parametrize(
    ("where", "label", "entry"),
    [
        ("chain.round_years", "Years of a round", ""),
        ("chain.regions[3]", "Region names", "3"),
        ("chain.potentials.North (old) town", "Clusters that a region could promote", "North (old) town"),
        ("chain.unit_costs (x y)", "Cost of one event", "x y"),
        ("salience.recruitment", "What matters here", "recruitment"),
        ("chain", "Plan of the chain", ""),
    ],
)
def test_the_place_of_a_problem_is_named_by_its_label_and_entry(where, label, entry):
    found = name_field(where)
    assert (found.label, found.entry) == (label, entry)


@pytest.mark.parametrize("where", ["", "row 2, column rank", "file", "chain.colour", "colour", "\ud83d", "a" * 9_000])
def test_what_is_no_field_has_no_label(where):
    assert name_field(where) is None


@pytest.mark.parametrize(
    "build",
    [
        lambda: ChainPlan(round_years=None, rounds=1e12, unit_costs={"seminar": 2e12}, seed="five"),
        lambda: Place(title=None, start_year=[1]),
        lambda: Scenario(salience={"recruitment": None}, mix_size={"a": 1}, heavy_limit=True, platform="x"),
    ],
)
def test_messages_hold_no_words_of_the_program(build):
    with pytest.raises(ScenarioError) as caught:
        build()
    for problem in caught.value.problems:
        text = problem.text()
        assert not [word for word in ("None", "True", "000.0", "'", "chain.", "place.") if word in text], text
        assert name_field(problem.where) is not None
