"""The Run sheet page: an agenda of sixty minutes, half a day or a day, with what to say and which screen to open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from clusterdash.views.example_words import say_place_text
from clusterdash.views.pages import find_page
from clusterdash.views.path import WAYS
from clusterdash.views.render import render
from clusterdash.views.screen import Screen
from clusterdash.words import N_, _

LENGTHS = {"hour": N_("60 minutes"), "half": N_("Half a day, 4 hours"), "day": N_("A day, 7 hours")}


@dataclass(frozen=True)
class Item:
    """One item of an agenda.

    Parameters
    ----------
    minutes : for sixty minutes, half a day and a day; 0 = left out.
    say : what to say, in plain words.
    way : the step of the path that is its screen, "" for none; ``deck`` : the slides that are its screen, "" for none.
    section : where the idea stands in the paper, "" where it is ours.
    """

    title: str
    minutes: tuple[int, int, int]
    say: str
    way: str = ""
    deck: str = ""
    section: str = ""


ITEMS = (
    Item(
        N_("Welcome"),
        (5, 15, 20),
        N_(
            "We have come together to say what our cluster needs. The screen answers what you say; it decides nothing. "
            "At the end there is a plan with names in it, and a list of what we decided and why."
        ),
        deck="show",
        section="§5.2",
    ),
    Item(
        N_("Our place"),
        (5, 20, 40),
        N_(
            "First the facts: who is here, and what exists already? I ask short questions. Yes, no and we don't know "
            "are all good answers; what we skip stays open."
        ),
        way="place",
        deck="place",
        section="§5.4",
    ),
    Item(
        N_("What matters here"),
        (15, 45, 75),
        N_(
            "Twelve ways in which a cluster becomes strong. I read the question and an example; then hands up for 0, "
            "1, 2 or 3. It counts what happens here or soon could, not what would be nice."
        ),
        way="matters",
        deck="matters",
        section="§3",
    ),
    Item(
        N_("Who can"),
        (5, 20, 30),
        N_(
            "An honest look at the local, the regional and the national government: able, weak or not there. And how "
            "far does the donor go? Weak is no blame; it says where training comes first."
        ),
        way="can",
        deck="can",
        section="§1",
    ),
    Item(N_("Break"), (0, 15, 60), N_("Coffee. Look at the wall: what would you have expected there?")),
    Item(
        N_("The mix"),
        (10, 30, 45),
        N_(
            "This is the best that so many instruments can do for what you said. One by one: what it is, why it is in, "
            "who would carry it. Put your hand up when one cannot work here."
        ),
        way="strategy",
        deck="show",
        section="§3",
    ),
    Item(
        N_("Swap"),
        (8, 25, 45),
        N_(
            "Which one do we not want? Before we rule it out, the table says what we would lose and what would come "
            "in. Tell me in one sentence why, and it stands in the log."
        ),
        way="swap",
    ),
    Item(
        N_("Who does what"),
        (0, 20, 30),
        N_(
            "For every instrument one name. Those who are named: can you say yes to this, and what do you need for it? "
            "Nobody is responsible by silence."
        ),
        way="strategy",
        section="§5.6",
    ),
    Item(
        N_("The rounds"),
        (5, 25, 30),
        N_(
            "Pilots first; then new initiatives learn from them, round by round, each about five years. Which regions "
            "begin? What do the pilots tell the others?"
        ),
        way="rounds",
        section="§5",
    ),
    Item(
        N_("Hand-over"),
        (0, 10, 15),
        N_(
            "One day the donor goes. We read what must be true before, and tick what donor and government agree on "
            "today."
        ),
        way="decide",
        section="§6",
    ),
    Item(
        N_("Decide"),
        (7, 15, 30),
        N_(
            "What happens on Monday, who calls whom, when do we meet again? Each step gets a name and a day on the "
            "list. I read the log aloud; whoever disagrees says so now."
        ),
        way="decide",
        section="§5.9",
    ),
)


def render_agenda(screen: Screen) -> str:
    """Return the page as HTML."""
    length = str(screen.looks.get("agenda", ""))
    length = length if length in LENGTHS else "hour"
    items = list(list_items(length))
    return render(
        "agenda.html",
        place=say_place_text(screen.results.asked.place.title) or _("A place without a name yet"),
        finding=_say_finding(length, items),
        lengths=[(code, _(name)) for code, name in LENGTHS.items()],
        length=length,
        items=items,
    )


def list_items(length: str) -> Iterator[dict[str, Any]]:
    """Yield the items of an agenda with the minutes at which each begins and ends."""
    column = list(LENGTHS).index(length)
    ways = {way.code: way for way in WAYS}
    start = 0
    for item in ITEMS:
        minutes = item.minutes[column]
        if not minutes:
            continue
        way = ways.get(item.way)
        yield {
            "title": _(item.title),
            "say": _(item.say),
            "minutes": minutes,
            "from": _say_clock(start),
            "to": _say_clock(start + minutes),
            "way": way,
            "page": find_page(way.slug) if way else 0,
            "way_title": _(way.title) if way else "",
            "deck": item.deck,
            "section": item.section,
        }
        start += minutes


def _say_clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def _say_finding(length: str, items: list[dict[str, Any]]) -> str:
    return _("{length}: {count} items from an empty place to a plan").format(
        length=_(LENGTHS[length]), count=len(items)
    )
