"""The list of next steps in a browser: by keyboard, on a phone, and on into the next workshop."""

from urllib.parse import quote

from playwright.sync_api import expect

from clusterdash.model.scenario.next_step import NextStep
from clusterdash.results import default_catalog, default_scenario
from clusterdash.store.share import write_share_code
from scripts.serving import settle

STEPS = (
    NextStep("Find a hall", owner="Ana", due="2026-03-20", agreed_on="2026-03-12"),
    NextStep(code="awards", owner="Cooperative", agreed_on="2026-03-12"),
)
LINK = quote(write_share_code(default_catalog(), default_scenario().change(next_steps=STEPS)))


def test_steps_are_written_and_ticked_on_a_phone_and_the_next_workshop_compares(visit, axe):
    page = visit(f"strategy?s={LINK}", size=(360, 640), touch=True)
    page.locator("#tab-decide").click()
    settle(page)
    expect(page.locator("#decide-follow")).to_contain_text("Since Mar 12, 2026: 0 of 2 steps done, 1 late, 1 open.")
    page.locator("#step-new").fill("Ask the bank")
    page.locator("#step-new").press("Enter")
    expect(page.locator("#step-what-2")).to_have_value("Ask the bank")
    # must not happen: what was written stays in the field and is written twice
    expect(page.locator("#step-new")).to_have_value("")
    page.locator("#step-owner-2").fill("Bela")
    page.locator("#step-owner-2").press("Tab")
    page.locator("#step-done-0").press("Space")
    expect(page.locator("#step-0")).to_contain_text("done on")
    expect(page.locator("#step-owner-2")).to_have_value("Bela")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not axe(page, include="#panel-decide")
    page.locator("#decide-follow").get_by_role("button", name="Start the next workshop").click()
    expect(page.locator("#decide-follow")).to_contain_text("is kept as A")
    page.locator("#decide-follow").get_by_role("link", name="Compare").click()
    expect(page.locator("#option-A")).to_contain_text("as the workshop before left it")
