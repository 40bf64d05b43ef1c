"""The Take away page: the plan as a link, as codes, and as files for those who were not there."""

from __future__ import annotations

from collections.abc import Sequence

from clusterdash.views.offers import FileOffer, TakeAway
from clusterdash.views.pages import find_page
from clusterdash.views.render import render
from clusterdash.views.saved_words import say_code
from clusterdash.views.screen import Screen
from clusterdash.words import LANGUAGES, N_, _, ngettext

# What each kind of file is, in a line with its picture; kinds without one stand at the end with their own purpose.
GROUPS = (
    (
        N_("To show and to hand out"),
        ("deck", "handout", "minutes_docx", "minutes_pdf", "report", "report_docx", "page"),
    ),
    (N_("For donors and ministries"), ("logframe", "workbook", "bundle")),
    (N_("Charts to look at closely"), ("chart_table_1", "chart_table_2", "chart_timeline")),
)


def render_take_away(screen: Screen) -> str:
    """Return the page."""
    found = screen.take_away or TakeAway()
    code = screen.saved.base.code if screen.saved.base else ""
    return render(
        "take_away.html",
        found=found,
        short_link=f"{found.address}/s/{found.short}" if found.short else "",
        groups=group_offers(found.offers),
        title=_say_title(found),
        languages=LANGUAGES,
        language=screen.language,
        saved=screen.saved,
        saved_code=say_code(code) if code else "",
        saved_link=f"{found.address}/s/{code}" if code else "",
        compare_page=find_page("compare"),
        left_out=[problem.text(_) for problem in found.left_out],
    )


def group_offers(offers: Sequence[FileOffer]) -> list[tuple[str, list[FileOffer]]]:
    """Return the files in groups, each with its heading in the visitor's language; empty groups are left out."""
    grouped = [(_(title), [offer for offer in offers if offer.code in codes]) for title, codes in GROUPS]
    known = {code for _title, codes in GROUPS for code in codes}
    rest = (_("Others"), [offer for offer in offers if offer.code not in known])
    return [(title, found) for title, found in (*grouped, rest) if found]


def _say_title(found: TakeAway) -> str:
    files = ngettext("{count} kind of file", "{count} kinds of files", len(found.offers)).format(
        count=len(found.offers)
    )
    return _("This plan as a link, as a code, or as one of {files}").format(files=files)
