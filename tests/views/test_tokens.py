"""Every style sheet speaks one visual language: type, distances, line heights, corners and layers come from tokens.

What may stand beside the tokens is listed here, and nowhere else: see ``ALLOWED``.
"""

import re
from pathlib import Path

import pytest

import clusterdash
from clusterdash.charts.theme import css_variables
from clusterdash.views.joined import PHONE, STYLES

APP = Path(clusterdash.__file__).parent
TOKENS = STYLES / "00-tokens.css"
SHEETS = sorted([*STYLES.glob("*.css"), *PHONE.glob("*.css"), *APP.glob("export/page/*.css")])
FRAME = "rail|head|path|bar|foot|feet|strip|target"
STEPS = {
    r"font-size": r"--type-[\w-]+",
    r"line-height": r"--line-[\w-]+",
    r"z-index": r"--layer-[\w-]+",
    r"border(-\w+)*-radius": r"--radius(-\w+)?",
    r"(margin|padding|inset|scroll-margin)(-\w+)*|(row-|column-)?gap|border-spacing|top|right|bottom|left": (
        rf"--(space-[\w-]+|{FRAME})"
    ),
    r"min-height|min-block-size": rf"--(control(-\w+)?|space-[\w-]+|{FRAME})",
}
# Beside the tokens: nothing, the browser's own choice, parts of a whole, a hair's breadth, so many lines, and sums.
PLAIN = r"0|auto|inherit|none|fit-content|-?[\d.]+%|-?1px|calc|min|max|[-+*/]|\d+lh|env|safe-area-inset-bottom|0px"
# Where something hangs on no step, and why.
ALLOWED = {
    ("00-tokens.css", "html", "font-size"): "what a rem is, on a wide screen",
    ("45-paper.css", "html", "font-size"): "what a rem is, on paper",
    ("84-print.css", "html", "font-size"): "what a rem is, on paper",
    ("84-print.css", "@page", "margin"): "the edge of the paper",
    ("89-wall.css", "html", "font-size"): "what a rem is, on the wall",
    ("14-figures.css", ".band-figure text", "font-size"): "units of the drawing, not of the page",
    ("66-agenda.css", ".agenda-card", "min-block-size"): "cards of paper to be cut out",
    ("66-agenda.css", ".timer", "inset-block-end"): "above the foot of the stage, which grows with its type",
    ("phone.css", "html", "font-size"): "what a rem is, on a phone",
    ("phone.css", "nav", "padding"): "in line with the column of text above it",
}
COLOUR = re.compile(
    r"#[0-9a-fA-F]{3,8}\b|\b(rgba?|hsla?|oklch|lab|lch|hwb)\(|\b(white|black|red|green|blue|grey|gray)\b"
)


def read_rules(file):
    """Return (selector, property, value, whole line) of every declaration in a style sheet."""
    selector, found = "", []
    for line in file.read_text(encoding="utf-8").splitlines():
        bare = re.sub(r"/\*.*?\*/", "", line).strip()
        if bare.endswith("{"):
            selector = bare.removesuffix("{").strip()
        elif match := re.fullmatch(r"([\w-]+)\s*:\s*(.+);", bare):
            found.append((selector, match[1], match[2], line.strip()))
    return found


def find_strays(file):
    """Return every declaration whose value is neither a token nor an allowed exception."""
    strays = []
    for selector, name, value, line in read_rules(file):
        kind = next((steps for names, steps in STEPS.items() if re.fullmatch(names, name)), None)
        allowed = any(
            file.name == sheet and name == held and ending in selector for sheet, ending, held in ALLOWED
        ) or name.startswith("--")
        if kind is None or allowed:
            continue
        rest = re.sub(rf"var\({kind}\)", " ", value.replace("!important", ""))
        factor = r"|-?[\d.]+" if re.search(r"calc\(|min\(|max\(", value) else ""
        if any(not re.fullmatch(PLAIN + factor, word) for word in re.split(r"[\s(),]+", rest) if word):
            strays.append(f"{selector} {{ {line} }}")
    return strays


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda file: file.name)
def test_a_style_sheet_takes_its_sizes_from_the_tokens(sheet):
    assert not find_strays(sheet)


