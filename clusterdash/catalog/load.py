"""From a folder of CSV files to one validated catalog, or to the list of everything that is wrong."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

from clusterdash.catalog.descriptor import STANDARD, list_columns, load_descriptor, row_classes
from clusterdash.catalog.findings import problem, read_file
from clusterdash.catalog.references import check_references
from clusterdash.catalog.rules import check_rules
from clusterdash.catalog.table import Sheet, read_sheet
from clusterdash.catalog.toolbox import Catalog
from clusterdash.errors import CatalogError, Problem
from clusterdash.words import N_

FINGERPRINT_LENGTH = 12
# The same files give the same object: comparing two catalogs then costs nothing, and caches hit at once.
_LOADED: WeakValueDictionary[str, Catalog] = WeakValueDictionary()


def load_catalog(path: str | Path | None = None) -> Catalog:
    """Return the validated toolbox that lies in a folder (the paper's own by default).

    Parameters
    ----------
    path : folder with the CSV files of another toolbox of the same shape. Without a ``datapackage.json`` of its own
        it is checked against the standard one.

    Raises
    ------
    CatalogError
        The package is broken; ``problems`` lists all mistakes, each with file, row, column, found and allowed.

    Source: Benner 2013, Tables 1 and 2; each row says its own section or calls itself an assumption.
    """
    folder = STANDARD.parent if path is None else Path(path)
    if not folder.is_dir():
        raise CatalogError([problem(folder.name, N_("The folder {found} does not exist."), folder.name, "")])
    tables, description = load_descriptor(folder)
    contents = {name: read_file(folder / table.path) for name, table in tables.items()}
    sheets = {name: read_sheet(table, contents[name]) for name, table in tables.items()}
    _raise_if_any(_check(sheets))
    fingerprint = _fingerprint(description, contents.values())
    return _LOADED.setdefault(fingerprint, _build(sheets, fingerprint))


def _check(sheets: Mapping[str, Sheet]) -> list[Problem]:
    problems = [found for sheet in sheets.values() for found in sheet.problems]
    problems += check_references(sheets)
    problems += check_rules(sheets)
    return problems


def _raise_if_any(problems: list[Problem]) -> None:
    if problems:
        raise CatalogError(problems)


def _fingerprint(description: bytes, contents: Iterable[bytes | Problem]) -> str:
    digest = hashlib.sha256(description)
    for content in contents:
        digest.update(hashlib.sha256(content if isinstance(content, bytes) else b"").digest())
    return digest.hexdigest()[:FINGERPRINT_LENGTH]


def _build(sheets: Mapping[str, Sheet], fingerprint: str) -> Catalog:
    tables: dict[str, Any] = {
        attribute: _build_rows(sheets[name], row_class) for name, (attribute, row_class) in row_classes().items()
    }
    return Catalog(fingerprint=fingerprint, **tables)


def _build_rows(sheet: Sheet, row_class: type) -> tuple[Any, ...]:
    lists = list_columns(row_class)
    return tuple(
        row_class(**{**values, **{name: tuple(str(values[name]).split()) for name in lists}}) for values in sheet.values
    )
