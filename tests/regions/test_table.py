"""The table of a visitor: kept by the browser, matched with the programme, asked about until it can be read."""

import base64
import json
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterdash.regions import RegionDataError, Thresholds, read_jobs
from clusterdash.regions.match import match_regions
from clusterdash.regions.reading import Reading, try_reading
from clusterdash.regions.table import PACKED_LIMIT, JobsTable, unpack_jobs
from tests.regions.tables import SMALL


def test_what_the_browser_keeps_comes_back_as_it_was():
    table = JobsTable(read_jobs(SMALL.replace("North,Fish,2020,150", "North,Fish,2020,c")), "jobs.csv")
    table = table.change(thresholds=Thresholds(lq=1.5), years=(2015, 2020), matches={"North": "N"})
    again = unpack_jobs(table.packed)
    assert (again.name, again.thresholds, again.years, dict(again.matches)) == (
        "jobs.csv",
        Thresholds(lq=1.5),
        (2015, 2020),
        {"North": "N"},
    )
    assert again.frame.equals(table.frame) and again.regions == table.regions


def test_a_table_that_no_browser_could_keep_is_not_packed(monkeypatch):
    monkeypatch.setattr("clusterdash.regions.table.PACKED_LIMIT", 20)
    assert JobsTable(read_jobs(SMALL)).packed == ""


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=60), st.binary(max_size=60).map(lambda data: base64.b64encode(data).decode())))
def test_what_a_browser_invents_is_told_and_never_breaks(text):
    with pytest.raises(RegionDataError):
        unpack_jobs(text)


def test_a_bomb_in_the_browser_is_not_unpacked():
    bomb = base64.b64encode(zlib.compress(b" " * 70_000_000)).decode()
    assert len(bomb) < PACKED_LIMIT
    with pytest.raises(RegionDataError):
        unpack_jobs(bomb)


@pytest.mark.parametrize(
    "told", [[], {"version": 2}, {"version": 1, "csv": "x"}, {"version": 1, "csv": SMALL, "years": 7}]
)
def test_other_things_in_the_browser_are_told(told):
    with pytest.raises(RegionDataError):
        unpack_jobs(base64.b64encode(zlib.compress(json.dumps(told).encode())).decode())


def test_regions_are_matched_without_regard_to_case_accents_and_spaces():
    found = match_regions(["SAINT DENIS", "Élan", "Port"], ["Saint-Denis", "Elan", "North"])
    assert dict(found.pairs) == {"SAINT DENIS": "Saint-Denis", "Élan": "Elan"}
    assert (found.open, found.unseen) == (("Port",), ("North",))


def test_what_people_said_about_a_region_counts_before_its_name():
    said = {"Port": "North", "Elan": ""}
    found = match_regions(["Port", "Elan"], ["North", "Elan"], said)
    assert dict(found.pairs) == {"Port": "North"} and found.left_out == ("Elan",) and found.unseen == ("Elan",)


def test_two_regions_of_a_table_are_never_the_same_one_of_the_programme():
    found = match_regions(["Port", "North"], ["North"], {"Port": "North"})
    assert dict(found.pairs) == {"Port": "North"} and found.open == ("North",)


def test_a_table_that_cannot_be_read_is_asked_about_until_it_can():
    table, reading = try_reading(Reading("Gebiet;Branche;Zahl\nNord;Fisch;1.234\nSüd;Fisch;400\n"))
    assert table is None and reading.problems and reading.heads == ("Gebiet", "Branche", "Zahl")
    for role, head in (("region", "Gebiet"), ("industry", "Branche"), ("jobs", "Zahl"), ("planet", "Zahl")):
        reading = reading.say(role, head)
    table, reading = try_reading(reading)
    assert table is None and "comma or the point" in reading.problems[0].text()
    table, reading = try_reading(reading.say("decimal", ",").say("decimal", "nonsense"))
    assert table is not None and table.frame["jobs"].tolist() == [1234, 400]
    assert reading.say("decimal", "").decimal == "" and reading.say("region", "").columns.get("region") is None


def test_a_portrait_is_computed_once_and_anew_after_a_change():
    table = JobsTable(read_jobs(SMALL))
    assert table.portray("North") is table.portray("North")
    assert table.change(thresholds=Thresholds(lq=3)).portray("North").strengths == ()
