"""From a room to the page of a phone, in the language of that phone."""

from __future__ import annotations

from clusterdash.catalog import Catalog
from clusterdash.room.board import Board
from clusterdash.room.questions import CAPACITY, CHOICE, CONTEXT, Question
from clusterdash.views.example_words import say_place_text
from clusterdash.views.questions import ANSWERS
from clusterdash.views.room.phone import PhonePage, PhoneQuestion
from clusterdash.words import _, label


def build_phone_page(catalog: Catalog, board: Board, version: str = "") -> PhonePage:
    """Return what a phone shows of a room, in the language in use."""
    return PhonePage(
        code=board.room.code,
        title=say_place_text(board.room.title),
        status=board.room.status,
        is_rehearsal=board.is_rehearsal,
        questions=tuple(translate_question(one) for one in board.questions),
        groups=tuple((row.code, label(row.label)) for row in catalog.stakeholder_groups),
        version=version,
    )


def translate_question(question: Question) -> PhoneQuestion:
    """Return a question in the language in use."""
    answers = tuple(
        (value, _name_answer(question, value, text), label(question.anchors.get(value, "")))
        for value, text in question.answers.items()
    )
    return PhoneQuestion(
        question.name, question.kind, label(question.title), say_question(question), label(question.example), answers
    )


def say_question(question: Question) -> str:
    """Return the question itself, in the language in use."""
    if question.kind == CAPACITY:
        return _("How able is it here: {actor}?").format(actor=label(question.title))
    if question.kind == CHOICE:
        return _("Which of these would you rather have here? They serve the same mechanisms.")
    return label(question.text)


def _name_answer(question: Question, value: str, text: str) -> str:
    if question.kind == CONTEXT and value in ANSWERS:
        return _(ANSWERS[value])
    return label(text)
