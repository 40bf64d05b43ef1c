"""One region as its working group meets it: strengths, weaknesses, candidates, and the regions that are most alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from clusterdash.regions.findings import refuse
from clusterdash.regions.profile import Profiles
from clusterdash.words import N_

LISTED = 8
ALIKE = 3


@dataclass(frozen=True)
class IndustryLine:
    """What is known of one industry in one region; shares 0 to 1, None where it cannot be told."""

    industry: str
    jobs: float | None
    share: float | None
    national_share: float
    lq: float | None
    size: float | None
    growth: float | None
    national_growth: float | None
    regional_effect: float | None
    marks: int


@dataclass(frozen=True)
class AlikeRegion:
    """A region of a similar structure; ``distance`` is 0 (the same shares) to 2 (no industry in common)."""

    region: str
    distance: float
    jobs: float
    specialisation: float
    diversity: float


@dataclass(frozen=True)
class Portrait:
    """A region in figures, in the words of a workshop.

    ``strengths`` stand out already; ``candidates`` are small or not yet special but have a mark; ``weaknesses`` are
    common in the nation and rare here; ``losing`` are strengths that grow less than the industry does nationally.
    """

    region: str
    jobs: float
    share_of_nation: float
    specialisation: float | None
    diversity: float | None
    national_diversity: float
    growth: float | None
    strengths: tuple[IndustryLine, ...]
    candidates: tuple[IndustryLine, ...]
    weaknesses: tuple[IndustryLine, ...]
    losing: tuple[IndustryLine, ...]
    alike: tuple[AlikeRegion, ...]
    unknown: int
    years: tuple[int | None, int | None]


def portray_region(profiles: Profiles, region: str) -> Portrait:
    """Return a region with its strengths, candidates and weaknesses (at most eight each) and the three most alike.

    A strength has a location quotient above the threshold; a candidate grows faster here than
    in the nation, or is a little more common here; a weakness is an industry of
    at least half the average size in the nation whose location quotient is below ``weak_lq``. Of strengths and
    candidates nothing is said about fewer jobs than ``least_jobs``.

    Raises
    ------
    RegionDataError : there is no such region.

    Source: assumption (thresholds); Benner 2013, §5.4 ("sectoral strengths and weaknesses").
    """
    row = _find_region(profiles, region)
    limits, frame = profiles.thresholds, profiles.frame
    here = frame[frame["region"] == region]
    is_said = (here["jobs"] >= limits.least_jobs) & (here["marks"] > 0)
    is_strong = is_said & (here["lq"] > limits.lq)
    is_candidate = (
        is_said & ~is_strong & ((here["growth"] - here["national_growth"] > limits.growth) | (here["lq"] > 1))
    )
    ranked = here.sort_values(["marks", "lq", "jobs"], ascending=False, kind="stable")
    half_average = 0.5 / max(1, len(frame["industry"].cat.categories))
    rare = here[(here["lq"] < limits.weak_lq) & (here["national_share"] >= half_average)]
    falling = here[is_strong & (here["growth"] < here["national_growth"])]
    return Portrait(
        region,
        float(row["jobs"]),
        float(row["jobs"] / profiles.regions["jobs"].sum()),
        _number(row["specialisation"]),
        _number(row["diversity"]),
        profiles.national_diversity,
        _number(row["growth"]),
        _list(ranked[is_strong.reindex(ranked.index)]),
        _list(ranked[is_candidate.reindex(ranked.index)]),
        _list(rare.sort_values("national_share", ascending=False, kind="stable")),
        _list(falling.sort_values("regional_effect", kind="stable")),
        find_similar(profiles, region),
        int(row["unknown"]),
        profiles.years,
    )


def _find_region(profiles: Profiles, region: str) -> Any:
    found = profiles.regions[profiles.regions["region"] == region]
    if not len(found):
        raise refuse(N_("There is no region “{found}” in the table; choose one of those that it names."), found=region)
    return found.iloc[0]


def _number(value: Any) -> float | None:
    return None if value != value else float(value)  # noqa: PLR0124, nan is not itself


def _list(rows: Any) -> tuple[IndustryLine, ...]:
    return tuple(read_line(row) for row in rows.head(LISTED).to_dict("records"))


def read_line(row: Any) -> IndustryLine:
    """Return a row of the frame of profiles as a plain value. Source: assumption (a device of the program)."""
    names = ("jobs", "share", "national_share", "lq", "size", "growth", "national_growth", "regional_effect")
    numbers = {name: _number(row[name]) for name in names}
    numbers["national_share"] = numbers["national_share"] or 0.0
    return IndustryLine(industry=str(row["industry"]), marks=int(row["marks"]), **numbers)  # type: ignore[arg-type]


def find_similar(profiles: Profiles, region: str, count: int = ALIKE) -> tuple[AlikeRegion, ...]:
    """Return the regions whose shares of industries are nearest to a region's, nearest first.

    Source: assumption (Krugman index between two regions, 0 to 2).
    """
    import numpy as np

    _find_region(profiles, region)
    frame: Any = profiles.frame
    table: Any = profiles.regions
    codes, industries = frame["region"].cat.codes.to_numpy(), frame["industry"].cat.codes.to_numpy()
    shares = np.nan_to_num(frame["share"].to_numpy())
    me = list(frame["region"].cat.categories).index(region)
    own = np.zeros(len(frame["industry"].cat.categories))
    own[industries[codes == me]] = shares[codes == me]
    # of industries that a region has no row for, the whole own share is the difference
    apart = np.bincount(codes, np.abs(shares - own[industries]), len(table))
    apart += own.sum() - np.bincount(codes, own[industries], len(table))
    order = [at for at in np.argsort(apart, kind="stable") if at != me and table["jobs"].iat[at] > 0]
    return tuple(
        AlikeRegion(
            str(table["region"].iat[at]),
            float(max(0.0, apart[at])),
            float(table["jobs"].iat[at]),
            float(table["specialisation"].iat[at]),
            float(table["diversity"].iat[at]),
        )
        for at in order[:count]
    )
