"""The Timeline page: the programme at a glance, one round in detail, the chain as a flow, what if."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.model.chain.chain import Chain
from clusterdash.model.chain.dynamics import Dynamics
from clusterdash.model.chain.schedule import Entry, name_cluster
from clusterdash.model.scenario.scenario import ChainPlan
from clusterdash.results import Results
from clusterdash.views import timeline_panels
from clusterdash.views.chance import describe_chance, say_pilots
from clusterdash.views.donor import list_donor_rounds, list_helps
from clusterdash.views.looks import read_refused
from clusterdash.views.partings import describe_all
from clusterdash.views.region_words import say_industry
from clusterdash.views.render import render
from clusterdash.views.screen import Screen
from clusterdash.views.sentences import say_chain
from clusterdash.words import N_, _, label, ngettext

PLAN_FIELDS = (
    ("rounds", N_("Rounds")),
    ("regions_per_round", N_("Regions per round")),
    ("region_count", N_("Regions in all (while unnamed)")),
    ("round_years", N_("Years of a round")),
    ("pilots", N_("Pilots at the start")),
    ("donor_pace", N_("Levels the donor steps down per round")),
    ("donor_skips", N_("Rounds of its way out that the donor skips")),
    ("office_round", N_("Office set up in round (0: never)")),
)
ASSUMED_FIELDS = (
    ("success_probability", N_("Chance that an initiative succeeds")),
    ("learning_per_round", N_("Learning per round")),
    ("retry_probability", N_("Chance of a second try")),
    ("mentoring_capacity", N_("New initiatives one pilot can mentor")),
    ("unmentored_factor", N_("Success without a mentor (share)")),
    ("no_entrepreneurs_factor", N_("Success without entrepreneurs at the table (share)")),
    ("imperfect_framework_factor", N_("Success in an unsteady economy (share)")),
    ("success_maximum", N_("Highest chance of success")),
    ("runs", N_("Simulated runs")),
    ("seed", N_("Seed of the simulation")),
)
REGIONS_SHOWN = 8
ROWS_SHOWN = 60
VIEWS = (
    ("view-programme", N_("The whole programme")),
    ("view-round", N_("One round")),
    ("view-if", N_("What if")),
    ("view-plan", N_("Regions and budget")),
)
NO_LEAD = ""


def render_timeline(screen: Screen) -> str:
    """Return the page as HTML."""
    catalog, results = screen.catalog, screen.results
    chain, dynamics, chance = results.chain, screen.late.get("dynamics"), describe_chance(screen)
    return render(
        "timeline.html",
        scenario=results.asked,
        finding=say_chain(catalog, chain),
        donor_note=say_donor(catalog, results),
        rounds=[_round(catalog, chain, number, dynamics) for number in range(len(chain.rounds))],
        stages=[describe_stage(catalog, chain, row) for row in catalog.stages],
        agents=_agents_shown(catalog, chain),
        detail=_detail(catalog, results, screen.looks.get("round")),
        flow=_flow(catalog, chain, dynamics),
        views=[(part, _(name)) for part, name in VIEWS],
        plan_fields=_read_fields(results.asked.chain, PLAN_FIELDS),
        assumed_fields=_list_assumed(results.asked.chain, chance["factors"]),
        **describe_rows(results.asked.chain),
        partings=describe_all(screen),
        partings_left=results.partings[1],
        region_text=_tell_regions(screen),
        donor_rounds=list_donor_rounds(catalog, results),
        donor_helps=list_helps(catalog, "donor"),
        office_helps=list_helps(catalog, "office"),
        pilots_note=say_pilots(catalog, results.asked),
        **chance,
        **timeline_panels.build_panels(screen),
    )


def _tell_regions(screen: Screen) -> str:
    """Return the text of the box of regions: what was refused last, to be corrected, else the regions that hold."""
    regions = screen.results.asked.chain.regions
    return read_refused(screen.looks, regions) or "\n".join(regions)


def _list_assumed(plan: ChainPlan, factors: Iterable[Mapping[str, Any]]) -> list[tuple[str, str, Any]]:
    """Return the assumptions that stand apart; those of the factors stand in their table where it is drawn."""
    shown = {field for factor in factors for field, _name, _held in factor["fields"]}
    return [one for one in _read_fields(plan, ASSUMED_FIELDS) if one[0] not in shown]


def _read_fields(plan: ChainPlan, fields: Iterable[tuple[str, str]]) -> list[tuple[str, str, Any]]:
    return [(field, _(name), getattr(plan, field)) for field, name in fields]


def describe_rows(plan: ChainPlan) -> dict[str, Any]:
    """Return the rows of the table of regions: number, name, how many clusters, which potentials; the first sixty."""
    names, count = plan.regions, len(plan.regions) or plan.region_count
    rows = [
        {
            "number": number,
            "name": name,
            "count": plan.potentials.get(name, 1),
            "potentials": ", ".join(plan.region_details[name].potentials) if name in plan.region_details else "",
        }
        for number, name in enumerate(names[:ROWS_SHOWN], 1)
    ]
    named = ngettext("{count} region, in the order of entry", "{count} regions, in the order of entry", count)
    numbered = ngettext("{count} region without a name yet", "{count} regions without names yet", count)
    title = (named if names else numbered).format(count=count)
    return {"region_title": title, "region_rows": rows, "rows_left": max(0, len(names) - ROWS_SHOWN)}


def name_lead(catalog: Catalog, code: str) -> dict[str, str]:
    """Return code, letter and name of an agent, or of the gap where nobody leads."""
    for row in catalog.agents:
        if row.code == code:
            return {"code": code, "letter": row.letter, "name": label(row.label)}
    return {"code": "", "letter": "–", "name": _("no lead")}


def say_donor(catalog: Catalog, results: Results) -> str:
    """Return what a donor that never leads does instead, and whether it is still there when the programme ends."""
    chain = results.chain
    if chain.scenario.donor_level and not chain.is_handover_complete:
        year = chain.donor_exit_year
        late = _("The hand-over takes longer than the programme: the donor is not yet only on call when it ends.")
        then = _("At this pace that would be in {year}.").format(year=year) if year else _("At this pace it never is.")
        return f"{late} {then}"
    if any(chain.donor_share) or not catalog.donors:
        return ""
    level = next(row for row in catalog.donor_levels if row.level == results.scenario.donor_level)
    return _("At level {level} the donor leads no stage. {sentence}").format(
        level=level.level, sentence=label(level.sentence)
    )


def _round(catalog: Catalog, chain: Chain, index: int, dynamics: Dynamics | None) -> dict[str, Any]:
    one = chain.rounds[index]
    names = [name_region(chain, entry) for entry in one.regions]
    shown = ", ".join(names[:REGIONS_SHOWN])
    rest = len(names) - REGIONS_SHOWN
    more = ngettext("and {count} more", "and {count} more", rest).format(count=rest) if rest > 0 else ""
    return {
        "number": one.number,
        "years": f"{one.start.year}–{one.end.year}",
        "donor": _("Donor level {level}").format(level=one.donor_level),
        "regions": ngettext("{count} region", "{count} regions", len(names)).format(count=len(names)),
        "region_names": f"{shown} {more}".strip() or "–",
        "again": _say_again(int(dynamics.rounds[index].restarted.middle)) if dynamics else "",
        "shares": [
            {**name_lead(catalog, code), "percent": round(100 * share)} for code, share in chain.shares[index].items()
        ],
    }


def _say_again(count: int) -> str:
    """Return how many regions try a second time in a round, in the middle of the runs; "" where none does."""
    if not count:
        return ""
    return ngettext("and {count} second try", "and {count} second tries", count).format(count=count)


def name_region(chain: Chain, entry: Entry) -> str:
    """Return the name of a region with the cluster of its turn, or its number in words."""
    if chain.are_regions_named:
        cluster = name_cluster(chain.scenario.chain, entry)
        return f"{entry.region} ({say_industry(cluster, entry.region)})" if cluster else entry.region
    return _("Region {number}").format(number=entry.number)


def describe_stage(catalog: Catalog, chain: Chain, row: Any) -> dict[str, Any]:
    """Return who leads and assists a stage in each round, and where the lead passes on."""
    leads = chain.leads()
    cells = []
    before = None
    for one in chain.rounds:
        lead = leads[one.number, row.code].actor
        others = [
            role.actor
            for role in chain.roles
            if (role.round, role.stage, role.role) == (one.number, row.code, "assist") and role.actor
        ]
        cells.append(
            {
                "lead": name_lead(catalog, lead),
                "others": [name_lead(catalog, code) for code in others],
                "is_handover": before is not None and before != lead,
            }
        )
        before = lead
    return {"row": row, "cells": cells}


def _agents_shown(catalog: Catalog, chain: Chain) -> list[Any]:
    present = {role.actor for role in chain.roles if role.role in ("lead", "assist")}
    return [row for row in catalog.agents if row.code in present]


# --- one round in detail -----------------------------------------------------------------------------------------
def _detail(catalog: Catalog, results: Results, wished: object) -> dict[str, Any]:
    chain = results.chain
    number = wished if wished in {one.number for one in chain.rounds} else 1
    months = 12 * results.scenario.chain.round_years
    start = chain.rounds[number - 1].start.year
    leads = chain.leads()
    spans = [span for span in chain.stages if span.round == number]
    stages = {row.code: row for row in catalog.stages}
    bars = []
    for span in spans:
        lead = name_lead(catalog, leads[number, span.stage].actor)
        bars.append(
            _bar(
                label(stages[span.stage].label), span.start_month, span.end_month, months, lead["letter"], lead["code"]
            )
        )
    years = [
        {"name": str(start + year), "left": round(100 * year / results.scenario.chain.round_years, 2)}
        for year in range(results.scenario.chain.round_years)
    ]
    instruments = [
        _bar(label(catalog.instrument(task.instrument).short_label), task.start_month, task.end_month, months, "", "")
        for task in sorted(results.plan.tasks, key=lambda task: task.start_month)
    ]
    return {"number": number, "years": years, "bars": bars, "instruments": instruments if number == 1 else []}


def _bar(name: str, start: int, end: int, months: int, text: str, code: str) -> dict[str, Any]:
    quarter = _("quarters {first} to {last}").format(first=start // 3 + 1, last=max(end - 1, start) // 3 + 1)
    return {
        "name": name,
        "left": round(100 * start / months, 2),
        "width": round(100 * (min(end, months) - start) / months, 2),
        "text": text or quarter,
        "code": code,
        "when": quarter,
    }


# --- the chain as a flow -----------------------------------------------------------------------------------------
def _flow(catalog: Catalog, chain: Chain, dynamics: Dynamics | None) -> dict[str, Any] | None:
    """Return the chain of Fig. 1 with this scenario's numbers, for the first round."""
    if dynamics is None:
        return None
    first = dynamics.rounds[0]
    regions = len(chain.rounds[0].regions)
    following = dynamics.rounds[1].pilots if len(dynamics.rounds) > 1 else None
    steps = [
        (f"{first.pilots.middle:g}", ngettext("pilot", "pilots", round(first.pilots.middle))),
        ("1", _("workshop for all regions")),
        (
            str(regions),
            ngettext(
                "regional agenda with its cluster leaders", "regional agendas with their cluster leaders", regions
            ),
        ),
        (str(regions), ngettext("working group", "working groups", regions)),
        (f"{first.started.middle:g}", ngettext("new initiative", "new initiatives", round(first.started.middle))),
        (f"{first.mentored.middle:g}", _("of them with a mentor among the pilots")),
        (f"{first.succeeded.middle:g}", _("succeed and are evaluated")),
    ]
    if following is not None:
        template = ngettext("pilot of round 2", "pilots of round 2", round(following.middle))
        steps.append((f"{following.middle:g}", template))
    return {
        "title": _("The chain: from pilots to the next round's pilots"),
        "steps": [{"count": count, "name": name} for count, name in steps],
    }
