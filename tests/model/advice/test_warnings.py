"""method.md §5: what a plan is warned of; each rule with its section, each remedy tried."""

import string
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterdash.catalog import load_catalog
from clusterdash.frozen import FrozenMap
from clusterdash.model.advice.routes import judge_routes
from clusterdash.model.advice.warnings.find import RULES, SEVERITIES, find_warnings, list_warnings
from clusterdash.model.advice.warnings.rule import LAST_WAYS, WAYS, Finding
from clusterdash.model.chain.chain import build_chain
from clusterdash.model.delivery.delivery import judge_eligibility
from clusterdash.model.delivery.situation import list_cells
from clusterdash.model.plan.plan import build_plan
from clusterdash.model.scenario.change import Change, apply_change
from clusterdash.model.scenario.codes import NETWORK
from clusterdash.model.scenario.scenario import CAPACITIES, PLATFORMS, ChainPlan, Scenario
from clusterdash.model.strategy import build_strategy
from clusterdash.results import compute_results

CATALOG = load_catalog()
MECHANISMS = [row.code for row in CATALOG.mechanisms]
INSTRUMENTS = [row.code for row in CATALOG.instruments]
GOVERNMENTS = [row.code for row in CATALOG.governments]
CLOSEST, NATIONAL = GOVERNMENTS[0], GOVERNMENTS[-1]
ABLE, WEAK, ABSENT = (dict.fromkeys(GOVERNMENTS, value) for value in ("able", "weak", "absent"))
EVERYTHING = dict.fromkeys(MECHANISMS, 3)
ORIENTATION = {row.code: row.orientation for row in CATALOG.instruments}
RIVALS = frozenset(code for code, value in ORIENTATION.items() if value == "competition")
NETWORKING = frozenset(code for code, value in ORIENTATION.items() if value == "cooperation")
HANDING = ("new_business_subsidies", "collaboration_funding", "innovation_vouchers", "venture_capital_allocation")
COOPERATION = {"horizontal_cooperation": 3, "vertical_cooperation": 3, "social_networks": 2}
QUESTIONS = CATALOG.context_questions
PRECONDITIONS = {row.question: "yes" for row in CATALOG.preconditions}


def make(**fields):
    return Scenario(**{"salience": EVERYTHING, "capacity": ABLE, "context": PRECONDITIONS, **fields})


def warn(scenario, catalog=CATALOG):
    return list_warnings(catalog, scenario)


def codes(scenario):
    return [found.code for found in warn(scenario)]


def find(scenario, code):
    return next(found for found in warn(scenario) if found.code == code)


def answer_all():
    """Return an answer to every question, as good as it can be."""
    best = {row.code: next(it for it in ("yes", "one", row.answers[0]) if it in row.answers) for row in QUESTIONS}
    return {**best, "previous_network_attempts_failed": "no", "strong_shared_vision": "no"}


