"""How the figures of the chain come about: leads, shares, the donor's way out, chances, load, events."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from clusterdash.model.chain.activities import build_activity_plan
from clusterdash.model.delivery.capacity import ON_CALL
from clusterdash.views.leads import describe_lead
from clusterdash.views.render import amount, share
from clusterdash.views.screen import Screen
from clusterdash.views.sentences import name_agent, say_value
from clusterdash.views.sums import Sum
from clusterdash.words import N_, _, label, ngettext


# --- the chain ---------------------------------------------------------------------------------------------------
def sum_lead(screen: Screen, code: str) -> Sum | None:
    """Return why somebody leads a stage in a round, or nobody: all who may lead it, in order, and who is able."""
    found = describe_lead(screen, code)
    if found is None:
        return None
    return Sum(
        title=found.title,
        formula=_("The first of these who is able in this round leads; nobody leads by default."),
        inputs=found.candidates,
        result=found.result,
        section=found.section,
        ours=found.ours,
        controls=("capacity", "donor_level", "chain.donor_pace", "chain.office_round", "chain.pilots", "platform"),
    )


def sum_shares(screen: Screen, code: str) -> Sum | None:
    """Return which share of the leading roles everybody has in a round."""
    chain = screen.results.chain
    if not code.isdecimal() or not 1 <= int(code) <= len(chain.rounds):
        return None
    leads = Counter(role.actor for (number, _s), role in chain.leads().items() if number == int(code))
    count = sum(leads.values())
    shares = [(name_agent(screen.catalog, actor) if actor else _("no lead"), number) for actor, number in leads.items()]
    return Sum(
        title=_("Share of leading roles in round {number}").format(number=code),
        formula=ngettext(
            "Stages that somebody leads, divided by {count} stage.",
            "Stages that somebody leads, divided by all {count} stages.",
            count,
        ).format(count=count),
        inputs=tuple((name, f"{number} ÷ {count} = {share(Fraction(number, count))}") for name, number in shares),
        result="",
        section="§6",
        ours=_("That every stage counts the same."),
        controls=("capacity", "donor_level", "chain.donor_pace", "chain.office_round"),
    )


def sum_exit(screen: Screen, _code: str) -> Sum:
    """Return when the donor is only on call: its level goes down by its pace from round to round."""
    results = screen.results
    scenario, chain = results.scenario, results.chain
    rounds = tuple(
        (
            _("round {number}, {years}").format(number=one.number, years=f"{one.start_year}–{one.end_year}"),
            _("level {level}").format(level=one.donor_level),
        )
        for one in chain.rounds
    )
    year = chain.donor_exit_year
    return Sum(
        title=_("When the donor is only on call"),
        formula=_(
            "Level at the start − levels per round × rounds that have passed, never below {level} (on call)."
        ).format(level=ON_CALL),
        inputs=(
            (_("level at the start"), str(scenario.donor_level)),
            (_("levels per round"), str(scenario.chain.donor_pace)),
            (_("years of a round"), str(scenario.chain.round_years)),
            *rounds,
        ),
        result=_say_exit(year, bool(scenario.donor_level)),
        section="§5.9",
        ours=_("The pace; the paper says that the donor hands over step by step, without dates."),
        controls=("donor_level", "chain.donor_pace", "chain.round_years", "chain.rounds", "place.start_year"),
    )


def _say_exit(year: int | None, has_donor: bool) -> str:
    if not has_donor:
        return _("no donor takes part")
    return _("from {year} on").format(year=year) if year else _("never at this pace")


FACTOR_NAMES = {
    "base": N_("base chance, with learning"),
    "carried": N_("share of the stages with a capable lead"),
    "mentored": N_("with a mentor among the pilots"),
    "entrepreneurs": N_("entrepreneurs at the table"),
    "framework": N_("economic framework"),
}


def sum_chance(screen: Screen, code: str) -> Sum | None:
    """Return what makes the chance of success of an initiative in a round; None while it is being computed."""
    dynamics = screen.late.get("dynamics")
    if dynamics is None or not code.isdecimal() or not 1 <= int(code) <= len(dynamics.factors):
        return None
    factors = dynamics.factors[int(code) - 1]
    product = 1.0
    for name in FACTOR_NAMES:
        product *= factors[name]
    highest = screen.results.scenario.chain.success_maximum
    result = min(product, highest)
    return Sum(
        title=_("Chance of success in round {number}").format(number=code),
        formula=_("The five factors multiplied, never above the highest chance."),
        inputs=(
            *((_(text), amount(factors[name], 2)) for name, text in FACTOR_NAMES.items()),
            (_("highest chance"), amount(highest, 2)),
        ),
        result=f"{' × '.join(amount(factors[name], 2) for name in FACTOR_NAMES)} = {share(result)}",
        section="§5",
        ours=_("All of these numbers; the paper gives no chances."),
        controls=(
            "chain.success_probability",
            "chain.learning_per_round",
            "chain.success_maximum",
            "chain.unmentored_factor",
            "chain.mentoring_capacity",
            "chain.pilots",
            "capacity",
            "context",
        ),
    )


def sum_load(screen: Screen, code: str) -> Sum | None:
    """Return for which instruments somebody is responsible."""
    load = screen.results.plan.load.get(code)
    if load is None:
        return None
    names = [
        (say_value(screen.catalog, task.instrument), _say_responsible(task.is_suggested))
        for task in screen.results.plan.tasks
        if task.responsible == code
    ]
    total = len(screen.results.strategy.mix)
    return Sum(
        title=_("What {actor} carries").format(actor=name_agent(screen.catalog, code)),
        formula=_("One responsible actor for each instrument of the mix; counted."),
        inputs=(*names, (_("contributes to (Table 2)"), str(load.contributes))),
        result=_("{count} of {total}").format(count=load.responsible, total=total),
        section="§9",
        ours=_("Who is responsible: our suggestion, or what was chosen here."),
        controls=("responsible", "independent", "capacity"),
    )


def _say_responsible(is_suggested: bool) -> str:
    return _("suggested") if is_suggested else _("your choice")


def sum_events(screen: Screen, code: str) -> Sum | None:
    """Return how often an event takes place."""
    row = next((row for row in screen.catalog.activities if row.code == code), None)
    if row is None:
        return None
    line = next(
        line for line in build_activity_plan(screen.catalog, screen.results.chain).lines if line.activity == code
    )
    per = {
        "round": N_("for each round"),
        "region": N_("for each region of the round"),
        "pair": N_("for each pair of pilot and new initiative"),
    }
    return Sum(
        title=label(row.label),
        formula=_("{count} {per}.").format(count=row.count, per=_(per[row.per])),
        inputs=tuple(
            (_("Round {number}").format(number=number), str(count)) for number, count in enumerate(line.counts, 1)
        ),
        result=str(line.total),
        section=row.section,
        ours=label(row.note),
        controls=("chain.rounds", "chain.regions_per_round", "chain.region_count", "chain.mentoring_capacity"),
    )
