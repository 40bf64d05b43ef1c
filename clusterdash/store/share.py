"""The scenario in the address: choices that can be read, all else packed; versioned, validated, stable for ever.

``1.<salience digits>.<capacities>.<donor level>.<platform>.<mix size>[.k<check>][.p<pins>][.x<ruled out>][.f<funded>]
[.h<limit>][.y<platform year>][.c<answers>][.z<packed>]``: mechanisms, instruments, questions and answers stand by their
place in the tables, which never changes. ``k`` is a check of all the rest; it comes first among the options, so that a
link that was cut is noticed wherever that happened. ``z`` holds whatever the readable parts do not, found by comparing,
so that no field of the scenario is ever forgotten. Links without ``k`` and ``z`` are older and stay readable.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.errors import Marked, Problem, ScenarioError
from clusterdash.model.scenario.labels import FIELD_LABELS, list_labelled_fields, name_field
from clusterdash.model.scenario.next_step import move_old_ticks
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.store.choices import FIXED_PARTS, SHARE_VERSION, complain_about, read_choices, write_choices
from clusterdash.store.pack import pack, unpack
from clusterdash.words import N_

# Long enough for a toolbox of 200 instruments with every choice taken.
LENGTH_LIMIT = 4_000
# Browsers and mail programs take addresses of 2,000 characters; the rest is for server, page and language.
CODE_LIMIT = 1_900
# What a code that would be too long does without, first to last; after these any other field, in its order.
LEFT_OUT_FIRST = (
    "place.notes", "decisions", "next_steps", "chain.unit_costs", "chain.instrument_costs", "chain.region_details",
    "chain.potentials", "chain.regions",
)  # fmt: skip
_ALWAYS_HELD = ("version", "donor_level", "platform", "mix_size")
_CHECK = "k"
_PACKED = "z"
_LEFT_OUT = "~"
_CHECK_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def write_share_code(catalog: Catalog, scenario: Scenario, limit: int = CODE_LIMIT) -> str:
    """Return a scenario as one short text for an address, for example ``1.330010000003.waw.2.b.10.kA7f.p3-17``.

    Where that would be longer than ``limit`` characters, fields are left out in a fixed order, and the code names them,
    so that whoever opens it is told. The choices that every code has always stay.

    Source: assumption (a format of this app).
    """
    code = _encode(catalog, scenario, ())
    if len(code) <= limit:
        return code
    left: list[str] = []
    for path in _list_leavable(catalog, scenario):
        left.append(path)
        code = _encode(catalog, scenario, left)
        if len(code) <= limit:
            break
    for path in left[:-1]:  # what was left out in vain comes back
        fewer = [other for other in left if other != path]
        shorter = _encode(catalog, scenario, fewer)
        if len(shorter) <= limit:
            left, code = fewer, shorter
    return code


def _encode(catalog: Catalog, scenario: Scenario, left: Sequence[str]) -> str:
    shown = _leave_out(catalog, scenario, left) if left else scenario
    parts = write_choices(catalog, shown).split(".")
    held, _problems = read_choices(catalog, ".".join(parts), Scenario())
    rest = _find_difference(_plain(shown), _plain(held)) | ({_LEFT_OUT: list(left)} if left else {})
    if rest:
        parts.append(_PACKED + pack(rest))
    return ".".join([*parts[:FIXED_PARTS], _CHECK + _check(parts), *parts[FIXED_PARTS:]])


def _check(parts: Iterable[str]) -> str:
    """Return three signs that change with nearly any change of the parts."""
    number = zlib.crc32(".".join(parts).encode("utf-8", "replace"))
    return "".join(_CHECK_SIGNS[number >> shift & 63] for shift in (12, 6, 0))


def _plain(scenario: Scenario) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(scenario.to_json())
    return data


def _find_difference(new: Mapping[str, Any], old: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entries of ``new`` that are not the same in ``old``, table by table."""
    changed = {name: value for name, value in new.items() if name not in old or old[name] != value}
    return {
        name: _find_difference(value, old[name])
        if isinstance(value, dict) and isinstance(old.get(name), dict)
        else value
        for name, value in changed.items()
    }


def _list_leavable(catalog: Catalog, scenario: Scenario) -> list[str]:
    """Return the fields that a code can do without, first to last: those whose leaving out changes anything."""
    paths = dict.fromkeys([*LEFT_OUT_FIRST, *reversed(list(list_labelled_fields()))])
    return [path for path in paths if path not in _ALWAYS_HELD and _leave_out(catalog, scenario, [path]) != scenario]


def _leave_out(catalog: Catalog, scenario: Scenario, paths: Iterable[str]) -> Scenario:
    """Return the scenario with some fields as usual; numbered regions stand in for names, and ratings stay readable."""
    known = {
        "salience": [row.code for row in catalog.mechanisms],
        "capacity": [row.code for row in catalog.governments],
    }
    usual, changes, place, chain = Scenario(), {}, dict[str, Any](), dict[str, Any]()
    for path in paths:
        head, _dot, tail = path.partition(".")
        if head == "place":
            place[tail] = getattr(usual.place, tail)
        elif head == "chain":
            chain[tail] = getattr(usual.chain, tail)
        elif head in known:
            changes[head] = {code: value for code, value in getattr(scenario, head).items() if code in known[head]}
        else:
            changes[head] = getattr(usual, head)
    if "regions" in chain and scenario.chain.regions and "region_count" not in chain:
        chain["region_count"] = len(scenario.chain.regions)
    return scenario.change(**changes, place=replace(scenario.place, **place), chain=replace(scenario.chain, **chain))


