"""How many pilots the chain starts from: as given by hand, else as the question on pilots was answered."""

from __future__ import annotations

from dataclasses import dataclass

from clusterdash.catalog import Catalog
from clusterdash.model.scenario.scenario import Scenario

PILOTS_QUESTION = "pilots_at_work"
# Answer to the question -> the parameter that says how many pilots it stands for.
ANSWERED = {"none": "pilots_none", "one": "pilots_one", "several": "pilots_several"}


@dataclass(frozen=True)
class Pilots:
    """How many pilots the chain starts from (``count``), and why.

    ``source`` is "given" (a number set by hand), "answer" (it follows from the question) or "assumed" (nobody said, or
    nobody knows). ``contradicts`` is the answer that a number set by hand contradicts, "" where it does not.
    """

    count: int
    source: str
    contradicts: str = ""


def find_pilots(catalog: Catalog, scenario: Scenario) -> Pilots:
    """Return how many pilots the chain starts from: a number set by hand, else the answer, else the usual one.

    A number contradicts the answer when one says that there is none and the other that there is one, and when "one"
    stands beside more (or "several" beside a single one).

    Source: Benner 2013, §5.1 (pilots to start from); the numbers behind the answers are an assumption.
    """
    answer = scenario.context.get(PILOTS_QUESTION, "")
    answered = int(catalog.parameter(ANSWERED[answer])) if answer in ANSWERED else None
    given = scenario.chain.pilots
    if given is None:
        usual = int(catalog.parameter("pilots"))
        return Pilots(usual, "assumed") if answered is None else Pilots(answered, "answer")
    return Pilots(given, "given", answer if answered is not None and _size(given) != _size(answered) else "")


def _size(count: int) -> int:
    return min(count, 2)
