"""The page that computes: its cases are answered by the model as they stand in the file, and it asks no network."""

import json
import re
from fractions import Fraction
from pathlib import Path

import pytest

from clusterdash.errors import ClusterdashError
from clusterdash.export import export
from clusterdash.export.page.build import join_modules, write_data
from clusterdash.export.page.data import collect_rules
from clusterdash.model import Scenario
from clusterdash.model.scenario.scenario import CAPACITIES, PLATFORMS
from scripts.make_page_cases import answer, write_case
from tests.export.conftest import make_hostile

FILE = json.loads((Path(__file__).parent / "page_cases.json").read_text(encoding="utf-8"))
BASES = [Scenario.from_json(json.dumps(base["scenario"])) for base in FILE["bases"]]
SIZE_LIMIT = 300_000


def read_case(catalog, case):
    base, salience, capacities, level, platform, size = case[:6]
    mechanisms = [row.code for row in catalog.mechanisms]
    governments = [row.code for row in catalog.governments]
    return BASES[base].change(
        salience=dict(zip(mechanisms, map(int, salience), strict=True)),
        capacity={code: CAPACITIES[int(sign)] for code, sign in zip(governments, capacities, strict=True)},
        donor_level=level,
        platform=PLATFORMS[platform],
        mix_size=size,
    )


def test_the_file_holds_at_least_two_thousand_cases_of_many_kinds():
    assert len(FILE["cases"]) >= 2_000
    limits = {base["rules"]["heavyLimit"] for base in FILE["bases"]}
    assert None in limits and len(limits) > 2
    assert any(base["rules"]["pinned"] for base in FILE["bases"])
    assert any(base["rules"]["excluded"] for base in FILE["bases"])


@pytest.mark.parametrize("base", range(len(BASES)))
def test_the_model_answers_every_case_as_the_file_says(catalog, base):
    cases = [case for case in FILE["cases"] if case[0] == base]
    for case in cases:
        scenario = read_case(catalog, case)
        assert write_case(catalog, base, scenario, answer(catalog, scenario)) == case


@pytest.mark.parametrize("base", [0, 5, 11])
def test_the_rules_in_the_file_are_those_of_the_model(catalog, base):
    assert collect_rules(catalog, BASES[base]) == FILE["bases"][base]["rules"]


def read_data(page):
    text = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)[1]
    return json.loads(text)


def test_the_page_is_small_and_names_every_instrument(make, scenario, language):
    page = make("page", scenario, language)
    assert len(page) < SIZE_LIMIT
    names = [row["name"] for row in read_data(page.decode("utf-8"))["toolbox"]["instruments"]]
    assert len(names) == 45 and all(names)


def test_the_page_asks_no_network_and_carries_the_whole_scenario(make, scenario):
    page = make("page", scenario).decode("utf-8")
    assert "default-src 'none'" in page
    assert not re.findall(r"""(?:src|href)\s*=\s*["'](?!#)""", page)
    assert not re.search(r"\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|\bimport\b", join_modules())
    assert Scenario.from_json(json.dumps(read_data(page)["scenario"])) == scenario


def test_texts_of_people_are_data_and_never_markup(make):
    page = make("page", make_hostile()).decode("utf-8")
    assert "<script>alert(1)</script>" not in page
    assert page.count("</script>") == 2


def test_data_cannot_end_the_element_it_stands_in():
    hostile = {"x": "</script><script>alert(1)</script><!--\u2028"}
    written = write_data(hostile)
    assert "<" not in written and json.loads(written) == hostile


def test_the_same_scenario_gives_the_same_bytes(catalog):
    assert export("page", catalog, BASES[0]) == export("page", catalog, BASES[0])


def test_a_toolbox_too_large_for_the_pages_arithmetic_is_refused_in_words(catalog, monkeypatch):
    monkeypatch.setattr("clusterdash.export.page.data.EXACT_BITS", 10)
    with pytest.raises(ClusterdashError, match="too large for a page"):
        collect_rules(catalog, Scenario())


def test_the_parts_of_every_value_add_up():
    for case in FILE["cases"]:
        value, *parts = map(Fraction, case[7])
        assert sum(parts) == value


def test_the_choices_of_the_page_begin_as_in_the_scenario(make):
    data = read_data(make("page", BASES[0]).decode("utf-8"))
    assert [BASES[0].salience.get(code, 0) for code in data["rules"]["mechanisms"]] == data["choices"]["salience"]
    assert data["choices"]["size"] == BASES[0].mix_size and data["choices"]["level"] == BASES[0].donor_level
