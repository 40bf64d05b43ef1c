"""Which instruments are in some best mix, and which best mix comes first in table order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from clusterdash.model.mix.fill import Filling
from clusterdash.model.mix.grid import Front
from clusterdash.model.mix.layout import Array, Group, Layout, Units


def list_reachable(layout: Layout, units: Units, front: Front, shift: int) -> frozenset[int]:
    """Return the free instruments that are in some set of the greatest value.

    Source: assumption (ties are told, not hidden).
    """
    if layout.heavy_left is None:
        return _reach_freely(layout, units, front, shift)
    slack = _heavy_slack(units, front.filling, shift)
    found: set[int] = set()
    for g, group in enumerate(layout.multi):
        counts = front.counts[:, g]
        found.update(_reach_group(group, counts >= 1, counts > len(group.light), slack))
    for group in layout.single:
        first = _is_taken(units, front.filling, shift, group.serves[0], 1)
        beyond = _is_taken(units, front.filling, shift, group.serves[0], len(group.light) + 1) if group.heavy else first
        found.update(_reach_group(group, first, beyond, slack))
    return frozenset(found)


def _reach_freely(layout: Layout, units: Units, front: Front, shift: int) -> frozenset[int]:
    """Return the same without a heavy limit: no twin differs from another."""
    found = {i for g, group in enumerate(layout.multi) if (front.counts[:, g] > 0).any() for i in group.light}
    cut = front.filling.cut
    for group in layout.single:
        first = front.filling.gains[:, units.at[group.serves[0], 1]] >> shift
        if ((cut >= 0) & (first >= cut >> shift)).any():
            found.update(group.light)
    return frozenset(found)


def _reach_group(group: Group, some: Array, beyond_light: Array, slack: Array) -> tuple[int, ...]:
    """Return the light ones if one can be in, the heavy ones if one must be, or can be without breaking the limit."""
    light = group.light if some.any() else ()
    if not group.heavy:
        return light
    return light + (group.heavy if (beyond_light | some & (slack > 0)).any() else ())


def _is_taken(units: Units, filling: Filling, shift: int, mechanism: int, turn: int) -> Array:
    """Return per row whether that unit is in some best fill: it gains at least as much as the last one taken."""
    at = units.at.get((mechanism, turn))
    if at is None:
        return np.zeros(len(filling.score), dtype=bool)
    gain = filling.gains[:, at] >> shift
    taken = (filling.cut >= 0) & (gain >= filling.cut >> shift)
    if filling.heavy_cut is not None and units.heavy[at]:
        taken &= (filling.heavy_cut >= 0) & (gain >= filling.heavy_cut >> shift)
    return np.asarray(taken, dtype=bool)


def _heavy_slack(units: Units, filling: Filling, shift: int) -> Array:
    """Return per row how many more heavy ones the limit admits when the fill uses as few of them as it can."""
    assert filling.heavy_room is not None and filling.heavy_cut is not None  # noqa: S101
    gains, cut = filling.gains >> shift, (filling.cut >> shift)[:, None]
    open_rows = (filling.cut >= 0)[:, None]
    admitted = (filling.heavy_cut >= 0)[:, None] & (gains >= (filling.heavy_cut >> shift)[:, None])
    above = open_rows & (gains > cut)
    level = open_rows & (gains == cut)
    light_above = (above & ~units.heavy).sum(axis=1)
    heavy_above = np.minimum((above & units.heavy & admitted).sum(axis=1), filling.heavy_room)
    light_level = (level & ~units.heavy).sum(axis=1)
    heavy_level = (level & units.heavy & admitted).sum(axis=1)
    wanted = filling.room - light_above - heavy_above - light_level
    used = heavy_above + np.clip(wanted, 0, heavy_level)
    return np.asarray(filling.heavy_room - used, dtype=np.int64)


@dataclass
class _Pool:
    """Twins from which a number is taken: ``need`` surely, one more if the tie chooses this pool."""

    members: list[tuple[int, bool]]
    need: int
    taken: int = 0
    passed: int = 0
    light_passed: int = 0
    lights: int = field(init=False)

    def __post_init__(self) -> None:
        self.lights = sum(not heavy for _i, heavy in self.members)

    def cost(self, extra: int) -> int | None:
        """Return the fewest further heavy ones needed to reach the number; None when it cannot be reached."""
        missing = self.need + extra - self.taken
        if missing < 0 or missing > len(self.members) - self.passed:
            return None
        return max(0, missing - (self.lights - self.light_passed))

    def step(self, heavy: bool, taken: bool) -> None:
        self.passed += 1
        self.light_passed += not heavy
        self.taken += taken

    def undo(self, heavy: bool, taken: bool) -> None:
        self.passed -= 1
        self.light_passed -= not heavy
        self.taken -= taken


def pick_first(layout: Layout, units: Units, front: Front) -> tuple[int, ...]:
    """Return the best set of the greatest leverage that comes first as a sorted list of positions (free ones only).

    Source: Benner 2013, §3 (leverage); that table order settles the rest is an assumption.
    """
    top = np.flatnonzero(np.asarray(front.filling.top))
    return min(_first_of_row(layout, units, front, int(row)) for row in top)


def _first_of_row(layout: Layout, units: Units, front: Front, row: int) -> tuple[int, ...]:
    needs = [int(n) for n in front.counts[row]]
    sure, ties = _split_units(units, front.filling, row)
    position = {group.serves[0]: len(layout.multi) + s for s, group in enumerate(layout.single)}
    needs += [sure.count(group.serves[0]) for group in layout.single]
    choices = [([position[m] for m in mechanisms], number) for mechanisms, number in ties if number]
    plain = _pick_light(layout.groups, needs, choices)
    heavy = {i for group in layout.groups for i in group.heavy}
    if layout.heavy_left is None or len(heavy.intersection(plain)) <= layout.heavy_left:
        return plain
    return _pick_limited(layout.groups, needs, choices, layout.heavy_left)


def _split_units(units: Units, filling: Filling, row: int) -> tuple[list[int], list[tuple[list[int], int]]]:
    """Return the mechanisms of the units surely taken, and for each level of ties: the mechanisms, how many of them."""
    gains, cut, room = filling.gains[row], filling.cut[row], int(filling.room[row])
    if cut < 0:
        return [], []
    if filling.heavy_room is None or filling.heavy_cut is None:
        return _split_level(units, gains, np.ones(len(gains), dtype=bool), cut, room)
    heavy_cut, heavy_room = filling.heavy_cut[row], int(filling.heavy_room[row])
    heavy = units.heavy & (gains >= heavy_cut) if heavy_cut >= 0 else np.zeros(len(gains), dtype=bool)
    if heavy_cut <= cut:
        return _split_level(units, gains, heavy | ~units.heavy, cut, room)
    heavy_sure, heavy_ties = _split_level(units, gains, heavy, heavy_cut, heavy_room)
    taken = min(heavy_room, int(heavy.sum()))
    light_sure, light_ties = _split_level(units, gains, ~units.heavy, cut, room - taken)
    return heavy_sure + light_sure, heavy_ties + light_ties


def _split_level(
    units: Units, gains: Array, among: Array, cut: int, room: int
) -> tuple[list[int], list[tuple[list[int], int]]]:
    sure = [int(m) for m in units.mechanism[among & (gains > cut)]]
    level = [int(m) for m in units.mechanism[among & (gains == cut) & (gains > 0)]]
    return sure, [(level, min(room - len(sure), len(level)))]


def _pick_light(
    groups: Sequence[Group], needs: Sequence[int], choices: Sequence[tuple[list[int], int]]
) -> tuple[int, ...]:
    picked = [i for group, need in zip(groups, needs, strict=True) for i in group.members[:need]]
    for pools, number in choices:
        picked += sorted(groups[g].members[needs[g]] for g in pools)[:number]
    return tuple(sorted(picked))


def _pick_limited(
    groups: Sequence[Group], needs: Sequence[int], choices: Sequence[tuple[list[int], int]], limit: int
) -> tuple[int, ...]:
    """Return the first set in table order: each instrument in turn enters if the rest can still be completed."""
    pools = [_Pool([(i, i in group.heavy) for i in group.members], n) for group, n in zip(groups, needs, strict=True)]
    optional = {g for members, _number in choices for g in members}
    queue = sorted((i, heavy, g) for g, pool in enumerate(pools) for i, heavy in pool.members)
    picked: list[int] = []
    used = 0
    for i, heavy, g in queue:
        pools[g].step(heavy, True)
        if _can_finish(pools, choices, optional, limit - used - heavy):
            picked.append(i)
            used += heavy
        else:
            pools[g].undo(heavy, True)
            pools[g].step(heavy, False)
    return tuple(picked)


def _can_finish(
    pools: Sequence[_Pool], choices: Sequence[tuple[list[int], int]], optional: set[int], budget: int
) -> bool:
    for g, pool in enumerate(pools):
        if g not in optional:
            cost = pool.cost(0)
            if cost is None:
                return False
            budget -= cost
    for members, number in choices:
        level = _level_cost([pools[g] for g in members], number)
        if level is None:
            return False
        budget -= level
    return budget >= 0


def _level_cost(pools: Sequence[_Pool], number: int) -> int | None:
    """Return the fewest heavy ones with exactly ``number`` of the pools giving one more; None if impossible."""
    total, forced, offers = 0, 0, []
    for pool in pools:
        plain, extra = pool.cost(0), pool.cost(1)
        if plain is None and extra is None:
            return None
        if plain is None:
            forced += 1
            total += extra or 0
        else:
            total += plain
            if extra is not None:
                offers.append(extra - plain)
    missing = number - forced
    if missing < 0 or missing > len(offers):
        return None
    return total + sum(sorted(offers)[:missing])
