"""What my group can do: first steps from this very plan, for whoever says who they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.model.advice.group_actions import GroupAction, list_group_actions
from clusterdash.model.advice.suggestions import judge_preconditions
from clusterdash.model.delivery.capacity import ABSENT
from clusterdash.results import Results
from clusterdash.views.example_words import say_place_text
from clusterdash.views.screen import Screen
from clusterdash.views.sentences import join_names, name_agent, say_month, say_value
from clusterdash.words import _, label

ROLE = "role"


def list_roles(catalog: Catalog) -> list[tuple[str, str]]:
    """Return who one can be, as code and name: the stakeholder groups, then the actors of Table 2 without a group."""
    spoken_for = {row.actor for row in catalog.stakeholder_groups}
    groups = [(row.code, _join_help(row)) for row in catalog.stakeholder_groups]
    return [*groups, *((row.code, label(row.label)) for row in catalog.actors if row.code not in spoken_for)]


def _join_help(row: Any) -> str:
    return f"{label(row.label)} ({label(row.help)})" if row.help else label(row.label)


@dataclass(frozen=True)
class Visitor:
    """Who a visitor is: a stakeholder group or an actor of Table 2; ``actor`` = the actor that it is or speaks for."""

    code: str = ""
    name: str = ""
    actor: str = ""
    is_group: bool = False


def read_role(catalog: Catalog, looks: Mapping[str, Any]) -> Visitor:
    """Return who a visitor says to be; an actor for whom a group speaks is that group; nobody for unknown codes."""
    code = str(looks.get(ROLE) or "")
    for group in catalog.stakeholder_groups:
        if code and code in (group.code, group.actor):
            return Visitor(group.code, label(group.label), group.actor or group.code, is_group=True)
    for actor in catalog.actors:
        if code == actor.code:
            return Visitor(code, label(actor.label), code)
    return Visitor()


def build_mine(screen: Screen) -> dict[str, Any]:
    """Return what the part "what you can do" shows: who one can be, and the steps or the sentences for who one is."""
    catalog, results = screen.catalog, screen.results
    role = read_role(catalog, screen.looks)
    shown: dict[str, Any] = {"role": role, "roles": list_roles(catalog), "actions": [], "sentences": []}
    obstacle = _find_obstacle(catalog, results, role.actor)
    if role.code and obstacle:
        shown["sentences"] = [obstacle]
    elif role.is_group:
        shown["actions"] = _list_actions(screen, role.code)
    elif role.code:
        shown["sentences"] = list(_say_part(catalog, results, role.actor))
    shown["message"] = _write_message(results, role, shown)
    return shown


def _write_message(results: Results, role: Visitor, shown: Mapping[str, Any]) -> str:
    """Return what somebody can hand on from phone to phone, in plain lines: the place, the group, its first steps."""
    lines = [f"{number}. {label(one['step'])} {one['text']}" for number, one in enumerate(shown["actions"], 1)]
    lines += shown["sentences"]
    if not lines:
        return ""
    head = say_place_text(results.asked.place.title) or _("Untitled scenario")
    return "\n".join((head, _("What you can do: {group}").format(group=role.name), *lines))


def _list_actions(screen: Screen, group: str) -> list[dict[str, Any]]:
    catalog, results = screen.catalog, screen.results
    found = list_group_actions(catalog, results.strategy, results.plan, results.chain, group)
    return [_say_action(catalog, one) for one in found]


def _say_action(catalog: Catalog, one: GroupAction) -> dict[str, Any]:
    name = say_value(catalog, one.instrument or one.stage)
    template = _("For “{name}”, with: {partner}, by {month}.")
    return {
        "step": one.step,
        "text": template.format(name=name, partner=name_agent(catalog, one.partner), month=say_month(one.by)),
        "asks": [line.text for line in one.asks],
    }


def _find_obstacle(catalog: Catalog, results: Results, actor: str) -> str:
    """Return in a sentence why nothing can be done here yet, "" where nothing is in the way."""
    if judge_preconditions(catalog, results.scenario).level == "not_here_not_now":
        return _("Cluster policy should not start here yet; the Strategy page says what has to be in place first.")
    if results.scenario.capacity.get(actor) == ABSENT:
        return _("There is no such government here, so nothing falls to it.")
    if not any(results.scenario.salience.values()):
        return _("Say first what matters here; then this tells what you can do.")
    if not results.strategy.mix:
        return _("Nothing is in the mix yet; the warnings say what would help.")
    return ""


def _say_part(catalog: Catalog, results: Results, actor: str) -> Iterable[str]:
    """Yield what falls to an actor: instruments, stages, training, its own contributions."""
    names = [say_value(catalog, task.instrument) for task in results.plan.tasks if task.responsible == actor]
    if names:
        yield _("You are responsible for {instruments}.").format(instruments=join_names(names))
    stages = [say_value(catalog, one.stage) for (number, _s), one in _leads(results) if one.actor == actor]
    if stages:
        yield _("You lead these stages in the first round: {stages}.").format(stages=join_names(stages))
    trained = [say_value(catalog, one.actor) for one in results.plan.capacity_building if actor in one.trainers]
    if trained:
        yield _("You train {actors} first.").format(actors=join_names(trained))
    gives = [say_value(catalog, row.instrument) for row in results.plan.donor.direct if row.actor == actor]
    if gives:
        yield _("You bring in your own contribution to {instruments}.").format(instruments=join_names(gives))
    if not (names or stages or trained or gives):
        yield _("In this plan nothing falls to you alone; the tables say to what you can contribute.")


def _leads(results: Results) -> list[tuple[tuple[int, str], Any]]:
    return [(key, one) for key, one in results.chain.leads().items() if key[0] == 1]
