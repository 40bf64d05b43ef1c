"""A workshop from end to end: who leads, the wall, three phones, one of them French; the server falls and returns."""

import json
import re
import urllib.request

import pytest
from playwright.sync_api import expect

from scripts.serving import find_free_port, settle

PHONE = (390, 844)
SMALL = (360, 640)
WALL = (1920, 1080)
WAIT = 30_000


@pytest.fixture
def kept(tmp_path):
    """Return what starts a server again with what it had kept."""
    return {"port": find_free_port(), "environment": {"CLUSTERDASH_DATA_FOLDER": str(tmp_path)}}


def join(page, url, code=None, group=0):
    """Open a phone's page, by its address or by typing the code at the door, and say a group."""
    page.goto(url)
    if code is not None:
        page.get_by_role("textbox").fill(code.lower())
        page.get_by_role("button").click()
    page.locator("section:not([hidden]) input[type=radio]").nth(group).check()
    page.locator("#next").click()
    return page


def question(page, name):
    return page.locator(f'section[data-name="{name}"]')


def rate(page, name, value):
    while question(page, name).is_hidden():
        page.locator("#next").click()
    question(page, name).locator(f'input[data-table="ratings"][value="{value}"]').check()


def back_to_first(page):
    while page.locator("#back").is_enabled():
        page.locator("#back").click()
    page.locator("#next").click()


def test_a_hall_votes_and_the_strategy_on_the_wall_follows(serve, new_page, kept):
    lead, wall = new_page(), new_page(size=WALL)
    phones = [new_page(size=PHONE, touch=True), new_page(size=SMALL, touch=True, locale="fr-FR"), new_page(size=PHONE)]
    one, french, third = phones
    for page in (lead, wall, *phones):
        page.guard.may_break = True
    with serve(**kept) as app:
        lead.goto(f"{app.url}/workshop")
        settle(lead)
        lead.get_by_role("button", name="Open a room").click()
        code = lead.locator(".room-code").inner_text()
        wall.goto(f"{app.url}/workshop?view=wall&room={code}")
        expect(wall.locator(".wall-strip .room-code")).to_have_text(code)
        expect(wall.locator(".rail, .top")).to_have_count(0)

        join(one, f"{app.url}/r", code=code)
        join(french, f"{app.url}/r/{code}", group=1)
        join(third, f"{app.url}/r/{code}", group=2)
        expect(question(french, "recruitment")).to_contain_text("Considérable")
        for phone in phones:
            rate(phone, "recruitment", 3)
            rate(phone, "student_work", 3)
        rate(one, "venture_capital", 3)
        # corrected before the vote is closed
        back_to_first(third)
        rate(third, "recruitment", 2)
        expect(third.locator("#told")).to_contain_text("Saved")
        expect(lead.locator("#page-workshop h1")).to_have_text("3 of 3 in", timeout=WAIT)
        expect(wall.locator(".wall-count")).to_have_text("3 of 3 in", timeout=WAIT)
        # must not happen: somebody reads the results before they are revealed
        expect(lead.locator(".outcome")).to_have_count(0)
        expect(wall.locator(".outcome")).to_have_count(0)

    # the server is gone; a phone goes on, and says that what it does is kept
    rate(french, "venture_capital", 3)
    expect(french.locator("#told")).to_contain_text("restent sur ce téléphone", timeout=WAIT)
    rate(third, "venture_capital", 3)

    with serve(**kept) as app:
        expect(french.locator("#told")).to_contain_text(re.compile("Enregistré|revenue"), timeout=WAIT)
        expect(third.locator("#told")).to_contain_text(re.compile("Saved|back"), timeout=WAIT)
        # a phone that was closed comes back as the same device, with its answers
        one.reload()
        expect(question(one, "recruitment").locator('input[value="3"]').first).to_be_checked()
        # who leads and the wall go on with the same room
        expect(lead.locator(".room-code")).to_have_text(code, timeout=2 * WAIT)
        lead.get_by_role("button", name="Reveal").click()
        expect(lead.locator(".outcome")).to_have_count(3, timeout=WAIT)
        expect(wall.locator(".outcome")).to_have_count(3, timeout=2 * WAIT)
        expect(french.locator("#results-list li")).to_have_count(3, timeout=WAIT)
        expect(french.locator("#results-list")).to_contain_text("Capital-risque")
        assert all(bar.inner_text().endswith("3") for bar in one.locator("#results-list .bar.middle").all()[1:])

        lead.wait_for_timeout(1100)  # the buttons hold still for a second
        lead.get_by_role("button", name="Apply the medians").click()
        expect(lead.locator('#salience-venture_capital [aria-checked="true"]')).to_have_text("3", timeout=WAIT)
        lead.get_by_role("button", name="Pages").click()
        lead.locator(".menu").get_by_role("link", name="Strategy").click()
        expect(lead.locator("#page-strategy")).to_be_visible()
        expect(wall.locator("#page-strategy")).to_be_visible(timeout=WAIT)
        mix = lead.locator("#mix .mix-name").all_inner_texts()
        expect(wall.locator("#mix .mix-name")).to_have_text(mix, timeout=WAIT)
        before = mix
        # one undo takes the whole vote back, on the wall too
        lead.get_by_role("button", name="Undo").click()
        expect(lead.locator('#salience-venture_capital [aria-checked="true"]')).not_to_have_text("3")
        undone = lead.locator("#mix .mix-name").all_inner_texts()
        assert undone != before
        expect(wall.locator("#mix .mix-name")).to_have_text(undone, timeout=WAIT)
        for page in (lead, wall, *phones):
            page.goto("about:blank")


