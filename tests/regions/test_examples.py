"""The fictional tables: the script makes them byte by byte, they are marked, and they fit the worked examples."""

import pytest

from clusterdash.regions import list_notes, portray_region, profile_regions, read_jobs
from clusterdash.regions.examples import find_example, write_template
from clusterdash.results import examples
from clusterdash.words import LANGUAGES, select_language
from scripts import make_region_examples as maker


@pytest.mark.parametrize(
    ("code", "make"), [("highland_coffee", maker.make_long_table), ("coastal_tourism", maker.make_crosstab)]
)
def test_the_script_makes_the_very_file(code, make, project):
    path = find_example(project / "data" / "examples", code)
    assert path is not None and path.read_text(encoding="utf-8") == make()
    assert "ficti" in path.read_text(encoding="utf-8").split("\n")[0]


def test_the_long_table_has_twelve_regions_forty_industries_and_two_years(project):
    jobs = read_jobs(project / "data" / "examples" / "jobs_highland_coffee.csv")
    assert jobs["region"].nunique() == 12 and jobs["industry"].nunique() == 40 and jobs["year"].nunique() == 2
    assert len(jobs) == 12 * 40 * 2
    (scenario,) = (one.scenario for one in examples() if one.code == "highland_coffee")
    assert set(scenario.chain.regions) < set(jobs["region"].cat.categories)


def test_the_crosstab_is_french_small_and_fits_coastal_tourism(project):
    jobs = read_jobs(project / "data" / "examples" / "jobs_coastal_tourism.csv")
    (scenario,) = (one.scenario for one in examples() if one.code == "coastal_tourism")
    assert set(scenario.chain.regions) == set(jobs["region"].cat.categories)
    assert "Ensemble" in " ".join(note.text() for note in list_notes(jobs))
    assert profile_regions(jobs).regions["unknown"].sum() == 4


def test_the_example_has_something_to_say_about_every_region(project):
    profiles = profile_regions(read_jobs(project / "data" / "examples" / "jobs_highland_coffee.csv"))
    for region in profiles.regions["region"]:
        portrait = portray_region(profiles, region)
        assert portrait.strengths and len(portrait.alike) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_comes_back_as_it_left(language):
    select_language(language)
    jobs = read_jobs(write_template())
    assert len(jobs) == 6 and jobs["year"].nunique() == 2 and jobs["jobs"].isna().sum() == 2
