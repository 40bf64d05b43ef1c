"""What you see as CSV: the tables of a page as they stand there, sorted and filtered, without a formula."""

import csv
import io
from pathlib import Path

from scripts.serving import settle


def take(page):
    with page.expect_download() as saved:
        page.get_by_role("button", name="What you see as CSV").click()
    text = Path(saved.value.path()).read_bytes().decode("utf-8-sig")
    return saved.value.suggested_filename, list(csv.reader(io.StringIO(text)))


def test_the_file_holds_what_the_filter_left(visit):
    page = visit("mechanisms")
    page.locator("#mechanisms-only").check()
    settle(page)
    name, rows = take(page)
    assert name.endswith("-mechanisms.csv")
    shown = page.locator("#mechanisms-grid tbody tr").count()
    named = page.locator("#mechanisms-grid tbody th").all_inner_texts()
    assert len(named) == shown < 45
    assert [row[0] for row in rows if row][-shown:] == [" ".join(text.split()) for text in named]


def test_no_cell_is_a_formula_and_every_table_of_the_page_is_there(visit):
    page = visit("strategy?s=1.330010000003.waw.2.b.10")
    page.locator("#place-title").count()
    _name, rows = take(page)
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell[:1] in "=@" and cell]
    assert rows.count([]) == page.locator(".page-frame .page table:visible").count() - 1


def test_a_page_without_a_table_offers_no_file(visit):
    page = visit("charts")
    assert not page.get_by_role("button", name="What you see as CSV").is_visible()
