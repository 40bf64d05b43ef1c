"""The list of regions edited row by row: renamed, moved, dropped, added; what is said of a region stays with it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TypeVar

from clusterdash.errors import Problem, ScenarioError
from clusterdash.frozen import FrozenMap
from clusterdash.model.scenario.checks import REGION_LIMIT
from clusterdash.model.scenario.scenario import ChainPlan
from clusterdash.words import N_

T = TypeVar("T")


def rename_region(plan: ChainPlan, number: int, name: str) -> ChainPlan:
    """Return the plan with the region at a place (from 1) called otherwise; its potentials and answers stay with it.

    Raises
    ------
    ScenarioError
        The place is not there, the name is empty, or another region has it.
    """
    old = _find(plan, number)
    names = tuple(name.strip() if at == number else other for at, other in enumerate(plan.regions, 1))
    return dataclasses.replace(
        plan,
        regions=names,
        potentials=_rename(plan.potentials, old, name.strip()),
        region_details=_rename(plan.region_details, old, name.strip()),
    )


def shift_region(plan: ChainPlan, number: int, by: int) -> ChainPlan:
    """Return the plan with a region one place earlier (``by`` below 0) or later; at the ends nothing moves.

    Source: Benner 2013, §5.9 (regions enter round by round); the order is up to people.
    """
    name = _find(plan, number)
    others = [one for one in plan.regions if one != name]
    at = min(max(number - 1 + (1 if by > 0 else -1), 0), len(others))
    return dataclasses.replace(plan, regions=(*others[:at], name, *others[at:]))


def drop_region(plan: ChainPlan, number: int) -> ChainPlan:
    """Return the plan without a region and without what was said of it."""
    name = _find(plan, number)
    return dataclasses.replace(
        plan,
        regions=tuple(one for one in plan.regions if one != name),
        potentials=_without(plan.potentials, name),
        region_details=_without(plan.region_details, name),
    )


def append_region(plan: ChainPlan, name: str) -> ChainPlan:
    """Return the plan with one more region at the end.

    Raises
    ------
    ScenarioError
        The name is empty or stands twice, or the list is full.
    """
    if len(plan.regions) >= REGION_LIMIT:
        template = N_("{found} regions stand here; more than {allowed} cannot be kept.")
        raise ScenarioError([Problem("regions", template, {"found": len(plan.regions), "allowed": REGION_LIMIT})])
    return dataclasses.replace(plan, regions=(*plan.regions, name.strip()))


def _find(plan: ChainPlan, number: int) -> str:
    if not 1 <= number <= len(plan.regions):
        template = N_("There is no region {found} in the list; reload the page and try again.")
        raise ScenarioError([Problem("regions", template, {"found": number})])
    return plan.regions[number - 1]


def _rename(table: Mapping[str, T], old: str, new: str) -> FrozenMap[str, T]:
    return FrozenMap({new if name == old else name: value for name, value in table.items()})


def _without(table: Mapping[str, T], name: str) -> FrozenMap[str, T]:
    return FrozenMap({one: value for one, value in table.items() if one != name})
