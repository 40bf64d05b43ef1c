"""The dynamics of the chain: many seeded runs of which initiatives start, succeed, fail and try again.

An illustration and not a forecast: the paper gives no chances; each of them is an assumption that people can change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING

from clusterdash.catalog import Catalog
from clusterdash.frozen import FrozenMap
from clusterdash.model.chain.leads import LEAD, Role, assign_roles
from clusterdash.model.chain.schedule import Round, build_rounds
from clusterdash.model.scenario.pilots import find_pilots
from clusterdash.model.scenario.recent import keep_recent
from clusterdash.model.scenario.scenario import Scenario

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Counts = NDArray[np.int64]

MEASURES = ("started", "mentored", "succeeded", "failed", "restarted", "pilots", "regions_reached", "succeeded_total")
FACTORS = ("base", "carried", "mentored", "entrepreneurs", "framework")
CHUNK = 2_500


@dataclass(frozen=True)
class Band:
    """Three values of a number over all runs: most runs lie between ``low`` and ``high``, half below ``middle``."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class RoundOutlook:
    """What the runs say of one round; bands are counts of initiatives (``regions_reached``: of regions).

    ``started`` counts first and second tries; ``mentored`` those with a partner among the pilots; ``restarted`` second
    tries; ``pilots`` those at the start of the round; ``regions_reached`` and ``succeeded_total`` add up over rounds.
    """

    number: int
    start_year: int
    end_year: int
    started: Band
    mentored: Band
    succeeded: Band
    failed: Band
    restarted: Band
    pilots: Band
    regions_reached: Band
    succeeded_total: Band


@dataclass(frozen=True)
class Dynamics:
    """The outlook of every round over all runs, and the mean number of successes in the whole programme.

    ``factors``: per round what makes the chance of success, as expected: ``base`` (with learning), ``carried`` (share
    of the stages after the first with a capable lead), ``mentored``, ``entrepreneurs`` and ``framework``.
    """

    rounds: tuple[RoundOutlook, ...]
    runs: int
    seed: int
    mean_succeeded: float
    factors: tuple[FrozenMap[str, float], ...]

    @property
    def succeeded_total(self) -> Band:
        """Initiatives that succeed in the whole programme."""
        return self.rounds[-1].succeeded_total

    @property
    def weightiest(self) -> tuple[str, float]:
        """The factor that lowers the chance of success most, and its mean over the rounds (0 to 1).

        Of equal ones the first in the order of FACTORS. Source: assumption (the mean over the rounds).
        """
        means = {name: sum(one[name] for one in self.factors) / len(self.factors) for name in FACTORS}
        return min(means.items(), key=lambda it: it[1])

    def bands(self, measure: str) -> tuple[Band, ...]:
        """Return the bands of one measure (see MEASURES), round by round."""
        return tuple(getattr(one, measure) for one in self.rounds)


@dataclass(frozen=True)
class Intake:
    """What the schedule puts into one round.

    ``fresh`` clusters enter; of the first ``k`` of them, ``last_turns[k]`` are the last turn of their region.
    """

    fresh: int
    last_turns: tuple[int, ...]
    reached: int


@dataclass(frozen=True)
class Rules:
    """The numbers of the simulation; chances from 0 to 1, ``chances`` per round, of an initiative with a mentor.

    Initiatives beyond ``pilots`` × ``mentoring_capacity`` find no partner and have ``unmentored_factor`` of the chance.
    """

    intakes: tuple[Intake, ...]
    chances: tuple[float, ...]
    factors: tuple[FrozenMap[str, float], ...]
    places: int
    pilots: int
    mentoring_capacity: int
    retry: float
    unmentored_factor: float


@dataclass(frozen=True)
class Path:
    """What can be expected round by round: pilots at its start, roles, and the factors of the chance of success."""

    pilots: tuple[float, ...]
    roles: tuple[Role, ...]
    factors: tuple[FrozenMap[str, float], ...]


