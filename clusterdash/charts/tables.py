"""Tables 1 and 2 as heat maps that answer to the choices: what serves what matters, and who can contribute."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from clusterdash.catalog import Catalog
from clusterdash.charts import theme
from clusterdash.charts.finish import finish, plain, start_figure
from clusterdash.model.delivery.capacity import ABSENT, find_trainers
from clusterdash.model.delivery.situation import has_donor_action
from clusterdash.model.scenario.scenario import SALIENCE_MAXIMUM
from clusterdash.model.strategy import Strategy
from clusterdash.words import _, label, ngettext

if TYPE_CHECKING:
    import plotly.graph_objects as go

ROW_HEIGHT = 24
HEAD_HEIGHT, HEAD_HEIGHT_ACTORS = 250, 90
COUNT_MAXIMUM = 3


def table_1_figure(catalog: Catalog, strategy: Strategy | None = None, scheme: str = "light") -> go.Figure:
    """Return Table 1: instruments by mechanisms; with a strategy the salience fills the cells and the mix is on top.

    Source: Benner 2013, Table 1; the salience is that of the people in the room.
    """
    codes = _order_instruments(catalog, strategy)
    salience = strategy.scenario.salience if strategy else {}
    levels = [
        [salience.get(row.code, 0) if row.code in catalog.serves[code] else None for row in catalog.mechanisms]
        for code in codes
    ]
    hover = [[_tell_link(catalog, code, row, salience) for row in catalog.mechanisms] for code in codes]
    figure = start_figure()
    figure.add_heatmap(
        z=levels,
        x=[_name_mechanism(catalog, place, scheme) for place in range(len(catalog.mechanisms))],
        y=_name_rows(catalog, strategy, codes),
        customdata=hover,
        hovertemplate="%{customdata}<extra></extra>",
        zmin=0,
        zmax=SALIENCE_MAXIMUM,
        colorscale=_steps(theme.SCALE[scheme] if strategy else (theme.SCALE[scheme][1],) * 4),
        showscale=False,
        xgap=1,
        ygap=1,
    )
    _write_cells(
        figure, [["" if it is None else (str(it) if strategy else "●") for it in line] for line in levels], scheme
    )
    title, alt = _say_table_1(catalog, strategy)
    return _lay_out(figure, title, alt, scheme, len(codes), HEAD_HEIGHT).update_xaxes(tickangle=-55)


def _write_cells(figure: go.Figure, texts: Sequence[Sequence[str]], scheme: str) -> None:
    """Write into the cells, each in the ink that is readable on its colour."""
    grid = figure.data[0]
    scale = {colour: theme.SCALE_INK[scheme][place] for place, colour in enumerate(theme.SCALE[scheme])}
    colours = [colour for _edge, colour in grid.colorscale[::2]]
    cells = [(x, y, z, text) for y, row, line in zip(grid.y, grid.z, texts, strict=True)
             for x, z, text in zip(grid.x, row, line, strict=True) if text]  # fmt: skip
    figure.add_scatter(
        x=[cell[0] for cell in cells],
        y=[cell[1] for cell in cells],
        text=[cell[3] for cell in cells],
        mode="text",
        textfont={"size": 14, "color": [scale[colours[min(int(cell[2]), len(colours) - 1)]] for cell in cells]},
        hoverinfo="skip",
        showlegend=False,
    )


def _order_instruments(catalog: Catalog, strategy: Strategy | None) -> list[str]:
    codes = [row.code for row in catalog.instruments]
    if strategy is None:
        return codes
    return sorted(codes, key=lambda code: (code not in strategy.mix, -strategy.leverage[code]))


def _name_rows(catalog: Catalog, strategy: Strategy | None, codes: Iterable[str]) -> list[str]:
    mix = strategy.mix if strategy else ()
    return [("★ " if code in mix else "") + plain(label(catalog.instrument(code).short_label)) for code in codes]


def _name_mechanism(catalog: Catalog, place: int, scheme: str) -> str:
    row = catalog.mechanisms[place]
    family = [it.code for it in catalog.families].index(row.family)
    colours = theme.FAMILY_COLOURS[scheme]
    mark = f'<span style="color:{colours[family % len(colours)]}">{theme.family_mark(family)}</span>'
    return f"{mark} {place + 1} {plain(label(row.short_label))}"


def _tell_link(catalog: Catalog, code: str, row: Any, salience: Any) -> str:
    names = f"<b>{plain(label(catalog.instrument(code).label))}</b><br>{plain(label(row.label))}"
    if row.code not in catalog.serves[code]:
        return f"{names}<br>" + _("no link in Table 1")
    told = _("link in Table 1; salience {level}").format(level=salience.get(row.code, 0))
    return f"{names}<br>{told}"


def _say_table_1(catalog: Catalog, strategy: Strategy | None) -> tuple[str, str]:
    links = len(catalog.links)
    alt = _("Heat map of {instruments} instruments by {mechanisms} mechanisms with {links} links.").format(
        instruments=len(catalog.instruments), mechanisms=len(catalog.mechanisms), links=links
    )
    if strategy is None or not any(strategy.scenario.salience.values()):
        title = _("Table 1: {links} links say which instrument serves which mechanism").format(links=links)
        return title, f"{title}. {alt}"
    speaking = sum(1 for leverage in strategy.leverage.values() if leverage)
    count = sum(1 for level in strategy.scenario.salience.values() if level)
    title = ngettext(
        "{speaking} of {all} instruments serve your {salient} mechanism.",
        "{speaking} of {all} instruments serve your {salient} mechanisms.",
        count,
    ).format(speaking=speaking, all=len(catalog.instruments), salient=count)
    mix = ", ".join(label(catalog.instrument(code).short_label) for code in strategy.mix)
    starred = _("A star marks the mix: {names}.").format(names=mix) if mix else ""
    return title, f"{title} {alt} {starred}".strip()


def table_2_figure(catalog: Catalog, strategy: Strategy | None = None, scheme: str = "light") -> go.Figure:
    """Return Table 2: how many contributions each actor can make to each instrument, with the mix on top.

    A diamond marks what the donor gives directly at its level; a ring the governments that it trains, its indirect
    reach.

    Source: Benner 2013, Table 2; reach by level is an assumption.
    """
    codes = _order_instruments(catalog, strategy)
    reach = _find_reach(catalog, strategy)
    counts = [[len(catalog.contributions_of(code, row.code)) for row in catalog.actors] for code in codes]
    texts = [
        [_write_count(count, row, reach) for count, row in zip(line, catalog.actors, strict=True)] for line in counts
    ]
    figure = start_figure()
    figure.add_heatmap(
        z=[[count or None for count in line] for line in counts],
        x=[_name_actor(row, strategy) for row in catalog.actors],
        y=_name_rows(catalog, strategy, codes),
        customdata=[[_tell_cell(catalog, code, row) for row in catalog.actors] for code in codes],
        hovertemplate="%{customdata}<extra></extra>",
        zmin=0,
        zmax=COUNT_MAXIMUM,
        colorscale=_steps(theme.SCALE[scheme]),
        showscale=False,
        xgap=1,
        ygap=1,
    )
    _write_cells(figure, texts, scheme)
    title, alt = _say_table_2(catalog, strategy)
    return _lay_out(figure, title, alt, scheme, len(codes), HEAD_HEIGHT_ACTORS, _say_key(catalog, strategy))


def _find_reach(catalog: Catalog, strategy: Strategy | None) -> frozenset[str]:
    """Return whom the donor reaches at its level: itself where it gives directly, and the governments it trains."""
    if strategy is None:
        return frozenset()
    scenario, donors = strategy.scenario, {row.code for row in catalog.donors}
    trained = {row.code for row in catalog.governments if donors & set(find_trainers(catalog, scenario, row.code))}
    return frozenset(trained | (donors if has_donor_action(catalog, "direct", scenario.donor_level) else set()))


def _write_count(count: int, row: Any, reach: frozenset[str]) -> str:
    if not count:
        return ""
    return f"{count} {'◆' if row.role == 'donor' else '○'}" if row.code in reach else str(count)


def _name_actor(row: Any, strategy: Strategy | None) -> str:
    name = f"<b>{plain(row.letter)}</b> {plain(label(row.short_label))}"
    is_absent = strategy is not None and strategy.scenario.capacity.get(row.code) == ABSENT
    return f"{name} (" + _("absent") + ")" if is_absent else name


def _tell_cell(catalog: Catalog, code: str, row: Any) -> str:
    head = f"<b>{plain(label(catalog.instrument(code).label))}</b><br>{plain(label(row.label))}"
    lines = [plain(one.text) for one in catalog.contributions_of(code, row.code)]
    return "<br>".join([head, *(f"· {line}" for line in lines or [_("no contribution in Table 2")])])


def _say_table_2(catalog: Catalog, strategy: Strategy | None) -> tuple[str, str]:
    governments = {row.code for row in catalog.governments}
    helped = {row.instrument for row in catalog.contributions if row.actor in governments}
    alone = sum(1 for row in catalog.instruments if not catalog.contributions_of(row.code))
    template = _(
        "Governments can contribute to {helped} of {total} instruments; {alone} live on personal contact alone."
    )
    title = template.format(helped=len(helped), total=len(catalog.instruments), alone=alone)
    sums = ", ".join(
        f"{label(row.label)} {sum(one.actor == row.code for one in catalog.contributions)}" for row in catalog.actors
    )
    told = _("Heat map of contributions by instrument and actor: {sums}.").format(sums=sums)
    return title, f"{title} {told}"


def _say_key(catalog: Catalog, strategy: Strategy | None) -> str:
    if strategy is None:
        return _("Number: contributions in Table 2")
    return _(
        "Number: contributions in Table 2 · ★ in the mix · ◆ given directly by the donor at level {level} · "
        "○ a government that the donor trains at this level (indirect)"
    ).format(level=strategy.scenario.donor_level)


def _steps(colours: Sequence[str]) -> list[tuple[float, str]]:
    """Return a scale of even steps, not of shades between them."""
    last = len(colours) - 1
    edges = [0.0, *((place + 0.5) / last for place in range(last)), 1.0]
    return [(edge, colour) for place, colour in enumerate(colours) for edge in edges[place : place + 2]]


def _lay_out(figure: go.Figure, title: str, alt: str, scheme: str, rows: int, head: int, key: str = "") -> go.Figure:
    key = key or _("Number: salience, 0 to 3 · ★ in the mix")
    finish(figure, title, alt, scheme, height=head + ROW_HEIGHT * rows, foot=48)
    figure.update_xaxes(side="top", range=[-0.5, len(figure.data[0].x) - 0.5], showgrid=False, tickfont={"size": 14})
    figure.update_yaxes(range=[rows - 0.5, -0.5], showgrid=False, dtick=1, tickfont={"size": 14})
    figure.add_annotation(
        text=plain(key), x=0, xref="paper", xanchor="left", y=0, yref="paper", yanchor="top", yshift=-8,
        showarrow=False, align="left", font={"size": 14, "color": theme.MUTED[scheme]},
    )  # fmt: skip
    return figure
