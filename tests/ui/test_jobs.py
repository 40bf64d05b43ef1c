"""The Regions page acts: tables in and out, undone, kept; potentials with reasons; a region's own choices."""

import pytest

from clusterdash.results import default_catalog, read_example
from clusterdash.ui import jobs as tables
from clusterdash.ui.handlers import ACTIONS, HANDLERS
from clusterdash.ui.session import Sitting, carry_out
from clusterdash.ui.uploads import UPLOADS, Uploads
from clusterdash.views.region_words import say_problem_place
from clusterdash.words import select_language

TABLE = "region;industry;jobs\nAmberra North;Salt;120\nAmberra North;Boats;30\nElsewhere;Salt;10\nElsewhere;Boats;95\n"


@pytest.fixture
def sitting():
    return Sitting(read_example("highland_coffee"), "en", page="regions")


def do(sitting, name, **fields):
    sitting.notices.clear()
    carry_out(sitting, {"name": name, **fields})
    return [notice.problem.text() for notice in sitting.notices]


def test_a_first_visit_has_the_example_that_fits_the_scenario(sitting):
    table = tables.show_table(sitting)
    assert table.is_fictional and "Amberra North" in table.regions
    coast = Sitting(read_example("coastal_tourism"), "en", page="regions")
    assert "Port Marel" in tables.show_table(coast).regions


def test_a_pasted_table_takes_the_place_of_the_example_and_can_be_undone(sitting):
    example = tables.show_table(sitting)
    assert not do(sitting, "paste_jobs", value=TABLE)
    assert sitting.jobs.regions == ("Amberra North", "Elsewhere") and not sitting.jobs.is_fictional
    assert sitting.wants_whole_run
    do(sitting, "bring_table_back")
    assert sitting.jobs is example


def test_a_broken_table_is_kept_to_be_mended_and_the_one_before_stays(sitting):
    before = tables.show_table(sitting)
    do(sitting, "paste_jobs", value=TABLE.replace("120", "many"))
    assert sitting.jobs is before and sitting.reading.source.startswith("region")
    (problem,) = sitting.reading.problems
    assert say_problem_place(problem).startswith("Row 2, column “jobs”")
    do(sitting, "paste_jobs", value=TABLE)
    assert sitting.reading is None and sitting.jobs is not before


def test_columns_are_assigned_where_they_are_not_recognised(sitting):
    do(sitting, "paste_jobs", value="a;b;c\nNorth;Salt;1\nSouth;Salt;2\n")
    assert sitting.reading.heads == ("a", "b", "c")
    for key, value in (("region", "a"), ("industry", "b"), ("jobs", "c")):
        do(sitting, "say_reading", key=key, value=value)
    assert sitting.reading is None and sitting.jobs.regions == ("North", "South")


def test_a_file_comes_beside_the_session_and_is_taken_once(sitting):
    name = UPLOADS.hold(TABLE.encode("utf-16"))
    assert not do(sitting, "open_jobs", upload=name, file="jobs\u202e.csv")
    assert sitting.jobs.name == "jobs.csv"
    assert "no longer there" in do(sitting, "open_jobs", upload=name)[0]
    assert "did not arrive" in do(sitting, "open_jobs", error=True)[0]


@pytest.mark.parametrize("data", [bytes(50_000_000), b"x" * 50_000_000, b"[" * 50_000_000], ids=["zeros", "x", "["])
def test_fifty_megabytes_of_anything_are_told_and_the_table_before_stays(sitting, data):
    before = tables.show_table(sitting)
    told = do(sitting, "open_jobs", upload=UPLOADS.hold(data), file="big.csv")
    problems = told or [one.text() for one in sitting.reading.problems]
    assert problems and tables.show_table(sitting) is before


def test_uploads_are_few_and_the_oldest_goes_first():
    uploads = Uploads(limit=10)
    first, second = uploads.hold(b"123456"), uploads.hold(b"123456")
    assert uploads.take(first) is None and uploads.take(second) == b"123456"


def test_the_browser_brings_a_table_back_but_never_over_a_newer_one(sitting):
    do(sitting, "paste_jobs", value=TABLE)
    packed = sitting.jobs.packed
    other = Sitting(read_example("highland_coffee"), "en")
    do(other, "restore_jobs", text=packed)
    # on another page it only waits, and is told to the browser as it came
    assert other.jobs is None and tables.tell_jobs(other) == packed
    assert tables.show_table(other).regions == sitting.jobs.regions and tables.tell_jobs(other) == packed
    newer = other.jobs
    do(other, "restore_jobs", text=packed)
    assert other.jobs is newer
    assert do(Sitting(read_example("highland_coffee"), "en", page="regions"), "restore_jobs", text="nonsense")


def test_a_region_is_picked_however_it_is_spelt(sitting):
    do(sitting, "pick_region", value="amberra-SOUTH")
    assert sitting.looks["region"] == "Amberra South"
    assert "no region" in do(sitting, "pick_region", value="Nowhere")[0]


def test_thresholds_are_read_as_people_write_them(sitting):
    tables.show_table(sitting)
    sitting.language = select_language("fr")
    do(sitting, "set_threshold", field="lq", value="1,5")
    assert sitting.jobs.thresholds.lq == 1.5
    assert do(sitting, "set_threshold", field="lq", value="viel") and do(
        sitting, "set_threshold", field="lq", value="99"
    )
    do(sitting, "set_threshold", field="least_jobs", value="50")
    do(sitting, "set_threshold", field="lq", value="")
    assert (sitting.jobs.thresholds.lq, sitting.jobs.thresholds.least_jobs) == (1.25, 50)
    do(sitting, "reset_thresholds")
    assert sitting.jobs.thresholds.least_jobs == 10


