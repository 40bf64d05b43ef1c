"""The lower parts of the Timeline page: hand-over conditions, office, regions, stress tests, activities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.model.chain.chain import Chain
from clusterdash.model.chain.handover import Gap, build_checklist, list_gaps
from clusterdash.model.chain.sensitivity import Sensitivity
from clusterdash.model.chain.stress import STRESSES, Break, StressResult
from clusterdash.model.scenario.change import Change
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.views.budget import describe_activities
from clusterdash.views.screen import Screen
from clusterdash.views.sentences import join_names, say_value
from clusterdash.words import N_, _, label, ngettext, series


def build_panels(screen: Screen) -> dict[str, Any]:
    """Return what the lower parts of the page show."""
    catalog, results = screen.catalog, screen.results
    gaps = group_gaps(catalog, results.chain) if results.asked.is_rated else ()
    return {
        "gaps": [say_gap(catalog, *one) for one in gaps],
        "conditions": list(describe_conditions(catalog, results.chain)),
        "office": list(describe_office(catalog, results.chain)),
        "stage_months": [_stage_months(results.scenario, row) for row in catalog.stages],
        "activities": describe_activities(screen),
        "sensitivity": _say_sensitivity(catalog, screen.late.get("sensitivity", ())),
        **_stress(screen),
    }


# --- gaps --------------------------------------------------------------------------------------------------------
def group_gaps(catalog: Catalog, chain: Chain) -> list[tuple[list[str], Gap, int]]:
    """Return the gaps that the same changes would fill, together: the stages, the first gap, the last round.

    Rounds that follow each other and miss the same stages for the same reason are one line.
    """
    groups: dict[tuple[int, Any], tuple[list[str], Gap]] = {}
    names = {row.code: label(row.label) for row in catalog.stages}
    for gap in list_gaps(catalog, chain):
        groups.setdefault((gap.round, gap.fills), ([], gap))[0].append(names[gap.stage])
    runs: list[tuple[list[str], Gap, int]] = []
    for stages, gap in groups.values():
        before = next((n for n, (of, it, last) in enumerate(runs) if _goes_on(of, it, last, stages, gap)), None)
        if before is None:
            runs.append((stages, gap, gap.round))
        else:
            runs[before] = (*runs[before][:2], gap.round)
    return runs


def _goes_on(of: list[str], it: Gap, last: int, stages: list[str], gap: Gap) -> bool:
    """Return whether a gap is the same as one that was there up to the round before."""
    return of == stages and it.fills == gap.fills and last == gap.round - 1


def say_gap(catalog: Catalog, stages: list[str], gap: Gap, last: int) -> str:
    """Return which stages of a round, or of all rounds up to ``last``, nobody leads, and what would change that."""
    if last > gap.round:
        head = _("Rounds {first} to {last}: nobody capable leads {stages}.")
    else:
        head = _("Round {first}: nobody capable leads {stages}.")
    head = head.format(first=gap.round, last=last, stages=join_names(stages))
    if not gap.fills:
        return head + " " + _("No single change fills the gap; several together are needed.")
    fills = [_say_fill(catalog, fill) for fill in gap.fills]
    template = ngettext("This would fill the gap: {fills}.", "One of these would fill the gap: {fills}.", len(fills))
    return head + " " + template.format(fills=series(fills))


FILLS = {
    "capacity": N_("{target} becomes {value}"),
    "donor_level": N_("donor level {value}"),
    "chain.office_round": N_("the office in round {value}"),
    "platform": N_("a cluster initiative ({value})"),
}


def _say_fill(catalog: Catalog, fill: Change) -> str:
    if fill.field == "chain.pilots":
        return ngettext("{value} pilot at the start", "{value} pilots at the start", fill.value).format(
            value=fill.value
        )
    template = FILLS.get(fill.field, N_("a change: {value}"))
    return _(template).format(target=say_value(catalog, fill.code), value=say_value(catalog, fill.value).lower())


def _stage_months(scenario: Scenario, row: Any) -> dict[str, Any]:
    start, end = scenario.chain.stage_months.get(row.code, (row.start_month, row.end_month))
    return {"code": row.code, "name": label(row.label), "start": start, "end": end}


# --- conditions and office ---------------------------------------------------------------------------------------
def describe_conditions(catalog: Catalog, chain: Chain) -> Iterable[dict[str, Any]]:
    """Yield the hand-over conditions in words, each with the round before which it must be true."""
    rows = {row.code: row for row in catalog.handover_conditions}
    stages = {row.code: row.label for row in catalog.stages}
    for line in build_checklist(catalog, chain):
        row = rows[line.code]
        when = _("round {number}, {year}").format(number=line.round, year=line.year) if line.round else ""
        yield {
            "code": row.code,
            "stage": stages[line.stage],
            "text": row.text,
            "when": when,
            "basis": row.basis,
            "section": row.section,
            "note": row.note,
        }


def describe_office(catalog: Catalog, chain: Chain) -> Iterable[dict[str, Any]]:
    """Yield the duties of the office in words, each with the round from which it has them."""
    rounds = dict(chain.office_tasks)
    for row in catalog.office_tasks:
        number = rounds.get(row.code)
        when = _("from round {number}:").format(number=number) if number else _("no office planned:")
        yield {
            "when": when,
            "label": row.label,
            "description": row.description,
            "basis": row.basis,
            "section": row.section,
            "note": row.note,
        }


# --- what if -----------------------------------------------------------------------------------------------------
STRESS_NAMES = {
    "donor_leaves_early": N_("The donor leaves a round early"),
    "half_fail": N_("Half the initiatives fail"),
    "office_late": N_("The office comes a round late"),
    "no_regional_tier": N_("No regional tier"),
    "half_go_on": N_("Only half the regions go on"),
}


def _stress(screen: Screen) -> dict[str, Any]:
    code = screen.looks.get("stress", "")
    code = code if code in STRESSES else ""
    result = screen.late.get(f"stress {code}")
    return {
        "stresses": [{"code": one, "name": _(STRESS_NAMES[one])} for one in STRESSES],
        "stress_code": code,
        "stress": _tell_stress(screen.catalog, result) if result else None,
        "is_stress_coming": bool(code) and result is None,
    }


def _tell_stress(catalog: Catalog, result: StressResult) -> dict[str, Any]:
    before, after = result.before, result.after
    lines = [
        (_("Stages without lead"), str(len(before.chain.no_lead)), str(len(after.chain.no_lead))),
        (_("Instruments that lose who runs them"), "0", str(len(result.lost_instruments))),
        (
            _("Initiatives that succeed (middle of the runs)"),
            f"{before.dynamics.succeeded_total.middle:g}",
            f"{after.dynamics.succeeded_total.middle:g}",
        ),
        (
            _("Regions reached (middle of the runs)"),
            f"{before.dynamics.rounds[-1].regions_reached.middle:g}",
            f"{after.dynamics.rounds[-1].regions_reached.middle:g}",
        ),
    ]
    return {"text": _say_stress(catalog, result), "lines": lines}


def _say_stress(catalog: Catalog, result: StressResult) -> str:
    if not result.applies:
        return _("This cannot happen here: there is nothing to take away.")
    first = result.first_break
    parts = [_say_break(catalog, first)] if first else [_say_nothing_breaks(result)]
    parts += [*_say_takers(catalog, result)]
    if result.lost_instruments:
        names = join_names([say_value(catalog, code) for code in result.lost_instruments])
        parts.append(_("These instruments lose who runs them: {instruments}.").format(instruments=names))
    if result.lost_successes > 0:
        lost = f"{result.lost_successes:g}"
        parts.append(_("Fewer initiatives succeed, in the middle of the runs: {count}.").format(count=lost))
    return " ".join(parts)


def _say_nothing_breaks(result: StressResult) -> str:
    """Return that nothing breaks, without calling a stage led that had no lead before."""
    gaps, stages = result.gaps_before, len(result.before.chain.leads())
    if not gaps:
        return _("Nothing breaks: every stage keeps a lead.")
    if gaps == stages:
        return _("Nothing more can break: no stage of any round has a lead, with or without this.")
    return ngettext(
        "Nothing more breaks: the stages that have a lead keep one; {count} has none anyway.",
        "Nothing more breaks: the stages that have a lead keep one; {count} have none anyway.",
        gaps,
    ).format(count=gaps)


def _say_takers(catalog: Catalog, result: StressResult) -> Iterable[str]:
    """Yield who takes over how many stages."""
    was, now = result.before.chain.leads(), result.after.chain.leads()
    takers = Counter(now[key].actor for key in was.keys() & now.keys() if was[key].actor != now[key].actor)
    for code, count in takers.most_common(2):
        if code:
            template = ngettext("{agent} takes over {count} stage.", "{agent} takes over {count} stages.", count)
            yield template.format(agent=say_value(catalog, code), count=count)


def _say_break(catalog: Catalog, first: Break) -> str:
    if first.kind == "leads":
        stages = join_names([say_value(catalog, code) for code in first.stages])
        return _("First to break, in round {number}: nobody leads {stages}.").format(number=first.round, stages=stages)
    if first.kind == "instruments":
        names = join_names([say_value(catalog, code) for code in first.instruments])
        template = _("First to break, in round {number}: nobody runs {instruments}.")
        return template.format(number=first.round, instruments=names)
    return _("First to break, in round {number}: no pilot is left to learn from in most runs.").format(
        number=first.round
    )


def _say_sensitivity(catalog: Catalog, sensitivities: Iterable[Sensitivity]) -> str:
    """Return which assumption moves the result most; it takes a moment, so only while a stress test is open."""
    found = [one for one in sensitivities if not one.is_choice]
    if not found or not found[0].mean_effect:
        return ""
    top = found[0]
    name = label(next(row.label for row in catalog.parameters if row.code == top.parameter))
    template = _("The assumption that moves the result most: {name}. From {before} to {after}: {effect} initiatives.")
    effect = f"{top.mean_effect:+.1f}"
    return template.format(name=name, before=f"{top.before:g}", after=f"{top.after:g}", effect=effect)
