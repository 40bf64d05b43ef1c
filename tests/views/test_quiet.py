"""Plain and quiet: marks side by side are one, what nobody rated folds into a line, robustness never reads as risk."""

import re

import pytest

from clusterdash.model.scenario.scenario import Scenario
from clusterdash.results import compute_results, default_catalog, default_scenario
from clusterdash.views.legend import MEANINGS, WORDS
from clusterdash.views.pages import PAGES
from clusterdash.views.screen import Screen, draw_page, draw_screen
from clusterdash.words import LANGUAGES, _, label, select_language

CATALOG = default_catalog()
MARK = r'<(?:button|span)[^>]*class="basis [^>]*><span>[^<]*</span></(?:button|span)>'
ONE_FRAME = re.compile(rf'<span class="bases">(?:\s*{MARK}\s*)+</span>')
RISK = re.compile(r"risk|risqu|danger|fragil|menac|threat", re.IGNORECASE)


@pytest.mark.parametrize("page", [page.slug for page in PAGES])
def test_marks_side_by_side_stand_in_one_frame(page):
    html = draw_screen(Screen(CATALOG, compute_results(CATALOG, default_scenario()), page=page)).html
    assert not re.findall(rf"{MARK}\s*{MARK}", ONE_FRAME.sub("", html))


def test_mechanisms_that_nobody_rated_fold_into_one_line_of_the_coverage():
    parts = draw_page(
        Screen(CATALOG, compute_results(CATALOG, Scenario(salience={"recruitment": 3})), "strategy")
    ).parts
    rows = [html for code, html in parts.items() if re.fullmatch(r"coverage-\d+", code)]
    assert sum("unrated" in row for row in rows) == len(CATALOG.mechanisms) - 1
    assert f"{len(CATALOG.mechanisms) - 1} mechanisms are not rated" in parts["unrated"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_robustness_and_delivery_speak_in_two_vocabularies(language):
    select_language(language)
    choice = {_(text).casefold() for text in (*WORDS.values(), *MEANINGS.values())}
    delivery = {label(row.label).casefold() for row in CATALOG.delivery_statuses}
    assert not choice & delivery and not [word for word in choice if RISK.search(word)]
    glossary = next(row for row in CATALOG.glossary if row.term == "robustness")
    assert not RISK.search(label(glossary.definition))
    select_language("en")
