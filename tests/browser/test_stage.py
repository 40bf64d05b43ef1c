"""The stage in a browser: rating with digits, presenting with arrows, type that a hall can read."""

import re

import pytest
from playwright.sync_api import expect

from clusterdash.catalog import load_catalog

MECHANISMS = [row.code for row in load_catalog().mechanisms]
EMPTY = "s=1.------------.---.0.n.10"
WALL = (1920, 1080)
LEAST, FINDING = 23, 28
# Every text that is shown, with its size in pixels; the quiet basis marks are no text for the hall.
SIZES = """() => {
  const slot = document.querySelector(".slot:not([hidden])")
  const found = []
  const walk = document.createTreeWalker(document.getElementById("stage"), NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) {
    const parent = walk.currentNode.parentElement
    if (!walk.currentNode.data.trim() || !parent.checkVisibility() || parent.closest(".basis, .sr, .level")) continue
    if (parent.closest(".slot") && parent.closest(".slot") !== slot) continue
    const size = parseFloat(getComputedStyle(parent).fontSize)
    found.push([size, Boolean(parent.closest("h2")), walk.currentNode.data.trim().slice(0, 40)])
  }
  return found
}"""
OVER = """() => {
  const slides = document.querySelector(".slides")
  return slides.scrollHeight - slides.clientHeight
}"""


def open_deck(page, button, deck):
    page.locator(button).click()
    expect(page.locator("#stage")).to_have_attribute("data-deck", deck)


def show_slide(page):
    return page.locator(".slot:not([hidden])").get_attribute("data-slide")


def test_twelve_mechanisms_are_rated_in_twelve_key_presses_and_none_is_lost(visit):
    page = visit(f"mechanisms?{EMPTY}")
    open_deck(page, "#slides-matters", "matters")
    digits = [str(number * 7 % 4) for number in range(len(MECHANISMS))]
    for digit in digits:
        page.keyboard.press(digit)
    expect(page.locator(".slot:not([hidden]) .finding")).to_have_text("12 of 12 mechanisms are rated")
    expect(page).to_have_url(re.compile(r"s=1\." + "".join(digits)))
    # must not happen: Esc leaves the slides and the page has forgotten where one was
    page.keyboard.press("Escape")
    expect(page.locator("#stage")).to_have_count(0)
    expect(page.locator("#slides-matters")).to_be_focused()


def test_a_mistyped_rating_is_mended_by_going_back(visit):
    page = visit(f"mechanisms?{EMPTY}")
    open_deck(page, "#slides-matters", "matters")
    page.keyboard.press("3")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(f"#slide-{MECHANISMS[0]} [data-key='3']")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("1")
    # must not happen: the second answer goes to the next mechanism
    expect(page).to_have_url(re.compile(r"s=1\.1[0-]{11}"))


def test_a_show_of_hands_fills_the_rating_with_the_middle(visit):
    page = visit(f"mechanisms?{EMPTY}")
    open_deck(page, "#slides-matters", "matters")
    page.locator(f"#hands-{MECHANISMS[0]} summary").click()
    for level, hands in enumerate((1, 2, 9, 3)):
        page.locator(f"#hands-{MECHANISMS[0]}-{level}").fill(str(hands))
        page.locator(f"#hands-{MECHANISMS[0]}-{level}").press("Enter")
    page.get_by_role("button", name="One hand more for 2").click()
    page.get_by_role("button", name="Rate 2 and keep the tally").click()
    expect(page).to_have_url(re.compile(r"s=1\.2[0-]{11}"))
    # must not happen: the counter of one mechanism counts for the next
    assert show_slide(page) == MECHANISMS[1]


def test_f8_presents_from_every_page_and_esc_comes_back(visit):
    page = visit("timeline")
    page.keyboard.press("F8")
    expect(page.locator("#stage")).to_have_attribute("data-deck", "show")
    assert show_slide(page) == "rounds"
    page.keyboard.press("ArrowRight")
    assert show_slide(page) == "next"
    # must not happen: the choices behind can still be reached
    assert page.locator(".rail-frame").evaluate("rail => rail.inert")
    page.keyboard.press("Escape")
    expect(page.locator("#stage")).to_have_count(0)
    expect(page.locator("#page-timeline")).to_be_visible()
    assert not page.locator(".rail-frame").evaluate("rail => rail.inert")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("deck", ["show", "matters", "can", "place"])
def test_all_that_a_hall_must_read_is_large_enough_and_fits_the_wall(visit, deck, language):
    page = visit(f"?lang={language}", size=WALL)
    page.evaluate("deck => document.querySelector('.present').dataset.stage = deck", deck)
    open_deck(page, ".present", deck)
    page.keyboard.press("Home")
    for _ in range(page.locator(".slot").count()):
        for size, is_finding, text in page.evaluate(SIZES):
            assert size >= (FINDING if is_finding else LEAST), (show_slide(page), text, size)
        # must not happen: a slide is longer than the wall
        assert page.evaluate(OVER) <= 0, show_slide(page)
        page.keyboard.press("ArrowRight")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("deck", ["show", "matters", "can", "place"])
def test_axe_finds_nothing_on_slides(visit, axe, deck, scheme):
    page = visit("", scheme=scheme)
    page.evaluate("deck => document.querySelector('.present').dataset.stage = deck", deck)
    open_deck(page, ".present", deck)
    page.keyboard.press("Home")
    kinds = set()
    for _ in range(page.locator(".slot").count()):
        kind = page.locator(".slot:not([hidden]) .slide").get_attribute("class")
        if kind not in kinds:
            kinds.add(kind)
            assert not axe(page, include="#stage"), show_slide(page)
        page.keyboard.press("ArrowRight")
