"""Every page fits: nothing sticks out sideways, nothing to tap is too small, the type on paper can be read."""

from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from clusterdash.views.pages import PAGES
from scripts.serving import settle

SLUGS = [page.slug for page in PAGES]
OUTSIDE = """() => {
  const main = document.querySelector('[data-testid="stMain"]')
  return main.scrollWidth - main.clientWidth
}"""
SMALL = """() => [...document.querySelectorAll(".view :is(button, select, summary, input, .menu a, .path a)")]
  .filter(one => one.type !== "checkbox")
  .filter(one => one.checkVisibility() && one.getBoundingClientRect().height > 0)
  .filter(one => one.getBoundingClientRect().height < 43.5)
  .map(one => one.outerHTML.slice(0, 120))"""


BARS = """() => [...document.querySelectorAll(".view *")].filter(one => getComputedStyle(one).position === "fixed")
  .filter(one => one.checkVisibility()).concat([document.querySelector(".top")])
  .map(one => one.getBoundingClientRect().height).reduce((sum, one) => sum + one)"""
CUT = """() => [...document.querySelectorAll(".top *, .path *")]
  .filter(one => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1)
  .map(one => one.outerHTML.slice(0, 120))"""


TINY = """() => {
  const found = [], walk = document.createTreeWalker(document.querySelector(".view"), NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) {
    const parent = walk.currentNode.parentElement
    if (!walk.currentNode.data.trim() || !parent.checkVisibility() || parent.closest(".sr, svg")) continue
    if (parseFloat(getComputedStyle(parent).fontSize) * .75 < 6.95) found.push(parent.outerHTML.slice(0, 120))
  }
  return found
}"""


def each_size(page, *sizes):
    """Give a page one size after the other; the first is the one that it was opened with."""
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        settle(page)
        yield width


@pytest.mark.parametrize("slug", SLUGS)
def test_on_phones_a_page_fits_and_fingers_hit(visit, slug):
    page = visit(f"{slug}?lang=fr", size=(360, 640), touch=True)
    for width in each_size(page, (360, 640), (390, 844)):
        assert page.evaluate(OUTSIDE) <= 0, width
        # must not happen: something to tap that a finger misses
        assert not page.evaluate(SMALL), width
        # must not happen: the header and the one bar at the foot take more than a fifth of a small phone
        assert page.evaluate(BARS) <= 640 / 5
        assert not page.evaluate(CUT), width


@pytest.mark.parametrize("slug", SLUGS)
def test_on_small_screens_the_bar_covers_nothing_and_no_name_is_cut(visit, slug):
    page = visit(f"{slug}?lang=fr", size=(960, 540))
    for width in each_size(page, (960, 540), (1024, 768)):
        assert page.evaluate(OUTSIDE) <= 0, width
        top = page.locator(".top").bounding_box()
        # must not happen: the bar lies over the first sentence
        assert page.locator("h1").first.bounding_box()["y"] >= top["y"] + top["height"], width
        # must not happen: the bar is longer than the screen
        last = page.locator(".tools select").bounding_box()
        assert last["x"] + last["width"] <= width


def test_the_strategy_is_read_on_a_phone_with_a_few_swipes(visit):
    page = visit("strategy", size=(390, 844), touch=True)
    assert page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollHeight") <= 4 * 844
    # must not happen: a line has no way to see more of it
    page.locator("#lines-social_media > summary").click()
    page.locator("#change-social_media").click()
    # must not happen: what opens is cut, or lies beside the screen
    assert page.evaluate(OUTSIDE) <= 0
    page.locator("#job-social_media").wait_for(state="visible")


def test_the_timeline_is_read_on_a_phone_one_view_at_a_time_and_printed_whole(visit):
    page = visit("timeline", size=(390, 844), touch=True)
    main, views = "document.querySelector('[data-testid=\"stMain\"]')", page.locator(".views button")
    heights = []
    for number in range(views.count()):
        views.nth(number).tap()
        expect(page.locator(".view-part:visible")).to_have_count(1)
        assert page.evaluate(OUTSIDE) <= 0
        heights.append(page.evaluate(f"{main}.scrollHeight"))
    assert max(heights) <= 3.5 * 844, heights
    # must not happen: a form is hidden for good, or a step of the path leads to the view that was shown last
    page.locator("#regions-fold summary").first.tap()
    page.locator("#region-1").wait_for(state="visible")
    page.locator(".path .next").tap()
    page.locator("#page-strategy").wait_for()
    settle(page)
    page.locator(".all-ways").tap()
    page.locator("#more .all-steps a").nth(5).tap()
    page.locator("#view-programme").wait_for(state="visible")
    page.locator("#plan-fold > summary").tap()
    page.locator("#chain-regions").wait_for(state="visible")
    page.emulate_media(media="print")
    assert page.locator(".view-part:visible").count() == views.count()


