"""The rail: all choices that make a scenario, in reach on every page."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from clusterdash.catalog import Catalog
from clusterdash.model.advice.merge import OURS, list_merge_rows
from clusterdash.views.options import find_free_letters
from clusterdash.views.pages import find_page
from clusterdash.views.render import render
from clusterdash.views.saved_words import say_changes, say_code, say_news
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
        **_say_saved(screen),
        rated=say_rated(catalog, results),
        letters=find_free_letters(screen.options),
        compare_page=find_page("compare"),
        take_away_page=find_page("take-away"),
    )


@lru_cache(maxsize=8)
def _render_about(catalog: Catalog, _language: str) -> Markup:
    """Return what each mechanism means, as popovers that the rail opens; the same for everybody of a language."""
    return Markup(render("about.html", catalog=catalog))  # noqa: S704, our own template's output


def _say_notices(screen: Screen) -> list[tuple[str, tuple[tuple[str, dict[str, object]], ...]]]:
    told = {say_problem(screen.catalog, one.problem): one.answers for one in screen.notices}
    return [(text, tuple((name, dict(action)) for name, action in answers)) for text, answers in told.items()]


def _say_saved(screen: Screen) -> dict[str, object]:
    """Return what was just saved, and what somebody else has saved since, in words."""
    saved, base = screen.saved, screen.saved.base
    told: dict[str, object] = {"told": saved.told, "news": "", "news_changes": "", "following": 0, "done": ""}
    if saved.told == "saved" and base:
        told["done"] = _("Version {number} is saved; the code of the plan is {code}.").format(
            number=base.number, code=say_code(base.code)
        )
        told["link"] = f"/s/{base.code}"
    if saved.news and base and not screen.is_wall:
        newest = saved.news.newest
        rows = list_merge_rows(saved.news.begun, screen.results.asked, newest.scenario)
        theirs = [row for row in rows if row.changed_by != OURS]
        told |= {
            "news": say_news(saved.news, base.number, saved.zone),
            "news_changes": say_changes(screen.catalog, theirs),
            "following": newest.number + 1,
            "is_changed": saved.is_changed,
        }
    return told
