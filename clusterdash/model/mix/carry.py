"""Which of the sets of the greatest value is shown: the one that a place can carry best, exact.

In this order: the greatest value of the members that can start now or later, the greatest value of those that can start
now, the fewest heavy ones, the highest leverage, the smallest sorted list of positions. Each of these is a sum over
mechanisms or over members, so one whole number (``Carry``: the key of a set) holds all five. Sets of the greatest value
are bases of a matroid and equally large, so the smallest list is the one with the greatest sum of 2^(last − position).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from clusterdash.model.mix.fill import Filling
from clusterdash.model.mix.grid import Front
from clusterdash.model.mix.layout import Array, Layout, Units
from clusterdash.model.mix.problem import MixProblem, measure_leverage

Level = tuple[list[int], int]
"""Mechanisms of which some get one more single: which, and how many of them."""


@dataclass(frozen=True)
class _Offer:
    """Members of one group: how many start now or later, how many now, how many are heavy, their part of the key."""

    soon: int
    now: int
    heavy: int
    tail: int


class Carry:
    """Picks the shown set among those of the greatest value; one per problem."""

    def __init__(self, problem: MixProblem, layout: Layout) -> None:
        self.problem, self.layout = problem, layout
        self.soon = problem.now | problem.later
        self.weights = tuple(problem.weights[m] for m in layout.mechanisms)
        pins = [[m for m, at in enumerate(layout.mechanisms) if problem.columns[i] >> at & 1] for i in problem.pinned]
        pinned = list(zip(problem.pinned, pins, strict=True))
        self.base_soon = self._count(pinned, self.soon)
        self.base_now = self._count(pinned, problem.now)
        size = len(problem.columns)
        leverages = [measure_leverage(problem.columns[i], problem.weights) for i in range(size)]
        self.heavy_bit = size + sum(leverages).bit_length()
        self.now_bit = self.heavy_bit + size.bit_length() + 1
        self.soon_bit = self.now_bit + sum(self.weights).bit_length() + layout.depth
        self.mask = (1 << size) - 1
        self.tails = [
            (1 << (size - 1 - i)) + (leverages[i] << size) - ((i in problem.heavy) << self.heavy_bit)
            for i in range(size)
        ]
        self._offers: dict[tuple[int, int], tuple[_Offer, ...]] = {}

    def _count(self, pinned: Iterable[tuple[int, list[int]]], among: frozenset[int]) -> list[int]:
        counts = [0] * len(self.weights)
        for i, rows in pinned:
            for m in rows if i in among else ():
                counts[m] += 1
        return counts

    def pick(self, units: Units, front: Front) -> tuple[int, ...]:
        """Return the free members of the set that a place can carry best.

        Source: assumption (the order of the criteria); Benner 2013, §3 (leverage).
        """
        key: int | None = None
        for row in range(len(front.counts)):
            key = self._try_row(units, front, row, key)
        chosen, size = (key or 0) & self.mask, len(self.problem.columns)
        return tuple(i for i in range(size) if chosen >> (size - 1 - i) & 1)

    def _try_row(self, units: Units, front: Front, row: int, best: int | None) -> int | None:
        """Return the greatest key of a row's sets, or the best so far where that is greater."""
        sure, levels = _split_units(units, front.filling, row)
        multis = [self._list_offers(g, int(count)) for g, count in enumerate(front.counts[row])]
        singles = []
        for s, group in enumerate(self.layout.single, len(multis)):
            m = group.serves[0]
            taken = sure.count(m)
            plain = [(-1, offer) for offer in self._list_offers(s, taken)]
            extra = [
                (j, offer) for j, (ms, _n) in enumerate(levels) if m in ms for offer in self._list_offers(s, taken + 1)
            ]
            singles.append((m, plain + extra))
        return self._branch(multis, singles, [number for _ms, number in levels], best)

    def _branch(
        self,
        multis: list[tuple[_Offer, ...]],
        singles: list[tuple[int, list[tuple[int, _Offer]]]],
        numbers: list[int],
        best: int | None,
    ) -> int | None:
        """Try all offers of the groups, cut where even the best of each together could not pass what is known."""
        key = self._complete([_join(offers) for offers in multis], singles, numbers)
        if key is None or (best is not None and key <= best):
            return best
        open_ = next((g for g, offers in enumerate(multis) if len(offers) > 1), None)
        if open_ is None:
            return key
        for offer in multis[open_]:
            best = self._branch([*multis[:open_], (offer,), *multis[open_ + 1 :]], singles, numbers, best)
        return best

    def _complete(
        self, multis: list[_Offer], singles: list[tuple[int, list[tuple[int, _Offer]]]], numbers: list[int]
    ) -> int | None:
        """Return the greatest key with these members of the multi groups; None where the heavy limit forbids it."""
        soon, now, tail, heavy = self.base_soon.copy(), self.base_now.copy(), 0, 0
        for group, offer in zip(self.layout.multi, multis, strict=True):
            tail += offer.tail
            heavy += offer.heavy
            for m in group.serves:
                soon[m] += offer.soon
                now[m] += offer.now
        alone = set(range(len(self.weights))).difference(m for m, _offers in singles)
        tail += sum(self._worth(m, soon[m], now[m]) for m in alone)
        states = {(heavy, *(0 for _n in numbers)): tail}
        for m, offers in singles:
            worth = [(j, it.heavy, it.tail + self._worth(m, soon[m] + it.soon, now[m] + it.now)) for j, it in offers]
            states = self._extend(states, worth, numbers)
        return max((key for state, key in states.items() if list(state[1:]) == numbers), default=None)

    def _extend(
        self, states: dict[tuple[int, ...], int], worth: list[tuple[int, int, int]], numbers: list[int]
    ) -> dict[tuple[int, ...], int]:
        """Return the greatest key per number of heavy ones and of ties taken, with one more mechanism decided."""
        limit, found = self.layout.heavy_left, dict[tuple[int, ...], int]()
        for (heavy, *taken), key in states.items():
            for level, more, gain in worth:
                state = [heavy + more if limit is not None else 0, *taken]
                if level >= 0:
                    state[level + 1] += 1
                if (limit is None or state[0] <= limit) and (level < 0 or state[level + 1] <= numbers[level]):
                    at = tuple(state)
                    found[at] = max(found.get(at, key + gain), key + gain)
        return found

    def _worth(self, m: int, soon: int, now: int) -> int:
        """Return what a mechanism adds to the key when so many serve it now or later, and now."""
        full, depth = 1 << self.layout.depth, self.layout.depth
        later = (full - (1 << (depth - soon))) << self.soon_bit
        return self.weights[m] * (later + ((full - (1 << (depth - now))) << self.now_bit))

    def _list_offers(self, g: int, count: int) -> tuple[_Offer, ...]:
        if (g, count) not in self._offers:
            self._offers[g, count] = tuple(self._find_offers(self.layout.groups[g].members, count))
        return self._offers[g, count]

    def _find_offers(self, members: tuple[int, ...], count: int) -> Iterator[_Offer]:
        """Return the picks of so many twins that no other pick beats: those that start sooner and light ones first.

        Without a heavy limit one pick beats all others; with one, further heavy ones must bring more that starts.
        """
        heavy = self.problem.heavy
        ranked = sorted(members, key=lambda i: (i not in self.soon, i not in self.problem.now, i in heavy, i))
        limit = self.layout.heavy_left
        if limit is None:
            yield self._offer(ranked[:count])
            return
        light, weighty = [i for i in ranked if i not in heavy], [i for i in ranked if i in heavy]
        kept: list[_Offer] = []
        for number in range(max(0, count - len(light)), min(count, len(weighty), limit) + 1):
            offer = self._offer(light[: count - number] + weighty[:number])
            if all(offer.soon > it.soon or offer.now > it.now for it in kept):
                kept.append(offer)
                yield offer

    def _offer(self, picked: Sequence[int]) -> _Offer:
        return _Offer(
            soon=sum(i in self.soon for i in picked),
            now=sum(i in self.problem.now for i in picked),
            heavy=sum(i in self.problem.heavy for i in picked),
            tail=sum(self.tails[i] for i in picked),
        )


def _join(offers: Sequence[_Offer]) -> _Offer:
    """Return an offer that none of these beats in anything; for one offer, itself."""
    if len(offers) == 1:
        return offers[0]
    return _Offer(
        max(it.soon for it in offers),
        max(it.now for it in offers),
        min(it.heavy for it in offers),
        max(it.tail for it in offers),
    )


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
