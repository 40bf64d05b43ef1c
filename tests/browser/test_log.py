"""The log of decisions and the run sheet in a browser."""

import pytest
from playwright.sync_api import expect

from clusterdash.views.pages import PAGES

SLUGS = [page.slug for page in PAGES]


def test_a_swap_with_its_reason_stands_in_the_log_and_on_paper(visit):
    page = visit("strategy")
    page.locator("#tab-swap").click()
    page.locator("#panel-swap .chips button").first.click()
    page.locator("#swap-reason").fill("Too dear for us")
    page.locator("#swap button").first.click()
    page.get_by_role("button", name="Log", exact=False).first.click()
    expect(page.locator("#decision-0")).to_contain_text("Ruled out")
    expect(page.locator("#reason-0")).to_have_value("Too dear for us")
    page.locator("#group-0").select_option(index=1)
    page.locator("#log-note").fill("We meet again in May")
    page.locator("#log-note").press("Enter")
    expect(page.locator("#decision-1")).to_contain_text("We meet again in May")
    # must not happen: what was written stays in the field and is written twice
    expect(page.locator("#log-note")).to_have_value("")
    expect(page.locator("#log .kind").first).to_have_text("2 decisions")
    page.keyboard.press("Escape")
    page.emulate_media(media="print")
    expect(page.locator("#print-log")).to_be_visible()
    expect(page.locator("#print-log")).to_contain_text("Too dear for us")
    expect(page.locator(".path")).to_be_hidden()


def test_what_was_ruled_out_is_brought_back_from_the_strategy(visit):
    page = visit("strategy")
    expect(page.locator(".ruled-out")).to_contain_text("Managing cooperation projects")
    page.locator(".ruled-out").get_by_role("button", name="Bring back").click()
    # must not happen: it stays out
    expect(page.locator(".ruled-out")).to_have_count(0)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_log_is_within_reach_on_every_page_and_axe_finds_nothing_in_it(visit, axe, slug):
    page = visit(slug)
    page.locator(".tools [popovertarget=log]").click()
    expect(page.locator("#log")).to_be_visible()
    assert not axe(page, include="#log")


def test_on_a_phone_steps_pages_and_log_open_from_the_bar_at_the_foot(visit, axe):
    page = visit("strategy", size=(360, 640), touch=True)
    page.locator(".all-ways").tap()
    expect(page.locator("#more .all-steps li")).to_have_count(7)
    assert not axe(page, include="#more")
    page.locator("#more [popovertarget=log]").tap()
    expect(page.locator("#log")).to_be_visible()
    page.locator("#log .close").tap()
    page.locator("#more .menu").get_by_role("link", name="Run sheet").tap()
    expect(page.locator("#page-agenda")).to_be_visible()
    # must not happen: the sheet stays open over the page
    expect(page.locator("#more")).to_be_hidden()


def test_the_timer_runs_on_every_page_and_on_the_wall_until_it_is_stopped(visit):
    page = visit("agenda")
    page.get_by_role("button", name="Start the timer").first.click()
    expect(page.locator("#timer")).to_be_visible()
    page.get_by_role("button", name="Open the slides").nth(2).click()
    expect(page.locator("#stage")).to_have_attribute("data-deck", "matters")
    expect(page.locator("#timer .timer-left")).to_be_visible()
    page.keyboard.press("Escape")
    page.reload()
    # must not happen: a reload forgets the time
    expect(page.locator("#timer")).to_be_visible()
    page.get_by_role("button", name="Stop the timer").click()
    expect(page.locator("#timer")).to_be_hidden()


def test_all_notes_on_the_figures_of_a_page_open_by_the_keyboard(visit):
    page = visit("strategy")
    page.locator(".page-notes button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#note li").nth(2)).to_be_visible()
    # must not happen: a note that the mouse sees is missing here
    notes = page.locator(".page-frame .basis[data-note]:visible").evaluate_all(
        "marks => marks.map(mark => mark.dataset.note)"
    )
    told = page.locator("#note").inner_text()
    assert not [note for note in notes if note not in told]