def read_rules(catalog: Catalog, scenario: Scenario, rounds: tuple[Round, ...]) -> Rules:
    """Return the rules of the simulation, from the plan, the schedule and the expected path.

    Source: Benner 2013, §5.7, §5.9 (partnerships, success, second tries); all numbers are assumptions.
    """
    plan, factors = scenario.chain, expect_path(catalog, scenario, rounds).factors
    return Rules(
        intakes=tuple(_read_intakes(rounds)),
        chances=tuple(prod(it[name] for name in FACTORS if name != "mentored") for it in factors),
        factors=factors,
        places=plan.regions_per_round,
        pilots=find_pilots(catalog, scenario).count,
        mentoring_capacity=plan.mentoring_capacity,
        retry=plan.retry_probability,
        unmentored_factor=plan.unmentored_factor,
    )


def _read_intakes(rounds: tuple[Round, ...]) -> Iterator[Intake]:
    reached: set[int] = set()
    for one in rounds:
        reached.update(entry.number for entry in one.regions)
        last_turns = [0]
        for entry in one.regions:
            last_turns.append(last_turns[-1] + entry.is_last)
        yield Intake(len(one.regions), tuple(last_turns), len(reached))


def expect_path(catalog: Catalog, scenario: Scenario, rounds: tuple[Round, ...]) -> Path:
    """Return what can be expected round by round: who leads a round follows from the pilots of the rounds before it.

    Round 1 and 2 are exact expectations (round 2 as long as nobody could try again); later ones are approximate.

    Source: Benner 2013, §5.2, §5.7, §10 (what success depends on); the factors are assumptions.
    """
    plan = scenario.chain
    ceiling = max(plan.success_probability, plan.success_maximum)
    pilots, waiting, gathered = [float(find_pilots(catalog, scenario).count)], 0.0, frozenset[str]()
    roles: list[Role] = []
    factors = []
    for past, intake in enumerate(_read_intakes(rounds)):
        filled, gathered = assign_roles(catalog, scenario, past + 1, pilots[-1], gathered)
        again = min(waiting, plan.regions_per_round - intake.fresh)
        started = intake.fresh + again
        mentored = min(started, pilots[-1] * plan.mentoring_capacity)
        found = {
            "base": min(ceiling, plan.success_probability + plan.learning_per_round * past),
            "carried": _share_carried(catalog, filled),
            "mentored": (mentored + (started - mentored) * plan.unmentored_factor) / started if started else 1.0,
            "entrepreneurs": _factor(scenario, "group_entrepreneurs", plan.no_entrepreneurs_factor),
            "framework": _factor(scenario, "macro_policy", plan.imperfect_framework_factor),
        }
        succeeded = started * prod(found.values())
        final_share = (intake.last_turns[-1] + again) / started if started else 0.0
        waiting += (started - succeeded) * final_share * plan.retry_probability - again
        pilots.append(succeeded)
        roles += filled
        factors.append(FrozenMap(found))
    return Path(tuple(pilots[:-1]), tuple(roles), tuple(factors))


def _share_carried(catalog: Catalog, roles: tuple[Role, ...]) -> float:
    """Return the share of the stages after the first that have a capable lead."""
    leads = [bool(role.actor) for role in roles if role.role == LEAD and role.stage != catalog.stages[0].code]
    return sum(leads) / len(leads) if leads else 1.0


def _factor(scenario: Scenario, question: str, factor: float) -> float:
    return factor if scenario.context.get(question) == "no" else 1.0


@keep_recent()
def simulate_dynamics(catalog: Catalog, scenario: Scenario) -> Dynamics:
    """Return bands for every round over ``chain.runs`` seeded runs; the same scenario always gives the same bands.

    Source: Benner 2013, §5.9; all chances are assumptions. An illustration, not a forecast.
    """
    rounds, _waiting = build_rounds(scenario)
    return simulate_rounds(catalog, scenario, rounds)


