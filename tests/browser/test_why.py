"""A click on a figure or its mark opens what stands behind it; it closes again and gives the focus back."""

from playwright.sync_api import expect


def test_a_mark_opens_the_arithmetic_and_escape_brings_the_focus_back(visit):
    page = visit("strategy")
    mark = page.locator('.reach [data-why="sum value"]')
    mark.click()
    expect(page.locator("#why h2")).to_have_text("How far the mix reaches")
    expect(page.locator("#why")).to_contain_text("The paper says (§3)")
    expect(page.locator("#why-close")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#why")).to_have_count(0)
    expect(mark).to_be_focused()


def test_it_lies_over_the_drawer_of_an_instrument_and_leaves_it_open(visit):
    page = visit("strategy")
    page.locator("#why-meetings").click()
    page.locator('#drawer [data-why="sum leverage meetings"]').click()
    expect(page.locator("#why h2")).to_have_text("Leverage")
    page.keyboard.press("Escape")
    expect(page.locator("#why")).to_have_count(0)
    expect(page.locator("#drawer")).to_be_visible()


def test_on_a_phone_a_lead_tells_its_story_and_the_screen_stays_whole(visit):
    page = visit("timeline", size=(390, 844), touch=True)
    page.locator('[data-why="sum lead 1 gather_stakeholders"]').tap()
    expect(page.locator("#why")).to_contain_text("nobody leads by default")
    box = page.locator("#why").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    page.locator("#why-close").tap()
    expect(page.locator("#why")).to_have_count(0)


def test_the_note_of_a_mark_comes_along(visit):
    page = visit("strategy")
    mark = page.locator(".coverage-section button.basis").first
    note = mark.get_attribute("data-note")
    mark.click()
    expect(page.locator("#why")).to_contain_text(note)


def test_whoever_says_who_they_are_sees_first_what_they_can_do(visit):
    page = visit("", size=(390, 844), touch=True)
    page.locator("#role").select_option("business_associations")
    expect(page.locator("#mine-title")).to_contain_text("Business associations")
    assert page.locator("#mine-title").bounding_box()["y"] < 844
    expect(page.locator(".actions li")).to_have_count(5)


def test_a_control_that_an_arithmetic_names_is_brought_into_view_and_takes_the_focus(visit):
    page = visit("strategy")
    page.locator('[data-why="sum value"]').first.click()
    page.locator('#why [data-aim="mix-size"]').click()
    expect(page.locator("#mix-size")).to_be_focused()  # among the choices: the arithmetic stays open beside it
    expect(page.locator("#why")).to_be_visible()
    page.locator("#why [data-then=weight-1]").click()
    expect(page.locator("#weight-1")).to_be_focused()
    expect(page.locator("#weight-1")).to_be_in_viewport()
    expect(page.locator("#why")).to_have_count(0)