# One scenario per warning that raises it; everything else as good as it can be.
TRIGGERS = {
    "preconditions_missing": make(context={"legal_framework": "no"}),
    "preconditions_imperfect": make(context={**PRECONDITIONS, "macro_policy": "no"}),
    "preconditions_unknown": make(context={"legal_framework": "yes"}),
    "no_entrepreneur": make(context={"group_entrepreneurs": "no"}),
    "group_missing": make(context={"group_teachers": "no", "group_trade_unions": "no"}),
    "only_networking": make(salience=COOPERATION, mix_size=6, platform="strengthen", context=answer_all()),
    "competition_left_to_network": make(
        responsible={"entrepreneurship_seminars": "network"}, pinned=frozenset({"entrepreneurship_seminars"})
    ),
    "pilots_disagree": make(context={**PRECONDITIONS, "pilots_at_work": "none"}, chain=ChainPlan(pilots=2)),
    "one_actor_overloaded": make(responsible=dict.fromkeys(INSTRUMENTS, CLOSEST)),
    "funded_not_organised": make(capacity=WEAK, donor_level=2, donor_funds=frozenset(INSTRUMENTS)),
    "funding_without_effect": make(donor_level=2, donor_funds=frozenset({"awards", "scholarships"}), mix_size=3),
    "capture_risk": make(
        salience={"venture_capital": 3, "science_industry_cooperation": 2}, mix_size=3, context=answer_all()
    ),
    "salient_without_instrument": make(
        salience={"recruitment": 2, "venture_capital": 2}, mix_size=1, context=answer_all()
    ),
    "salient_without_able_actor": make(capacity=WEAK),
    "needs_unknown": make(pinned=frozenset({"incubators"})),
    "at_risk_in_mix": make(capacity=WEAK),
    "needs_organiser_in_mix": make(salience={"local_competition": 3}, context=answer_all()),
    "platform_missing": make(salience={"recruitment": 3}, context=answer_all()),
    "platform_later": make(capacity=ABSENT, platform="build", context=answer_all()),
    "coordination_needed": make(context={"promotion_organisations": "several"}),
    "donor_without_office": make(donor_level=1),
    "office_after_the_end": make(chain=ChainPlan(office_round=5)),
    "office_without_government": make(capacity={**ABLE, NATIONAL: "absent"}),
    "office_stays_weak": make(capacity=WEAK),
    "competition_run_by_donor": make(capacity=WEAK, donor_level=5, route="cluster_competition"),
    "nothing_salient": make(salience={}),
    "nothing_eligible": make(
        capacity=ABSENT, salience={"recruitment": 3}, mix_size=3, context=answer_all(), chain=ChainPlan(office_round=0)
    ),
    "no_pilot": make(chain=ChainPlan(pilots=0)),
    "stage_without_lead": make(capacity=WEAK, salience={"recruitment": 3}, context=answer_all()),
    "donor_stays": make(donor_level=5, capacity=WEAK, chain=ChainPlan(donor_pace=0, office_round=0, rounds=2)),
    "office_missing": make(donor_level=2, chain=ChainPlan(office_round=0)),
    "mentors_short": make(chain=ChainPlan(pilots=1, mentoring_capacity=2, regions_per_round=5)),
    "regions_left_over": make(chain=ChainPlan(region_count=30, rounds=2)),
    "too_many_regions": make(chain=ChainPlan(region_count=30, regions_per_round=15)),
}  # fmt: skip


def test_the_rules_and_the_table_of_warnings_agree_both_ways():
    assert set(RULES) == {row.code for row in CATALOG.warnings}


def test_every_warning_has_a_scenario_that_raises_it():
    assert set(TRIGGERS) == set(RULES)


@pytest.mark.parametrize("code", TRIGGERS)
def test_each_rule_is_raised_where_it_holds(code):
    row = next(row for row in CATALOG.warnings if row.code == code)
    found = find(TRIGGERS[code], code)
    assert found.severity == row.severity
    assert row.section or row.basis == "assumption"


@pytest.mark.parametrize("code", TRIGGERS)
def test_each_warning_fills_the_placeholders_of_its_text(code):
    row = next(row for row in CATALOG.warnings if row.code == code)
    wanted = {name for _text, name, *_rest in string.Formatter().parse(row.text + row.fix) if name}
    assert wanted <= set(find(TRIGGERS[code], code).values)


def keys_of(scenario):
    strategy = build_strategy(CATALOG, scenario)
    chain = build_chain(CATALOG, scenario)
    return {one.key for one in find_warnings(CATALOG, strategy, build_plan(CATALOG, strategy), chain)}


@pytest.mark.parametrize("code", TRIGGERS)
def test_every_fix_makes_its_warning_go_away_and_adds_none(code):
    scenario = TRIGGERS[code]
    before = keys_of(scenario)
    for found in warn(scenario):
        assert all(keys_of(apply_change(CATALOG, scenario, fix)) <= before - {found.key} for fix in found.fixes), found


# What is a fact or a question has no button; nor has what nobody here can settle without causing something else.
WITHOUT_FIX = {
    "preconditions_missing", "preconditions_imperfect", "preconditions_unknown", "needs_unknown", "nothing_salient",
    "no_pilot", "pilots_disagree", "no_entrepreneur", "group_missing",
}  # fmt: skip
ASKING = {
    "preconditions_missing", "preconditions_imperfect", "preconditions_unknown", "needs_unknown", "no_pilot",
    "pilots_disagree", "no_entrepreneur", "group_missing", "competition_left_to_network",
}  # fmt: skip


def test_what_people_can_decide_can_be_tried_and_a_fact_or_a_question_cannot():
    assert set(RULES) - set(WAYS) == WITHOUT_FIX
    assert set(LAST_WAYS) <= set(WAYS)


@pytest.mark.parametrize("code", TRIGGERS)
def test_a_warning_that_hangs_on_a_question_carries_it(code):
    questions = find(TRIGGERS[code], code).questions
    assert bool(questions) == (code in ASKING)
    assert set(questions) <= {row.code for row in CATALOG.context_questions}


