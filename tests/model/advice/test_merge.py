"""Two people change the same plan: what one of them changed is kept, what both changed is asked, nothing is lost."""

from collections import Counter

import pytest
from hypothesis import given, settings

from clusterdash.errors import ScenarioError
from clusterdash.model.advice.merge import list_merge_rows, merge_lines, merge_scenarios, merge_steps
from clusterdash.model.scenario.decision import Decision
from clusterdash.model.scenario.next_step import NextStep
from clusterdash.model.scenario.region_detail import RegionDetail
from clusterdash.model.scenario.scenario import ChainPlan, Place, Scenario
from tests.store.scenario_strategies import FULL_SCENARIOS as SCENARIOS

BASE = Scenario(salience={"recruitment": 2}, donor_level=2, pinned=frozenset({"job_fairs"}))


def names(rows, kind):
    return {row.name for row in rows if row.changed_by == kind}


def picks_for(rows, side):
    return {row.name: side for row in rows}


@settings(max_examples=15)
@given(SCENARIOS, SCENARIOS)
def test_merging_with_itself_or_with_what_nobody_changed_changes_nothing(before, other):
    assert merge_scenarios(before, other, other) == other
    assert merge_scenarios(before, before, other) == other
    assert merge_scenarios(before, other, before) == other
    assert not list_merge_rows(before, other, other)


@settings(max_examples=15)
@given(SCENARIOS, SCENARIOS, SCENARIOS)
def test_both_sides_are_told_the_same_in_mirror_image(before, ours, theirs):
    mine, other = list_merge_rows(before, ours, theirs), list_merge_rows(before, theirs, ours)
    assert names(mine, "both") == names(other, "both")
    assert names(mine, "ours") == names(other, "theirs") and names(mine, "theirs") == names(other, "ours")
    assert {(row.name, row.ours, row.theirs) for row in mine} == {(row.name, row.theirs, row.ours) for row in other}


@settings(max_examples=15)
@given(SCENARIOS, SCENARIOS, SCENARIOS)
def test_whoever_takes_one_side_everywhere_gets_it_whole_but_for_the_log(before, ours, theirs):
    rows = list_merge_rows(before, ours, theirs)
    for side, wanted in (("ours", ours), ("theirs", theirs)):
        merged = merge_scenarios(before, ours, theirs, picks_for(rows, side))
        assert merged == wanted.change(decisions=merged.decisions, next_steps=merged.next_steps)


@settings(max_examples=20)
@given(SCENARIOS, SCENARIOS, SCENARIOS)
def test_no_line_of_the_log_that_somebody_wrote_is_lost_and_none_is_doubled(before, ours, theirs):
    old, mine, other = (Counter(one.decisions) for one in (before, ours, theirs))
    merged = Counter(merge_lines(before.decisions, ours.decisions, theirs.decisions))
    assert merged >= (mine - old) and merged >= (other - old)
    assert set(merged) <= set(mine) | set(other)


def test_a_change_on_one_side_only_is_kept_whichever_side_it_is():
    ours = BASE.change(salience={"recruitment": 2, "venture_capital": 3}, mix_size=12)
    theirs = BASE.change(donor_level=4, place=Place(title="Valley"))
    for one, other in ((ours, theirs), (theirs, ours)):
        merged = merge_scenarios(BASE, one, other)
        assert merged == ours.change(donor_level=4, place=Place(title="Valley"))


def test_what_both_changed_must_be_picked_by_hand():
    ours, theirs = BASE.change(donor_level=1), BASE.change(donor_level=5, platform="build")
    with pytest.raises(ScenarioError, match="donor_level"):
        merge_scenarios(BASE, ours, theirs)
    assert merge_scenarios(BASE, ours, theirs, {"donor_level": "ours"}) == theirs.change(donor_level=1)
    assert merge_scenarios(BASE, ours, theirs, {"donor_level": "theirs"}) == theirs
    assert merge_scenarios(BASE, ours, theirs, {"donor_level": "ours", "platform": "ours"}) == ours


def test_an_instrument_that_one_pins_and_the_other_rules_out_is_one_question():
    ours = BASE.change(pinned=frozenset({"job_fairs", "study_tours"}))
    theirs = BASE.change(excluded=frozenset({"study_tours"}))
    [row] = list_merge_rows(BASE, ours, theirs)
    assert (row.name, row.before, row.ours, row.theirs) == ("pinned.study_tours", None, "pinned", "excluded")
    merged = merge_scenarios(BASE, ours, theirs, {"pinned.study_tours": "theirs"})
    assert merged.pinned == {"job_fairs"} and merged.excluded == {"study_tours"}