def read_share_code(catalog: Catalog, code: str, base: Scenario | None = None) -> tuple[Scenario, tuple[Problem, ...]]:
    """Return the scenario of a code, and what could not be read or is not in it.

    What can be read is kept; each part that cannot is named, with what is allowed. A code with a check is complete:
    what it does not hold is as usual. An older one is read over ``base`` for all that it does not hold. A code that is
    too long, of another version, or without the parts that every code has changes nothing: ``base`` comes back, with
    that one problem. Never raises.

    Source: assumption (a format of this app).
    """
    base = base or Scenario()
    refused = _find_refusal(code)
    if refused is not None:
        return base, (refused,)
    parts = code.split(".")
    options = parts[FIXED_PARTS:]
    checks = [part[1:] for part in options if part.startswith(_CHECK)]
    packed = [part[1:] for part in options if part.startswith(_PACKED)]
    readable = [*parts[:FIXED_PARTS], *(part for part in options if not part.startswith((_CHECK, _PACKED)))]
    is_whole = not checks or checks == [_check(part for part in parts if part != _CHECK + checks[0])]
    scenario, problems = read_choices(catalog, ".".join(readable), Scenario() if checks or packed else base)
    scenario, missing = _read_packed(scenario, packed, is_whole)
    template = N_("The link was cut or changed on its way. What could be read was taken; ask for the whole link.")
    return scenario, (*(() if is_whole else (Problem("link", template),)), *problems, *missing)


def _read_packed(scenario: Scenario, packed: Sequence[str], is_whole: bool) -> tuple[Scenario, tuple[Problem, ...]]:
    """Return the scenario with all that is packed beside the choices, and what of it is missing."""
    data = unpack(packed[0]) if len(packed) == 1 else None
    if data is None:
        is_told = not packed or not is_whole
        template = N_("In the link, everything beside the choices could not be read; ask for it again.")
        return scenario, () if is_told else (Problem("link", template),)
    left = data.pop(_LEFT_OUT, [])
    full, broken = _merge_what_holds(scenario, move_old_ticks(data))
    missing = _name_fields(left if isinstance(left, list) else [])
    told = (
        (N_("This link does not hold: {names}. Ask whoever sent it for the file."), missing),
        (N_("In the link, these could not be read and stand as usual: {names}."), _name_fields(broken)),
    )
    return full, tuple(Problem("link", template, {"names": names}) for template, names in told if names)


def _name_fields(paths: Iterable[object]) -> tuple[Marked, ...]:
    """Return the labels of fields, each once; never a word that a stranger wrote into the link."""
    other = N_("a part that this version does not know")
    return tuple(dict.fromkeys(Marked(FIELD_LABELS.get(str(path), other)) for path in paths))


def _merge_what_holds(scenario: Scenario, data: dict[str, Any]) -> tuple[Scenario, list[str]]:
    """Return the scenario with the packed fields that are valid, and the paths of those that are not."""
    broken: list[str] = []
    try:
        while data:
            try:
                return Scenario.from_json(json.dumps(_merge(_plain(scenario), data))), broken
            except ScenarioError as error:
                bad = dict.fromkeys(_find_path(problem.where) for problem in error.problems)
                dropped = [path for path in bad if _drop(data, path)]
                broken += dropped or [*data]
                data = data if dropped else {}
    except (RecursionError, ValueError):
        broken += data
    return scenario, broken


def _find_path(where: str) -> str:
    named = name_field(where)
    return named.path if named is not None else ".".join(where.split(".")[:2])


def _drop(data: dict[str, Any], path: str) -> bool:
    """Take one field out of the packed ones; return whether there was one."""
    head, _dot, tail = path.partition(".")
    part = data.get(head)
    if tail and isinstance(part, dict) and tail in part:
        del part[tail]
        return True
    return data.pop(head, None) is not None


def _merge(old: dict[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    return old | {
        name: _merge(old[name], value) if isinstance(value, dict) and isinstance(old.get(name), dict) else value
        for name, value in new.items()
    }


def _find_refusal(code: str) -> Problem | None:
    """Return why a code cannot be read at all; None where its parts can be looked at."""
    if len(code) > LENGTH_LIMIT:
        template = N_("The link is too long ({found} characters; at most {allowed}), so nothing of it was taken.")
        return Problem("link", template, {"found": len(code), "allowed": LENGTH_LIMIT})
    parts = code.split(".")
    if parts[0] != SHARE_VERSION or len(parts) < FIXED_PARTS:
        return complain_about("version", code, SHARE_VERSION + ".…" * (FIXED_PARTS - 1))
    return None
