"""A table that cannot be read yet: what is wrong, and what people say about its columns, until it can."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from clusterdash.errors import Problem, RegionDataError
from clusterdash.frozen import FrozenMap
from clusterdash.regions.findings import Findings
from clusterdash.regions.heads import ROLES
from clusterdash.regions.raw import read_raw
from clusterdash.regions.read import read_jobs
from clusterdash.regions.table import JobsTable

HEADS_SHOWN = 60


@dataclass(frozen=True, eq=False)
class Reading:
    """A table on its way in, with what people have said about it and what still stands in the way.

    ``source`` is the bytes of a file or the pasted text; ``heads`` are those of its columns, as far as they can be
    told.
    """

    source: bytes | str
    name: str = ""
    columns: Mapping[str, str] = FrozenMap()
    rows: str = ""
    decimal: str = ""
    problems: tuple[Problem, ...] = ()
    heads: tuple[str, ...] = field(default=())

    def say(self, key: str, value: str) -> Reading:
        """Return the reading with one more answer: a role and its column, "rows", or "decimal"; "" takes it back."""
        if key in ROLES:
            columns = {role: head for role, head in self.columns.items() if role != key}
            return dataclasses.replace(self, columns=FrozenMap({**columns, key: value} if value else columns))
        if (key, value) in {("rows", ""), ("rows", "region"), ("rows", "industry")}:
            return dataclasses.replace(self, rows=value)
        if (key, value) in {("decimal", ""), ("decimal", "."), ("decimal", ",")}:
            return dataclasses.replace(self, decimal=value)
        return self


def try_reading(reading: Reading) -> tuple[JobsTable | None, Reading]:
    """Return the table, or None and the reading with everything that is wrong with it.

    Source: assumption (nothing is half-read, nothing is lost).
    """
    try:
        frame = read_jobs(
            reading.source, columns=reading.columns, rows=reading.rows or None, decimal=reading.decimal or None
        )
        table = JobsTable(frame, reading.name)
        _ = table.profiles
    except RegionDataError as error:
        return None, dataclasses.replace(reading, problems=error.problems, heads=_peek(reading.source))
    return table, dataclasses.replace(reading, problems=())


def _peek(source: Any) -> tuple[str, ...]:
    """Return the heads of a table, () where it has none that can be told."""
    try:
        raw = read_raw(source, None, Findings())
    except RegionDataError:
        return ()
    return tuple(head for head in raw.heads if head)[:HEADS_SHOWN]
