"""Two plans in one click: keep, change, compare, take up again; readable on a phone, without barriers."""

from playwright.sync_api import expect

from scripts.serving import settle


def test_keep_change_compare_and_go_on_with_the_first(visit):
    page = visit("strategy")
    page.locator("#keep-option").click()
    settle(page)
    expect(page.locator("#keep-option")).to_contain_text("go on as C")
    page.locator("#rail-donor-part").get_by_role("radio", name="5", exact=False).click()
    settle(page)
    page.get_by_role("link", name="Compare plans").click()
    expect(page.locator("#option-A")).to_be_visible()
    expect(page.locator("#compare-differences")).to_contain_text("How far the donor goes: 3 (A); 5 (B)")
    page.get_by_role("button", name="Go on with A").click()
    settle(page)
    expect(page.locator("#option-A")).to_contain_text("on screen now")
    expect(page.locator("#option-B")).to_contain_text("put aside")


def test_the_compare_page_fits_a_phone_and_has_no_barriers(visit, axe):
    page = visit("compare?lang=fr", size=(360, 640), touch=True)
    page.evaluate("document.documentElement.scrollWidth")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not axe(page)
