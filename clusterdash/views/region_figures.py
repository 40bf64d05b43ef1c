"""The figures of the Regions page and the tables beneath them, from a table of jobs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from clusterdash.charts.finish import read_alt, read_title
from clusterdash.charts.regions import RankedRegion, bubble_figure, heatmap_figure, ranking_figure
from clusterdash.regions.portrait import read_line
from clusterdash.regions.table import JobsTable
from clusterdash.views.region_words import say_growth, say_industry, say_marks, say_quotient
from clusterdash.views.regions import find_region, list_bubbles
from clusterdash.views.render import amount, render
from clusterdash.views.sentences import join_names
from clusterdash.words import _

REGIONS_DRAWN = 40
INDUSTRIES_DRAWN = 45


def draw_region_figures(table: JobsTable, picked: Any, scheme: str) -> Iterator[tuple[str, str, Any, str]]:
    """Yield name, heading, figure and table (as HTML) of each: bubbles of one region, ranking, heatmap."""
    region = find_region(table, picked)
    yield ("bubbles", *_draw_bubbles(table, region, scheme))
    yield ("ranking", *_draw_ranking(table, scheme))
    yield ("heatmap", *_draw_heatmap(table, scheme))


def _with_table(figure: Any, heads: list[str], rows: list[list[str]]) -> tuple[str, Any, str]:
    """Return the heading, the figure without its title (the page has room for long ones), and the table."""
    head = render("figure_head.html", title=read_title(figure))
    table = render("figure_table.html", alt=read_alt(figure), heads=heads, rows=rows)
    height = figure.layout.height - figure.layout.margin.t + 16
    return head, figure.update_layout(title=None, height=height, margin={"t": 16}), table


def _draw_bubbles(table: JobsTable, region: str, scheme: str) -> tuple[str, Any, str]:
    frame = table.profiles.frame
    rows = frame[frame["region"] == region].nlargest(INDUSTRIES_DRAWN, "jobs").to_dict("records")
    lines = [read_line(row) for row in rows]
    figure = bubble_figure(region, list_bubbles(lines, region), table.thresholds.lq, scheme)
    heads = [_("Industry or value chain"), "LQ", _("Growth"), _("Jobs"), _("Marks")]
    cells = [
        [
            say_industry(line.industry, region),
            say_quotient(line.lq),
            say_growth(line.growth),
            "–" if line.jobs is None else amount(line.jobs, 0),
            say_marks(line.marks),
        ]
        for line in lines
    ]
    return _with_table(figure, heads, cells)


def _draw_ranking(table: JobsTable, scheme: str) -> tuple[str, Any, str]:
    regions, frame = table.profiles.regions, table.profiles.frame
    best = regions.sort_values(["marks", "jobs"], ascending=False, kind="stable").head(REGIONS_DRAWN)
    counts = {marks: frame.loc[frame["marks"] == marks, "region"].value_counts().to_dict() for marks in (1, 2, 3)}
    ranked = [
        RankedRegion(
            name,
            (counts[1].get(name, 0), counts[2].get(name, 0), counts[3].get(name, 0)),
            tuple(say_industry(one, name) for one in names),
        )
        for name, names in zip(best["region"].astype("str"), best["best_potentials"], strict=True)
    ]
    ranked.sort(key=lambda one: one.counts[::-1], reverse=True)
    heads = [_("Region"), "●●●", "●●", "●", _("Best potentials")]
    cells = [
        [one.region, *(str(number) for number in one.counts[::-1]), join_names(one.best[:3]) or "–"] for one in ranked
    ]
    return _with_table(ranking_figure(ranked, scheme), heads, cells)


def _draw_heatmap(table: JobsTable, scheme: str) -> tuple[str, Any, str]:
    profiles = table.profiles
    largest = list(profiles.regions.nlargest(REGIONS_DRAWN, "jobs")["region"].astype("str"))
    regions = [name for name in table.regions if name in set(largest)]
    sizes = profiles.frame.groupby("industry", observed=True)["jobs"].sum()
    industries = [str(name) for name in sizes.nlargest(INDUSTRIES_DRAWN).index]
    wide = profiles.frame[profiles.frame["region"].isin(regions) & profiles.frame["industry"].isin(industries)].pivot(
        index="region", columns="industry", values="lq"
    )
    quotients = [
        [_or_none(wide.at[region, industry]) if industry in wide.columns else None for industry in industries]
        for region in regions
    ]
    left_out = (len(table.regions) - len(regions), len(sizes) - len(industries))
    names = [say_industry(name, table.regions[0]) for name in industries]
    heads = [_("Region"), *names]
    cells = [[region, *(say_quotient(value) for value in row)] for region, row in zip(regions, quotients, strict=True)]
    return _with_table(heatmap_figure(regions, names, quotients, left_out, scheme), heads, cells)


def _or_none(value: Any) -> float | None:
    return None if value != value else float(value)  # noqa: PLR0124, nan is not itself
