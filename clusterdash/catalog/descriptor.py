"""The shape of the package: datapackage.json read into tables and columns, and compared with what we can hold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

from clusterdash.catalog.findings import problem, read_file
from clusterdash.catalog.toolbox import Catalog
from clusterdash.errors import CatalogError, Problem
from clusterdash.places import data_folder
from clusterdash.words import N_

FILE = "datapackage.json"
STANDARD = data_folder() / FILE
PLAIN_NAME = re.compile(r"[A-Za-z0-9_-]+\.csv")
NOT_DESCRIBED = N_("The description is not as it should be: found {found}; needed: {allowed}.")
PYTHON_TYPES = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}


@dataclass(frozen=True)
class Column:
    """One column: its type and what a cell may hold."""

    name: str
    type: str
    required: bool
    unique: bool
    enum: frozenset[str]
    pattern: re.Pattern[str] | None
    minimum: float | None
    maximum: float | None
    max_length: float | None
    true_values: frozenset[str]
    false_values: frozenset[str]


@dataclass(frozen=True)
class Reference:
    """Columns whose values must stand in columns of another table."""

    columns: tuple[str, ...]
    table: str
    targets: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One table: its file, columns, key and references."""

    name: str
    path: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...]


@cache
def row_classes() -> dict[str, tuple[str, type]]:
    """Return for each table of the package the attribute of the catalog and the class of its rows."""
    hints = get_type_hints(Catalog)
    tables = [attribute for attribute in fields(Catalog) if attribute.name != "fingerprint"]
    return {
        attribute.metadata.get("table", attribute.name): (attribute.name, get_args(hints[attribute.name])[0])
        for attribute in tables
    }


def column_types(row_class: type) -> dict[str, str]:
    """Return the names of the types that a row class holds, by column."""
    return {column.name: str(column.type) for column in fields(row_class)}


def list_columns(row_class: type) -> list[str]:
    """Return the columns that hold several values, separated by spaces in the file."""
    return [name for name, kind in column_types(row_class).items() if kind.startswith("tuple")]


def load_descriptor(folder: Path) -> tuple[dict[str, Table], bytes]:
    """Return the tables that the package describes, and the bytes they were read from.

    A folder without a descriptor of its own has the shape of the standard one.
    Raises CatalogError where the descriptor cannot be read or lacks what the program needs.
    """
    path = folder / FILE
    data = read_file(path if path.exists() else STANDARD)
    if isinstance(data, Problem):
        raise CatalogError([data])
    tables = _parse(_decode(data))
    problems = list(_compare(tables))
    if problems:
        raise CatalogError(problems)
    return tables, data


def _decode(data: bytes) -> Mapping[str, Any]:
    try:
        content = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        found = re.sub(r"\s+", " ", str(error))[:120]
        raise CatalogError(
            [problem(FILE, N_("This is not readable as JSON: {found}"), found, "JSON, UTF-8")]
        ) from error
    if not isinstance(content, dict):
        raise CatalogError([problem(FILE, NOT_DESCRIBED, type(content).__name__, "resources")])
    return content


def _parse(content: Mapping[str, Any]) -> dict[str, Table]:
    """Return the tables by name; whatever is malformed is told at once, by resource."""
    resources = content.get("resources")
    if not isinstance(resources, list):
        raise CatalogError([problem(FILE, NOT_DESCRIBED, resources, "resources")])
    tables: dict[str, Table] = {}
    problems = []
    for number, resource in enumerate(resources, 1):
        try:
            table = _table(resource)
        except (KeyError, TypeError, ValueError, AttributeError, re.error) as error:
            where = resource.get("name") if isinstance(resource, dict) else None
            problems.append(problem(FILE, NOT_DESCRIBED, repr(error), "name, path, schema", table=where or number))
            continue
        tables[table.name] = table
    if problems:
        raise CatalogError(problems)
    return tables


def _table(resource: Mapping[str, Any]) -> Table:
    if not PLAIN_NAME.fullmatch(resource["path"]):
        raise ValueError(resource["path"])
    schema = resource["schema"]
    key = schema.get("primaryKey", [])
    return Table(
        name=str(resource["name"]),
        path=resource["path"],
        columns=tuple(_column(field) for field in schema["fields"]),
        key=(key,) if isinstance(key, str) else tuple(key),
        references=tuple(_reference(entry) for entry in schema.get("foreignKeys", [])),
    )


def _column(field: Mapping[str, Any]) -> Column:
    limits = field.get("constraints", {})
    pattern = limits.get("pattern")
    return Column(
        name=str(field["name"]),
        type=field.get("type", "string"),
        required=bool(limits.get("required")),
        unique=bool(limits.get("unique")),
        enum=frozenset(map(str, limits.get("enum", ()))),
        pattern=re.compile(pattern) if pattern else None,
        minimum=_limit(limits, "minimum"),
        maximum=_limit(limits, "maximum"),
        max_length=_limit(limits, "maxLength"),
        true_values=frozenset(field.get("trueValues", ("true",))),
        false_values=frozenset(field.get("falseValues", ("false",))),
    )


def _limit(limits: Mapping[str, Any], name: str) -> float | None:
    limit = limits.get(name)
    return None if limit is None else limit + 0  # raises TypeError for anything but a number


def _reference(entry: Mapping[str, Any]) -> Reference:
    own, other = entry["fields"], entry["reference"]["fields"]
    return Reference(
        (own,) if isinstance(own, str) else tuple(own),
        str(entry["reference"]["resource"]),
        (other,) if isinstance(other, str) else tuple(other),
    )


def _compare(tables: Mapping[str, Table]) -> Iterable[Problem]:
    """Yield what the descriptor lacks, or has beyond what the rows of the program can hold."""
    needed = row_classes()
    for name in sorted(needed.keys() - tables.keys()):
        yield problem(FILE, N_("The table {allowed} is not described."), "", name, table=name)
    for name in sorted(tables.keys() - needed.keys()):
        yield problem(FILE, N_("The table {found} is unknown to the program."), name, sorted(needed), table=name)
    described = {(name, column.name) for name, table in tables.items() for column in table.columns}
    for name in sorted(tables.keys() & needed.keys()):
        yield from _compare_columns(tables[name], needed[name][1])
        yield from _compare_keys(tables[name], described)


def _compare_columns(table: Table, row_class: type) -> Iterable[Problem]:
    described = {column.name: PYTHON_TYPES.get(column.type, column.type) for column in table.columns}
    held = {name: "str" if name in list_columns(row_class) else kind for name, kind in column_types(row_class).items()}
    for name in sorted(described.keys() | held.keys()):
        if described.get(name) != held.get(name):
            template = N_("This column is described as {found}; the program holds {allowed}.")
            found, allowed = described.get(name, "-"), held.get(name, "-")
            yield problem(FILE, template, found, allowed, table=table.name, column=name)


def _compare_keys(table: Table, described: set[tuple[str, str]]) -> Iterable[Problem]:
    template = N_("A key refers to {found}, which is not described.")
    own = {(table.name, name) for name in table.key}
    for reference in table.references:
        own |= {(table.name, name) for name in reference.columns}
        own |= {(reference.table, name) for name in reference.targets}
    for name, column in sorted(own - described):
        yield problem(FILE, template, f"{name}.{column}", "", table=table.name)
