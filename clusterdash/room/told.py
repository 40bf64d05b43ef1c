"""What a room tells: to everybody, to who has revealed it, and to who takes it away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from clusterdash.room.board import Board
from clusterdash.room.phone import say_question
from clusterdash.room.tally import SMALLEST_GROUP, UNSAID, Tally, hide_small_groups


def tell_state(board: Board) -> dict[str, Any]:
    """Return what everybody may know of a room now; ``results`` is None until they are revealed."""
    return {
        "code": board.room.code,
        "title": board.room.title,
        "status": board.room.status,
        "language": board.room.language,
        "revision": board.revision,
        "joined": board.joined,
        "voted": board.voted,
        "next_poll_ms": board.pause,
        "epoch": board.room.epoch,
        "round": board.room.round,
        "step": board.room.settings.get("step"),
        "predict": bool(board.room.settings.get("predict")),
        "rehearsal": board.is_rehearsal,
        "resets": dict(board.resets),
        "questions": [{"code": one.name, "kind": one.kind, "text": say_question(one)} for one in board.questions],
        "results": tell_results(board) if board.is_revealed else None,
    }


def tell_results(board: Board) -> dict[str, Any]:
    """Return what the room said: per mechanism counts, median, mean, agreement and groups; and the other answers."""
    return {
        "basis": "workshop",
        "voters": board.voted,
        "mechanisms": {tally.mechanism: _tell_tally(board, tally) for tally in board.tallies},
        "answers": {name: dict(counts) for name, counts in board.answers.items()},
    }


def _tell_tally(board: Board, tally: Tally) -> dict[str, Any]:
    median, before = tally.median, board.before.get(tally.mechanism)
    return {
        "counts": list(tally.counts),
        "phones": list(tally.phones),
        "by_hand": list(tally.by_hand),
        "voters": tally.voters,
        "median": median,
        "mean": None if tally.mean is None else round(tally.mean, 3),
        "agreement": None if tally.agreement is None else round(tally.agreement, 3),
        "groups": {group or "other": list(counts) for group, counts in tally.groups.items()},
        "guessed": None if tally.guessed is None else round(tally.guessed, 3),
        "moved": None if median is None or before is None else median - before,
    }


def tell_all(board: Board) -> dict[str, Any]:
    """Return a room to be taken away: every ballot once, under a number that tells nothing of its device."""
    devices = sorted(board.rows)  # hashes: their order says nothing of who came when
    ballots = [
        {"ballot": place, **board.ballots[device].to_plain(), "revision": board.rows[device].revision}
        for place, device in enumerate(devices, 1)
    ]
    for row, device in zip(ballots, devices, strict=True):
        if board.rows[device].is_simulated:
            row["simulated"] = True
    return {
        "room": {
            "code": board.room.code,
            "title": board.room.title,
            "status": board.room.status,
            "language": board.room.language,
            "round": board.room.round,
            "rehearsal": board.is_rehearsal,
            "basis": "workshop",
        },
        "ballots": ballots,
        "tallies": [
            {"group": hand.group, "mechanism": hand.mechanism, "counts": list(hand.counts)} for hand in board.hands
        ],
        "history": [_tell_event(it.kind, it.made_at, it.content) for it in board.events],
    }


def _tell_event(kind: str, made_at: int, content: Mapping[str, Any]) -> dict[str, Any]:
    return {"kind": kind, "at": made_at, **{name: value for name, value in content.items() if name != "newest"}}


def tell_votes(board: Board) -> dict[str, Any]:
    """Return what minutes may say of a room: totals, never anybody's own answers.

    Groups under three stand together, as on the wall; nothing is told that was not revealed, and no distribution of
    fewer than three people.

    Source: assumption (privacy in small rooms).
    """
    tallies = board.tallies if board.is_revealed else ()
    answers = board.answers if board.is_revealed else {}
    voters = Counter(ballot.group or UNSAID for ballot in board.ballots.values() if ballot.is_filled)
    shown = hide_small_groups({group: (count, 0, 0, 0) for group, count in voters.items()})
    return {
        "room": board.room.code,
        "is_rehearsal": board.is_rehearsal,
        "joined": board.joined,
        "voted": board.voted,
        "hands": max((sum(hand.counts) for hand in board.hands), default=0),
        "groups": {group: sum(counts) for group, counts in shown.items()},
        "is_revealed": board.is_revealed,
        "counts": {one.mechanism: list(one.counts) for one in tallies if one.voters >= SMALLEST_GROUP},
        "too_few": [one.mechanism for one in tallies if 0 < one.voters < SMALLEST_GROUP],
        "answers": {name: dict(it) for name, it in answers.items() if sum(it.values()) >= SMALLEST_GROUP},
    }
