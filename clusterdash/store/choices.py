"""The choices of a scenario as text that can be read: the first part of every share code, stable for ever.

Mechanisms, instruments, questions and answers stand by their place in the tables, which never changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.errors import Problem, ScenarioError
from clusterdash.model.scenario.checks import CAPACITIES
from clusterdash.model.scenario.scenario import (
    DONOR_LEVEL_MAXIMUM,
    MIX_SIZE_MAXIMUM,
    PLATFORM_YEAR_MAXIMUM,
    PLATFORMS,
    SALIENCE_MAXIMUM,
    Scenario,
)
from clusterdash.plain import show_value
from clusterdash.words import N_

SHARE_VERSION = "1"
FIXED_PARTS = 6
_SETS = {"p": "pinned", "x": "excluded", "f": "donor_funds"}
_NUMBERS = {"h": ("heavy_limit", MIX_SIZE_MAXIMUM), "y": ("platform_year", PLATFORM_YEAR_MAXIMUM)}
_ANSWERS = "c"
_UNSET = "-"
_DIGITS = "0123456789"
_CAPACITY_LETTERS = {"absent": "n", "weak": "w", "able": "a"}
# What the parts are called in problems; in English here, translated where they are shown.
PART_NAMES = {
    "version": N_("version"),
    "salience": N_("salience"),
    "capacity": N_("capacity"),
    "donor_level": N_("donor level"),
    "platform": N_("cluster initiative"),
    "mix_size": N_("mix size"),
    "pinned": N_("pinned instruments"),
    "excluded": N_("instruments ruled out"),
    "donor_funds": N_("instruments that the donor pays for"),
    "heavy_limit": N_("limit of heavy instruments"),
    "platform_year": N_("year of the cluster initiative"),
    "context": N_("answers on the place"),
    "option": N_("option"),
}


def write_choices(catalog: Catalog, scenario: Scenario) -> str:
    """Return only the part of the code that can be read, without names, plan and check: what older links held.

    Source: assumption (a format of this app).
    """
    fixed = [
        SHARE_VERSION,
        "".join(str(scenario.salience.get(row.code, _UNSET)) for row in catalog.mechanisms),
        "".join(_CAPACITY_LETTERS.get(scenario.capacity.get(row.code, ""), _UNSET) for row in catalog.governments),
        str(scenario.donor_level),
        scenario.platform[0],
        str(scenario.mix_size),
    ]
    return ".".join([*fixed, *_write_options(catalog, scenario)])


def _write_options(catalog: Catalog, scenario: Scenario) -> Iterable[str]:
    for letter, name in _SETS.items():
        codes = getattr(scenario, name)
        known = [str(catalog.position(row.code)) for row in catalog.instruments if row.code in codes]
        if known:
            yield letter + "-".join(known)
    if scenario.heavy_limit is not None:
        yield f"h{scenario.heavy_limit}"
    if scenario.platform_year != Scenario.__dataclass_fields__["platform_year"].default:
        yield f"y{scenario.platform_year}"
    answers = "".join(_write_answer(row.answers, scenario.context.get(row.code)) for row in catalog.context_questions)
    if answers.rstrip(_UNSET):
        yield _ANSWERS + answers.rstrip(_UNSET)


def _write_answer(answers: tuple[str, ...], answer: str | None) -> str:
    return dict(zip(answers, _DIGITS, strict=False)).get(answer or "", _UNSET)


def read_choices(catalog: Catalog, code: str, base: Scenario) -> tuple[Scenario, tuple[Problem, ...]]:
    """Return the scenario of the readable parts, over ``base``, and every part that could not be read.

    Source: assumption (a format of this app).
    """
    reader = _Reader(catalog)
    choices = reader.read(code)
    try:
        return base.change(**choices), tuple(reader.problems)
    except ScenarioError as error:
        safe = {name: value for name, value in choices.items() if name not in ("pinned", "excluded")}
        problems = (*reader.problems, *error.problems)
        try:
            return base.change(**safe, pinned=frozenset(), excluded=frozenset()), problems
        except ScenarioError:
            return base, problems


def complain_about(part: str, found: str, allowed: object, code: str = "") -> Problem:
    """Return the problem of one part; ``code`` says which mechanism, government or question of it is meant."""
    values = {"part": PART_NAMES[part], "found": show_value(found[:40]), "allowed": allowed}
    if code:
        template = N_("In the link, {part} ({code}) reads “{found}”; allowed is {allowed}. It was left as it was.")
        return Problem("link", template, {**values, "code": code})
    template = N_("In the link, {part} reads “{found}”; allowed is {allowed}. This part was left as it was.")
    return Problem("link", template, values)


class _Reader:
    """Reads the parts one by one and collects what is wrong with them."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.problems: list[Problem] = []

    def complain(self, part: str, found: str, allowed: object, code: str = "") -> None:
        self.problems.append(complain_about(part, found, allowed, code))

    def read(self, code: str) -> dict[str, Any]:
        parts = code.split(".")
        choices: dict[str, Any] = {
            "salience": self.read_salience(parts[1]),
            "capacity": self.read_capacity(parts[2]),
            "donor_level": self.read_number("donor_level", parts[3], DONOR_LEVEL_MAXIMUM),
            "platform": self.read_platform(parts[4]),
            "mix_size": self.read_number("mix_size", parts[5], MIX_SIZE_MAXIMUM),
            "pinned": frozenset(),
            "excluded": frozenset(),
            "donor_funds": frozenset(),
        }
        for part in parts[FIXED_PARTS:]:
            choices |= self.read_option(part)
        return {name: value for name, value in choices.items() if value is not None}

    def read_salience(self, part: str) -> dict[str, int] | None:
        rows = self.catalog.mechanisms
        if len(part) != len(rows):
            self.complain("salience", part, f"{len(rows)} × 0–{SALIENCE_MAXIMUM} / {_UNSET}")
            return None
        levels = {str(level): level for level in range(SALIENCE_MAXIMUM + 1)}
        return self.read_letters("salience", zip((row.code for row in rows), part, strict=True), levels)

    def read_capacity(self, part: str) -> dict[str, str] | None:
        rows = self.catalog.governments
        letters = {letter: name for name, letter in _CAPACITY_LETTERS.items()}
        if len(part) != len(rows):
            self.complain("capacity", part, f"{len(rows)} × {', '.join(CAPACITIES)}")
            return None
        return self.read_letters("capacity", zip((row.code for row in rows), part, strict=True), letters)

    def read_letters(self, name: str, pairs: Iterable[tuple[str, str]], meaning: dict[str, Any]) -> dict[str, Any]:
        """Return what each letter means, without those that are not set; complain about the others."""
        result = {}
        for code, letter in pairs:
            if letter in meaning:
                result[code] = meaning[letter]
            elif letter != _UNSET:
                self.complain(name, letter, ", ".join(meaning), code)
        return result

    def read_platform(self, part: str) -> str | None:
        letters = {name[0]: name for name in PLATFORMS}
        if part not in letters:
            self.complain("platform", part, ", ".join(letters))
        return letters.get(part)

    def read_number(self, name: str, part: str, high: int) -> int | None:
        if part.isascii() and part.isdigit() and len(part) < 4 and int(part) <= high:
            return int(part)
        self.complain(name, part, f"0–{high}")
        return None

    def read_option(self, part: str) -> dict[str, Any]:
        letter, rest = part[:1], part[1:]
        if letter in _NUMBERS:
            name, high = _NUMBERS[letter]
            return {name: self.read_number(name, rest, high)}
        if letter == _ANSWERS:
            return {"context": self.read_answers(rest)}
        if letter not in _SETS:
            self.complain("option", part, ", ".join([*_SETS, *_NUMBERS, _ANSWERS]))
            return {}
        return {_SETS[letter]: frozenset(self.read_positions(_SETS[letter], rest))}

    def read_answers(self, rest: str) -> dict[str, str] | None:
        rows = self.catalog.context_questions
        if len(rest) > len(rows):
            self.complain("context", rest, f"{len(rows)} × 0–9 / {_UNSET}")
            return None
        found: dict[str, str] = {}
        for row, letter in zip(rows, rest, strict=False):
            found |= self.read_letters("context", [(row.code, letter)], dict(zip(_DIGITS, row.answers, strict=False)))
        return found

    def read_positions(self, name: str, rest: str) -> Iterable[str]:
        rows = self.catalog.instruments
        for number in rest.split("-"):
            if number.isascii() and number.isdigit() and len(number) < 4 and 1 <= int(number) <= len(rows):
                yield rows[int(number) - 1].code
            else:
                self.complain(name, number, f"1–{len(rows)}")
