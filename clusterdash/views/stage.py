"""What a hall sees: one thing at a time, over the whole screen; slides to rate by, and slides to present with.

A deck is a row of slides. All slides of a deck are drawn at once and the browser steps through them, so that keys
answer at once; a choice sends only the slide that it changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from clusterdash.views import slides_rating, slides_show
from clusterdash.views.example_words import say_place_text
from clusterdash.views.render import render
from clusterdash.views.screen import Screen
from clusterdash.views.slides import Slide
from clusterdash.words import N_, _


@dataclass(frozen=True)
class Deck:
    """A deck: its name, what draws its slides, and the slide that it opens with."""

    name: str
    list_slides: Callable[[Screen], Iterable[Slide]]
    find_first: Callable[[Screen, Sequence[Slide]], int]


DECKS = {
    "place": Deck(N_("Questions on your place"), slides_rating.list_questions, slides_rating.find_open),
    "matters": Deck(N_("What matters here?"), slides_rating.list_mechanisms, slides_rating.find_open),
    "can": Deck(N_("Who can, and how far?"), slides_rating.list_capacities, slides_rating.find_open),
    "show": Deck(N_("The plan"), slides_show.list_slides, slides_show.find_first),
}


def render_stage(screen: Screen) -> str:
    """Return the open deck as HTML; "" where none is open."""
    code = screen.looks.get("stage", "")
    if code not in DECKS:
        return ""
    deck = DECKS[code]
    slides = tuple(deck.list_slides(screen))
    return render(
        "stage.html",
        code=code,
        name=_(deck.name),
        title=say_place_text(screen.results.asked.place.title) or _("A place without a name yet"),
        first=deck.find_first(screen, slides),
        slides=[_draw(slide, number, len(slides)) for number, slide in enumerate(slides, 1)],
    )


def _draw(slide: Slide, number: int, count: int) -> dict[str, Any]:
    body = render(f"slide_{slide.kind}.html", code=slide.code, title=slide.title, at=(number, count), **slide.values)
    return {
        "code": slide.code,
        "kind": slide.kind,
        "title": slide.title,
        "body": Markup(body),  # noqa: S704, our own template's output
    }
