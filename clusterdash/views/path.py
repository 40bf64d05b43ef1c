"""The path of an afternoon: seven steps, each a place in the pages, with what is still missing there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.results import Results
from clusterdash.views.pages import PAGES, find_page
from clusterdash.views.screen import Screen
from clusterdash.words import N_, _, label, ngettext


@dataclass(frozen=True)
class Way:
    """Where a step of the path lies: the page, the tab on it, and the element that takes the focus.

    ``is_choice`` says that on a phone it lies among the choices and not on the page.
    """

    code: str
    title: str
    slug: str
    tab: str = ""
    focus: str = ""
    is_choice: bool = False


WAYS = (
    Way("place", N_("Place"), "", focus="place-title"),
    Way("matters", N_("What matters"), "mechanisms", focus="slides-matters", is_choice=True),
    Way("can", N_("Who can"), "actors", focus="slides-can", is_choice=True),
    Way("strategy", N_("Strategy"), "strategy", tab="who"),
    Way("swap", N_("Swap"), "strategy", tab="swap", focus="tab-panel"),
    Way("rounds", N_("Rounds"), "timeline"),
    Way("decide", N_("Decide"), "strategy", tab="decide", focus="tab-panel"),
)
TABS_OF_STEPS = frozenset(way.tab for way in WAYS[4:] if way.tab)


@dataclass(frozen=True)
class Step:
    """One step as the screen shows it: its number, its way, one line on what is there, and whether more is missing."""

    number: int
    way: Way
    title: str
    page: int
    line: str
    is_done: bool
    is_here: bool


@dataclass(frozen=True)
class Path:
    """All steps, the one where the visitor is (None on other pages), and the one that comes next.

    On a page outside the path ``left`` is the step where the visitor was before, and the next one leads on from
    there; None where there was none yet: then the next one is the first that is open. ``why`` says which, in words.
    ``mix`` is what the choices lead to so far, in a few words: a phone shows it while somebody chooses.
    """

    steps: tuple[Step, ...]
    here: Step | None
    next: Step | None
    mix: str
    left: Step | None = None
    why: str = ""


def build_path(screen: Screen) -> Path:
    """Return the path of a screen."""
    here = find_way(screen.page, screen.looks)
    steps = tuple(_step(screen, number, way, here) for number, way in enumerate(WAYS, 1))
    current = next((step for step in steps if step.is_here), None)
    mix = say_mix(screen.results)
    if current is not None:
        return Path(steps, current, _find_following(steps, current), mix)
    left = next((step for step in steps if step.way.code == screen.looks.get("left")), None)
    if left is not None:
        return Path(steps, None, _find_following(steps, left), mix, left, _("After {step}:").format(step=left.title))
    is_open = next((step for step in steps if not step.is_done), None)
    return Path(steps, None, is_open or steps[-1], mix, None, _("First open step:") if is_open else _("Last step:"))


def say_mix(results: Results) -> str:
    """Return how many instruments the mix holds, and how many of them are ready: "7 instruments · 3 ready"."""
    mix, delivery = results.strategy.mix, results.strategy.delivery
    count = ngettext("{count} instrument", "{count} instruments", len(mix)).format(count=len(mix))
    ready = _("{count} ready").format(count=sum(delivery[code] == "ready" for code in mix))
    return f"{count} · {ready}"


def _find_following(steps: tuple[Step, ...], step: Step) -> Step | None:
    return steps[step.number] if step.number < len(steps) else None


def find_way(page: str, looks: Mapping[str, Any]) -> Way | None:
    """Return the way that a page shows as it is looked at, None where the page is no step of the path."""
    tab = str(looks.get("tab", ""))
    tab = tab if tab in TABS_OF_STEPS else ""
    for way in WAYS:
        if way.slug == page and (tab == way.tab or (not tab and way.code == "strategy") or not way.tab):
            return way
    return None


def _step(screen: Screen, number: int, way: Way, here: Way | None) -> Step:
    line, is_done = STATES[way.code](screen.catalog, screen.results)
    return Step(number, way, _(way.title), find_page(way.slug), line, is_done, way is here)


def _say_place(catalog: Catalog, results: Results) -> tuple[str, bool]:
    scenario = results.asked
    if not scenario.place.title:
        return _("no name yet"), False
    asked = [row.code for row in catalog.context_questions]
    answered = sum(code in scenario.context for code in asked)
    line = _("{answered} of {all} answered").format(answered=answered, all=len(asked))
    return line, answered == len(asked)


def _say_matters(catalog: Catalog, results: Results) -> tuple[str, bool]:
    rated = sum(row.code in results.asked.salience for row in catalog.mechanisms)
    return _("{rated} of {all} rated").format(rated=rated, all=len(catalog.mechanisms)), rated == len(
        catalog.mechanisms
    )


def _say_can(catalog: Catalog, results: Results) -> tuple[str, bool]:
    open_ = [row for row in catalog.governments if row.code not in results.asked.capacity]
    if not open_:
        return _("all said"), True
    if len(open_) == 1:
        return _("{actor} not said").format(actor=label(open_[0].label)), False
    return ngettext("{count} government not said", "{count} governments not said", len(open_)).format(
        count=len(open_)
    ), False


def _say_strategy(_catalog: Catalog, results: Results) -> tuple[str, bool]:
    count = len(results.strategy.mix)
    if not count:
        return _("nothing in the mix yet"), False
    return ngettext("{count} instrument", "{count} instruments", count).format(count=count), True


def _say_swap(_catalog: Catalog, results: Results) -> tuple[str, bool]:
    out, choices = len(results.asked.excluded), len(results.strategy.choices)
    if out:
        return ngettext("{count} ruled out", "{count} ruled out", out).format(count=out), True
    if not results.strategy.mix:
        return _("nothing to swap yet"), False
    if choices:
        return ngettext("{count} open choice", "{count} open choices", choices).format(count=choices), False
    return _("nothing ruled out"), True


def _say_rounds(_catalog: Catalog, results: Results) -> tuple[str, bool]:
    plan = results.asked.chain
    if not plan.regions:
        return _("regions not named"), False
    return ngettext("{count} region named", "{count} regions named", len(plan.regions)).format(
        count=len(plan.regions)
    ), True


def _say_decide(_catalog: Catalog, results: Results) -> tuple[str, bool]:
    count, steps = len(results.asked.decisions), len(results.asked.next_steps)
    decided = ngettext("{count} decision", "{count} decisions", count).format(count=count)
    listed = ngettext("{count} step", "{count} steps", steps).format(count=steps)
    told = ", ".join(text for number, text in ((count, decided), (steps, listed)) if number)
    return told or _("nothing decided yet"), bool(told)


STATES = {
    "place": _say_place,
    "matters": _say_matters,
    "can": _say_can,
    "strategy": _say_strategy,
    "swap": _say_swap,
    "rounds": _say_rounds,
    "decide": _say_decide,
}
assert all(way.slug in {page.slug for page in PAGES} for way in WAYS)  # noqa: S101, a step without a page leads nowhere
