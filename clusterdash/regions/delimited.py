"""Tables in text: which encoding, which sign between the columns, where the head stands, which lines are broken."""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections import Counter
from typing import TYPE_CHECKING, Any

from clusterdash.model.scenario.regions import decode_text
from clusterdash.regions.findings import Findings, refuse, say_cell
from clusterdash.regions.raw import COLUMNS_LIMIT, ROWS_LIMIT, RawTable, refuse_size
from clusterdash.words import N_

if TYPE_CHECKING:
    import pandas as pd

DELIMITERS = "\t;,|"
SAMPLE_LINES = 60
SAMPLE_SIGNS = 1_000_000
_SKIPPED = re.compile(r"line (\d+): expected (\d+) fields, saw (\d+)")


def read_delimited(data: bytes | str, findings: Findings) -> RawTable:
    """Return the cells of a CSV file or of what was pasted, whatever its encoding and delimiter.

    Lines above the head (titles of a sheet) are passed over. Lines with too many columns are problems with their row.

    Source: assumption (RFC 4180 and what spreadsheets make of it).
    """
    raw = _to_utf8(data)
    if raw.count(b"\n") > ROWS_LIMIT + 1000 and raw.rstrip().count(b"\n") > ROWS_LIMIT:
        raise refuse_size()
    sample = raw[:SAMPLE_SIGNS].decode("utf-8", errors="replace")
    if not sample.strip():
        raise refuse(N_("The table is empty; it needs a head line and a line for each region and industry."))
    delimiter = find_delimiter(sample)
    heads, skipped, rows_above = _find_head(sample, delimiter)
    return _read_body(raw, delimiter, heads, (skipped, rows_above), findings)


def _to_utf8(data: bytes | str) -> bytes:
    """Return a text as UTF-8 bytes with one kind of line end; most files are just that already and are not copied."""
    if isinstance(data, bytes):
        if b"\x00" not in data[:4096]:
            try:
                data.decode("utf-8")
                return _end_lines(data.removeprefix(b"\xef\xbb\xbf"))
            except UnicodeDecodeError:
                pass
        data = decode_text(data)
    if "\x00" in data:
        raise refuse(N_("This is not a table; save it as CSV, Excel or Parquet and try again."))
    return _end_lines(data.encode("utf-8", errors="replace"))


def _end_lines(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in data else data


def find_delimiter(sample: str) -> str:
    """Return the sign that splits the lines into columns most evenly; a tab comes before all others.

    Source: assumption (habits of spreadsheets).
    """
    lines = [line for line in sample.split("\n")[:SAMPLE_LINES] if line.strip()]
    scores = {sign: _rate(lines, sign) for sign in DELIMITERS}
    best = max(DELIMITERS, key=lambda sign: (scores[sign], -DELIMITERS.index(sign)))
    return best if scores[best] > 0 else ","


def _rate(lines: list[str], sign: str) -> float:
    """Return the share of lines that have as many columns as most, 0 where most have one column."""
    try:
        counts = Counter(len(row) for row in csv.reader(lines, delimiter=sign) if row)
    except csv.Error:
        return 0.0
    columns, lines_of_it = max(counts.items(), key=lambda item: (item[1], item[0]))
    return lines_of_it / sum(counts.values()) if columns > 1 else 0.0


def _find_head(sample: str, delimiter: str) -> tuple[list[str], int, int]:
    """Return the cells of the head line, the number of characters up to its end, and the rows up to and with it."""
    stream = io.StringIO(sample, newline="")
    reader = csv.reader(iter(stream.readline, ""), delimiter=delimiter)
    rows: list[tuple[list[str], int, int]] = []
    try:
        for number, row in zip(range(1, SAMPLE_LINES + 1), reader, strict=False):
            rows.append((row, stream.tell(), number))
    except csv.Error:
        pass
    widths = Counter(count_filled(row) for row, _end, _number in rows if count_filled(row) > 1)
    usual = max(widths, key=lambda width: (widths[width], width), default=1)
    for row, end, number in rows:
        # the corner of a crosstab may be empty, a title above the table has one cell
        if count_filled(row) >= max(2, usual - 1) or (usual == 1 and count_filled(row)):
            return row, end, number
    raise refuse(N_("No head line was found; the first line must name the columns (region, industry, jobs)."))


def count_filled(row: list[str]) -> int:
    """Return how many cells of a row are not empty. Source: assumption (a device of the program)."""
    return sum(1 for cell in row if cell.strip())


def _read_body(raw: bytes, delimiter: str, heads: list[str], above: tuple[int, int], findings: Findings) -> RawTable:
    import pandas as pd

    if len(heads) > COLUMNS_LIMIT:
        template = N_("The table has {found} columns; at most {allowed} are read.")
        raise refuse(template, found=len(heads), allowed=COLUMNS_LIMIT)
    characters, rows_above = above
    body = raw[len(raw[: 4 * characters].decode("utf-8", errors="ignore")[:characters].encode()) :]
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        cells = _parse(body, delimiter, len(heads))
    lost = [found for warning in caught for found in _SKIPPED.findall(str(warning.message))]
    for line, expected, seen in lost:
        template = N_(
            "The line has {found} columns, the head has {allowed}; put texts with “{sign}” in quotation marks."
        )
        sign = "Tab" if delimiter == "\t" else delimiter
        where = say_cell(int(line) + rows_above)
        findings.report(template, where, found=int(seen), allowed=int(expected), sign=sign)
    numbers: Any = pd.RangeIndex(1, len(cells) + len(lost) + 1)
    if lost:
        numbers = numbers.drop([int(line) for line, _expected, _seen in lost])
    cells = cells.fillna("") if cells.isna().to_numpy().any() else cells
    return RawTable(tuple(head.strip() for head in heads), cells, numbers.to_numpy() + rows_above)


def _parse(body: bytes, delimiter: str, width: int) -> pd.DataFrame:
    import pandas as pd

    if not body.strip():
        return pd.DataFrame({column: pd.Series([], dtype="str") for column in range(width)})
    try:
        return pd.read_csv(
            io.BytesIO(body),
            sep=delimiter,
            header=None,
            names=list(range(width)),
            index_col=False,
            dtype="str",
            na_filter=False,
            skip_blank_lines=False,
            skipinitialspace=True,
            on_bad_lines="warn",
            low_memory=False,
            engine="c",
            encoding="utf-8",
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError, csv.Error):
        template = N_("The file cannot be split into columns; look for a quotation mark that is never closed.")
        raise refuse(template) from None
