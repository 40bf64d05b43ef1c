"""A data package to fill in: whole in its shape, told where it is empty, never written over something."""

import csv

import pytest

from clusterdash.catalog import load_catalog
from clusterdash.catalog.blank import RULES, write_blank_toolbox
from clusterdash.errors import CatalogError


def test_a_blank_toolbox_has_every_table_with_its_head_line(tmp_path, project):
    write_blank_toolbox(tmp_path / "mine")
    for ours in (project / "data").glob("*.csv"):
        theirs = (tmp_path / "mine" / ours.name).read_text(encoding="utf-8").splitlines()
        assert theirs[0] == ours.read_text(encoding="utf-8").splitlines()[0], ours.name
        assert (len(theirs) > 1) == (ours.stem in RULES), ours.name


def test_the_check_says_of_each_empty_table_that_it_needs_rows_and_nothing_else(tmp_path):
    files = write_blank_toolbox(tmp_path / "mine")
    with pytest.raises(CatalogError) as told:
        load_catalog(tmp_path / "mine")
    empty = {problem.where for problem in told.value.problems if "no rows" in problem.text()}
    assert empty == {file.name for file in files if file.suffix == ".csv" and file.stem not in RULES}
    assert {problem.where for problem in told.value.problems} - empty == {"actors.csv, column role"}


def test_the_guide_describes_every_column(tmp_path):
    files = write_blank_toolbox(tmp_path / "mine")
    guide = (tmp_path / "mine" / "README.md").read_text(encoding="utf-8")
    for file in files:
        if file.suffix == ".csv":
            assert f"## {file.name}" in guide
            with file.open(encoding="utf-8", newline="") as lines:
                assert all(f"- `{name}`:" in guide for name in next(csv.reader(lines)))


def test_filled_in_with_the_rows_of_another_toolbox_it_loads(tmp_path, tourism_folder):
    folder = tmp_path / "mine"
    write_blank_toolbox(folder)
    for file in tourism_folder.glob("*.csv"):
        (folder / file.name).write_bytes(file.read_bytes())
    assert len(load_catalog(folder).mechanisms) == 4


def test_nothing_is_written_over(tmp_path):
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CatalogError):
        write_blank_toolbox(tmp_path)
    with pytest.raises(CatalogError):
        write_blank_toolbox(tmp_path / "letter.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
