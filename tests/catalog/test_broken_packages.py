"""A broken package: everything that is wrong is told at once, with its place, and never as a crash."""

import json

import pytest

from clusterdash.catalog import load_catalog
from clusterdash.catalog.descriptor import row_classes
from clusterdash.errors import CatalogError


def change(path, old, new, count=1):
    data = path.read_bytes()
    assert old in data, f"{old!r} does not stand in {path.name}"
    path.write_bytes(data.replace(old, new, count))


def problems_of(folder):
    with pytest.raises(CatalogError) as caught:
        load_catalog(folder)
    return caught.value.problems


NAME = b"recruitment,Recruitment of qualified new staff among alumni of higher education institutes,"
REASON = b"The group is ours; it holds the two mechanisms that work through chance meetings and personal ties."
SIZE = b"mix_size,Places in the mix,"

# file, text that stands there, what it becomes, column that is told, what is found
BREAKAGES = {
    "wrong type": ("stages.csv", b"pilots,1,", b"pilots,one,", "number", "one"),
    "wrong number": ("parameters.csv", SIZE + b"10,", SIZE + b"ten,", "value", "ten"),
    "outside of its limits": ("parameters.csv", SIZE + b"10,", SIZE + b"999,", "value", "999"),
    "not in the closed list": ("instruments.csv", b"market,light,", b"market,medium,", "weight", "medium"),
    "wrong yes or no": ("contribution_kinds.csv", b"yes,no,no,", b"true,no,no,", "is_organising", "true"),
    "unknown kind": ("contributions.csv", b",organise,", b",organize,", "kind", "organize"),
    "unknown section": ("mechanisms.csv", b",Table 1,", b",Table 9,", "section", "Table 9"),
    "bad code": ("actors.csv", b"donor,Donor", b"Donor!,Donor", "code", "Donor!"),
    "duplicate key": ("families.csv", b"social_milieu,", b"competition,", "code", "competition"),
    "gap in position": ("contributions.csv", b"job_fairs,local,2,", b"job_fairs,local,3,", "position", "3"),
    "gap in numbers": ("office_tasks.csv", b"harmonise_policies,2,", b"harmonise_policies,22,", "number", "22"),
    "empty required": ("mechanisms.csv", NAME, b"recruitment,,", "label", ""),
    "no reason": ("families.csv", REASON, b"", "note", ""),
    "space at the end": ("glossary.csv", b"mechanism,", b"mechanism ,", "term", "mechanism "),
    "sic in a text": ("contributions.csv", b"brokarage", b"brokarage [sic]", "text", "[sic]"),
    "unknown answer": ("context_suggestions.csv", b"in_reach,yes", b"in_reach,maybe", "answer", "maybe"),
    "unknown target": ("context_suggestions.csv", b"salience,recruitment", b"salience,hire", "target_code", "hire"),
    "unknown test": ("route_conditions.csv", b"fund_winners=yes", b"fund_winners=maybe", "test", "fund_winners=maybe"),
    "bad placeholder": ("warnings.csv", b"{preconditions}", b"{preconditions", "text", "{preconditions"),
    "two things at once": (
        "indicators.csv",
        b"hired,Graduates hired by firms of the cluster,recruitment,,",
        b"hired,Graduates hired by firms of the cluster,recruitment,pilots,",
        "mechanism",
        "recruitment, pilots",
    ),
    "no purpose code": ("purpose_codes.csv", b"job_fairs,16020", b"job_fairs,1602", "purpose_code", "1602"),
    "too long": ("mechanisms.csv", b",Recruitment,", b",Recruitment of new staff,", "short_label", "Recruitment of"),
}


@pytest.mark.parametrize("name", BREAKAGES)
def test_one_wrong_cell_is_told_with_its_place(package, name):
    file, old, new, column, found = BREAKAGES[name]
    row = (package / file).read_bytes().split(old)[0].count(b"\n") + 1
    change(package / file, old, new)
    told = [one for one in problems_of(package) if one.values["column"] == column and one.values["file"] == file]
    assert [one.values["row"] for one in told] == [row]
    assert found in str(told[0].values["found"])
    assert f"{file}, row {row}, column {column}" in str(told[0])


