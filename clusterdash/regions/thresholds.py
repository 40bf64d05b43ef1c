"""From which figures on something is said about an industry of a region; all of them are assumptions, to be changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from clusterdash.errors import RegionDataError, ScenarioError
from clusterdash.model.scenario.checks import Checked, checked, number, whole


@dataclass(frozen=True)
class Thresholds(Checked):
    """Above which figures an industry gets a mark, and below how many jobs nothing is said about it.

    Parameters
    ----------
    lq : location quotient, 1 to 10; default 1.25 (a quarter more than in the nation).
    size : the region's share of the nation's jobs in the industry, 0 to 1; default 0.01.
    growth : how much more than the industry nationally, over the whole time, as a share from 0 to 10; default 0.
    least_jobs : jobs below which nothing is said, 0 to 1,000,000; default 10.
    weak_lq : location quotient below which an industry counts as weak here, 0 to 1; default 0.5.

    Raises
    ------
    RegionDataError : numbers out of their ranges, all at once.

    Source: assumption (usual in cluster mapping).
    """

    prefix: ClassVar[str] = "thresholds."
    lq: float = checked(1.25, number(1, 10))
    size: float = checked(0.01, number(0, 1))
    growth: float = checked(0.0, number(0, 10))
    least_jobs: int = checked(10, whole(0, 1_000_000))
    weak_lq: float = checked(0.5, number(0, 1))

    def __post_init__(self) -> None:
        try:
            super().__post_init__()
        except ScenarioError as error:
            raise RegionDataError(error.problems) from None
