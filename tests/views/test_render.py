"""Templates: everything escaped, numbers as people write them."""

import pytest

from clusterdash import words
from clusterdash.model.scenario.scenario import Place, Scenario
from clusterdash.results import compute_results, default_catalog
from clusterdash.views.render import amount, share
from clusterdash.views.screen import Screen, draw_screen


def test_markup_in_user_text_comes_out_as_text():
    place = Place(title='"><script>x')
    scenario = Scenario(place=place)
    html = draw_screen(Screen(default_catalog(), compute_results(default_catalog(), scenario))).html
    assert "<script>x" not in html and "&lt;script&gt;x" in html


@pytest.mark.parametrize(("language", "text"), [("en", "1,234.5"), ("fr", "1\u202f234,5")])
def test_numbers_follow_the_language(language, text):
    words.select_language(language)
    assert amount(1234.5) == text


@pytest.mark.parametrize(("language", "text"), [("en", "94%"), ("fr", "94\u202f%")])
def test_shares_follow_the_language(language, text):
    words.select_language(language)
    assert share(0.94) == text
