"""Filling the places that are left with instruments that serve a single mechanism: best first, which is exact.

Within a mechanism each further instrument gains half as much, so the best fill takes the greatest gains. Light ones
come before heavy ones of the same mechanism (equal in value), so a heavy limit cuts only the list of heavy gains.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from clusterdash.model.mix.layout import Array, Units


@dataclass(frozen=True)
class Filling:
    """The best fill of each row: its score, and the lowest gain it takes (``cut``; 0 if all fit, -1 if no room).

    ``gains`` (rows × units) are the gains of the units; ``heavy_cut`` is the lowest heavy gain that the heavy limit
    admits (as ``cut``).
    """

    score: Array
    cut: Array
    gains: Array
    room: Array
    heavy_room: Array | None
    heavy_cut: Array | None

    def take(self, rows: Array) -> Filling:
        """Return the filling of these rows."""
        return Filling(
            self.score[rows],
            self.cut[rows],
            self.gains[rows],
            self.room[rows],
            None if self.heavy_room is None else self.heavy_room[rows],
            None if self.heavy_cut is None else self.heavy_cut[rows],
        )


def fill_singles(gains: Array, units: Units, coverage: Array, room: Array, heavy_room: Array | None) -> Filling:
    """Return the best fill of ``room`` places per row, given the coverage (rows × mechanisms) already reached.

    Source: assumption (diminishing returns, heavy limit).
    """
    last = gains.shape[1] - 1
    offers = gains[units.mechanism, np.minimum(coverage[:, units.mechanism] + units.turn, last)]
    pool, heavy_cut = (offers, None) if heavy_room is None else _cut_heavy(offers, units.heavy, heavy_room)
    ranked = _descending(pool)
    score, cut = _take_first(ranked, room)
    return Filling(score, cut, offers, room, heavy_room, heavy_cut)


def _descending(table: Array) -> Array:
    return np.sort(table, axis=1)[:, ::-1]


def _take_first(ranked: Array, room: Array) -> tuple[Array, Array]:
    """Return the sum of the first ``room`` numbers of each row, and the last of them (0 if all fit; -1 if no room)."""
    rows = np.arange(len(ranked))
    padded = np.concatenate([np.zeros((len(ranked), 1), dtype=ranked.dtype), ranked], axis=1)
    width = ranked.shape[1]
    score = np.cumsum(padded, axis=1)[rows, np.minimum(room, width)]
    cut = np.where(room > width, 0, padded[rows, np.minimum(room, width)])
    return score, np.where(room > 0, cut, -1)


def _cut_heavy(offers: Array, heavy: Array, heavy_room: Array) -> tuple[Array, Array]:
    ranked = _descending(offers[:, heavy])
    _score, cut = _take_first(ranked, heavy_room)
    admitted = np.where(np.arange(ranked.shape[1]) < heavy_room[:, None], ranked, 0)
    return np.concatenate([offers[:, ~heavy], admitted], axis=1), cut
