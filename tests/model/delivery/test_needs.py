"""method.md §3: what answers mean for an instrument: missing, open, there already, or created by somebody able."""

import pytest

from clusterdash.catalog import load_catalog
from clusterdash.errors import ScenarioError
from clusterdash.model.advice.explain import explain_instrument
from clusterdash.model.delivery.delivery import judge_delivery, judge_eligibility
from clusterdash.model.delivery.situation import list_contributions
from clusterdash.model.plan.plan import build_plan
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.model.strategy import build_strategy

CATALOG = load_catalog()
ALL_ABLE = dict.fromkeys((row.code for row in CATALOG.governments), "able")
ALL_WEAK = dict.fromkeys(ALL_ABLE, "weak")
CENTRE = "technology_centers"


def make(answers=None, **fields):
    fields = {"salience": {"cafeteria_effects": 3, "spinoff_formation": 2}, "capacity": ALL_ABLE, **fields}
    return Scenario(context=answers or {}, **fields)


def test_what_exists_already_is_not_founded_again():
    strategy = build_strategy(CATALOG, make({"technology_centre": "yes"}))
    assert CENTRE not in strategy.mix
    assert strategy.eligibility[CENTRE].exists == ("technology_centre",)
    assert CENTRE in build_strategy(CATALOG, make({"technology_centre": "no"})).mix


def test_what_exists_already_can_be_pinned_to_found_another_one():
    strategy = build_strategy(CATALOG, make({"technology_centre": "yes"}, pinned={CENTRE}))
    assert CENTRE in strategy.mix and strategy.eligibility[CENTRE].is_eligible


def test_why_it_is_out_says_that_it_exists():
    strategy = build_strategy(CATALOG, make({"technology_centre": "yes"}))
    steps = explain_instrument(CATALOG, strategy, build_plan(CATALOG, strategy), CENTRE).steps
    choice = next(line for line in steps if line.kind == "choice")
    assert (choice.value, choice.codes, choice.basis) == ("exists", ("technology_centre",), "assumption")


@pytest.mark.parametrize("answer", ["no", "unknown", ""])
def test_an_able_government_can_set_up_a_fund_where_there_is_none(answer):
    answers = {"venture_capital_funds": answer} if answer else {}
    strategy = build_strategy(CATALOG, make(answers, salience={"venture_capital": 3}))
    found = strategy.eligibility["venture_capital_allocation"]
    assert found.is_eligible and found.created == ("venture_capital_funds",) and not found.unknown
    assert found.creators == ("local", "regional", "national")
    assert "venture_capital_allocation" in strategy.mix


def test_nobody_able_sets_up_no_fund():
    found = judge_eligibility(CATALOG, make({"venture_capital_funds": "no"}, capacity=ALL_WEAK))
    assert not found["venture_capital_allocation"].is_eligible
    assert found["venture_capital_allocation"].missing == ("venture_capital_funds",)
    with pytest.raises(ScenarioError, match="presupposes venture_capital_funds"):
        build_strategy(
            CATALOG,
            make({"venture_capital_funds": "no"}, capacity=ALL_WEAK, pinned={"venture_capital_allocation"}),
        )


def test_a_fund_that_is_there_needs_no_creator():
    found = judge_eligibility(CATALOG, make({"venture_capital_funds": "yes"}))["venture_capital_allocation"]
    assert (found.created, found.creators, found.missing, found.unknown) == ((), (), (), ())


@pytest.mark.parametrize(("answer", "is_planned"), [("yes", True), ("no", False), ("unknown", False), ("", False)])
def test_money_for_collaboration_rests_on_a_competition_only_where_one_is_planned(answer, is_planned):
    scenario = make({"competition_route": answer} if answer else {}, salience={"horizontal_cooperation": 3})
    strategy = build_strategy(CATALOG, scenario)
    kinds = {row.kind for row in list_contributions(CATALOG, scenario, "collaboration_funding")}
    assert ("organise" in kinds) == ("fund" in kinds) == is_planned
    assert {"allocate", "tax_incentive"} <= kinds
    tasks = {task.instrument: task for task in build_plan(CATALOG, strategy).tasks}
    texts = " ".join(row.text for row in tasks["collaboration_funding"].contributions)
    assert ("competition" in texts) == is_planned
    assert judge_delivery(CATALOG, scenario)["collaboration_funding"].status == "ready"  # it can hand out money itself