@pytest.mark.parametrize("code", sorted(set(TRIGGERS) - WITHOUT_FIX))
def test_what_people_can_decide_has_a_remedy_with_one_click(code):
    assert find(TRIGGERS[code], code).fixes


SCENARIOS = st.builds(
    make,
    salience=st.dictionaries(st.sampled_from(MECHANISMS), st.integers(0, 3)),
    capacity=st.dictionaries(st.sampled_from(GOVERNMENTS), st.sampled_from(CAPACITIES)),
    donor_level=st.integers(0, 5),
    donor_funds=st.frozensets(st.sampled_from(INSTRUMENTS), max_size=3),
    platform=st.sampled_from(PLATFORMS),
    mix_size=st.integers(0, 15),
    excluded=st.frozensets(st.sampled_from(INSTRUMENTS), max_size=4),
    responsible=st.dictionaries(st.sampled_from(INSTRUMENTS), st.sampled_from([*GOVERNMENTS, "network"]), max_size=6),
    route=st.sampled_from(["", *(row.code for row in CATALOG.routes)]),
    context=st.fixed_dictionaries(
        {}, optional={row.code: st.sampled_from(row.answers) for row in CATALOG.context_questions}
    ),
    chain=st.builds(ChainPlan, pilots=st.integers(0, 3), rounds=st.integers(1, 4), office_round=st.integers(0, 3)),
)


@st.composite
def pinned_scenarios(draw):
    """A scenario with pins: within reach, not ruled out, and no more than there are places."""
    scenario = draw(SCENARIOS)
    reach = [code for code, it in judge_eligibility(CATALOG, scenario).items() if it.is_eligible]
    free = st.sampled_from([code for code in reach if code not in scenario.excluded] or [""])
    pins = draw(st.frozensets(free, max_size=min(6, scenario.mix_size))) - {""}
    return scenario.change(pinned=pins)


@settings(max_examples=40)
@given(pinned_scenarios())
def test_every_fix_works_wherever_it_is_offered(scenario):
    found = warn(scenario)
    before = {one.key for one in found}
    for one in found:
        for fix in one.fixes:
            after = apply_change(CATALOG, scenario, fix)
            assert after != scenario and keys_of(after) <= before - {one.key}, (one.code, fix)


@settings(max_examples=40)
@given(pinned_scenarios())
def test_a_fix_stays_within_the_papers_example_and_within_what_people_answered(scenario):
    for one in warn(scenario):
        for fix in one.fixes:
            after = apply_change(CATALOG, scenario, fix)
            size = after.chain.regions_per_round
            assert size == scenario.chain.regions_per_round or 5 <= size <= 10
            for field in ("context", "capacity", "salience"):
                assert getattr(after, field) == getattr(scenario, field)
            assert after.chain.pilots == scenario.chain.pilots
            if after.platform != scenario.platform:
                assert scenario.context.get("previous_network_attempts_failed") != "yes"


@settings(max_examples=40)
@given(pinned_scenarios())
def test_give_it_to_names_only_actors_with_a_line_in_table_2_or_the_network(scenario):
    steps = [step for one in warn(scenario) for fix in one.fixes for step in fix.list_all()]
    for step in (step for step in steps if step.field == "responsible"):
        assert all(step.value == NETWORK or CATALOG.contributions_of(code, step.value) for code in step.codes), step


@settings(max_examples=40)
@given(pinned_scenarios())
def test_each_fix_says_what_it_costs_and_whether_it_only_relabels(scenario):
    for one in warn(scenario):
        for fix, effect in zip(one.fixes, one.effects, strict=True):
            after = apply_change(CATALOG, scenario, fix)
            chain = build_chain(CATALOG, after)
            assert effect.rounds_more == after.chain.rounds - scenario.chain.rounds
            assert effect.end_years[1] == chain.rounds[-1].end_year
            assert effect.exit_years[1] == chain.donor_exit_year
            assert effect.is_judgement == (fix.field == "independent")


@pytest.mark.parametrize(
    "fix", [Change("mix_size", "", 10), Change("mix_size", "", 999), Change("pinned", ("awards",), True)]
)
def test_a_fix_that_changes_nothing_or_cannot_be_done_is_not_offered(monkeypatch, fix):
    seen = []

    def hold_once(view):
        seen.append(view)
        return iter([Finding()] if len(seen) <= 2 else [])

    monkeypatch.setitem(RULES, "capture_risk", hold_once)
    monkeypatch.setitem(WAYS, "capture_risk", lambda _view, _found: [(fix,)])
    assert find(make(mix_size=10, pinned=frozenset({"awards"})), "capture_risk").fixes == ()


