"""method.md §5: who does what, who carries how much, capacity building first, whose job, and when."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterdash.catalog import load_catalog
from clusterdash.model.plan.plan import build_plan
from clusterdash.model.plan.responsible import find_load_limit, list_runners
from clusterdash.model.scenario.scenario import CAPACITIES, PLATFORMS, ChainPlan, Place, Scenario
from clusterdash.model.strategy import build_strategy

CATALOG = load_catalog()
MECHANISMS = [row.code for row in CATALOG.mechanisms]
GOVERNMENTS = [row.code for row in CATALOG.governments]
CLOSEST, NATIONAL = GOVERNMENTS[0], GOVERNMENTS[-1]
ABLE = dict.fromkeys(GOVERNMENTS, "able")
EVERYTHING = dict.fromkeys(MECHANISMS, 3)


def make_plan(**fields):
    strategy = build_strategy(CATALOG, Scenario(**{"salience": EVERYTHING, "capacity": ABLE, **fields}))
    return strategy, build_plan(CATALOG, strategy)


def task_of(plan, instrument):
    return next(task for task in plan.tasks if task.instrument == instrument)


def test_every_instrument_of_the_mix_has_one_task():
    strategy, plan = make_plan()
    assert tuple(task.instrument for task in plan.tasks) == strategy.mix


def test_table_2_contributions_stand_verbatim_beside_the_instrument():
    _strategy, plan = make_plan(donor_level=2)
    for task in plan.tasks:
        assert task.contributions == CATALOG.contributions_of(task.instrument)


def test_a_government_that_is_absent_contributes_nothing():
    _strategy, plan = make_plan(capacity={**ABLE, CLOSEST: "absent"})
    assert plan.load[CLOSEST].contributes == plan.load[CLOSEST].responsible == 0


def test_table_2_direct_cells_of_the_donor_count_from_the_level_that_switches_them_on():
    direct = min(row.level for row in CATALOG.donor_actions if row.kind == "direct")
    given_to = {row.instrument for row in CATALOG.contributions if row.actor == CATALOG.donors[0].code}
    for level in range(6):
        _strategy, plan = make_plan(donor_level=level, pinned=frozenset(given_to), platform="strengthen")
        seen = {row.instrument for row in plan.donor.direct}
        assert seen == (given_to if level >= direct else set())


def test_section_9_who_is_suggested_is_as_close_to_the_cluster_as_possible():
    strategy, plan = make_plan(mix_size=1)
    task = plan.tasks[0]
    assert task.responsible == list_runners(CATALOG, strategy, task.instrument, task.job)[0] == CLOSEST


def test_a_responsible_actor_chosen_by_hand_stands_and_the_suggestion_is_kept_beside_it():
    strategy, before = make_plan()
    code = strategy.mix[0]
    _strategy, after = make_plan(responsible={code: NATIONAL})
    assert task_of(after, code).responsible == NATIONAL
    assert not task_of(after, code).is_suggested
    assert task_of(before, code).is_suggested


def test_nobody_is_named_where_somebody_would_only_pay():
    _strategy, plan = make_plan(capacity={**dict.fromkeys(GOVERNMENTS, "absent"), NATIONAL: "able"}, mix_size=20)
    paid = [t for t in plan.tasks if _strategy.delivery[t.instrument] == "needs_organiser"]
    assert paid
    assert {task.responsible for task in paid} == {""}


def test_section_3_a_standing_network_is_a_hub_for_what_fits_it_but_not_for_rivals():
    _strategy, plan = make_plan(platform="strengthen", mix_size=12)
    run_by_network = [task for task in plan.tasks if task.responsible == "network"]
    assert run_by_network
    assert all(CATALOG.instrument(task.instrument).orientation != "competition" for task in run_by_network)


@settings(max_examples=60)
@given(
    salience=st.dictionaries(st.sampled_from(MECHANISMS), st.integers(0, 3)),
    capacity=st.dictionaries(st.sampled_from(GOVERNMENTS), st.sampled_from(CAPACITIES)),
    donor_level=st.integers(0, 5),
    platform=st.sampled_from(PLATFORMS),
)
def test_a_suggestion_overloads_nobody_while_somebody_else_could_do_it(salience, capacity, donor_level, platform):
    strategy, plan = make_plan(salience=salience, capacity=capacity, donor_level=donor_level, platform=platform)
    limit = find_load_limit(CATALOG, len(strategy.mix))
    for actor, load in plan.load.items():
        for task in plan.tasks if load.responsible > limit else ():
            if task.responsible == actor:
                others = set(list_runners(CATALOG, strategy, task.instrument, task.job)) - {actor}
                assert all(plan.load[other].responsible >= limit for other in others)


def test_load_adds_up_to_the_mix():
    strategy, plan = make_plan(platform="strengthen", donor_level=2, mix_size=15)
    nobody = sum(not task.responsible for task in plan.tasks)
    assert sum(load.responsible for load in plan.load.values()) + nobody == len(strategy.mix)


def test_section_9_instruments_that_bring_rivals_in_are_an_independent_body_s_job():
    _strategy, plan = make_plan(mix_size=20)
    for task in plan.tasks:
        is_rival = CATALOG.instrument(task.instrument).orientation == "competition"
        assert task.job == ("independent" if is_rival else "initiative")


def test_section_9_a_strong_shared_vision_lets_the_initiative_bring_rivals_in():
    _strategy, plan = make_plan(mix_size=20, context={"strong_shared_vision": "yes"})
    assert {task.job for task in plan.tasks} == {"initiative"}


def test_whose_job_it_is_can_be_chosen_by_hand():
    strategy, before = make_plan()
    code = next(task.instrument for task in before.tasks if task.job == "independent")
    _strategy, after = make_plan(independent={code: "initiative"})
    assert task_of(after, code).job == "initiative"


def test_section_1_every_weak_government_with_work_is_listed_with_those_who_can_train_it():
    _strategy, plan = make_plan(
        capacity=dict.fromkeys(GOVERNMENTS, "weak"), donor_level=4, chain=ChainPlan(office_round=0)
    )
    assert [training.actor for training in plan.capacity_building] == GOVERNMENTS
    for training in plan.capacity_building:
        assert training.trainers == (CATALOG.donors[0].code,)
        assert training.instruments
        assert set(training.waiting) <= set(training.instruments)


def test_section_1_only_what_rests_on_a_weak_government_waits_for_its_training():
    strategy, plan = make_plan(capacity={**ABLE, CLOSEST: "weak"}, donor_level=4, mix_size=20)
    (training,) = plan.capacity_building
    resting = [code for code in strategy.mix if CLOSEST in strategy.details[code].agents]
    assert list(training.waiting) == resting
    strategy, plan = make_plan(capacity=dict.fromkeys(GOVERNMENTS, "weak"), donor_level=4, mix_size=20)
    waits = {code for code in strategy.mix if strategy.delivery[code] == "after_capacity_building"}
    for training in plan.capacity_building:
        assert set(training.waiting) == {code for code in waits if training.actor in strategy.details[code].agents}
    assert waits == {code for training in plan.capacity_building for code in training.waiting}


def test_section_1_weak_governments_that_nobody_trains_are_listed_without_a_trainer():
    _strategy, plan = make_plan(capacity=dict.fromkeys(GOVERNMENTS, "weak"))
    assert {training.trainers for training in plan.capacity_building} == {()}


def test_able_and_absent_governments_need_no_training():
    _strategy, plan = make_plan(capacity={**ABLE, CLOSEST: "absent"}, donor_level=4)
    assert plan.capacity_building == ()


def test_phases_follow_each_other_and_end_with_the_round():
    _strategy, plan = make_plan(mix_size=30)
    starts = {task.phase: task.start_month for task in plan.tasks}
    assert starts["institutions"] < starts["soft"] < starts["resources"]
    assert max(task.end_month for task in plan.tasks) == 60
    assert all(task.start_month < task.end_month for task in plan.tasks)


@pytest.mark.parametrize("years", [1, 3, 10, 15])
def test_section_5_9_the_sequence_is_laid_over_the_length_of_the_round(years):
    _strategy, plan = make_plan(mix_size=30, chain=ChainPlan(round_years=years))
    assert max(task.end_month for task in plan.tasks) == years * 12
    assert all(0 <= task.start_month < task.end_month for task in plan.tasks)


def test_people_can_move_an_instrument_within_the_round():
    strategy, before = make_plan()
    code = next(task.instrument for task in before.tasks if task.phase == "resources")
    _strategy, after = make_plan(phases={code: "institutions"})
    assert task_of(after, code).start_month < task_of(before, code).start_month


def test_section_1_what_waits_for_capacity_building_starts_after_the_first_phase():
    strategy, plan = make_plan(capacity=dict.fromkeys(GOVERNMENTS, "weak"), donor_level=4)
    waiting = [task for task in plan.tasks if strategy.delivery[task.instrument] == "after_capacity_building"]
    assert waiting
    assert min(task.start_month for task in waiting) >= CATALOG.parameter("institutions_end_month")


def test_what_waits_for_a_network_starts_when_it_stands():
    nobody = dict.fromkeys(GOVERNMENTS, "absent")
    strategy, plan = make_plan(capacity=nobody, platform="build", platform_year=7, place=Place(start_year=2030))
    assert plan.tasks
    assert {task.start_month for task in plan.tasks} == {84}


def test_section_9_without_a_donor_there_is_no_donor_part():
    _strategy, plan = make_plan(donor_funds=frozenset(["job_fairs"]))
    assert plan.donor.actions == plan.donor.direct == plan.donor.catalytic == plan.donor.funds == ()


def test_section_9_the_catalytic_reach_grows_with_the_level_national_government_first():
    reach = {level: {row.actor for row in make_plan(donor_level=level)[1].donor.catalytic} for level in (2, 3, 4)}
    assert reach == {2: set(), 3: {NATIONAL}, 4: set(GOVERNMENTS)}


def test_section_9_money_counts_from_the_level_that_allows_it_and_in_the_mix_only():
    strategy, _plan = make_plan()
    inside, outside = strategy.mix[0], next(code for code in strategy.delivery if code not in strategy.mix)
    for level, paid in ((1, ()), (2, (inside,))):
        _strategy, plan = make_plan(donor_level=level, donor_funds=frozenset({inside, outside}))
        assert plan.donor.funds == paid


def test_another_toolbox_gets_a_plan_of_its_own(project):
    catalog = load_catalog(project / "tests" / "catalog" / "tourism")
    scenario = Scenario(
        salience={row.code: 2 for row in catalog.mechanisms}, capacity={row.code: "able" for row in catalog.governments}
    )
    plan = build_plan(catalog, build_strategy(catalog, scenario))
    assert plan.tasks
    assert set(plan.load) == {"network", *(row.code for row in catalog.actors)}