def test_the_strategy_fits_on_one_sheet_and_no_type_on_paper_is_below_seven_points(visit):
    for language in ("en", "fr"):
        page = visit(f"strategy?lang={language}")
        sheets = PdfReader(BytesIO(page.pdf(format="A4"))).pages
        assert len(sheets) == 1, language
        # must not happen: the warnings are left out to make it fit
        assert page.locator("#print-notes li").first.inner_text().split(".")[0] in sheets[0].extract_text()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 725, "height": 1060})
    for slug in ("strategy", "timeline", "mechanisms", "actors"):
        page.evaluate("slug => document.querySelector(`.menu a[href='/${slug}']`).click()", slug)
        page.locator(f"#page-{slug}").wait_for()
        settle(page)
        assert not page.evaluate(TINY), slug


@pytest.mark.parametrize("tab", ["swap", "ladder", "frontier"])
@pytest.mark.parametrize("size", [(360, 640), (960, 540)], ids=str)
def test_a_panel_is_no_wider_than_the_screen(visit, size, tab):
    page = visit("strategy?lang=fr", size=size)
    page.locator(f"#tab-{tab}").click()
    page.locator(f"#tab-{tab}[aria-selected=true]").wait_for()
    settle(page)
    assert page.evaluate(OUTSIDE) <= 0


@pytest.mark.parametrize("width", [960, 1366, 1700, 1920])
def test_no_name_of_a_family_is_cut(visit, width):
    page = visit("mechanisms?lang=en", size=(width, 800))
    # must not happen: a name in a head that is longer than its columns
    assert not page.evaluate("""() => [...document.querySelectorAll(".families .family-name")]
      .filter(name => name.getBoundingClientRect().width > name.closest("th").getBoundingClientRect().width)
      .map(name => name.textContent)""")
    heads = page.locator(".families .family-name").all_inner_texts()
    key = page.locator(".families-key")
    assert key.is_visible() == (width < 1900)
    assert all(name in key.text_content() for name in heads)


def test_a_chart_lets_a_finger_pass(visit):
    page = visit("charts", size=(390, 844), touch=True)
    plot = page.locator(".st-key-chart_frame .nsewdrag").first
    plot.wait_for(state="attached")
    # must not happen: the chart takes the swipe that should scroll the page
    assert plot.evaluate("one => getComputedStyle(one).pointerEvents") == "none"


BOXES = """() => Object.fromEntries(["mix", "side-who", "side-ladder"].map(id => {
  const box = document.getElementById(id).getBoundingClientRect()
  return [id, [box.left, box.right, box.bottom]]
}))"""
LADDER_TO_COVERAGE = """() => document.getElementById("coverage-title").getBoundingClientRect().top
  - document.getElementById("side-ladder").getBoundingClientRect().top"""


def test_on_a_projector_mix_who_does_what_and_the_donor_ladder_stand_together(visit):
    page = visit("strategy?lang=fr", size=(1920, 1080))
    page.locator(".rung-share").nth(5).wait_for()
    settle(page)
    boxes = page.evaluate(BOXES)
    # must not happen: one lies over the other, or begins and ends below the screen
    assert boxes["mix"][1] <= boxes["side-who"][0] and boxes["side-who"][1] <= boxes["side-ladder"][0]
    assert all(bottom <= 1080 for _left, _right, bottom in boxes.values()), boxes
    assert page.evaluate(OUTSIDE) <= 0
    before = page.evaluate(LADDER_TO_COVERAGE)
    page.locator('[data-mechanism="recruitment"][data-value="3"]').click()
    page.wait_for_function("() => !document.querySelector('.rung-share')")
    # must not happen: what stands below the ladder jumps while its figures are being computed
    assert page.evaluate(LADDER_TO_COVERAGE) == before
    page.locator(".rung-share").nth(5).wait_for()
