"""What every figure has: a title that says the finding, an alternative text, our colours, room for long names."""

from __future__ import annotations

from html import escape
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from clusterdash.charts import theme
from clusterdash.words import _, current_language

if TYPE_CHECKING:
    import plotly.graph_objects as go

TITLE_WIDTH = 78
FONT = "system-ui, 'Segoe UI', 'Noto Sans', Roboto, Helvetica, Arial, sans-serif"
SEPARATORS = {"fr": ",\u202f"}  # decimal sign, then the sign between thousands (a narrow no-break space)
PARTS = ("now", "later", "nobody")
PART_PATTERNS = {"now": "", "later": ".", "nobody": "/"}


def plain(text: str) -> str:
    """Return a text that a figure shows as it is: never as markup, never as a link."""
    return escape(text, quote=False)


def fold(text: str, width: int) -> str:
    """Return a text in lines of at most ``width`` signs, ready for a figure; no word is cut or lost."""
    return "<br>".join(plain(line) for line in wrap(text, width, break_long_words=False) or [""])


def name_part(part: str) -> str:
    """Return what a part of the value is called: what can start now, later, or has nobody."""
    return {"now": _("can start now"), "later": _("later"), "nobody": _("nobody to carry it")}[part]


def part_marker(part: str, scheme: str) -> dict[str, Any]:
    """Return colour and pattern of a part of the value, as the pages have them."""
    scale = theme.SCALE[scheme]
    colour = {"now": scale[3], "later": scale[1], "nobody": theme.PAPER[scheme]}[part]
    ink = theme.INK[scheme]
    return {
        "color": colour,
        "line": {"color": ink, "width": 1},
        "pattern": {"shape": PART_PATTERNS[part], "fgcolor": ink, "size": 7, "solidity": 0.2},
    }


def say_share(value: float) -> str:
    """Return a share from 0 to 1 as a whole percentage, as people of the language write it."""
    return f"{round(100 * value)}" + ("\u202f%" if current_language() == "fr" else "%")


def start_figure() -> go.Figure:
    """Return an empty figure without any template of its own."""
    import plotly.graph_objects as go

    return go.Figure(layout={"template": go.layout.Template()})  # not None: that takes whatever others made the default


def finish(
    figure: go.Figure, title: str, alt: str, scheme: str, *, height: int = 480, foot: int = 104, **layout: Any
) -> go.Figure:
    """Return the figure with its title (the finding), its alternative text (in ``layout.meta``) and our colours.

    ``foot`` is the room below the axis, for its labels and the key.
    """
    ink, line = theme.INK[scheme], theme.LINE[scheme]
    lines = fold(title, TITLE_WIDTH)
    top = 40 + 26 * (lines.count("<br>") + 1)
    axis = {"gridcolor": line, "zerolinecolor": line, "linecolor": line, "tickfont": {"size": 14}, "automargin": True}
    figure.update_layout(
        title={"text": lines, "x": 0, "xref": "container", "xanchor": "left", "y": 1, "yref": "container",
               "yanchor": "top", "pad": {"l": 16, "t": 16}, "font": {"size": 20}},
        meta={"alt": alt, "title": title},
        height=height + top,
        margin={"l": 16, "r": 24, "t": top, "b": foot},
        font={"family": FONT, "size": 14, "color": ink},
        paper_bgcolor=theme.PAPER[scheme],
        plot_bgcolor=theme.PAPER[scheme],
        separators=SEPARATORS.get(current_language(), ".,"),
        hoverlabel={"font": {"family": FONT, "size": 14}, "align": "left"},
        legend={"orientation": "h", "x": 0, "xref": "container", "xanchor": "left", "y": 0, "yref": "container",
                "yanchor": "bottom", "traceorder": "normal", "font": {"size": 14}},
    )  # fmt: skip
    figure.update_xaxes(**axis)
    figure.update_yaxes(**axis)
    return figure.update_layout(**layout)


def read_alt(figure: go.Figure) -> str:
    """Return the alternative text of a figure."""
    return str(figure.layout.meta["alt"])


def read_title(figure: go.Figure) -> str:
    """Return the finding that a figure has as its title, as plain text."""
    return str(figure.layout.meta["title"])
