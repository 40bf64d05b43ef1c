"""Every page: alone, routed, with an empty scenario, and as the very first visit by a deep link."""

import pytest

from clusterdash.ui.pages import PAGES
from tests.pages.conftest import read_views

FILES = [page.file for page in PAGES]
EMPTY = "1.000000000000.---.0.n.10"
BROKEN = "1.9x0000000000.q--.8.z.999.p77"


@pytest.mark.parametrize("file", FILES)
def test_a_page_runs_alone(open_page, file):
    assert "<h1" in read_views(open_page(f"pages/{file}"))["page"]["html"]


@pytest.mark.parametrize("file", FILES)
def test_a_page_runs_in_the_app_with_the_choices_beside_it(open_page, file):
    views = read_views(open_page(page=file))
    assert {"tools", "rail", "page"} <= set(views)
    assert "<h1" in views["page"]["html"]


@pytest.mark.parametrize("file", FILES)
def test_a_page_has_something_to_say_about_an_empty_scenario(open_page, file):
    html = read_views(open_page(page=file, s=EMPTY))["page"]["html"]
    assert "<h1" in html and ">None<" not in html


@pytest.mark.parametrize("file", FILES)
def test_a_broken_link_is_told_and_the_page_still_works(open_page, file):
    views = read_views(open_page(page=file, s=BROKEN))
    assert 'role="alert"' in views["rail"]["html"]
    assert "<h1" in views["page"]["html"]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("file", FILES)
def test_a_page_speaks_the_language_of_its_link(open_page, file, language):
    views = read_views(open_page(page=file, lang=language))
    assert views["rail"]["lang"] == language
    assert ("Ouvrir" in views["tools"]["html"]) == (language == "fr")


def test_a_first_visit_opens_with_a_worked_example(open_page):
    views = read_views(open_page())
    assert "Highland coffee" in views["tools"]["html"]
    assert views["rail"]["is_touched"] is False


def test_a_link_brings_its_choices_to_the_very_first_visit(open_page):
    code = "1.300000000000.aaa.5.e.3"
    assert read_views(open_page(s=code))["rail"]["code"].startswith(code + ".k")


def test_user_text_is_text_and_never_markup(open_page):
    test = open_page()
    sitting = test.session_state["clusterdash"]
    from clusterdash.model.scenario.scenario import Place

    sitting.replace(sitting.scenario.change(place=Place(title="<img src=x onerror=alert(1)>")))
    for page in FILES:
        test.switch_page(f"pages/{page}").run()
        for view in read_views(test).values():
            assert "<img src=x" not in view["html"]


def test_nothing_eligible_is_said_and_the_page_stays(open_page):
    # no government, no donor, no network: nobody could carry anything
    views = read_views(open_page(page="strategy.py", s="1.333333333333.nnn.0.n.10"))
    assert "within reach" in views["page"]["html"]


def test_more_places_than_instruments_are_no_mistake(open_page):
    views = read_views(open_page(page="strategy.py", s="1.300000000000.aaa.5.e.60"))
    assert 'role="alert"' not in views["rail"]["html"]