def simulate_rounds(catalog: Catalog, scenario: Scenario, rounds: tuple[Round, ...]) -> Dynamics:
    """Return the dynamics of a given schedule; for schedules that a shock has thinned out."""
    return summarise_runs(catalog, scenario, rounds, read_rules(catalog, scenario, rounds))


def summarise_runs(catalog: Catalog, scenario: Scenario, rounds: tuple[Round, ...], rules: Rules) -> Dynamics:
    """Return the bands of simulated runs under given rules."""
    import numpy as np

    plan = scenario.chain
    counts = simulate_runs(rules, plan.runs, plan.seed)
    edges = [catalog.parameter(code) for code in ("band_low", "band_middle", "band_high")]
    bands = {name: np.quantile(counts[name], edges, axis=0, method="inverted_cdf") for name in MEASURES}
    outlook = tuple(
        RoundOutlook(
            number=one.number,
            start_year=one.start_year,
            end_year=one.end_year,
            **{name: Band(*(float(edge) for edge in bands[name][:, place])) for name in MEASURES},
        )
        for place, one in enumerate(rounds)
    )
    return Dynamics(outlook, plan.runs, plan.seed, float(counts["succeeded_total"][:, -1].mean()), rules.factors)


def simulate_runs(rules: Rules, runs: int, seed: int) -> dict[str, Counts]:
    """Return each measure as an array, runs × rounds. The first runs stay the same when more are asked for.

    In every run: fresh clusters enter as scheduled; failed ones that wait take places left over (regions whose next
    cluster is still to come go on to that one instead); the pilots of a round are the successes of the round before.
    """
    import numpy as np

    parts = []
    for number, start in enumerate(range(0, runs, CHUNK)):
        part = _simulate_chunk(rules, np.random.default_rng([seed, number]))
        parts.append({name: values[: runs - start] for name, values in part.items()})
    return {name: np.concatenate([part[name] for part in parts]) for name in MEASURES}


def _simulate_chunk(rules: Rules, rng: np.random.Generator) -> dict[str, Counts]:
    import numpy as np

    counts = {name: np.zeros((CHUNK, len(rules.intakes)), dtype=np.int64) for name in MEASURES}
    pilots, waiting = np.full(CHUNK, rules.pilots, dtype=np.int64), np.zeros(CHUNK, dtype=np.int64)
    for place, (intake, chance) in enumerate(zip(rules.intakes, rules.chances, strict=True)):
        again = np.minimum(waiting, rules.places - intake.fresh)
        started = intake.fresh + again
        mentored = np.minimum(started, pilots * rules.mentoring_capacity)
        final, others = _play_round(rules, intake, chance, mentored, again, rng)
        failed = final + others
        values = (started, mentored, started - failed, failed, again, pilots)
        for name, value in zip(MEASURES, values, strict=False):
            counts[name][:, place] = value
        counts["regions_reached"][:, place] = intake.reached
        waiting = waiting - again + rng.binomial(final, rules.retry)
        pilots = started - failed
    counts["succeeded_total"] = counts["succeeded"].cumsum(axis=1)
    return counts


def _play_round(
    rules: Rules, intake: Intake, chance: float, mentored: Counts, again: Counts, rng: np.random.Generator
) -> tuple[Counts, Counts]:
    """Return the failures among those who could try again, and among the others; fresh clusters get mentors first."""
    import numpy as np

    last_turns = np.array(intake.last_turns)
    fresh_mentored = np.minimum(mentored, intake.fresh)
    final_mentored = last_turns[fresh_mentored] + (mentored - fresh_mentored)
    final = last_turns[-1] + again
    risk, alone = 1 - chance, 1 - chance * rules.unmentored_factor
    failed_final = rng.binomial(final_mentored, risk) + rng.binomial(final - final_mentored, alone)
    if last_turns[-1] == intake.fresh:
        return failed_final, np.zeros_like(failed_final)
    others_mentored = mentored - final_mentored
    others = intake.fresh - last_turns[-1]
    return failed_final, rng.binomial(others_mentored, risk) + rng.binomial(others - others_mentored, alone)
