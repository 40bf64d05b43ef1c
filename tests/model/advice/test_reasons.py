"""Why is it in, why is it out: exact numbers (method.md §3)."""

from fractions import Fraction

import pytest
from hypothesis import given

from clusterdash.errors import ScenarioError
from clusterdash.model.advice.reasons import explain_choice, list_left_out
from clusterdash.model.mix.positions import read_positions
from clusterdash.model.mix.select import measure_value
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.model.strategy import build_strategy
from clusterdash.results import examples
from tests.model.chain.chain_scenarios import CATALOG, scenarios

POSITIONS = read_positions(CATALOG)
RATED = Scenario(
    salience={row.code: 1 + number % 3 for number, row in enumerate(CATALOG.mechanisms)},
    capacity={"local": "able", "regional": "weak", "national": "able"},
    donor_level=2,
)


def value_of(strategy, codes):
    weights = tuple(strategy.scenario.weight(code) for code in POSITIONS.mechanisms)
    members = frozenset(POSITIONS.instruments.index(code) for code in codes)
    return measure_value(POSITIONS.columns, weights, members)


def build(scenario):
    try:
        return build_strategy(CATALOG, scenario)
    except ScenarioError:
        return None


@given(scenarios)
def test_the_change_is_exactly_what_the_value_loses_or_gains(scenario):
    strategy = build(scenario)
    if strategy is None:
        return
    for row in CATALOG.instruments:
        reason = explain_choice(CATALOG, strategy, row.code)
        other = set(strategy.mix) ^ {row.code}
        assert reason.change == abs(value_of(strategy, other) - strategy.value)
        if strategy.total:
            assert reason.share == reason.change / strategy.total


def test_the_mechanism_named_is_the_one_that_loses_most():
    strategy = build_strategy(CATALOG, RATED)
    lines = {line.mechanism: line for line in strategy.coverage}
    for code in strategy.mix:
        reason = explain_choice(CATALOG, strategy, code)
        steps = {m: Fraction(RATED.weight(m), 2 ** lines[m].count) for m in CATALOG.serves[code]}
        assert steps[reason.mechanism] == max(steps.values())
        assert (reason.before, reason.after) == (lines[reason.mechanism].count, lines[reason.mechanism].count - 1)


def test_an_instrument_that_is_out_names_the_members_that_serve_the_same():
    strategy = build_strategy(CATALOG, RATED)
    for reason in list_left_out(CATALOG, strategy):
        served = set(CATALOG.serves[reason.instrument])
        expected = tuple(code for code in strategy.mix if served & set(CATALOG.serves[code]))
        assert reason.members == expected and not reason.is_in_mix


def test_the_greatest_gain_comes_first_and_what_adds_nothing_is_left_away():
    found = list_left_out(CATALOG, build_strategy(CATALOG, RATED.change(salience={"recruitment": 3})))
    changes = [one.change for one in found]
    assert changes == sorted(changes, reverse=True) and 0 not in changes
    assert {one.instrument for one in found} <= set(CATALOG.served_by["recruitment"])


@pytest.mark.parametrize(
    ("change", "instrument", "kind"),
    [
        ({"pinned": frozenset({"awards"})}, "awards", "pinned"),
        ({"excluded": frozenset({"awards"})}, "awards", "excluded"),
        ({"context": {"university_in_reach": "no"}}, "university_infrastructure", "need_missing"),
        ({"capacity": {}, "donor_level": 0}, "well_connected_people", "out_of_reach"),
        ({"salience": {"recruitment": 3}}, "awards", "no_leverage"),
        ({"mix_size": 1}, "job_fairs", "less_value"),
        ({"heavy_limit": 0}, "technology_centers", "heavy_limit"),
    ],
)
def test_each_kind_of_reason_is_found(change, instrument, kind):
    strategy = build_strategy(CATALOG, RATED.change(**{"mix_size": 8, **change}))
    assert explain_choice(CATALOG, strategy, instrument).kind == kind


def test_nothing_rated_changes_nothing():
    reason = explain_choice(CATALOG, build_strategy(CATALOG, Scenario()), "job_fairs")
    assert (reason.change, reason.share, reason.reach, reason.mechanism) == (0, 0, 0, "")


def test_an_unknown_instrument_is_a_key_error():
    with pytest.raises(KeyError):
        explain_choice(CATALOG, build_strategy(CATALOG, examples()[0].scenario), "nowhere")
