"""Lists of regions, pasted or uploaded: names in the order of entry, maybe with a rank and a number of potentials."""

from __future__ import annotations

import codecs
import csv
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from clusterdash.errors import Problem
from clusterdash.frozen import FrozenMap
from clusterdash.model.scenario.checks import NAME_LIMIT, REGION_LIMIT
from clusterdash.plain import clean_text
from clusterdash.words import N_

BYTES_LIMIT = 1_000_000
POTENTIALS_LIMIT = 12
RANK_LIMIT = 1_000_000
SHOWN = 60
PROBLEMS_SHOWN = 50
DELIMITERS = "\t;,"
HEADS = {
    "name": ("name", "names", "region", "regions", "nom", "noms", "région", "régions", "nombre", "región", "place"),
    "rank": ("rank", "order", "rang", "ordre", "rango", "orden", "position", "priority"),
    "potentials": ("potentials", "potential", "clusters", "potentiels", "potentiel", "potenciales"),
}
COLUMNS = ("name", "rank", "potentials")


@dataclass(frozen=True)
class RegionList:
    """What a list of regions holds: names by rank, potentials where more than one, and everything wrong with it.

    Where ``problems`` is not empty, ``names`` and ``potentials`` hold what could be read.
    """

    names: tuple[str, ...] = ()
    potentials: FrozenMap[str, int] = FrozenMap()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class _Line:
    number: int
    name: str
    rank: int | None
    potentials: int


def read_regions(data: bytes | str) -> RegionList:
    """Return the regions of a pasted text or a CSV file, with all its problems at once; never raises for bad content.

    Bytes may be UTF-8 (with or without BOM), UTF-16, or Windows Latin; columns are split by tab, semicolon or comma; a
    head line is optional (then: name, rank, potentials). Without ranks the order of the lines counts. At most 500
    names and 1 MB.

    Source: assumption (limits, heads and delimiters); Benner 2013, §5.9 (regions enter round by round).
    """
    if len(data) > BYTES_LIMIT:
        template = N_("The list is too large (more than {allowed} bytes); choose another file.")
        return _refuse(template, len(data), BYTES_LIMIT)
    text = data if isinstance(data, str) else decode_text(data)
    if "\x00" in text:
        return _refuse(N_("This is not a list of names; save it as a text or CSV file and try again."), "", "")
    try:
        rows = _split_rows(text)
    except csv.Error:
        return _refuse(
            N_("The file cannot be split into columns; look for a quotation mark that is never closed."), "", ""
        )
    return _gather(rows)


def decode_text(data: bytes) -> str:
    """Return the text of a file in whichever common encoding it is; NUL characters stay where it is no text.

    Source: assumption (common encodings of spreadsheets).
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    if len(data) > 3 and b"\x00" in data:
        for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
            if data[offset::2].count(0) > len(data) // 4:
                return data.decode(encoding, errors="replace")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _refuse(template: str, found: object, allowed: object) -> RegionList:
    return RegionList(problems=(Problem("regions", template, {"found": found, "allowed": allowed}),))


def _split_rows(text: str) -> list[tuple[int, list[str]]]:
    """Return the cells of every line that is not empty, with its number (from 1); a list on one line becomes many."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    delimiter = _find_delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows = []
    for cells in reader:
        clean = [_clean(cell) for cell in cells]
        if any(clean):
            rows.append((reader.line_num, clean))
    if len(rows) == 1 and _is_flat(rows[0][1]):
        return [(1, [cell]) for cell in rows[0][1] if cell]
    return rows


def _is_flat(cells: list[str]) -> bool:
    return len(cells) > 1 and not any(_is_number(cell) for cell in cells) and cells[0].casefold() not in HEADS["name"]


def _find_delimiter(text: str) -> str:
    """Return the delimiter that most lines have; tab before semicolon before comma where equal."""
    lines = [line for line in text.split("\n") if line.strip()][:REGION_LIMIT]
    counts = {sign: sum(sign in line for line in lines) for sign in DELIMITERS}
    best = max(counts.values(), default=0)
    return next(sign for sign, count in counts.items() if count == best) if best else ","


