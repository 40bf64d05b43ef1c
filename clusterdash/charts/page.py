"""A figure as one HTML page that needs no network: plotly's script is inside."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

from clusterdash.charts import theme
from clusterdash.charts.finish import FONT, read_alt, read_title
from clusterdash.words import _, current_language, direction

if TYPE_CHECKING:
    import plotly.graph_objects as go

CONFIG: dict[str, Any] = {
    "responsive": True,
    "displaylogo": False,
    "displayModeBar": True,
    "toImageButtonOptions": {"format": "svg", "filename": "clusterdash"},
    "modeBarButtonsToRemove": ["select2d", "lasso2d", "sendDataToCloud"],
}
STYLE = f"""
body {{ margin: 0; background: {theme.PAPER["light"]}; color: {theme.INK["light"]}; font-family: {FONT}; }}
main {{ max-width: 1600px; margin: 0 auto; padding: 8px; }}
figure {{ margin: 0; }}
figcaption {{ padding: 8px 16px 24px; color: {theme.MUTED["light"]}; max-width: 75em; }}
"""


def write_chart_page(figure: go.Figure, name: str, foot: str, script: str = "") -> str:
    """Return a figure as a whole page in the language in use; ``name`` is its id, ``foot`` what stands below it.

    plotly's script stands in the page, or is read from the file ``script`` beside it. The same figure gives the same
    text; nothing in it is fetched from anywhere.

    Source: assumption (a format of this app).
    """
    config = CONFIG | {"toImageButtonOptions": {"format": "svg", "filename": f"clusterdash-{name}"}}
    drawn = figure.to_html(
        full_html=False,
        include_plotlyjs=script or True,
        div_id=name,
        config=config,
        post_script=_add_png_button(config, name),
    )
    title, alt = escape(read_title(figure)), escape(read_alt(figure))
    return (
        f'<!doctype html>\n<html lang="{current_language()}" dir="{direction()}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<figure aria-label="{alt}">\n{drawn}\n<figcaption>{alt}<br>{escape(foot)}</figcaption>\n'
        "</figure>\n</main>\n</body>\n</html>\n"
    )


def _add_png_button(config: dict[str, Any], name: str) -> str:
    """Return the script that gives the menu of a figure a second camera: the first saves SVG, this one PNG."""
    words = json.dumps(_("Save as PNG"))
    button = (
        f"{{name: 'png', title: {words}, icon: Plotly.Icons.camera, click: gd => Plotly.downloadImage(gd, "
        f"{{format: 'png', scale: 2, filename: 'clusterdash-{name}'}})}}"
    )
    return (
        "const figure = document.getElementById('{plot_id}');"
        f"const config = {{...{json.dumps(config)}, modeBarButtonsToAdd: [{button}]}};"
        "Plotly.react(figure, figure.data, figure.layout, config);"
    )


def write_chart_json(figure: go.Figure) -> str:
    """Return a figure as plotly's JSON, sorted, so that the same figure gives the same text.

    Source: assumption (plotly's own form).
    """
    return json.dumps(json.loads(figure.to_json()), ensure_ascii=False, sort_keys=True)


def read_script() -> str:
    """Return plotly's own script, for pages that read it from a file beside them. Source: plotly, MIT licence."""
    from plotly.offline import get_plotlyjs

    return str(get_plotlyjs())
