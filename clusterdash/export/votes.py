"""What minutes tell of a vote: how many took part, by group where it is large enough, and how the ratings lie."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from clusterdash.errors import ScenarioError
from clusterdash.frozen import FrozenMap
from clusterdash.model.scenario.checks import (
    NAME_LIMIT,
    Checked,
    checked,
    each,
    mapped,
    problem_at,
    text_up_to,
    truth,
    whole,
)
from clusterdash.model.scenario.scenario import SALIENCE_MAXIMUM
from clusterdash.words import N_

VOTES_LIMIT = 200_000  # characters of a file of votes
PEOPLE = whole(0, 100_000)


@dataclass(frozen=True)
class Votes(Checked):
    """A vote as totals; nobody's own answers are in it.

    Parameters
    ----------
    room : code of the room. ``is_rehearsal``: its participants were simulated.
    joined, voted, hands : phones that came in, phones that answered, and the most hands and papers at one question.
    groups : stakeholder group -> how many of its phones answered; small groups stand together under "".
    is_revealed : whether the results were shown to the room; before that ``counts`` and ``answers`` are empty.
    counts : mechanism -> how many rated it 0, 1, 2, 3; ``too_few`` names those that fewer than three people rated.
    answers : further question ("capacity:local") -> answer -> how often.

    Source: assumption (the room decides what may be told).
    """

    prefix: ClassVar[str] = "votes."
    room: str = checked("", text_up_to(NAME_LIMIT))
    is_rehearsal: bool = checked(False, truth)
    joined: int = checked(0, PEOPLE)
    voted: int = checked(0, PEOPLE)
    hands: int = checked(0, PEOPLE)
    groups: Mapping[str, int] = checked(FrozenMap(), mapped(PEOPLE))
    is_revealed: bool = checked(False, truth)
    counts: Mapping[str, tuple[int, ...]] = checked(FrozenMap(), mapped(each(PEOPLE, SALIENCE_MAXIMUM + 1)))
    too_few: tuple[str, ...] = checked((), each(text_up_to(NAME_LIMIT)))
    answers: Mapping[str, Mapping[str, int]] = checked(FrozenMap(), mapped(mapped(PEOPLE)))


def read_votes(text: str) -> Votes | None:
    """Return the votes that the app has told ("" = none); raise ScenarioError with what is wrong with them.

    Source: assumption (a form of this app).
    """
    if not text:
        return None
    template = N_("What was told of the vote cannot be read; open the page again, or leave the vote out.")
    try:
        data = json.loads(text) if len(text) <= VOTES_LIMIT else None
        if isinstance(data, dict):
            votes = Votes(**data)
            if all(len(counts) == SALIENCE_MAXIMUM + 1 for counts in votes.counts.values()):
                return votes
    except (ValueError, TypeError, RecursionError) as error:
        if isinstance(error, ScenarioError):
            raise
    raise ScenarioError(problem_at("votes", template, text[:40]))
