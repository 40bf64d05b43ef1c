"""Potentials of single regions: taken into the programme, struck out, put in order; each with its line in the log."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any

from clusterdash.errors import Problem, ScenarioError
from clusterdash.model.scenario.change import Change
from clusterdash.model.scenario.checks import NAME_LIMIT
from clusterdash.model.scenario.decision import REASON_LIMIT, Decision
from clusterdash.model.scenario.region_detail import POTENTIALS_LIMIT, RegionDetail
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.plain import clean_text
from clusterdash.words import N_

DETAILS = "chain.region_details"


def read_detail(scenario: Scenario, region: str) -> RegionDetail:
    """Return what is said of a region, an empty detail where nothing is. Source: assumption (a device)."""
    return scenario.chain.region_details.get(region, RegionDetail())


def change_detail(scenario: Scenario, region: str, **fields: Any) -> tuple[Change, ...]:
    """Return the changes that give a region's detail other fields; an empty detail is taken out.

    Source: assumption (a device of the program).
    """
    detail = dataclasses.replace(read_detail(scenario, region), **fields)
    return (Change(DETAILS, region, None if detail.is_empty else detail),)


def add_potential(scenario: Scenario, region: str, name: str, reason: str, on: str) -> tuple[Change, ...]:
    """Return the changes that add a potential to a region, with its line in the log of decisions.

    One that was struck out is no longer so. A number of clusters that was set by hand gives way to the names.

    Raises
    ------
    ScenarioError : the name or the reason is missing, or the region has as many potentials as it can.

    Source: Benner 2013, §5.9 (several potentials, one cluster a round); that people correct the data, §1, §4, §8.
    """
    name, detail = " ".join(clean_text(name).split()), read_detail(scenario, region)
    _need(name, N_("Write the name of the industry or value chain first."))
    _need(reason.strip(), N_("Say in one line why; the log of decisions keeps it."))
    if _find(detail.potentials, name):
        return ()
    if len(detail.potentials) >= POTENTIALS_LIMIT:
        template = N_("A region can have at most {allowed} potentials; take one out first.")
        raise ScenarioError([Problem(DETAILS, template, {"found": name, "allowed": POTENTIALS_LIMIT})])
    struck = tuple(one for one in detail.struck_out if one != _find(detail.struck_out, name))
    changes = change_detail(scenario, region, potentials=(*detail.potentials, name), struck_out=struck)
    return (*_free_count(scenario, region), *changes, _log(region, f"+ {name}", reason, on))


def strike_out(scenario: Scenario, region: str, name: str, reason: str, on: str) -> tuple[Change, ...]:
    """Return the changes that strike a potential out, though a table shows it; it stays visible, with its reason.

    Raises
    ------
    ScenarioError : the reason is missing.

    Source: assumption (people know what the data does not see; Benner 2013, §1, §4, §8).
    """
    detail = read_detail(scenario, region)
    _need(reason.strip(), N_("Say in one line why; the log of decisions keeps it."))
    if _find(detail.struck_out, name):
        return ()
    kept = tuple(one for one in detail.potentials if one != _find(detail.potentials, name))
    changes = change_detail(scenario, region, potentials=kept, struck_out=(*detail.struck_out, name))
    return (*_free_count(scenario, region), *changes, _log(region, f"− {name}", reason, on))


def bring_back(scenario: Scenario, region: str, name: str, on: str) -> tuple[Change, ...]:
    """Return the changes that take back a striking out; the log keeps both. Source: assumption (as above)."""
    detail = read_detail(scenario, region)
    if name not in detail.struck_out:
        return ()
    kept = tuple(one for one in detail.struck_out if one != name)
    return (*change_detail(scenario, region, struck_out=kept), _log(region, f"± {name}", "", on))


def drop_potential(scenario: Scenario, region: str, name: str) -> tuple[Change, ...]:
    """Return the changes that take a potential out of the programme again; the data may still show it.

    Source: assumption (a device of the program).
    """
    kept = tuple(one for one in read_detail(scenario, region).potentials if one != name)
    return (*_free_count(scenario, region), *change_detail(scenario, region, potentials=kept))


def move_potential(scenario: Scenario, region: str, name: str, by: int) -> tuple[Change, ...]:
    """Return the changes that let a potential have its turn earlier (by < 0) or later.

    Source: Benner 2013, §5.9 (several potentials are sequenced).
    """
    moved = move_in(read_detail(scenario, region).potentials, name, by)
    return change_detail(scenario, region, potentials=moved)


def move_region(scenario: Scenario, region: str, by: int) -> tuple[Change, ...]:
    """Return the change that lets a region enter earlier (by < 0) or later. Source: Benner 2013, §5.9."""
    return (Change("chain.regions", "", move_in(scenario.chain.regions, region, by)),)


def order_regions(scenario: Scenario, wanted: Sequence[str]) -> tuple[Change, ...]:
    """Return the change that puts the regions in an order; those that it does not name follow as they stood.

    Source: Benner 2013, §5.9; an order by marks is an assumption.
    """
    known = scenario.chain.regions
    first = [region for region in dict.fromkeys(wanted) if region in known]
    return (Change("chain.regions", "", (*first, *(region for region in known if region not in first))),)


def move_in(names: Sequence[str], name: str, by: int) -> tuple[str, ...]:
    """Return the names with one of them moved one place up (by < 0) or down. Source: assumption (a device)."""
    listed = list(names)
    if name not in listed:
        return tuple(listed)
    at = listed.index(name)
    to = min(max(at + (1 if by > 0 else -1), 0), len(listed) - 1)
    listed.insert(to, listed.pop(at))
    return tuple(listed)


def recall_reason(scenario: Scenario, region: str, name: str, sign: str = "+") -> str:
    """Return why a potential was added ("+") or struck out ("−"), as the log last says; "" where it does not.

    Source: assumption (a device of the program).
    """
    subject = _name_subject(region, f"{sign} {name}")
    return next((one.reason for one in reversed(scenario.decisions) if one.subject == subject), "")


def _name_subject(region: str, what: str) -> str:
    return f"{region}: {what}"[:NAME_LIMIT]


def _find(names: Iterable[str], name: str) -> str:
    return next((one for one in names if one.casefold() == name.casefold()), "")


def _need(text: str, template: str) -> None:
    if not text:
        raise ScenarioError([Problem(DETAILS, template)])


def _free_count(scenario: Scenario, region: str) -> tuple[Change, ...]:
    return (Change("chain.potentials", region, None),) if region in scenario.chain.potentials else ()


def _log(region: str, what: str, reason: str, on: str) -> Change:
    text = " ".join(clean_text(reason).split())[:REASON_LIMIT]
    return Change("decisions", "", Decision("potential", _name_subject(region, what), text, on=on))
