"""Two scenarios that began with the same one, brought together choice by choice; whatever only one side changed stays.

A *part* is the smallest thing that can be taken from one side or the other: a field, one entry of a table, one
instrument of a set. An instrument that is pinned or ruled out is one part, so that no merge does both at once.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from clusterdash.errors import Problem, ScenarioError
from clusterdash.frozen import FrozenMap
from clusterdash.model.scenario.change import PARTS
from clusterdash.model.scenario.checks import REGION_LIMIT
from clusterdash.model.scenario.next_step import NextStep
from clusterdash.model.scenario.scenario import TEXT_LIMIT, Scenario
from clusterdash.words import N_

OURS, THEIRS, BOTH = "ours", "theirs", "both"
PINNED, RULED_OUT = "pinned", "excluded"
LOGS = ("decisions", "next_steps")  # lists of which the lines of both sides are kept
# Parts of which both sides can be kept, one after the other.
JOINABLE = ("place.notes", "chain.regions")
Line = TypeVar("Line")
Key = tuple[str, str]  # path of the field, entry of it ("" = the field as a whole)


@dataclass(frozen=True)
class MergeRow:
    """One part in which two scenarios differ: what it was before, and what it is on either side (None: not set).

    Parameters
    ----------
    field, entry : path of the field ("chain.unit_costs"), and the code or name of its entry ("" = the field).
    before, ours, theirs : its values. Of an instrument that is pinned or ruled out (field ``pinned``) they are
        "pinned", "excluded" or None.
    """

    field: str
    entry: str
    before: Any
    ours: Any
    theirs: Any

    @property
    def name(self) -> str:
        """Field and entry as one path ("salience.recruitment"). Source: assumption (a device of the program)."""
        return f"{self.field}.{self.entry}" if self.entry else self.field

    @property
    def changed_by(self) -> str:
        """Who changed it: "ours", "theirs", or "both", each in another way. Source: assumption."""
        if self.ours == self.before:
            return THEIRS
        return OURS if self.theirs == self.before else BOTH

    @property
    def joined(self) -> Any:
        """Both values one after the other, None where they cannot be joined. Source: assumption."""
        if self.field == "chain.regions":
            names = tuple(dict.fromkeys([*self.ours, *self.theirs]))
            are_distinct = len({name.strip().casefold() for name in names}) == len(names)
            return names if len(names) <= REGION_LIMIT and are_distinct else None
        if self.field == "place.notes" and self.ours and self.theirs:
            text = f"{self.ours}\n\n{self.theirs}"
            return text if len(text) <= TEXT_LIMIT else None
        return None


def list_merge_rows(before: Scenario, ours: Scenario, theirs: Scenario) -> tuple[MergeRow, ...]:
    """Return every part in which ours and theirs differ; decisions and next steps apart, of which all are kept.

    Source: assumption (three-way comparison against the scenario with which both began).
    """
    old, mine, other = (dict(_list_parts(one)) for one in (before, ours, theirs))
    keys = dict.fromkeys([*old, *mine, *other])
    rows = (MergeRow(*key, old.get(key), mine.get(key), other.get(key)) for key in keys)
    return tuple(row for row in rows if row.ours != row.theirs)


def merge_scenarios(
    before: Scenario, ours: Scenario, theirs: Scenario, picks: Mapping[str, str] = FrozenMap()
) -> Scenario:
    """Return ours and theirs brought together: what one side changed is as there, what both changed as picked.

    Parameters
    ----------
    picks : name of a row -> "ours", "theirs" or "both" (where its values can be joined); also overrules what only one
        side changed.

    Raises
    ------
    ScenarioError
        A part that both changed is not picked, or what comes out contradicts itself (too many pins); all at once.

    Source: assumption (three-way comparison against the scenario with which both began).
    """
    taken: dict[Key, Any] = {}
    missing = []
    for row in list_merge_rows(before, ours, theirs):
        side = picks.get(row.name, row.changed_by)
        value = {OURS: row.ours, THEIRS: row.theirs, BOTH: row.joined}.get(side)
        if side == BOTH and value is None:
            missing.append(Problem(row.name, N_("Both changed this; choose one of the two.")))
        taken[row.field, row.entry] = value
    if missing:
        raise ScenarioError(missing)
    logs = {
        "decisions": merge_lines(before.decisions, ours.decisions, theirs.decisions),
        "next_steps": merge_steps(before.next_steps, ours.next_steps, theirs.next_steps),
    }
    return _take_parts(theirs, taken, logs)


def merge_lines(before: tuple[Line, ...], ours: tuple[Line, ...], theirs: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines of both sides: theirs without those that we took out, and ours where we wrote them.

    Source: assumption (a log loses nothing that somebody wrote down).
    """
    old, mine, other = Counter(before), Counter(ours), Counter(theirs)
    dropped, added = (old - mine) - (old - other), (mine - old) - (other - old)
    merged = []
    for one in theirs:
        if dropped[one]:
            dropped[one] -= 1
        else:
            merged.append(one)
    at, known = 0, mine - added
    for one in ours:
        if not known[one]:
            merged.insert(at, one)
            at += 1
            continue
        known[one] -= 1
        if one in merged[at:]:
            at = merged.index(one, at) + 1
    return tuple(merged)


