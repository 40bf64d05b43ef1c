"""The rail: all choices that make a scenario, in reach on every page, as one view."""

from __future__ import annotations

import re
from functools import cache

from clusterdash.catalog import Catalog
from clusterdash.ui.render import render
from clusterdash.ui.results import Results, compute_results, default_catalog
from clusterdash.ui.sentences import say_problem
from clusterdash.ui.session import RAIL_KEY, Sitting, receive_events
from clusterdash.ui.view import show_view
from clusterdash.words import current_language, direction


def show_rail(sitting: Sitting) -> None:
    """Show the choices and keep browser and server in step (address, draft, queue of actions)."""
    catalog = default_catalog()
    results = compute_results(catalog, sitting.scenario)
    draft = sitting.scenario.to_json()
    show_view(
        RAIL_KEY,
        _render_rail(sitting, catalog, results),
        on_events=receive_events,
        sid=sitting.identity,
        ack=sitting.last_event,
        code=sitting.code,
        lang=current_language(),
        dir=direction(),
        draft=draft,
        file_name=_file_name(sitting.scenario.place.title),
        is_touched=sitting.is_touched,
        is_fresh=sitting.is_fresh,
    )


def show_about() -> None:
    """Show what each mechanism means, as popovers that the rail opens; the same at every rerun, so it is sent once."""
    show_view("about", _render_about(current_language()))


@cache
def _render_about(_language: str) -> str:
    return render("about.html", catalog=default_catalog())


def _file_name(title: str) -> str:
    words = re.sub(r"[^\w]+", "-", title.casefold()).strip("-")[:60]
    return f"clusterdash-{words or 'scenario'}.json"


def _render_rail(sitting: Sitting, catalog: Catalog, results: Results) -> str:
    scenario = sitting.scenario
    return render(
        "rail.html",
        scenario=scenario,
        catalog=catalog,
        family_position={family.code: number for number, family in enumerate(catalog.families)},
        statuses=_count_statuses(results),
        mix=results.strategy.mix,
        notices=_say_notices(catalog, sitting, results),
        has_broken_draft=any(problem.where == "draft" for problem in sitting.notices),
        has_draft=bool(sitting.draft),
    )


def _say_notices(catalog: Catalog, sitting: Sitting, results: Results) -> list[str]:
    problems = [*sitting.notices, *(results.problems if sitting.dismissed != sitting.scenario else ())]
    return list(dict.fromkeys(say_problem(catalog, problem) for problem in problems))


def _count_statuses(results: Results) -> dict[str, int]:
    statuses = [results.strategy.delivery[code] for code in results.strategy.mix]
    return {status: statuses.count(status) for status in dict.fromkeys(statuses)}
