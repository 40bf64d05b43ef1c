"""Any usual table as rows of raw cells: a frame, pasted text, CSV, Excel, Parquet; nothing is understood yet."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clusterdash.regions.findings import Findings, refuse
from clusterdash.words import N_

if TYPE_CHECKING:
    import pandas as pd

Source = "str | Path | bytes | pd.DataFrame"
ROWS_LIMIT = 1_000_000
COLUMNS_LIMIT = 2_000
CELLS_LIMIT = 8_000_000
BYTES_LIMIT = 300_000_000
PARQUET = b"PAR1"
ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, eq=False)
class RawTable:
    """The cells of a table: columns are numbered from 0, ``heads`` names them, ``rows`` says where each row stood.

    Text cells are plain strings ("" = empty); columns of numbers stay numbers where the file knows them.
    """

    heads: tuple[str, ...]
    cells: pd.DataFrame
    rows: Any  # numpy array of whole numbers: the row of the file, from 1


def read_raw(source: Any, sheet: str | None, findings: Findings) -> RawTable:
    """Return the cells of a path, of the bytes of a file, of a pasted text or of a frame.

    Raises
    ------
    RegionDataError : it is no table, is locked, has macros, or is larger than is read; RegionDataError, too, where
        there is no such file.

    Source: assumption (kinds of files in use).
    """
    if hasattr(source, "columns") and hasattr(source, "iloc"):
        return _from_frame(source)
    if isinstance(source, str) and (not source.strip() or any(sign in source for sign in "\n\r\t;")):
        return _from_text(source, findings)
    data = bytes(source) if isinstance(source, bytes | bytearray | memoryview) else _read_file(Path(source))
    return _from_bytes(data, sheet, findings)


def _read_file(path: Path) -> bytes:
    try:
        if path.stat().st_size > BYTES_LIMIT:
            raise refuse_size()
        return path.read_bytes()
    except (OSError, ValueError):
        template = N_("The file {found} cannot be opened; check its name and whether another program holds it.")
        raise refuse(template, found=path.name) from None


def refuse_size() -> Exception:
    """Return the error of a table that is larger than is read. Source: assumption (limits)."""
    template = N_(
        "The table is too large: at most {allowed} rows and {bytes} MB are read. Leave out years or industries, "
        "or add up small regions."
    )
    return refuse(template, allowed=f"{ROWS_LIMIT:,}", bytes=BYTES_LIMIT // 1_000_000)


def _from_bytes(data: bytes, sheet: str | None, findings: Findings) -> RawTable:
    if len(data) > BYTES_LIMIT:
        raise refuse_size()
    if data.startswith(PARQUET):
        return _from_parquet(data)
    if data.startswith((ZIP, OLD_OFFICE)):
        from clusterdash.regions.workbook import read_workbook

        return _limit(read_workbook(data, sheet, findings))
    return _from_text(data, findings)


def _from_text(data: bytes | str, findings: Findings) -> RawTable:
    from clusterdash.regions.delimited import read_delimited

    return _limit(read_delimited(data, findings))


def _limit(table: RawTable) -> RawTable:
    if len(table.cells) > ROWS_LIMIT or len(table.heads) > COLUMNS_LIMIT or table.cells.size > CELLS_LIMIT:
        raise refuse_size()
    return table


def _from_parquet(data: bytes) -> RawTable:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(io.BytesIO(data))
        size = file.metadata
        if size.num_rows > ROWS_LIMIT or size.num_columns > COLUMNS_LIMIT:
            raise refuse_size()
        frame = file.read().to_pandas(types_mapper=None)
    except (pa.ArrowException, OSError, NotImplementedError):
        template = N_("The Parquet file is damaged or of a kind that is not read; save it again, or save it as CSV.")
        raise refuse(template) from None
    return _from_frame(frame)


def _from_frame(frame: Any) -> RawTable:
    """Return the cells of a frame; an index that has a name is a column, too (pivot tables)."""
    import numpy as np

    named = [name for name in frame.index.names if name is not None]
    flat = frame.reset_index() if named else frame
    if not len(flat.columns):
        raise refuse(N_("The table is empty; it needs a head line and a line for each region and industry."))
    heads = tuple(_say_head(head) for head in flat.columns)
    cells = flat.set_axis(range(len(heads)), axis="columns").reset_index(drop=True)
    return _limit(RawTable(heads, cells, np.arange(1, len(cells) + 1)))


def _say_head(head: Any) -> str:
    if isinstance(head, tuple):
        return " ".join(str(part) for part in head if str(part))
    return str(int(head)) if isinstance(head, float) and head.is_integer() else str(head)
