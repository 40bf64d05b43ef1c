"""Capacities over the rounds: how deep the donor is in, whether the office stands, who trains whom, who is able."""

from __future__ import annotations

from functools import lru_cache

from clusterdash.catalog import Catalog
from clusterdash.frozen import FrozenMap
from clusterdash.model.scenario.scenario import Scenario

ON_CALL = 1
OFFICE = "office"
ABSENT, WEAK, ABLE = "absent", "weak", "able"


def donor_level_in_round(scenario: Scenario, round_: int) -> int:
    """Return how deeply the donor is involved in a round (0 to 5; rounds count from 1).

    It steps down by ``chain.donor_pace`` levels per round until it is on call (1); a level of 0 or 1 stays.

    Source: Benner 2013, §5.9, §6 (roles are handed over step by step); the pace is an assumption.
    """
    stepped = scenario.donor_level - scenario.chain.donor_pace * (round_ - 1)
    return min(scenario.donor_level, max(ON_CALL, stepped))


def office_stands(scenario: Scenario, round_: int) -> bool:
    """Return whether the cluster promotion office is at work in a round. Source: Benner 2013, §6."""
    return 0 < scenario.chain.office_round <= round_


def find_trainers(catalog: Catalog, scenario: Scenario, actor: str, round_: int = 1) -> tuple[str, ...]:
    """Return who can build the capacity of a government in a round, as agent codes; empty if nobody can.

    The donor, where its level switches a training of this government on; the office, for every government but the
    national one, when it stands and there is a national government to run it; an able national government for the
    others. The national government is the last one of the table.

    Source: Benner 2013, §1, §4, §6, §9.
    """
    governments = [row.code for row in catalog.governments]
    if actor not in governments:
        return ()
    donors = find_donor_trainers(catalog, actor, donor_level_in_round(scenario, round_))
    national = governments[-1]
    if actor == national:
        return donors
    standing = capacity_in_round(catalog, scenario, round_)[national]
    office = (OFFICE,) if office_stands(scenario, round_) and standing != ABSENT else ()
    return donors + office + ((national,) if standing == ABLE else ())


def find_donor_trainers(catalog: Catalog, actor: str, level: int) -> tuple[str, ...]:
    """Return the donors that train a government at a donor level; empty if none. Source: Benner 2013, §9."""
    is_on = any(row.kind == "training" and row.trains == actor and row.level <= level for row in catalog.donor_actions)
    return tuple(row.code for row in catalog.donors) if is_on else ()


@lru_cache(maxsize=512)
def capacity_in_round(catalog: Catalog, scenario: Scenario, round_: int) -> FrozenMap[str, str]:
    """Return the capacity of each government at the start of a round (``absent``, ``weak`` or ``able``).

    Round 1 is as decided (missing = weak). A weak government becomes able once it was in training for
    ``training_rounds`` rounds; an absent one stays absent, an able one able.

    Source: Benner 2013, §1, §6 (capacities can be built); that one round is enough is an assumption.
    """
    if round_ <= 1:
        return FrozenMap({row.code: scenario.capacity.get(row.code, WEAK) for row in catalog.governments})
    before = capacity_in_round(catalog, scenario, round_ - 1)
    return FrozenMap({code: _grow(catalog, scenario, code, before[code], round_) for code in before})


def _grow(catalog: Catalog, scenario: Scenario, actor: str, before: str, round_: int) -> str:
    if before != WEAK:
        return before
    trained = sum(bool(find_trainers(catalog, scenario, actor, earlier)) for earlier in range(1, round_))
    return ABLE if trained >= catalog.parameter("training_rounds") else WEAK
