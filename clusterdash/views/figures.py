"""The As charts page: which figure to look at closely; the figure itself is drawn by its side of Streamlit."""

from __future__ import annotations

from collections.abc import Mapping

from clusterdash.views.render import render
from clusterdash.views.screen import Screen
from clusterdash.words import N_, _

# Code of a figure -> what it is called.
FIGURE_NAMES = {
    "table_1": N_("Instruments by mechanisms"),
    "table_2": N_("Instruments by actors"),
    "coverage": N_("Coverage"),
    "donor_ladder": N_("Donor ladder"),
    "frontier": N_("How many instruments"),
    "timeline": N_("Rounds"),
    "successes": N_("Successes"),
    "cost": N_("Cost"),
    "comparison": N_("Compare"),
}
PICTURES = ("png", "svg")


def find_figure(looks: Mapping[str, object]) -> tuple[str, str]:
    """Return which figure a visitor looks at, and as which kind of picture it is saved.

    Source: assumption (a device of this app).
    """
    code, picture = str(looks.get("chart", "")), str(looks.get("picture", ""))
    return code if code in FIGURE_NAMES else next(iter(FIGURE_NAMES)), picture if picture in PICTURES else PICTURES[0]


def render_figures(screen: Screen) -> str:
    """Return the page as HTML: the choice of a figure."""
    code, picture = find_figure(screen.looks)
    return render(
        "figures.html",
        figures=[(one, _(name)) for one, name in FIGURE_NAMES.items()],
        code=code,
        pictures=PICTURES,
        picture=picture,
    )
