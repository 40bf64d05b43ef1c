"""Papers: a typst template and facts become a PDF that screen readers can read, with our own fonts and no network."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from clusterdash.charts import theme
from clusterdash.export.blocks import Chapter
from clusterdash.export.glyphs import FONTS, drop_marks, find_undrawable, keep_drawable, list_signs, list_texts
from clusterdash.export.request import Request
from clusterdash.words import _

TEMPLATES = Path(__file__).parent / "templates"
LONGEST_WORD, PIECE, ZERO_WIDTH_SPACE = 28, 8, "\N{ZERO WIDTH SPACE}"
_LONG = re.compile(rf"\S{{{LONGEST_WORD},}}")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")  # Thai, Lao, Burmese, Khmer: typst finds the words


def print_paper(template: str, request: Request, words: Mapping[str, Any], chapters: Iterable[Chapter] = ()) -> bytes:
    """Return the PDF of a template; ``words`` are the headings of the template (and what it shows
    beyond the facts) in the language in use.

    Texts go in as data, never as markup. The same request gives the same bytes; the date in the file is the one to be
    printed, else the first day of the calendar of such files.

    Source: assumption (PDF/UA-1, checked by typst itself).
    """
    return _print(template, _collect(request, words, chapters), _make_pdf)


def draw_picture(name: str, request: Request) -> bytes:
    """Return one of the drawings of the report as a PNG picture, 170 mm wide.

    Source: assumption (the same drawing as in the PDF).
    """
    return _print("drawing.typ", _collect(request, {"name": name}, ()), _make_png)


def _collect(request: Request, words: Mapping[str, Any], chapters: Iterable[Chapter]) -> dict[str, Any]:
    facts = asdict(request.facts)
    if find_undrawable(list_texts([facts, words])):
        facts["head"]["legend"] += " " + _("□ stands for a sign that the fonts of this file do not have.")
    return {
        "facts": facts,
        "fonts": _load_fonts().families(),
        "words": dict(words),
        "theme": _read_theme(),
        "on": _date_parts(request),
        "chapters": [asdict(one) for one in chapters],
    }


def _print(template: str, data: Mapping[str, Any], make: Callable[[str, str], bytes]) -> bytes:
    from typst import TypstError

    try:
        return make(template, _write_json(data, _clean))
    except TypstError as error:  # a mark upon a letter of another font
        if "could not be displayed" not in error.message:
            raise
        return make(template, _write_json(data, lambda text: drop_marks(_clean(text))))


def _clean(text: str) -> str:
    return break_long_words(keep_drawable(text))


def break_long_words(text: str) -> str:
    """Return a text in which a line can end within what is longer than any word, such as an address.

    Source: assumption (no word of ours has more letters).
    """
    return text if len(text) < LONGEST_WORD else _LONG.sub(_open, text)


def _open(found: re.Match[str]) -> str:
    word = found.group()
    if _UNSPACED.search(word):
        return word
    signs = list_signs(word)
    return ZERO_WIDTH_SPACE.join("".join(signs[place : place + PIECE]) for place in range(0, len(signs), PIECE))


def _make_pdf(template: str, data: str) -> bytes:
    return _join(_open_compiler(template, data).compile(format="pdf", pdf_standards=["ua-1"], timestamp=0))


def _make_png(template: str, data: str) -> bytes:
    return _join(_open_compiler(template, data).compile(format="png", ppi=192))


def _open_compiler(template: str, data: str) -> Any:
    import typst

    return typst.Compiler(
        input=str(TEMPLATES / template), root=str(TEMPLATES), font_paths=_load_fonts(), sys_inputs={"data": data}
    )


def _join(made: bytes | list[bytes] | None) -> bytes:
    return made if isinstance(made, bytes) else b"".join(made or [])


@cache
def _load_fonts() -> Any:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _write_json(data: Mapping[str, Any], clean: Callable[[str], str]) -> str:
    return json.dumps(_map_texts(data, clean), ensure_ascii=False, sort_keys=True)


def _map_texts(value: Any, clean: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {key: _map_texts(entry, clean) for key, entry in value.items()}
    return [_map_texts(entry, clean) for entry in value] if isinstance(value, list | tuple) else value


def _read_theme() -> dict[str, Any]:
    """Return the colours of the pages, on white."""
    parts = {"now": theme.SCALE["light"][3], "later": theme.SCALE["light"][2], "nobody": theme.SCALE["light"][0]}
    return {
        "ink": theme.INK["light"],
        "soft": theme.SOFT["light"],
        "line": theme.LINE["light"],
        "muted": theme.MUTED["light"],
        "accent": theme.ACCENT["light"],
        "scale": list(theme.SCALE["light"]),
        "parts": parts,
    }


def _date_parts(request: Request) -> list[int]:
    return [request.on.year, request.on.month, request.on.day] if request.on else []
