"""What jobs by region and industry show: shares, location quotients, growth and its three parts, indices, marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from clusterdash.regions.findings import refuse
from clusterdash.regions.read import ATTRIBUTE, read_jobs
from clusterdash.regions.thresholds import Thresholds
from clusterdash.words import N_

if TYPE_CHECKING:
    import pandas as pd

GRID_LIMIT = 2_000_000
POTENTIALS_SHOWN = 5


@dataclass(frozen=True, eq=False)
class Profiles:
    """What a table of jobs shows.

    Parameters
    ----------
    frame : one row per region and industry (all pairs, a missing row of the table counting as 0; only the pairs of the
        table where that would be more than 2,000,000 rows). Columns: ``region``, ``industry`` (category); ``jobs``
        (latest year; nan = unknown); ``firms`` where known; ``share`` (of the region's jobs, 0..1), ``national_share``
        (0..1), ``lq`` (location quotient, 0 and up), ``size`` (of the industry's jobs, 0..1); ``earlier_jobs``,
        ``growth`` and ``national_growth`` (change as a share of the earlier jobs); ``national_growth_effect``,
        ``industry_mix_effect``, ``regional_effect`` (jobs; their sum is the change); ``marks`` (0..3).
    regions : one row per region. Columns: ``region``, ``jobs``, ``specialisation`` (Krugman, 0 = as the nation, up to
        2), ``diversity`` (1 / sum of squared shares: so many equally large industries would be as diverse),
        ``growth``, ``best_potentials`` (tuple of at most five industries), ``marks`` (of those together, 0..15),
        ``unknown`` (figures that are not known).
    years : the earlier and the later year, (None, year) or (None, None).
    national_diversity : the diversity of all regions together.
    """

    frame: pd.DataFrame
    regions: pd.DataFrame
    years: tuple[int | None, int | None]
    thresholds: Thresholds
    national_diversity: float


def profile_regions(
    jobs: pd.DataFrame, thresholds: Thresholds | None = None, years: tuple[int, int] | None = None
) -> Profiles:
    """Return what the jobs show, region by region; a frame that was not read by ``read_jobs`` is checked first.

    Of several years the first and the last count, or the two of ``years``. What is not known is left out of the sums
    of its year, and of both years where growth is computed; so are regions of one year only.

    Raises
    ------
    RegionDataError : the table is empty, has duplicated rows, negative or missing jobs, or not the years asked for.

    Source: assumption (location quotient, shift-share, Krugman 1991 and inverse Herfindahl index, as in use); Benner
    2013, §5.4, §5.5 (an analysis of each region's economic structure).
    """
    read = jobs if ATTRIBUTE in jobs.attrs else read_jobs(jobs)
    limits = thresholds or Thresholds()
    earlier, later = _choose_years(read, years)
    grid = _Grid(read, earlier, later)
    frame = _make_frame(grid, limits)
    return Profiles(frame, _make_regions(grid, frame), (earlier, later), limits, grid.national_diversity())


def _choose_years(jobs: pd.DataFrame, wanted: tuple[int, int] | None) -> tuple[int | None, int | None]:
    if "year" not in jobs:
        return None, None
    known = sorted({int(year) for year in jobs["year"].unique()})
    if wanted is None:
        return (known[0] if len(known) > 1 else None), known[-1]
    if len(set(wanted)) == 2 and set(wanted) <= set(known):
        return min(wanted), max(wanted)
    template = N_("Found the years {found}; choose two different ones of {allowed}.")
    raise refuse(template, found=wanted, allowed=", ".join(map(str, known)))


class _Grid:
    """The jobs of two years by pair of region and industry, as arrays of equal length, with sums by both."""

    def __init__(self, jobs: pd.DataFrame, earlier: int | None, later: int | None) -> None:
        import numpy as np

        self.region_names: Any = list(jobs["region"].cat.categories)
        self.industry_names: Any = list(jobs["industry"].cat.categories)
        regions, industries = len(self.region_names), len(self.industry_names)
        region = jobs["region"].cat.codes.to_numpy().astype("int64")
        pair = region * industries + jobs["industry"].cat.codes.to_numpy()
        if regions * industries <= GRID_LIMIT:
            self.pairs = np.arange(regions * industries)
        else:
            self.pairs = np.unique(pair)
        self.region: Any = self.pairs // industries
        self.industry: Any = self.pairs % industries
        year = jobs["year"].to_numpy() if "year" in jobs else np.zeros(len(jobs), dtype="int64")
        values = jobs["jobs"].to_numpy()
        is_now = np.ones(len(jobs), dtype=bool) if later is None else year == later
        self.now = self._place(pair[is_now], values[is_now])
        self.firms = self._place(pair[is_now], jobs["firms"].to_numpy()[is_now]) if "firms" in jobs else None
        self.before: Any = None
        self.is_comparable: Any = None
        if earlier is not None:
            is_before = year == earlier
            self.before = self._place(pair[is_before], values[is_before])
            in_both = np.isin(np.arange(regions), region[is_now]) & np.isin(np.arange(regions), region[is_before])
            self.is_comparable = in_both[self.region] & ~np.isnan(self.now) & ~np.isnan(self.before)

    def _place(self, pair: Any, values: Any) -> Any:
        import numpy as np

        placed = np.zeros(len(self.pairs))
        placed[np.searchsorted(self.pairs, pair)] = values
        return placed

    def by_region(self, values: Any) -> Any:
        """Return the sum of values by region; what is unknown is left out."""
        import numpy as np

        return np.bincount(self.region, np.nan_to_num(values), len(self.region_names))

    def by_industry(self, values: Any) -> Any:
        """Return the sum of values by industry; what is unknown is left out."""
        import numpy as np

        return np.bincount(self.industry, np.nan_to_num(values), len(self.industry_names))

    def national_diversity(self) -> float:
        """Return the diversity of all regions together."""
        totals = self.by_industry(self.now)
        shares = totals / totals.sum() if totals.sum() else totals
        return float(1 / (shares**2).sum()) if shares.any() else 0.0


def _divide(upper: Any, lower: Any) -> Any:
    """Return quotients, nan where there is nothing to divide by."""
    import numpy as np

    return np.divide(upper, lower, out=np.full(np.shape(upper), np.nan), where=np.asarray(lower) > 0)


def _make_frame(grid: _Grid, limits: Thresholds) -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    total = np.nansum(grid.now)
    by_region, by_industry = grid.by_region(grid.now), grid.by_industry(grid.now)
    share = _divide(grid.now, by_region[grid.region])
    national_share = (by_industry / total)[grid.industry] if total else np.zeros(len(grid.pairs))
    columns: dict[str, Any] = {
        "region": pd.Categorical.from_codes(grid.region, grid.region_names),
        "industry": pd.Categorical.from_codes(grid.industry, grid.industry_names),
        "jobs": grid.now,
    }
    if grid.firms is not None:
        columns["firms"] = grid.firms
    columns |= {
        "share": share,
        "national_share": national_share,
        "lq": _divide(share, national_share),
        "size": _divide(grid.now, by_industry[grid.industry]),
        **_measure_growth(grid),
    }
    frame = pd.DataFrame(columns)
    frame["marks"] = _give_marks(frame, limits)
    return frame


def _measure_growth(grid: _Grid) -> dict[str, Any]:
    """Return growth and shift-share, all nan where there is no earlier year or nothing was there then."""
    import numpy as np

    names = ("earlier_jobs", "growth", "national_growth", "national_growth_effect", "industry_mix_effect")
    if grid.before is None:
        return {name: np.full(len(grid.pairs), np.nan) for name in (*names, "regional_effect")}
    then, now = np.where(grid.is_comparable, grid.before, 0), np.where(grid.is_comparable, grid.now, 0)
    overall = now.sum() / then.sum() - 1 if then.sum() else np.nan
    industry = _divide(grid.by_industry(now), grid.by_industry(then))[grid.industry] - 1
    base = np.where(grid.is_comparable & (then > 0), then, np.nan)
    growth = now / base - 1
    return {
        "earlier_jobs": grid.before,
        "growth": growth,
        "national_growth": industry,
        "national_growth_effect": base * overall,
        "industry_mix_effect": base * (industry - overall),
        "regional_effect": base * (growth - industry),
    }


def _give_marks(frame: pd.DataFrame, limits: Thresholds) -> Any:
    """Return one mark each for a location quotient, a size and a growth above the threshold; 0 with too few jobs."""
    marks = (frame["lq"] > limits.lq).astype("int8")
    marks += (frame["size"] > limits.size).astype("int8")
    marks += (frame["growth"] - frame["national_growth"] > limits.growth + 1e-12).astype("int8")
    return marks.where(frame["jobs"] >= max(limits.least_jobs, 1e-9), 0).to_numpy()


def _make_regions(grid: _Grid, frame: pd.DataFrame) -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    jobs = grid.by_region(grid.now)
    share, national = frame["share"].to_numpy(), frame["national_share"].to_numpy()
    # an industry of the nation that a region has no row for differs by its whole national share
    apart = grid.by_region(np.abs(share - national)) + (1 - grid.by_region(np.where(np.isnan(share), 0, national)))
    apart -= grid.by_region(np.where(np.isnan(share), national, 0)) if np.isnan(share).any() else 0
    is_known = jobs > 0
    growth = np.full(len(jobs), np.nan)
    if grid.before is not None:
        then = grid.by_region(np.where(grid.is_comparable, grid.before, 0))
        growth = _divide(grid.by_region(np.where(grid.is_comparable, grid.now, 0)), then) - 1
    potentials, codes = _list_potentials(frame), cast("Any", np.arange(len(jobs)))
    return pd.DataFrame(
        {
            "region": pd.Categorical.from_codes(codes, grid.region_names),
            "jobs": jobs,
            "specialisation": np.where(is_known, np.clip(apart, 0, 2), np.nan),
            "diversity": _divide(np.ones(len(jobs)), np.where(is_known, grid.by_region(share**2), 0)),
            "growth": growth,
            "best_potentials": [potentials.get(at, _NONE)[0] for at in range(len(jobs))],
            "marks": [potentials.get(at, _NONE)[1] for at in range(len(jobs))],
            "unknown": np.bincount(grid.region, np.isnan(grid.now), len(jobs)).astype("int64"),
        }
    )


_NONE: tuple[tuple[str, ...], int] = ((), 0)


def _list_potentials(frame: pd.DataFrame) -> dict[int, tuple[tuple[str, ...], int]]:
    """Return the best industries of each region, by its number, and their marks together.

    Most marks first, then the location quotient, then jobs.
    """
    marked = frame.loc[frame["marks"] > 0, ["region", "industry", "marks", "lq", "jobs"]]
    ranked = marked.sort_values(["marks", "lq", "jobs"], ascending=False, kind="stable")
    best = ranked.groupby(ranked["region"].cat.codes, sort=False).head(POTENTIALS_SHOWN)
    found: dict[int, list[tuple[str, int]]] = {}
    for region, industry, marks in zip(
        best["region"].cat.codes, best["industry"].astype("str"), best["marks"], strict=True
    ):
        found.setdefault(int(region), []).append((str(industry), int(marks)))
    return {
        region: (tuple(name for name, _marks in lines), sum(marks for _name, marks in lines))
        for region, lines in found.items()
    }


def list_years(jobs: pd.DataFrame) -> Sequence[int]:
    """Return the years of a table, the earliest first. Source: assumption (a device of the program)."""
    return sorted({int(year) for year in jobs["year"].unique()}) if "year" in jobs else []
