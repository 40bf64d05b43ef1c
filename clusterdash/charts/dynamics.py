"""The band of simulated runs: how many initiatives have succeeded after each round, as an illustration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clusterdash.charts import theme
from clusterdash.charts.finish import finish, start_figure
from clusterdash.model.chain.dynamics import Dynamics
from clusterdash.numerals import write_number
from clusterdash.words import _, current_language, series

if TYPE_CHECKING:
    import plotly.graph_objects as go


def band_figure(dynamics: Dynamics, scheme: str = "light") -> go.Figure:
    """Return successes so far over the rounds as a band (P10 to P90) with its middle line (P50).

    Source: Benner 2013, §5.9; all chances are assumptions. An illustration, not a forecast.
    """
    accent, ink = theme.ACCENT[scheme], theme.INK[scheme]
    rounds = [_("Round {number}").format(number=one.number) for one in dynamics.rounds]
    bands = [one.succeeded_total for one in dynamics.rounds]
    figure = start_figure()
    edge = {"x": rounds, "mode": "lines", "line": {"width": 0}}
    figure.add_scatter(**edge, y=[one.high for one in bands], hoverinfo="skip", showlegend=False)
    figure.add_scatter(
        **edge, y=[one.low for one in bands], fill="tonexty", fillcolor=_fade(accent), name=_("8 of 10 runs")
    )
    figure.add_scatter(
        x=rounds,
        y=[one.middle for one in bands],
        mode="lines+markers+text",
        text=[f"{one.middle:g}" for one in bands],
        textposition="top center",
        textfont={"size": 20, "color": ink},
        line={"color": accent, "width": 4},
        marker={"size": 11},
        name=_("middle run"),
    )
    title, alt = _say_band(dynamics)
    finish(figure, title, alt, scheme)
    return figure.update_yaxes(rangemode="tozero", title=_("initiatives that have succeeded"))


def _say_band(dynamics: Dynamics) -> tuple[str, str]:
    last = dynamics.succeeded_total
    title = _("Initiatives that succeed in the middle of {runs} runs: {count}; an illustration, not a forecast").format(
        runs=write_number(dynamics.runs, current_language()), count=f"{last.middle:g}"
    )
    lines = [
        _("Round {number}: {low} to {high}, middle {middle}").format(
            number=one.number,
            low=f"{one.succeeded_total.low:g}",
            high=f"{one.succeeded_total.high:g}",
            middle=f"{one.succeeded_total.middle:g}",
        )
        for one in dynamics.rounds
    ]
    return title, f"{title}. " + series(lines) + "."


def _fade(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.25)"