def test_a_pinned_instrument_without_organiser_is_never_offered_to_be_ruled_out():
    free = TRIGGERS["needs_organiser_in_mix"]
    assert [fix for fix in find(free, "needs_organiser_in_mix").fixes if fix.field == "excluded"]
    stuck = find(free, "needs_organiser_in_mix").values["instruments"]
    found = find(free.change(pinned=frozenset(stuck[:1])), "needs_organiser_in_mix")
    assert not [fix for fix in found.fixes if fix.field == "excluded"]


def test_money_for_an_instrument_that_is_ruled_out_can_only_be_taken_back():
    scenario = TRIGGERS["funding_without_effect"].change(excluded=frozenset({"awards"}))
    assert [fix.field for fix in find(scenario, "funding_without_effect").fixes] == ["donor_funds"]


@settings(max_examples=25)
@given(SCENARIOS)
def test_a_fix_never_takes_back_a_pin_or_a_ruling_out(scenario):
    for found in warn(scenario):
        for fix in found.fixes:
            after = apply_change(CATALOG, scenario, fix)
            assert after.pinned >= scenario.pinned and after.excluded >= scenario.excluded


@settings(max_examples=25)
@given(SCENARIOS)
def test_warnings_come_severest_first_and_each_subject_once(scenario):
    found = warn(scenario)
    ranks = [SEVERITIES.index(one.severity) for one in found]
    assert ranks == sorted(ranks)
    assert len({(one.code, one.subject) for one in found}) == len(found)
    assert hash(found)


# --- where a rule holds, and where it does not -------------------------------------------------------------------
def test_section_10_a_missing_legal_framework_stops_and_names_it():
    found = find(TRIGGERS["preconditions_missing"], "preconditions_missing")
    assert (found.severity, found.values["preconditions"]) == ("stop", ("legal_framework",))


def test_section_10_all_preconditions_met_raise_nothing():
    assert not [code for code in codes(make()) if code.startswith("preconditions")]


def test_section_5_2_only_a_no_means_that_entrepreneurs_are_missing():
    assert "no_entrepreneur" not in codes(make())
    assert "no_entrepreneur" not in codes(make(context={"group_entrepreneurs": "yes"}))
    assert "group_missing" not in codes(TRIGGERS["no_entrepreneur"])


def test_section_5_2_all_missing_groups_are_named_at_once():
    groups = find(TRIGGERS["group_missing"], "group_missing").values["groups"]
    assert set(groups) == {"teachers", "trade_unions"}


def test_section_9_only_networking_instruments_warns_and_names_what_brings_rivals_in():
    found = find(TRIGGERS["only_networking"], "only_networking")
    assert set(found.values["instruments"]) <= RIVALS
    assert found.values["count"] > CATALOG.parameter("only_networking_share") * found.values["total"]


def test_section_9_one_instrument_that_brings_rivals_in_is_enough():
    networking = sorted(NETWORKING - {"competition_strategy"})[:9]
    all_networking = make(mix_size=9, pinned=frozenset(networking))
    one_rival = make(mix_size=10, pinned=frozenset([*networking, "entrepreneurship_seminars"]), platform="strengthen")
    assert "only_networking" in codes(all_networking.change(platform="strengthen"))
    assert "only_networking" not in codes(one_rival)


def test_section_9_a_strong_shared_vision_lets_the_network_bring_rivals_in():
    scenario = TRIGGERS["competition_left_to_network"]
    vision = scenario.change(context={**scenario.context, "strong_shared_vision": "yes"})
    assert "competition_left_to_network" not in codes(vision)


def test_section_9_a_suggestion_gives_rivals_to_a_network_only_where_no_government_runs_them():
    found = find(make(platform="strengthen", mix_size=20), "competition_left_to_network")
    runs = {cell.instrument: cell.runs for cell in list_cells(CATALOG, Scenario())}
    for code in found.values["instruments"]:
        assert code in RIVALS and not runs[code]


def test_section_9_an_even_split_overloads_nobody_and_small_mixes_never():
    smallest = int(CATALOG.parameter("overload_minimum"))
    everything_to_one = dict.fromkeys(INSTRUMENTS, CLOSEST)
    assert "one_actor_overloaded" not in codes(make())
    assert "one_actor_overloaded" not in codes(make(mix_size=smallest - 1, responsible=everything_to_one))
    assert "one_actor_overloaded" in codes(make(mix_size=smallest, responsible=everything_to_one))


