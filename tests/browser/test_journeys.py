"""True journeys in a browser; each also names one thing that must not happen."""

import re

from playwright.sync_api import expect

from clusterdash.views.pages import PAGES
from scripts.serving import settle

PHONE = (390, 844)


def rating(page, mechanism, value):
    return page.locator(f'[data-mechanism="{mechanism}"][data-value="{value}"]')


def list_rows(page):
    return page.locator("#mechanisms-grid tbody tr").evaluate_all("rows => rows.map(row => row.id)")


def go_to(page, name):
    page.get_by_role("button", name="Pages").click()
    page.locator(".menu").get_by_role("link", name=name).click()
    expect(page.locator(".page-frame .page")).to_have_id(f"page-{name.lower()}")


def test_a_first_visit_changes_salience_and_heatmap_mix_and_timeline_answer(visit):
    page = visit("mechanisms")
    before = list_rows(page)
    for mechanism in (
        "horizontal_cooperation",
        "vertical_cooperation",
        "social_networks",
        "science_industry_cooperation",
    ):
        rating(page, mechanism, 0).click()
    rating(page, "venture_capital", 3).click()
    rating(page, "social_hierarchy", 3).click()
    expect(page.locator("#row-awards")).to_have_class(re.compile("in-mix"))
    assert list_rows(page) != before
    go_to(page, "Strategy")
    expect(page.locator("#mix-awards")).to_be_visible()
    go_to(page, "Timeline")
    lead = page.locator("#programme tbody tr").first
    told = lead.inner_text()
    page.get_by_role("radiogroup", name="How far does the donor go?").get_by_role(
        "radio", name=re.compile("^5")
    ).click()
    expect(lead).not_to_have_text(told)
    # must not happen: a choice made on one page is forgotten on the next
    expect(rating(page, "venture_capital", 3)).to_have_attribute("aria-checked", "true")


def test_change_switch_page_back_reload_and_the_scenario_is_the_same(visit):
    page = visit("")
    rating(page, "cafeteria_effects", 3).click()
    expect(page).to_have_url(re.compile(r"s=1\.[0-9-]{10}3"))
    page.locator("#place-title").fill("Our own valley")
    page.locator("#place-title").blur()
    expect(page.locator(".place-title")).to_have_text("Our own valley")
    go_to(page, "Actors")
    page.go_back()
    expect(page.locator("#page-overview")).to_be_visible()
    page.reload()
    settle(page)
    expect(rating(page, "cafeteria_effects", 3)).to_have_attribute("aria-checked", "true")
    # must not happen: what does not fit into the address (the title) is lost
    expect(page.locator(".place-title")).to_have_text("Our own valley")


def test_twenty_rapid_clicks_lose_none(visit):
    page = visit("strategy?s=1.000000000000.---.0.n.10")
    mechanisms = page.locator("[data-test=salience] [role=radiogroup]")
    count = mechanisms.count()
    wanted = [(number * 7) % 3 + 1 for number in range(count)]
    clicks = [(number, 3 - wanted[number] % 2) for number in range(20 - count)] + list(enumerate(wanted))
    page.evaluate(
        """clicks => { const groups = document.querySelectorAll("[data-test=salience] [role=radiogroup]");
        for (const [group, value] of clicks) groups[group].children[value].click() }""",
        clicks,
    )
    code = "".join(map(str, wanted))
    expect(page).to_have_url(re.compile(rf"s=1\.{code}\."))
    # must not happen: an earlier click wins over a later one
    for number, value in enumerate(wanted):
        expect(mechanisms.nth(number).locator(f"[data-value='{value}']")).to_have_attribute("aria-checked", "true")


def test_a_crash_of_the_tab_keeps_the_draft_of_this_browser(visit):
    page = visit("")
    rating(page, "student_work", 2).click()
    page.locator("#place-title").fill("Kept")
    page.locator("#place-title").blur()
    expect(page.locator(".place-title")).to_have_text("Kept")
    again = page.context.new_page()
    again.goto(page.url.split("?")[0])
    expect(again.locator(".place-title")).to_have_text("Kept")
    # must not happen: the worked example comes back over one's own work
    expect(rating(again, "student_work", 2)).to_have_attribute("aria-checked", "true")


def test_two_tabs_keep_two_drafts(visit):
    first = visit("")
    first.locator("#place-title").fill("First place")
    first.locator("#place-title").blur()
    expect(first.locator(".place-title")).to_have_text("First place")
    second = first.context.new_page()
    second.goto(first.url)
    expect(second.locator(".place-title")).to_have_text("First place")
    second.locator("#place-title").fill("Second place")
    second.locator("#place-title").blur()
    expect(second.locator(".place-title")).to_have_text("Second place")
    first.reload()
    settle(first)
    # must not happen: the tab that wrote last takes the other's place
    expect(first.locator(".place-title")).to_have_text("First place")


