"""Papers: a typst template and facts become a PDF that screen readers can read, with our own fonts and no network."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from clusterdash.charts import theme
from clusterdash.export.glyphs import FONTS, drop_marks, keep_drawable
from clusterdash.export.request import Request

TEMPLATES = Path(__file__).parent / "templates"


def print_paper(template: str, request: Request, words: Mapping[str, str]) -> bytes:
    """Return the PDF of a template; ``words`` are the headings of the template in the language in use.

    Texts go in as data, never as markup. The same request gives the same bytes; the date in the file is the one to be
    printed, else the first day of the calendar of such files.

    Source: assumption (PDF/UA-1, checked by typst itself).
    """
    from typst import TypstError

    data = {"facts": asdict(request.facts), "words": dict(words), "theme": _read_theme(), "on": _date_parts(request)}
    try:
        return _compile(template, _write_json(data, keep_drawable))
    except TypstError as error:  # a mark upon a letter of another font
        if "could not be displayed" not in error.message:
            raise
        return _compile(template, _write_json(data, lambda text: drop_marks(keep_drawable(text))))


def _compile(template: str, data: str) -> bytes:
    import typst

    compiler = typst.Compiler(
        input=str(TEMPLATES / template), root=str(TEMPLATES), font_paths=_load_fonts(), sys_inputs={"data": data}
    )
    made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=0)
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