def test_section_9_money_in_the_mix_with_somebody_able_raises_nothing():
    mix = build_strategy(CATALOG, make()).mix
    found = codes(make(donor_level=2, donor_funds=frozenset(mix)))
    assert "funded_not_organised" not in found and "funding_without_effect" not in found


def test_section_9_money_below_the_level_that_allows_it_is_no_money():
    assert "funding_without_effect" not in codes(TRIGGERS["funding_without_effect"].change(donor_level=1))


def test_section_10_money_for_firms_warns_above_its_share_only():
    scenario = TRIGGERS["capture_risk"]
    values = find(scenario, "capture_risk").values
    assert values["count"] == len(values["instruments"]) > CATALOG.parameter("capture_share") * values["total"]
    assert "capture_risk" not in codes(make(pinned=frozenset(HANDING), mix_size=12))


def test_section_3_a_gap_names_the_mechanisms_and_instruments_that_close_it():
    found = find(TRIGGERS["salient_without_instrument"], "salient_without_instrument")
    served = {mechanism for code in found.values["instrument"] for mechanism in CATALOG.serves[code]}
    assert set(found.values["mechanism"]) <= served
    assert "salient_without_instrument" not in codes(make(mix_size=10))


def test_section_3_a_mechanism_without_salience_leaves_no_gap():
    assert "salient_without_instrument" not in codes(make(salience={MECHANISMS[0]: 1}, mix_size=1))


def test_section_1_weak_actors_whom_somebody_trains_raise_no_warning():
    trained = codes(make(capacity=WEAK, donor_level=4))
    assert "at_risk_in_mix" not in trained and "salient_without_able_actor" not in trained


def test_section_1_weak_actors_are_named():
    assert find(TRIGGERS["at_risk_in_mix"], "at_risk_in_mix").values["actors"] == tuple(GOVERNMENTS)


def test_open_requirements_come_with_their_question_and_an_answer_settles_them():
    scenario = TRIGGERS["needs_unknown"]
    found = [one for one in warn(scenario) if one.code == "needs_unknown"]
    assert {"technology_centre", "venture_capital_funds"} <= {one.values["question"] for one in found}
    while found:  # an answer may bring another instrument in, with a question of its own
        open_questions = [one.values["question"] for one in found]
        assert not set(open_questions) & set(scenario.context)
        scenario = scenario.change(context={**scenario.context, **dict.fromkeys(open_questions, "yes")})
        found = [one for one in warn(scenario) if one.code == "needs_unknown"]


def test_table_2_an_instrument_without_organiser_says_the_smallest_change():
    found = find(TRIGGERS["needs_organiser_in_mix"], "needs_organiser_in_mix")
    assert found.values["change"]


def test_section_9_only_instruments_to_which_nobody_contributes_need_a_network():
    found = find(TRIGGERS["platform_missing"], "platform_missing")
    assert not any(CATALOG.contributions_of(code) for code in found.values["instruments"])
    assert "platform_missing" not in codes(TRIGGERS["platform_missing"].change(platform="strengthen"))


def test_section_3_waiting_for_a_network_says_the_year_and_who_could_begin_at_once():
    scenario = TRIGGERS["platform_later"]
    assert find(scenario, "platform_later").values["year"] == scenario.place.start_year + scenario.platform_year
    chamber = scenario.change(context={**scenario.context, "chamber_or_association": "yes"})
    assert [fix.value for fix in find(chamber, "platform_later").fixes] == ["existing_organisation"]


def test_section_1_an_existing_organisation_that_leads_settles_the_overlap():
    scenario = TRIGGERS["coordination_needed"]
    assert "coordination_needed" not in codes(scenario.change(platform="existing_organisation"))


def test_section_8_a_donor_on_call_with_an_office_or_without_a_donor_raises_nothing():
    assert "donor_without_office" not in codes(make(donor_level=1, chain=ChainPlan(office_round=1)))
    assert "donor_without_office" not in codes(make())


def test_section_4_a_competition_that_an_able_government_runs_raises_nothing():
    scenario = TRIGGERS["competition_run_by_donor"]
    assert "competition_run_by_donor" not in codes(scenario.change(capacity={NATIONAL: "able"}))


