"""The app on another toolbox: every page, a choice that the mix answers, a room, and a table of jobs."""

import re

import pytest
from playwright.sync_api import expect

from clusterdash.views.pages import PAGES
from scripts.serving import settle


@pytest.fixture(scope="module")
def tourism_app(serve, project):
    with serve(environment={"CLUSTERDASH_TOOLBOX": str(project / "tests" / "catalog" / "tourism")}) as app:
        yield app


@pytest.fixture
def visit_tourism(new_page, tourism_app):
    start = len(tourism_app.log.read_bytes())

    def open_app(path="", **options):
        page = new_page(**options)
        page.goto(f"{tourism_app.url}/{path}")
        return settle(page)

    yield open_app
    written = tourism_app.read_log(start)
    assert "Traceback" not in written and "ERROR" not in written, written[-4000:]


def test_a_choice_is_answered_on_every_page_of_another_toolbox(visit_tourism):
    page = visit_tourism("mechanisms")
    page.locator('[data-mechanism="word_of_mouth"][data-value="3"]').first.click()
    expect(page.locator("#mechanisms-grid tbody tr.in-mix").first).to_be_visible()
    for entry in PAGES:
        visited = visit_tourism(entry.slug)
        # must not happen: a word of the paper's toolbox, or a page that could not be drawn
        text = visited.locator(".page-frame").inner_text()
        assert "could not be drawn" not in text and "Spinoff formation" not in text and "Job fairs" not in text, entry
    assert "tourism" in visit_tourism("sources").locator("#other-toolbox").inner_text()


def test_its_tables_are_the_ones_to_take_away(visit_tourism, tourism_app):
    page = visit_tourism("sources")
    answer = page.request.get(f"{tourism_app.url}/data/mechanisms.csv")
    assert "word_of_mouth" in answer.text()


def test_a_table_of_jobs_is_read_without_any_worked_example(visit_tourism):
    page = visit_tourism("regions")
    page.locator("#jobs-paste").fill(
        "region;industry;jobs\nHigh valley;Lodges;80\nHigh valley;Farms;20\nPlain;Farms;90\n"
    )
    page.get_by_role("button", name="Read what is pasted").click()
    # the first table of a server that has read none yet
    expect(page.locator("h1")).to_contain_text("High valley stands out in Lodges", timeout=20000)
    page.get_by_role("button", name=re.compile("Add it to the programme")).click()
    page.get_by_role("button", name="Take Lodges into the programme").click()
    expect(page.locator("#taken")).to_contain_text("Lodges")


def test_a_room_votes_on_the_mechanisms_of_another_toolbox(visit_tourism, tourism_app):
    page = visit_tourism("")
    room = page.request.post(f"{tourism_app.url}/api/rooms", data={"title": "Hall"}).json()
    address = f"{tourism_app.url}/api/rooms/{room['code']}/ballot"
    ballot = {"device": "device-0123456789", "group": None, "revision": 1}
    assert page.request.put(address, data={**ballot, "ratings": {"word_of_mouth": 2}}).ok
    # must not happen: a vote on a mechanism that this toolbox does not have
    refused = page.request.put(address, data={**ballot, "revision": 2, "ratings": {"recruitment": 2}})
    assert refused.status == 400
    phone = page.request.get(f"{tourism_app.url}/r/{room['code']}").text()
    assert "word_of_mouth" in phone and "recruitment" not in phone
