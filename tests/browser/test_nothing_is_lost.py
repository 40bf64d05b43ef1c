"""What people typed stays: refused values, gone servers, browsers without storage, fingers on glass."""

import json
import re

import pytest
from playwright.sync_api import expect

from scripts.serving import find_free_port, settle

PHONE = (390, 844)


def rating(page, mechanism, value):
    return page.locator(f'[data-mechanism="{mechanism}"][data-value="{value}"]')


def start_fresh(page):
    page.get_by_role("button", name="Start fresh").click()
    expect(page.locator(".place-title")).to_have_text("A place without a name yet")
    page.wait_for_timeout(1100)  # the buttons hold still for a second


def go_to(page, name):
    page.get_by_role("button", name="Pages").click()
    page.locator(".menu").get_by_role("link", name=name).click()
    expect(page.locator(".page-frame .page")).to_have_id(f"page-{name.lower()}")


def type_into(page, selector, text):
    page.locator(selector).fill(text)
    page.locator(selector).blur()


def test_a_refused_number_leaves_the_regions_in_their_box(visit):
    page = visit("")
    start_fresh(page)
    go_to(page, "Timeline")
    type_into(page, "#chain-regions", "North\nCentre\nSouth")
    expect(page.locator("#programme .regions")).to_contain_text("North")
    type_into(page, "#chain-round_years", "five")
    expect(page.get_by_role("alert")).to_contain_text("five")
    expect(page.locator("#chain-regions")).to_have_value("North\nCentre\nSouth")
    # must not happen: the next letter replaces all three
    page.locator("#chain-regions").press("End")
    page.locator("#chain-regions").press_sequentially("ern")
    page.locator("#chain-regions").blur()
    expect(page.locator("#programme .regions")).to_contain_text("Southern")
    expect(page.locator("#programme .regions")).to_contain_text("North")


def test_notes_stay_in_their_box_also_where_it_was_empty_at_first(visit):
    page = visit("")
    start_fresh(page)
    type_into(page, "#place-notes", "Market day is Friday.")
    page.locator("#place-start_year").fill("20260")
    page.locator("#place-start_year").blur()
    expect(page.get_by_role("alert")).to_be_visible()
    # must not happen: the box shows what was first drawn
    expect(page.locator("#place-notes")).to_have_value("Market day is Friday.")


# as when the answer to the last click comes while the page is being loaded anew: the old address stays
RELOAD_UNDER = """
(address) => {
  History.prototype.replaceState.call(window.history, window.history.state, "", address)
  window.location.reload()
}
"""


def test_a_click_in_the_moment_of_a_reload_counts(visit):
    page = visit("")
    start_fresh(page)
    rating(page, "recruitment", 3).click()
    expect(page).to_have_url(re.compile(r"s=1\.3"))
    before = page.url
    rating(page, "student_work", 2).click()
    expect(page).not_to_have_url(before)
    page.evaluate(RELOAD_UNDER, before)
    page.wait_for_load_state("load")
    settle(page)
    expect(rating(page, "student_work", 2)).to_have_attribute("aria-checked", "true")
    # must not happen: what was done a moment ago lies aside as a draft
    expect(page.locator("#notice")).to_have_count(0)
    # nor may a link that somebody opens in this tab give way to the draft
    page.goto(before)
    settle(page)
    expect(page.locator("#notice")).to_contain_text("You came by a link")


def test_a_text_that_is_still_being_typed_survives_a_reload(visit):
    page = visit("")
    page.locator("#place-notes").fill("Half a sent")
    page.reload()
    settle(page)
    # must not happen: only what was left with the tabulator key is kept
    expect(page.locator("#place-notes")).to_have_value("Half a sent")


def test_the_address_after_a_click_on_the_menu_opens_everything_elsewhere(visit):
    page = visit("")
    start_fresh(page)
    type_into(page, "#place-title", "Our own valley")
    type_into(page, "#place-notes", "Café, market on Friday")
    rating(page, "recruitment", 3).click()
    go_to(page, "Timeline")
    type_into(page, "#chain-regions", "North\nSouth")
    expect(page.locator("#programme .regions")).to_contain_text("South")
    go_to(page, "Strategy")
    other = visit(page.url.split("/", 3)[3])
    expect(other.locator(".place-title")).to_have_text("Our own valley")
    expect(rating(other, "recruitment", 3)).to_have_attribute("aria-checked", "true")
    go_to(other, "Overview")
    expect(other.locator("#place-notes")).to_have_value("Café, market on Friday")
    go_to(other, "Timeline")
    # must not happen: the address holds the ratings only
    expect(other.locator("#chain-regions")).to_have_value("North\nSouth")


def test_a_click_on_the_number_of_warnings_brings_them_into_view(visit):
    page = visit("strategy", size=(1280, 640))
    page.locator("#to-warnings").click()
    expect(page.locator("#warnings li").first).to_be_in_viewport()
    # must not happen: the keyboard stays far above
    expect(page.locator("#tab-panel")).to_be_focused()


