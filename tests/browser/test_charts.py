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
    assert page.locator(".modebar-btn").count() >= 3
    assert page.locator("figure").get_attribute("aria-label")
    assert page.locator(".gtitle").first.text_content()
    assert not faults and not [url for url in asked if not url.startswith(("file:", "data:", "blob:"))]
    context.close()