def test_nothing_within_reach_says_what_would_change_it():
    found = find(TRIGGERS["nothing_eligible"], "nothing_eligible")
    assert (found.severity, bool(found.values["change"])) == ("stop", True)


def test_section_5_the_rounds_are_warned_of_only_where_a_chain_was_built():
    for code in ("no_pilot", "stage_without_lead", "office_missing", "regions_left_over", "too_many_regions"):
        strategy = build_strategy(CATALOG, TRIGGERS[code])
        found = find_warnings(CATALOG, strategy, build_plan(CATALOG, strategy))
        assert code not in {one.code for one in found}


def test_section_5_stages_without_a_lead_are_those_of_the_chain():
    scenario = TRIGGERS["stage_without_lead"]
    gaps = [one.values for one in warn(scenario) if one.code == "stage_without_lead"]
    told = [(values["round"], stage) for values in gaps for stage in values["stages"]]
    assert told == list(build_chain(CATALOG, scenario).no_lead)


def test_section_5_9_a_donor_that_steps_down_raises_nothing():
    assert "donor_stays" not in codes(make(donor_level=5))


def test_section_5_9_five_to_ten_regions_raise_nothing():
    scenario = make(chain=ChainPlan(region_count=30, regions_per_round=10, pilots=5))
    assert not {"too_many_regions", "regions_left_over", "mentors_short"} & set(codes(scenario))


def test_a_threshold_is_the_parameter_of_the_table():
    rows = tuple(replace(row, value=0.0) if row.code == "capture_share" else row for row in CATALOG.parameters)
    strict = replace(CATALOG, parameters=rows, fingerprint="strict")
    scenario = make(pinned=frozenset(HANDING[:1]), mix_size=12)
    assert "capture_risk" not in codes(scenario)
    assert "capture_risk" in {found.code for found in warn(scenario, strict)}


def test_a_fix_that_would_take_back_a_pin_is_not_offered(monkeypatch):
    monkeypatch.setitem(RULES, "capture_risk", lambda view: iter([Finding()] if view.scenario.pinned else []))
    monkeypatch.setitem(WAYS, "capture_risk", lambda _view, _found: [(Change("excluded", "awards", True),)])
    assert find(make(pinned=frozenset({"awards"})), "capture_risk").fixes == ()


def test_finding_warnings_tries_no_fix_and_finds_the_same(monkeypatch):
    scenario = TRIGGERS["salient_without_able_actor"]
    tried = warn(scenario)
    strategy, chain = build_strategy(CATALOG, scenario), build_chain(CATALOG, scenario)
    plan = build_plan(CATALOG, strategy)
    monkeypatch.setattr("clusterdash.model.advice.warnings.fixes.build_strategy", lambda *_: 1 / 0)
    monkeypatch.setattr("clusterdash.model.advice.warnings.fixes.build_chain", lambda *_: 1 / 0)
    found = find_warnings(CATALOG, strategy, plan, chain)
    assert [(one.code, one.subject) for one in found] == [(one.code, one.subject) for one in tried]
    assert any(one.fixes for one in tried) and not any(one.fixes for one in found)


def test_a_new_scenario_needs_one_strategy_for_everything_but_the_fixes(monkeypatch):
    built = []

    def count(catalog, scenario):
        built.append(scenario)
        return build_strategy(catalog, scenario)

    for name, module in list(sys.modules.items()):
        if name.startswith("clusterdash.") and getattr(module, "build_strategy", None) is build_strategy:
            monkeypatch.setattr(module, "build_strategy", count)
    scenario = make(mix_size=7, donor_level=3)
    results = compute_results(CATALOG, scenario)
    assert results.plan and results.chain and results.warnings
    assert judge_routes(CATALOG, scenario, results.strategy.mix)
    assert built == [scenario]


def test_another_toolbox_is_warned_by_the_same_rules(project):
    catalog = load_catalog(project / "tests" / "catalog" / "tourism")
    scenario = Scenario(salience=FrozenMap({row.code: 2 for row in catalog.mechanisms}))
    assert warn(scenario, catalog)


def test_before_the_first_rating_nothing_is_advised_but_to_rate():
    unrated = make(salience={}, context={"legal_framework": "no", "group_entrepreneurs": "no"}, platform="none")
    assert [one.code for one in list_warnings(CATALOG, unrated)] == ["nothing_salient"]
    rated = unrated.change(salience={MECHANISMS[0]: 0})
    assert len(list_warnings(CATALOG, rated)) > 1
