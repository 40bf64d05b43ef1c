"""Checks of ranges, declared beside each field of a scenario; each check returns all its problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar

from clusterdash.errors import Problem, ScenarioError
from clusterdash.frozen import FrozenMap
from clusterdash.plain import clean_text, show_value
from clusterdash.words import N_

NAME_LIMIT = 120
REGION_LIMIT = 500
ENTRY_LIMIT = 1_000
PROBLEMS_SHOWN = 50
DEPTH_LIMIT = 2  # a table of pairs is the deepest that a field holds
CAPACITIES = ("absent", "weak", "able")

Check = Callable[[Any, str], Iterable[Problem]]


def problem_at(where: str, template: str, found: object, **allowed: object) -> list[Problem]:
    """Return one problem as a list: where it is, what was found, what is allowed (what fills the template)."""
    if found is None:
        template = N_("Nothing stands here, but something is needed.")
    return [Problem(clean_text(where), template, {"found": show_value(found), **allowed})]


def shorten_problems(problems: list[Problem]) -> list[Problem]:
    """Return the first problems and, where there are more, one that says how many. Source: assumption (limit)."""
    if len(problems) <= PROBLEMS_SHOWN:
        return problems
    values = {"found": len(problems) - PROBLEMS_SHOWN, "allowed": PROBLEMS_SHOWN}
    template = N_("{found} more problems; the first {allowed} are listed.")
    return [*problems[:PROBLEMS_SHOWN], Problem(problems[PROBLEMS_SHOWN].where, template, values)]


@dataclass(frozen=True)
class Range:
    """The check for a number from ``low`` to ``high``; its bounds can be read, so that nothing repeats them."""

    low: int
    high: int
    is_whole: bool

    def __call__(self, value: object, where: str) -> Iterable[Problem]:
        if self.holds(value):
            return []
        whole_ = N_("Found “{found}”; a whole number from {low} to {high} is needed.")
        any_ = N_("Found “{found}”; a number from {low} to {high} is needed.")
        return problem_at(where, whole_ if self.is_whole else any_, value, low=self.low, high=self.high)

    def holds(self, value: object) -> bool:
        """Return whether a value is a number of this kind within the bounds."""
        kinds = int if self.is_whole else (int, float)
        return isinstance(value, kinds) and not isinstance(value, bool) and self.low <= value <= self.high


def whole(low: int, high: int) -> Range:
    """Return the check for a whole number from ``low`` to ``high``."""
    return Range(low, high, is_whole=True)


def number(low: int, high: int) -> Range:
    """Return the check for a finite number from ``low`` to ``high``."""
    return Range(low, high, is_whole=False)


def choice(*allowed: str) -> Check:
    """Return the check for one of a closed list of codes."""

    def check(value: object, where: str) -> Iterable[Problem]:
        if isinstance(value, str) and value in allowed:
            return []
        return problem_at(where, N_("Found “{found}”; choose one of {allowed}."), value, allowed=allowed)

    return check


def text_up_to(limit: int) -> Check:
    """Return the check for a text of at most ``limit`` characters."""

    def check(value: object, where: str) -> Iterable[Problem]:
        if not isinstance(value, str):
            return problem_at(where, N_("Found “{found}”; a text is needed."), value)
        if len(value) > limit:
            return problem_at(where, N_("The text is too long; at most {allowed} characters."), "", allowed=limit)
        return []

    return check


@dataclass(frozen=True)
class Entries:
    """The check for a field that holds what ``entry`` checks: maybe nothing, or a list or a table of it."""

    entry: Check
    find: Callable[[Check, Any, str], Iterable[Problem]]
    is_optional: bool = False

    def __call__(self, value: object, where: str) -> Iterable[Problem]:
        return self.find(self.entry, value, where)


def optional(check: Check) -> Check:
    """Return a check that also lets None pass."""
    return Entries(check, lambda entry, value, where: [] if value is None else entry(value, where), is_optional=True)


def each(check: Check, limit: int = ENTRY_LIMIT) -> Check:
    """Return the check for a list whose every entry passes ``check``."""

    def check_all(entry: Check, value: object, where: str) -> Iterable[Problem]:
        if isinstance(value, str) or not isinstance(value, tuple | frozenset | list | set):
            return problem_at(where, N_("Found “{found}”; a list is needed."), value)
        if len(value) > limit:
            return problem_at(where, N_("{found} entries; at most {allowed}."), len(value), allowed=limit)
        return [p for number, one in enumerate(value, 1) for p in entry(one, f"{where}[{number}]")]

    return Entries(check, check_all)


def mapped(check: Check, limit: int = ENTRY_LIMIT) -> Check:
    """Return the check for a table of at most ``limit`` codes whose values pass ``check``."""

    def check_all(entry: Check, value: object, where: str) -> Iterable[Problem]:
        if not isinstance(value, Mapping):
            return problem_at(where, N_("Found “{found}”; a table of codes and values is needed."), value)
        if len(value) > limit:
            return problem_at(where, N_("{found} entries; at most {allowed}."), len(value), allowed=limit)
        return [p for key, one in value.items() for p in _check_entry(entry, key, one, where)]

    return Entries(check, check_all)


def _check_entry(check: Check, key: object, entry: object, where: str) -> Iterable[Problem]:
    named = text_up_to(NAME_LIMIT)(key, f"{where} ({show_value(key)})")
    return [*named, *check(entry, f"{where}.{str(key)[:NAME_LIMIT]}")]


MONTHS = Range(0, 240, is_whole=True)


def months(value: object, where: str) -> Iterable[Problem]:
    """Return what is wrong with a pair of months (0 to 240) of which the first comes first."""

    if isinstance(value, tuple | list) and len(value) == 2:
        found = [p for month in value for p in MONTHS(month, where)]
        if found or value[0] < value[1]:
            return found
    template = N_("Found “{found}”; a start and an end month are needed, the start before the end.")
    return problem_at(where, template, value)


AMOUNTS = Range(0, 10**12, is_whole=False)


def amounts(value: object, where: str) -> Iterable[Problem]:
    """Return what is wrong with a low and a high amount of money, of which the low one is not above the other."""
    if isinstance(value, tuple | list) and len(value) == 2:
        found = [p for amount in value for p in AMOUNTS(amount, where)]
        if found or value[0] <= value[1]:
            return found
        template = N_("The low amount ({found}) is above the high one ({allowed}); change one of the two.")
        return problem_at(where, template, value[0], allowed=show_value(value[1]))
    template = N_("Found “{found}”; a low and a high amount are needed, each from {low} to {high}.")
    return problem_at(where, template, value, low=AMOUNTS.low, high=AMOUNTS.high)


def pair_amounts(table: object) -> object:
    """Return a table of costs with a single amount standing for low and high; anything else is left to the checks."""
    if not isinstance(table, Mapping) or len(table) > ENTRY_LIMIT:
        return table
    return {key: (one, one) if AMOUNTS.holds(one) else one for key, one in table.items()}


def truth(value: object, where: str) -> Iterable[Problem]:
    """Return a problem unless the value is yes or no (True or False)."""
    return [] if isinstance(value, bool) else problem_at(where, N_("Found “{found}”; true or false is needed."), value)


def up_to_names(limit: int) -> Check:
    """Return the check for a list of at most ``limit`` names that differ."""

    def check(value: object, where: str) -> Iterable[Problem]:
        return _check_names(value, where, limit)

    return check


def distinct_names(value: object, where: str) -> Iterable[Problem]:
    """Return what is wrong with a list of names: too many, too long, empty, or standing twice."""
    return _check_names(value, where, REGION_LIMIT)


def _check_names(value: object, where: str, limit: int) -> Iterable[Problem]:
    problems = list(each(text_up_to(NAME_LIMIT), limit)(value, where))
    if problems or not isinstance(value, tuple | list):
        return problems
    seen: dict[str, int] = {}
    for number, name in enumerate(value, 1):
        if not name.strip():
            problems += problem_at(f"{where}[{number}]", N_("The name is empty; write a name or drop the line."), "")
        elif name.strip().casefold() in seen:
            template = N_("{found} stands twice (first in line {allowed}); names must differ.")
            problems += problem_at(f"{where}[{number}]", template, name, allowed=seen[name.strip().casefold()])
        else:
            seen[name.strip().casefold()] = number
    return problems


def find_range(check: Check) -> Range | None:
    """Return the bounds of the numbers that a check lets pass, also in a list or a table; None where it is for texts.

    Source: assumption (bounds stand once, beside their field).
    """
    if check in (months, amounts):
        return MONTHS if check is months else AMOUNTS
    return find_range(check.entry) if isinstance(check, Entries) else check if isinstance(check, Range) else None


def checked(default: Any, check: Check) -> Any:
    """Return a dataclass field with its default and the check of its range."""
    if isinstance(default, FrozenMap):
        return field(default_factory=FrozenMap, metadata={"check": check})
    return field(default=default, metadata={"check": check})


class Checked:
    """A frozen dataclass that cleans its texts, freezes its collections and checks all its ranges at once.

    This is the one place where text enters a scenario, whatever the way in (file, link, event, list).
    """

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


def _freeze(value: Any, name: str, depth: int = 0) -> Any:
    """Return a value with clean texts and frozen collections; what is too long or too deep is left to the checks."""
    if isinstance(value, str):
        return clean_text(value)
    if (
        depth > DEPTH_LIMIT
        or not isinstance(value, Mapping | list | tuple | set | frozenset)
        or len(value) > ENTRY_LIMIT
    ):
        return value
    if isinstance(value, Mapping):
        return FrozenMap({_freeze(key, name): _freeze(entry, name, depth + 1) for key, entry in value.items()})
    entries = tuple(_freeze(entry, name, depth + 1) for entry in value)
    is_set = name in {"pinned", "excluded", "donor_funds"} and all(isinstance(entry, str) for entry in entries)
    return frozenset(entries) if is_set else entries


def check_entries(value: object, where: str, kind: type, limit: int, too_many: str) -> Iterable[Problem]:
    """Return what is wrong with a list of values of a kind: no list, too long (``too_many``), or others among them."""
    if not isinstance(value, tuple | list):
        return problem_at(where, N_("Found “{found}”; a list is needed."), value)
    if len(value) > limit:
        return problem_at(where, too_many, len(value), allowed=limit)
    template = N_("Found “{found}”; a table of named fields is needed.")
    wrong = [(number, one) for number, one in enumerate(value, 1) if not isinstance(one, kind)]
    return [problem for number, one in wrong for problem in problem_at(f"{where}[{number}]", template, one)]
