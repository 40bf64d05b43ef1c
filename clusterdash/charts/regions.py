"""Regions as figures: where each industry of a region stands, all regions by industries, and regions by their marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clusterdash.charts import theme
from clusterdash.charts.finish import finish, fold, plain, say_share, start_figure
from clusterdash.words import _, ngettext, series

if TYPE_CHECKING:
    import plotly.graph_objects as go

MARKS = ("·", "●", "●●", "●●●")
SYMBOLS = ("circle-open", "circle", "diamond", "star")
LQ_TOP = 4.0
NAME_EDGE = 0.8  # beyond this share of the width a name stands to the left of its mark, not over the edge
ROW_HEIGHT = 26


@dataclass(frozen=True)
class Bubble:
    """One industry of a region: location quotient, growth (None with one year), jobs, and its marks (0 to 3)."""

    industry: str
    lq: float
    growth: float | None
    jobs: float
    marks: int


@dataclass(frozen=True)
class RankedRegion:
    """One region: how many of its industries have one, two and three marks, and its best potentials."""

    region: str
    counts: tuple[int, int, int]
    best: tuple[str, ...]


def bubble_figure(region: str, bubbles: Sequence[Bubble], lq_threshold: float, scheme: str = "light") -> go.Figure:
    """Return the industries of a region by location quotient (across) and growth (up), as large as their jobs.

    With one year only, all stand on one line. The shape says the marks, beside the colour.

    Source: assumption (location quotient, growth); Benner 2013, §5.4.
    """
    has_growth = any(one.growth is not None for one in bubbles)
    largest = max((one.jobs for one in bubbles), default=1.0) or 1.0
    edge = max((one.lq for one in bubbles), default=0.0) * NAME_EDGE
    figure = start_figure()
    for marks in range(4):
        shown = [one for one in bubbles if one.marks == marks and (one.growth is not None or not has_growth)]
        if not shown:
            continue
        figure.add_scatter(
            x=[one.lq for one in shown],
            y=[one.growth if has_growth else 0 for one in shown],
            mode="markers+text",
            text=[plain(one.industry) if one.lq > lq_threshold or one.marks == 3 else "" for one in shown],
            textposition=["top left" if one.lq > edge else "top center" for one in shown],
            textfont={"size": 13, "color": theme.INK[scheme]},
            customdata=[[plain(one.industry), one.jobs] for one in shown],
            name=ngettext("{count} mark", "{count} marks", marks).format(count=marks),
            marker={
                "size": [8 + 42 * (one.jobs / largest) ** 0.5 for one in shown],
                "symbol": SYMBOLS[marks],
                "color": theme.SCALE[scheme][marks] if marks else theme.MUTED[scheme],
                "line": {"color": theme.INK[scheme], "width": 1},
                "opacity": 0.85,
            },
            hovertemplate="<b>%{customdata[0]}</b><br>"
            + _("location quotient")
            + ": %{x:.2f}<br>"
            + (_("growth") + ": %{y:.1%}<br>" if has_growth else "")
            + _("jobs")
            + ": %{customdata[1]:,.0f}<extra></extra>",
        )
    figure.add_vline(x=1, line={"color": theme.MUTED[scheme], "dash": "dot"})
    figure.add_vline(x=lq_threshold, line={"color": theme.ACCENT[scheme], "dash": "dash"})
    title, alt = _say_bubbles(region, bubbles, lq_threshold)
    finish(figure, title, alt, scheme, height=520)
    figure.update_xaxes(title=fold(_("location quotient (1 = as in the nation)"), 34), rangemode="tozero")
    if has_growth:
        return figure.update_yaxes(title=_("growth of jobs"), tickformat=".0%")
    return figure.update_yaxes(showticklabels=False, showgrid=False, range=[-1, 1])


def _say_bubbles(region: str, bubbles: Sequence[Bubble], lq_threshold: float) -> tuple[str, str]:
    strong = sorted((one for one in bubbles if one.lq > lq_threshold), key=lambda one: -one.lq)
    title = ngettext(
        "{region}: {count} industry stands out", "{region}: {count} industries stand out", len(strong)
    ).format(region=region, count=len(strong))
    lines = [
        _("{industry}: location quotient {lq}, jobs {jobs}").format(
            industry=one.industry, lq=f"{one.lq:.2f}", jobs=f"{one.jobs:.0f}"
        )
        for one in strong[:10]
    ]
    return title, series([title, *lines]) + "."


def heatmap_figure(
    regions: Sequence[str],
    industries: Sequence[str],
    quotients: Sequence[Sequence[float | None]],
    left_out: tuple[int, int] = (0, 0),
    scheme: str = "light",
) -> go.Figure:
    """Return location quotients, regions (down) by industries (across); what is unknown stays empty.

    ``left_out`` says how many regions and industries are not drawn.

    Source: assumption (location quotient); Benner 2013, §5.4.
    """
    import plotly.graph_objects as go

    scale = theme.SCALE[scheme]
    heat = go.Heatmap(
        x=[plain(name) for name in industries],
        y=[plain(name) for name in regions],
        z=[[None if one is None else min(one, LQ_TOP) for one in row] for row in quotients],
        customdata=quotients,
        zmin=0,
        zmax=LQ_TOP,
        colorscale=[[0, scale[0]], [0.25, scale[1]], [0.55, scale[2]], [1, scale[3]]],
        xgap=1,
        ygap=1,
        hovertemplate="<b>%{y}</b><br>%{x}<br>" + _("location quotient") + ": %{customdata:.2f}<extra></extra>",
        colorbar={
            "title": {"text": "LQ"},
            "tickvals": [0, 1, 2, 3, LQ_TOP],
            "ticktext": ["0", "1", "2", "3", f"{LQ_TOP:g}+"],
            "thickness": 14,
        },
    )
    figure = start_figure().add_trace(heat)
    title = _("Where each industry is more common than in the nation")
    if any(left_out):
        title += ". " + _("Not drawn, the smallest: regions {regions}, industries {industries}").format(
            regions=left_out[0], industries=left_out[1]
        )
    best = [
        _("{region}: most of all {industry}").format(region=region, industry=industries[row.index(max(row, key=_rank))])
        for region, row in zip(regions, map(list, quotients), strict=True)
    ]
    alt = series([title, *best[:12]]) + "."
    finish(figure, title, alt, scheme, height=120 + ROW_HEIGHT * len(regions), foot=150)
    figure.update_xaxes(tickangle=-50, showgrid=False, tickfont={"size": 12}, dtick=1)
    return figure.update_yaxes(autorange="reversed", showgrid=False, tickfont={"size": 13}, dtick=1)


def _rank(value: float | None) -> float:
    return -1 if value is None else value


def ranking_figure(ranked: Sequence[RankedRegion], scheme: str = "light") -> go.Figure:
    """Return regions by how many of their industries have three, two and one mark, most marks first.

    Source: assumption (marks for location quotient, size and growth).
    """
    figure = start_figure()
    names = [plain(one.region) for one in ranked]
    for marks in (3, 2, 1):
        figure.add_bar(
            y=names,
            x=[one.counts[marks - 1] for one in ranked],
            orientation="h",
            name=f"{MARKS[marks]} " + ngettext("{count} mark", "{count} marks", marks).format(count=marks),
            marker={"color": theme.SCALE[scheme][marks], "line": {"color": theme.INK[scheme], "width": 1}},
            text=[f"{MARKS[marks]} {one.counts[marks - 1]}" if one.counts[marks - 1] else "" for one in ranked],
            textposition="inside",
            insidetextanchor="middle",
            textfont={"color": theme.SCALE_INK[scheme][marks]},
            customdata=[[", ".join(map(plain, one.best))] for one in ranked],
            hovertemplate="<b>%{y}</b><br>%{x}<br>%{customdata[0]}<extra></extra>",
        )
    first = ranked[0] if ranked else None
    title = (
        _("{region} has most industries with three marks ({share} of its industries)").format(
            region=first.region, share=say_share(first.counts[2] / max(1, sum(first.counts)))
        )
        if first and first.counts[2]
        else _("No region has an industry with three marks")
    )
    lines = [
        _("{region}: {three} with three marks, {two} with two, {one} with one").format(
            region=one.region, three=one.counts[2], two=one.counts[1], one=one.counts[0]
        )
        for one in ranked[:12]
    ]
    finish(figure, title, series([title, *lines]) + ".", scheme, height=120 + 34 * len(ranked), barmode="stack")
    figure.update_xaxes(title=_("industries"), rangemode="tozero")
    return figure.update_yaxes(autorange="reversed", showgrid=False, dtick=1)
