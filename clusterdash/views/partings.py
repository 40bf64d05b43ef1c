"""Where regions part from the programme, in sentences: "North starts with …, because …"."""

from __future__ import annotations

from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.model.advice.partings import Parting
from clusterdash.views.questions import ANSWERS
from clusterdash.views.region_words import say_potentials
from clusterdash.views.screen import Screen
from clusterdash.views.sentences import join_names, say_value
from clusterdash.words import _, label, ngettext

CHANGES_SHOWN = 6


def describe_all(screen: Screen) -> list[dict[str, Any]]:
    """Return a heading and sentences for each region that parts from the programme, in their order of entry."""
    partings, _left = screen.results.partings
    return [describe_parting(screen.catalog, parting) for parting in partings]


def describe_parting(catalog: Catalog, parting: Parting) -> dict[str, Any]:
    """Return how one region parts: the finding in one sentence, then its reasons and what follows."""
    return {
        "region": parting.region,
        "finding": say_parting(catalog, parting),
        "because": say_reasons(catalog, parting),
        "delivery": [
            _("{instrument}: {there} (in the programme: {before})").format(
                instrument=say_value(catalog, code), there=_status(catalog, there), before=_status(catalog, before)
            )
            for code, (before, there) in list(parting.delivery.items())[:CHANGES_SHOWN]
        ],
        "more": max(0, len(parting.delivery) - CHANGES_SHOWN),
        "gained": [say_value(catalog, code) for code in parting.gained],
        "lost": [say_value(catalog, code) for code in parting.lost],
        "struck_out": say_potentials(parting.struck_out, parting.region) if parting.struck_out else "",
    }


def _status(catalog: Catalog, code: str) -> str:
    return next((label(row.label) for row in catalog.delivery_statuses if row.code == code), code)


def say_parting(catalog: Catalog, parting: Parting) -> str:
    """Return in one sentence what a region starts with and what it does otherwise."""
    del catalog
    if parting.potentials:
        first = say_potentials(parting.potentials[:1], parting.region)
        if parting.rounds:
            sentence = _("{region} starts with {name} in round {round}").format(
                region=parting.region, name=first, round=parting.rounds[0]
            )
        else:
            sentence = _("{region} would start with {name}, but gets no turn").format(region=parting.region, name=first)
        if len(parting.potentials) > 1:
            rest = say_potentials(parting.potentials[1:], parting.region)
            sentence += ", " + _("then {names}").format(names=rest)
    else:
        sentence = _("{region} follows the programme").format(region=parting.region)
    if parting.gained or parting.lost:
        count = len(parting.gained)
        return sentence + ngettext(
            "; its own mix has {count} other instrument", "; its own mix has {count} other instruments", count
        ).format(count=count)
    if parting.delivery:
        count = len(parting.delivery)
        return sentence + ngettext(
            "; {count} instrument is carried in another way", "; {count} instruments are carried in another way", count
        ).format(count=count)
    return sentence


def say_reasons(catalog: Catalog, parting: Parting) -> str:
    """Return why a region differs: what the log says of its first cluster, its capacities and its answers."""
    levels = {row.code: label(row.label) for row in catalog.capacities}
    reasons = [parting.reason.rstrip(" .")] if parting.reason else []
    reasons += [
        _("{actor}: {level}").format(actor=say_value(catalog, code), level=levels.get(level, level))
        for code, level in parting.capacity.items()
    ]
    reasons += [
        f"{say_value(catalog, code)} {_(ANSWERS.get(answer, answer))}" for code, answer in parting.answers.items()
    ]
    return _("because: {reasons}").format(reasons=join_names(reasons)) if reasons else ""
