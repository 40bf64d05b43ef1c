"""The report as a PDF: everything, with pages to hand out and to sign."""

from __future__ import annotations

from clusterdash.export.chapters import list_chapters
from clusterdash.export.paper import print_paper
from clusterdash.export.request import Request
from clusterdash.words import _


def build_report(request: Request) -> bytes:
    """Return the report as a PDF that screen readers can read.

    Source: assumption (a form of this app); each figure as on screen, with its basis beside it.
    """
    return print_paper("report.typ", request, {"contents": _("Contents")}, list_chapters(request.facts))
