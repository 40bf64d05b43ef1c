"""Two people with two devices and one plan: both change it, the slower one is told and merges; nothing is lost."""

import io

from playwright.sync_api import expect
from pptx import Presentation

from scripts.serving import settle


def rate_donor(page, level):
    page.locator("#rail-donor-part").get_by_role("radio", name=str(level), exact=False).click()
    settle(page)


def say_local(page, value):
    page.locator("#rail-capacity-part [role=radiogroup]").first.get_by_role("radio", name=value).click()
    settle(page)


def wait_a_moment(page):
    page.wait_for_timeout(1100)  # the buttons hold still for a second


def test_two_devices_save_the_same_plan_and_the_second_merges(visit):
    first = visit("compare")
    first.locator("#compare-saved").get_by_role("button", name="Save as version 1").click()
    expect(first.locator("#notice")).to_contain_text("Version 1 is saved")
    code = first.locator("#compare-saved-title .kind").inner_text().replace("-", "")

    second = visit(f"s/{code}")
    rate_donor(second, 5)
    second.get_by_role("button", name="Save", exact=True).click()
    expect(second.locator("#notice")).to_contain_text("Version 2 is saved")

    rate_donor(first, 0)
    say_local(first, "Able")
    first.reload()  # must not happen: a reload forgets on which version this device builds
    settle(first)
    first.get_by_role("button", name="Save", exact=True).click()
    expect(first.locator("#saved-news")).to_contain_text("somebody was quicker")
    expect(first.locator("#saved-news")).to_contain_text("How far the donor goes: 3 → 5")
    wait_a_moment(first)

    first.locator("#saved-news").get_by_role("button", name="Compare", exact=True).click()
    expect(first.locator("#option-B")).to_contain_text("saved as version 2")
    with first.expect_download(timeout=60_000) as caught:
        first.locator("#make-slides").click()
    slides = Presentation(io.BytesIO(caught.value.path().read_bytes()))
    text = "\n".join(shape.text_frame.text for page in slides.slides for shape in page.shapes if shape.has_text_frame)
    assert "What was chosen differently" in text

    wait_a_moment(first)
    first.get_by_role("button", name="Save", exact=True).click()
    wait_a_moment(first)
    first.get_by_role("button", name="Merge choice by choice").click()
    expect(first.locator("#compare-merge")).to_contain_text("1 choice is still to be picked")
    first.locator("#compare-merge").get_by_role("radio", name="Theirs 5").click()
    settle(first)
    wait_a_moment(first)
    first.get_by_role("button", name="Save both together as version 3").click()
    expect(first.locator("#notice")).to_contain_text("Version 3 is saved")

    # must not happen: version 2 is gone, or a choice of either is lost
    expect(first.locator("#version-2")).to_contain_text("How far the donor goes: 3 → 5")
    expect(first.locator("#version-3")).to_contain_text("How able government is, Local: Weak → Able")
    second.goto(second.url.split("/strategy")[0] + f"/s/{code}")
    settle(second)
    donor = second.locator("#rail-donor-part [role=radiogroup]")
    expect(donor).to_have_attribute("data-value", "5")
    expect(second.locator("#rail-capacity-part [role=radiogroup]").first).to_have_attribute("data-value", "able")
