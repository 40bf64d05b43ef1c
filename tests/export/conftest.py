"""Scenarios that every export must be able to tell, and readers of our files that are not ours."""

import io
import unicodedata
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from clusterdash.export import export
from clusterdash.model.scenario.scenario import ChainPlan, Place, Scenario
from clusterdash.results import compute_results, default_catalog, examples

DAY = date(2027, 3, 31)
HOSTILE = '=HYPERLINK("http://x","y") #panic("x") $x$ @a *b* <b> \u202e مرحبا بالعالم 😀 日本 e\u0301 ب\u0301'


def make_longest():
    """Return a scenario with 45 instruments, 60 regions and 12 rounds, every name as long as it may be."""
    catalog = default_catalog()
    return Scenario(
        salience={row.code: 3 for row in catalog.mechanisms},
        capacity={"local": "able", "regional": "weak", "national": "able"},
        donor_level=5,
        platform="strengthen",
        mix_size=45,
        pinned=frozenset(row.code for row in catalog.instruments),
        context={row.code: "yes" for row in catalog.context_questions if "yes" in row.answers},
        place=Place(
            "Long title of a programme " * 4, "Country " * 14, "Region " * 16, "Cluster " * 14, 2027, "Note. " * 660
        ),
        chain=ChainPlan(
            rounds=12,
            regions=tuple(f"Province with a long name, number {number}" for number in range(1, 61)),
            regions_per_round=5,
            pilots=3,
            unit_costs={row.code: (12_500.5, 20_000) for row in catalog.activities},
            instrument_costs={row.code: (1_000, 2_500) for row in catalog.instruments},
            envelope=30_000_000,
            currency="USD",
        ),
    )


def make_hostile():
    """Return a worked example whose every text tries to be something else than text."""
    base = examples()[0].scenario
    place = Place(HOSTILE[:120], "=1+1", "<script>alert(1)</script>", "@SUM(A1)", 2027, (HOSTILE * 40)[:4000])
    regions = ("=1+1", "+cmd", "#let x", "😀 region", "ب\u0301ا")
    return base.change(place=place, chain=replace(base.chain, regions=regions, currency="=2+2"))


CASES = {
    **{one.code: one.scenario for one in examples()},
    "empty": Scenario(),
    "longest": make_longest(),
    "hostile": make_hostile(),
}


@pytest.fixture(params=["en", "fr"])
def language(request):
    """Return each language that we speak."""
    return request.param


@pytest.fixture(params=CASES)
def case(request):
    """Return the name of each scenario."""
    return request.param


@pytest.fixture
def scenario(case):
    """Return each scenario."""
    return CASES[case]


@pytest.fixture
def results(catalog, scenario):
    """Return the results of each scenario, as the model gives them."""
    return compute_results(catalog, scenario)


@pytest.fixture(scope="session")
def make(catalog):
    """Return a function that makes a file once per test run."""
    made = {}

    def build(code, scenario, language="en", on=DAY):
        key = (code, scenario, language, on)
        if key not in made:
            made[key] = export(code, catalog, scenario, language, on)
        return made[key]

    return build


@cache
def read_pdf(content):
    """Return the texts of the pages of a PDF, each with single spaces; read once per test run."""
    from pypdf import PdfReader

    return [squeeze(page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages]


def squeeze(text):
    """Return a text with single plain spaces and whole letters."""
    return " ".join(unicodedata.normalize("NFC", text).split())
