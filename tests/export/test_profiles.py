"""Profiles of the regions: a page each, the figures of the screen, and their parts in slides, workbook and bundle."""

import io
import json
import zipfile
from dataclasses import replace

import pytest

from clusterdash.export import export
from clusterdash.export.profiles import build_profile
from clusterdash.export.request import Request
from clusterdash.export.worker import make_file
from clusterdash.model.scenario.region_detail import RegionDetail
from clusterdash.regions import read_jobs
from clusterdash.regions.table import JobsTable
from clusterdash.results import compute_results, default_catalog, read_example
from clusterdash.words import label, select_language
from tests.export.conftest import DAY, HOSTILE, read_pdf, squeeze


@pytest.fixture(scope="module")
def table(project):
    return JobsTable(read_jobs(project / "data" / "examples" / "jobs_highland_coffee.csv"), is_fictional=True)


@pytest.fixture(scope="module")
def scenario():
    base = read_example("highland_coffee")
    details = {
        "Dolba": RegionDetail(
            potentials=("Weaving", "Indigo"), struck_out=("Schools",), capacity={"national": "absent"}
        )
    }
    return base.change(chain=replace(base.chain, region_details=details))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_region_has_one_page_after_the_first(table, scenario, language):
    pages = read_pdf(export("regions", default_catalog(), scenario, language, DAY, table))
    assert len(pages) == 1 + 12
    named = [*scenario.chain.regions, "Port Halim", "Senna Plain"]
    for name, page in zip(named, pages[1:], strict=True):
        assert squeeze(name) in page
    assert ("fictif" in pages[0]) == (language == "fr")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_first_page_names_every_instrument_of_the_mix(scenario, language):
    catalog = default_catalog()
    pages = read_pdf(export("regions", catalog, scenario, language))
    select_language(language)
    for code in compute_results(catalog, scenario).strategy.mix:
        assert squeeze(label(catalog.instrument(code).short_label)) in pages[0]


def test_a_page_says_the_figures_potentials_and_partings_of_its_region(table, scenario):
    dolba = read_pdf(export("regions", default_catalog(), scenario, "en", DAY, table))[3]
    select_language("en")
    portrait = table.portray("Dolba")
    for line in portrait.strengths[:6]:
        assert line.industry in dolba and f"{line.lq:.2f}" in dolba
    for text in ("Indigo", "Schools", "Dolba starts with Weaving in round 1, then Indigo", "because: National"):
        assert squeeze(text) in dolba
    assert "no office counts" in dolba


def test_without_a_table_the_programme_alone_is_told(scenario):
    pages = read_pdf(export("regions", default_catalog(), scenario, "en"))
    assert len(pages) == 11 and "Indigo" in pages[3]


def test_of_very_many_regions_sixty_are_printed_and_the_others_counted(scenario):
    rows = "region,industry,jobs\n" + "".join(f"Place {at},I{at % 5},{at + 10}\n" for at in range(90))
    pages = read_pdf(export("regions", default_catalog(), scenario, "en", None, JobsTable(read_jobs(rows))))
    assert len(pages) == 61 and "40 more regions are not printed" in pages[0]


def test_texts_of_a_table_are_never_markup_on_paper(scenario):
    hostile = HOSTILE[:60].replace('"', "'").replace(",", "")
    rows = f'region\tindustry\tjobs\n{hostile}\t#panic("x")\t90\n$x$\t*b*\t10\n'
    assert len(read_pdf(export("regions", default_catalog(), scenario, "en", None, JobsTable(read_jobs(rows))))) == 13


def test_one_region_alone_has_one_page(table, scenario):
    request = Request(compute_results(default_catalog(), scenario), DAY, table)
    pages = read_pdf(build_profile(request, "Port Halim"))
    assert len(pages) == 1 and "Port Halim" in pages[0]


def test_the_bundle_holds_profiles_and_tables_of_the_regions(table, scenario):
    with zipfile.ZipFile(io.BytesIO(export("bundle", default_catalog(), scenario, "en", DAY, table))) as archive:
        names = archive.namelist()
        package = json.loads(archive.read("datapackage.json"))
    assert sum(name.startswith("profiles/") for name in names) == 12 and "profiles/03-Dolba.pdf" in names
    assert {"csv/region_industries.csv", "parquet/region_profiles.parquet"} <= set(names)
    described = {one["name"]: one for one in package["resources"]}
    fields = described["region_industries"]["schema"]["fields"]
    assert all(one.get("description") for one in fields)


def test_workbook_and_slides_tell_the_regions(table, scenario):
    import openpyxl
    from pptx import Presentation

    book = openpyxl.load_workbook(io.BytesIO(export("workbook", default_catalog(), scenario, "en", DAY, table)))
    cells = {cell.value for row in book["Regions and industries"].iter_rows() for cell in row}
    assert {"Dolba", "Weaving"} <= cells
    slides = Presentation(io.BytesIO(export("deck", default_catalog(), scenario, "en", DAY, table))).slides
    titles = [slide.shapes.title.text for slide in slides]
    assert any(title.startswith("What stands out in 12 regions") for title in titles)
    assert any(title.startswith("Where regions part") for title in titles)


def test_a_packed_table_goes_along_to_the_process_that_makes_files(table, scenario):
    made = make_file("regions", scenario.to_json(), "en", DAY, table.packed)
    assert len(read_pdf(made)) == 13
