"""The words that stand on many pages, each with its meaning: how sure a choice is, and where a figure comes from."""

from __future__ import annotations

from collections.abc import Mapping

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