def merge_steps(
    before: tuple[NextStep, ...], ours: tuple[NextStep, ...], theirs: tuple[NextStep, ...]
) -> tuple[NextStep, ...]:
    """Return the next steps of both sides; one that both changed holds what each changed of it.

    Where both changed the same of a step (two owners), both lines are kept.

    Source: assumption (a list loses nothing that somebody wrote down).
    """
    old, mine, other = ({(one.what, one.code): one for one in steps} for steps in (before, ours, theirs))
    joined = {key: _join_steps(old[key], one, other[key]) for key, one in mine.items() if key in old and key in other}

    def put(steps: tuple[NextStep, ...], side: Mapping[tuple[str, str], NextStep]) -> tuple[NextStep, ...]:
        return tuple(
            joined.get((one.what, one.code)) or one if side.get((one.what, one.code)) == one else one for one in steps
        )

    return merge_lines(before, put(ours, mine), put(theirs, other))


def _join_steps(before: NextStep, ours: NextStep, theirs: NextStep) -> NextStep | None:
    """Return one step with what either side changed of it; None where both changed the same in another way."""
    taken = {}
    for spec in dataclasses.fields(NextStep):
        old, mine, other = (getattr(one, spec.name) for one in (before, ours, theirs))
        if old not in (mine, other) and mine != other:
            return None
        taken[spec.name] = other if mine == old else mine
    try:
        return NextStep(**taken)
    except ScenarioError:
        return None


def _list_parts(scenario: Scenario) -> Iterator[tuple[Key, Any]]:
    for spec in dataclasses.fields(scenario):
        if spec.name in PARTS:
            part = getattr(scenario, spec.name)
            for inner in dataclasses.fields(part):
                yield from _split_field(f"{spec.name}.{inner.name}", getattr(part, inner.name))
        elif spec.name not in ("version", *LOGS, PINNED, RULED_OUT):
            yield from _split_field(spec.name, getattr(scenario, spec.name))
    for name in (PINNED, RULED_OUT):
        yield from (((PINNED, code), name) for code in sorted(getattr(scenario, name)))


def _split_field(path: str, value: Any) -> Iterator[tuple[Key, Any]]:
    if isinstance(value, Mapping):
        yield from (((path, code), value[code]) for code in value)
    elif isinstance(value, frozenset):
        yield from (((path, code), True) for code in sorted(value))
    else:
        yield (path, ""), value


def _take_parts(scenario: Scenario, taken: Mapping[Key, Any], logs: Mapping[str, Any]) -> Scenario:
    """Return a scenario with some of its parts replaced; raises ScenarioError where they contradict each other."""
    inner: dict[str, dict[str, Any]] = {name: {} for name in PARTS}
    own = dict(logs)
    for path in dict.fromkeys(path for path, _entry in taken):
        head, _dot, tail = path.partition(".")
        entries = {entry: value for (field, entry), value in taken.items() if field == path}
        if path == PINNED:
            own |= {name: _place_codes(scenario, entries, name) for name in (PINNED, RULED_OUT)}
        elif tail:
            inner[head][tail] = _replace_entries(getattr(getattr(scenario, head), tail), entries)
        else:
            own[path] = _replace_entries(getattr(scenario, path), entries)
    own |= {name: dataclasses.replace(getattr(scenario, name), **fields) for name, fields in inner.items() if fields}
    return scenario.change(**own)


def _place_codes(scenario: Scenario, entries: Mapping[str, Any], name: str) -> frozenset[str]:
    held: frozenset[str] = getattr(scenario, name)
    return held.difference(entries).union(code for code, value in entries.items() if value == name)


def _replace_entries(present: Any, entries: Mapping[str, Any]) -> Any:
    if isinstance(present, frozenset):
        return present.difference(entries).union(code for code, value in entries.items() if value)
    if isinstance(present, Mapping):
        changed = {**present, **entries}
        return FrozenMap({code: value for code, value in changed.items() if value is not None})
    return entries[""]
