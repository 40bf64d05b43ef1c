"""The chart files in a browser with the network cut: they draw, say what they show, and their menu is there."""

import pytest

from clusterdash.export import export
from clusterdash.results import default_catalog, examples

CODES = ("chart_table_1", "chart_table_2", "chart_timeline")


@pytest.mark.parametrize("code", CODES)
def test_a_chart_file_draws_without_any_network(code, browser, tmp_path):
    file = tmp_path / f"{code}.html"
    file.write_bytes(export(code, default_catalog(), examples()[2].scenario, "fr"))
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked, faults = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(file.as_uri())
    page.locator(".main-svg").first.wait_for()
    with page.expect_download() as saved:
        page.locator(".modebar-btn[data-title*='PNG']").dispatch_event("click")
    assert saved.value.suggested_filename.endswith(".png")
    assert page.locator("figure").get_attribute("aria-label")
    assert page.locator(".gtitle").first.text_content()
    assert not faults and not [url for url in asked if not url.startswith(("file:", "data:", "blob:"))]
    context.close()


def test_a_chart_in_the_app_follows_the_choices_and_saves_a_picture(visit):
    page = visit("charts")
    page.locator(".st-key-chart_frame .main-svg").first.wait_for()
    page.get_by_role("radio", name="Donor ladder").click()
    page.locator(".st-key-chart_frame .main-svg text", has_text="▶ 3").first.wait_for()
    page.locator("#rail-donor-part").get_by_role("radio", name="5", exact=False).click()
    page.locator(".st-key-chart_frame .main-svg text", has_text="▶ 5").first.wait_for()
    for kind, title in (("png", "Download plot as a PNG"), ("svg", "Download plot")):
        page.get_by_role("radio", name=kind.upper()).click()
        button = page.locator(f".st-key-chart_frame .modebar-btn[data-title='{title}']")
        button.wait_for(state="attached")
        with page.expect_download() as saved:
            button.dispatch_event("click")
        assert saved.value.suggested_filename == f"clusterdash-donor_ladder.{kind}"
