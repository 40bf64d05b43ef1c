"""The table of all exports, and the one function that makes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import copy_context
from dataclasses import dataclass
from datetime import date
from importlib import import_module

from clusterdash.catalog import Catalog
from clusterdash.errors import ClusterdashError, Problem
from clusterdash.export.request import Request
from clusterdash.frozen import FrozenMap
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.regions.table import JobsTable
from clusterdash.results import compute_results
from clusterdash.views.sentences import name_all
from clusterdash.words import N_, select_language

PDF, HTML = "application/pdf", "text/html; charset=utf-8"
OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class ExportKind:
    """One kind of file: title and purpose (marked for translation), file ending, media type, and who makes it.

    ``maker`` names a module of this room and a function there that takes a ``Request`` and returns the bytes; it is
    imported when the first file is made.
    """

    title: str
    ending: str
    media_type: str
    purpose: str
    maker: str


# One line per kind of file; the order is that of the screen.
EXPORTS: Mapping[str, ExportKind] = FrozenMap(
    {
        "deck": ExportKind(
            N_("Slides"),
            ".pptx",
            OFFICE + "presentationml.presentation",
            N_("To present and to edit: each finding on a slide, with tables and charts that can be changed."),
            "deck:build_deck",
        ),
        "handout": ExportKind(
            N_("Handout"),
            ".pdf",
            PDF,
            N_("Two pages to hand out: what to do, who does it, when."),
            "handout:build_handout",
        ),
        "report": ExportKind(
            N_("Report"),
            ".pdf",
            PDF,
            N_("Everything: a page for each actor to hand out, conditions to sign, assumptions with their values."),
            "report:build_report",
        ),
        "report_docx": ExportKind(
            N_("Report to go on writing in"),
            ".docx",
            OFFICE + "wordprocessingml.document",
            N_("The same report as a Word file."),
            "report_docx:build_report_docx",
        ),
        "regions": ExportKind(
            N_("Profiles of the regions"),
            ".pdf",
            PDF,
            N_("A page for each region's workshop: strengths, weaknesses, candidates, potentials, questions to ask."),
            "profiles:build_profiles",
        ),
        "workbook": ExportKind(
            N_("Workbook"),
            ".xlsx",
            OFFICE + "spreadsheetml.sheet",
            N_("Tables to compute with: plan, matrix with live formulas, schedule, budget as ranges."),
            "workbook:build_workbook",
        ),
        "logframe": ExportKind(
            N_("Donor annex"),
            ".xlsx",
            OFFICE + "spreadsheetml.sheet",
            N_("Results chain, logframe, who answers for what, work plan by quarter, budget, risks."),
            "logframe:build_logframe",
        ),
        "bundle": ExportKind(
            N_("Data bundle"),
            ".zip",
            "application/zip",
            N_("All tables as CSV and Parquet with a descriptor, the scenario, charts and how to cite."),
            "bundle:build_bundle",
        ),
        "chart_table_1": ExportKind(
            N_("Chart of Table 1"),
            ".html",
            HTML,
            N_("Instruments by mechanisms, to look closely: hover, zoom, save as a picture. Works without internet."),
            "chart_pages:build_chart_table_1",
        ),
        "chart_table_2": ExportKind(
            N_("Chart of Table 2"),
            ".html",
            HTML,
            N_("Who can contribute to which instrument, to look closely. Works without internet."),
            "chart_pages:build_chart_table_2",
        ),
        "chart_timeline": ExportKind(
            N_("Chart of the rounds"),
            ".html",
            HTML,
            N_("Who leads which stage when, to look closely. Works without internet."),
            "chart_pages:build_chart_timeline",
        ),
        "page": ExportKind(
            N_("Page that computes"),
            ".html",
            HTML,
            N_("One small file for a phone or a laptop without internet: change a choice, and the plan follows."),
            "page.build:build_page",
        ),
    }
)


def export(
    code: str,
    catalog: Catalog,
    scenario: Scenario,
    language: str = "en",
    on: date | None = None,
    jobs: JobsTable | None = None,
) -> bytes:
    """Return a file of one kind for a scenario, in a language; the same input gives the same bytes.

    Parameters
    ----------
    code : one of ``EXPORTS``.
    language : code of a language; one that we do not speak counts as English.
    on : the date to print; None prints none.
    jobs : a table of jobs by region and industry, for the profiles of the regions.

    Raises
    ------
    ClusterdashError
        A ValueError: there is no export of this name, and which there are.
    ScenarioError
        Nothing of the scenario can be followed.

    Source: assumption (the files of this app).
    """
    if code not in EXPORTS:
        template = N_("There is no export “{found}”; choose one of {allowed}.")
        raise ClusterdashError([Problem("export", template, {"found": code[:60], "allowed": ", ".join(EXPORTS)})])
    results = compute_results(catalog, scenario)
    return copy_context().run(_make, EXPORTS[code], Request(results, on, jobs), language)


def _make(kind: ExportKind, request: Request, language: str) -> bytes:
    select_language(language)
    name_all()
    module, _colon, name = kind.maker.partition(":")
    build: Callable[[Request], bytes] = getattr(import_module(f"clusterdash.export.{module}"), name)
    return build(request)
