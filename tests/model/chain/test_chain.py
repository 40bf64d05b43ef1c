"""method.md §6: who leads each stage in each round, and how the donor leaves; nobody leads by default."""

from dataclasses import replace
from time import perf_counter

import pytest
from hypothesis import given

from clusterdash.catalog import load_catalog
from clusterdash.errors import ScenarioError
from clusterdash.model.chain.chain import build_chain
from clusterdash.model.delivery.capacity import ABLE, capacity_in_round
from clusterdash.model.scenario.scenario import ChainPlan, Place, Scenario
from tests.model.chain.chain_scenarios import CATALOG, GOVERNMENTS, scenarios


def actors_leading(chain, round_):
    return [chain.lead(round_, stage.code).actor for stage in CATALOG.stages]


@given(scenarios)
def test_every_stage_of_every_round_has_exactly_one_lead_entry(scenario):
    chain = build_chain(CATALOG, scenario)
    leads = [(role.round, role.stage) for role in chain.roles if role.role == "lead"]
    assert leads == [(one.number, stage.code) for one in chain.rounds for stage in CATALOG.stages]
    assert [key for key in leads if not chain.lead(*key).actor] == list(chain.no_lead)


@given(scenarios)
def test_only_the_capable_lead(scenario):
    chain = build_chain(CATALOG, scenario)
    for role in chain.roles:
        if role.role == "lead" and role.actor in GOVERNMENTS:
            assert capacity_in_round(CATALOG, scenario, role.round)[role.actor] == ABLE
        if role.role == "lead" and role.actor == "office":
            assert chain.office_round is not None and role.round >= chain.office_round
        if role.role == "lead" and role.actor == "donor":
            assert chain.rounds[role.round - 1].donor_level == 5


@given(scenarios)
def test_the_absent_neither_lead_nor_assist_and_nobody_has_two_roles(scenario):
    chain = build_chain(CATALOG, scenario)
    absent = {code for code in GOVERNMENTS if scenario.capacity[code] == "absent"}
    assert not absent & {role.actor for role in chain.roles}
    held = [(role.round, role.stage, role.actor) for role in chain.roles]
    assert len(held) == len(set(held))


@given(scenarios)
def test_the_donors_share_never_rises_and_the_shares_add_up_to_one(scenario):
    chain = build_chain(CATALOG, scenario)
    assert list(chain.donor_share) == sorted(chain.donor_share, reverse=True)
    assert all(abs(sum(share.values()) - 1) < 1e-9 for share in chain.shares)
    assert [share.get("donor", 0) for share in chain.shares] == list(chain.donor_share)


def test_a_donor_that_starts_the_chain_leads_first_and_hands_over():
    chain = build_chain(CATALOG, Scenario(donor_level=5, capacity={"national": "able"}))
    assert chain.donor_share == (pytest.approx(5 / 9), 0, 0)
    assert "office" in actors_leading(chain, 2)
    assert chain.donor_lead_end == 2031


@pytest.mark.parametrize("level", range(5))
def test_below_the_highest_level_the_donor_never_leads(level):
    chain = build_chain(CATALOG, Scenario(donor_level=level))
    assert set(chain.donor_share) == {0.0} and chain.donor_lead_end is None


def test_a_donor_without_pace_keeps_its_leads_because_it_was_asked_to():
    scenario = Scenario(donor_level=5, chain=ChainPlan(donor_pace=0))
    chain = build_chain(CATALOG, scenario)
    assert min(chain.donor_share) > 0.5
    assert chain.donor_exit_year is None and not chain.is_handover_complete


def test_a_weak_place_without_donor_and_office_has_gaps_and_no_national_lead():
    chain = build_chain(CATALOG, Scenario(chain=ChainPlan(pilots=0, office_round=0)))
    assert len([key for key in chain.no_lead if key[0] == 1]) == len(CATALOG.stages)
    assert all(role.actor == "" for role in chain.roles if role.role == "lead" and role.round == 1)


def test_an_office_without_a_national_government_is_never_set_up():
    chain = build_chain(CATALOG, Scenario(capacity={"national": "absent"}))
    assert chain.office_round is None and chain.office_tasks == ()


def test_the_office_takes_its_tasks_over_from_its_round_on():
    chain = build_chain(CATALOG, Scenario(chain=ChainPlan(office_round=2)))
    assert chain.office_round == 2
    assert dict(chain.office_tasks) == {row.code: 2 + row.start_round for row in CATALOG.office_tasks}


def test_without_any_success_there_are_no_leaders_of_pilots_later():
    plan = ChainPlan(office_round=0, success_probability=0, learning_per_round=0)
    chain = build_chain(CATALOG, Scenario(chain=plan))
    assert "pilot_leaders" in actors_leading(chain, 1)
    assert "pilot_leaders" not in actors_leading(chain, 2)


def test_a_hand_over_longer_than_the_programme_is_told():
    scenario = Scenario(donor_level=5, place=Place(start_year=2030), chain=ChainPlan(rounds=2))
    chain = build_chain(CATALOG, scenario)
    assert chain.donor_exit_year == 2050 and not chain.is_handover_complete


def test_unknown_codes_are_refused_all_at_once():
    scenario = Scenario(salience={"x": 1}, chain=ChainPlan(stage_months={"y": (0, 1)}))
    with pytest.raises(ScenarioError) as caught:
        build_chain(CATALOG, scenario)
    assert {problem.where for problem in caught.value.problems} == {"salience", "chain.stage_months"}


def test_potentials_of_a_region_that_left_the_list_are_kept_and_named():
    plan = ChainPlan(regions=("North",), potentials={"North": 2, "South": 2})
    assert build_chain(CATALOG, Scenario(chain=plan)).unused_potentials == ("South",)


def test_another_toolbox_has_a_chain_too(project):
    tourism = load_catalog(project / "tests" / "catalog" / "tourism")
    chain = build_chain(tourism, Scenario(donor_level=5, capacity={"state": "able"}))
    assert len([role for role in chain.roles if role.role == "lead"]) == 3 * len(tourism.stages)


def test_a_toolbox_that_knows_no_office_gives_it_nothing_to_lead(project):
    tourism = load_catalog(project / "tests" / "catalog" / "tourism")
    chain = build_chain(tourism, Scenario(chain=ChainPlan(office_round=1)))
    assert {role.actor for role in chain.roles} <= {"", *(row.code for row in tourism.agents)}
    assert chain.office_round is None


def test_five_hundred_regions_over_twelve_rounds_stay_fluid():
    regions = tuple(f"Region of {number}" for number in range(500))
    plan = ChainPlan(regions=regions, potentials={name: 3 for name in regions}, rounds=12, regions_per_round=50)
    scenario = Scenario(donor_level=5, chain=plan)
    times = []
    for seed in range(3):
        fresh = scenario.change(chain=replace(plan, seed=seed))
        start = perf_counter()
        build_chain(CATALOG, fresh)
        times.append(perf_counter() - start)
    assert min(times) < 0.1
