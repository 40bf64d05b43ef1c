"""What one device answers, and how it is read from what came in."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.errors import Problem, RoomError
from clusterdash.frozen import FrozenMap
from clusterdash.plain import clean_text, show_value
from clusterdash.room.questions import MECHANISM, Question, is_rating
from clusterdash.words import N_

DEVICE = re.compile(r"[!-~]{16,64}")
REVISION_LIMIT = 2**53
SENTENCE_LIMIT = 200
PROBLEM_LIMIT = 50
FIELDS = ("device", "group", "ratings", "revision", "words", "guesses", "answers", "epoch")


@dataclass(frozen=True)
class Ballot:
    """What one device answers.

    ``ratings``: mechanism -> 0 to 3 (what is not there is not rated); ``words``: mechanism -> one sentence;
    ``guesses``: mechanism -> what most others will say; ``answers``: name of a further question -> answer.
    """

    group: str | None = None
    ratings: Mapping[str, int] = FrozenMap()
    words: Mapping[str, str] = FrozenMap()
    guesses: Mapping[str, int] = FrozenMap()
    answers: Mapping[str, str] = FrozenMap()

    @property
    def is_filled(self) -> bool:
        """Whether it rates or answers anything."""
        return bool(self.ratings or self.answers)

    def to_plain(self) -> dict[str, Any]:
        """Return the ballot as plain values; what is empty is left out, but for group and ratings."""
        tables = {name: dict(getattr(self, name)) for name in ("words", "guesses", "answers") if getattr(self, name)}
        return {"group": self.group, "ratings": dict(self.ratings), **tables}


def restore_ballot(content: Mapping[str, Any]) -> Ballot:
    """Return a ballot from what was stored."""
    tables = {name: FrozenMap(content.get(name, {})) for name in ("ratings", "words", "guesses", "answers")}
    return Ballot(content.get("group"), **tables)


@dataclass(frozen=True)
class Sent:
    """A ballot as it came in: from which device, its revision, and for which epoch (None = not said)."""

    device: str
    revision: int
    epoch: int | None
    ballot: Ballot


def read_body(body: bytes) -> Mapping[str, Any]:
    """Return the table of fields in a body of JSON. Raises RoomError where it is none."""

    def refuse(_text: str) -> Any:
        raise ValueError

    def read_int(digits: str) -> int:
        return int(digits[:40])  # whatever is longer is out of range anyway

    try:
        data = json.loads(body.decode("utf-8"), parse_constant=refuse, parse_int=read_int)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise RoomError([Problem("body", N_('This is no table of fields in JSON; send {{"name": value, …}}.'))])
    return data


def read_ballot(catalog: Catalog, questions: Iterable[Question], data: Mapping[str, Any]) -> Sent:
    """Return the ballot that was sent.

    Raises
    ------
    RoomError
        With all problems at once (the first 50).

    Source: assumption (the contract of the room's addresses).
    """
    known = tuple(questions)
    problems = [*_find_field_problems(catalog, data), *_find_table_problems(known, data)]
    if problems:
        raise RoomError(problems[:PROBLEM_LIMIT])
    return Sent(
        data["device"],
        data["revision"],
        data.get("epoch"),
        Ballot(
            data.get("group"),
            _keep_numbers(data["ratings"]),
            FrozenMap({code: text for code, given in _table(data, "words") if (text := _tidy(given))}),
            _keep_numbers(data.get("guesses") or {}),
            FrozenMap({name: value for name, value in _table(data, "answers") if value is not None}),
        ),
    )


def _keep_numbers(table: Mapping[str, int | None]) -> FrozenMap[str, int]:
    return FrozenMap({code: value for code, value in table.items() if value is not None})


def _table(data: Mapping[str, Any], name: str) -> Iterable[tuple[str, Any]]:
    return (data.get(name) or {}).items()


def _tidy(text: str | None) -> str:
    return " ".join(clean_text(text or "").split())


def _find_field_problems(catalog: Catalog, data: Mapping[str, Any]) -> Iterable[Problem]:
    if not isinstance(data.get("device"), str) or not DEVICE.fullmatch(data["device"]):
        yield Problem("device", N_("A device's token of 16 to 64 letters, digits or signs without spaces is needed."))
    groups = tuple(row.code for row in catalog.stakeholder_groups)
    if data.get("group") is not None and data["group"] not in groups:
        template = N_("The group “{found}” is not known; choose one of {allowed}, or null.")
        yield Problem("group", template, {"found": show_value(data["group"]), "allowed": ", ".join(groups)})
    for name, is_needed in (("revision", True), ("epoch", False)):
        if not _is_count(data.get(name)) and (is_needed or data.get(name) is not None):
            template = N_("Found “{found}”; a whole number from 0 to 9007199254740992 is needed.")
            yield Problem(name, template, {"found": show_value(data.get(name))})
    for name in data:
        if name not in FIELDS:
            template = N_("This field is not known; remove it, or check its spelling.")
            yield Problem(show_value(name), template)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= REVISION_LIMIT


def _find_table_problems(questions: tuple[Question, ...], data: Mapping[str, Any]) -> Iterable[Problem]:
    mechanisms = {one.code for one in questions if one.kind == MECHANISM}
    further = {one.name: one for one in questions if one.kind != MECHANISM}
    number = N_("Found “{found}”; one of 0, 1, 2, 3 or null is needed.")
    sentence = N_("Found “{found}”; a sentence of at most 200 characters is needed.")
    answer = N_("Found “{found}”; one of the answers to the question, or null, is needed.")
    tests: dict[str, tuple[Iterable[str], Callable[[str, Any], bool], str]] = {
        "ratings": (mechanisms, lambda _name, value: is_rating(value), number),
        "guesses": (mechanisms, lambda _name, value: is_rating(value), number),
        "words": (mechanisms, lambda _name, value: isinstance(value, str) and len(value) <= SENTENCE_LIMIT, sentence),
        "answers": (further, lambda name, value: isinstance(value, str) and value in further[name].answers, answer),
    }
    for field, (known, is_fit, template) in tests.items():
        table = data.get(field)
        if table is None and field != "ratings":
            continue
        if not isinstance(table, Mapping):
            yield Problem(
                field, N_("Found “{found}”; a table of named values is needed."), {"found": show_value(table)}
            )
            continue
        yield from _find_entry_problems(field, table, frozenset(known), is_fit, template)


def _find_entry_problems(
    field: str, table: Mapping[str, Any], known: frozenset[str], is_fit: Callable[[str, Any], bool], template: str
) -> Iterable[Problem]:
    for name, value in table.items():
        where = f"{field}.{show_value(name)}"
        if name not in known:
            yield Problem(where, N_("This is not asked here; remove it, or check its spelling."))
        elif value is not None and not is_fit(name, value):
            yield Problem(where, template, {"found": show_value(value)})