def lead(room, deed, **fields):
    """Do what who leads does, over HTTP."""
    request = urllib.request.Request(  # noqa: S310, our own server
        room["url"].replace("/r/", "/api/rooms/") + f"/{deed}",
        json.dumps(fields).encode(),
        {"authorization": f"Bearer {room['key']}"},
    )
    urllib.request.urlopen(request).close()  # noqa: S310, our own server


def open_room(app):
    """Return the addresses and the key of a new room."""
    request = urllib.request.Request(f"{app.url}/api/rooms", b'{"title": "Hall"}')  # noqa: S310, our own server
    with urllib.request.urlopen(request) as answer:  # noqa: S310, our own server
        return json.load(answer)


def test_a_phone_follows_what_is_led(running_app, new_page):
    room = open_room(running_app)
    page = join(new_page(size=PHONE, touch=True), room["url"])
    rate(page, "recruitment", 3)
    rate(page, "student_work", 1)
    expect(page.locator("#told")).to_contain_text("Saved")
    # in step: the question that is led, and the guess that is asked for
    lead(room, "settle", step="social_networks", predict=True)
    expect(question(page, "social_networks")).to_be_visible(timeout=WAIT)
    expect(question(page, "social_networks").locator(".guess")).to_be_visible(timeout=WAIT)
    lead(room, "settle", step=None, predict=None)
    # one question anew: its answer is gone, the others stay
    lead(room, "reset", question="recruitment")
    expect(page.locator("#told")).to_contain_text("asked anew", timeout=WAIT)
    expect(question(page, "recruitment").locator("input:checked")).to_have_count(0)
    expect(question(page, "student_work").locator('input[data-table="ratings"][value="1"]')).to_be_checked()
    rate(page, "recruitment", 2)
    expect(page.locator("#told")).to_contain_text("Saved", timeout=WAIT)
    # closed: nothing can be changed, and the phone says so; a reveal shows what the room says
    lead(room, "close")
    expect(page.locator("#told")).to_contain_text("closed", timeout=WAIT)
    expect(question(page, "recruitment").locator("input").first).to_be_disabled()
    lead(room, "reveal")
    expect(page.locator("#results-list li")).to_have_count(2, timeout=WAIT)
    # vote again with the answers that are there
    lead(room, "open")
    expect(page.locator("#told")).to_contain_text("Vote again", timeout=WAIT)
    # all anew
    lead(room, "reset")
    expect(page.locator("#told")).to_contain_text("begins anew", timeout=WAIT)
    expect(page.locator("input[data-table=ratings]:checked")).to_have_count(0)


def test_a_personal_link_goes_on_with_the_same_answers_elsewhere(running_app, new_page):
    room = open_room(running_app)
    page = join(new_page(size=PHONE, touch=True), room["url"])
    rate(page, "recruitment", 3)
    expect(page.locator("#told")).to_contain_text("Saved")
    link = page.locator("#link").input_value()
    other = new_page()
    other.goto(link)
    expect(question(other, "recruitment").locator('input[data-table="ratings"][value="3"]')).to_be_checked()
    # must not happen: the token stays in the address and is passed on with it
    assert "#" not in other.url


@pytest.fixture(scope="module")
def room(running_app):
    """Return the addresses of an open room."""
    return open_room(running_app)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [SMALL, PHONE, (960, 540)])
def test_every_screen_of_a_phone_is_accessible_and_fits(room, new_page, axe, size, scheme):
    page = new_page(size=size, scheme=scheme, locale="fr-FR")
    page.goto(room["url"])
    for screen in range(14):
        if screen in (0, 1, 13):
            assert not axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        if page.locator("#next").is_visible():
            page.locator("#next").click()


def test_a_phone_is_led_by_the_keyboard_alone(room, new_page):
    page = new_page()
    page.goto(room["url"])
    page.locator("section:not([hidden]) input").first.focus()
    page.keyboard.press("ArrowDown")
    page.locator("#next").focus()
    page.keyboard.press("Enter")
    # the question takes the focus, so that it is read aloud
    expect(page.locator("section:not([hidden]) h1")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("#count")).to_contain_text("1 of 12")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_wall_and_the_page_of_who_leads_are_accessible(running_app, new_page, axe, scheme):
    lead = new_page(scheme=scheme)
    lead.goto(f"{running_app.url}/workshop")
    settle(lead)
    assert not axe(lead, include="#page-workshop")
    lead.get_by_role("button", name="Rehearse").click()
    code = lead.locator(".room-code").inner_text()
    lead.wait_for_timeout(1100)  # the buttons hold still for a second
    lead.get_by_role("button", name="Reveal").click()
    expect(lead.locator(".outcome")).to_have_count(12, timeout=WAIT)
    for part in lead.locator("#page-workshop > details > summary").all():
        part.click()
    assert not axe(lead, include="#page-workshop")
    wall = new_page(scheme=scheme, size=WALL)
    wall.goto(f"{running_app.url}/workshop?view=wall&room={code}")
    expect(wall.locator(".outcome")).to_have_count(12, timeout=WAIT)
    expect(wall.locator(".wall-strip")).to_contain_text("Rehearsal")
    assert not axe(wall)
    assert wall.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
