"""Views as HTML: Jinja templates that escape everything, in the language of the visitor."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from clusterdash import words
from clusterdash.charts import theme

TEMPLATES = Path(__file__).parent / "templates"


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
        "do": _do,
        "family_mark": theme.family_mark,
        "agent_mark": theme.agent_mark,
        "delivery_icon": theme.DELIVERY_ICONS.get,
        "basis": _basis,
    }
    environment.filters |= {"label": words.label, "amount": amount, "share": share}
    return environment


def render(template: str, **values: Any) -> str:
    """Return the HTML of a template; user text in ``values`` comes out as text, never as markup."""
    return _environment().get_template(template).render(**values)


@lru_cache(maxsize=8192, typed=True)
def _do(name: str, **arguments: Any) -> Markup:
    """Return the attributes that make an element an action: the browser sends ``name`` with ``arguments``."""
    encoded = json.dumps(arguments, separators=(",", ":"))
    return Markup('data-do="{}" data-args="{}"').format(name, encoded)


def _basis(kind: str, section: str = "", note: str = "") -> Markup:
    """Return the small mark that says where a figure comes from: the paper (with section), an assumption, the room."""
    names = {"paper": words._("paper"), "assumption": words._("our assumption"), "workshop": words._("workshop")}
    text = names[kind] + (" " + section.replace("Table", words._("Table")) if section else "")
    return Markup('<span class="basis basis-{}" title="{}">{}</span>').format(
        kind, words.label(note) if note else text, text
    )


def amount(value: object, digits: int = 1) -> str:
    """Return a number as people of the language write it."""
    text = f"{float(value):,.{digits}f}"  # type: ignore[arg-type]
    if words.current_language() == "fr":
        return text.replace(",", "\u202f").replace(".", ",")
    return text


def share(value: object, digits: int = 0) -> str:
    """Return a share from 0 to 1 as a percentage."""
    return amount(float(value) * 100, digits) + ("\u202f%" if words.current_language() == "fr" else "%")  # type: ignore[arg-type]
