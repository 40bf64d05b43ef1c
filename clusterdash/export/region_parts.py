"""What slides, workbook and bundle say of the regions, where there is a table of jobs or a region differs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from clusterdash.export.profiles import build_profile, collect_profiles, list_printed
from clusterdash.export.request import Request
from clusterdash.export.sheets import Column, Table
from clusterdash.export.slides import Column as SlideColumn
from clusterdash.export.slides import Deck
from clusterdash.regions.frames import industry_frame, region_frame
from clusterdash.views.partings import describe_parting
from clusterdash.views.region_words import say_industry, say_marks
from clusterdash.words import _, ngettext, series

if TYPE_CHECKING:
    import pandas as pd

FRAMES = {"region_industries": industry_frame, "region_profiles": region_frame}
SHEET_ROWS = 20_000


def add_region_slides(deck: Deck, request: Request) -> None:
    """Add the regions with what stands out, and where they part from the programme; nothing where there is neither.

    Source: Benner 2013, §5.4, §5.9; the figures are assumptions.
    """
    if request.jobs is not None:
        told = collect_profiles(request)
        columns = [
            SlideColumn(_("Region"), 180, strong=True),
            SlideColumn(_("Jobs"), 90),
            SlideColumn(_("Growth"), 80),
            SlideColumn(_("Potentials: taken (✔), or what stands out"), 530),
        ]
        count = len(told["overview"])
        title = ngettext("What stands out in {count} region", "What stands out in {count} regions", count)
        notes = [told["fictional"], told["left_out"]]
        deck.add_tables(title.format(count=count), columns, told["overview"], [one for one in notes if one])
    partings = [describe_parting(request.catalog, one) for one in request.results.partings[0]]
    if partings:
        columns = [
            SlideColumn(_("Region"), 180, strong=True),
            SlideColumn(_("How it differs"), 380),
            SlideColumn(_("What follows"), 320),
        ]
        rows = [
            (one["region"], f"{one['finding']} {one['because']}".strip(), series(one["delivery"]) or "–")
            for one in partings
        ]
        deck.add_tables(_("Where regions part"), columns, rows)


def list_region_sheets(request: Request) -> Iterator[Table]:
    """Yield the sheet of regions and industries, where there is a table of jobs. Source: assumption (indices)."""
    if request.jobs is None:
        return
    columns = (
        Column(_("Region"), 26),
        Column(_("Industry or value chain"), 34),
        Column(_("Jobs"), 10, "number"),
        Column("LQ", 8, "value"),
        Column(_("Share of the nation's jobs in it"), 12, "share"),
        Column(_("Growth"), 10, "share"),
        Column(_("in the nation"), 10, "share"),
        Column(_("Marks"), 8),
    )
    frame = request.jobs.profiles.frame.head(SHEET_ROWS)
    rows = [
        (
            str(row["region"]),
            say_industry(str(row["industry"]), str(row["region"])),
            *(None if row[name] != row[name] else float(row[name]) for name in ("jobs", "lq", "size", "growth")),
            None if row["national_growth"] != row["national_growth"] else float(row["national_growth"]),
            say_marks(int(row["marks"])),
        )
        for row in frame.to_dict("records")
    ]
    title = _("What the jobs of each region show")
    yield Table(_("Regions and industries"), title, columns, rows, _list_notes(request))


def _list_notes(request: Request) -> tuple[str, ...]:
    assumed = _("LQ is the location quotient; marks are for location quotient, size and growth (our assumption).")
    if request.jobs is not None and request.jobs.is_fictional:
        return (assumed, _("fictional"))
    return (assumed,)


def collect_region_frames(request: Request) -> dict[str, pd.DataFrame]:
    """Return the frames of regions by name; none without a table of jobs. Source: each says its own."""
    if request.jobs is None:
        return {}
    return {name: make(request.jobs.profiles) for name, make in FRAMES.items()}


def list_profile_files(request: Request) -> Iterator[tuple[str, bytes]]:
    """Yield the profile of each region as a PDF of its own; none without a table of jobs. Source: as the profiles."""
    if request.jobs is None:
        return
    for number, name in enumerate(list_printed(request), 1):
        bare = re.sub(r"[^\w-]+", "-", name, flags=re.UNICODE).strip("-")[:60] or "region"
        yield f"profiles/{number:02}-{bare}.pdf", build_profile(request, name)
