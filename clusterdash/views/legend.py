"""The words that stand on many pages, each with its meaning: how sure a choice is, and where a figure comes from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from markupsafe import Markup

from clusterdash.catalog import Catalog
from clusterdash.views.cost_classes import list_cost_classes
from clusterdash.views.render import render
from clusterdash.words import N_, _

# How sure the choice is, never a risk: what would have to be rated otherwise before another one came in.
WORDS: Mapping[str, str] = {
    "safe": N_("stays"),
    "firm": N_("mostly stays"),
    "fragile": N_("close choice"),
    "pinned": N_("pinned"),
}
MEANINGS: Mapping[str, str] = {
    "safe": N_("whatever two of us rate one step otherwise"),
    "firm": N_("whatever one of us rates one step otherwise"),
    "fragile": N_("one step otherwise, and another one comes in"),
    "pinned": N_("stays because we said so"),
}
BASES: Mapping[str, str] = {
    "paper": N_("This stands in the paper."),
    "assumption": N_("This is our assumption; the paper does not say it."),
    "workshop": N_("This was entered or voted by the people in the room."),
}


def list_robust_words() -> list[tuple[str, str]]:
    """Return the words for how sure a choice is, each with its meaning."""
    return [(_(WORDS[code]), _(meaning)) for code, meaning in MEANINGS.items()]


@lru_cache(maxsize=8)
def render_words(catalog: Catalog, _language: str) -> Markup:
    """Return the sheet that says what all words, marks and letters mean; the same for everybody of a language."""
    html = render(
        "words.html",
        catalog=catalog,
        robust_words=list_robust_words(),
        cost_classes=list_cost_classes(),
        bases=[(kind, _(meaning)) for kind, meaning in BASES.items()],
        agents=[row for row in catalog.agents if row.code not in {actor.code for actor in catalog.actors}],
    )
    return Markup(html)  # noqa: S704, our own template's output
