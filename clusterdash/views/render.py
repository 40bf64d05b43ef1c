"""Views as HTML: Jinja templates that escape everything, in the language of the visitor.

A view is made of *parts*: elements with an id that can be sent and updated one by one. A template marks one with
``{% call part("id", "section") %}…{% endcall %}``; everything between the parts is the skeleton.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from clusterdash import words
from clusterdash.charts import theme
from clusterdash.model.scenario.number_fields import NUMBER_FIELDS
from clusterdash.numerals import write_number
from clusterdash.views.example_words import say_place_text

TEMPLATES = Path(__file__).parent / "templates"
_parts: ContextVar[dict[str, str] | None] = ContextVar("clusterdash_parts", default=None)


@dataclass(frozen=True)
class View:
    """A screen as HTML: the skeleton with an empty element for each part, and the parts by their id."""

    skeleton: str
    parts: Mapping[str, str] = field(default_factory=dict)

    @property
    def html(self) -> str:
        """The whole view in one piece."""
        text = self.skeleton
        for code, part in self.parts.items():
            text = text.replace(_empty(_tag_of(part), code), part, 1)
        return text


@contextmanager
def collect_parts() -> Iterator[dict[str, str]]:
    """Yield the table into which every part that is rendered meanwhile goes; its place is held by an empty element."""
    found: dict[str, str] = {}
    token = _parts.set(found)
    try:
        yield found
    finally:
        _parts.reset(token)


def _tag_of(part: str) -> str:
    return part[1 : part.index(" ")]


def _empty(tag: str, code: str) -> str:
    return f'<{tag} id="{code}" data-part></{tag}>'


def _part(code: str, tag: str = "div", attributes: str = "", *, caller: Callable[[], str]) -> Markup:
    """Return one part; while parts are collected it is put aside and an empty element takes its place."""
    # tag, code and attributes are our own templates' text, and the body is their output
    whole = Markup(f'<{tag} id="{code}" data-part {attributes}>{caller()}</{tag}>')  # noqa: S704
    found = _parts.get()
    if found is None:
        return whole
    if code in found:
        raise ValueError(f"two parts are called {code}")
    found[code] = str(whole)
    return Markup(_empty(tag, code))  # noqa: S704, made of two constants of a template


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals |= {
        "_": words._,
        "ngettext": words.ngettext,
        "do": do,
        "part": _part,
        "value": _value,
        "unit_of": unit_of,
        "zero_of": zero_of,
        "level_mark": mark_level,
        "family_mark": theme.family_mark,
        "agent_mark": theme.agent_mark,
        "delivery_icon": theme.DELIVERY_ICONS.get,
        "basis": _basis,
        "mark": _mark,
    }
    environment.filters |= {
        "label": words.label,
        "place_text": say_place_text,
        "amount": amount,
        "share": share,
        "percent": percent,
        "field": show_number,
        "section": show_section,
    }
    return environment


def render(template: str, **values: Any) -> str:
    """Return the HTML of a template; user text in ``values`` comes out as text, never as markup."""
    return _environment().get_template(template).render(**values)


@lru_cache(maxsize=8192, typed=True)
def do(name: str, **arguments: Any) -> Markup:
    """Return the attributes that make an element an action: the browser sends ``name`` with ``arguments``."""
    encoded = json.dumps(arguments, separators=(",", ":")).replace("&", "&amp;").replace("'", "&#39;")
    return Markup(f"data-do={name} data-args='{encoded.replace('<', '&lt;')}'")  # noqa: S704, escaped just above


def _value(text: object) -> Markup:
    """Return the attributes by which a field shows what holds: what it starts with, and what it always goes back to."""
    held = escape(text)
    return Markup(f'value="{held}" data-value="{held}"')  # noqa: S704, escaped just above


def show_number(value: object) -> str:
    """Return a number as a field shows it, in the language of the visitor; nothing where there is none."""
    return "" if value is None or value == "" else _write_number(value, words.current_language())


@lru_cache(maxsize=4096, typed=True)
def _write_number(value: float, language: str) -> str:
    return write_number(value, language)


def unit_of(path: str) -> str:
    """Return the unit of a field of numbers in the language of the visitor, "" where it has none."""
    found = NUMBER_FIELDS[path]
    return words._(str(found.unit)) if found.unit else ""


def mark_level(level: int | None) -> Markup:
    """Return a rating from 0 to 3 as a coloured figure; a dash in a dashed frame where nobody rated (None)."""
    return _mark_level(level, words.current_language())


@lru_cache(maxsize=64)
def _mark_level(level: int | None, _language: str) -> Markup:
    if level is None:
        return Markup('<span class="level level-none" role="img" aria-label="{}">–</span>').format(words._("not rated"))
    return Markup('<span class="level level-{0}">{0}</span>').format(level)


def zero_of(path: str, value: object) -> str:
    """Return what 0 means in a field that holds 0, "" otherwise."""
    found = NUMBER_FIELDS[path]
    return words._(str(found.zero)) if value == 0 and found.zero else ""


def _basis(kind: str, section: str = "", note: str = "", why: str = "") -> Markup:
    """Return the small mark that says where a figure comes from: the paper (with section), an assumption, the room.

    A click on it opens what ``why`` asks for (the arithmetic of the figure), else what the section says and the note.
    """
    return _button_of(kind, section, note, why, words.current_language())


def _mark(kind: str, section: str = "", note: str = "") -> Markup:
    """Return the same mark where it opens nothing, such as in a drawer that says all there is; its note follows."""
    told = Markup(' <span class="printed">{}</span>').format(words.label(note)) if note else ""
    return Markup('<span class="basis basis-{}"><span>{}</span></span>{}').format(kind, _name(kind, section), told)


@lru_cache(maxsize=4096)
def _button_of(kind: str, section: str, note: str, why: str, _language: str) -> Markup:
    told = Markup(' data-note="{}"').format(words.label(note)) if note else ""
    # made of two constants; what fills them is escaped
    # the keyboard reaches what has an arithmetic; for all other marks there is one button on each page
    button = Markup('<button type="button" class="basis basis-{}" {}data-why="{}"{}><span>{}</span></button>')
    stop = "" if why else Markup("tabindex=-1 ")
    return button.format(kind, stop, f"sum {why}" if why else f"basis {kind} {section}", told, _name(kind, section))


def _name(kind: str, section: str) -> str:
    """Return what a mark reads: "paper §3"; an assumption only refers to the section."""
    place = show_section(section)
    if kind == "assumption":
        return words._("our assumption, see {section}").format(section=place) if place else words._("our assumption")
    name = words._("paper") if kind == "paper" else words._("workshop")
    return f"{name} {place}".strip()


def show_section(section: str) -> str:
    """Return the name of a section or table in the language of the visitor."""
    return section.replace("Table", words._("Table"))


def amount(value: object, digits: int = 1) -> str:
    """Return a number as people of the language write it."""
    text = f"{float(value):,.{digits}f}"  # type: ignore[arg-type]
    if words.current_language() == "fr":
        return text.replace(",", "\u202f").replace(".", ",")
    return text


def share(value: object, digits: int = 0) -> str:
    """Return a share from 0 to 1 as a percentage."""
    return percent(amount(float(value) * 100, digits))  # type: ignore[arg-type]


def percent(text: object) -> str:
    """Return a number that is a percentage already with its sign, as the language in use sets it."""
    return f"{text}\u202f%" if words.current_language() == "fr" else f"{text}%"
