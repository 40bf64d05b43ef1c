"""What a room may ask: the mechanisms, questions about the place, capacities, and which of several instruments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from clusterdash.catalog import Catalog
from clusterdash.model.scenario.scenario import SALIENCE_MAXIMUM

MECHANISM, CONTEXT, CAPACITY, CHOICE = "mechanism", "context", "capacity", "choice"
CHOICE_LIMIT = 6


@dataclass(frozen=True)
class Question:
    """One question for the phones.

    ``code`` is that of the mechanism, of the question, of the government, or of the instruments ("a+b"); ``text``,
    ``example``, ``answers`` (value -> label) and ``anchors`` (value -> what it means) are labels of data in English.
    """

    code: str
    kind: str
    title: str
    text: str
    example: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    anchors: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The code with its kind before it; mechanisms go by their code alone."""
        return self.code if self.kind == MECHANISM else f"{self.kind}:{self.code}"


def list_mechanism_questions(catalog: Catalog) -> tuple[Question, ...]:
    """Return one question per mechanism, with the four anchored answers. Source: Benner 2013, §3; scale: assumption."""
    levels = {str(row.level): row for row in catalog.salience_levels}
    answers = {value: row.label for value, row in levels.items()}
    anchors = {value: row.anchor for value, row in levels.items()}
    return tuple(
        Question(row.code, MECHANISM, row.short_label, row.question, row.example, answers, anchors)
        for row in catalog.mechanisms
    )


def list_questions(catalog: Catalog, more: Iterable[str] = ()) -> tuple[Question, ...]:
    """Return the mechanisms and the further questions by name ("context:legal_framework"); unknown names fall out."""
    further = (find_question(catalog, name) for name in more)
    return (*list_mechanism_questions(catalog), *(one for one in further if one is not None))


def find_question(catalog: Catalog, name: str) -> Question | None:
    """Return a further question by its name, or None where there is none such."""
    kind, _colon, code = name.partition(":")
    if kind == CONTEXT:
        return next((_ask_place(row) for row in catalog.context_questions if row.code == code), None)
    if kind == CAPACITY:
        return next((_ask_capacity(catalog, row) for row in catalog.governments if row.code == code), None)
    if kind == CHOICE:
        return _ask_choice(catalog, code.split("+"))
    return None


def name_choice(codes: Iterable[str]) -> str:
    """Return the name of the question which of several interchangeable instruments people would rather have."""
    return f"{CHOICE}:{'+'.join(codes)}"


def _ask_place(row: object) -> Question:
    answers = {answer: answer for answer in row.answers}  # type: ignore[attr-defined]
    return Question(row.code, CONTEXT, "", row.question, row.help, answers)  # type: ignore[attr-defined]


def _ask_capacity(catalog: Catalog, row: object) -> Question:
    answers = {level.code: level.label for level in catalog.capacities}
    return Question(row.code, CAPACITY, row.label, "", "", answers)  # type: ignore[attr-defined]


def _ask_choice(catalog: Catalog, codes: list[str]) -> Question | None:
    known = {row.code: row for row in catalog.instruments}
    if not 2 <= len(set(codes)) == len(codes) <= CHOICE_LIMIT or not set(codes) <= set(known):
        return None
    answers = {code: known[code].short_label for code in codes}
    return Question("+".join(codes), CHOICE, "", "", "", answers)


def is_rating(value: object) -> bool:
    """Return whether a value is a rating: a whole number from 0 to 3, and not true or false."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= SALIENCE_MAXIMUM
