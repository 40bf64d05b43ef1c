"""From ballots and raised hands to counts, medians and agreement; small groups are never shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from clusterdash.frozen import FrozenMap
from clusterdash.room.ballots import Ballot

LEVELS = 4
SMALLEST_GROUP = 3
# Agreement from here on is told as "agreed", below the lower one as "split".
AGREED, SPLIT = 0.75, 0.5
UNSAID = ""  # those who said no group, and groups too small to be shown
Counts = tuple[int, ...]
NOBODY: Counts = (0,) * LEVELS


@dataclass(frozen=True)
class HandCount:
    """Raised hands or paper votes: how many of a group (None = all) rated a mechanism 0, 1, 2, 3."""

    group: str | None
    mechanism: str
    counts: Counts


@dataclass(frozen=True)
class Tally:
    """What the room says about one mechanism.

    ``phones`` and ``by_hand`` add up to ``counts``. ``median`` is the lower of the two middle ratings, ``mean`` the
    average, ``agreement`` 1 where all say the same and 0 where the room is torn in two; all three are None while
    nobody has rated. ``groups`` holds counts by group, small groups together under "".
    """

    mechanism: str
    phones: Counts
    by_hand: Counts
    groups: Mapping[str, Counts]
    guessed: float | None = None

    @property
    def counts(self) -> Counts:
        """All votes, by rating."""
        return add_counts(self.phones, self.by_hand)

    @property
    def voters(self) -> int:
        """How many rated."""
        return sum(self.counts)

    @property
    def median(self) -> int | None:
        """The middle rating, the lower of two."""
        return find_median(self.counts)

    @property
    def mean(self) -> float | None:
        """The average rating."""
        return sum(level * count for level, count in enumerate(self.counts)) / self.voters if self.voters else None

    @property
    def agreement(self) -> float | None:
        """How close the ratings are to each other, from 0 to 1."""
        return measure_agreement(self.counts)

    @property
    def is_split(self) -> bool:
        """Whether opinions lie far apart."""
        return self.agreement is not None and self.agreement < SPLIT


def find_median(counts: Sequence[int]) -> int | None:
    """Return the middle rating of counts by level, the lower of two; None where nobody rated.

    Source: assumption (a median is a rating that somebody gave).
    """
    middle, seen = (sum(counts) + 1) // 2, 0
    for level, count in enumerate(counts):
        seen += count
        if count and seen >= middle:
            return level
    return None


def measure_agreement(counts: Sequence[int]) -> float | None:
    """Return 1 − the mean distance of two voters (of all pairs, each also with itself) over its greatest value.

    1 where all rate alike, 0 where half say the least and half the most; None where nobody rated.

    Source: assumption (half of the relative mean difference).
    """
    voters = sum(counts)
    if not voters:
        return None
    spread = sum(a * b * abs(i - j) for i, a in enumerate(counts) for j, b in enumerate(counts))
    return 1 - spread / voters**2 / ((len(counts) - 1) / 2)


def add_counts(*many: Sequence[int]) -> Counts:
    """Return counts added level by level."""
    return tuple(sum(column) for column in zip(NOBODY, *many, strict=True))


def tally_mechanism(mechanism: str, ballots: Iterable[Ballot], hands: Iterable[HandCount] = ()) -> Tally:
    """Return what ballots and hand counts say about one mechanism."""
    by_group: dict[str, list[int]] = {}
    guesses: Counter[int] = Counter()
    for ballot in ballots:
        level = ballot.ratings.get(mechanism)
        if level is not None:
            by_group.setdefault(ballot.group or UNSAID, [0] * LEVELS)[level] += 1
        if mechanism in ballot.guesses:
            guesses[ballot.guesses[mechanism]] += 1
    phones = add_counts(*by_group.values())
    by_hand = NOBODY
    for hand in hands:
        if hand.mechanism == mechanism:
            by_hand = add_counts(by_hand, hand.counts)
            group = hand.group or UNSAID
            by_group[group] = list(add_counts(by_group.get(group, NOBODY), hand.counts))
    tally = Tally(mechanism, phones, by_hand, hide_small_groups({group: tuple(it) for group, it in by_group.items()}))
    return tally if not guesses else _with_guesses(tally, guesses)


def _with_guesses(tally: Tally, guesses: Counter[int]) -> Tally:
    right = guesses[tally.median] if tally.median is not None else 0
    return Tally(tally.mechanism, tally.phones, tally.by_hand, tally.groups, right / sum(guesses.values()))


def hide_small_groups(groups: Mapping[str, Counts]) -> FrozenMap[str, Counts]:
    """Return counts by group with every group under three voters put together with those who said none, under "".

    Where fewer than three would be left there, the smallest group that could be shown goes there too: nobody can find
    a small group by taking the others from the total.

    Source: assumption (privacy in small rooms).
    """
    named = {group: counts for group, counts in groups.items() if group != UNSAID and any(counts)}
    shown = {group: counts for group, counts in named.items() if sum(counts) >= SMALLEST_GROUP}
    hidden: list[Counts] = [
        groups.get(UNSAID, NOBODY),
        *(counts for group, counts in named.items() if group not in shown),
    ]
    for group in sorted(shown, key=lambda group: (sum(shown[group]), group)):
        if not 0 < sum(add_counts(*hidden)) < SMALLEST_GROUP:
            break
        hidden.append(shown.pop(group))
    rest = add_counts(*hidden)
    return FrozenMap({**shown, **({UNSAID: rest} if sum(rest) else {})})


def tally_all(
    mechanisms: Iterable[str], ballots: Iterable[Ballot], hands: Iterable[HandCount] = ()
) -> tuple[Tally, ...]:
    """Return one tally per mechanism, in the order given."""
    kept, raised = tuple(ballots), tuple(hands)
    return tuple(tally_mechanism(code, kept, raised) for code in mechanisms)


def tally_answers(name: str, ballots: Iterable[Ballot]) -> FrozenMap[str, int]:
    """Return how often each answer to a further question was given, most frequent first."""
    found = Counter(ballot.answers[name] for ballot in ballots if name in ballot.answers)
    return FrozenMap(dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))))


def list_votes(tallies: Sequence[Tally], ballots: Iterable[Ballot], hands: Iterable[HandCount]) -> list[Counts]:
    """Return one full row of ratings per voter, mechanisms in the order of ``tallies``.

    What a ballot leaves out takes the median of the room. Hand counts give voters of their own: as many as raised
    hands at the question that most answered, each mechanism dealt out in its own order; their links are unknown.

    Source: assumption (rows for the bootstrap).
    """
    codes = [tally.mechanism for tally in tallies]
    middle = {tally.mechanism: tally.median or 0 for tally in tallies}
    rows = [tuple(ballot.ratings.get(code, middle[code]) for code in codes) for ballot in ballots if ballot.ratings]
    return [*rows, *_deal_hands(codes, middle, tuple(hands))]


def _deal_hands(codes: Sequence[str], middle: Mapping[str, int], hands: Sequence[HandCount]) -> list[Counts]:
    columns = {
        code: [level for hand in hands if hand.mechanism == code for level in _spell(hand.counts)] for code in codes
    }
    voters = max((len(column) for column in columns.values()), default=0)
    return [
        tuple(columns[code][place] if place < len(columns[code]) else middle[code] for code in codes)
        for place in range(voters)
    ]


def _spell(counts: Counts) -> list[int]:
    return [level for level, count in enumerate(counts) for _voter in range(count)]
