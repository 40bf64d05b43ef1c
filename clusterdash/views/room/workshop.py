"""The Workshop page and the wall: what a room has said so far, for who leads it and for everybody."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from clusterdash.views.pages import find_page
from clusterdash.views.render import View, collect_parts, render
from clusterdash.views.screen import Screen

_WALL_PAGE = Markup('{}<main class="page-frame wall-page" inert>{}</main>')
_WALL_STAGE = Markup('{}<div class="wall-stage" inert>{}</div>')


@dataclass(frozen=True)
class Bar:
    """How many gave one answer; ``percent`` of all voters; whether it is the one in the middle."""

    label: str
    count: int
    percent: float
    is_middle: bool = False


@dataclass(frozen=True)
class Sentence:
    """What somebody wrote, and whether the wall may show it."""

    code: str
    text: str
    is_passed: bool


@dataclass(frozen=True)
class Outcome:
    """What the room says about one question, in words."""

    name: str
    title: str
    bars: tuple[Bar, ...]
    voters: int
    by_hand: int
    summary: str
    is_split: bool = False
    groups: tuple[tuple[str, tuple[int, ...]], ...] = ()
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True)
class Effect:
    """How often an instrument is in the mix when the voters are drawn again: 0 to 100 percent."""

    name: str
    percent: int
    is_in_mix: bool


@dataclass(frozen=True)
class Effects:
    """What the disagreement would change in the strategy; ``is_coming`` while it is computed."""

    sentence: str = ""
    lines: tuple[Effect, ...] = ()
    note: str = ""
    is_coming: bool = False


@dataclass(frozen=True)
class HandRow:
    """Raised hands for one mechanism, of the chosen group."""

    code: str
    title: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Ask:
    """A question that may be asked besides the mechanisms, and whether it is."""

    name: str
    text: str
    is_asked: bool


@dataclass(frozen=True)
class Workshop:
    """A room as the page of who leads it and the wall show it; ``key`` is "" on a wall.

    ``days`` says how long ago it was opened; after ``LONG_AGO`` of them the page asks what is to become of it.
    """

    code: str
    title: str
    status: str
    count: str
    advice: str
    is_rehearsal: bool
    url: str
    qr: str
    days: int = 0
    wifi_qr: str = ""
    key: str = ""
    addresses: tuple[str, ...] = ()
    address: str = ""
    wifi: tuple[str, str] = ("", "")
    expected: int | None = None
    step: str = ""
    step_title: str = ""
    step_text: str = ""
    predict: bool = False
    questions: tuple[tuple[str, str, int], ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    effects: Effects = field(default_factory=Effects)
    applied: str = ""
    groups: tuple[tuple[str, str], ...] = ()
    hand_group: str = ""
    hands: tuple[HandRow, ...] = ()
    levels: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()


LONG_AGO = 30  # days after which a room is asked about; nothing is ever deleted by itself


def render_workshop(screen: Screen) -> str:
    """Return the page of who leads a room; without a room, the ways to one."""
    return render(
        "room/workshop.html",
        room=screen.workshop,
        place=screen.results.asked.place,
        strategy_page=find_page("strategy"),
        long_ago=LONG_AGO,
    )


def draw_wall(screen: Screen, page: View | None, *, is_stage: bool = False) -> View:
    """Return what the wall shows under a strip with the code: the room's own view, a page without controls, a slide."""
    slide = screen.looks.get("slide", "")
    with collect_parts() as parts:
        strip = render("room/wall.html", room=screen.workshop, is_whole=page is None, slide=slide)
    if page is None:
        return View(strip, parts)
    frame = _WALL_STAGE if is_stage else _WALL_PAGE
    skeleton = frame.format(Markup(strip), Markup(page.skeleton))  # noqa: S704, our own templates' output
    return View(str(skeleton), {**parts, **page.parts})
