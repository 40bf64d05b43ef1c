"""The short form of a scenario's choices for the address bar: versioned, validated, stable for ever.

``1.<salience digits>.<capacities>.<donor level>.<platform>.<mix size>[.p<pins>][.x<ruled out>][.f<funded>][.h<limit>]
[.y<platform year>]``: mechanisms and instruments stand by their place in the tables, which never changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.errors import Problem, ScenarioError
from clusterdash.model.scenario import CAPACITIES, PLATFORMS, Scenario
from clusterdash.words import N_

SHARE_VERSION = "1"
LENGTH_LIMIT = 1_000
_SETS = {"p": "pinned", "x": "excluded", "f": "donor_funds"}
_NUMBERS = {"h": "heavy_limit", "y": "platform_year"}
_UNSET = "-"
_CAPACITY_LETTERS = {"absent": "n", "weak": "w", "able": "a"}


def write_share_code(catalog: Catalog, scenario: Scenario) -> str:
    """Return the choices of a scenario in short, for example ``1.330010000003.waw.2.b.10.p3-17``."""
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
        if codes:
            yield letter + "-".join(str(catalog.position(row.code)) for row in catalog.instruments if row.code in codes)
    if scenario.heavy_limit is not None:
        yield f"h{scenario.heavy_limit}"
    if scenario.platform_year != Scenario.__dataclass_fields__["platform_year"].default:
        yield f"y{scenario.platform_year}"


def read_share_code(catalog: Catalog, code: str, base: Scenario | None = None) -> tuple[Scenario, tuple[Problem, ...]]:
    """Return the scenario of a short form, over ``base`` for all that it does not hold, and what could not be read.

    What can be read is kept; each part that cannot is named, with what is allowed. Never raises.
    """
    base = base or Scenario()
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


class _Reader:
    """Reads the parts one by one and collects what is wrong with them."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.problems: list[Problem] = []

    def complain(self, part: str, found: str, allowed: object) -> None:
        template = N_("In the link, {part} reads “{found}”; allowed is {allowed}. This part was left as it was.")
        self.problems.append(Problem("link", template, {"part": part, "found": found[:40], "allowed": allowed}))

    def read(self, code: str) -> dict[str, Any]:
        parts = code[:LENGTH_LIMIT].split(".")
        if parts[0] != SHARE_VERSION or len(parts) < 6:
            self.complain("version", code, f"{SHARE_VERSION}.….….….….…")
            return {}
        choices: dict[str, Any] = {
            "salience": self.read_salience(parts[1]),
            "capacity": self.read_capacity(parts[2]),
            "donor_level": self.read_number("donor level", parts[3], 5),
            "platform": self.read_platform(parts[4]),
            "mix_size": self.read_number("mix size", parts[5], 200),
            "pinned": frozenset(),
            "excluded": frozenset(),
            "donor_funds": frozenset(),
        }
        for part in parts[6:]:
            choices |= self.read_option(part)
        return {name: value for name, value in choices.items() if value is not None}

    def read_salience(self, part: str) -> dict[str, int] | None:
        rows = self.catalog.mechanisms
        if len(part) != len(rows):
            self.complain("salience", part, f"{len(rows)} × 0–3 or {_UNSET}")
            return None
        result = {}
        for row, digit in zip(rows, part, strict=True):
            if digit in ("0", "1", "2", "3"):
                result[row.code] = int(digit)
            elif digit != _UNSET:
                self.complain(f"salience ({row.code})", digit, "0, 1, 2, 3")
        return result

    def read_capacity(self, part: str) -> dict[str, str] | None:
        rows = self.catalog.governments
        letters = {letter: name for name, letter in _CAPACITY_LETTERS.items()}
        if len(part) != len(rows):
            self.complain("capacity", part, f"{len(rows)} × {', '.join(CAPACITIES)}")
            return None
        result = {}
        for row, letter in zip(rows, part, strict=True):
            if letter in letters:
                result[row.code] = letters[letter]
            elif letter != _UNSET:
                self.complain(f"capacity ({row.code})", letter, ", ".join(letters))
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
            value = self.read_number(_NUMBERS[letter], rest, 200 if letter == "h" else 15)
            return {} if value is None else {_NUMBERS[letter]: value}
        if letter not in _SETS:
            self.complain("option", part, ", ".join([*_SETS, *_NUMBERS]))
            return {}
        return {_SETS[letter]: frozenset(self.read_positions(_SETS[letter], rest))}

    def read_positions(self, name: str, rest: str) -> Iterable[str]:
        rows = self.catalog.instruments
        for number in rest.split("-"):
            if number.isascii() and number.isdigit() and len(number) < 4 and 1 <= int(number) <= len(rows):
                yield rows[int(number) - 1].code
            else:
                self.complain(name, number, f"1–{len(rows)}")
