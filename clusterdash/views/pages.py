"""The register of pages: file, address and title; tests, screenshots and the navigation walk it."""

from __future__ import annotations

from dataclasses import dataclass

from clusterdash.words import N_


@dataclass(frozen=True)
class PageEntry:
    """One page: its script, its address and its title (marked for translation)."""

    file: str
    slug: str
    title: str


PAGES = (
    PageEntry("overview.py", "", N_("Overview")),
    PageEntry("mechanisms.py", "mechanisms", N_("Mechanisms")),
    PageEntry("actors.py", "actors", N_("Actors")),
    PageEntry("strategy.py", "strategy", N_("Strategy")),
    PageEntry("timeline.py", "timeline", N_("Timeline")),
    PageEntry("workshop.py", "workshop", N_("Workshop")),
    PageEntry("regions.py", "regions", N_("Regions")),
    PageEntry("agenda.py", "agenda", N_("Run sheet")),
    PageEntry("compare.py", "compare", N_("Compare")),
    PageEntry("portfolio.py", "portfolio", N_("Several places")),
    PageEntry("charts.py", "charts", N_("As charts")),
    PageEntry("take_away.py", "take-away", N_("Take away")),
    PageEntry("sources.py", "sources", N_("Sources")),
)


def find_page(slug: str) -> int:
    """Return the place of a page in the register, from its address; 0 (the first page) where there is none such."""
    return next((number for number, page in enumerate(PAGES) if page.slug == slug), 0)
