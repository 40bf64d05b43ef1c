"""Every page: alone, routed, with an empty scenario, and as the very first visit by a deep link."""

import pytest

from clusterdash.views.pages import PAGES
from tests.pages.conftest import read_screen

FILES = [page.file for page in PAGES]
EMPTY = "1.000000000000.---.0.n.10"
BROKEN = "1.9x0000000000.q--.8.z.999.p77"


@pytest.mark.parametrize("file", FILES)
def test_a_page_runs_alone(open_page, file):
    assert "<h1" in read_screen(open_page(f"pages/{file}"))["html"]


@pytest.mark.parametrize("file", FILES)
def test_a_page_runs_in_the_app_with_the_choices_beside_it(open_page, file):
    html = read_screen(open_page(page=file))["html"]
    assert 'id="rail"' in html and 'class="menu"' in html and "<h1" in html


@pytest.mark.parametrize("file", FILES)
def test_a_page_has_something_to_say_about_an_empty_scenario(open_page, file):
    html = read_screen(open_page(page=file, s=EMPTY))["html"]
    assert "<h1" in html and ">None<" not in html


@pytest.mark.parametrize("file", FILES)
def test_a_broken_link_is_told_and_the_page_still_works(open_page, file):
    html = read_screen(open_page(page=file, s=BROKEN))["html"]
    assert 'role="alert"' in html and "<h1" in html


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("file", FILES)
def test_a_page_speaks_the_language_of_its_link(open_page, file, language):
    screen = read_screen(open_page(page=file, lang=language))
    assert screen["lang"] == language
    assert ("Ouvrir" in screen["parts"]["top"]) == (language == "fr")


def test_a_first_visit_opens_with_a_worked_example(open_page):
    screen = read_screen(open_page())
    assert "Highland coffee" in screen["parts"]["top"]
    assert screen["is_touched"] is False


def test_a_link_brings_its_choices_to_the_very_first_visit(open_page):
    code = "1.300000000000.aaa.5.e.3"
    assert read_screen(open_page(s=code))["code"].startswith(code + ".k")


def test_user_text_is_text_and_never_markup(open_page):
    test = open_page()
    sitting = test.session_state["clusterdash"]
    from clusterdash.model.scenario.scenario import Place

    sitting.replace(sitting.scenario.change(place=Place(title="<img src=x onerror=alert(1)>")))
    for page in FILES:
        test.switch_page(f"pages/{page}").run()
        html = read_screen(test)["html"]
        assert "<img src=x" not in html and "&lt;img src=x" in html


def test_nothing_eligible_is_said_and_the_page_stays(open_page):
    # no government, no donor, no network: nobody could carry anything
    html = read_screen(open_page(page="strategy.py", s="1.333333333333.nnn.0.n.10"))["html"]
    assert "within reach" in html


def test_more_places_than_instruments_are_no_mistake(open_page):
    html = read_screen(open_page(page="strategy.py", s="1.300000000000.aaa.5.e.60"))["html"]
    assert 'role="alert"' not in html


def test_a_fault_of_the_program_is_a_sentence_with_a_reference_and_keeps_what_was_entered(open_page, monkeypatch):
    from clusterdash.ui import shell

    def fail(_screen):
        raise ZeroDivisionError("what the visitor typed")

    monkeypatch.setattr(shell, "draw_screen", fail)
    test = open_page(page="strategy.py")
    html = read_screen(test)["html"]
    assert "could not be drawn" in html and "what the visitor typed" not in html
    assert test.session_state["clusterdash"].scenario.place.title.startswith("Highland coffee")


def test_the_tables_of_a_page_can_be_taken_away_in_the_visitors_language(open_page):
    test = open_page(page="strategy.py", lang="fr")
    labels = [element.proto.label for element in test.get("download_button")]
    assert len(labels) == 3 and all("CSV" in label for label in labels) and "The mix as CSV" not in labels
