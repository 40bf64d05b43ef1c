"""French as it is set: a narrow space before : ; ? ! % and inside « », on every page, and no English."""

import re
from html import unescape

import pytest

from clusterdash.model.chain.dynamics import simulate_dynamics
from clusterdash.model.scenario.scenario import Place, Scenario
from clusterdash.regions import read_jobs
from clusterdash.regions.table import JobsTable
from clusterdash.results import compute_results, default_catalog, examples
from clusterdash.views.arithmetic import SUMS
from clusterdash.views.example_words import say_place_text
from clusterdash.views.pages import PAGES
from clusterdash.views.region_words import say_industry
from clusterdash.views.screen import Screen, draw_screen
from clusterdash.views.stage import DECKS
from clusterdash.views.strategy_panels import PANELS
from clusterdash.words import pair, select_language, series

CATALOG = default_catalog()
# a mark that is glued to its word, one behind a space that may break, or the quotation marks of English
ILL_SET = re.compile(r"[^\s\d:/(]:(?=\s|$)|[^\s;]; |[^\s?!(][?!](?=\s|$)|\d%| [:;?!»%](?=\s|$)|« |“")
ATTRIBUTES = re.compile(r'(?:title|aria-label|alt|placeholder|aria-description)="([^"]*)"')


@pytest.fixture(autouse=True)
def in_french():
    select_language("fr")
    yield
    select_language("en")


def read_texts(html):
    """Return every text and every spoken attribute of a page; blocks apart, marks and their words together."""
    html = re.sub(r"<(style|script|svg|code|pre).*?</\1>|data-\w+='[^']*'", " ", html, flags=re.DOTALL)
    html = re.sub(r'<span aria-hidden="true">[^<]*</span>', " ", html)
    yield from (unescape(one) for one in ATTRIBUTES.findall(html))
    blocks = re.split(r"</?(?:p|li|td|th|h\d|option|summary|button|dt|dd|div|section|label|caption)\b[^>]*>", html)
    for block in blocks:
        text = unescape(re.sub(r"<[^>]+>", "", block)).strip()
        if text:
            yield re.sub(r"[ \n]+", " ", text)


def list_screens(scenario):
    results = compute_results(CATALOG, scenario)
    late = {"dynamics": simulate_dynamics(CATALOG, scenario)}
    for page in PAGES:
        if page.slug != "take-away":
            yield Screen(CATALOG, results, page=page.slug, language="fr", late=late)
    for tab in PANELS:
        yield Screen(
            CATALOG, results, page="strategy", language="fr", looks={"tab": tab, "swap": results.strategy.mix[0]}
        )
    for deck in DECKS:
        yield Screen(CATALOG, results, language="fr", looks={"stage": deck})
    mechanism, instrument = CATALOG.mechanisms[0].code, results.strategy.mix[0]
    whys = [
        f"mechanism {mechanism}",
        f"instrument {instrument}",
        "stage pilots",
        "out",
        "donor",
        *(f"sum {one}" for one in SUMS),
    ]
    for why in whys:
        yield Screen(CATALOG, results, page="strategy", language="fr", looks={"why": why})


@pytest.mark.parametrize("example", examples()[::2], ids=lambda one: one.code)
def test_no_mark_is_glued_to_its_word_or_begins_a_line(example):
    wrong = {
        (screen.page, text[max(0, one.start() - 40) : one.end() + 20])
        for screen in list_screens(example.scenario)
        for text in read_texts(draw_screen(screen).html)
        if not text.startswith("Benner, M. (2013)")  # a title in English
        for one in ILL_SET.finditer(text)
    }
    assert not wrong


@pytest.mark.parametrize("example", examples(), ids=lambda one: one.code)
def test_the_words_of_a_worked_example_are_french_for_french_visitors(example):
    place = example.scenario.place
    names = {text for text in (place.title, place.country, place.cluster, place.notes) if text}
    names -= {"Metal workshops"}  # an industry's name, which English titles of papers may hold
    assert all(say_place_text(text) != text for text in names)
    for screen in list(list_screens(example.scenario))[:: 6 if example.code != "highland_coffee" else 1]:
        told = " ".join(read_texts(draw_screen(screen).html))
        assert not [text for text in names if text in told], screen.page


def test_what_people_wrote_is_never_translated():
    assert say_place_text("Health") == "Health"
    assert say_industry("Health", "Our valley") == "Health"
    assert say_industry("Health", "Keshi") == "Santé"  # a worked example's own word
    text = "region,industry,jobs\nOurs,Health,120\nOurs,Fishing,90\nTheirs,Health,40\nTheirs,Fishing,300\n"
    table = JobsTable(read_jobs(text), "jobs")
    screen = Screen(
        CATALOG, compute_results(CATALOG, Scenario(place=Place(title="Health"))), page="regions", jobs=table
    )
    html = draw_screen(screen).html
    assert "Health" in html and "Santé" not in html


def test_pairs_and_series_are_set_by_language():
    assert pair("a", "b") == "a\u202f: b" and series(["a", "b"]) == "a\u202f; b"
    select_language("en")
    assert pair("a", "b") == "a: b" and series(["a", "b"]) == "a; b"


def test_undo_on_the_page_of_regions_says_what_it_does_not_undo():
    select_language("en")
    results = compute_results(CATALOG, Scenario())
    assert (
        'aria-label="Undo a choice (not a table or threshold)"'
        in draw_screen(Screen(CATALOG, results, page="regions")).html
    )
    assert 'aria-label="Undo"' in draw_screen(Screen(CATALOG, results, page="strategy")).html