def test_what_comes_out_and_contradicts_itself_is_told():
    ours, theirs = BASE.change(pinned=frozenset({"job_fairs", "study_tours"})), BASE.change(mix_size=1)
    with pytest.raises(ScenarioError, match="Pinned instruments: 2"):
        merge_scenarios(BASE, ours, theirs)


def test_notes_and_regions_of_both_can_be_kept_one_after_the_other():
    before = BASE.change(chain=ChainPlan(regions=("North",)))
    ours = before.change(place=Place(notes="Ours."), chain=ChainPlan(regions=("North", "East")))
    theirs = before.change(place=Place(notes="Theirs."), chain=ChainPlan(regions=("North", "West")))
    merged = merge_scenarios(before, ours, theirs, {"place.notes": "both", "chain.regions": "both"})
    assert merged.place.notes == "Ours.\n\nTheirs." and merged.chain.regions == ("North", "East", "West")
    with pytest.raises(ScenarioError, match="donor_level"):
        merge_scenarios(before, ours.change(donor_level=0), theirs.change(donor_level=5), {"donor_level": "both"})


def test_what_would_be_too_long_or_contradict_itself_is_not_offered_as_both():
    half = ("North", *(f"Region {number}" for number in range(300)))
    other = tuple(f"Valley {number}" for number in range(300))
    for ours, theirs in ((half, other), (half, ("north",))):
        sides = (BASE.change(chain=ChainPlan(regions=names)) for names in (ours, theirs))
        [row] = [one for one in list_merge_rows(BASE, *sides) if one.field == "chain.regions"]
        assert row.joined is None
    notes = [BASE.change(place=Place(notes=letter * 3_000)) for letter in "ab"]
    [row] = list_merge_rows(BASE, *notes)
    assert row.joined is None


def test_a_line_that_both_took_out_is_gone_once():
    line, other = Decision("note", reason="twice"), Decision("note", reason="once")
    assert merge_lines((line, line, other), (line, other), (line, other)) == (line, other)


def test_entries_of_tables_are_merged_one_by_one_also_under_names_with_dots():
    detail = RegionDetail(potentials=("Wine",))
    ours = BASE.change(chain=ChainPlan(region_details={"St. Ann": detail}, unit_costs={"workshop": (1, 2)}))
    theirs = BASE.change(chain=ChainPlan(potentials={"St. Ann": 3}), capacity={"local": "able"})
    merged = merge_scenarios(BASE, ours, theirs)
    assert merged.chain.region_details == {"St. Ann": detail} and merged.chain.potentials == {"St. Ann": 3}
    assert merged.capacity == {"local": "able"} and merged.chain.unit_costs == {"workshop": (1, 2)}


def test_the_log_keeps_its_order_and_an_edited_line_its_place():
    first, second, third = (Decision("note", reason=text) for text in ("one", "two", "three"))
    edited, ours, theirs = Decision("note", reason="one, because"), Decision("pin", "a"), Decision("pin", "b")
    merged = merge_lines((first, second, third), (edited, second, third, ours), (first, second, theirs))
    assert merged == (edited, second, ours, theirs)


def test_a_step_that_one_ticks_and_the_other_gives_an_owner_is_one_step_with_both():
    step, other = NextStep("Call the dean"), NextStep("Rent a hall")
    owned, done = NextStep("Call the dean", owner="Amina"), NextStep("Call the dean", done=True, due="2027-03-01")
    both = NextStep("Call the dean", owner="Amina", done=True, due="2027-03-01")
    assert merge_steps((step,), (owned, other), (done,)) == (both, other)
    assert merge_steps((step,), (done,), (owned, other)) == (both, other)
    ben = NextStep("Call the dean", owner="Ben")
    assert set(merge_steps((step,), (owned,), (ben,))) == {owned, ben}  # must not happen: one owner is lost


@settings(max_examples=15)
@given(SCENARIOS, SCENARIOS, SCENARIOS)
def test_no_step_that_one_side_wrote_is_lost(before, ours, theirs):
    merged = merge_steps(before.next_steps, ours.next_steps, theirs.next_steps)
    told = {(one.what, one.code) for one in merged}
    for side in (ours, theirs):
        assert told >= {(one.what, one.code) for one in side.next_steps if one not in before.next_steps}
