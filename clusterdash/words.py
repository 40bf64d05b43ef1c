"""Words that people see, in their language: gettext for the interface, a second catalogue for labels of data.

The language belongs to the running script or request, never to the process: it lives in a context variable.
"""

from __future__ import annotations

import gettext as _gettext
from collections.abc import Iterable
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LOCALE_FOLDER = Path(__file__).parent / "locale"
LANGUAGES = {"en": "English", "fr": "Français"}
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
DEFAULT_LANGUAGE = "en"

_language: ContextVar[str] = ContextVar("clusterdash_language", default=DEFAULT_LANGUAGE)


@cache
def _catalogue(language: str, domain: str) -> _gettext.NullTranslations:
    return _gettext.translation(domain, LOCALE_FOLDER, languages=[language], fallback=True)


def select_language(*wishes: str | None) -> str:
    """Set and return the first of ``wishes`` that we speak ("fr-CA" counts as "fr"), or English."""
    codes = [wish.split("-")[0].split("_")[0].lower() for wish in wishes if wish]
    language = next((code for code in codes if code in LANGUAGES), DEFAULT_LANGUAGE)
    _language.set(language)
    return language


def current_language() -> str:
    """Return the code of the language in use ("en", "fr")."""
    return _language.get()


def direction() -> str:
    """Return "rtl" or "ltr" for the language in use."""
    return "rtl" if current_language() in RIGHT_TO_LEFT else "ltr"


def _(message: str) -> str:
    """Return an interface string in the language in use."""
    return _catalogue(current_language(), "interface").gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the form of an interface string that fits ``count``."""
    return _catalogue(current_language(), "interface").ngettext(singular, plural, count)


def N_(message: str) -> str:
    """Mark a string for translation without translating it here."""
    return message


def label(text: str) -> str:
    """Return a text of the data package in the language in use; the printed English stands in the detail."""
    return _catalogue(current_language(), "data").gettext(text) if text else ""


def pair(name: str, text: str) -> str:
    """Return a name and what is said of it, with the colon as the language in use sets it."""
    return _("{name}: {text}").format(name=name, text=text)


def series(parts: Iterable[str]) -> str:
    """Return several things said one after the other, with the semicolon as the language in use sets it."""
    return _("; ").join(parts)
