"""The bundle, read by zipfile, pandas, pyarrow and frictionless: the same tables twice, described, without a clock."""

import io
import json
import re
from zipfile import ZipFile

import pandas as pd
import pyarrow.parquet as pq
import pytest

from clusterdash import frames
from clusterdash.export.tables import MAKERS
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.words import label, select_language
from tests.export.conftest import CASES


def open_bundle(content):
    return ZipFile(io.BytesIO(content))


def read_csv(bundle, name):
    return pd.read_csv(
        io.BytesIO(bundle.read(f"csv/{name}.csv")), encoding="utf-8-sig", dtype=str, keep_default_na=False
    )


def read_parquet(bundle, name):
    return pq.read_table(io.BytesIO(bundle.read(f"parquet/{name}.parquet"))).to_pandas()


def test_every_frame_of_one_plan_is_in_the_bundle():
    made = {name for name in frames.__all__ if name.startswith("table_") or name.endswith("_frame")}
    assert set(MAKERS.values()) | {"portfolio_frame"} == made  # the last is of several plans


def test_csv_and_parquet_hold_the_same_rows(make, scenario, language):
    bundle = open_bundle(make("bundle", scenario, language))
    for name in MAKERS:
        text, typed = read_csv(bundle, name), read_parquet(bundle, name)
        assert list(text.columns) == list(typed.columns) and len(text) == len(typed), name


def test_the_mix_stands_in_parquet_by_its_short_labels_also_in_the_language(make, scenario, results, language, catalog):
    bundle = open_bundle(make("bundle", scenario, language))
    mix = read_parquet(bundle, "mix").set_index("instrument")
    assert list(mix.index[mix["in_mix"]]) == list(results.strategy.mix)
    select_language(language)
    column = "short_label" if language == "en" else f"short_label_{language}"
    for code in results.strategy.mix:
        assert mix.loc[code, column] == label(catalog.instrument(code).short_label)


def test_the_figures_are_those_of_the_model(make, scenario, results):
    bundle = open_bundle(make("bundle", scenario))
    found = read_parquet(bundle, "figures").set_index("field")["number"]
    assert found["value"] == pytest.approx(float(results.strategy.value))
    assert found["mix.size"] == len(results.strategy.mix)
    coverage = read_parquet(bundle, "coverage")
    assert (coverage["weight"] * coverage["strength"]).sum() == pytest.approx(float(results.strategy.value))


@pytest.mark.parametrize("name", ["metal_workshops", "longest", "hostile"])
def test_the_descriptor_fits_the_files(make, name, language, tmp_path):
    from frictionless import Package, system

    open_bundle(make("bundle", CASES[name], language)).extractall(tmp_path)
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])[:5]


def test_every_column_is_described(make):
    package = json.loads(open_bundle(make("bundle", CASES["longest"])).read("datapackage.json"))
    bare = [
        f"{one['name']}.{field['name']}"
        for one in package["resources"]
        for field in one["schema"]["fields"]
        if not field.get("description")
    ]
    assert not bare


def test_the_scenario_in_the_bundle_opens_again(make, scenario):
    assert Scenario.from_json(open_bundle(make("bundle", scenario)).read("scenario.json")) == scenario


def test_no_cell_of_a_csv_is_a_formula(make, language):
    bundle = open_bundle(make("bundle", CASES["hostile"], language))
    for name in MAKERS:
        cells = read_csv(bundle, name).to_numpy().ravel()
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t")) or re.match(r"-(?![\d.])", cell)]


def test_the_citation_can_be_read_and_names_the_paper(make, language):
    yaml = pytest.importorskip("yaml")
    for name in ("metal_workshops", "hostile"):
        bundle = open_bundle(make("bundle", CASES[name], language))
        told = yaml.safe_load(bundle.read("CITATION.cff"))
        assert told["cff-version"] == "1.2.0" and str(told["date-released"]) == "2027-03-31"
        assert told["title"] == CASES[name].place.title or name == "metal_workshops"
        bibtex = bundle.read("citation.bib").decode()
        assert bibtex.count("{") == bibtex.count("}") and "44257" in bibtex


def test_the_readme_names_every_instrument_and_shows_texts_of_people_as_text(
    make, results, scenario, language, catalog
):
    readme = open_bundle(make("bundle", scenario, language)).read("README.md").decode().replace("\\", "")
    select_language(language)
    assert all(label(catalog.instrument(code).short_label) in readme for code in results.strategy.mix)
    raw = open_bundle(make("bundle", CASES["hostile"], language)).read("README.md").decode()
    assert "<script>" not in raw.replace("\\<", "").replace("\\>", "")


def test_every_chart_stands_beside_its_script_and_as_json(make):
    bundle = open_bundle(make("bundle", CASES["longest"]))
    pages = [name for name in bundle.namelist() if name.startswith("charts/") and name.endswith(".html")]
    assert len(pages) == 8
    for name in pages:
        assert 'src="plotly.min.js"' in bundle.read(name).decode()
        assert json.loads(bundle.read(name.replace(".html", ".json")))["layout"]["meta"]["alt"]
    assert {info.date_time for info in bundle.infolist()} == {(1980, 1, 1, 0, 0, 0)}
