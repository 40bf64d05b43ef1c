"""Versions in words: every kind of choice has a name, both values and a unit; times stand in the visitor's zone."""

from dataclasses import replace

import pytest

from clusterdash.model.advice.merge import list_merge_rows
from clusterdash.model.scenario.decision import Decision
from clusterdash.model.scenario.region_detail import RegionDetail
from clusterdash.model.scenario.scenario import ChainPlan, Place, Scenario
from clusterdash.results import default_catalog, examples
from clusterdash.views.merge import render_merge
from clusterdash.views.saved import HistoryLine, Merging, News, SavedState, SavedVersion
from clusterdash.views.saved_words import say_changes, say_code, say_history, say_moment, say_step_of
from clusterdash.words import select_language

BASE = Scenario(salience={"recruitment": 2})
CASES = [
    (BASE.change(salience={"recruitment": 3}), "What matters here, Recruitment: noticeable → considerable"),
    (BASE.change(mix_size=12), "Instruments at once: 10 instruments → 12 instruments"),
    (BASE.change(pinned=frozenset({"job_fairs"})), "Job fairs: left to the tool → in by decision"),
    (BASE.change(excluded=frozenset({"job_fairs"})), "Job fairs: left to the tool → ruled out"),
    (BASE.change(donor_funds=frozenset({"job_fairs"})), "Instruments that the donor pays for, Job fairs: no → yes"),
    (BASE.change(place=Place(notes="Friday")), "Notes: none → “Friday”"),
    (BASE.change(chain=ChainPlan(regions=("North", "South"))), "Region names: none → North and South"),
    (BASE.change(chain=ChainPlan(rounds=4)), "Rounds: 3 rounds → 4 rounds"),
    (BASE.change(chain=ChainPlan(potentials={"St. Ann": 2})), "promote, St. Ann: not said → 2 clusters"),
    (
        BASE.change(chain=ChainPlan(region_details={"St. Ann": RegionDetail(potentials=("Wine",), own_mix=True)})),
        "What is said of single regions, St. Ann: not said → potentials: Wine; a mix of its own: yes",
    ),
    (BASE.change(chain=ChainPlan(unit_costs={"workshop": (1200, 1200)})), ": not said → 1,200"),
    (BASE.change(chain=ChainPlan(unit_costs={"workshop": (800, 1200)})), ": not said → 800–1,200"),
    (BASE.change(independent={"job_fairs": "initiative"}), "Whose job it is, Job fairs: not said → fit for"),
]  # fmt: skip


@pytest.mark.parametrize(("after", "words"), CASES, ids=lambda it: it if isinstance(it, str) else "")
def test_every_kind_of_choice_is_said_with_its_name_and_both_values(after, words):
    [row] = list_merge_rows(BASE, BASE, after)
    assert words in say_step_of(default_catalog(), row)


def test_many_changes_are_counted_after_the_first_and_the_log_is_named():
    rows = list_merge_rows(Scenario(), Scenario(), examples()[0].scenario)
    told = say_changes(default_catalog(), rows, HistoryLine(2, 1, "", 0, rows, (2, 0), (0, 1)))
    assert told.count("→") == 4 and "more changes" in told
    assert told.endswith("2 lines of the log new or changed; 1 next step fewer")
    line = HistoryLine(3, 1, "", 0, rows[:1])
    assert say_history(default_catalog(), line).endswith("(begun with version 1)")


def test_a_time_stands_in_the_visitors_zone_and_an_unknown_zone_harms_nothing():
    assert say_moment(0, "Africa/Nairobi") == "Jan 1, 1970, 03:00"
    assert say_moment(0, "Nowhere/../x") and say_moment(0, "") and say_code("K7QM3X") == "K7Q-M3X"


def test_every_field_of_two_full_plans_can_be_merged_on_screen_in_both_languages():
    one, two = examples()[0].scenario, examples()[1].scenario
    decision = Decision("note", reason="Why")
    version = SavedVersion("K7QM3X", 2, 1, "<b>Ben</b>", 0, replace(two, decisions=(decision,)))
    state = SavedState(merging=Merging(News(version, Scenario())), zone="UTC")
    for language in ("en", "fr"):
        select_language(language)
        html = render_merge(default_catalog(), one, state)
        assert "&lt;b&gt;Ben" in html and "<b>Ben</b>" not in html and "merge-row unpicked" in html
    picks = {row.name: "ours" for row in list_merge_rows(Scenario(), one, version.scenario)}
    select_language("en")
    html = render_merge(default_catalog(), one, replace(state, merging=replace(state.merging, picks=picks)))
    assert "Together:" in html and "The log keeps the lines of both" in html


def test_a_merge_that_contradicts_itself_says_so_and_cannot_be_saved():
    pinned = frozenset({"job_fairs", "consortia"})
    version = SavedVersion("K7QM3X", 2, 1, "", 0, BASE.change(mix_size=1))
    state = SavedState(merging=Merging(News(version, BASE)))
    html = render_merge(default_catalog(), BASE.change(pinned=pinned), state)
    assert "Pinned instruments: 2" in html and 'aria-disabled="true"' in html
