"""Thirty simulated participants, so that a facilitator can try everything before people come."""

from __future__ import annotations

import random

from clusterdash.catalog import Catalog
from clusterdash.store.rooms import BallotRow

PARTICIPANTS = 30


def simulate_ballots(catalog: Catalog, seed: int = 2013, participants: int = PARTICIPANTS) -> list[BallotRow]:
    """Return the ballots of simulated participants: the same for the same seed.

    On two of three mechanisms most agree around one rating; on every third the room is split.

    Source: assumption (made up, to rehearse with).
    """
    chance = random.Random(seed)  # noqa: S311, made-up votes, no secrets
    groups = [row.code for row in catalog.stakeholder_groups]
    centres = [chance.randint(0, 3) for _mechanism in catalog.mechanisms]
    rows = []
    for number in range(participants):
        ratings = {
            row.code: _rate(chance, centre, is_split=place % 3 == 2)
            for place, (row, centre) in enumerate(zip(catalog.mechanisms, centres, strict=True))
        }
        content = {"group": groups[number % len(groups)], "ratings": ratings}
        rows.append(BallotRow(f"simulated-{number:02d}", 1, content, is_simulated=True))
    return rows


def _rate(chance: random.Random, centre: int, *, is_split: bool) -> int:
    if is_split:
        return chance.choice((0, 0, 1, 2, 3, 3))
    return min(3, max(0, centre + chance.choice((-1, 0, 0, 0, 1))))
