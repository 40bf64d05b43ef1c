"""From raw cells to records: one per region, industry and year, in long form, wide years or a crosstab."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clusterdash.regions.amounts import Amounts, read_amounts
from clusterdash.regions.findings import TABLE, Findings, say_cell
from clusterdash.regions.heads import FIRMS, INDUSTRY, JOBS, REGION, YEAR, Layout
from clusterdash.regions.raw import ROWS_LIMIT, RawTable, refuse_size
from clusterdash.words import N_

if TYPE_CHECKING:
    import pandas as pd

SAMPLE = 200
YEARS = (1900, 2100)


@dataclass(eq=False)
class Records:
    """Records of a table: for each the number of its region and industry, its jobs, and where it stood.

    ``jobs`` is nan where unknown; ``year`` is 0 where the table has none; ``columns`` are numbers of heads.
    """

    region: Any
    regions: list[str]
    industry: Any
    industries: list[str]
    jobs: Any
    year: Any
    rows: Any
    columns: Any
    heads: tuple[str, ...]
    firms: Any = None
    has_year: bool = False

    def keep(self, is_kept: Any) -> None:
        """Leave out all records but some."""
        for name in ("region", "industry", "jobs", "year", "rows", "columns", "firms"):
            values = getattr(self, name)
            if values is not None:
                setattr(self, name, values[is_kept])

    def say_place(self, at: int) -> str:
        """Return where a record stood."""
        return say_cell(int(self.rows[at]), self.heads[int(self.columns[at])])


def holds_numbers(column: pd.Series, decimal: str | None) -> bool:
    """Return whether a column holds numbers and cells kept secret, and nothing else to speak of (in its first rows)."""
    amounts = read_amounts(column.iloc[:SAMPLE], decimal)
    wrong = int(amounts.is_wrong.sum())
    numbers = len(amounts.values) - wrong - int(amounts.is_empty.sum())
    return numbers > 3 * wrong or (numbers > 0 and numbers > wrong)


def make_records(raw: RawTable, layout: Layout, decimal: str | None, findings: Findings) -> Records:
    """Return the records of a table; cells that are no numbers become problems.

    Raises
    ------
    RegionDataError : more records than are read.

    Source: assumption (layouts in use).
    """
    raw = _drop_blank_rows(raw)
    if layout.spread:
        return _make_spread(raw, layout, decimal, findings)
    return _make_long(raw, layout, decimal, findings)


def _drop_blank_rows(raw: RawTable) -> RawTable:
    import numpy as np

    is_blank = np.ones(len(raw.cells), dtype=bool)
    for column in raw.cells:
        cells = raw.cells[column]
        is_blank &= (cells.isna() | (cells == "")).to_numpy(bool)
        if not is_blank.any():
            return raw
    kept = ~is_blank
    return RawTable(raw.heads, raw.cells[kept].reset_index(drop=True), raw.rows[kept])


def read_names(column: pd.Series) -> tuple[Any, list[str]]:
    """Return the cells of a column of names as numbers, and the different names, tidy, in order of their first place.

    Source: assumption (names are compared as written here; spellings are joined later).
    """
    import pandas as pd

    from clusterdash.plain import clean_text

    codes, different = pd.factorize(column, use_na_sentinel=False)
    return codes, [" ".join(clean_text(_say_name(name)).split()) for name in different]


def _say_name(name: Any) -> str:
    if name is None or name != name:  # noqa: PLR0124, NaN and NaT are not themselves
        return ""
    return str(int(name)) if isinstance(name, float) and name.is_integer() else str(name)


def _make_long(raw: RawTable, layout: Layout, decimal: str | None, findings: Findings) -> Records:
    import numpy as np

    places = layout.places
    region, regions = read_names(raw.cells[places[REGION]])
    industry, industries = read_names(raw.cells[places[INDUSTRY]])
    columns = np.full(len(raw.cells), places[JOBS])
    amounts = read_amounts(raw.cells[places[JOBS]], decimal)
    year = _read_years(raw, places.get(YEAR), findings)
    records = Records(
        region, regions, industry, industries, amounts.values, year, raw.rows, columns, raw.heads,
        has_year=YEAR in places,
    )  # fmt: skip
    is_total = _check_names(records, places, findings)
    _check_amounts(amounts, records, findings, is_total, is_empty_wrong=True)
    if FIRMS in places:
        records.firms = _read_firms(raw, places[FIRMS], decimal, findings)
    return records


def _read_firms(raw: RawTable, place: int, decimal: str | None, findings: Findings) -> Any:
    import numpy as np

    firms = read_amounts(raw.cells[place], decimal)
    at = np.flatnonzero(firms.is_wrong | (firms.values < 0))
    template = N_("Found “{found}”; a number of firms, 0 or more, is needed, or “..” where it is not known.")
    cells = ((int(raw.rows[one]), raw.heads[place], _show(firms, one)) for one in at)
    findings.report_cells(template, cells, len(at))
    return firms.values


def _make_spread(raw: RawTable, layout: Layout, decimal: str | None, findings: Findings) -> Records:
    import numpy as np
    import pandas as pd

    rows, width = len(raw.cells), len(layout.spread)
    if rows * width > ROWS_LIMIT:
        raise refuse_size()
    cells = pd.concat([raw.cells[at].astype("object") for at in layout.spread], ignore_index=True)
    amounts = read_amounts(cells, decimal)
    names = {role: read_names(raw.cells[at]) for role, at in layout.places.items() if role in (REGION, INDUSTRY)}
    across, heads = np.repeat(np.arange(width), rows), [raw.heads[at] for at in layout.spread]
    spread = {role: (np.tile(codes, width), list(different)) for role, (codes, different) in names.items()}
    if layout.across != YEAR:
        spread[layout.across] = (across, [" ".join(head.split()) for head in heads])
    year = np.tile(_read_years(raw, layout.places.get(YEAR), findings), width)
    if layout.across == YEAR:
        year = np.repeat(np.array([int(head) for head in heads], dtype="int64"), rows)
    records = Records(
        *spread[REGION], *spread[INDUSTRY], amounts.values, year, np.tile(raw.rows, width),
        np.repeat(np.array(layout.spread), rows), raw.heads, has_year=YEAR in (layout.across, *layout.places),
    )  # fmt: skip
    is_total = _check_names(records, layout.places, findings)
    _check_amounts(amounts, records, findings, is_total, is_empty_wrong=False)
    _leave_out_empty(records, amounts, findings)
    return records


def _leave_out_empty(records: Records, amounts: Amounts, findings: Findings) -> None:
    count = int(amounts.is_empty.sum())
    if count:
        template = N_("Empty cells: {count}. They were taken as no jobs; write “..” where a figure is not known.")
        findings.note(template, count=count)
        records.keep(~amounts.is_empty)


def _read_years(raw: RawTable, place: int | None, findings: Findings) -> Any:
    import numpy as np

    if place is None:
        return np.zeros(len(raw.cells), dtype="int64")
    codes, names = read_names(raw.cells[place])
    years = np.array([_read_year(name) for name in names] or [0], dtype="int64")
    found = years[codes] if len(codes) else np.zeros(0, dtype="int64")
    at = np.flatnonzero(found == 0)
    template = N_("Found “{found}”; a year such as 2024 is needed.")
    cells = ((int(raw.rows[one]), raw.heads[place], names[codes[one]]) for one in at)
    findings.report_cells(template, cells, len(at))
    return found


def _read_year(text: str) -> int:
    bare = text.strip()[:4]
    is_year = bare.isascii() and bare.isdigit() and (len(text) == 4 or text[4:5] in "-/. ")
    return int(bare) if is_year and len(bare) == 4 and YEARS[0] <= int(bare) <= YEARS[1] else 0


def _check_names(records: Records, places: Any, findings: Findings) -> Any:
    """Report names that are missing or too long; return which records belong to totals."""
    import numpy as np

    from clusterdash.model.scenario.checks import NAME_LIMIT
    from clusterdash.regions.names import is_total

    belongs = np.zeros(len(records.jobs), dtype=bool)
    pairs = ((REGION, records.region, records.regions), (INDUSTRY, records.industry, records.industries))
    for _role, codes, names in pairs:
        totals = np.array([is_total(name) for name in names] or [False])
        belongs |= totals[codes] if len(codes) else belongs
    for role, codes, names in pairs:
        bad = np.array([not name or len(name) > NAME_LIMIT for name in names] or [False])
        at = np.flatnonzero((bad[codes] if len(codes) else belongs) & ~belongs)
        column = records.heads[places[role]] if role in places else role
        cells = [(int(records.rows[one]), column, names[codes[one]]) for one in at[:2000]]
        empty = list(dict.fromkeys(cell for cell in cells if not cell[2]))
        long = list(dict.fromkeys(cell for cell in cells if cell[2]))
        findings.report_cells(N_("The name is empty; write a name or drop the line."), empty, len(empty))
        template = N_("The name “{found}” is too long; at most 120 characters.")
        findings.report_cells(template, long, len(long))
    return belongs


def _check_amounts(
    amounts: Amounts, records: Records, findings: Findings, is_total: Any, *, is_empty_wrong: bool
) -> None:
    import numpy as np

    if amounts.is_open:
        template = N_(
            "“{found}” may mean two numbers, a thousand times apart, and nothing in the table tells which; say whether "
            "the comma or the point begins the decimals."
        )
        findings.report(template, TABLE, found=amounts.example)
    if amounts.is_mixed:
        template = N_("Some numbers have a decimal point, others a decimal comma (“{found}”); write all of them alike.")
        findings.report(template, TABLE, found=amounts.example)
    checks = [
        (amounts.is_wrong, N_("Found “{found}”; a number of jobs is needed, or “..” where it is not known.")),
        (amounts.values < 0, N_("Found “{found}”; there cannot be fewer than 0 jobs.")),
        (amounts.values > 1e10, N_("Found “{found}”; that is more jobs than there are people.")),
    ]
    if is_empty_wrong:
        missing = N_("The number of jobs is missing; write it, or “..” where it is not known, or drop the line.")
        checks.append((amounts.is_empty, missing))
    for is_bad, template in checks:
        at = np.flatnonzero(is_bad & ~is_total)
        cells = ((int(records.rows[one]), records.heads[int(records.columns[one])], _show(amounts, one)) for one in at)
        findings.report_cells(template, cells, len(at))


def _show(amounts: Amounts, at: Any) -> object:
    value = amounts.values[at]
    return amounts.texts[at] if amounts.texts is not None and value != value else float(value)  # noqa: PLR0124
