"""Problems are told in the words of the screen: labels in place of codes, ranges as people write numbers."""

import pytest

from clusterdash import words
from clusterdash.errors import ScenarioError
from clusterdash.model import Scenario
from clusterdash.model.scenario.codes import check_codes
from clusterdash.results import compute_results, default_scenario
from clusterdash.views.sentences import say_chain, say_problem


@pytest.fixture(autouse=True)
def english():
    yield words.select_language("en")
    words.select_language("en")


def tell(catalog, build):
    with pytest.raises(ScenarioError) as caught:
        build()
    return [say_problem(catalog, problem) for problem in caught.value.problems]


def test_a_refused_choice_lists_the_labels_of_the_screen(catalog):
    (said,) = tell(catalog, lambda: Scenario(platform="x"))
    assert "Build one" in said and "existing_organisation" not in said


def test_the_choices_are_listed_in_the_language_of_the_visitor(catalog):
    words.select_language("fr")
    (said,) = tell(catalog, lambda: Scenario(capacity={"local": "great"}))
    assert "Faible" in said and "weak" not in said and "Locale)\u202f: " in said


def test_a_contradiction_names_the_instrument_as_it_is_called(catalog):
    both = frozenset({"job_fairs"})
    (said,) = tell(catalog, lambda: Scenario(pinned=both, excluded=both))
    assert said.startswith("Pinned instruments: Job fairs")


@pytest.mark.parametrize(("language", "written"), [("en", "1 to 20,000"), ("fr", "1 à 20\u202f000")])
def test_a_range_is_written_as_people_write_numbers(catalog, language, written):
    words.select_language(language)
    (said,) = tell(catalog, lambda: Scenario.from_json('{"version": 1, "chain": {"runs": 1000000}}'))
    assert written in said


def test_a_range_of_years_is_never_grouped(catalog):
    (said,) = tell(catalog, lambda: Scenario.from_json('{"version": 1, "place": {"start_year": 3000}}'))
    assert "1990 to 2100" in said


def test_an_unknown_code_is_answered_with_labels(catalog):
    (problem,) = check_codes(catalog, Scenario(capacity={"zzz": "weak"}))
    said = say_problem(catalog, problem)
    assert "Regional" in said and "zzz" in said


def test_the_same_gap_in_one_round_after_the_other_is_told_once(catalog):
    alone = default_scenario().change(capacity={row.code: "absent" for row in catalog.governments}, donor_level=0)
    told = say_chain(catalog, compute_results(catalog, alone).chain)
    assert told.endswith("In round 1, 6 of 9 stages have no lead. In the rounds 2 to 3, 9 of 9 stages have no lead.")
