"""Keys and references: nothing stands twice, and whatever a row refers to exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from clusterdash.catalog.descriptor import Reference
from clusterdash.catalog.findings import problem
from clusterdash.catalog.table import Sheet
from clusterdash.errors import Problem
from clusterdash.words import N_

TWICE = N_("“{found}” stands here twice; first in row {allowed}.")
UNKNOWN = N_("“{found}” is unknown; allowed is what stands in {source}: {allowed}.")


def check_references(sheets: Mapping[str, Sheet]) -> Iterator[Problem]:
    """Yield what stands twice in a key or a unique column, and what refers to nothing."""
    for sheet in sheets.values():
        yield from _check_keys(sheet)
        for reference in sheet.table.references:
            target = sheets[reference.table]
            if _has_columns(sheet, reference.columns) and target.cells and _has_columns(target, reference.targets):
                yield from _check_reference(sheet, reference, target)


def _check_keys(sheet: Sheet) -> Iterator[Problem]:
    keys = [sheet.table.key] if sheet.table.key else []
    keys += [(column.name,) for column in sheet.table.columns if column.unique and (column.name,) not in keys]
    for key in keys:
        if _has_columns(sheet, key):
            yield from _check_key(sheet, key)


def _check_key(sheet: Sheet, key: Sequence[str]) -> Iterator[Problem]:
    seen: dict[tuple[str, ...], int] = {}
    for number, found in zip(sheet.numbers, _tuples(sheet, key), strict=True):
        first = seen.setdefault(found, number)
        if first != number and any(found):
            names = ", ".join(key)
            yield problem(sheet.table.path, TWICE, ", ".join(found), first, row=number, column=names)


def _check_reference(sheet: Sheet, reference: Reference, target: Sheet) -> Iterator[Problem]:
    known = dict.fromkeys(_tuples(target, reference.targets))
    for number, found in zip(sheet.numbers, _tuples(sheet, reference.columns), strict=True):
        if any(found) and found not in known:
            allowed = [", ".join(values) for values in known]
            names = ", ".join(reference.columns)
            told = problem(sheet.table.path, UNKNOWN, ", ".join(found), allowed, row=number, column=names)
            yield Problem(told.where, told.template, {**told.values, "source": target.table.path})


def _tuples(sheet: Sheet, columns: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return (tuple(cells[column] for column in columns) for cells in sheet.cells)


def _has_columns(sheet: Sheet, columns: Sequence[str]) -> bool:
    return sheet.columns.issuperset(columns)
