"""The band of simulated runs: how many initiatives have succeeded after each round, as an illustration."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clusterdash.charts import theme
from clusterdash.words import _

if TYPE_CHECKING:
    import plotly.graph_objects as go


def band_figure(
    rounds: Sequence[str], low: Sequence[float], middle: Sequence[float], high: Sequence[float], scheme: str = "light"
) -> go.Figure:
    """Return a band (P10 to P90) with its middle line (P50) over the rounds; the title stands above it on the page."""
    import plotly.graph_objects as go

    accent, ink = theme.ACCENT[scheme], theme.INK[scheme]
    figure = go.Figure()
    figure.add_scatter(x=rounds, y=high, mode="lines", line={"width": 0}, hoverinfo="skip", showlegend=False)
    figure.add_scatter(
        x=rounds,
        y=low,
        mode="lines",
        line={"width": 0},
        fill="tonexty",
        fillcolor=_fade(accent),
        name=_("8 of 10 runs"),
    )
    figure.add_scatter(
        x=rounds,
        y=middle,
        mode="lines+markers+text",
        text=[f"{value:g}" for value in middle],
        textposition="top center",
        textfont={"size": 20, "color": ink},
        line={"color": accent, "width": 4},
        marker={"size": 11},
        name=_("middle run"),
    )
    figure.update_layout(
        height=360,
        margin={"l": 50, "r": 20, "t": 20, "b": 40},
        font={"size": 16, "color": ink},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        legend={"orientation": "h", "y": 1.08},
        xaxis={"fixedrange": True, "tickfont": {"size": 16}},
        yaxis={"rangemode": "tozero", "fixedrange": True, "gridcolor": theme.LINE[scheme], "tickfont": {"size": 16}},
    )
    return figure


def _fade(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.25)"
