"""Reading what people have: any usual table, whole or not at all, with every problem told at once."""

import io
import zipfile

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterdash.regions import RegionDataError, list_notes, profile_regions, read_jobs

LONG = "region;industry;jobs\nNorth;Fish;120\nNorth;Boats;30\nSouth;Fish;60\nSouth;Boats;90\n"
EXPECTED = {("North", "Fish"): 120, ("North", "Boats"): 30, ("South", "Fish"): 60, ("South", "Boats"): 90}


def as_dict(frame):
    pairs = zip(frame["region"].astype(str), frame["industry"].astype(str), frame["jobs"], strict=True)
    return {(region, industry): jobs for region, industry, jobs in pairs}


def problems_of(source, **wishes):
    with pytest.raises(RegionDataError) as told:
        read_jobs(source, **wishes)
    assert isinstance(told.value, ValueError)
    return [str(problem) for problem in told.value.problems]


def notes_of(frame):
    return " ".join(note.text() for note in list_notes(frame))


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_usual_delimiter_encoding_and_line_end(delimiter, encoding, end):
    text = LONG.replace("North", "Bénoué").replace(";", delimiter).replace("\n", end)
    assert as_dict(read_jobs(text.encode(encoding)))["Bénoué", "Fish"] == 120


def test_a_path_and_a_frame_are_read_alike(tmp_path):
    path = tmp_path / "jobs.csv"
    path.write_text(LONG, encoding="utf-8")
    frame = pd.DataFrame([(*pair, jobs) for pair, jobs in EXPECTED.items()], columns=["region", "industry", "jobs"])
    assert as_dict(read_jobs(path)) == as_dict(read_jobs(str(path))) == as_dict(read_jobs(frame)) == EXPECTED
    assert list(read_jobs(path).columns) == ["region", "industry", "jobs"]


def test_a_parquet_file_is_read():
    data = io.BytesIO()
    pd.DataFrame({"Région": ["N", "S"], "secteur": ["x", "x"], "effectif": [3, 4], "année": [2020, 2020]}).to_parquet(
        data
    )
    assert as_dict(read_jobs(data.getvalue())) == {("N", "x"): 3, ("S", "x"): 4}


def make_workbook(rows, sheet="Data", formulas=()):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    for cell, formula in formulas:
        book.active[cell] = formula
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_a_workbook_is_read_with_its_title_lines_and_secret_cells():
    rows = [["Jobs by region"], [], ["Région", "Secteur", "Emplois"], ["Nord", "Pêche", 120.5], ["Sud", "Pêche", "c"]]
    frame = read_jobs(make_workbook(rows))
    assert as_dict(frame)["Nord", "Pêche"] == 120.5 and np.isnan(as_dict(frame)["Sud", "Pêche"])


def test_a_sheet_is_chosen_by_name_and_a_wrong_name_is_told():
    data = make_workbook([["region", "industry", "jobs"], ["N", "x", 1]], sheet="Jobs")
    assert len(read_jobs(data, sheet="Jobs")) == 1
    assert "Jobs" in problems_of(data, sheet="Other")[0]


def test_rows_of_a_workbook_are_told_as_the_spreadsheet_counts_them():
    data = make_workbook([["Title"], ["region", "industry", "jobs"], ["N", "x", 1], ["S", "x", "many"]])
    assert problems_of(data)[0].startswith("row 4, column jobs")


def test_formulas_are_read_by_their_saved_result_and_missing_results_are_told():
    data = make_workbook([["region", "industry", "jobs"], ["N", "x", 1], ["S", "x", 2]], formulas=[("C3", "=1+1")])
    assert "row 3" in problems_of(data)[0]  # this file was never calculated: there is no result


def test_a_macro_workbook_is_refused():
    plain = make_workbook([["region", "industry", "jobs"], ["N", "x", 1]])
    data = io.BytesIO(plain)
    with zipfile.ZipFile(data, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"macro")
    assert "macros" in problems_of(data.getvalue())[0]


def test_a_locked_workbook_is_refused():
    locked = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600
    )
    assert "password" in problems_of(locked)[0]


@pytest.mark.parametrize("data", [b"PK\x03\x04broken", b"PAR1broken", b"\x00\x01\x02" * 50, b"\xd0\xcf\x11\xe0" * 9])
def test_a_damaged_file_is_told_and_no_more(data):
    assert len(problems_of(data)) == 1


def test_a_file_that_is_not_there_is_told():
    assert "cannot be opened" in problems_of("nowhere.csv")[0]