def _clean(cell: str) -> str:
    return " ".join(unicodedata.normalize("NFC", clean_text(cell)).split())


def _gather(rows: list[tuple[int, list[str]]]) -> RegionList:
    places, rows = _read_head(rows)
    problems: list[Problem] = []
    lines: list[_Line] = []
    seen: dict[str, int] = {}
    for number, cells in rows:
        lines += _read_row(number, cells, places, seen, problems)
    if not rows:
        return _refuse(N_("There is no name in the list; write one name per line."), "", "")
    if len(lines) > REGION_LIMIT:
        template = N_("{found} regions; at most {allowed}.")
        problems.insert(0, Problem("regions", template, {"found": len(lines), "allowed": REGION_LIMIT}))
    if len(problems) > PROBLEMS_SHOWN:
        template = N_("{found} more problems of this kind; the first {allowed} are listed.")
        values = {"found": len(problems) - PROBLEMS_SHOWN, "allowed": PROBLEMS_SHOWN}
        problems = [*problems[:PROBLEMS_SHOWN], Problem("regions", template, values)]
    lines.sort(key=lambda line: (line.rank is None, line.rank or 0))
    kept = lines[:REGION_LIMIT]
    potentials = FrozenMap({line.name: line.potentials for line in kept if line.potentials > 1})
    return RegionList(tuple(line.name for line in kept), potentials, tuple(problems))


def _read_head(rows: list[tuple[int, list[str]]]) -> tuple[dict[str, int], list[tuple[int, list[str]]]]:
    """Return where each column stands, and the rows below the head line (all rows where there is none)."""
    heads = [cell.casefold() for cell in rows[0][1]] if rows else []
    places = {column: next((i for i, head in enumerate(heads) if head in HEADS[column]), -1) for column in COLUMNS}
    if places["name"] >= 0:
        return places, rows[1:]
    return {column: place for place, column in enumerate(COLUMNS)}, rows


def _read_row(
    number: int, cells: list[str], places: dict[str, int], seen: dict[str, int], problems: list[Problem]
) -> Iterator[_Line]:
    texts = {column: cells[place] if 0 <= place < len(cells) else "" for column, place in places.items()}
    found = [*_check_name(number, texts["name"], seen)]
    rank = _read_number(number, "rank", texts["rank"], RANK_LIMIT, found)
    potentials = _read_number(number, "potentials", texts["potentials"], POTENTIALS_LIMIT, found)
    problems += found
    if texts["name"] and seen.setdefault(texts["name"].casefold(), number) == number:
        yield _Line(number, texts["name"][:NAME_LIMIT], rank, potentials or 1)


def _check_name(number: int, name: str, seen: dict[str, int]) -> Iterator[Problem]:
    where = f"row {number}"
    values: dict[str, object] = {"found": name[:SHOWN], "allowed": seen.get(name.casefold(), NAME_LIMIT)}
    if not name:
        yield Problem(where, N_("The name is empty; write a name or drop the line."), values)
    elif name.casefold() in seen:
        yield Problem(where, N_("{found} stands twice (first in line {allowed}); names must differ."), values)
    elif len(name) > NAME_LIMIT:
        yield Problem(where, N_("The name “{found}…” is too long; at most {allowed} characters."), values)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _read_number(number: int, column: str, text: str, limit: int, problems: list[Problem]) -> int | None:
    if not text:
        return None
    if _is_number(text) and len(text) <= len(str(limit)) and 1 <= int(text) <= limit:
        return int(text)
    template = N_("Found “{found}”; a whole number from {low} to {high} is needed.")
    values = {"found": text[:SHOWN], "low": 1, "high": limit}
    problems.append(Problem(f"row {number}, column {column}", template, values))
    return None