def test_the_years_of_the_growth_are_chosen(sitting):
    text = "region,industry,year,jobs\n" + "".join(f"A,x,{year},{year}\nB,x,{year},5\n" for year in (2010, 2015, 2020))
    do(sitting, "paste_jobs", value=text)
    do(sitting, "set_jobs_year", edge="first", value="2015")
    assert sitting.jobs.profiles.years == (2015, 2020)
    do(sitting, "set_jobs_year", edge="first", value="2020")
    assert sitting.jobs.profiles.years == (2015, 2020)


def test_regions_that_do_not_match_are_asked_and_can_be_added_or_left_out(sitting):
    do(sitting, "paste_jobs", value=TABLE)
    do(sitting, "match_region", region="Elsewhere", value="Dolba")
    assert dict(sitting.jobs.matches) == {"Elsewhere": "Dolba"}
    do(sitting, "leave_region_out", region="Elsewhere")
    assert dict(sitting.jobs.matches) == {"Elsewhere": ""}
    do(sitting, "match_region", region="Elsewhere", value="")
    do(sitting, "add_open_regions")
    assert sitting.scenario.chain.regions[-1] == "Elsewhere"


def test_potentials_are_taken_added_and_struck_out_with_a_reason_and_undone(sitting):
    tables.show_table(sitting)
    do(sitting, "take_potential", region="Dolba", potential="Weaving")
    assert do(sitting, "add_potential", region="Dolba")  # no name, no reason: told
    do(sitting, "set_preference", key="potential", value="Indigo")
    do(sitting, "set_preference", key="reason", value="three families began last year")
    do(sitting, "add_potential", region="Dolba")
    assert "potential" not in sitting.looks and "reason" not in sitting.looks
    assert "why" in do(sitting, "strike_potential", region="Dolba", potential="Schools", value=" ")[0]
    do(sitting, "strike_potential", region="Dolba", potential="Schools", value="they serve those who live here")
    detail = sitting.scenario.chain.region_details["Dolba"]
    assert detail.potentials == ("Weaving", "Indigo") and detail.struck_out == ("Schools",)
    assert [one.kind for one in sitting.scenario.decisions] == ["potential"] * 3
    assert all(one.on for one in sitting.scenario.decisions)
    do(sitting, "move_potential", region="Dolba", potential="Indigo", by=-1)
    do(sitting, "drop_potential", region="Dolba", potential="Weaving")
    do(sitting, "bring_potential_back", region="Dolba", potential="Schools")
    assert sitting.scenario.chain.region_details["Dolba"].potentials == ("Indigo",)
    do(sitting, "undo")
    assert sitting.scenario.chain.region_details["Dolba"].struck_out == ("Schools",)


def test_the_best_potential_of_each_region_is_taken_and_the_order_suggested(sitting):
    tables.show_table(sitting)
    do(sitting, "strike_potential", region="Yalo", potential="Fishing", value="the lake is empty")
    do(sitting, "take_best_potentials")
    details = sitting.scenario.chain.region_details
    assert len(details) == 10 and details["Yalo"].potentials and "Fishing" not in details["Yalo"].potentials
    before = set(sitting.scenario.chain.regions)
    do(sitting, "order_by_marks")
    assert set(sitting.scenario.chain.regions) == before
    first = sitting.scenario.chain.regions[0]
    do(sitting, "move_region", region=first, by=1)
    assert sitting.scenario.chain.regions[1] == first


def test_a_region_has_its_own_capacity_answers_and_mix(sitting):
    do(sitting, "set_region_capacity", region="Dolba", actor="national", value="weak")
    do(sitting, "set_region_answer", region="Dolba", question="macro_policy", value="yes")
    do(sitting, "set_region_mix", region="Dolba", value=True)
    detail = sitting.scenario.chain.region_details["Dolba"]
    assert dict(detail.capacity) == {"national": "weak"} and dict(detail.context) == {"macro_policy": "yes"}
    assert detail.own_mix and sitting.results.partings[0][0].has_own_mix
    for name, fields in (
        ("set_region_capacity", {"actor": "national", "value": ""}),
        ("set_region_answer", {"question": "macro_policy", "value": ""}),
        ("set_region_mix", {"value": False}),
    ):
        do(sitting, name, region="Dolba", **fields)
    assert "Dolba" not in sitting.scenario.chain.region_details


def test_malformed_events_are_told_and_change_nothing(sitting):
    tables.show_table(sitting)
    before = sitting.scenario
    for name in (*tables.TABLE_HANDLERS, *(one for one in ACTIONS if "potential" in one or "region" in one)):
        for fields in ({}, {"region": [], "potential": {}, "by": "x", "value": 3, "field": None}):
            carry_out(sitting, {"name": name, **fields})
            assert not any(notice.problem.where == "app" for notice in sitting.notices), (name, fields, sitting.notices)
            sitting.notices.clear()
            sitting.scenario = before


def test_every_action_of_the_page_is_known_to_the_app():
    assert set(tables.TABLE_HANDLERS) <= set(HANDLERS) and default_catalog()