def test_a_refused_value_is_told_and_the_field_goes_back(visit):
    page = visit("timeline", size=PHONE, touch=True)
    page.locator("#plan-fold summary").tap()
    page.locator("#chain-start").fill("20260")
    page.locator("#chain-start").blur()
    notice = page.get_by_role("alert")
    expect(notice).to_contain_text("from 1990 to 2100")
    expect(notice).to_be_in_viewport()
    # must not happen: the field shows a value that does not hold
    expect(page.locator("#chain-start")).to_have_value("2027")


def test_a_first_result_takes_three_clicks_from_a_fresh_start(visit):
    page = visit("strategy")
    page.locator("#rail").get_by_role("button", name="Start over").click()
    expect(page.locator("#place-title")).to_be_focused()
    rating(page, "horizontal_cooperation", 3).click()
    page.locator(".path").get_by_role("link", name="Strategy").click()
    expect(page.locator("#mix li").first).to_be_visible()
    # must not happen: a result without any way to see why
    page.locator("#mix button").first.click()
    expect(page.locator("#drawer")).to_contain_text("Table 2")


def test_a_phone_visit_decides_and_sees_the_result(visit):
    page = visit("mechanisms", size=PHONE, touch=True)
    page.get_by_role("button", name="Choices", exact=True).tap()
    rating(page, "social_hierarchy", 3).tap()
    page.get_by_role("button", name="Result", exact=True).tap()
    page.locator(".chip", has_text="Social hierarchy").tap()
    card = page.locator(".card").first
    assert card.bounding_box()["height"] >= 44
    card.tap()
    expect(page.locator("#drawer")).to_be_visible()
    # must not happen: the page scrolls sideways
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_keyboard_reaches_ratings_and_cells(visit):
    page = visit("mechanisms")
    page.locator('[data-mechanism="recruitment"][tabindex="0"]').focus()
    page.keyboard.press("2")
    expect(rating(page, "recruitment", 2)).to_have_attribute("aria-checked", "true")
    page.keyboard.press("ArrowRight")
    expect(rating(page, "recruitment", 3)).to_be_focused()
    page.locator("#mechanisms-grid tbody [tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#drawer")).to_be_visible()
    page.keyboard.press("Escape")
    # must not happen: the drawer traps the keyboard
    expect(page.locator("#drawer")).to_have_count(0)


def test_another_language_loses_nothing_and_stands_in_the_address(visit):
    page = visit("strategy")
    rating(page, "recruitment", 1).click()
    page.get_by_label("Language").select_option("fr")
    expect(page).to_have_url(re.compile("lang=fr"))
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.reload()
    settle(page)
    # must not happen: the reload falls back to English or to the example
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(rating(page, "recruitment", 1)).to_have_attribute("aria-checked", "true")


def test_a_scenario_saves_and_opens_as_a_file(visit, tmp_path):
    page = visit("take-away")
    rating(page, "recruitment", 3).click()
    expect(page).to_have_url(re.compile(r"s=1\.3"))
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").first.click()
    file = tmp_path / "scenario.json"
    download.value.save_as(file)
    page.locator("#rail").get_by_role("button", name="Start over").click()
    expect(page.locator("#rated")).to_contain_text("0 of 12 rated")
    expect(rating(page, "recruitment", 3)).to_have_attribute("aria-checked", "false")
    page.locator("input[data-do=open_file]").set_input_files(file)
    expect(rating(page, "recruitment", 3)).to_have_attribute("aria-checked", "true")
    # must not happen: a file that is no scenario throws away what is there
    broken = tmp_path / "broken.json"
    broken.write_text("not a scenario", encoding="utf-8")
    page.locator("input[data-do=open_file]").set_input_files(broken)
    expect(page.get_by_role("alert")).to_contain_text("not a scenario file")
    expect(rating(page, "recruitment", 3)).to_have_attribute("aria-checked", "true")


def test_every_page_opens_by_a_deep_link_as_the_very_first_visit(serve, new_page):
    for entry in PAGES[1:3]:
        with serve() as app:
            page = new_page()
            page.goto(f"{app.url}/{entry.slug}")
            settle(page)
            # must not happen: the bare page without the choices beside it
            expect(page.locator("#rail")).to_be_visible()
            expect(page.locator("h1").first).to_be_visible()
            page.close()
