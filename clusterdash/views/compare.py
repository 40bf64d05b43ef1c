"""The Compare page: up to four plans side by side, differences in sentences first, then what follows from each."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from clusterdash.catalog import Catalog
from clusterdash.model.advice.comparison import Comparison, compare_scenarios
from clusterdash.results import Results, compute_results, examples
from clusterdash.views.compare_words import list_result_rows, say_difference
from clusterdash.views.example_words import say_place_text
from clusterdash.views.merge import render_merge
from clusterdash.views.options import Option, find_free_letters
from clusterdash.views.pages import find_page
from clusterdash.views.render import render, share
from clusterdash.views.saved_words import say_code, say_history, say_version
from clusterdash.views.screen import Screen
from clusterdash.views.sentences import instrument_names, list_parts, say_reach
from clusterdash.words import LANGUAGES, N_, _, label, ngettext, series

SOURCES = {
    "here": N_("on screen now"),
    "kept": N_("put aside"),
    "earlier": N_("as the workshop before left it"),
    "previous": N_("before the last change"),
    "example": N_("worked example"),
    "link": N_("from a link"),
    "file": N_("from a file"),
    "saved": N_("saved as version {number} of {code}"),
}


def render_compare(screen: Screen) -> str:
    """Return the page as HTML."""
    catalog = screen.catalog
    free = find_free_letters(screen.options)
    here = Option(free[0], "here", screen.results.asked)
    options = sorted((*screen.options, here), key=lambda one: one.letter)
    results = {one.letter: compute_results(catalog, one.scenario) for one in options}
    comparison = compare_scenarios(catalog, {letter: it.scenario for letter, it in results.items()})
    is_alone = len(options) < 2
    return render(
        "compare.html",
        finding=say_finding(catalog, comparison),
        columns=[_describe(catalog, one, results[one.letter]) for one in options],
        here=here.letter,
        following=free[1] if len(free) > 1 else "",
        is_full=len(free) < 2,
        is_alone=is_alone,
        charts_page=find_page("charts"),
        has_previous=screen.before is not None,
        examples=[(one.code, label(one.title)) for one in examples()],
        choices=[say_difference(catalog, row) for row in comparison.choices],
        assumptions=[say_difference(catalog, row) for row in comparison.assumptions],
        mixes=_say_mixes(catalog, comparison),
        rows=list_result_rows(catalog, comparison),
        merge=Markup(render_merge(catalog, screen.results.asked, screen.saved)),  # noqa: S704, our own template's output
        saved=screen.saved,
        saved_code=say_code(screen.saved.base.code) if screen.saved.base else "",
        history=_list_history(screen),
        has_more=_has_more(screen),
        languages=LANGUAGES,
        language=screen.language,
    )


def _list_history(screen: Screen) -> list[dict[str, Any]] | None:
    """Return the versions of the plan, newest first, in words; None while they are being read."""
    if screen.saved.history is None:
        return None
    return [
        {
            "number": line.number,
            "head": say_version(line.number, line.who, line.made_at, screen.saved.zone),
            "text": say_history(screen.catalog, line),
            "is_base": screen.saved.base is not None and line.number == screen.saved.base.number,
        }
        for line in screen.saved.history
    ]


def _has_more(screen: Screen) -> bool:
    history = screen.saved.history
    return history is not None and len(history) > 0 and history[-1].number > 1


def say_finding(catalog: Catalog, comparison: Comparison) -> str:
    """Return the sentence that sums a comparison up: what the mixes share, and where most can start now."""
    if len(comparison.names) < 2:
        return _("Put this plan aside, change it, and see what differs")
    common = comparison.result("mix.in_all")[comparison.names[0]]
    shared = ngettext("{count} instrument is in every plan", "{count} instruments are in every plan", common)
    parts = [shared.format(count=common) if common else _("No instrument is in every plan")]
    now = comparison.result("deliverable.now")
    best = [name for name in comparison.names if share(now[name]) == share(max(now.values()))]
    if len(best) < len(comparison.names):
        template = _("most can start now in {letters} ({share})")
        parts.append(template.format(letters=", ".join(best), share=share(max(now.values()))))
    return series(parts)


def _describe(catalog: Catalog, option: Option, results: Results) -> dict[str, Any]:
    place = option.scenario.place
    total = results.strategy.total
    return {
        "letter": option.letter,
        "source": _say_source(option),
        "is_here": option.source == "here",
        "version": option.base.number if option.source == "saved" and option.base else 0,
        "title": say_place_text(place.title) if place.title else _("A place without a name yet"),
        "reach": say_reach(results) or _("Nothing is rated yet: say first what matters here."),
        "parts": list_parts(results.strategy.deliverable, total) if total else [],
        "problems": len(results.problems),
    }


def _say_source(option: Option) -> str:
    base = option.base
    number, code = (base.number, say_code(base.code)) if base else (0, "")
    return _(SOURCES[option.source]).format(number=number, code=code)


def _say_mixes(catalog: Catalog, comparison: Comparison) -> list[str]:
    """Return for each plan which instruments are in no other."""
    if len(comparison.names) < 2:
        return []
    own = comparison.result("mix.own")
    return [
        _("Only in {letter}: {names}.").format(letter=name, names=instrument_names(catalog, own[name]))
        for name in comparison.names
        if own[name]
    ]