def test_a_double_click_carries_out_one_remedy_and_its_place_holds_still(visit):
    page = visit("strategy?s=1.333333333333.wnw.0.n.10")
    page.locator("#tab-warnings").click()
    button = page.locator("#warnings [data-do=apply_fix]").first
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    place = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.dblclick(*place)
    page.wait_for_timeout(500)  # time enough for the answer, and for a hand that clicks again
    page.mouse.click(*place)
    expect(page.get_by_role("button", name="Undo")).not_to_have_attribute("aria-disabled", "true")
    page.get_by_role("button", name="Undo").click()
    # must not happen: a later click hits the remedy that has moved up
    expect(page.get_by_role("button", name="Undo")).to_have_attribute("aria-disabled", "true")


def test_nothing_is_replaced_while_a_finger_is_down(visit):
    page = visit("strategy", size=(1280, 1000))
    tab = page.locator("#tab-frontier")
    tab.scroll_into_view_if_needed()
    box = tab.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 10)
    page.mouse.down()
    rating(page, "recruitment", 3).evaluate("radio => radio.click()")
    rating(page, "venture_capital", 3).evaluate("radio => radio.click()")
    page.wait_for_timeout(700)  # the answer to the rating arrives meanwhile
    page.mouse.up()
    # must not happen: the tap is swallowed
    expect(tab).to_have_attribute("aria-selected", "true")


def test_on_a_phone_the_first_tap_after_rating_counts(visit):
    for _ in range(3):
        page = visit("", size=PHONE, touch=True)
        page.get_by_role("button", name="Choices", exact=True).tap()
        rating(page, "social_hierarchy", 3).tap()
        page.get_by_role("button", name="Result", exact=True).tap()
        page.get_by_role("button", name="All steps and pages").tap()
        page.locator(".menu").get_by_role("link", name="Strategy").tap()
        expect(page.locator("#page-strategy")).to_be_visible()
        page.locator("#tab-ladder").tap()
        # must not happen: the first tap on a tab does nothing
        expect(page.locator("#ladder")).to_be_visible()


def test_a_server_that_is_gone_is_told_in_the_pages_language_and_gets_what_was_done_meanwhile(serve, new_page):
    port = find_free_port()
    page = new_page()
    page.guard.may_break = True
    with serve(port=port) as app:
        page.goto(f"{app.url}/strategy?lang=fr")
        settle(page)
    expect(page.locator("#gone")).to_contain_text("ne répond pas", timeout=15000)
    page.screenshot()
    rating(page, "recruitment", 3).click()
    rating(page, "student_work", 2).click()
    with serve(port=port):
        expect(page.locator("#gone")).to_be_hidden(timeout=45000)
        expect(rating(page, "recruitment", 3)).to_have_attribute("aria-checked", "true")
        # must not happen: what was done meanwhile is forgotten
        expect(page).to_have_url(re.compile(r"s=1\.3.2"), timeout=20000)


DENY = """
for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError") } })
}
"""


def test_a_browser_that_stores_nothing_works_and_is_told_so_once(new_page, app_url):
    page = new_page()
    page.add_init_script(DENY)
    page.goto(f"{app_url}/strategy")
    settle(page)
    expect(page.get_by_role("alert")).to_contain_text("no draft is kept")
    page.get_by_role("button", name="Close").click()
    rating(page, "recruitment", 3).click()
    # must not happen: the choices silently stop counting
    expect(page).to_have_url(re.compile(r"s=1\.3"))
    expect(page.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize("drafts", ["[null]", "{}", "nonsense", '[{"text": 5}]', json.dumps([{"text": "{}"}])])
def test_whatever_the_storage_holds_the_app_starts(new_page, app_url, drafts):
    page = new_page()
    page.add_init_script(
        f"localStorage['clusterdash.drafts'] ?? localStorage.setItem('clusterdash.drafts', {json.dumps(drafts)})"
    )
    page.goto(f"{app_url}/")
    settle(page)
    rating(page, "recruitment", 3).click()
    # must not happen: the app never appears, or never answers
    expect(page).to_have_url(re.compile(r"s=1\.3"))


def test_a_file_with_half_an_emoji_opens_and_harms_nothing(visit, tmp_path):
    page = visit("")
    file = tmp_path / "half.json"
    file.write_text(
        '{"version": 1, "place": {"title": "Caf\\ud83d"}, "salience": {"recruitment": 2}}', encoding="utf-8"
    )
    page.locator("input[data-do=open_file]").set_input_files(file)
    expect(rating(page, "recruitment", 2)).to_have_attribute("aria-checked", "true")
    page.reload()
    settle(page)
    # must not happen: every page of this browser is broken from now on
    expect(page.locator(".place-title")).to_have_text("Caf")
