"""A code that can be said aloud: ratings, capacities, donor level and platform in at most twelve characters.

It is printed on everything that is taken away, so that people who only have paper come back to where they were. The
signs are those that nobody mixes up on paper or by ear in a bad hall: no I, O, 0 and 1, and no L. 31 is a prime
number, so the check character notices any one wrong sign and any two neighbours that changed places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clusterdash.catalog import Catalog
from clusterdash.errors import Problem, ScenarioError
from clusterdash.model.scenario.checks import CAPACITIES
from clusterdash.model.scenario.scenario import DONOR_LEVEL_MAXIMUM, PLATFORMS, SALIENCE_MAXIMUM, Scenario
from clusterdash.plain import show_value
from clusterdash.words import N_

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
BASE = len(SIGNS)
LENGTH_LIMIT = 12
GROUP = 3


def write_sayable_code(catalog: Catalog, scenario: Scenario) -> str:
    """Return the code of ratings, capacities, donor level and platform, in groups of three: "K7Q-M3X-PDW".

    Not rated and not said are kept apart from 0 and from weak. "" for a toolbox whose code would be longer than twelve
    characters.

    Source: assumption (a format of this app).
    """
    number, sizes = 0, _list_sizes(catalog)
    for digit, size in zip(_list_digits(catalog, scenario), sizes, strict=True):
        number = number * size + digit
    length = _count_signs(sizes)
    if length + 1 > LENGTH_LIMIT:
        return ""
    signs = []
    for _sign in range(length):
        number, rest = divmod(number, BASE)
        signs.append(rest)
    signs.append(_check(signs))
    text = "".join(SIGNS[sign] for sign in signs)
    return "-".join(text[at : at + GROUP] for at in range(0, len(text), GROUP))


def read_sayable_code(catalog: Catalog, text: str, base: Scenario | None = None) -> Scenario:
    """Return ``base`` (by default a fresh scenario) with what a code says; small letters, spaces and dashes are fine.

    Raises
    ------
    ScenarioError
        A sign that no code has, the wrong number of signs, or a check character that does not fit.

    Source: assumption (a format of this app).
    """
    signs = "".join(sign for sign in text.upper() if sign not in " -–—.\u00a0\u202f")
    sizes = _list_sizes(catalog)
    length = _count_signs(sizes) + 1
    wrong = [sign for sign in signs if sign not in SIGNS]
    if wrong:
        template = N_("“{found}” is in no code; codes have no I, L, O, 0 and 1. Look again at the code.")
        raise ScenarioError([Problem("code", template, {"found": show_value(wrong[0])})])
    if len(signs) != length or length > LENGTH_LIMIT:
        template = N_("The code has {found} characters; {allowed} are needed.")
        raise ScenarioError([Problem("code", template, {"found": len(signs), "allowed": length})])
    digits = [SIGNS.index(sign) for sign in signs]
    if digits[-1] != _check(digits[:-1]):
        raise _refuse()
    return _read_digits(catalog, _split(digits[:-1], sizes), base or Scenario())


def _refuse() -> ScenarioError:
    return ScenarioError([Problem("code", N_("One character of the code is wrong; compare it with the paper again."))])


def _list_sizes(catalog: Catalog) -> list[int]:
    """Return how many values each part has; the order and the sizes are for ever."""
    ratings = [SALIENCE_MAXIMUM + 2] * len(catalog.mechanisms)
    capacities = [len(CAPACITIES) + 1] * len(catalog.governments)
    return [*ratings, *capacities, DONOR_LEVEL_MAXIMUM + 1, len(PLATFORMS)]


def _list_digits(catalog: Catalog, scenario: Scenario) -> Iterator[int]:
    """Yield the value of each part; the first one stands for "nobody has said"."""
    for mechanism in catalog.mechanisms:
        yield scenario.salience.get(mechanism.code, -1) + 1
    for government in catalog.governments:
        capacity = scenario.capacity.get(government.code)
        yield CAPACITIES.index(capacity) + 1 if capacity is not None else 0
    yield scenario.donor_level
    yield PLATFORMS.index(scenario.platform)


def _count_signs(sizes: Sequence[int]) -> int:
    most, length = 1, 0
    for size in sizes:
        most *= size
    while BASE**length < most:
        length += 1
    return length


def _check(signs: Sequence[int]) -> int:
    return sum((place + 2) * sign for place, sign in enumerate(signs)) % BASE


def _split(signs: Sequence[int], sizes: Sequence[int]) -> list[int]:
    number = sum(sign * BASE**place for place, sign in enumerate(signs))
    digits = []
    for size in reversed(sizes):
        number, digit = divmod(number, size)
        digits.append(digit)
    if number:
        raise _refuse()
    return digits[::-1]


def _read_digits(catalog: Catalog, digits: Sequence[int], base: Scenario) -> Scenario:
    count = len(catalog.mechanisms)
    ratings, capacities, (level, platform) = digits[:count], digits[count:-2], digits[-2:]
    return base.change(
        salience={row.code: digit - 1 for row, digit in zip(catalog.mechanisms, ratings, strict=True) if digit},
        capacity={
            row.code: CAPACITIES[digit - 1] for row, digit in zip(catalog.governments, capacities, strict=True) if digit
        },
        donor_level=level,
        platform=PLATFORMS[platform],
    )
