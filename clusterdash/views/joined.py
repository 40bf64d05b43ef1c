"""The styles and the script of all pages: files by component, joined in the order of their names and sent as one.

A page that needs styles of its own brings a file ``60-<page>.css``; what must win over all pages (fingers, print,
narrow screens) has a higher number. Sizes come from ``00-tokens.css``, colours from ``charts/theme.py``. The files of
the script share one scope, as if they were one file.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from clusterdash.charts.theme import css_variables

STYLES = Path(__file__).parent / "assets" / "styles"
SCRIPTS = Path(__file__).parent / "assets" / "scripts"
PHONE = Path(__file__).parent / "assets" / "phone"
_DEFINITION = re.compile(r"(--[\w-]+):\s*([^;]+);")
_USE = re.compile(r"var\((--[\w-]+)")


@cache
def join_styles(folder: Path = STYLES) -> str:
    """Return all style sheets of a folder as one, in the order of their names, without comments and indents."""
    return _shrink(_join(folder, "css"))


@cache
def join_scripts(folder: Path = SCRIPTS) -> str:
    """Return all script files of a folder as one, in the order of their names."""
    return _join(folder, "js")


@cache
def shrink_phone_script(file: Path = PHONE / "phone.js") -> str:
    """Return the script of the phones' page without indents and without lines that are a comment alone."""
    lines = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


@cache
def shrink_phone_style(file: Path = PHONE / "phone.css") -> str:
    """Return the style sheet of the phones' page without indents and comments, with the tokens that it uses."""
    sheet = _shrink(file.read_text(encoding="utf-8"))
    return f"{pick_tokens(sheet)}\n{sheet}"


def pick_tokens(sheet: str) -> str:
    """Return the rules that define what a style sheet takes from the tokens and the colours, and nothing more."""
    rules = css_variables() + "\n" + _shrink((STYLES / "00-tokens.css").read_text(encoding="utf-8")).split("@media")[0]
    known = dict(_DEFINITION.findall(rules))
    needed, more = set(), set(_USE.findall(sheet))
    while more:
        needed |= more
        more = {name for used in more for name in _USE.findall(known.get(used, ""))} - needed
    return _shrink(_DEFINITION.sub(lambda found: found[0] if found[1] in needed else "", rules))


def _shrink(sheet: str) -> str:
    """Return a style sheet without comments, indents and empty lines."""
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)).strip()


def _join(folder: Path, kind: str) -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted(folder.glob(f"*.{kind}")))
