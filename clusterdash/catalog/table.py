"""One CSV file read strictly: bytes, shape and every cell are checked against the description of its table."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from clusterdash.catalog.descriptor import Column, Table
from clusterdash.catalog.findings import problem
from clusterdash.errors import Problem
from clusterdash.words import N_

INTEGER = re.compile(r"-?[0-9]{1,15}")
NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
BOM = b"\xef\xbb\xbf"

Cell = str | int | float | bool | None
Values = dict[str, Cell]


@dataclass(frozen=True)
class Sheet:
    """The rows of one table with their row numbers (the column names stand in row 1), and what is wrong with them.

    ``cells`` holds the texts of every row of the right width, ``values`` the typed ones: None where a cell is wrong.
    ``is_whole`` says that no row was left out.
    """

    table: Table
    columns: frozenset[str] = frozenset()
    numbers: tuple[int, ...] = ()
    cells: tuple[dict[str, str], ...] = ()
    values: tuple[Values, ...] = ()
    problems: tuple[Problem, ...] = ()
    is_whole: bool = False


def read_sheet(table: Table, data: bytes | Problem) -> Sheet:
    """Return the rows of one file, with all problems of its bytes, columns and cells."""
    if isinstance(data, Problem):
        return Sheet(table, problems=(data,))
    text, problems = _decode(table, data)
    lines, broken = _split(table, text)
    problems += broken
    if not lines:
        return Sheet(table, problems=tuple(problems))
    header, body = lines[0][1], lines[1:]
    problems += _check_header(table, header)
    fitting = [(number, dict(zip(header, line, strict=True))) for number, line in body if len(line) == len(header)]
    problems += _check_widths(table, len(header), body)
    values = tuple(_convert_row(table, number, cells, problems) for number, cells in fitting)
    return Sheet(
        table=table,
        columns=frozenset(header),
        numbers=tuple(number for number, _ in fitting),
        cells=tuple(cells for _, cells in fitting),
        values=values,
        problems=tuple(problems),
        is_whole=len(fitting) == len(body) and not broken,
    )


def _check_widths(table: Table, width: int, body: Sequence[tuple[int, list[str]]]) -> list[Problem]:
    template = N_("This row has {found} cells, but there are {allowed} columns. Quotes around a comma may be missing.")
    return [problem(table.path, template, len(line), width, row=number) for number, line in body if len(line) != width]


def _decode(table: Table, data: bytes) -> tuple[str, list[Problem]]:
    problems = []
    if data.startswith(BOM):
        template = N_("The file begins with a byte order mark; save it as UTF-8 without one.")
        problems.append(problem(table.path, template, "BOM", "UTF-8"))
        data = data[len(BOM) :]
    if b"\r" in data:
        row = data[: data.index(b"\r")].count(b"\n") + 1
        template = N_("Lines end with {found}; save the file with line ends {allowed}.")
        problems.append(problem(table.path, template, "CR LF", "LF", row=row))
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if data and not data.endswith(b"\n"):
        template = N_("The last line has no line end.")
        problems.append(problem(table.path, template, "", "LF", row=data.count(b"\n") + 1))
    try:
        return data.decode("utf-8"), problems
    except UnicodeDecodeError as error:
        row = data[: error.start].count(b"\n") + 1
        template = N_("The character {found} is not UTF-8; save the file as {allowed}.")
        problems.append(problem(table.path, template, data[error.start : error.start + 1].hex(), "UTF-8", row=row))
        return data.decode("utf-8", "replace"), problems


def _split(table: Table, text: str) -> tuple[list[tuple[int, list[str]]], list[Problem]]:
    """Return the lines with their row numbers; a file that csv cannot read to its end gives what came before."""
    lines: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        lines.extend((number, line) for number, line in enumerate(reader, 1))
    except csv.Error as error:
        template = N_("This row is not readable as CSV: {found}. A quotation mark may be missing or too many.")
        return lines, [problem(table.path, template, error, "", row=reader.line_num)]
    if not lines:
        return lines, [problem(table.path, N_("The file is empty; it needs the columns {allowed}."), "", _names(table))]
    empty = [number for number, line in lines if not line]
    blanks = [problem(table.path, N_("This row is empty."), "", "", row=number) for number in empty]
    return [(number, line) for number, line in lines if line], blanks


def _names(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def _check_header(table: Table, header: Sequence[str]) -> list[Problem]:
    names = _names(table)
    missing = [name for name in names if name not in header]
    extra = [name for name in header if name not in names]
    twice = sorted({name for name in header if header.count(name) > 1})
    problems = [
        problem(table.path, N_("The column {allowed} is missing."), "", name, row=1, column=name) for name in missing
    ]
    template = N_("The column {found} does not belong here; the columns are {allowed}.")
    problems += [problem(table.path, template, name, names, row=1, column=name) for name in extra]
    template = N_("The column {found} stands here twice.")
    problems += [problem(table.path, template, name, names, row=1, column=name) for name in twice]
    if not problems and list(header) != names:
        template = N_("The columns stand in another order: {found}; it should be {allowed}.")
        problems.append(problem(table.path, template, ", ".join(header), names, row=1))
    return problems


def _convert_row(table: Table, number: int, cells: dict[str, str], problems: list[Problem]) -> Values:
    """Return the typed values of one row; a wrong or missing cell gives None, and its problems are added."""
    values: Values = {}
    for column in table.columns:
        text = cells.get(column.name)
        values[column.name] = None
        if text is None:
            continue
        value, findings = _read_cell(column, text)
        for template, allowed in findings:
            problems.append(problem(table.path, template, text, allowed, row=number, column=column.name))
        if not findings:
            values[column.name] = value
    return values


Finding = tuple[str, object]


def _read_cell(column: Column, text: str) -> tuple[Cell, list[Finding]]:
    if not text:
        empty: Cell = "" if column.type == "string" else None
        return empty, [(N_("This cell is empty, but a value is needed."), "")] if column.required else []
    value, misfit = CONVERTERS[column.type](column, text)
    findings = [misfit] if misfit else list(_check_value(column, text, value))
    return value, [*_check_text(text), *findings]


def _check_text(text: str) -> Iterator[Finding]:
    if text != text.strip() or "  " in text:
        yield N_("There are spaces at the start or end, or two in a row: “{found}”."), ""
    if not text.isprintable():
        yield N_("There is a line break or an unprintable character in “{found}”."), ""


def _convert_boolean(column: Column, text: str) -> tuple[Cell, Finding | None]:
    if text in column.true_values or text in column.false_values:
        return text in column.true_values, None
    allowed = sorted(column.true_values | column.false_values, reverse=True)
    return None, (N_("“{found}” is not allowed; allowed: {allowed}."), allowed)


def _convert_integer(_column: Column, text: str) -> tuple[Cell, Finding | None]:
    if INTEGER.fullmatch(text):
        return int(text), None
    return None, (N_("“{found}” is not a whole number."), N_("whole number"))


def _convert_number(_column: Column, text: str) -> tuple[Cell, Finding | None]:
    if NUMBER.fullmatch(text) and math.isfinite(float(text)):
        return (float(text) if "." in text else int(text)), None
    return None, (N_("“{found}” is not a number; write it with a point, without spaces."), N_("number"))


def _convert_string(_column: Column, text: str) -> tuple[Cell, Finding | None]:
    return text, None


CONVERTERS: dict[str, Callable[[Column, str], tuple[Cell, Finding | None]]] = {
    "boolean": _convert_boolean,
    "integer": _convert_integer,
    "number": _convert_number,
    "string": _convert_string,
}


def _check_value(column: Column, text: str, value: Cell) -> Iterator[Finding]:
    if column.enum and text not in column.enum:
        yield N_("“{found}” is not allowed; allowed: {allowed}."), sorted(column.enum)
    if column.pattern and not column.pattern.search(text):
        yield N_("“{found}” is not written as it should be; the pattern is {allowed}."), column.pattern.pattern
    if column.max_length is not None and len(text) > column.max_length:
        yield N_("“{found}” is too long; at most {allowed} characters."), column.max_length
    if isinstance(value, int | float) and not isinstance(value, bool):
        if column.minimum is not None and value < column.minimum:
            yield N_("{found} is too small; at least {allowed}."), column.minimum
        if column.maximum is not None and value > column.maximum:
            yield N_("{found} is too large; at most {allowed}."), column.maximum
