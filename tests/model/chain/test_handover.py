"""method.md §6: where the lead passes on, on what conditions, and what would fill a gap."""

from hypothesis import given

from clusterdash.model.chain.chain import build_chain
from clusterdash.model.chain.handover import build_checklist, list_donor_parts, list_gaps, list_handovers
from clusterdash.model.scenario.scenario import ChainPlan, Scenario
from tests.model.chain.chain_scenarios import CATALOG, scenarios


@given(scenarios)
def test_a_hand_over_is_a_change_of_lead_and_conditions_belong_to_the_donor(scenario):
    chain = build_chain(CATALOG, scenario)
    for one in list_handovers(CATALOG, chain):
        assert (
            chain.lead(one.round - 1, one.stage).actor == one.from_ != one.to == chain.lead(one.round, one.stage).actor
        )
        assert bool(one.conditions) == one.is_donor_leaving == (one.from_ == "donor")


def test_the_checklist_holds_every_condition_with_the_round_it_is_needed_for():
    checklist = build_checklist(CATALOG, build_chain(CATALOG, Scenario(donor_level=5)))
    assert sorted(line.code for line in checklist) == sorted(row.code for row in CATALOG.handover_conditions)
    line = next(line for line in checklist if line.stage == "gather_stakeholders")
    assert (line.round, line.year, line.from_, line.to) == (2, 2032, "donor", "office")


def test_a_donor_that_never_leads_has_no_date_on_its_checklist():
    checklist = build_checklist(CATALOG, build_chain(CATALOG, Scenario(donor_level=3)))
    assert {line.round for line in checklist} == {None}


def test_what_the_donor_does_and_leaves_covers_all_its_actions():
    for part in list_donor_parts(CATALOG, build_chain(CATALOG, Scenario(donor_level=5))):
        assert sorted(part.does + part.leaves) == sorted(row.code for row in CATALOG.donor_actions)
        assert part.leads == (part.round == 1)


def test_every_gap_names_changes_that_really_fill_it():
    scenario = Scenario(chain=ChainPlan(pilots=0, office_round=0, rounds=2))
    gaps = list_gaps(CATALOG, build_chain(CATALOG, scenario))
    assert {(gap.round, gap.stage) for gap in gaps} == set(build_chain(CATALOG, scenario).no_lead)
    seminar = next(gap for gap in gaps if gap.stage == "cluster_leader_seminars")
    assert {(it.field, it.code, it.value, lead) for it, lead in zip(seminar.fills, seminar.leads, strict=True)} == {
        ("capacity", "national", "able", "national"),
        ("donor_level", "", 5, "donor"),
    }


def test_where_every_stage_has_a_lead_there_is_no_gap():
    assert list_gaps(CATALOG, build_chain(CATALOG, Scenario(donor_level=5))) == ()
