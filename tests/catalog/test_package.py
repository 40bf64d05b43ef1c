"""The package as files: conventions, sources, and what other tools say about it."""

import csv
from dataclasses import fields

import frictionless
import pytest

from clusterdash.catalog import load_catalog


def csv_files(project):
    return sorted((project / "data").glob("*.csv"))


def test_files_are_utf8_without_bom_and_lines_end_with_lf(project):
    for path in [*csv_files(project), project / "data" / "datapackage.json"]:
        data = path.read_bytes()
        assert not data.startswith(b"\xef\xbb\xbf"), path.name
        assert b"\r" not in data and data.endswith(b"\n"), path.name
        data.decode("utf-8")


def test_cells_are_quoted_only_where_needed(project):
    for path in csv_files(project):
        text = path.read_text(encoding="utf-8")
        rows = list(csv.reader(text.splitlines()))
        plain = [
            ",".join(f'"{c.replace(chr(34), chr(34) * 2)}"' if set(c) & set(',"') else c for c in row) for row in rows
        ]
        assert text.splitlines() == plain, path.name


def test_every_row_says_where_it_comes_from(catalog):
    for table in fields(catalog):
        for row in getattr(catalog, table.name) if table.name not in {"fingerprint", "sections"} else ():
            assert row.basis in {"paper", "assumption"}
            assert row.section or row.basis == "assumption", row


@pytest.mark.filterwarnings("default")
def test_frictionless_finds_the_package_valid(project):
    report = frictionless.validate(str(project / "data" / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])


def test_every_csv_file_is_described(project, catalog):
    described = {
        resource.path for resource in frictionless.Package(str(project / "data" / "datapackage.json")).resources
    }
    assert {path.name for path in csv_files(project)} == described


def test_every_column_has_a_description(project):
    package = frictionless.Package(str(project / "data" / "datapackage.json"))
    assert all(field.description for resource in package.resources for field in resource.schema.fields)


def test_the_fingerprint_changes_with_any_cell(package, catalog):
    assert load_catalog(package).fingerprint == catalog.fingerprint
    path = package / "glossary.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("cluster,", "clusters,", 1), encoding="utf-8")
    assert load_catalog(package).fingerprint != catalog.fingerprint