def test_all_problems_are_told_at_once(package):
    (package / "advantages.csv").unlink()
    change(package / "stages.csv", b"pilots,1,", b"pilots,one,")
    change(package / "actors.csv", b",role,", b",rank,")
    change(package / "instruments.csv", b"labour_market,light,light,yes", b"labour_market,medium,light,yes")
    change(package / "families.csv", b"cooperation,", b"competition,")
    change(package / "mechanism_instrument.csv", b"recruitment,social_media", b"recruitment,radio")
    change(package / "contributions.csv", b"job_fairs,local,2,", b"job_fairs,local,3,")
    change(package / "agents.csv", b"code,", b"\xef\xbb\xbfcode,")
    change(package / "capacities.csv", b"\n", b"\r\n", 99)
    change(package / "routes.csv", b"Cluster competition", b"Cluster comp\xe9tition")
    change(package / "glossary.csv", b"mechanism,", b",")
    change(package / "activities.csv", b",report,", b",report,surplus,")
    change(package / "office_tasks.csv", b"Keep policies in step", b'Keep "policies in step"')
    told = {(one.values["file"], one.values["row"], one.values["column"]) for one in problems_of(package)}
    assert {
        ("advantages.csv", 0, ""),
        ("stages.csv", 2, "number"),
        ("actors.csv", 1, "role"),
        ("actors.csv", 1, "rank"),
        ("instruments.csv", 2, "weight"),
        ("families.csv", 5, "code"),
        ("mechanism_instrument.csv", 7, "instrument"),
        ("contributions.csv", 3, "position"),
        ("agents.csv", 0, ""),
        ("capacities.csv", 1, ""),
        ("routes.csv", 2, ""),
        ("glossary.csv", 4, "term"),
        ("activities.csv", 2, ""),
    } <= told


def test_every_problem_names_what_was_found_and_what_is_allowed(package):
    change(package / "instruments.csv", b"labour_market,light,light,yes", b"labour_market,medium,light,yes")
    (one,) = problems_of(package)
    assert str(one) == "instruments.csv, row 2, column weight: “medium” is not allowed; allowed: heavy, light."


def test_an_unclosed_quote_is_told_with_its_file(package):
    (package / "glossary.csv").write_bytes(b'term,definition,section,basis,note\n"cluster,never closed\n')
    assert any(one.values["file"] == "glossary.csv" for one in problems_of(package))


def test_an_empty_file_and_a_table_without_rows_are_told(package):
    (package / "glossary.csv").write_bytes(b"")
    (package / "advantages.csv").write_bytes((package / "advantages.csv").read_bytes().split(b"\n")[0] + b"\n")
    assert {"glossary.csv", "advantages.csv"} == {one.values["file"] for one in problems_of(package)}


@pytest.mark.parametrize("junk", [b"", b"\x00\xff\xfe", b"[" * 100_000, b"null", b"[]", b"{}", b'{"resources": 3}'])
def test_a_broken_description_is_told_and_never_a_crash(package, junk):
    (package / "datapackage.json").write_bytes(junk)
    assert {one.values["file"] for one in problems_of(package)} == {"datapackage.json"}


@pytest.mark.parametrize(
    "junk", [None, 3, {}, {"name": "x", "path": "../x.csv", "schema": {"fields": []}}, {"name": "x"}]
)
def test_a_broken_resource_is_told_and_never_a_crash(package, junk):
    description = json.loads((package / "datapackage.json").read_bytes())
    description["resources"][3] = junk
    (package / "datapackage.json").write_text(json.dumps(description), encoding="utf-8")
    assert {one.values["file"] for one in problems_of(package)} == {"datapackage.json"}


def test_a_description_without_a_needed_column_is_told(package):
    description = json.loads((package / "datapackage.json").read_bytes())
    mechanisms = next(one for one in description["resources"] if one["name"] == "mechanisms")
    del mechanisms["schema"]["fields"][5]
    (package / "datapackage.json").write_text(json.dumps(description), encoding="utf-8")
    (one,) = problems_of(package)
    assert (one.values["column"], one.values["allowed"]) == ("question", "str")


@pytest.mark.parametrize("junk", [b"\x00" * 50, b"a,b\n" * 3, b'"' * 9, b"\xff" * 9, b",,,,\n,,\n", b"x" * 200_000])
def test_junk_in_any_file_is_told_and_never_a_crash(package, junk):
    for name in ("mechanisms.csv", "context_questions.csv", "parameters.csv", "sections.csv"):
        (package / name).write_bytes(junk)
    assert {"mechanisms.csv", "sections.csv"} <= {one.values["file"] for one in problems_of(package)}


def test_a_huge_file_is_not_read(package):
    with (package / "glossary.csv").open("ab") as file:
        file.truncate(6_000_000)
    assert {one.values["file"] for one in problems_of(package)} == {"glossary.csv"}


def test_a_missing_folder_is_told(tmp_path):
    (one,) = problems_of(tmp_path / "nowhere")
    assert one.values["found"] == "nowhere"


def test_an_empty_folder_lists_every_missing_file(tmp_path):
    assert len(problems_of(tmp_path)) == len(row_classes())