def test_a_crosstab_is_read_with_regions_in_rows_or_in_columns():
    across = "Region\tFish\tBoats\nNorth\t120\t30\nSouth\t60\t90\n"
    down = "Industry\tNorth\tSouth\nFish\t120\t60\nBoats\t30\t90\n"
    assert as_dict(read_jobs(across)) == as_dict(read_jobs(down)) == EXPECTED
    unnamed = "x\tNorth\tSouth\nFish\t120\t60\nBoats\t30\t90\n"
    assert as_dict(read_jobs(unnamed, rows="industry")) == EXPECTED
    assert "rows were taken as regions" in notes_of(read_jobs(unnamed))


def test_a_pivot_table_keeps_its_named_index():
    frame = read_jobs(LONG).pivot_table(index="region", columns="industry", values="jobs", observed=True)
    assert as_dict(read_jobs(frame)) == EXPECTED


def test_years_may_stand_in_the_heads():
    frame = read_jobs("Region,Industry,2015,2020\nNorth,Fish,100,120\nSouth,Fish,50,60\n")
    assert sorted(frame["year"].unique()) == [2015, 2020] and len(frame) == 4


def test_a_crosstab_may_have_a_column_of_years():
    frame = read_jobs("région;année;Pêche;Tourisme\nNord;2015;1;2\nNord;2020;3;4\n")
    assert len(frame) == 4 and profile_regions(frame).years == (2015, 2020)


def test_totals_are_left_out_with_a_note():
    text = LONG.replace("Boats;90", "Boats;90\nTotal;Fish;180\nNorth;All industries;150\nEnsemble;Total;300")
    frame = read_jobs(text)
    assert as_dict(frame) == EXPECTED and "Ensemble" in notes_of(frame) and "All industries" in notes_of(frame)


@pytest.mark.parametrize("cell", ["c", "..", "<5", "< 5", "(c)", ":", "n.d.", "x", "secret", "…"])
def test_a_secret_figure_is_unknown_and_not_nothing(cell):
    frame = read_jobs(LONG.replace("120", cell))
    assert np.isnan(frame["jobs"].iloc[0]) and "unknown" in notes_of(frame)


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (("1 200", "30"), (1200, 30)),
        (("1\u202f200", "30,5"), (1200, 30.5)),
        (("1'200", "30"), (1200, 30)),
        (("1,200,000", "30"), (1_200_000, 30)),
        (("1.200", "30,25"), (1200, 30.25)),
        (("1,200", "30.25"), (1200, 30.25)),
        (("١٢٠", "30"), (120, 30)),
    ],
)
def test_numbers_are_read_as_people_write_them(cells, values):
    frame = read_jobs(LONG.replace("120", cells[0]).replace(";30", f";{cells[1]}"))
    assert frame["jobs"].tolist()[:2] == list(values)


def test_a_number_that_may_be_a_thousand_times_another_is_asked():
    text = LONG.replace("120", "1.200")
    assert "comma or the point" in problems_of(text)[0]
    assert as_dict(read_jobs(text, decimal=","))["North", "Fish"] == 1200
    assert as_dict(read_jobs(text, decimal="."))["North", "Fish"] == 1.2


def test_a_cell_that_is_no_number_is_told_beside_the_question_about_decimals():
    found = problems_of(LONG.replace("120", "1.200").replace(";30", ";many"))
    assert len(found) == 2 and "row 3, column jobs: Found “many”" in found[1]


def test_two_ways_to_write_decimals_in_one_table_are_told():
    assert "decimal comma" in problems_of(LONG.replace("120", "1,5").replace(";30", ";2.5"))[0]


def test_every_problem_is_told_at_once_with_row_and_column():
    text = "region,industry,jobs\nA,b,1\nA,b,2\nA,c,-3\nA,d,\nA,e,foo\n,e,2\nA,f,1,2\n"
    found = problems_of(text)
    for expected in (
        "row 3, column jobs: A, b stands twice (first in row 2, column jobs)",
        "row 4, column jobs: Found “-3”",
        "row 5, column jobs: The number of jobs is missing",
        "row 6, column jobs: Found “foo”",
        "row 7, column region: The name is empty",
        "row 8: The line has 4 columns",
    ):
        assert any(problem.startswith(expected) for problem in found), expected
    assert len(found) == 6


def test_a_thousand_problems_are_counted_not_listed():
    text = "region,industry,jobs\n" + "".join(f"R{at},x,bad\n" for at in range(1000))
    found = problems_of(text)
    assert len(found) == 51 and found[-1].startswith("table: 950 more problems")


def test_fractional_jobs_are_read_with_a_note():
    assert "parts of jobs" in notes_of(read_jobs(LONG.replace("120", "120.5")))


@pytest.mark.parametrize("text", ["", "\n\n", "region,industry,jobs\n", "region,industry,jobs\nA,b,0\n", "\ufeff"])
def test_an_empty_table_is_told(text):
    assert len(problems_of(text)) == 1


