"""Whatever the screen means can be had without hovering: no help hides in a tooltip, and every word has its legend."""

import dataclasses
import re
from itertools import product

import pytest

from clusterdash.results import compute_results, default_catalog, default_scenario
from clusterdash.views.legend import list_robust_words
from clusterdash.views.pages import PAGES
from clusterdash.views.screen import Screen, draw_screen
from clusterdash.views.strategy import TABS
from clusterdash.words import LANGUAGES, label, select_language

CATALOG = default_catalog()
TOOLTIP = re.compile(r'(?<![-\w])title="[^"]*"')
DRAWERS = [
    {"why": "mechanism recruitment"},
    {"why": "stage pilots"},
    {"why": "out"},
    {"why": "donor"},
    {"why": "sum value"},
    {"open_strategy": "social_media"},
    *({"slide": deck} for deck in ("place", "matters", "can", "show")),
]


def draw(page, looks, language="en"):
    results = compute_results(CATALOG, default_scenario())
    return draw_screen(Screen(CATALOG, results, page=page, language=language, looks=looks)).html


@pytest.mark.parametrize("page", [page.slug for page in PAGES])
def test_no_help_of_a_page_hides_in_a_tooltip(page):
    assert not TOOLTIP.findall(draw(page, {}))


@pytest.mark.parametrize("looks", [*({"tab": tab} for tab in TABS), *DRAWERS], ids=str)
def test_no_help_of_a_panel_a_drawer_or_a_slide_hides_in_a_tooltip(looks):
    assert not TOOLTIP.findall(draw("strategy", looks))


@pytest.mark.parametrize("page", [page.slug for page in PAGES])
def test_no_help_hides_before_anything_is_rated(page):
    empty = default_scenario().change(salience={}, capacity={})
    screen = Screen(CATALOG, compute_results(CATALOG, empty), page=page)
    assert not TOOLTIP.findall(draw_screen(screen).html)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_sheet_explains_every_word_and_mark_and_every_page_opens_it(language):
    select_language(language)
    for page in PAGES:
        html = draw(page.slug, {}, language)
        assert html.count('popovertarget="words"') > 2  # beside the choices, in the list of pages, and its own ✕
    sheet = html[html.index('id="words"') :]
    words = [label(row.label) for row in (*CATALOG.capacities, *CATALOG.donor_levels, *CATALOG.delivery_statuses)]
    words += [label(row.anchor) for row in CATALOG.salience_levels]
    agents = [row for row in CATALOG.agents if row.code not in {actor.code for actor in CATALOG.actors}]
    words += [label(row.label) for row in (*CATALOG.actors, *agents, *CATALOG.families)]
    words += [word for pair in list_robust_words() for word in pair]
    escaped = [word.replace("'", "&#39;") for word in words]
    assert not [word for word in escaped if word not in sheet]
    select_language("en")


def test_a_mark_with_a_note_opens_it():
    for page, language in product(("strategy", "timeline"), ("en",)):
        for button in re.findall(r"<button[^>]*data-note=[^>]*>", draw(page, {}, language)):
            assert "data-why=" in button


def test_the_wall_says_nothing_by_hovering_either():
    results = compute_results(CATALOG, default_scenario())
    wall = dataclasses.replace(Screen(CATALOG, results, page="strategy"), is_wall=True)
    assert not TOOLTIP.findall(draw_screen(wall).html)
