"""The data bundle: every table as CSV and Parquet with a descriptor, the scenario, charts, and how to cite."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from clusterdash import __version__, charts, frames
from clusterdash.export import citation
from clusterdash.export.chart_pages import draw_all, say_foot
from clusterdash.export.region_parts import FRAMES, collect_region_frames, list_profile_files
from clusterdash.export.request import Request
from clusterdash.export.tables import MAKERS, collect_frames
from clusterdash.words import _, current_language

if TYPE_CHECKING:
    import pandas as pd

NO_CLOCK = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can hold: files of the same content are the same
ORDINARY_FILE = 0o644 << 16
SCRIPT = "plotly.min.js"


def build_bundle(request: Request) -> bytes:
    """Return the bundle as a zip; the same request gives the same bytes.

    Source: assumption (a form of this app); each table says its own.
    """
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in _list_files(request):
            info = ZipInfo(name, NO_CLOCK)
            info.compress_type, info.external_attr, info.create_system = ZIP_DEFLATED, ORDINARY_FILE, 3
            archive.writestr(info, content)
    return buffer.getvalue()


def _list_files(request: Request) -> Iterator[tuple[str, bytes]]:
    found = collect_frames(request) | collect_region_frames(request)
    tables = {name: frames.translate_labels(frame) for name, frame in found.items()}
    yield "README.md", _write_readme(request, tables).encode()
    yield "CITATION.cff", citation.write_cff(request).encode()
    yield "citation.bib", citation.write_bibtex(request).encode()
    yield "scenario.json", request.results.asked.to_json().encode()
    yield "datapackage.json", _write_descriptor(request, tables).encode()
    for name, frame in tables.items():
        yield f"csv/{name}.csv", frames.write_csv(frame)
        yield f"parquet/{name}.parquet", frames.write_parquet(frame)
    yield from list_profile_files(request)
    yield f"charts/{SCRIPT}", charts.read_script().encode()
    for name, figure in draw_all(request).items():
        yield f"charts/{name}.html", charts.write_chart_page(figure, name, say_foot(request), SCRIPT).encode()
        yield f"charts/{name}.json", charts.write_chart_json(figure).encode()


def _write_descriptor(request: Request, tables: dict[str, pd.DataFrame]) -> str:
    head = request.facts.head
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "clusterdash-bundle",
        "title": head.title,
        "description": " ".join(part for part in (request.facts.findings.result, head.source) if part),
        "version": __version__,
        "licenses": [{"name": "MIT", "path": "https://opensource.org/license/mit"}],
        "sources": [{"title": citation.PAPER, "path": citation.PAPER_ADDRESS}],
        "lang": current_language(),
        "data": request.catalog.fingerprint,
    }
    if head.date_iso:
        package["created"] = f"{head.date_iso}T00:00:00Z"
    made = {name: getattr(frames, maker).__doc__ or "" for name, maker in MAKERS.items()}
    made |= {name: make.__doc__ or "" for name, make in FRAMES.items()}
    package["resources"] = [frames.describe_table(name, frame, made[name]) for name, frame in tables.items()]
    return json.dumps(package, ensure_ascii=False, indent=1)


def _write_readme(request: Request, tables: dict[str, pd.DataFrame]) -> str:
    head, found = request.facts.head, request.facts.findings
    mix = "\n".join(
        f"- {one.icon} {_as_text(one.name)}: {_as_text(one.responsible)}, {one.years}" for one in request.facts.mix
    )
    lines = [
        f"# {_as_text(head.title)}",
        " · ".join(_as_text(part) for part in (head.place, head.date) if part),
        found.result,
        found.reach,
        mix,
        "## " + _("What is in here"),
        "\n".join(f"- `{name}`: {text}" for name, text in _list_contents(tables)),
        "## " + _("Source"),
        head.source,
        head.legend,
        _("Texts that a spreadsheet would take for a formula have an apostrophe in front in the CSV files."),
    ]
    return "\n\n".join(line for line in lines if line) + "\n"


def _list_contents(tables: dict[str, pd.DataFrame]) -> list[tuple[str, str]]:
    rows = ", ".join(f"{name} ({len(frame)})" for name, frame in tables.items())
    profiles = [("profiles/", _("a page for the workshop of each region"))] if FRAMES.keys() <= tables.keys() else []
    return [
        *profiles,
        ("csv/, parquet/", _("the same tables twice, with their rows: {names}").format(names=rows)),
        ("datapackage.json", _("a Frictionless descriptor: types, codes and what each column means")),
        ("scenario.json", _("all choices; the app opens this file")),
        ("charts/", _("figures that open in a browser without internet, and the same as plotly JSON")),
        ("CITATION.cff, citation.bib", _("how to cite it")),
    ]


def _as_text(text: str) -> str:
    """Return a text of people so that Markdown shows it as it is."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|!" else " " if sign == "\n" else sign for sign in text)