def test_columns_that_are_not_recognised_can_be_assigned():
    text = "Gebiet;Branche;Zahl\nNord;Fisch;3\nSüd;Fisch;4\n"
    assert "which of these is which" in problems_of(text)[0]
    frame = read_jobs(text, columns={"region": "Gebiet", "industry": "Branche", "jobs": "Zahl"})
    assert as_dict(frame) == {("Nord", "Fisch"): 3, ("Süd", "Fisch"): 4}
    assert len(problems_of(text, columns={"region": "Land", "planet": "Zahl"})) >= 2


@pytest.mark.parametrize(
    "heads",
    [
        ("Region", "Industry", "Jobs"),
        ("RÉGION", "Secteur d’activité", "Nombre d'emplois"),
        ("Province", "NACE", "Employment"),
    ],
)
def test_heads_are_recognised_in_english_and_french(heads):
    assert len(read_jobs(";".join(heads) + "\nNorth;Fish;3\n")) == 1


def test_codes_of_the_classification_get_their_names():
    frame = read_jobs("region,isic,jobs\nN,A,5\nN,C,6\n")
    assert frame["industry"].astype(str).tolist() == ["A Agriculture, forestry and fishing", "C Manufacturing"]
    divisions = read_jobs("region,industry,jobs\nN,01,5\nN,C10,6\nN,C,9\n")
    assert divisions["industry"].astype(str).tolist()[1] == "10 Manufacture of food products"
    assert len(divisions) == 2 and "left out: C" in notes_of(divisions)
    plain = read_jobs("region,industry,jobs\nN,A,5\nN,B,6\n")
    assert plain["industry"].astype(str).tolist() == ["A", "B"]


def test_spellings_that_differ_by_case_and_accents_are_one_region():
    assert "stands twice" in problems_of("region,industry,jobs\nÉast,x,1\nEAST,x,2\n")[0]
    frame = read_jobs("region,industry,jobs\nSaint-Denis,x,1\nsaint denis,y,2\n")
    assert frame["region"].cat.categories.tolist() == ["Saint-Denis"]


def test_a_table_without_heads_is_understood():
    assert as_dict(read_jobs("North;Fish;120\nSouth;Fish;60\n")) == {("North", "Fish"): 120, ("South", "Fish"): 60}


def test_more_rows_than_are_read_is_told(monkeypatch):
    monkeypatch.setattr("clusterdash.regions.raw.ROWS_LIMIT", 3)
    monkeypatch.setattr("clusterdash.regions.delimited.ROWS_LIMIT", 3)
    assert "too large" in problems_of(LONG)[0]


def test_ten_thousand_regions_are_read_and_profiled():
    frame = read_jobs("region,industry,jobs\n" + "".join(f"R{at},I{at % 7},{at + 1}\n" for at in range(10_000)))
    assert len(profile_regions(frame).regions) == 10_000


def test_years_of_other_regions_are_noted():
    text = "region,industry,year,jobs\nA,x,2015,1\nB,x,2015,2\nA,x,2020,3\nC,x,2020,3\n"
    assert "B, C" in notes_of(read_jobs(text))


def test_a_year_that_is_none_is_told():
    assert "row 2, column year" in problems_of("region,industry,year,jobs\nA,x,soon,1\nB,x,2015,2\n")[0]


def test_firms_are_carried_along():
    frame = read_jobs("region,industry,jobs,firms\nA,x,10,2\nB,x,20,..\n")
    assert frame["firms"].tolist()[0] == 2 and profile_regions(frame).frame["firms"].iloc[0] == 2
    assert "column firms" in problems_of("region,industry,jobs,firms\nA,x,10,-2\n")[0]


@pytest.mark.parametrize("cell", [float("inf"), True])
def test_a_cell_of_a_frame_that_is_no_number_is_named_as_it_stood(cell):
    frame = pd.DataFrame({"region": ["A"], "industry": ["x"], "jobs": [cell]})
    assert f"“{str(cell).lower()}”" in problems_of(frame)[0]


def test_a_negative_number_of_firms_in_a_frame_is_named():
    frame = pd.DataFrame({"region": ["A", "B"], "industry": ["x", "x"], "jobs": [1, 2], "firms": [-1, 2]})
    assert "“-1”" in problems_of(frame)[0]


def test_a_frame_without_any_column_is_told_to_be_empty():
    assert "empty" in problems_of(pd.DataFrame())[0]


def test_what_turns_text_around_never_gets_in():
    frame = read_jobs("region,industry,jobs\nNo\u202erth,x\x07y,1\n")
    assert as_dict(frame) == {("North", "xy"): 1}


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.binary(max_size=200), st.text(alphabet="a1,;\t\n\"'.<c", max_size=80)))
def test_whatever_comes_is_read_or_told_and_never_breaks(source):
    try:
        frame = read_jobs(source)
    except RegionDataError as error:
        assert error.problems and all(problem.text() for problem in error.problems)
    else:
        assert profile_regions(frame).regions["jobs"].sum() > 0
