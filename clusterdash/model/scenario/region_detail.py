"""What is said of one region of the programme, where it differs from the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from clusterdash.errors import Problem
from clusterdash.frozen import FrozenMap
from clusterdash.model.scenario.checks import (
    CAPACITIES,
    NAME_LIMIT,
    REGION_LIMIT,
    Checked,
    checked,
    choice,
    mapped,
    problem_at,
    text_up_to,
    truth,
    up_to_names,
)
from clusterdash.words import N_

POTENTIALS_LIMIT = 12  # clusters that a region could promote, one per round


@dataclass(frozen=True)
class RegionDetail(Checked):
    """A region's own potentials, capacities and answers; whatever is empty is as in the whole programme.

    Parameters
    ----------
    potentials : names of the clusters that the region could promote, in the order of their turns; at most 12.
    struck_out : names of potentials that people struck out, though a table shows them; they stay visible.
    capacity : government code -> "absent" | "weak" | "able", where it is another than in the programme.
    context : question code -> answer code, where the region answers differently.
    own_mix : whether the region gets a mix of its own instead of the mix of the programme.

    Source: Benner 2013, §5.9 (one cluster a round, several in sequence), §1 (capacities differ); that a region may
    have a mix of its own is an assumption.
    """

    prefix: ClassVar[str] = "chain.region_details."
    potentials: tuple[str, ...] = checked((), up_to_names(POTENTIALS_LIMIT))
    struck_out: tuple[str, ...] = checked((), up_to_names(REGION_LIMIT))
    capacity: Mapping[str, str] = checked(FrozenMap(), mapped(choice(*CAPACITIES)))
    context: Mapping[str, str] = checked(FrozenMap(), mapped(text_up_to(NAME_LIMIT)))
    own_mix: bool = checked(False, truth)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said of the region that would make it differ from the others."""
        return self == RegionDetail()


def check_region_detail(value: object, where: str) -> Iterable[Problem]:
    """Return what is wrong with an entry of the table of regions; the detail itself has checked its fields."""
    if isinstance(value, RegionDetail):
        return []
    return problem_at(where, N_("Found “{found}”; a table of named fields is needed."), value)
