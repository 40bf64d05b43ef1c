"""From what a room has said to changes of the scenario, with a line for the log of decisions."""

from __future__ import annotations

from collections.abc import Mapping

from clusterdash.model.scenario.change import Change
from clusterdash.model.scenario.decision import Decision
from clusterdash.room.board import Board
from clusterdash.room.questions import CAPACITY, CHOICE, CONTEXT, MECHANISM
from clusterdash.words import _


def list_changes(board: Board, salience: Mapping[str, int], method: str, day: str) -> tuple[Change, ...]:
    """Return the changes that carry a vote into the scenario: ratings, further answers, and the decision.

    Of the further questions the answer that most gave counts; a tie changes nothing. The capacities and the place take
    theirs as they are; of interchangeable instruments the chosen one is pinned.

    Source: assumption (how a vote becomes a choice).
    """
    ratings = [Change("salience", code, level) for code, level in salience.items()]
    further = [change for question in board.questions if (change := _apply_answer(board, question.kind, question.code))]
    return (*ratings, *further, Change("decisions", "", _decide(board, method, day)))


def _apply_answer(board: Board, kind: str, code: str) -> Change | None:
    if kind == MECHANISM:
        return None
    ranked = list(board.answers[f"{kind}:{code}"].items())
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    answer = ranked[0][0]
    if kind == CONTEXT:
        return Change("context", code, answer)
    if kind == CAPACITY:
        return Change("capacity", code, answer)
    return Change("pinned", answer, True) if kind == CHOICE else None


def _decide(board: Board, method: str, day: str) -> Decision:
    template = (
        _("Means of the votes: by phone {phones}, by raised hand {hands}.")
        if method == "mean"
        else _("Medians of the votes: by phone {phones}, by raised hand {hands}.")
    )
    hands = max((sum(hand.counts) for hand in board.hands), default=0)
    reason = template.format(phones=board.voted, hands=hands)
    if board.is_rehearsal:
        reason = _("Rehearsal with simulated participants.") + " " + reason
    return Decision("vote", _("Vote of room {code}").format(code=board.room.code), reason, "", day)
