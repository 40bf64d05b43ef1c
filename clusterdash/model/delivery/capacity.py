"""Capacities over the rounds: how deep the donor is in, whether the office stands, who trains whom, who is able."""

from __future__ import annotations

from clusterdash.catalog import Catalog
from clusterdash.frozen import FrozenMap
from clusterdash.model.scenario.recent import ROUNDS, keep_recent
from clusterdash.model.scenario.scenario import Scenario

ON_CALL = 1
OFFICE = "office"
ABSENT, WEAK, ABLE = "absent", "weak", "able"


def donor_level_in_round(scenario: Scenario, round_: int) -> int:
    """Return how deeply the donor is involved in a round (0 to 5; rounds count from 1).

    It steps down by ``chain.donor_pace`` levels per round until it is on call (1); a level of 0 or 1 stays. With
    ``chain.donor_skips`` it leaves out so many rounds of this way after the first one; where it would only be on call
    from round 2 on, it is gone (0).

    Source: Benner 2013, §5.9, §6 (roles are handed over step by step); the pace is an assumption.
    """
    plan = scenario.chain
    skipped = plan.donor_skips if round_ > 1 else 0
    if skipped and scenario.donor_level - plan.donor_pace <= ON_CALL:
        return 0
    stepped = scenario.donor_level - plan.donor_pace * (round_ - 1 + skipped)
    return min(scenario.donor_level, max(ON_CALL, stepped))


def office_stands(scenario: Scenario, round_: int) -> bool:
    """Return whether the cluster promotion office is at work in a round. Source: Benner 2013, §6."""
    return 0 < scenario.chain.office_round <= round_


def has_office(catalog: Catalog, scenario: Scenario, round_: int) -> bool:
    """Return whether the office is there in a round: set up by then, with a national government to run it.

    Source: Benner 2013, §6.
    """
    if not any(row.code == OFFICE for row in catalog.agents):
        return False
    national = catalog.governments[-1].code if catalog.governments else ""
    return office_stands(scenario, round_) and capacity_in_round(catalog, scenario, 1).get(national, ABSENT) != ABSENT


def is_office_able(catalog: Catalog, scenario: Scenario, round_: int) -> bool:
    """Return whether the office can lead and train in a round: it is as able as whoever stands behind it.

    It is able where the national government is able, or once the donor trained it for ``training_rounds`` rounds.

    Source: Benner 2013, §6 (the government's office, trained by the donor); that one round is enough is an assumption.
    """
    if not has_office(catalog, scenario, round_):
        return False
    if capacity_in_round(catalog, scenario, round_)[catalog.governments[-1].code] == ABLE:
        return True
    levels = [row.level for row in catalog.donor_actions if row.kind == "training" and not row.trains]
    if not levels or not catalog.donors:
        return False
    trained = sum(
        office_stands(scenario, earlier) and donor_level_in_round(scenario, earlier) >= min(levels)
        for earlier in range(1, round_)
    )
    return trained >= catalog.parameter("training_rounds")


def find_office_obstacle(catalog: Catalog, scenario: Scenario) -> str:
    """Return why a planned office comes to nothing; "" where none is planned, or where it comes and can work.

    ``no_government``: there is no national government to run it; ``after_the_end``: its round comes after the last one;
    ``stays_weak``: in none of its rounds it is able to lead or to train.

    Source: Benner 2013, §6; the three cases are an assumption.
    """
    plan = scenario.chain
    if not plan.office_round:
        return ""
    if plan.office_round > plan.rounds:
        return "after_the_end"
    if not has_office(catalog, scenario, plan.office_round):
        return "no_government"
    rounds = range(plan.office_round, plan.rounds + 1)
    return "" if any(is_office_able(catalog, scenario, number) for number in rounds) else "stays_weak"


def find_trainers(catalog: Catalog, scenario: Scenario, actor: str, round_: int = 1) -> tuple[str, ...]:
    """Return who can build the capacity of a government in a round, as agent codes; empty if nobody can.

    The donor, where its level switches a training of this government on; the office, for every government but the
    national one, when it is able itself; an able national government for the others. The national government is the
    last one of the table.

    Source: Benner 2013, §1, §4, §6, §9.
    """
    governments = [row.code for row in catalog.governments]
    if actor not in governments:
        return ()
    donors = find_donor_trainers(catalog, actor, donor_level_in_round(scenario, round_))
    national = governments[-1]
    if actor == national:
        return donors
    office = (OFFICE,) if is_office_able(catalog, scenario, round_) else ()
    is_able = capacity_in_round(catalog, scenario, round_)[national] == ABLE
    return donors + office + ((national,) if is_able else ())


def find_donor_trainers(catalog: Catalog, actor: str, level: int) -> tuple[str, ...]:
    """Return the donors that train a government at a donor level; empty if none. Source: Benner 2013, §9."""
    is_on = any(row.kind == "training" and row.trains == actor and row.level <= level for row in catalog.donor_actions)
    return tuple(row.code for row in catalog.donors) if is_on else ()


@keep_recent(parts=ROUNDS)
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
