"""The page of a phone: plain HTML, one question a screen; and the door where a code is typed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from clusterdash import words
from clusterdash.views.render import render
from clusterdash.words import LANGUAGES, _


@dataclass(frozen=True)
class PhoneQuestion:
    """One question in the words of the phone's language; ``answers`` holds value, label and what it means."""

    name: str
    kind: str
    title: str
    text: str
    example: str
    answers: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class PhonePage:
    """All that the page of a phone shows; ``api`` is the address of the room, ``groups`` code and label."""

    code: str
    title: str
    status: str
    is_rehearsal: bool
    questions: tuple[PhoneQuestion, ...]
    groups: tuple[tuple[str, str], ...]
    version: str = ""


def render_phone(page: PhonePage) -> str:
    """Return the page in the language in use; whatever people typed comes out as text."""
    return render(
        "room/phone.html",
        **_frame(page.version),
        code=page.code,
        title=page.title or _("Workshop"),
        status=page.status,
        is_rehearsal=page.is_rehearsal,
        groups=page.groups,
        questions=page.questions,
        scale=next((one.answers for one in page.questions if one.kind == "mechanism"), ()),
        data=_write_data(page.code, (one.name for one in page.questions)),
    )


def render_door(problem: str = "", version: str = "") -> str:
    """Return the page on which a code is typed; ``problem`` says what is wrong with the one that was."""
    return render("room/door.html", **_frame(version), problem=problem)


def _frame(version: str) -> dict[str, object]:
    return {
        "language": words.current_language(),
        "direction": words.direction(),
        "languages": LANGUAGES,
        "version": version,
    }


def _write_data(code: str, names: Iterable[str]) -> Markup:
    data = {"code": code, "api": f"/api/rooms/{code}", "questions": " ".join(names), "words": _list_words()}
    return Markup(json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704, no tag can begin in it


def _list_words() -> Mapping[str, str]:
    """Return what the page's script must be able to say by itself."""
    return {
        "saving": _("Saving …"),
        "saved": _("Saved. You can change it until the vote is closed."),
        "away": _("No connection. Your answers are kept on this phone and sent as soon as it is back."),
        "busy": _("The server is busy. Your answers are kept on this phone and sent in a moment."),
        "back": _("The connection is back; everything is sent."),
        "late": _("The vote was closed before your last change arrived; that change does not count."),
        "over": _("This room is over, or its code is wrong. Look at the wall again."),
        "refused": _("The server could not read this answer. Reload the page and try again."),
        "anew": _("The vote begins anew. Please answer again."),
        "reset": _("This question is asked anew. Please answer it again."),
        "opened": _("The vote is open."),
        "again": _("Vote again: your answers are still here, change what you like."),
        "closed": _("The vote is closed. What you have answered counts."),
        "revealed": _("Here is what the room says."),
        "unkept": _("This browser keeps nothing: leave this page open."),
        "count": _("{done} of {all} answered"),
        "agreed": _("Most agree."),
        "split": _("Opinions are split."),
        "mixed": _("Opinions differ somewhat."),
        "middle": _("In the middle: {level}."),
        "up": _("Higher than in the vote before."),
        "down": _("Lower than in the vote before."),
    }
