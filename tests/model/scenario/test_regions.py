"""Lists of regions: every common encoding and delimiter, every problem at once, never a traceback."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterdash.model.scenario.regions import BYTES_LIMIT, PROBLEMS_SHOWN, RegionList, read_regions, read_typed_regions
from clusterdash.model.scenario.scenario import ChainPlan

ENCODINGS = ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_common_encoding_is_read(encoding):
    assert read_regions("Région du Nord\nÉstelí\nMünster".encode(encoding)).names == (
        "Région du Nord",
        "Éstelí",
        "Münster",
    )


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_delimiter_and_line_end_is_read(sign, end):
    text = end.join([sign.join(line) for line in (("Name", "Rank", "Potentials"), ("B", "2", ""), ("A", "1", "3"))])
    found = read_regions(text.encode())
    assert (found.names, found.potentials, found.problems) == (("A", "B"), {"A": 3}, ())


def test_a_pasted_list_needs_no_head_and_keeps_its_order():
    assert read_regions("South\n\n  North  \nEast").names == ("South", "North", "East")


def test_a_list_on_one_line_is_read_too():
    assert read_regions("South, North of the river, East").names == ("South", "North of the river", "East")


def test_a_comma_within_quotation_marks_stays_in_the_name():
    assert read_regions('name,rank\n"Port, old town",2\nHill,1').names == ("Hill", "Port, old town")


def test_columns_may_stand_in_any_order_under_a_head_and_others_are_left_alone():
    assert read_regions("rang;population;région\n2;9000;Sud\n1;800;Nord".encode()).names == ("Nord", "Sud")


def test_regions_without_a_rank_come_last_in_their_order():
    assert read_regions("name;rank\nC;\nB;\nA;7").names == ("A", "C", "B")


def test_all_problems_come_at_once_with_their_places():
    found = read_regions("name,rank,potentials\nA,first,99\na,2,\n,3,\n" + "x" * 121 + ",4,")
    assert [problem.where for problem in found.problems] == [
        "row 2, column rank",
        "row 2, column potentials",
        "row 3",
        "row 4",
        "row 5",
    ]
    assert all(str(problem) for problem in found.problems)
    assert found.names[-1] == "A"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  \n \n",
        b"name,rank\n",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"PK\x03\x04\x00\x00",
        b'"A\nB\nC',
        b"A" * (BYTES_LIMIT + 1),
    ],
)
def test_what_is_no_list_is_refused_in_one_sentence(data):
    found = read_regions(data)
    assert found.names == () and len(found.problems) == 1 and str(found.problems[0])


def test_two_thousand_regions_are_refused_and_five_hundred_kept():
    found = read_regions("\n".join(f"Land {number}" for number in range(2_000)))
    assert len(found.names) == 500
    assert [problem.values["found"] for problem in found.problems] == [2_000]


def test_a_flood_of_problems_is_cut_and_counted():
    found = read_regions("\n".join("same" for _line in range(400)))
    assert len(found.problems) == PROBLEMS_SHOWN + 1
    assert found.problems[-1].values["found"] == 399 - PROBLEMS_SHOWN


@given(st.binary(max_size=400))
def test_no_bytes_ever_raise(data):
    found = read_regions(data)
    assert isinstance(found, RegionList)
    assert all(problem.text() for problem in found.problems)
    assert found.names or found.problems


@given(st.text(max_size=200), st.sampled_from(["utf-8", "utf-16"]))
def test_what_is_read_without_a_problem_is_a_valid_plan(text, encoding):
    found = read_regions(text.encode(encoding, errors="ignore"))
    if not found.problems:
        ChainPlan(regions=found.names, potentials=found.potentials)


def test_typed_names_stand_one_per_line_with_their_commas_and_a_table_is_read_as_one():
    found = read_typed_regions("Port, old town\n\n  Hill \n42")
    assert (found.names, found.problems) == (("Port, old town", "Hill", "42"), ())
    assert read_typed_regions("name;rank\nB;2\nA;1").names == ("A", "B")
    assert read_typed_regions(" \n") == RegionList()


def test_typed_names_that_stand_twice_are_told_with_their_line():
    assert [problem.where for problem in read_typed_regions("A\n\na").problems] == ["row 3"]
