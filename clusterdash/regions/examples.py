"""The fictional tables of jobs that fit worked examples, and a table to fill in."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from clusterdash.words import N_, _, current_language

EXAMPLE = "highland_coffee"
HEADS = (N_("region"), N_("industry"), N_("year"), N_("jobs"))
ROWS = (
    (N_("North"), N_("Coffee roasting"), 2019, "120"),
    (N_("North"), N_("Coffee roasting"), 2024, "165"),
    (N_("North"), N_("Guest houses"), 2019, "<5"),
    (N_("North"), N_("Guest houses"), 2024, "12"),
    (N_("South"), N_("Coffee roasting"), 2019, "40"),
    (N_("South"), N_("Coffee roasting"), 2024, ".."),
)


def find_example(folder: Path, code: str = EXAMPLE) -> Path | None:
    """Return the file of the fictional table that fits a worked example, None where there is none.

    Source: assumption (layout of this app).
    """
    path = folder / f"jobs_{code}.csv"
    return path if path.is_file() else None


def write_template() -> bytes:
    """Return a table to fill in, as a CSV file that spreadsheets of the visitor's language open rightly.

    Its heads are recognised when it comes back; its rows show how figures kept secret are written.

    Source: assumption (a format of this app).
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if current_language() == "fr" else ",", lineterminator="\r\n")
    writer.writerow([_(head) for head in HEADS])
    for region, industry, year, jobs in ROWS:
        writer.writerow([_(region), _(industry), year, jobs])
    return out.getvalue().encode("utf-8-sig")
