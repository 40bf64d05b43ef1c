"""The rail: all choices that make a scenario, in reach on every page."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from clusterdash.catalog import Catalog
from clusterdash.views.cost_classes import list_cost_classes
from clusterdash.views.legend import BASES, list_robust_words
from clusterdash.views.options import find_free_letters
from clusterdash.views.pages import find_page
from clusterdash.views.render import render
from clusterdash.views.screen import Screen
from clusterdash.views.sentences import say_problem, say_rated
from clusterdash.words import _


def render_rail(screen: Screen) -> str:
    """Return the choices and the notices as HTML."""
    catalog, results = screen.catalog, screen.results
    return render(
        "rail.html",
        about=_render_about(catalog, screen.language),
        scenario=results.asked,
        catalog=catalog,
        family_position={family.code: number for number, family in enumerate(catalog.families)},
        mix=results.strategy.mix,
        notices=_say_notices(screen),
        has_broken_draft=screen.has_broken_draft,
        has_draft=screen.has_draft,
        rated=say_rated(catalog, results),
        letters=find_free_letters(screen.options),
        compare_page=find_page("compare"),
    )


@lru_cache(maxsize=8)
def _render_about(catalog: Catalog, _language: str) -> Markup:
    """Return what mechanisms, words and marks mean, as popovers; the same for everybody of a language."""
    html = render(
        "about.html",
        catalog=catalog,
        robust_words=list_robust_words(),
        cost_classes=list_cost_classes(),
        bases=[(kind, _(meaning)) for kind, meaning in BASES.items()],
        agents=[row for row in catalog.agents if row.code not in {actor.code for actor in catalog.actors}],
    )
    return Markup(html)  # noqa: S704, our own template's output


def _say_notices(screen: Screen) -> list[tuple[str, tuple[tuple[str, dict[str, object]], ...]]]:
    told = {say_problem(screen.catalog, one.problem): one.answers for one in screen.notices}
    return [(text, tuple((name, dict(action)) for name, action in answers)) for text, answers in told.items()]
