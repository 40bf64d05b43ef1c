"""Number fields: read by language, bounds told in words with label and unit, nothing chosen silently."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterdash.model.scenario.number_fields import NUMBER_FIELDS, FieldReading, read_number_field, write_field
from clusterdash.model.scenario.scenario import ChainPlan, Scenario
from clusterdash.words import _, select_language


@pytest.mark.parametrize(
    ("path", "text", "language", "value"),
    [
        ("chain.round_years", "5", "en", 5),
        ("chain.runs", "10,000", "en", 10_000),
        ("chain.runs", "10 000", "fr", 10_000),
        ("chain.unit_costs", "250,000", "en", 250_000),
        ("chain.unit_costs", "1 200,50", "fr", 1200.5),
        ("chain.success_probability", "50 %", "en", 0.5),
        ("chain.success_probability", "0.5", "en", 0.5),
        ("chain.success_probability", "0,5", "fr", 0.5),
        ("chain.success_probability", "100%", "fr", 1.0),
        ("place.start_year", "2027", "fr", 2027),
        ("heavy_limit", "", "en", None),
        ("chain.stage_months", " ", "fr", None),
        ("chain.unit_costs", "", "en", None),
        ("salience_weights", "100", "en", 100),
        ("chain.rounds", "3.0", "en", 3),
    ],
)
def test_a_number_is_taken_as_its_field_keeps_it(path, text, language, value):
    found = read_number_field(path, text, language)
    assert found == FieldReading(value)
    assert type(found.value) is type(value)


@pytest.mark.parametrize(
    ("path", "text", "language", "sentence"),
    [
        (
            "chain.round_years",
            "five",
            "en",
            "Years of a round: found “five”; a whole number from 1 to 15 years is needed.",
        ),
        (
            "chain.round_years",
            "1.5",
            "en",
            "Years of a round: found “1.5”; a whole number from 1 to 15 years is needed.",
        ),
        ("chain.rounds", "50%", "en", "Rounds: found “50%”; a whole number from 1 to 12 rounds is needed."),
        ("chain.rounds", "1e309", "en", "Rounds: found “1e309”; a whole number from 1 to 12 rounds is needed."),
        ("place.start_year", "5", "en", "First year: found “5”; a whole number from 1990 to 2100 is needed."),
        ("chain.runs", "0", "en", "Simulated runs: found “0”; a whole number from 1 to 20,000 runs is needed."),
        (
            "chain.unit_costs",
            "-3",
            "en",
            "Cost of one event: found “-3”; a number from 0 to 1,000,000,000,000 is needed.",
        ),
        (
            "chain.retry_probability",
            "2",
            "en",
            "Chance of a second try: found “2”; a share from 0 to 1, or from 0 % to 100 %, is needed.",
        ),
        ("mix_size", "", "en", "Instruments at once: nothing stands there; a number from 0 to 200 is needed."),
    ],
)
def test_what_does_not_fit_is_told_with_label_typed_text_range_and_unit(path, text, language, sentence):
    found = read_number_field(path, text, language)
    assert (found.value, found.alternatives, found.problem.where) == (None, (), path)
    assert found.problem.text() == sentence


@pytest.mark.parametrize(
    ("path", "text", "language", "alternatives", "end"),
    [
        ("chain.unit_costs", "1.500", "en", (1.5, 1500), "could mean 1.5 or 1,500; choose one,"),
        ("chain.unit_costs", "1.500", "fr", (1.5, 1500), "could mean 1,5 or 1\u202f500; choose one,"),
        ("chain.unit_costs", "1,5", "en", (1.5,), "choose 1.5 if that is meant,"),
        ("chain.runs", "1.500", "en", (1500,), "choose 1,500 if that is meant,"),
        ("chain.success_probability", "0,125", "en", (0.125,), "choose 0.125 if that is meant,"),
    ],
)  # fmt: skip
def test_what_is_ambiguous_offers_the_readings_that_fit_the_field(path, text, language, alternatives, end):
    found = read_number_field(path, text, language)
    assert (found.value, found.alternatives) == (None, alternatives)
    assert found.problem.text().endswith(f"{end} or write it in another way.")
    assert f"“{text}”" in found.problem.text()


def test_the_label_of_a_row_may_stand_in_the_message():
    found = read_number_field("chain.unit_costs", "x", "en", "Cost of one: Seminar")
    assert found.problem.text().startswith("Cost of one: Seminar: found “x”")


def test_label_and_unit_are_translated_with_the_sentence():
    found = read_number_field("chain.round_years", "cinq", "fr")
    words = {"Years of a round": "Durée", "years": "ans", found.problem.template: "{field} : « {found} » {high} {unit}"}
    assert found.problem.text(words.__getitem__) == "Durée : « cinq » 15 ans"


def test_the_bounds_are_those_of_the_scenario():
    plan = NUMBER_FIELDS["chain.round_years"]
    assert (plan.low, plan.high, plan.kind, plan.unit) == (1, 15, "whole", "years")
    assert NUMBER_FIELDS["chain.unmentored_factor"].kind == "share"
    assert NUMBER_FIELDS["chain.stage_months"].high == 240
    assert NUMBER_FIELDS["heavy_limit"].is_optional
    assert "no instrument at all" in NUMBER_FIELDS["mix_size"].zero


@given(
    st.sampled_from(sorted(set(NUMBER_FIELDS) - {"salience_weights", "salience"})),
    st.text(max_size=8) | st.integers().map(str),
)
def test_whatever_a_field_lets_pass_the_scenario_takes(path, text):
    found = read_number_field(path, text, "en")
    head, _dot, tail = path.partition(".")
    if (
        found.problem is not None
        or found.value is None
        or tail in ("stage_months", "unit_costs", "instrument_costs", "potentials")
    ):
        return
    if tail == "start_year":
        assert Scenario().place.__class__(start_year=found.value)
    elif head == "chain":
        assert ChainPlan(**{tail: found.value})
    else:
        assert Scenario(**{head: found.value})


@given(st.sampled_from(sorted(NUMBER_FIELDS)), st.data(), st.sampled_from(["en", "fr"]))
def test_what_stands_in_a_field_is_read_back_as_it_is(path, data, language):
    field = NUMBER_FIELDS[path]
    value = data.draw(st.integers(field.low, field.high))
    assert read_number_field(path, write_field(path, value, language), language).value == value


def test_every_message_of_a_field_speaks_french():
    select_language("fr")
    for path in NUMBER_FIELDS:
        for text in ("cinq", "", "1.500"):
            problem = read_number_field(path, text, "fr").problem
            if problem is not None:
                assert problem.text(_) != problem.text()
                assert "{" not in problem.text(_) and "Project-Id" not in problem.text(_)
    found = read_number_field("chain.round_years", "cinq", "fr").problem.text(_)
    assert found == "Années par tour\u202f: trouvé «\u202fcinq\u202f»\u202f; il faut un nombre entier, de 1 à 15 ans."
