"""The panel "who does what": the plan by instrument and actor, for everybody or for one role."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.model.scenario.codes import NETWORK
from clusterdash.results import Results
from clusterdash.views.mine import Visitor, build_mine, read_role
from clusterdash.views.render import render
from clusterdash.views.screen import Screen
from clusterdash.views.sentences import instrument_names, join_names, name_agent
from clusterdash.words import N_, _, label, ngettext, pair

JOBS = {
    "initiative": N_("fit for the cluster initiative, as we read §9"),
    "independent": N_("better with government or an independent body, as we read §9"),
}
PHASES = {
    "institutions": N_("first: institutions and capacity"),
    "soft": N_("then: quick, soft instruments"),
    "resources": N_("last: law, money, buildings"),
}


def render_who(screen: Screen) -> str:
    """Return the plan by instrument and actor, for everybody or for one role."""
    catalog, results = screen.catalog, screen.results
    role = read_role(catalog, screen.looks)
    no_money = screen.looks.get("who_no_money") is True
    changing = screen.looks.get("change_task")
    tasks = [
        {**_task(catalog, results, task, no_money), "is_changing": task.instrument == changing}
        for task in results.plan.tasks
    ]
    is_donor = catalog_role(catalog, role.actor) == "donor"
    return render(
        "panel_who.html",
        title=_("What falls to: {role}").format(role=role.name) if role.code else say_load(catalog, results),
        mine=build_mine(screen),
        no_money=no_money,
        jobs=[(code, _(name)) for code, name in JOBS.items()],
        phases=[(code, _(name)) for code, name in PHASES.items()],
        tasks=sorted((task for task in tasks if _concerns(task, role)), key=lambda task: task["start"]),
        training=[say_training(catalog, it) for it in results.plan.capacity_building if role.actor in ("", it.actor)],
        stages=_stages_of(catalog, role),
        load=[] if role.code or screen.is_broad else list(_load(catalog, results)),  # it stands beside the mix there
        donor=list(describe_donor(catalog, results)) if is_donor else [],
        is_for_all=not role.code,
        level=results.scenario.donor_level,
    )


def _task(catalog: Catalog, results: Results, task: Any, no_money: bool) -> dict[str, Any]:
    lines = [
        {"actor": catalog.actor(row.actor), "text": row.text, "kind": catalog.kind(row.kind).label}
        for row in task.contributions
        if not (no_money and catalog.kind(row.kind).needs_money)
    ]
    return {
        "code": task.instrument,
        "name": label(catalog.instrument(task.instrument).short_label),
        "start": task.start_month,
        "years": say_years(results, task),
        "phase": task.phase,
        "phase_name": _(PHASES[task.phase]) if task.phase in PHASES else label(task.phase),
        "job": task.job,
        "job_name": _(JOBS[task.job]),
        "responsible": task.responsible,
        "responsible_name": responsible_name(catalog, task.responsible),
        "suggested_name": responsible_name(catalog, task.suggested),
        "is_suggested": task.is_suggested,
        "candidates": [("network", _("cluster initiative")), *((row.code, label(row.label)) for row in catalog.actors)],
        "lines": lines,
        "givers": [
            (name, list(group)) for name, group in itertools.groupby(lines, lambda line: label(line["actor"].label))
        ],
        "has_contributions": bool(task.contributions),
        "actors": {line["actor"].code for line in lines} | {task.responsible},
    }


def say_years(results: Results, task: Any) -> str:
    """Return the year, or the first and last year, in which a task of the plan runs."""
    start = results.scenario.place.start_year
    first, last = start + task.start_month // 12, start + max(task.end_month - 1, 0) // 12
    return str(first) if first == last else f"{first}–{last}"


def responsible_name(catalog: Catalog, code: str) -> str:
    """Return who is responsible, in words."""
    if code == "network":
        return _("cluster initiative")
    return label(catalog.actor(code).label) if code else _("nobody yet")


def _concerns(task: Mapping[str, Any], role: Visitor) -> bool:
    is_for_network = role.is_group and task["responsible"] == NETWORK
    return not role.code or role.actor in task["actors"] or is_for_network


def catalog_role(catalog: Catalog, code: str) -> str:
    """Return "government" or "donor" for an actor, "" for anybody else."""
    return next((row.role for row in catalog.actors if row.code == code), "")


def _stages_of(catalog: Catalog, role: Visitor) -> list[Any]:
    """Return the stages of the chain in which an actor has a role, or which need a stakeholder group."""
    codes = {row.stage for row in catalog.stage_groups if row.stakeholder_group == role.code}
    codes |= {row.stage for row in catalog.stage_roles if row.agent == role.actor}
    return [row for row in catalog.stages if row.code in codes]


def say_training(catalog: Catalog, training: Any) -> str:
    """Return who trains a weak government, and for what."""
    actor = label(catalog.actor(training.actor).label)
    names = instrument_names(catalog, training.instruments)
    if not training.trainers:
        return _("{actor} needs training for {instruments}, and nobody gives it yet.").format(
            actor=actor, instruments=names
        )
    trainers = join_names([name_agent(catalog, code) for code in training.trainers])
    return _("{actor} is trained by {trainers}, for {instruments}.").format(
        actor=actor, trainers=trainers, instruments=names
    )


def say_load(catalog: Catalog, results: Results) -> str:
    """Return who is responsible for most of the mix."""
    loads = {code: load.responsible for code, load in results.plan.load.items() if load.responsible}
    if not loads:
        return _("Nobody is responsible for anything yet")
    top = max(loads, key=lambda code: loads[code])
    template = ngettext(
        "{actor} is responsible for the only instrument",
        "{actor} is responsible for {count} of {total} instruments",
        len(results.strategy.mix),
    )
    return template.format(actor=responsible_name(catalog, top), count=loads[top], total=len(results.strategy.mix))


def _load(catalog: Catalog, results: Results) -> Iterable[dict[str, Any]]:
    total = max(len(results.strategy.mix), 1)
    letters = {row.code: row.letter for row in catalog.actors}
    for code, load in results.plan.load.items():
        text = _("{actor}: responsible for {responsible}, contributes to {contributes}").format(
            actor=responsible_name(catalog, code), responsible=load.responsible, contributes=load.contributes
        )
        yield {
            "code": code,
            "letter": letters.get(code, "⌘"),
            "text": text,
            "share": round(100 * load.responsible / total),
        }


def list_sharers(screen: Screen) -> dict[str, Any]:
    """Return who does what by actor: ``title``, ``training`` in sentences, ``actors`` with what falls to each."""
    catalog, results = screen.catalog, screen.results
    return {
        "title": say_load(catalog, results),
        "training": [_say_trained_first(catalog, one) for one in results.plan.capacity_building],
        "actors": [one for one in (_share_of(catalog, results, code) for code in results.plan.load) if one],
    }


def _share_of(catalog: Catalog, results: Results, code: str) -> dict[str, Any] | None:
    """Return what falls to one actor: what it is responsible for, with years, and what else it contributes to."""
    tasks = results.plan.tasks
    own = [task for task in tasks if task.responsible == code]
    others = [task for task in tasks if task not in own and any(row.actor == code for row in task.contributions)]
    if not own and not others:
        return None
    return {
        "code": code,
        "name": responsible_name(catalog, code),
        "percent": round(100 * len(own) / max(len(tasks), 1)),
        "count": say_share(len(own), len(tasks)),
        "own": [(_short_name(catalog, task), say_years(results, task)) for task in own],
        "others": ", ".join(_short_name(catalog, task) for task in others),
    }


def _say_trained_first(catalog: Catalog, training: Any) -> str:
    actor = label(catalog.actor(training.actor).label)
    if not training.trainers:
        return _("{actor} needs training first, and nobody gives it yet.").format(actor=actor)
    trainers = join_names([name_agent(catalog, code) for code in training.trainers])
    return _("{actor} is trained first, by {trainers}.").format(actor=actor, trainers=trainers)


def say_share(count: int, total: int) -> str:
    """Return for how many instruments of the mix somebody is responsible."""
    return _("responsible for {count} of {total}:").format(count=count, total=total)


def _short_name(catalog: Catalog, task: Any) -> str:
    return label(catalog.instrument(task.instrument).short_label)


def describe_donor(catalog: Catalog, results: Results) -> Iterable[dict[str, str]]:
    """Yield what the donor does for this mix: a text with its section."""
    part = results.plan.donor
    for row in part.direct:
        name = label(catalog.instrument(row.instrument).short_label)
        yield {"text": pair(name, label(row.text)), "section": "Table 2"}
    for code in part.actions:
        action = next(row for row in catalog.donor_actions if row.code == code)
        yield {"text": pair(label(action.label), label(action.description)), "section": action.section}
    if part.catalytic:
        reached = ngettext(
            "Through training and advice it reaches {count} contribution of the governments to this mix.",
            "Through training and advice it reaches {count} contributions of the governments to this mix.",
            len(part.catalytic),
        )
        yield {"text": reached.format(count=len(part.catalytic)), "section": "§9"}
    if part.funds:
        yield {
            "text": _("Pays for {instruments}.").format(instruments=instrument_names(catalog, part.funds)),
            "section": "§9",
        }
