"""Profiles of regions as frames to take away: typed columns, unknown figures missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clusterdash.regions.profile import Profiles

if TYPE_CHECKING:
    import pandas as pd


def industry_frame(profiles: Profiles) -> pd.DataFrame:
    """Return what the jobs show of every industry in every region: one row per region and industry.

    Columns
    -------
    region, industry : category, as in the table of jobs.
    jobs : float64, of the later year; missing where it is not known.
    firms : float64, where the table has them.
    share, national_share, size : float64, 0 to 1: of the region's jobs, of all jobs, of the industry's jobs.
    lq : float64, location quotient.
    earlier_jobs, growth, national_growth : float64, jobs of the earlier year; change as a share of them.
    national_growth_effect, industry_mix_effect, regional_effect : float64, jobs; their sum is the change.
    marks : Int64, 0 to 3.

    Source: assumption (location quotient and shift-share, as in use).
    """
    return profiles.frame.astype({"marks": "Int64"})


def region_frame(profiles: Profiles) -> pd.DataFrame:
    """Return what the jobs show of every region as a whole: one row per region.

    Columns
    -------
    region : category, as in the table of jobs.
    jobs : float64, of the later year.
    specialisation : float64, Krugman index, 0 to 2.
    diversity : float64, 1 divided by the sum of squared shares.
    growth : float64, change as a share of the earlier jobs.
    best_potentials : string, at most five industries.
    marks : Int64, of the best potentials together.
    unknown : Int64, figures that are not known.

    Source: assumption (indices as in use).
    """
    frame = profiles.regions.copy()
    frame["best_potentials"] = frame["best_potentials"].map("; ".join).astype("string")
    return frame.astype({"marks": "Int64", "unknown": "Int64"})
