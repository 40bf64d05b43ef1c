"""The visual language in one place: family and agent colours with their marks, one sequential scale, both schemes.

Colours go by position (first family, second family …), so that another toolbox gets the same language. All are tested
for contrast (WCAG AA) and for colour-vision deficiency; a mark or a letter always stands beside a colour.
"""

from __future__ import annotations

INK = {"light": "#0f1419", "dark": "#eef2f7"}
PAPER = {"light": "#ffffff", "dark": "#10151c"}
SOFT = {"light": "#f2f4f7", "dark": "#1a222d"}
LINE = {"light": "#c5ccd6", "dark": "#3a4656"}
MUTED = {"light": "#4a5563", "dark": "#b3bdca"}
ACCENT = {"light": "#0b57a4", "dark": "#8ab4f8"}
# A sheet's shadow, and the white on which codes and pictures of pages stand in both schemes.
SHADE = {"light": "#0005", "dark": "#000a"}
CODE_PAGE = {"light": "#ffffff", "dark": "#ffffff"}

FAMILY_COLOURS = {
    "light": ("#0e53a7", "#af6110", "#1b8558", "#a31a6c", "#483f33"),
    "dark": ("#4d8ddc", "#e99e56", "#54d3b4", "#d294cf", "#e0e2a9"),
}
FAMILY_MARKS = ("●", "▲", "■", "◆", "✚", "★", "⬟", "▼")

AGENT_COLOURS = {
    "light": ("#874ba9", "#0045be", "#107c88", "#005a2a", "#a55800", "#363c46"),
    "dark": ("#ae93ff", "#98b8ed", "#5ec1bd", "#53964e", "#d89531", "#eaf0f8"),
}
AGENT_ORDER = ("donor", "national", "office", "regional", "local", "cluster_leaders")
AGENT_ON = {"light": "#ffffff", "dark": "#10151c"}

SCALE = {
    "light": ("#eef1f5", "#c3dbf5", "#5f9fe0", "#0b4a8f"),
    "dark": ("#1f2833", "#24476e", "#3f82c8", "#b9d8fb"),
}
SCALE_INK = {
    "light": ("#4a5563", "#0f1419", "#0f1419", "#ffffff"),
    "dark": ("#b3bdca", "#eef2f7", "#07101a", "#07101a"),
}

DELIVERY_ICONS = {
    "ready": "✔",
    "after_capacity_building": "◔",
    "through_donor": "◆",
    "through_network": "⌘",
    "needs_organiser": "?",
    "at_risk": "!",
    "out_of_reach": "✕",
}


def family_mark(position: int) -> str:
    """Return the shape of the family at a position (from 0) of the family table."""
    return FAMILY_MARKS[position % len(FAMILY_MARKS)]


def agent_slot(code: str) -> int:
    """Return the colour slot of an agent; agents without a slot of their own share the last one."""
    return AGENT_ORDER.index(code) if code in AGENT_ORDER else len(AGENT_ORDER) - 1


def agent_mark(code: str) -> str:
    """Return the style class that gives an agent its colour."""
    return f"agent-{agent_slot(code)}"


def css_variables() -> str:
    """Return the style sheet part that hands all colours to the pages, light and dark."""
    light, dark = _variables("light"), _variables("dark")
    return (
        f":root{{{light}}}\n:root[data-scheme=dark]{{{dark}}}\n"
        f"@media (prefers-color-scheme: dark){{:root:not([data-scheme]){{{dark}}}}}\n"
        f"@media print{{:root,:root[data-scheme]{{{light}}}}}"
    )


def _variables(scheme: str) -> str:
    named = {
        "ink": INK,
        "page": PAPER,
        "soft": SOFT,
        "line": LINE,
        "muted": MUTED,
        "accent": ACCENT,
        "on-agent": AGENT_ON,
        "shade": SHADE,
        "code-page": CODE_PAGE,
    }
    pairs = [(name, values[scheme]) for name, values in named.items()]
    for prefix, colours in (
        ("family", FAMILY_COLOURS),
        ("agent", AGENT_COLOURS),
        ("heat", SCALE),
        ("heat-ink", SCALE_INK),
    ):
        pairs += [(f"{prefix}-{number}", colour) for number, colour in enumerate(colours[scheme])]
    return "".join(f"--{name}:{colour};" for name, colour in pairs)
