"""Results in sentences: what the mix is, what changed, what would help, when the donor can leave."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextvars import ContextVar
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from string import Formatter
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.errors import Marked, Problem
from clusterdash.model.advice.compare import StrategyChange
from clusterdash.model.advice.warnings.find import Found
from clusterdash.model.chain.chain import Chain
from clusterdash.model.chain.offers import RoundOffer
from clusterdash.model.scenario.change import Change
from clusterdash.model.scenario.codes import NETWORK
from clusterdash.model.scenario.labels import name_field
from clusterdash.model.scenario.number_fields import YEAR_FIELDS
from clusterdash.results import Results
from clusterdash.views.render import share, show_number
from clusterdash.words import N_, _, label, ngettext

NAMES_SHOWN = 3
_names_shown: ContextVar[int | None] = ContextVar("clusterdash_names_shown", default=NAMES_SHOWN)
GAPS_SHOWN = 3


def name_all() -> None:
    """Let sentences name everything from here on in this context, as documents do; a screen stops after the third."""
    _names_shown.set(None)


def join_names(names: Sequence[str]) -> str:
    """Return names as a list in words: "a, b and c"; after the third, how many more (unless all are to be named)."""
    shown = list(names[: _names_shown.get()])
    rest = len(names) - len(shown)
    if rest:
        return ngettext("{names} and {count} more", "{names} and {count} more", rest).format(
            names=", ".join(shown), count=rest
        )
    if len(shown) < 2:
        return "".join(shown)
    return _("{names} and {last}").format(names=", ".join(shown[:-1]), last=shown[-1])


MONTH_NAMES = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August"),
    N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip


def name_agent(catalog: Catalog, code: str) -> str:
    """Return the full name of who acts: an actor of Table 2, an agent of the chain, a group or the network."""
    if code == NETWORK:
        return _("cluster initiative")
    return next((label(row.label) for row in catalog.actors if row.code == code), say_value(catalog, code))


def say_month(day: date) -> str:
    """Return the month of a day with its year, in words."""
    return _("{month} {year}").format(month=_(MONTH_NAMES[day.month - 1]), year=day.year)


def say_month_after(start: date, months: int) -> str:
    """Return the month that comes so many months after a day, with its year, in words."""
    count = start.month - 1 + months
    return say_month(date(start.year + count // 12, count % 12 + 1, 1))


def instrument_names(catalog: Catalog, codes: Iterable[str]) -> str:
    """Return the short labels of instruments as a list in words."""
    return join_names([label(catalog.instrument(code).short_label) for code in codes])


def say_result(catalog: Catalog, results: Results) -> str:
    """Return the one sentence that sums the strategy up."""
    strategy = results.strategy
    count = len(strategy.mix)
    if not any(results.scenario.salience.values()):
        return _("Nothing is rated yet: say first what matters here.")
    if not count:
        return _("No instrument fits: none that serves what matters is within reach. The warnings say what would help.")
    head = ngettext("{count} instrument", "{count} instruments", count).format(count=count)
    statuses = [strategy.delivery[code] for code in strategy.mix]
    parts = [
        _("{count} {status}").format(count=statuses.count(row.code), status=label(row.label).lower())
        for row in catalog.delivery_statuses
        if row.code in statuses
    ]
    return _("{instruments}: {statuses}.").format(instruments=head, statuses=", ".join(parts))


def say_rated(catalog: Catalog, results: Results) -> str:
    """Return how many mechanisms are rated; what nobody rated counts 0 and is drawn differently."""
    known = [row.code for row in catalog.mechanisms]
    count = sum(code in results.asked.salience for code in known)
    return _("{count} of {all} rated; what is not rated counts 0").format(count=count, all=len(known))


def say_reach(results: Results) -> str:
    """Return how far the mix would reach, and what of it can start now, later, or has nobody; "" where nothing is."""
    strategy = results.strategy
    if not strategy.total or not strategy.mix:
        return ""
    reached = _("Carried out, they would reach {share} of what the whole toolbox could do here").format(
        share=share(strategy.value / strategy.total)
    )
    parts = [text.format(share=part) for _name, part, text in _deliverable_parts(results)]
    return _("{reached}: {parts}.").format(reached=reached, parts=", ".join(parts))


def _deliverable_parts(results: Results) -> list[tuple[str, str, str]]:
    """Return name, share and sentence of each part of the value that is not empty."""
    texts = {
        "now": _("{share} can start now"),
        "later": _("{share} after training or with a network to be built"),
        "nobody": _("{share} has nobody to carry it"),
    }
    strategy = results.strategy
    shown = show_parts(strategy.deliverable, strategy.total)
    return [(name, shown[name], texts[name]) for name, value in strategy.deliverable.items() if value > 0]


def list_deliverable(results: Results) -> list[tuple[str, float, str]]:
    """Return the three parts of the value as a bar: name, percent of what the whole toolbox could do, words."""
    strategy = results.strategy
    if not strategy.total or not strategy.mix:
        return []
    words = {"now": _("can start now"), "later": _("later"), "nobody": _("nobody to carry it")}
    return [(name, percent, words[name]) for name, percent in list_parts(strategy.deliverable, strategy.total)]


def list_parts(deliverable: Mapping[str, Fraction], total: Fraction | int = 1) -> list[tuple[str, float]]:
    """Return the parts now, later and nobody as percentages of a total, for a stacked bar."""
    return [(name, round(100 * float(part / total), 1) if total else 0.0) for name, part in deliverable.items()]


def show_parts(deliverable: Mapping[str, Fraction], total: Fraction | int = 1) -> dict[str, str]:
    """Return the parts as whole percentages of a total that add up to the rounded sum (largest remainders first)."""
    if not total:
        return dict.fromkeys(deliverable, "–")
    exact = {name: 100 * Fraction(part) / Fraction(total) for name, part in deliverable.items()}
    whole = {name: int(value) for name, value in exact.items()}
    missing = int(sum(exact.values()) + Fraction(1, 2)) - sum(whole.values())
    order = sorted(exact, key=lambda name: whole[name] - exact[name])
    for name in order[:missing]:
        whole[name] += 1
    return {name: share(Fraction(value, 100)) for name, value in whole.items()}


def say_parts(deliverable: Mapping[str, Fraction], total: Fraction | int = 1) -> str:
    """Return the parts that are not empty in words: "50% now, 25% later"."""
    texts = {"now": _("{share} now"), "later": _("{share} later"), "nobody": _("{share} nobody's")}
    shown = show_parts(deliverable, total)
    return ", ".join(texts[name].format(share=shown[name]) for name, part in deliverable.items() if part and total)


def say_change(
    catalog: Catalog, change: StrategyChange | None, before: Chain | None = None, after: Chain | None = None
) -> str:
    """Return what the last choice changed in mix, delivery and leads, in one or two sentences."""
    if change is None:
        return _("Change a choice, and this line says what follows from it.")
    parts = [*_say_mix_change(catalog, change), *_say_delivery_change(change)]
    if before is not None and after is not None:
        parts += [*_say_lead_change(before, after)]
    return " ".join(parts) or _("The mix and who can deliver it stay as they were.")


def _say_mix_change(catalog: Catalog, change: StrategyChange) -> Iterable[str]:
    came, went = (instrument_names(catalog, codes) for codes in (change.came_in, change.went_out))
    if came and went:
        yield _("{came} came in for {went}.").format(came=came, went=went)
    elif came:
        yield _("{came} came in.").format(came=came)
    elif went:
        yield _("{went} went out.").format(went=went)


def _say_lead_change(before: Chain, after: Chain) -> Iterable[str]:
    was, now = before.leads(), after.leads()
    count = sum(1 for key in was.keys() & now.keys() if was[key].actor != now[key].actor)
    if count:
        yield ngettext(
            "Somebody else now leads {count} stage of the rounds.",
            "Somebody else now leads {count} stages of the rounds.",
            count,
        ).format(count=count)


def _say_delivery_change(change: StrategyChange) -> Iterable[str]:
    if change.waits_for_training_delta > 0:
        count = change.waits_for_training_delta
        yield ngettext(
            "{count} more instrument now waits for capacity building.",
            "{count} more instruments now wait for capacity building.",
            count,
        ).format(count=count)
    if change.ready_delta > 0:
        yield ngettext("{count} more is ready.", "{count} more are ready.", change.ready_delta).format(
            count=change.ready_delta
        )
    elif change.ready_delta < 0:
        yield ngettext("{count} fewer is ready.", "{count} fewer are ready.", -change.ready_delta).format(
            count=-change.ready_delta
        )


def say_steps(catalog: Catalog, steps: Sequence[Change], becomes: str) -> list[str]:
    """Return the smallest change that would help an instrument, as one sentence (or none)."""
    if not steps:
        return []
    status = label(next(row.label for row in catalog.delivery_statuses if row.code == becomes))
    changes = join_names([say_step(catalog, step) for step in steps])
    return [_("What would help: {changes}. Then: {status}.").format(changes=changes, status=status.lower())]


def say_step(catalog: Catalog, step: Change) -> str:
    """Return one change of a choice in words."""
    if step.field == "capacity":
        capacity = label(next(row.label for row in catalog.capacities if row.code == step.value))
        return _("{actor} becomes {capacity}").format(
            actor=label(catalog.actor(str(step.code)).label), capacity=capacity.lower()
        )
    if step.field == "platform":
        platform = label(next(row.label for row in catalog.platforms if row.code == step.value))
        return _("a cluster initiative ({platform})").format(platform=platform.lower())
    if step.field == "donor_level":
        return _("donor level {level}").format(level=step.value)
    if step.field == "donor_funds":
        return _("the donor pays for it")
    if step.field == "chain.office_round":
        return _("a cluster promotion office from round {round}").format(round=step.value)
    if step.field == "context":
        question = next(row.question for row in catalog.context_questions if row.code in step.codes)
        return _("another answer to “{question}”").format(question=label(question))
    if step.field == "excluded":
        return _("Rule out {target}").format(target=say_value(catalog, step.code))
    return str(step.value)


def say_warning_count(results: Results) -> str:
    """Return how many warnings wait, or nothing; before the first rating the result says all there is to say."""
    count = len(results.warnings)
    if not count or not results.asked.is_rated:
        return ""
    return ngettext("{count} warning needs a look.", "{count} warnings need a look.", count).format(count=count)


def say_chain(catalog: Catalog, chain: Chain) -> str:
    """Return the sentence that sums the timeline up: rounds, regions, when the donor is out, stages without lead."""
    if not chain.rounds:
        return _("No round is planned.")
    if not chain.scenario.is_rated:
        return ngettext(
            "Nothing is rated yet: this round is an empty frame, no advice.",
            "Nothing is rated yet: these {count} rounds are an empty frame, no advice.",
            len(chain.rounds),
        ).format(count=len(chain.rounds))
    regions = {entry.region for round_ in chain.rounds for entry in round_.regions}
    head = _("{rounds} from {start} to {end} reach {regions}.").format(
        rounds=ngettext("{count} round", "{count} rounds", len(chain.rounds)).format(count=len(chain.rounds)),
        start=chain.rounds[0].start.year,
        end=chain.rounds[-1].end.year,
        regions=ngettext("{count} region", "{count} regions", len(regions)).format(count=len(regions)),
    )
    return " ".join([head, *_say_donor_exit(chain), *_say_gaps(chain)])


def _say_donor_exit(chain: Chain) -> Iterable[str]:
    if chain.donor_lead_end is not None:
        yield _("The donor leads stages until {year}.").format(year=chain.donor_lead_end)
    elif chain.donor_exit_year is not None:
        yield _("The donor leads no stage.")
    if chain.scenario.donor_level > 1 and not chain.is_handover_complete:
        yield _("When the programme ends, it is still at level {level}.").format(level=chain.rounds[-1].donor_level)
    elif chain.donor_exit_year is not None and chain.scenario.donor_level > 1:
        yield _("From {year} it is only on call.").format(year=chain.donor_exit_year)


def _say_gaps(chain: Chain) -> Iterable[str]:
    """Yield how many stages have no lead, once for the rounds one after the other in which it is the same number."""
    total = len({stage for _round, stage in chain.leads()})
    counts = Counter(number for number, _stage in chain.no_lead)
    runs = [list(run) for _count, run in groupby((one.number for one in chain.rounds), key=counts.__getitem__)]
    for run in [run for run in runs if counts[run[0]]][:GAPS_SHOWN]:
        values = {"count": counts[run[0]], "total": total, "number": run[0], "last": run[-1]}
        one = ngettext(
            "In round {number}, {count} of {total} stages has no lead.",
            "In round {number}, {count} of {total} stages have no lead.",
            values["count"],
        )
        several = ngettext(
            "In the rounds {number} to {last}, {count} of {total} stages has no lead.",
            "In the rounds {number} to {last}, {count} of {total} stages have no lead.",
            values["count"],
        )
        yield (several if len(run) > 1 else one).format(**values)


def _name_value(catalog: Catalog, value: object) -> str:
    """Return a value of a warning in words; who acts has the full name, which reads well in a sentence."""
    if isinstance(value, tuple | list | frozenset):
        return join_names([_name_value(catalog, one) for one in value])
    return name_agent(catalog, value) if isinstance(value, str) else say_value(catalog, value)


def fill_warning(catalog: Catalog, found: Found) -> tuple[str, str, str]:
    """Return title, text and remedy of a warning in words, its placeholders filled with labels.

    Where a name in the remedy would stay empty, the other sentence of the row stands there.
    """
    row = next(row for row in catalog.warnings if row.code == found.code)
    values = _Values({name: _name_value(catalog, value) for name, value in found.values.items()})
    fix = row.fix_else if row.fix_else and _has_gap(row.fix, values) else row.fix
    return label(row.label), label(row.text).format_map(values), _finish(label(fix).format_map(values))


def _has_gap(template: str, values: Mapping[str, str]) -> bool:
    names = (name for _text, name, _spec, _conversion in Formatter().parse(template) if name)
    return any(not values.get(name) for name in names)


def _finish(sentence: str) -> str:
    """Return a sentence that begins with a capital and ends with a full stop."""
    ends = sentence.endswith((".", "?", "!", "…"))
    return sentence[:1].upper() + sentence[1:] + ("" if ends or not sentence else ".")


def say_problem(catalog: Catalog, problem: Problem) -> str:
    """Return a problem in words: where, what, and what to do; codes become labels."""
    values: dict[str, object] = {name: _say_inner(catalog, value) for name, value in problem.values.items()}
    if problem.where not in YEAR_FIELDS:
        values |= {name: show_number(value) for name, value in values.items() if type(value) in (int, float)}
    steps = problem.values.get("steps")
    if isinstance(steps, tuple) and steps:
        values["allowed"] = join_names([say_step(catalog, step) for step in steps])
    if "part" in values:
        values["part"] = _(str(problem.values["part"]))
    text = dataclasses.replace(problem, values=values).text(_)
    where = "" if "field" in problem.values else _say_place(catalog, problem.where)
    return _("{where}: {text}").format(where=where, text=text) if where else text


def _say_inner(catalog: Catalog, value: object) -> object:
    if isinstance(value, tuple):
        return ", ".join(str(_say_inner(catalog, one)) for one in value)
    if isinstance(value, Marked):
        return _(str(value)) if value else ""
    return say_value(catalog, value) if isinstance(value, str) else value


# Places of a problem that are no field of a scenario; what they are called on screen.
PLACES = {
    "app": "",
    "change": "",
    "table": "",
    "file": N_("File"),
    "draft": N_("Draft"),
    "regions": N_("Region names"),
    "example": N_("Worked example"),
    "code": N_("Code"),
    "link": N_("Link"),
    "share": N_("Link"),
}


def _say_place(catalog: Catalog, where: str) -> str:
    """Return the label of the place of a problem: what the field is called on screen, and which entry of it."""
    if where in PLACES:
        return _(PLACES[where]) if PLACES[where] else ""
    named = name_field(where)
    if named is None:
        return say_value(catalog, where)
    entry = say_value(catalog, named.entry) if named.entry else ""
    return f"{_(str(named.label))} ({entry})" if entry else _(str(named.label))


class _Values(dict[str, str]):
    """Placeholders that a warning did not fill stay empty instead of breaking the page."""

    def __missing__(self, key: str) -> str:
        return "…"


def say_value(catalog: Catalog, value: object) -> str:
    """Return a value of a result in words: codes become labels, lists become words."""
    if isinstance(value, Change):
        return say_step(catalog, value)
    if isinstance(value, tuple | list | frozenset):
        return join_names([say_value(catalog, one) for one in value])
    return label(_labels(catalog).get(str(value), str(value)))


@lru_cache(maxsize=8)
def _labels(catalog: Catalog) -> dict[str, str]:
    """Return the label of every code that a warning may name."""
    tables: tuple[tuple[Any, ...], ...] = (
        catalog.sections,
        catalog.routes,
        catalog.capacities,
        catalog.platforms,
        catalog.preconditions,
        catalog.stakeholder_groups,
        catalog.stages,
        catalog.agents,
        catalog.actors,
        catalog.mechanisms,
        catalog.instruments,
        catalog.activities,
    )
    labels = {
        row.code: str(getattr(row, "short_label", "") or getattr(row, "label", "") or row.code)
        for rows in tables
        for row in rows
    }
    return {row.code: row.question for row in catalog.context_questions} | labels


def say_offer(offer: RoundOffer) -> str:
    """Return a plan of rounds that is offered, in words."""
    rounds = ngettext("{count} round", "{count} rounds", offer.rounds).format(count=offer.rounds)
    regions = ngettext("{count} region each", "{count} regions each", offer.regions_per_round)
    return _("{rounds} with {regions}").format(rounds=rounds, regions=regions.format(count=offer.regions_per_round))
