"""The whole path with the keyboard alone, from a fresh start to the last slide, counting key presses."""

import re

from playwright.sync_api import expect

from clusterdash.catalog import load_catalog

CATALOG = load_catalog()
MOST_PRESSES = 90  # without the letters of the name


class Keys:
    """A keyboard that counts; ``to`` presses Tab until something has the focus."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1

    def to(self, selector, limit=40):
        for _ in range(limit):
            if self.page.evaluate("selector => Boolean(document.activeElement?.matches(selector))", selector):
                return
            self.press("Tab")
        raise AssertionError(f"{selector} is not reached with {limit} tabs")


def here(page):
    return page.locator(".path [aria-current=step] .name")


def test_the_keyboard_alone_leads_from_a_fresh_start_to_the_last_slide(visit):
    page = visit("")
    keys = Keys(page)
    keys.to("a.skip")
    keys.press("Enter")
    keys.to(".example[data-do=start_over]")
    keys.press("Enter")
    expect(page.locator("#place-title")).to_be_focused()
    expect(page.locator(".place-title")).to_have_text("A place without a name yet")
    page.keyboard.type("Our valley")
    keys.press("Control+Enter")
    expect(here(page)).to_have_text("What matters")
    expect(page.locator(".path li").nth(0).locator(".line")).to_contain_text("answered")
    expect(page.locator("#slides-matters")).to_be_focused()
    keys.press("Enter")
    expect(page.locator("#stage")).to_have_attribute("data-deck", "matters")
    keys.press(*("312300210321"[: len(CATALOG.mechanisms)]))
    expect(page.locator("[data-slide=matters-end] .told")).to_have_count(0)  # the last answer has come back
    expect(page.locator("[data-slide=matters-end] [data-onward]")).to_be_focused()
    keys.press("Enter")
    expect(page.locator("#stage")).to_have_attribute("data-deck", "can")
    keys.press(*("2" * len(CATALOG.governments)), "3", "1")
    expect(page.locator("[data-slide=can-end] [data-onward]")).to_be_focused()
    keys.press("Control+Enter")
    expect(here(page)).to_have_text("Strategy")
    expect(page.locator("#mix li").first).to_be_visible()
    expect(page).to_have_url(re.compile(r"s=1\.312300210321\.www\.3\.n"))
    keys.press("Control+Enter")
    expect(here(page)).to_have_text("Swap")
    expect(page.locator("#tab-panel")).to_be_focused()
    keys.press("Tab", "Enter")
    expect(page.locator("#swap")).to_be_visible()
    keys.to("#swap button")
    gone = page.locator("#swap button").first
    expect(gone).to_have_text("Rule it out")
    keys.press("Enter")
    expect(page.locator(".ruled-out")).to_be_visible()
    keys.press("Control+Enter")
    expect(here(page)).to_have_text("Rounds")
    keys.press("Control+Enter")
    expect(here(page)).to_have_text("Decide")
    expect(page.locator("#panel-decide")).to_contain_text("Ruled out")
    keys.press("Control+Enter")
    expect(page.locator("#stage")).to_have_attribute("data-deck", "show")
    last = page.locator(".slot").count() - 1
    while page.locator(".slot").nth(last).is_hidden():
        keys.press("ArrowRight")
    expect(page.locator("[data-slide=next] .finding")).to_have_text("Next steps")
    # must not happen: the path takes more keys than a person has patience for
    assert keys.count <= MOST_PRESSES, keys.count
    print(keys.count, "key presses")
