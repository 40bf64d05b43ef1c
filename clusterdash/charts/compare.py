"""Scenarios side by side as a figure: what each mix reaches, and what of it can start now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clusterdash.charts import theme
from clusterdash.charts.finish import PARTS, finish, fold, name_part, part_marker, say_share, start_figure
from clusterdash.model.advice.comparison import Comparison
from clusterdash.words import _, series

if TYPE_CHECKING:
    import plotly.graph_objects as go

NAME_WIDTH = 26


def comparison_figure(comparison: Comparison, scheme: str = "light") -> go.Figure:
    """Return what each scenario reaches of what the whole toolbox could do there: now, later, and with nobody.

    Source: assumption (value with diminishing returns; now and later).
    """
    names = [fold(name, NAME_WIDTH) for name in comparison.names]
    ink = theme.SCALE_INK[scheme]
    inks = {"now": ink[3], "later": ink[1], "nobody": theme.INK[scheme]}
    figure = start_figure()
    for part in PARTS:
        shares = list(comparison.result(f"deliverable.{part}").values())
        figure.add_bar(
            x=list(range(len(names))),
            y=shares,
            name=name_part(part),
            marker=part_marker(part, scheme),
            text=[say_share(share) if share >= 0.05 else "" for share in shares],
            textposition="inside",
            insidetextanchor="middle",
            textfont={"color": inks[part], "size": 15},
            hovertemplate=name_part(part) + ": %{y:.0%}<extra></extra>",
        )
    title, alt = _say_comparison(comparison)
    finish(
        figure,
        title,
        alt,
        scheme,
        height=540,
        foot=60 + 20 * max(name.count("<br>") + 1 for name in names),
        barmode="stack",
    )
    figure.update_xaxes(tickvals=list(range(len(names))), ticktext=names, showgrid=False, tickfont={"size": 15})
    figure.update_yaxes(range=[0, 1], tickformat=".0%", title=_("share of what the whole toolbox could do"))
    return figure


def _say_comparison(comparison: Comparison) -> tuple[str, str]:
    now, whole = comparison.result("deliverable.now"), comparison.result("value_share")
    most = max(now.values())
    first = [name for name in comparison.names if now[name] == most]
    if len(first) == len(comparison.names):
        title = _("All of them start with the same share: {share}").format(share=say_share(most))
    else:
        template = _("Most can start now in {name}: {share}")
        title = template.format(
            name=", ".join(_("“{text}”").format(text=name) for name in first), share=say_share(most)
        )
    lines = [
        _("{name}: {share} in all, {now} now").format(name=name, share=say_share(whole[name]), now=say_share(now[name]))
        for name in comparison.names
    ]
    return title, f"{title}. " + series(lines) + "."
