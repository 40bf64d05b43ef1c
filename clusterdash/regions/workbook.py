"""Excel and LibreOffice workbooks: values only, never macros; locked files and macro workbooks are refused."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from clusterdash.errors import Problem, RegionDataError
from clusterdash.regions.delimited import count_filled
from clusterdash.regions.findings import TABLE, Findings, refuse
from clusterdash.regions.raw import OLD_OFFICE, RawTable
from clusterdash.words import N_

UNPACKED_LIMIT = 400_000_000
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def read_workbook(data: bytes, sheet: str | None, findings: Findings) -> RawTable:
    """Return the cells of one sheet of a workbook: the one named, or the first that holds a table.

    Formulas are read by the result that the spreadsheet program saved with them, and a note says so.

    Raises
    ------
    RegionDataError : locked with a password, with macros, damaged, too large, or no such sheet.

    Source: assumption (files in use).
    """
    import python_calamine as calamine

    _look_inside(data, findings)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except calamine.PasswordError:
        raise _locked() from None
    except (calamine.CalamineError, OSError, ValueError):
        template = N_("The workbook cannot be read: it is damaged or no workbook. Save it again, or save it as CSV.")
        raise refuse(template) from None
    name, rows = _choose_sheet(book, sheet, findings)
    return _to_table(name, rows)


def _locked() -> RegionDataError:
    template = N_("The workbook is locked with a password; open it, save it without the password, and try again.")
    return refuse(template)


def _look_inside(data: bytes, findings: Findings) -> None:
    if data.startswith(OLD_OFFICE):
        if _LOCKED in data:
            raise _locked()
        if "_VBA_PROJECT".encode("utf-16-le") in data:
            raise _has_macros()
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if sum(part.file_size for part in parts) > UNPACKED_LIMIT:
                raise refuse(N_("The workbook is too large once unpacked; save the sheet with the table as CSV."))
            if any(part.filename.casefold().endswith("vbaproject.bin") for part in parts):
                raise _has_macros()
            if any(_has_formulas(packed, part) for part in parts):
                findings.note(N_("The sheet holds formulas; their last saved results were read."))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError):
        template = N_("The workbook cannot be read: it is damaged or no workbook. Save it again, or save it as CSV.")
        raise refuse(template) from None


def _has_macros() -> RegionDataError:
    template = N_("The workbook holds macros, which are never run here; save it as .xlsx without macros and try again.")
    return refuse(template)


def _has_formulas(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    if not part.filename.startswith("xl/worksheets/sheet"):
        return False
    with packed.open(part) as stream:
        before = b""
        while piece := stream.read(1 << 20):
            if b"<f>" in before + piece or b"<f " in before + piece:
                return True
            before = piece[-3:]
    return False


def _choose_sheet(book: Any, wanted: str | None, findings: Findings) -> tuple[str, list[list[Any]]]:
    names = list(book.sheet_names)
    if wanted is not None and wanted not in names:
        template = N_("There is no sheet “{found}”; choose one of {allowed}.")
        raise RegionDataError([Problem(TABLE, template, {"found": wanted[:60], "allowed": ", ".join(names)[:300]})])
    for name in [wanted] if wanted is not None else names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        if wanted is not None or sum(1 for row in rows[:200] if _filled(row) > 1) > 1:
            if len(names) > 1 and wanted is None:
                findings.note(N_("The workbook has {count} sheets; “{sheet}” was read."), count=len(names), sheet=name)
            return name, rows
    raise refuse(N_("No sheet of the workbook holds a table; it needs a head line and a line for each region."))


def _filled(row: list[Any]) -> int:
    return sum(1 for cell in row if cell not in ("", None))


def _to_table(name: str, rows: list[list[Any]]) -> RawTable:
    import numpy as np
    import pandas as pd

    texts = [[_say(cell) for cell in row] for row in rows[:60]]
    widths = [count_filled(row) for row in texts]
    usual = max((width for width in widths if width > 1), key=widths.count, default=1)
    head = next((at for at, width in enumerate(widths) if width >= max(2, usual - 1)), None)
    if head is None:
        template = N_("The sheet “{found}” holds no table; it needs a head line that names the columns.")
        raise refuse(template, found=name)
    heads = texts[head]
    while heads and not heads[-1].strip():
        heads = heads[:-1]
    body = [row[: len(heads)] for row in rows[head + 1 :]]
    cells = pd.DataFrame(
        {at: _column([row[at] if at < len(row) else "" for row in body]) for at in range(len(heads))},
    )
    return RawTable(tuple(text.strip() for text in heads), cells, np.arange(head + 2, head + 2 + len(body)))


def _column(values: list[Any]) -> Any:
    import pandas as pd

    if values and all(isinstance(value, float | int) and not isinstance(value, bool) for value in values):
        return pd.Series(values, dtype="float64")
    is_number = [isinstance(value, float | int) and not isinstance(value, bool) for value in values]
    if not any(is_number):
        return pd.Series([_say(value) for value in values], dtype="str")
    return pd.Series([v if n else _say(v) for v, n in zip(values, is_number, strict=True)], dtype="object")


def _say(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)
