"""method.md §2: one answer, one place: pilots follow the answer until a number is set by hand."""

import pytest

from clusterdash.catalog import load_catalog
from clusterdash.model.scenario.pilots import Pilots, find_pilots
from clusterdash.model.scenario.scenario import ChainPlan, Scenario

CATALOG = load_catalog()


def pilots_of(answer, given=None):
    context = {"pilots_at_work": answer} if answer else {}
    return find_pilots(CATALOG, Scenario(context=context, chain=ChainPlan(pilots=given)))


@pytest.mark.parametrize(
    ("answer", "count", "source"),
    [
        ("none", 0, "answer"),
        ("one", 1, "answer"),
        ("several", 2, "answer"),
        ("unknown", 1, "assumed"),
        ("", 1, "assumed"),
    ],
)
def test_pilots_follow_the_answer(answer, count, source):
    assert pilots_of(answer) == Pilots(count, source)


@pytest.mark.parametrize(("answer", "given"), [("none", 0), ("one", 1), ("several", 2), ("several", 7), ("unknown", 4)])
def test_a_number_by_hand_counts_and_agrees_with_the_answer(answer, given):
    assert pilots_of(answer, given) == Pilots(given, "given")


@pytest.mark.parametrize(("answer", "given"), [("none", 1), ("one", 0), ("one", 3), ("several", 1), ("several", 0)])
def test_a_number_by_hand_that_contradicts_the_answer_is_told(answer, given):
    assert pilots_of(answer, given) == Pilots(given, "given", answer)
