"""Frames: typed columns, the paper's counts, the same figures as the results, the same in every language."""

import re
from dataclasses import replace

import pandas as pd
import pytest

from clusterdash import frames
from clusterdash.model import Scenario, build_chain, build_strategy, compare_scenarios, list_warnings
from clusterdash.model.chain.activities import build_activity_plan
from clusterdash.model.chain.budget import build_budget
from clusterdash.model.plan.plan import build_plan
from clusterdash.words import select_language

SCENARIO = Scenario(
    salience={"horizontal_cooperation": 3, "vertical_cooperation": 2, "recruitment": 1},
    capacity={"local": "able", "regional": "weak", "national": "able"},
    donor_level=2,
    platform="build",
    pinned=frozenset({"job_fairs"}),
    excluded=frozenset({"social_media"}),
)
TYPES = {"string", "category", "Int64", "float64", "bool", "datetime64[s]"}


@pytest.fixture(scope="module")
def strategy(catalog):
    return build_strategy(catalog, SCENARIO)


@pytest.fixture(scope="module")
def chain(catalog):
    return build_chain(catalog, SCENARIO)


@pytest.fixture(scope="module")
def all_frames(catalog, strategy, chain):
    return {
        "table_1": frames.table_1(catalog),
        "table_2": frames.table_2(catalog),
        "mix_frame": frames.mix_frame(catalog, strategy),
        "coverage_frame": frames.coverage_frame(catalog, strategy),
        "plan_frame": frames.plan_frame(catalog, build_plan(catalog, strategy)),
        "chain_frame": frames.chain_frame(catalog, chain),
        "handover_frame": frames.handover_frame(catalog, chain),
        "activity_frame": frames.activity_frame(catalog, chain, build_activity_plan(catalog, chain)),
        "budget_frame": frames.budget_frame(catalog, None),
        "frontier_frame": frames.frontier_frame(catalog, strategy),
        "ladder_frame": frames.ladder_frame(catalog, strategy),
        "warnings_frame": frames.warnings_frame(catalog, list_warnings(catalog, SCENARIO)),
        "portfolio_frame": frames.portfolio_frame(
            catalog, compare_scenarios(catalog, {"A": SCENARIO, "B": SCENARIO.change(donor_level=4)})
        ),
        "comparison_frame": frames.comparison_frame(
            catalog, compare_scenarios(catalog, {"A": SCENARIO, "B": SCENARIO.change(donor_level=4)})
        ),
    }


def test_every_frame_of_the_package_is_looked_at_here(all_frames):
    made = {name for name in frames.__all__ if name.startswith("table_") or name.endswith("_frame")}
    assert made == set(all_frames)


def test_every_column_has_one_of_the_types_that_are_promised(all_frames):
    for name, frame in all_frames.items():
        assert {str(dtype) for dtype in frame.dtypes} <= TYPES, name


def test_every_column_stands_in_the_docstring(all_frames):
    for name, frame in all_frames.items():
        told = set(re.findall(r"\w+", getattr(frames, name).__doc__))
        assert not [column for column in frame.columns if column not in told], name


def test_missing_texts_are_missing_and_never_empty(all_frames):
    for name, frame in all_frames.items():
        assert not frame.select_dtypes("string").eq("").any(axis=None), name


def test_table_1_has_the_93_links_and_table_2_the_179_contributions_of_the_paper(all_frames):
    assert len(all_frames["table_1"]) == 93
    counts = all_frames["table_2"]["actor"].value_counts().to_dict()
    assert counts == {"regional": 59, "local": 58, "national": 58, "donor": 4}


def test_categories_come_in_the_order_of_the_tables(all_frames, catalog):
    order = [row.code for row in catalog.instruments]
    assert list(all_frames["table_2"]["instrument"].cat.categories) == order


def test_the_mix_frame_marks_the_mix_the_pins_and_what_is_ruled_out(all_frames, strategy):
    frame = all_frames["mix_frame"].set_index("instrument")
    assert list(frame.index[frame["in_mix"]]) == list(strategy.mix)
    assert list(frame.index[frame["is_pinned"]]) == ["job_fairs"]
    assert list(frame.index[frame["is_ruled_out"]]) == ["social_media"]
    assert frame["leverage"].to_dict() == dict(strategy.leverage)
    assert frame["delivery"].to_dict() == dict(strategy.delivery)


def test_what_waits_for_the_platform_says_from_which_year(all_frames, strategy):
    frame = all_frames["mix_frame"].set_index("instrument")
    known = {code: year for code, year in frame["from_year"].items() if not pd.isna(year)}
    assert known and known == {code: it.from_year for code, it in strategy.details.items() if it.from_year is not None}


def test_the_coverage_adds_up_to_the_value_of_the_mix(all_frames, strategy):
    frame = all_frames["coverage_frame"]
    assert (frame["weight"] * frame["strength"]).sum() == pytest.approx(float(strategy.value))


def test_the_plan_has_one_row_per_instrument_of_the_mix(all_frames, strategy):
    frame = all_frames["plan_frame"]
    assert list(frame["instrument"]) == list(strategy.mix)
    assert (frame["start_month"] < frame["end_month"]).all()


def test_nobody_responsible_is_missing(catalog):
    strategy = build_strategy(catalog, SCENARIO.change(capacity={}, donor_level=0, platform="none", pinned=frozenset()))
    plan = build_plan(catalog, strategy)
    nobody = [task.instrument for task in plan.tasks if not task.responsible]
    frame = frames.plan_frame(catalog, plan)
    assert nobody and list(frame.loc[frame["responsible"].isna(), "instrument"]) == nobody


