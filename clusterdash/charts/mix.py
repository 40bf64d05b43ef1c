"""The mix as figures: how well it serves each mechanism, where one more stops paying, and what the donor changes."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from clusterdash.catalog import Catalog
from clusterdash.charts import theme
from clusterdash.charts.finish import PARTS, finish, fold, name_part, part_marker, plain, say_share, start_figure
from clusterdash.model.advice.outlook import FrontierPoint, build_frontier
from clusterdash.model.chain.ladder import LadderStep, build_donor_ladder, list_ladder_changes
from clusterdash.model.strategy import Coverage, Strategy
from clusterdash.words import N_, _, label, ngettext, pair, series

if TYPE_CHECKING:
    import plotly.graph_objects as go

ROW_HEIGHT = 38
NAME_WIDTH = 18


def coverage_figure(catalog: Catalog, strategy: Strategy, scheme: str = "light") -> go.Figure:
    """Return how strongly the mix serves each mechanism (0 to 1), in the parts now, later and nobody.

    Source: Benner 2013, §3, Table 1; the strength (1 − ½ⁿ) is an assumption.
    """
    lines = strategy.coverage
    names = [_name_line(catalog, place, one, scheme) for place, one in enumerate(lines)]
    figure = start_figure()
    for part in PARTS:
        figure.add_bar(
            y=names,
            x=[float(one.deliverable[part]) for one in lines],
            orientation="h",
            name=name_part(part),
            marker=part_marker(part, scheme),
            hovertemplate="%{y}<br>" + name_part(part) + ": %{x:.0%}<extra></extra>",
        )
    figure.add_scatter(
        y=names,
        x=[float(one.strength) for one in lines],
        mode="text",
        text=[f" {one.count}" for one in lines],
        textposition="middle right",
        hoverinfo="skip",
        showlegend=False,
    )
    title, alt = _say_coverage(catalog, lines)
    finish(figure, title, alt, scheme, height=130 + ROW_HEIGHT * len(lines), barmode="stack")
    figure.update_xaxes(range=[0, 1.05], tickformat=".0%", title=_("strength; the number counts instruments"))
    return figure.update_yaxes(autorange="reversed", dtick=1, showgrid=False)


def _name_line(catalog: Catalog, place: int, one: Coverage, scheme: str) -> str:
    row = catalog.mechanism(one.mechanism)
    family = [it.code for it in catalog.families].index(row.family)
    colours = theme.FAMILY_COLOURS[scheme]
    mark = f'<span style="color:{colours[family % len(colours)]}">{theme.family_mark(family)}</span>'
    return f"{mark} {place + 1} {plain(label(row.short_label))} ({one.salience})"


def _say_coverage(catalog: Catalog, lines: Sequence[Coverage]) -> tuple[str, str]:
    salient = [one for one in lines if one.salience]
    bare = [one for one in salient if not one.count]
    if not salient:
        title = _("Nothing to cover yet")
    elif bare:
        title = ngettext(
            "{count} salient mechanism stays without instrument",
            "{count} salient mechanisms stay without instrument",
            len(bare),
        ).format(count=len(bare))
    else:
        title = ngettext(
            "The {count} salient mechanism is served", "All {count} salient mechanisms are served", len(salient)
        ).format(count=len(salient))
    told = series(
        _("{mechanism}: {instruments}, strength {share}").format(
            mechanism=label(catalog.mechanism(one.mechanism).short_label),
            instruments=ngettext("{count} instrument", "{count} instruments", one.count).format(count=one.count),
            share=say_share(float(one.strength)),
        )
        for one in salient
    )
    return title, f"{title}. {told}".strip()


def frontier_figure(catalog: Catalog, strategy: Strategy, scheme: str = "light") -> go.Figure:
    """Return what the best mix reaches with every number of places, as a share of what the whole toolbox could do.

    Source: assumption (frontier and knee); Benner 2013, §3 (what the value rewards).
    """
    points = build_frontier(catalog, strategy)
    accent, ink = theme.ACCENT[scheme], theme.INK[scheme]
    ceiling = float(strategy.ceiling / strategy.total) if strategy.total else 0.0
    figure = start_figure()
    figure.add_scatter(
        x=[one.places for one in points],
        y=[float(one.share) for one in points],
        mode="lines+markers",
        line={"color": accent, "width": 3},
        marker={"size": 7},
        name=_("best mix of each size"),
        hovertemplate="%{x}: %{y:.0%}<extra></extra>",
    )
    for chosen, symbol, name in (
        ([one for one in points if one.is_knee], "diamond", _("from here one more adds little")),
        ([one for one in points if one.places == len(strategy.mix)], "star", _("the mix as it is now")),
    ):
        figure.add_scatter(
            x=[one.places for one in chosen],
            y=[float(one.share) for one in chosen],
            mode="markers",
            marker={"symbol": symbol, "size": 17, "color": ink},
            name=name,
            hoverinfo="skip",
        )
    reach = _("all that is within reach: {share}").format(share=say_share(ceiling))
    figure.add_hline(y=ceiling, line={"dash": "dash", "color": ink}, annotation={"text": reach, "font": {"size": 14}})
    title = _say_frontier(points)
    alt = series(pair(str(one.places), say_share(float(one.share))) for one in points)
    told = _("Share of what the whole toolbox could do, by number of instruments: {points}.").format(points=alt)
    finish(figure, title, f"{title}. {told} {reach[:1].upper()}{reach[1:]}.", scheme)
    figure.update_yaxes(range=[0, 1.08], tickformat=".0%", title=_("share of what the whole toolbox could do"))
    figure.update_xaxes(title=_("instruments at once"), rangemode="tozero")
    return figure


def _say_frontier(points: Sequence[FrontierPoint]) -> str:
    knee = next((one.places for one in points if one.is_knee), None)
    if knee is None:
        return _("How much each further instrument adds")
    return ngettext(
        "After {count} instrument, one more adds little", "After {count} instruments, one more adds little", knee
    ).format(count=knee)


def ladder_figure(catalog: Catalog, strategy: Strategy, scheme: str = "light") -> go.Figure:
    """Return what the mix reaches at every donor level: what can start now, later, or has nobody.

    Source: Benner 2013, §9, §5, §6; the ladder is an assumption.
    """
    steps = build_donor_ladder(catalog, strategy.scenario)
    total = strategy.total or 1
    names = [_name_step(catalog, one, strategy.scenario.donor_level) for one in steps]
    figure = start_figure()
    for part in PARTS:
        shares = [float(one.deliverable[part] / total) for one in steps]
        figure.add_bar(
            x=names,
            y=shares,
            name=name_part(part),
            marker=part_marker(part, scheme),
            text=[say_share(share) if share >= 0.05 else "" for share in shares],
            textposition="inside",
            textfont={"color": _ink_of(part, scheme), "size": 15},
            insidetextanchor="middle",
            hovertemplate="%{x}<br>" + name_part(part) + ": %{y:.0%}<extra></extra>",
        )
    title, alt = _say_ladder(catalog, steps, float(total))
    finish(figure, title, alt, scheme, height=520, foot=130, barmode="stack")
    figure.update_yaxes(range=[0, 1], tickformat=".0%", title=_("share of what the whole toolbox could do"))
    figure.update_xaxes(showgrid=False, tickangle=0, tickfont={"size": 15})
    return figure


def _ink_of(part: str, scheme: str) -> str:
    ink = theme.SCALE_INK[scheme]
    return {"now": ink[3], "later": ink[1], "nobody": theme.INK[scheme]}[part]


def _name_step(catalog: Catalog, step: LadderStep, current: int) -> str:
    name = label(next(row.label for row in catalog.donor_levels if row.level == step.level))
    text = fold(f"{step.level} {name}", NAME_WIDTH)
    return f"<b>▶ {text}</b>" if step.level == current else text


LADDER_CHANGES = {
    "delivery": N_("how it is delivered"),
    "training": N_("who is trained"),
    "exit": N_("when the donor is out"),
}


def _say_ladder_title(steps: Sequence[LadderStep]) -> str:
    """Return what the donor level changes, and only what differs."""
    found = list_ladder_changes(steps)
    if "mix" in found:
        levels = ", ".join(str(now.level) for was, now in itertools.pairwise(steps) if was.mix != now.mix)
        return _("The mix itself changes at donor level {levels}").format(levels=levels)
    things = ", ".join(_(text) for name, text in LADDER_CHANGES.items() if name in found)
    if not things:
        return _("The donor level changes nothing here")
    return _("The mix stays the same at every donor level; what changes: {things}").format(things=things)


def _say_ladder(catalog: Catalog, steps: Sequence[LadderStep], total: float) -> tuple[str, str]:
    title = _say_ladder_title(steps)
    parts = [
        _("Level {level}: {now} now, {later} later, {nobody} with nobody").format(
            level=step.level, **{part: say_share(float(step.deliverable[part]) / total) for part in PARTS}
        )
        for step in steps
    ]
    return title, f"{title}. " + series(parts) + "."
