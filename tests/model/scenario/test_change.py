"""One value for "change a choice": tables, sets and plain fields; what cannot be done is told and changes nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterdash.catalog import load_catalog
from clusterdash.errors import ScenarioError
from clusterdash.model import ChainPlan, Change, Scenario, apply_change, apply_changes
from clusterdash.model.scenario.change import FIELDS, read_choice
from clusterdash.model.scenario.decision import Decision
from clusterdash.model.scenario.region_detail import RegionDetail
from clusterdash.model.scenario.scenario import count_potentials

CATALOG = load_catalog()


def change(scenario, field, code, value):
    return apply_change(CATALOG, scenario, Change(field, code, value))


def test_a_table_gives_its_codes_the_value_and_leaves_the_others_alone():
    before = Scenario(salience={"recruitment": 1})
    after = change(before, "salience", ("student_work", "vertical_cooperation"), 3)
    assert after.salience == {"recruitment": 1, "student_work": 3, "vertical_cooperation": 3}
    assert before.salience == {"recruitment": 1}


def test_none_takes_back_what_a_table_holds_also_what_is_not_known_any_more():
    before = Scenario(responsible={"awards": "national", "gone": "national"})
    assert change(before, "responsible", ("awards", "gone"), None).responsible == {}


def test_not_knowing_is_an_answer_and_none_takes_it_back():
    before = Scenario(context={"legal_framework": "yes"})
    unknown = change(before, "context", "legal_framework", "unknown")
    assert unknown.context == {"legal_framework": "unknown"}
    assert change(unknown, "context", "legal_framework", None).context == {}


def test_the_log_gains_a_decision_at_its_end_and_can_be_replaced():
    first, second = Decision("pin", "awards", "Everybody knows them"), Decision("note", "Later: the office")
    log = change(change(Scenario(), "decisions", "", first), "decisions", "", second)
    assert log.decisions == (first, second)
    assert change(log, "decisions", "", (second,)).decisions == (second,)


def test_a_decision_of_a_group_that_nobody_knows_is_refused():
    with pytest.raises(ScenarioError, match="none_such"):
        change(Scenario(), "decisions", "", Decision("vote", "awards", group="none_such"))


def test_a_single_cost_stands_for_low_and_high():
    after = change(Scenario(), "chain.instrument_costs", "awards", 300)
    assert after.chain.instrument_costs == {"awards": (300, 300)}
    assert change(after, "chain.instrument_costs", "awards", (100, 300)).chain.instrument_costs["awards"] == (100, 300)


def test_a_region_gets_potentials_and_capacities_of_its_own():
    detail = RegionDetail(potentials=("Coffee", "Honey"), capacity={"local": "able"}, context={"legal_framework": "no"})
    after = change(Scenario(), "chain.region_details", "Region 2", detail)
    assert after.chain.region_details == {"Region 2": detail}
    assert count_potentials(after.chain, "Region 2") == 2
    assert change(after, "chain.region_details", "Region 2", None).chain.region_details == {}
    with pytest.raises(ScenarioError, match="none_such"):
        change(Scenario(), "chain.region_details", "Region 2", RegionDetail(capacity={"none_such": "able"}))


def test_a_set_gains_its_codes_and_loses_them():
    gained = change(Scenario(), "donor_funds", ("awards", "job_fairs"), True)
    assert gained.donor_funds == {"awards", "job_fairs"}
    assert change(gained, "donor_funds", "awards", False).donor_funds == {"job_fairs"}


def test_a_pin_takes_back_a_ruling_out_and_the_other_way_round():
    pinned = change(Scenario(excluded={"awards"}), "pinned", "awards", True)
    assert (pinned.pinned, pinned.excluded) == ({"awards"}, frozenset())
    ruled_out = change(pinned, "excluded", "awards", True)
    assert (ruled_out.pinned, ruled_out.excluded) == (frozenset(), {"awards"})
    assert change(ruled_out, "pinned", "awards", False) == ruled_out


def test_a_path_leads_to_the_place_and_to_the_chain():
    after = apply_changes(
        CATALOG,
        Scenario(),
        (
            Change("place.title", "", "Ours"),
            Change("chain.rounds", "", 4),
            Change("chain.unit_costs", "seminar", 500),
            Change("chain.potentials", "Region 1", 2),
        ),
    )
    assert (after.place.title, after.chain.rounds) == ("Ours", 4)
    assert (after.chain.unit_costs, after.chain.potentials) == ({"seminar": (500, 500)}, {"Region 1": 2})


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_every_field_takes_what_it_holds_and_is_named_in_the_documentation(field):
    assert change(Scenario(), field, "", read_choice(Scenario(), field)) == Scenario()
    assert field.split(".")[0] in Change.__doc__


@pytest.mark.parametrize(
    ("field", "code", "value", "where"),
    [
        ("salience", "student_work", 4, "salience"),
        ("salience", "none_such", 1, "salience"),
        ("salience", "none_such", None, "salience"),
        ("capacity", "donor", "able", "capacity"),
        ("context", "none_such", "unknown", "context"),
        ("context", "legal_framework", "perhaps", "context.legal_framework"),
        ("phases", "awards", "none_such", "phases.awards"),
        ("route", "", "none_such", "route"),
        ("chain.potentials", "none_such", 2, "chain.potentials"),
        ("chain.potentials", "", {"none_such": 2}, "chain.potentials"),
        ("chain.region_details", "none_such", RegionDetail(), "chain.region_details"),
        ("chain.region_details", "Region 1", {"own_mix": True}, "chain.region_details"),
        ("chain.unit_costs", "seminar", (2, 1), "chain.unit_costs"),
        ("chain.envelope", "", -1, "chain.envelope"),
        ("decisions", "", "a word", "decisions"),
        ("decisions", "", ("a word",), "decisions"),
        ("salience", "student_work", Decision(), "salience"),
        ("chain.rounds", "", "three", "chain.rounds"),
        ("pinned", "awards", "yes", "change"),
        ("donor_level", "awards", 3, "change"),
        ("version", "", 2, "change"),
        ("place", "", {}, "change"),
        ("nothing", "", 1, "change"),
    ],
)
def test_what_cannot_be_done_is_refused_and_says_where(field, code, value, where):
    with pytest.raises(ScenarioError) as caught:
        change(Scenario(), field, code, value)
    assert all(problem.where.startswith(where) for problem in caught.value.problems)


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(ScenarioError) as caught:
        change(Scenario(), "salience", ("none_such", "nor_this"), 9)
    assert len(caught.value.problems) > 2


def test_a_choice_that_contradicts_another_is_refused():
    with pytest.raises(ScenarioError, match="pinned"):
        change(Scenario(mix_size=0), "pinned", "awards", True)


def test_a_code_that_was_unknown_before_does_not_stand_in_the_way():
    old = Scenario(route="gone", salience={"gone": 2})
    after = change(old, "pinned", "awards", True)
    assert (after.pinned, after.route) == ({"awards"}, "gone")
    with pytest.raises(ScenarioError) as caught:
        change(old, "phases", "awards", "none_such")
    assert [problem.where for problem in caught.value.problems] == ["phases.awards"]


def test_fewer_regions_are_taken_although_one_of_them_had_potentials():
    scenario = Scenario(chain=ChainPlan(regions=("North", "South"), potentials={"South": 2}))
    assert change(scenario, "chain.regions", "", ["North"]).chain.regions == ("North",)


ODD = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.lists(st.integers(), max_size=2))


@given(st.sampled_from(sorted(FIELDS)) | st.text(max_size=8), ODD | st.just("awards"), ODD | st.just({"awards": []}))
def test_whatever_is_asked_for_it_is_done_or_told(field, code, value):
    try:
        after = apply_change(CATALOG, Scenario(), Change(field, code, value))
    except ScenarioError as error:
        assert error.problems
    else:
        assert isinstance(after, Scenario)
