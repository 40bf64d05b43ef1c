"""Reading a table of jobs by region and industry, whole or not at all, with every problem told at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clusterdash.errors import Problem
from clusterdash.frozen import FrozenMap
from clusterdash.regions.findings import TABLE, Findings
from clusterdash.regions.heads import INDUSTRY, JOBS, REGION, find_layout
from clusterdash.regions.names import is_total, make_key
from clusterdash.regions.raw import RawTable, read_raw
from clusterdash.regions.shape import Records, holds_numbers, make_records
from clusterdash.words import N_

if TYPE_CHECKING:
    import pandas as pd

ATTRIBUTE = "clusterdash_notes"


def read_jobs(
    source: str | Path | bytes | pd.DataFrame,
    *,
    columns: Mapping[str, str] = FrozenMap(),
    rows: str | None = None,
    decimal: str | None = None,
    sheet: str | None = None,
) -> pd.DataFrame:
    """Return jobs by region and industry from a file, a pasted text or a frame; nothing is half-read.

    Parameters
    ----------
    source : path of a CSV, Excel or Parquet file, the bytes of one, a pasted text, or a frame.
    columns : role ("region", "industry", "jobs", "year", "firms") -> head, where it is not recognised by itself.
    rows : what stands in the rows of a crosstab, "region" or "industry", where the heads do not say it.
    decimal : "." or "," where the table itself does not tell which begins the decimals.
    sheet : name of the sheet of a workbook; the first that holds a table by default.

    Returns
    -------
    Columns ``region`` and ``industry`` (category, in order of their first place), ``jobs`` (float; nan = kept secret or
    not known), and where the table has them ``year`` (integer) and ``firms`` (float). Rows and columns of totals are
    left out; ISIC codes get their names. ``list_notes`` says what was understood and left out.

    Raises
    ------
    RegionDataError : with ``problems``, all at once (the first 50), each with its row and column.

    Source: assumption (tables of statistical offices); Benner 2013, §5.4, §5.5 (an analysis gathered in advance).
    """
    findings = Findings()
    raw = read_raw(source, sheet, findings)
    raw = _name_headless(raw, findings)
    are_numbers = [holds_numbers(raw.cells[at], decimal) for at in range(len(raw.heads))]
    before = len(findings.problems)
    layout = find_layout(raw.heads, are_numbers, columns, rows, findings)
    if len(findings.problems) > before:
        findings.stop_if_wrong()
    records = make_records(raw, layout, decimal, findings)
    _leave_out_totals(records, findings)
    _join_spellings(records)
    _name_industries(records, raw.heads, layout.places.get(INDUSTRY), findings)
    _check_records(records, findings)
    findings.stop_if_wrong()
    _note_numbers(records, findings)
    return _to_frame(records, findings)


def list_notes(jobs: pd.DataFrame) -> tuple[Problem, ...]:
    """Return what a person should know about how a table was read: what was left out, what was understood.

    Source: assumption (a device of the program).
    """
    return tuple(Problem(TABLE, note["template"], note["values"]) for note in jobs.attrs.get(ATTRIBUTE, ()))


def _name_headless(raw: RawTable, findings: Findings) -> RawTable:
    """Return the table with heads of our own where the first line is a record already (text, text, number)."""
    import numpy as np
    import pandas as pd

    from clusterdash.regions.amounts import read_amounts

    if len(raw.heads) != 3 or raw.rows is None or not len(raw.rows):
        return raw
    first = read_amounts(pd.Series(list(raw.heads), dtype="str"))
    is_number = ~np.isnan(first.values)
    if not is_number[2] or is_number[:2].any() or first.is_empty.any():
        return raw
    if holds_numbers(raw.cells[1], None) or not holds_numbers(raw.cells[2], None):
        return raw
    findings.note(N_("The table has no head line; its columns were taken as region, industry and jobs."))
    head = pd.DataFrame([list(raw.heads)], columns=raw.cells.columns, dtype="str")
    cells = pd.concat([head, raw.cells.astype("str")], ignore_index=True)
    return RawTable((REGION, INDUSTRY, JOBS), cells, np.concatenate(([raw.rows[0] - 1], raw.rows)))


def _leave_out_totals(records: Records, findings: Findings) -> None:
    import numpy as np

    for codes, names in ((records.region, records.regions), (records.industry, records.industries)):
        totals = np.array([is_total(name) for name in names] or [False])
        if totals.any() and len(codes):
            listed = ", ".join(name for name, is_one in zip(names, totals, strict=True) if is_one)
            findings.note(N_("Totals were recognised and left out: {names}."), names=listed)
    for which in ("region", "industry"):
        names = records.regions if which == "region" else records.industries
        totals = np.array([is_total(name) for name in names] or [False])
        if totals.any() and len(records.jobs):
            records.keep(~totals[getattr(records, which)])


def _join_spellings(records: Records) -> None:
    """Give names that differ only by case, accents and spaces one number; the first spelling stands."""
    import numpy as np

    for codes_name, names_name in (("region", "regions"), ("industry", "industries")):
        names = getattr(records, names_name)
        first: dict[str, int] = {}
        places = [first.setdefault(make_key(name) or name, len(first)) for name in names]
        spellings = dict(zip(reversed(places), reversed(names), strict=True))
        joined = np.array(places or [0], dtype="int64")
        codes = getattr(records, codes_name)
        setattr(records, codes_name, joined[codes] if len(codes) else codes)
        setattr(records, names_name, [spellings[place] for place in range(len(first))])


def _name_industries(records: Records, heads: tuple[str, ...], place: int | None, findings: Findings) -> None:
    """Give ISIC codes their names; where divisions are there, their sections count as totals."""
    import numpy as np

    from clusterdash.regions import isic

    present = sorted(set(records.industry.tolist()))
    head = make_key(heads[place]) if place is not None else ""
    found = isic.find_codes([records.industries[at] for at in present], head)
    if not found:
        return
    codes = dict(zip(present, found, strict=True))
    sections = {isic.section_of(code) for code in found} - {""}
    doubled = [at for at, code in codes.items() if code in sections]
    if doubled:
        listed = ", ".join(codes[at] for at in doubled)
        findings.note(N_("Sections whose divisions are in the table, too, were left out: {names}."), names=listed)
        records.keep(~np.isin(records.industry, doubled))
    for at, code in codes.items():
        records.industries[at] = f"{code} {isic.name_industry(code)}"


def _check_records(records: Records, findings: Findings) -> None:
    import numpy as np
    import pandas as pd

    if not len(records.jobs):
        if not findings.problems:
            findings.report(N_("The table has no line with a region, an industry and jobs; nothing can be computed."))
        return
    key = (records.year * len(records.regions) + records.region) * len(records.industries) + records.industry
    again = pd.Series(key).duplicated(keep="first").to_numpy()
    if again.any():
        first_at = pd.Series(np.arange(len(key))[~again], index=key[~again])
        template = N_("{found} stands twice (first in {first}); add the two up or drop one.")
        for at in np.flatnonzero(again)[:60]:
            names = [records.regions[records.region[at]], records.industries[records.industry[at]]]
            names += [str(records.year[at])] if records.has_year else []
            first = records.say_place(int(first_at[key[at]]))
            findings.report(template, records.say_place(at), found=", ".join(names), first=first)
    if not np.nansum(np.maximum(records.jobs, 0)) > 0 and not findings.problems:
        findings.report(N_("All jobs are 0 or not known; nothing can be computed."))


def _note_numbers(records: Records, findings: Findings) -> None:
    import numpy as np

    unknown = int(np.isnan(records.jobs).sum())
    if unknown:
        template = N_("Figures kept secret or not known: {count}. They count as unknown, not as 0.")
        findings.note(template, count=unknown)
    parts = int((np.nan_to_num(records.jobs) % 1 != 0).sum())
    if parts:
        findings.note(
            N_("Figures that are not whole: {count}. They were read as parts of jobs (such as half-days)."), count=parts
        )
    years = sorted(set(records.year.tolist())) if records.has_year else []
    if len(years) > 1:
        by_year = {year: set(records.region[records.year == year].tolist()) for year in (years[0], years[-1])}
        odd = by_year[years[0]] ^ by_year[years[-1]]
        if odd:
            names = ", ".join(records.regions[at] for at in sorted(odd)[:10])
            template = N_("Regions of one year only, for which no growth is told: {names}.")
            findings.note(template, names=names)


def _to_frame(records: Records, findings: Findings) -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    def category(codes: Any, names: list[str]) -> Any:
        used = np.zeros(len(names), dtype=bool)
        used[codes] = True
        renumbered = np.cumsum(used) - 1
        kept: Any = [name for name, is_used in zip(names, used, strict=True) if is_used]
        return pd.Categorical.from_codes(renumbered[codes], kept)

    table: dict[str, Any] = {
        "region": category(records.region, records.regions),
        "industry": category(records.industry, records.industries),
        "jobs": records.jobs.astype("float64"),
    }
    if records.has_year:
        table["year"] = records.year.astype("int64")
    if records.firms is not None:
        table["firms"] = records.firms.astype("float64")
    frame = pd.DataFrame(table)
    frame.attrs[ATTRIBUTE] = [{"template": note.template, "values": dict(note.values)} for note in findings.notes]
    return frame
