"""What my group can do: first steps from this very plan, with whom and by when (issue: paper §5.2; steps are ours)."""

import itertools
from datetime import date

import pytest
from hypothesis import given

from clusterdash.model.advice.group_actions import list_group_actions
from clusterdash.model.chain.chain import build_chain
from clusterdash.model.plan.plan import build_plan
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.model.strategy import build_strategy
from clusterdash.results import examples
from tests.model.chain.chain_scenarios import CATALOG, scenarios

GROUPS = [row.code for row in CATALOG.stakeholder_groups]
EXAMPLES = {example.code: example.scenario for example in examples()}


def actions(scenario, group):
    strategy = build_strategy(CATALOG, scenario)
    chain = build_chain(CATALOG, scenario)
    return list_group_actions(CATALOG, strategy, build_plan(CATALOG, strategy), chain, group)


def is_there(scenario, group):
    row = next(row for row in CATALOG.stakeholder_groups if row.code == group)
    return scenario.capacity.get(row.actor) != "absent"


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("code", EXAMPLES)
def test_each_group_has_three_to_five_steps_from_this_plan(code, group):
    scenario = EXAMPLES[code]
    found = actions(scenario, group)
    if not is_there(scenario, group):
        assert found == ()
        return
    assert 3 <= len(found) <= 5
    mix, stages = build_strategy(CATALOG, scenario).mix, {row.code for row in CATALOG.stages}
    for one in found:
        assert (one.instrument in mix) != (one.stage in stages)
        assert one.partner and one.step and one.by >= date(scenario.place.start_year, 1, 1)
    assert [one.month for one in found] == sorted(one.month for one in found)
    assert any(one.instrument for one in found)


def names(found):
    return {(one.instrument or one.stage, one.partner, one.by, one.step) for one in found}


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_steps_differ_between_the_groups(code):
    told = [names(actions(EXAMPLES[code], group)) for group in GROUPS if is_there(EXAMPLES[code], group)]
    assert all(not one & other for one, other in itertools.combinations(told, 2))


@pytest.mark.parametrize("group", GROUPS)
def test_the_steps_differ_between_the_examples(group):
    told = [names(actions(scenario, group)) for scenario in EXAMPLES.values() if is_there(scenario, group)]
    assert all(one != other for one, other in itertools.combinations(told, 2))


@given(scenarios)
def test_nobody_is_their_own_partner_and_asks_only_for_what_table_2_says(scenario):
    for row in CATALOG.stakeholder_groups:
        for one in actions(scenario, row.code):
            assert one.partner not in (row.code, row.actor, "")
            assert all(line.actor == one.partner and line.instrument == one.instrument for line in one.asks)


def test_nothing_is_asked_of_anybody_while_nothing_is_rated():
    assert not any(actions(Scenario(), group) for group in GROUPS)


def test_what_a_group_is_there_for_comes_first():
    scenario = EXAMPLES["software_services"]
    core = {
        row.instrument for row in CATALOG.group_steps if row.stakeholder_group == "financial_sector" and row.is_core
    }
    assert {one.instrument for one in actions(scenario, "financial_sector") if one.instrument} <= core


def test_an_unknown_group_is_a_key_error():
    scenario = EXAMPLES["highland_coffee"]
    with pytest.raises(KeyError, match="nobody"):
        actions(scenario, "nobody")


def test_steps_are_unique_short_and_ours():
    steps = [row.step for row in CATALOG.group_steps]
    assert len(set(steps)) == len(steps) and max(map(len, steps)) <= 140
    assert {row.basis for row in CATALOG.group_steps} == {"assumption"}


def test_every_group_has_a_step_for_at_least_three_stages_that_need_it():
    needs = {(row.stakeholder_group, row.stage) for row in CATALOG.stage_groups}
    for group in GROUPS:
        stages = [row.stage for row in CATALOG.group_steps if row.stakeholder_group == group and row.stage]
        assert len(stages) >= 3 and all((group, stage) in needs for stage in stages)
