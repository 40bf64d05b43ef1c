"""Minutes of a workshop, in Word to go on writing and as PDF: who voted, what was decided, and who does what next."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import copy_context
from dataclasses import dataclass
from datetime import date

from clusterdash.catalog import Catalog
from clusterdash.errors import ClusterdashError, Problem
from clusterdash.export.chapters.minutes import list_minutes
from clusterdash.export.registry import OFFICE, PDF
from clusterdash.export.request import Request
from clusterdash.export.votes import Votes
from clusterdash.frozen import FrozenMap
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.results import compute_results
from clusterdash.views.sentences import name_all
from clusterdash.words import N_, _, select_language


@dataclass(frozen=True)
class MinutesKind:
    """One form of the minutes: title and purpose (marked for translation), file ending, media type."""

    title: str
    ending: str
    media_type: str
    purpose: str


MINUTES: Mapping[str, MinutesKind] = FrozenMap(
    {
        "docx": MinutesKind(
            N_("Minutes to go on writing in"),
            ".docx",
            OFFICE + "wordprocessingml.document",
            N_("A Word file: who voted and how, the strategy in a page, decisions with reasons, next steps."),
        ),
        "pdf": MinutesKind(
            N_("Minutes"),
            ".pdf",
            PDF,
            N_("The same to send round: what was agreed, by whom and by when; what is open."),
        ),
    }
)


def export_minutes(
    catalog: Catalog,
    scenario: Scenario,
    form: str = "docx",
    language: str = "en",
    on: date | None = None,
    votes: Votes | None = None,
) -> bytes:
    """Return the minutes of a workshop; the same input gives the same bytes.

    Parameters
    ----------
    form : "docx" or "pdf".
    language : code of a language; one that we do not speak counts as English.
    on : the day to print; None prints none, and then nothing is late.
    votes : what the room told; without it the minutes leave the vote out and say so.

    Raises
    ------
    ClusterdashError
        A ValueError: there are no minutes of this form.
    ScenarioError
        Nothing of the scenario can be followed.

    Source: assumption (a form of this app); each figure as on screen.
    """
    if form not in MINUTES:
        template = N_("There are no minutes of the form “{found}”; choose one of {allowed}.")
        raise ClusterdashError([Problem("form", template, {"found": form[:60], "allowed": ", ".join(MINUTES)})])
    return copy_context().run(_make, Request(compute_results(catalog, scenario), on), form, language, votes)


def _make(request: Request, form: str, language: str, votes: Votes | None) -> bytes:
    select_language(language)
    name_all()
    chapters = list_minutes(request, votes)
    title = _("Minutes: {title}").format(title=request.facts.head.title)
    if form == "docx":
        from clusterdash.export.report_docx import write_document

        return write_document(request, chapters, title)
    from clusterdash.export.paper import print_paper

    return print_paper("report.typ", request, {"contents": "", "title": title}, chapters)