def test_the_chain_has_one_lead_per_round_and_stage(all_frames, chain):
    frame = all_frames["chain_frame"]
    leads = frame[frame["role"] == "lead"]
    assert len(leads) == len(chain.leads()) == len(chain.stages)
    assert leads["agent"].isna().sum() == len(chain.no_lead)
    assert frame["round_start"].min() == pd.Timestamp(SCENARIO.place.start_year, 1, 1)


def test_frames_are_the_same_in_every_language(all_frames, catalog, strategy):
    select_language("fr")
    pd.testing.assert_frame_equal(frames.mix_frame(catalog, strategy), all_frames["mix_frame"])
    pd.testing.assert_frame_equal(frames.table_2(catalog), all_frames["table_2"])


def test_another_toolbox_gives_its_own_frames(project):
    from clusterdash.catalog import load_catalog

    tourism = load_catalog(project / "tests" / "catalog" / "tourism")
    strategy = build_strategy(tourism, Scenario())
    assert len(frames.table_1(tourism)) == len(tourism.links)
    assert len(frames.mix_frame(tourism, strategy)) == len(tourism.instruments)
    assert len(frames.chain_frame(tourism, build_chain(tourism, Scenario()))) > 0


def test_rows_for_json_have_plain_days_and_none_for_what_is_missing(all_frames):
    row = frames.to_rows(all_frames["chain_frame"])[0]
    assert (row["round"], row["round_start"], row["round_end"]) == (1, "2027-01-01", "2031-12-31")
    assert frames.to_rows(all_frames["mix_frame"])[1]["trainers"] is None


def test_a_csv_neutralises_what_a_spreadsheet_would_take_for_a_formula():
    import pandas as pd

    from clusterdash.frames import write_csv

    frame = pd.DataFrame({"region": ["=HYPERLINK(1)", "@x", "North"], "count": [-1, 2, 3]})
    lines = write_csv(frame).decode("utf-8-sig").split("\n")[:-1]
    assert lines == ["region,count", "'=HYPERLINK(1),-1", "'@x,2", "North,3"]


def test_short_labels_stand_whole_in_mix_and_plan(all_frames, catalog, strategy):
    for name in ("mix_frame", "plan_frame"):
        frame = all_frames[name].set_index("instrument")
        assert [frame.loc[code, "short_label"] for code in strategy.mix] == [
            catalog.instrument(code).short_label for code in strategy.mix
        ]


def test_the_comparison_frame_splits_numbers_from_words(all_frames):
    frame = all_frames["comparison_frame"]
    assert list(frame["scenario"].cat.categories) == ["A", "B"]
    levels = frame[frame["field"] == "donor_level"]
    assert (
        list(levels["number"]) == [2, 4] and list(levels["value"]) == ["2", "4"] and set(levels["part"]) == {"choices"}
    )
    mixes = frame[(frame["field"] == "mix") & (frame["scenario"] == "A")]
    assert "job_fairs" in mixes["value"].iloc[0].split("; ") and mixes["number"].isna().all()


def test_costs_of_events_stand_in_the_activity_frame_only_where_people_entered_them(catalog):
    costly = SCENARIO.change(chain=replace(SCENARIO.chain, unit_costs={"outreach_meeting": 500.0}, currency="EUR"))
    chain = build_chain(catalog, costly)
    plan = build_activity_plan(catalog, chain)
    frame = frames.activity_frame(catalog, chain, plan)
    assert frame["cost_low"].sum() == frame["cost_high"].sum() == build_budget(catalog, chain, plan).total.high
    assert set(frame.loc[frame["cost_low"].notna(), "activity"]) == {"outreach_meeting"}
    assert (frame["second_tries"] <= frame["count"]).all()
    assert frames.activity_frame(catalog, build_chain(catalog, SCENARIO), plan).shape == frame.shape


def test_the_ladder_and_the_frontier_hold_the_scenario_itself(all_frames, strategy):
    ladder, frontier = all_frames["ladder_frame"], all_frames["frontier_frame"]
    own = ladder[ladder["is_current"]]
    assert list(own["level"]) == [SCENARIO.donor_level] and own["value"].iloc[0] == pytest.approx(float(strategy.value))
    here = frontier[frontier["is_current"]]
    assert here["value"].iloc[0] == pytest.approx(float(strategy.value))


def test_the_budget_frame_adds_up_to_the_budget(catalog):
    from clusterdash.model.chain.budget import build_budget

    costs = {"unit_costs": {"outreach_meeting": (500.0, 700.0)}, "instrument_costs": {"job_fairs": (10.0, 20.0)}}
    scenario = SCENARIO.change(chain=replace(SCENARIO.chain, currency="EUR", **costs))
    chain, plan = build_chain(catalog, scenario), build_plan(catalog, build_strategy(catalog, scenario))
    budget = build_budget(catalog, chain, build_activity_plan(catalog, chain), plan)
    frame = frames.budget_frame(catalog, budget)
    assert (frame["low"].sum(), frame["high"].sum()) == (budget.total.low, budget.total.high)
    assert {"job_fairs", "outreach_meeting"} == set(frame["subject"]) and set(frame["currency"]) == {"EUR"}
