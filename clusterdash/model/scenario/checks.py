"""Checks of ranges, declared beside each field of a scenario; each check returns all its problems."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, fields
from typing import Any, ClassVar

from clusterdash.errors import Problem, ScenarioError
from clusterdash.frozen import FrozenMap
from clusterdash.words import N_

NAME_LIMIT = 120
REGION_LIMIT = 500
ENTRY_LIMIT = 1_000
PROBLEMS_SHOWN = 50

Check = Callable[[Any, str], Iterable[Problem]]


def problem_at(where: str, template: str, found: object, allowed: object) -> list[Problem]:
    """Return one problem as a list: where it is, what was found, what is allowed."""

    return [Problem(where, template, {"where": where, "found": _short(found), "allowed": allowed})]


def _short(found: object) -> str:
    try:
        text = repr(found)
    except ValueError:  # a whole number with thousands of digits
        text = "…"
    return text if len(text) <= 80 else text[:77] + "..."


def shorten_problems(problems: list[Problem]) -> list[Problem]:
    """Return the first problems and, where there are more, one that says how many. Source: assumption (limit)."""
    if len(problems) <= PROBLEMS_SHOWN:
        return problems
    values = {"found": len(problems) - PROBLEMS_SHOWN, "allowed": PROBLEMS_SHOWN}
    template = N_("{found} more problems; the first {allowed} are listed.")
    return [*problems[:PROBLEMS_SHOWN], Problem(problems[PROBLEMS_SHOWN].where, template, values)]


def whole(low: int, high: int) -> Check:
    """Return the check for a whole number from ``low`` to ``high``."""

    def check(value: object, where: str) -> Iterable[Problem]:
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return []
        template = N_("Found {found}; a whole number from {allowed} is needed.")
        return problem_at(where, template, value, f"{low} – {high}")

    return check


def number(low: float, high: float) -> Check:
    """Return the check for a finite number from ``low`` to ``high``."""

    def check(value: object, where: str) -> Iterable[Problem]:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number and low <= value <= high and (isinstance(value, int) or math.isfinite(value)):  # type: ignore[operator,arg-type]
            return []
        return problem_at(where, N_("Found {found}; a number from {allowed} is needed."), value, f"{low} – {high}")

    return check


def choice(*allowed: str) -> Check:
    """Return the check for one of a closed list of codes."""

    def check(value: object, where: str) -> Iterable[Problem]:
        if isinstance(value, str) and value in allowed:
            return []
        return problem_at(where, N_("Found {found}; choose one of {allowed}."), value, ", ".join(allowed))

    return check


def text_up_to(limit: int) -> Check:
    """Return the check for a text of at most ``limit`` characters."""

    def check(value: object, where: str) -> Iterable[Problem]:
        if not isinstance(value, str):
            return problem_at(where, N_("Found {found}; a text is needed."), value, "")
        if len(value) > limit:
            return problem_at(where, N_("The text is too long; at most {allowed} characters."), "", limit)
        return []

    return check


def optional(check: Check) -> Check:
    """Return a check that also lets None pass."""

    return lambda value, where: [] if value is None else check(value, where)


def each(check: Check, limit: int = ENTRY_LIMIT) -> Check:
    """Return the check for a list whose every entry passes ``check``."""

    def check_all(value: object, where: str) -> Iterable[Problem]:
        if isinstance(value, str) or not isinstance(value, tuple | frozenset | list | set):
            return problem_at(where, N_("Found {found}; a list is needed."), value, "")
        if len(value) > limit:
            return problem_at(where, N_("{found} entries; at most {allowed}."), len(value), limit)
        return [p for number, entry in enumerate(value, 1) for p in check(entry, f"{where}[{number}]")]

    return check_all


def mapped(check: Check, limit: int = ENTRY_LIMIT) -> Check:
    """Return the check for a table of at most ``limit`` codes whose values pass ``check``."""

    def check_all(value: object, where: str) -> Iterable[Problem]:
        if not isinstance(value, Mapping):
            return problem_at(where, N_("Found {found}; a table of codes and values is needed."), value, "")
        if len(value) > limit:
            return problem_at(where, N_("{found} entries; at most {allowed}."), len(value), limit)
        return [p for key, entry in value.items() for p in _check_entry(check, key, entry, where)]

    return check_all


def _check_entry(check: Check, key: object, entry: object, where: str) -> Iterable[Problem]:
    named = text_up_to(NAME_LIMIT)(key, f"{where} ({_short(key)})")
    return [*named, *check(entry, f"{where}.{str(key)[:NAME_LIMIT]}")]


def months(value: object, where: str) -> Iterable[Problem]:
    """Return what is wrong with a pair of months (0 to 240) of which the first comes first."""

    if isinstance(value, tuple | list) and len(value) == 2:
        found = [p for month in value for p in whole(0, 240)(month, where)]
        if found or value[0] < value[1]:
            return found
    template = N_("Found {found}; a start and an end month are needed, the start before the end.")
    return problem_at(where, template, value, "")


def distinct_names(value: object, where: str) -> Iterable[Problem]:
    """Return what is wrong with a list of names: too many, too long, empty, or standing twice."""

    problems = list(each(text_up_to(NAME_LIMIT), REGION_LIMIT)(value, where))
    if problems or not isinstance(value, tuple | list):
        return problems
    seen: dict[str, int] = {}
    for number, name in enumerate(value, 1):
        if not name.strip():
            problems += problem_at(
                f"{where}[{number}]", N_("The name is empty; write a name or drop the line."), "", ""
            )
        elif name.strip().casefold() in seen:
            template = N_("{found} stands twice (first in line {allowed}); names must differ.")
            problems += problem_at(f"{where}[{number}]", template, name, seen[name.strip().casefold()])
        else:
            seen[name.strip().casefold()] = number
    return problems


def checked(default: Any, check: Check) -> Any:
    """Return a dataclass field with its default and the check of its range."""
    if isinstance(default, FrozenMap):
        return field(default_factory=FrozenMap, metadata={"check": check})
    return field(default=default, metadata={"check": check})


class Checked:
    """A frozen dataclass that freezes its collections and checks all its ranges at once."""

    prefix: ClassVar[str] = ""

    def __post_init__(self) -> None:
        for spec in fields(self):  # type: ignore[arg-type]
            object.__setattr__(self, spec.name, _freeze(getattr(self, spec.name), spec.name))
        problems = [*self.find_problems()]
        if problems:
            raise ScenarioError(problems)

    def find_problems(self) -> list[Problem]:
        """Return everything that is out of range in this part."""
        return [
            problem
            for spec in fields(self)  # type: ignore[arg-type]
            if "check" in spec.metadata
            for problem in spec.metadata["check"](getattr(self, spec.name), self.prefix + spec.name)
        ]


def _freeze(value: Any, name: str) -> Any:
    if isinstance(value, Mapping):
        return FrozenMap({key: _freeze(entry, name) for key, entry in value.items()})
    if name in {"pinned", "excluded", "donor_funds"} and isinstance(value, list | tuple | set):
        return frozenset(value) if all(isinstance(entry, str) for entry in value) else tuple(value)
    return tuple(value) if isinstance(value, list) else value