def test_a_size_of_its_own_is_found(tmp_path):
    sheet = tmp_path / "own.css"
    sheet.write_text(".a {\n  font-size: .83rem;\n  padding: 0 var(--space-2);\n  z-index: 7;\n  gap: .1rem;\n}\n")
    # must not happen: a layer is a bare number, a distance is a step of type
    sheet.write_text(sheet.read_text() + ".b {\n  margin: var(--type-small);\n}\n")
    assert len(find_strays(sheet)) == 4


def test_every_exception_is_still_needed():
    rules = {(file.name, name): "" for file in SHEETS for _, name, _, _ in read_rules(file)}
    assert all((sheet, name) in rules for sheet, _, name in ALLOWED)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda file: file.name)
def test_a_style_sheet_is_readable(sheet):
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    for line in text.splitlines():
        # must not happen: two declarations, or a whole rule, on one line
        assert line.count(";") <= 1 and not re.search(r"[{}].*[{}]|[{;]\s*\S", line), line
    assert text.count("{") == text.count("}")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda file: file.name)
def test_what_overrules_says_why(sheet):
    lines = [line for _, _, _, line in read_rules(sheet) if "!important" in line]
    assert all(re.search(r"/\* \S+ .* \*/$", line) for line in lines), lines


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda file: file.name)
def test_colours_stand_in_the_theme_alone(sheet):
    assert not [line for _, _, value, line in read_rules(sheet) if COLOUR.search(value)]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda file: file.name)
def test_every_token_that_is_used_is_defined(sheet):
    known = TOKENS.read_text() + css_variables() + sheet.read_text()
    if sheet.parent == STYLES:
        known += "".join(file.read_text() for file in STYLES.glob("*.css"))
    used = {name for _, _, value, _ in read_rules(sheet) for name in re.findall(r"var\((--[\w-]+)\)", value)}
    assert used <= set(re.findall(r"(--[\w-]+)\s*:", known))


def test_every_token_is_used():
    sheets = "".join(file.read_text() for file in SHEETS)
    assert not [
        name for name in re.findall(r"^\s+(--[\w-]+):", TOKENS.read_text(), re.M) if f"var({name})" not in sheets
    ]


def test_a_template_sets_no_look_of_its_own():
    for file in APP.rglob("*.html"):
        for style in re.findall(r'style="([^"]*)"', file.read_text(encoding="utf-8")):
            for part in filter(None, style.split(";")):
                # must not happen: a size, a distance or a colour beside the steps; how long a bar is, is data
                held = re.fullmatch(r"(inline-size|block-size|inset-[\w-]+):\{\{.*\}\}%", part)
                assert held, f"{file.name}: {part}"


# Classes of the chart's own, and those whose ending is data: a family, an agent, a level, a basis …
MADE = r"drag|(is|family|agent|level|heat|basis|verdict|severity|route|slide|status|part|compare)-\w+"


def read_names():
    """Return every word that stands in a tag of a template, or in quotes in a view or a script."""
    patterns = {"html": r"\{[%{].*?[%}]\}|<[^>]*>", "py": r'"[^"\n]*"', "js": r"\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`"}
    found = set()
    for kind, pattern in patterns.items():
        for file in APP.rglob(f"*.{kind}"):
            if "vendor" not in file.parts:
                found.update(re.findall(r"[\w-]+", " ".join(re.findall(pattern, file.read_text(encoding="utf-8")))))
    return found


def test_no_style_is_without_a_user():
    """Every class and id of a style sheet stands in a template, a view or a script."""
    known = read_names()
    for sheet in SHEETS:
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
        for selector in re.findall(r"([^{};]+)\{", text):
            for name in re.findall(r"[.#](-?[A-Za-z_][\w-]*)", selector):
                is_known = name in known or re.fullmatch(MADE, name) or name.startswith("st")
                assert is_known, f"{sheet.name}: {selector.strip()}"
