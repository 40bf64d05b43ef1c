"""How the figures of the mix come about: formula, inputs with their values, what is ours, what changes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from clusterdash.model.delivery.phases import lay_phase
from clusterdash.views import arithmetic_budget as budget
from clusterdash.views import arithmetic_chain as chain
from clusterdash.views.render import amount, share
from clusterdash.views.screen import Screen
from clusterdash.views.sentences import join_names, name_agent, say_month_after, show_parts
from clusterdash.views.sums import Input, Sum
from clusterdash.words import N_, _, label


# --- the value of the mix ----------------------------------------------------------------------------------------
def sum_value(screen: Screen, _code: str) -> Sum | None:
    """Return how much of the toolbox the mix reaches: mechanism by mechanism, then the whole."""
    strategy = screen.results.strategy
    if not strategy.total:
        return None
    total, parts = strategy.total, show_parts(strategy.deliverable, strategy.total)
    names = {"now": _("can start now"), "later": _("later"), "nobody": _("nobody to carry it")}
    return Sum(
        title=_("How far the mix reaches"),
        formula=_(
            "For each mechanism: weight of its rating × (1 − ½ⁿ), where n instruments of the mix serve it. Added up, "
            "and divided by the same sum for all instruments of the toolbox."
        ),
        inputs=(
            *_list_strengths(screen),
            (_("added up"), amount(strategy.value, 2)),
            (_("the same for all instruments"), amount(total, 2)),
            *((names[name], parts[name]) for name, value in strategy.deliverable.items() if value),
        ),
        result=f"{amount(strategy.value, 2)} ÷ {amount(total, 2)} = {share(strategy.value / total)}",
        section="§3",
        ours=_("The weights, halving with each further instrument, and what counts as now and later."),
        controls=(
            "salience",
            "mix_size",
            "salience_weights",
            "pinned",
            "excluded",
            "capacity",
            "donor_level",
            "platform",
        ),
    )


def _list_strengths(screen: Screen) -> Iterator[Input]:
    scenario = screen.results.scenario
    for line in screen.results.strategy.coverage:
        weight = scenario.weight(line.mechanism)
        if weight:
            name = label(screen.catalog.mechanism(line.mechanism).short_label)
            yield name, f"{weight} × (1 − ½{_raise(line.count)}) = {amount(weight * line.strength, 2)}"


def sum_strength(screen: Screen, code: str) -> Sum | None:
    """Return how strongly the mix serves a mechanism."""
    line = next((line for line in screen.results.strategy.coverage if line.mechanism == code), None)
    if line is None:
        return None
    parts = show_parts(line.deliverable)
    names = {"now": _("can start now"), "later": _("later"), "nobody": _("nobody to carry it")}
    return Sum(
        title=_("How strongly the mix serves it"),
        formula=_("1 − ½ⁿ, where n instruments of the mix serve it."),
        inputs=(
            (_("instruments of the mix that serve it (n)"), str(line.count)),
            (_("its rating"), _say_rating(screen, code)),
            *((names[name], parts[name]) for name, value in line.deliverable.items() if value),
        ),
        result=f"1 − ½{_raise(line.count)} = {share(line.strength)}",
        section="Table 1",
        ours=_("That each further instrument counts half as much as the one before."),
        controls=("salience", "mix_size"),
    )


def _raise(number: int) -> str:
    """Return a number as an exponent."""
    return str(number).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


def _say_rating(screen: Screen, mechanism: str) -> str:
    level = screen.results.scenario.salience.get(mechanism)
    return _("not rated") if level is None else str(level)


# --- one instrument ----------------------------------------------------------------------------------------------
def sum_delivery(screen: Screen, instrument: str) -> Sum | None:
    """Return how the delivery status of an instrument comes about: on whom it rests, and which other ways are open."""
    catalog, found = screen.catalog, screen.results.strategy.details.get(instrument)
    if found is None:
        return None
    status = next(row for row in catalog.delivery_statuses if row.code == found.status)
    capacity = screen.results.scenario.capacity
    agents = [
        (name_agent(screen.catalog, code), _say_capacity(screen, code, capacity.get(code))) for code in found.agents
    ]
    inputs: list[Input] = [*agents]
    if found.trainers:
        inputs.append((_("trained by"), join_names([name_agent(screen.catalog, code) for code in found.trainers])))
    if found.start_month is not None:
        inputs.append((_("from month"), str(found.start_month)))
    for way in found.also:
        other = next(row for row in catalog.delivery_statuses if row.code == way.status)
        when = "" if way.start_month is None else _("from month {month}").format(month=way.start_month)
        inputs.append((_("also open: {way}").format(way=label(other.label)), when))
    return Sum(
        title=_("How it can be delivered"),
        formula=_(
            "Of all ways that Table 2, the capacities, the network and the donor leave open, the one that starts first."
        ),
        inputs=tuple(inputs),
        result=label(status.label),
        section=status.section,
        ours=label(status.note),
        controls=("capacity", "donor_level", "platform", "chain.office_round", "donor_funds"),
    )


def _say_capacity(screen: Screen, code: str, value: str | None) -> str:
    if not any(row.code == code for row in screen.catalog.governments):
        return _("level {level}").format(level=screen.results.scenario.donor_level) if _is_donor(screen, code) else ""
    if value is None:
        return _("not said: counts as weak")
    return label(next(row.label for row in screen.catalog.capacities if row.code == value)).lower()


def _is_donor(screen: Screen, code: str) -> bool:
    return any(row.code == code for row in screen.catalog.donors)


def sum_date(screen: Screen, instrument: str) -> Sum | None:
    """Return how the months of an instrument come about; None where it is not in the mix."""
    results = screen.results
    task = next((task for task in results.plan.tasks if task.instrument == instrument), None)
    if task is None:
        return None
    start, end = lay_phase(screen.catalog, results.scenario, task.phase)
    delivery = results.strategy.details[instrument].start_month or 0
    day = results.chain.rounds[0].start
    return Sum(
        title=_("When it runs"),
        formula=_(
            "The later one of two months: when its phase begins, and when it can be delivered. It keeps its length."
        ),
        inputs=(
            (
                _("phase: {phase}").format(
                    phase=_(PHASE_NAMES[task.phase]) if task.phase in PHASE_NAMES else task.phase
                ),
                _say_months(start, end),
            ),
            (_("can be delivered from month"), str(delivery)),
            (_("the first round begins"), say_month_after(day, 0)),
        ),
        result=_("{start} to {end}").format(
            start=say_month_after(day, task.start_month),
            end=say_month_after(day, max(task.end_month - 1, task.start_month)),
        ),
        section="§1",
        ours=_("All months; the paper gives none."),
        controls=("phases", "capacity", "platform_year", "place.start_year", "chain.round_years"),
    )


PHASE_NAMES = {
    "institutions": N_("institutions and capacity"),
    "soft": N_("quick, soft instruments"),
    "resources": N_("law, money, buildings"),
}


def _say_months(start: int, end: int) -> str:
    return _("months {start} to {end}").format(start=start, end=end)


def sum_leverage(screen: Screen, instrument: str) -> Sum | None:
    """Return how the leverage of an instrument comes about."""
    scenario, strategy = screen.results.scenario, screen.results.strategy
    if instrument not in strategy.leverage:
        return None
    codes = screen.catalog.serves[instrument]
    weights = [(label(screen.catalog.mechanism(code).short_label), scenario.weight(code)) for code in codes]
    return Sum(
        title=_("Leverage"),
        formula=_("The weights of the ratings of all mechanisms that it serves (Table 1), added up."),
        inputs=tuple((name, str(weight)) for name, weight in weights if weight),
        result=str(strategy.leverage[instrument]),
        section="§3",
        ours=_("That the ratings 0, 1, 2, 3 are equal steps."),
        controls=("salience", "salience_weights"),
    )


Work = Callable[[Screen, str], Sum | None]
# What a figure on screen asks for, and who works it out.
SUMS: dict[str, Work] = {
    "value": sum_value,
    "strength": sum_strength,
    "delivery": sum_delivery,
    "date": sum_date,
    "leverage": sum_leverage,
    "lead": chain.sum_lead,
    "shares": chain.sum_shares,
    "exit": chain.sum_exit,
    "chance": chain.sum_chance,
    "load": chain.sum_load,
    "events": chain.sum_events,
    "budget": budget.sum_budget,
    "payer": budget.sum_payer,
}
