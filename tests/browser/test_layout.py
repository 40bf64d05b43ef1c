"""Every page fits: nothing sticks out sideways, nothing to tap is too small, the type on paper can be read."""

import pytest

from clusterdash.views.pages import PAGES

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


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("size", [(360, 640), (390, 844)], ids=str)
def test_on_a_phone_a_page_fits_and_fingers_hit(visit, slug, size):
    page = visit(slug, size=size, touch=True)
    assert page.evaluate(OUTSIDE) <= 0
    # must not happen: something to tap that a finger misses
    assert not page.evaluate(SMALL)


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("size", [(960, 540), (1024, 768)], ids=str)
def test_on_a_small_screen_the_bar_covers_nothing_and_no_name_is_cut(visit, slug, size):
    page = visit(f"{slug}?lang=fr", size=size)
    assert page.evaluate(OUTSIDE) <= 0
    top = page.locator(".top").bounding_box()
    # must not happen: the bar lies over the first sentence
    assert page.locator("h1").first.bounding_box()["y"] >= top["y"] + top["height"]
    # must not happen: the bar is longer than the screen
    last = page.locator(".tools select").bounding_box()
    assert last["x"] + last["width"] <= size[0]


def test_the_strategy_is_read_on_a_phone_with_a_few_swipes(visit):
    page = visit("strategy", size=(390, 844), touch=True)
    assert page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollHeight") <= 5 * 844
    page.locator("#change-social_media").click()
    # must not happen: what opens is cut, or lies beside the screen
    assert page.evaluate(OUTSIDE) <= 0
    page.locator("#job-social_media").wait_for(state="visible")
