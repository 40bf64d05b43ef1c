"""The warnings on screen: what is wrong, the question to answer, and what was tried, with what it costs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.model.advice.warnings.find import FixEffect, Found
from clusterdash.model.scenario.change import Change, read_choice
from clusterdash.results import Results
from clusterdash.views.questions import build_questions
from clusterdash.views.render import render, share
from clusterdash.views.screen import Screen
from clusterdash.views.sentences import fill_warning, join_names, say_value
from clusterdash.views.who import JOBS
from clusterdash.words import N_, _, ngettext

FIXES = {
    "capacity": N_("Make {target} {value}"),
    "donor_level": N_("Donor level {value}"),
    "platform": N_("Cluster initiative: {value}"),
    "mix_size": N_("Instruments at once: {value}"),
    "pinned": N_("Pin {target}"),
    "excluded": N_("Rule out {target}"),
    "donor_funds": N_("The donor pays for {target}"),
    "responsible": N_("Give {target} to {value}"),
    "independent": N_("{target}: {value}"),
    "route": N_("Route: {value}"),
    "chain.office_round": N_("Office from round {value}"),
    "chain.rounds": N_("Rounds: {value}"),
    "chain.regions_per_round": N_("Regions per round: {value}"),
    "chain.mentoring_capacity": N_("Initiatives that each pilot mentors: {value}"),
    "chain.donor_pace": N_("Levels the donor steps down per round: {value}"),
}
TAKING_BACK = {
    "pinned": N_("Unpin {target}"),
    "excluded": N_("Let {target} in again"),
    "donor_funds": N_("Take the donor's money from {target}"),
}
# What a field says where its value is nothing.
NOTHING = {"chain.office_round": N_("Plan without an office"), "donor_level": N_("Do without the donor")}
NETWORK = "network"
# Numbers of which it is said what they were before.
NUMBERS = frozenset(
    {
        "donor_level", "mix_size", "chain.regions_per_round", "chain.mentoring_capacity", "chain.donor_pace",
    }
)  # fmt: skip


def render_warnings(screen: Screen) -> str:
    """Return the warnings with the questions that they ask and the fixes that were tried."""
    catalog, results = screen.catalog, screen.results
    count = len(results.warnings)
    return render(
        "panel_warnings.html",
        title=ngettext("{count} warning", "{count} warnings", count).format(count=count),
        found=[_show_warning(catalog, results, one) for one in results.remedies],
    )


def _show_warning(catalog: Catalog, results: Results, found: Found) -> dict[str, Any]:
    row = next(row for row in catalog.warnings if row.code == found.code)
    title, text, fix = fill_warning(catalog, found)
    return {
        "code": found.code,
        "subject": found.subject,
        "severity": found.severity,
        "title": title,
        "text": text,
        "fix": fix,
        "questions": build_questions(catalog, results.asked, found.questions),
        "buttons": [
            {
                "index": number,
                "text": say_fix(catalog, one),
                "cost": ", ".join([*_say_before(results, one), *say_cost(results, effect)]),
                "is_judgement": effect.is_judgement,
            }
            for number, (one, effect) in enumerate(zip(found.fixes, found.effects, strict=True))
        ],
        "is_unsettled": found.was_tried and not found.fixes,
        "basis": row.basis,
        "fix_basis": row.fix_basis,
        "section": row.section,
        "note": row.note,
    }


def say_fix(catalog: Catalog, fix: Change) -> str:
    """Return what a fix does, as the words on its button; changes that go together are joined."""
    return join_names([_say_step(catalog, one) for one in fix.list_all()])


def _say_step(catalog: Catalog, fix: Change) -> str:
    if not fix.value and fix.field in NOTHING:
        return _(NOTHING[fix.field])
    names = TAKING_BACK if fix.value is False and fix.field in TAKING_BACK else FIXES
    template = names.get(fix.field, N_("Change this: {value}"))
    job = JOBS.get(str(fix.value), "") if fix.field == "independent" else ""
    value = _("the cluster initiative") if fix.value == NETWORK else say_value(catalog, fix.value)
    return _(template).format(target=say_value(catalog, fix.code), value=_(job) if job else value)


def _say_before(results: Results, fix: Change) -> Iterator[str]:
    """Yield what the numbers of a fix were before, and from when an office is needed."""
    scenario = results.scenario
    for one in fix.list_all():
        if one.field in NUMBERS:
            was = read_choice(scenario, one.field)
            yield _("{value} instead of {was}").format(value=one.value, was=was)
        elif one.field == "chain.office_round" and one.value:
            years = (one.value - 1) * scenario.chain.round_years
            yield _("the office is needed from {year}").format(year=scenario.place.start_year + years)


def say_cost(results: Results, effect: FixEffect) -> Iterator[str]:
    """Yield what a fix costs: rounds and years, how long the donor stays, how much of the value goes."""
    if effect.rounds_more > 0:
        more = ngettext("{count} round more: until {year}", "{count} rounds more: until {year}", effect.rounds_more)
        yield more.format(count=effect.rounds_more, year=effect.end_years[1])
    was, now = effect.exit_years
    if now is not None and now != was:
        later = _("the donor is only on call from {year} instead of {was}")
        first = _("the donor is only on call from {year}")
        yield (later if was else first).format(year=now, was=was)
    if share(effect.shares[0]) != share(effect.shares[1]):
        template = _("the mix then reaches {share} of the whole toolbox instead of {was}")
        yield template.format(share=share(effect.shares[1]), was=share(effect.shares[0]))
