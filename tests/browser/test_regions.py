"""Journeys on the Regions page: paste, look, decide, and find it again in the chain; nothing is lost on the way."""

import io
import re

import pandas as pd
import pytest
from playwright.sync_api import expect

from scripts.serving import settle

PHONE = (390, 844)
TABLE = (
    "region\tindustry\tyear\tjobs\n"
    "Dolba\tWeaving\t2019\t200\nDolba\tWeaving\t2024\t320\nDolba\tSchools\t2019\t300\nDolba\tSchools\t2024\t310\n"
    "Far Valley\tWeaving\t2019\t50\nFar Valley\tWeaving\t2024\t<5\n"
    "Far Valley\tSchools\t2019\t700\nFar Valley\tSchools\t2024\t690\n"
)


def paste(page, text):
    page.locator("#jobs-paste").fill(text)
    page.get_by_role("button", name="Read what is pasted").click()


def go_to(page, name):
    page.get_by_role("button", name="Pages").click()
    page.locator(".menu").get_by_role("link", name=name).click()
    expect(page.locator(".page-frame .page")).to_have_id(f"page-{name.lower()}")


def read_pages(content):
    from pypdf import PdfReader

    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages)


def rest(page):
    page.wait_for_timeout(1100)  # what is done once holds still for a second


def test_paste_profile_potentials_and_the_chain_says_where_regions_part(visit):
    page = visit("regions")
    expect(page.locator("#page-regions em", has_text="fictional")).to_be_visible()
    paste(page, TABLE)
    expect(page.locator("#page-regions h1")).to_contain_text("Dolba stands out in Weaving")
    page.get_by_role("button", name="Take Weaving into the programme").first.click()
    expect(page.locator("#taken")).to_contain_text("Weaving")
    rest(page)
    page.locator("#potential-name").fill("Indigo dyeing")
    page.locator("#potential-reason").fill("three families have begun")
    page.locator("#potential-reason").blur()
    page.get_by_role("button", name="Add it", exact=True).click()
    expect(page.locator("#taken")).to_contain_text("Indigo dyeing")
    page.get_by_role("radiogroup", name="National").get_by_role("radio", name="Absent").last.click()
    expect(page.locator("#regions-own")).to_contain_text("Dolba starts with Weaving in round 1, then Indigo dyeing")
    go_to(page, "Timeline")
    expect(page.locator("#partings")).to_contain_text("Dolba starts with Weaving in round 1")
    expect(page.locator("#programme .regions")).to_contain_text("Dolba (Weaving)")
    # must not happen: a reload forgets the table or what was decided
    page.reload()
    settle(page)
    expect(page.locator("#partings")).to_contain_text("Indigo dyeing")
    go_to(page, "Regions")
    expect(page.locator("#jobs-notes")).to_contain_text("Figures kept secret or not known: 1")
    expect(page.locator("#ranking")).to_contain_text("Far Valley")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Profiles of all regions (PDF)").click()
    text = read_pages(taken.value.path().read_bytes())
    assert "Dolba starts with Weaving in round 1" in text and "Indigo dyeing" in text


def test_a_region_is_dragged_to_its_place_in_the_order_of_entry(visit):
    page = visit("regions")
    order = page.locator("#entry-order li")
    expect(order.first).to_contain_text("Amberra North")
    order.nth(3).drag_to(order.first)
    expect(order.first).to_contain_text("Keshi")


def test_a_broken_table_is_told_kept_and_mended_and_a_paste_is_undone(visit):
    page = visit("regions")
    paste(page, TABLE.replace("\t310", "\tmany"))
    unread = page.locator("#jobs-unread")
    expect(unread).to_contain_text("Row 5, column “jobs”")
    # must not happen: what was pasted is gone, or the table before
    assert "many" in page.locator("#jobs-paste").input_value()
    expect(page.locator("#ranking")).to_contain_text("Amberra North")
    paste(page, TABLE)
    expect(unread).to_have_count(0)
    expect(page.locator("#ranking")).not_to_contain_text("Amberra North")
    page.get_by_role("button", name="The table before").click()
    expect(page.locator("#ranking")).to_contain_text("Amberra North")


def test_striking_out_asks_why_and_keeps_both_visible(visit):
    page = visit("regions")
    page.get_by_role("button", name=re.compile("^Strike out")).first.click()
    field = page.locator(".reason-row input")
    field.fill("it only serves those who live here")
    field.press("Enter")
    expect(page.locator("#struck")).to_contain_text("it only serves those who live here")
    expect(page.locator("tr.struck")).not_to_have_count(0)


def test_a_file_is_opened_and_its_region_is_picked_by_a_figure_with_its_table(visit):
    data = io.BytesIO()
    frame = pd.DataFrame(
        {"Région": ["Nord", "Nord", "Sud"], "secteur": ["Sel", "Bois", "Bois"], "effectif": [80, 20, 90]}
    )
    frame.to_parquet(data)
    page = visit("regions?lang=fr")
    page.locator("input[data-do=open_jobs]").set_input_files(
        {"name": "emplois.parquet", "mimeType": "application/octet-stream", "buffer": data.getvalue()}
    )
    expect(page.locator(".jobs-source")).to_contain_text("emplois.parquet")
    page.locator("#ranking").get_by_role("button", name="Sud").click()
    expect(page.locator("#regions-profile-title")).to_contain_text("Sud")
    expect(page.locator(".figure-head").first).to_contain_text("Sud")
    expect(page.locator(".js-plotly-plot")).to_have_count(3)
    page.locator(".figure-table summary").first.click()
    expect(page.locator(".figure-table table").first).to_contain_text("Bois")


@pytest.mark.parametrize("slug", ["", "strategy", "timeline"])
def test_plotly_is_loaded_by_the_page_of_regions_alone(visit, slug):
    page = visit(slug)
    assert not page.evaluate("performance.getEntriesByType('resource').some(it => /plotly/i.test(it.name))")


def test_on_a_phone_the_tables_scroll_and_nothing_sticks_out(visit):
    page = visit("regions", size=PHONE, touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    page.locator("#ranking").get_by_role("button", name="Dolba").tap()
    expect(page.locator("#regions-profile-title")).to_contain_text("Dolba")
