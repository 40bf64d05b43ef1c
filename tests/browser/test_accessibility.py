"""Axe-core finds nothing at WCAG 2.2 AA, on any page, light and dark, wide and on a phone."""

import pytest

from clusterdash.views.pages import PAGES

SLUGS = [page.slug for page in PAGES]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("slug", SLUGS)
def test_axe_finds_nothing_on_a_page(visit, axe, slug, scheme):
    assert not axe(visit(slug, scheme=scheme))


@pytest.mark.parametrize("slug", SLUGS)
def test_axe_finds_nothing_on_a_phone(visit, axe, slug):
    assert not axe(visit(slug, size=(390, 844), touch=True))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_open_drawer(visit, axe, scheme):
    page = visit("strategy", scheme=scheme)
    page.locator("#mix button").first.click()
    page.locator("#drawer").wait_for()
    assert not axe(page)


@pytest.mark.parametrize("tab", ["ladder", "frontier", "warnings", "route"])
def test_axe_finds_nothing_in_the_panels(visit, axe, tab):
    page = visit("strategy")
    page.locator(f"#tab-{tab}").click()
    page.locator(f"#tab-{tab}[aria-selected=true]").wait_for()
    assert not axe(page)
