"""Chart files are whole: plotly's script is inside, nothing is fetched, and the page says what it shows."""

import html
import re

import pytest

from clusterdash.words import label, select_language
from tests.export.conftest import CASES

CODES = ("chart_table_1", "chart_table_2", "chart_timeline")


@pytest.mark.parametrize("code", CODES)
def test_a_chart_file_fetches_nothing_and_is_in_its_language(code, make, language):
    page = make(code, CASES["hostile"], language).decode()
    assert f'<html lang="{language}"' in page
    assert not re.search(r"<(?:script|link|img|iframe|object)\b[^>]*\b(?:src|href|data)=", page)
    head = page[: page.index("<script")]
    assert "<script" not in html.unescape(head).split("<figure")[0] and "=HYPERLINK" not in head.split("<figure")[0]
    assert "Plotly.newPlot" in page


def test_the_chart_of_table_1_names_the_mix(make, language, catalog):
    from clusterdash.results import compute_results

    page = html.unescape(make("chart_table_1", CASES["metal_workshops"], language).decode())
    select_language(language)
    mix = compute_results(catalog, CASES["metal_workshops"]).strategy.mix
    assert all(label(catalog.instrument(code).short_label) in page for code in mix)
