"""The table that a visitor works with: jobs as read, how they are looked at, and what follows, computed once."""

from __future__ import annotations

import base64
import binascii
import dataclasses
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from clusterdash.errors import ClusterdashError, Problem
from clusterdash.frozen import FrozenMap
from clusterdash.model.scenario.checks import NAME_LIMIT
from clusterdash.plain import clean_text
from clusterdash.regions.findings import refuse
from clusterdash.regions.portrait import Portrait, portray_region
from clusterdash.regions.profile import Profiles, list_years, profile_regions
from clusterdash.regions.read import list_notes, read_jobs
from clusterdash.regions.thresholds import Thresholds
from clusterdash.words import N_

if TYPE_CHECKING:
    import pandas as pd

PACKED_LIMIT = 1_500_000  # characters; browsers keep about five million for all drafts together
UNPACKED_LIMIT = 60_000_000
ROWS_PACKED = 200_000
PACK_VERSION = 1


@dataclass(frozen=True, eq=False)
class JobsTable:
    """A table of jobs with the way people look at it.

    Parameters
    ----------
    frame : as ``read_jobs`` returns it.
    name : of the file, "" where it was pasted.
    is_fictional : whether it is one of the worked examples.
    thresholds, years : see ``profile_regions``.
    matches : region of the table -> region of the programme, "" = left out; only what people said.
    """

    frame: pd.DataFrame
    name: str = ""
    is_fictional: bool = False
    thresholds: Thresholds = Thresholds()
    years: tuple[int, int] | None = None
    matches: FrozenMap[str, str] = FrozenMap()
    _portraits: dict[str, Portrait] = field(default_factory=dict, repr=False)

    @cached_property
    def profiles(self) -> Profiles:
        """What the jobs show."""
        return profile_regions(self.frame, self.thresholds, self.years)

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """The names of the regions, in the order of the table."""
        return tuple(str(name) for name in self.frame["region"].cat.categories)

    @cached_property
    def known_years(self) -> Sequence[int]:
        """The years of the table, the earliest first."""
        return list_years(self.frame)

    @property
    def notes(self) -> tuple[Problem, ...]:
        """What was understood and left out when the table was read."""
        return list_notes(self.frame)

    def portray(self, region: str) -> Portrait:
        """Return one region in figures; computed once. Raises RegionDataError where there is no such region."""
        if region not in self._portraits:
            self._portraits[region] = portray_region(self.profiles, region)
        return self._portraits[region]

    def change(self, **fields: Any) -> JobsTable:
        """Return the table looked at in another way."""
        return dataclasses.replace(self, **fields, _portraits={})

    @cached_property
    def packed(self) -> str:
        """The table as a short text that a browser keeps; "" where it is larger than browsers keep."""
        if len(self.frame) > ROWS_PACKED:
            return ""
        told = {
            "version": PACK_VERSION,
            "name": self.name,
            "is_fictional": self.is_fictional,
            "thresholds": dataclasses.asdict(self.thresholds),
            "years": self.years,
            "matches": dict(self.matches),
            "csv": self.frame.to_csv(index=False, na_rep=".."),
        }
        text = base64.b64encode(zlib.compress(json.dumps(told, ensure_ascii=False).encode())).decode()
        return text if len(text) <= PACKED_LIMIT else ""


def unpack_jobs(text: str) -> JobsTable:
    """Return the table that a browser kept.

    Raises
    ------
    RegionDataError : the text is none of ours, or is damaged.

    Source: assumption (a format of this app).
    """
    broken = refuse(N_("The table that this browser kept cannot be read any more; open its file or paste it again."))
    try:
        opener = zlib.decompressobj()
        data = opener.decompress(base64.b64decode(text[: PACKED_LIMIT + 1], validate=True), UNPACKED_LIMIT)
        told = json.loads(data) if not opener.unconsumed_tail else None
        if not isinstance(told, dict) or told.get("version") != PACK_VERSION or not isinstance(told.get("csv"), str):
            raise broken
        frame = read_jobs(told["csv"].encode(), decimal=".")
        limits = Thresholds(**told.get("thresholds", {}))
        years = told.get("years")
        table = JobsTable(
            frame,
            clean_text(str(told.get("name", "")))[:NAME_LIMIT],
            told.get("is_fictional") is True,
            limits,
            (int(years[0]), int(years[1])) if years else None,
            FrozenMap({str(key): str(value) for key, value in dict(told.get("matches", {})).items()}),
        )
        _ = table.profiles
    except (binascii.Error, zlib.error, ValueError, TypeError, KeyError, IndexError, RecursionError) as error:
        raise (error if isinstance(error, ClusterdashError) else broken) from None
    return table
