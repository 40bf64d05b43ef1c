"""Which instruments are in some mix of the greatest value."""

from __future__ import annotations

import numpy as np

from clusterdash.model.mix.fill import Filling
from clusterdash.model.mix.grid import Front
from clusterdash.model.mix.layout import Array, Group, Layout, Units


def list_reachable(layout: Layout, units: Units, front: Front) -> frozenset[int]:
    """Return the free instruments that are in some set of the greatest value.

    Source: assumption (ties are told, not hidden).
    """
    if layout.heavy_left is None:
        return _reach_freely(layout, units, front)
    slack = _heavy_slack(units, front.filling)
    found: set[int] = set()
    for g, group in enumerate(layout.multi):
        counts = front.counts[:, g]
        found.update(_reach_group(group, counts >= 1, counts > len(group.light), slack))
    for group in layout.single:
        first = _is_taken(units, front.filling, group.serves[0], 1)
        beyond = _is_taken(units, front.filling, group.serves[0], len(group.light) + 1) if group.heavy else first
        found.update(_reach_group(group, first, beyond, slack))
    return frozenset(found)


def _reach_freely(layout: Layout, units: Units, front: Front) -> frozenset[int]:
    """Return the same without a heavy limit: no twin differs from another."""
    found = {i for g, group in enumerate(layout.multi) if (front.counts[:, g] > 0).any() for i in group.light}
    cut = front.filling.cut
    for group in layout.single:
        first = front.filling.gains[:, units.at[group.serves[0], 1]]
        if ((cut >= 0) & (first >= cut)).any():
            found.update(group.light)
    return frozenset(found)


def _reach_group(group: Group, some: Array, beyond_light: Array, slack: Array) -> tuple[int, ...]:
    """Return the light ones if one can be in, the heavy ones if one must be, or can be without breaking the limit."""
    light = group.light if some.any() else ()
    if not group.heavy:
        return light
    return light + (group.heavy if (beyond_light | some & (slack > 0)).any() else ())


def _is_taken(units: Units, filling: Filling, mechanism: int, turn: int) -> Array:
    """Return per row whether that unit is in some best fill: it gains at least as much as the last one taken."""
    at = units.at.get((mechanism, turn))
    if at is None:
        return np.zeros(len(filling.score), dtype=bool)
    gain = filling.gains[:, at]
    taken = (filling.cut >= 0) & (gain >= filling.cut)
    if filling.heavy_cut is not None and units.heavy[at]:
        taken &= (filling.heavy_cut >= 0) & (gain >= filling.heavy_cut)
    return np.asarray(taken, dtype=bool)


def _heavy_slack(units: Units, filling: Filling) -> Array:
    """Return per row how many more heavy ones the limit admits when the fill uses as few of them as it can."""
    assert filling.heavy_room is not None and filling.heavy_cut is not None  # noqa: S101
    gains, cut = filling.gains, filling.cut[:, None]
    open_rows = (filling.cut >= 0)[:, None]
    admitted = (filling.heavy_cut >= 0)[:, None] & (gains >= filling.heavy_cut[:, None])
    above = open_rows & (gains > cut)
    level = open_rows & (gains == cut)
    light_above = (above & ~units.heavy).sum(axis=1)
    heavy_above = np.minimum((above & units.heavy & admitted).sum(axis=1), filling.heavy_room)
    light_level = (level & ~units.heavy).sum(axis=1)
    heavy_level = (level & units.heavy & admitted).sum(axis=1)
    wanted = filling.room - light_above - heavy_above - light_level
    used = heavy_above + np.clip(wanted, 0, heavy_level)
    return np.asarray(filling.heavy_room - used, dtype=np.int64)
