"""Bringing two versions together, choice by choice: what both changed is picked by hand, all else stands as changed."""

from __future__ import annotations

from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.errors import ScenarioError
from clusterdash.model.advice.merge import (
    BOTH,
    OURS,
    THEIRS,
    MergeRow,
    list_merge_rows,
    merge_scenarios,
)
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.results import compute_results
from clusterdash.views.render import render
from clusterdash.views.saved import Merging, SavedState
from clusterdash.views.saved_words import name_part, say_moment, say_part, say_who
from clusterdash.views.sentences import say_problem, say_reach
from clusterdash.words import N_, _, label, ngettext, series

ROWS_SHOWN = 60


def render_merge(catalog: Catalog, ours: Scenario, saved: SavedState) -> str:
    """Return the merge that is under way as HTML, "" where there is none."""
    merging = saved.merging
    if merging is None:
        return ""
    newest, begun = merging.news.newest, merging.news.begun
    rows = list_merge_rows(begun, ours, newest.scenario)
    both = [row for row in rows if row.changed_by == BOTH]
    groups = [(side, [row for row in rows if row.changed_by == side]) for side in (OURS, THEIRS)]
    still_open = [row for row in both if row.name not in merging.picks]
    who = say_who(newest.who)
    numbers = {row.name: number for number, row in enumerate(rows)}

    def describe(row: MergeRow) -> dict[str, Any]:
        return {"number": numbers[row.name], **_describe(catalog, row, merging)}

    return render(
        "merge.html",
        who=who,
        number=newest.number,
        following=newest.number + 1,
        moment=say_moment(newest.made_at, saved.zone),
        intro=_say_intro(rows, who),
        both=[describe(row) for row in both],
        groups=[
            (_say_group(side, len(found), who), [describe(row) for row in found[:ROWS_SHOWN]], len(found) - ROWS_SHOWN)
            for side, found in groups
            if found
        ],
        log=_say_log(begun, ours, newest.scenario, who),
        still_open=len(still_open),
        **_preview(catalog, ours, merging, is_open=bool(still_open)),
    )


def _say_intro(rows: tuple[MergeRow, ...], who: str) -> str:
    if not rows:
        return _("Both say the same; there is nothing to pick.")
    counts = {side: sum(row.changed_by == side for row in rows) for side in (OURS, THEIRS, BOTH)}
    parts = [
        ngettext("{count} choice differs", "{count} choices differ", len(rows)).format(count=len(rows)),
        _("{count} changed only by you").format(count=counts[OURS]) if counts[OURS] else "",
        _("{count} only by {who}").format(count=counts[THEIRS], who=who) if counts[THEIRS] else "",
        _("{count} by both, to be picked").format(count=counts[BOTH]) if counts[BOTH] else "",
    ]
    return series(part for part in parts if part) + "."


def _say_group(side: str, count: int, who: str) -> str:
    if side == OURS:
        return ngettext("{count} choice that only you changed", "{count} choices that only you changed", count).format(
            count=count
        )
    template = ngettext("{count} choice that only {who} changed", "{count} choices that only {who} changed", count)
    return template.format(count=count, who=who)


def _describe(catalog: Catalog, row: MergeRow, merging: Merging) -> dict[str, Any]:
    is_both = row.changed_by == BOTH
    sides = [(OURS, _("Yours"), row.ours), (THEIRS, merging.news.newest.who or _("Theirs"), row.theirs)]
    return {
        "row": row.name,
        "name": name_part(catalog, row),
        "before": _say_side(catalog, row, row.before),
        "picked": merging.picks.get(row.name, "" if is_both else row.changed_by),
        "sides": [(side, owner, _say_side(catalog, row, value)) for side, owner, value in sides],
        "joined": row.joined is not None and is_both,
    }


def _say_side(catalog: Catalog, row: MergeRow, value: Any) -> str:
    """Return what one side says, levels of the donor with their names."""
    said = say_part(catalog, row, value)
    if row.field != "donor_level":
        return said
    name = next((label(level.label) for level in catalog.donor_levels if level.level == value), "")
    return _("{level} ({name})").format(level=said, name=name) if name else said


def _say_log(begun: Scenario, ours: Scenario, theirs: Scenario, who: str) -> str:
    """Return how many lines of the log and next steps either side has written or changed; of both all are kept."""
    told = []
    for template, name in (
        (N_("The log keeps the lines of both: {mine} new or changed of yours, {other} of {who}."), "decisions"),
        (N_("The next steps keep those of both: {mine} new or changed of yours, {other} of {who}."), "next_steps"),
    ):
        old = getattr(begun, name)
        mine, other = (sum(line not in old for line in getattr(side, name)) for side in (ours, theirs))
        if mine or other:
            told.append(_(template).format(mine=mine, other=other, who=who))
    return " ".join(told)


def _preview(catalog: Catalog, ours: Scenario, merging: Merging, *, is_open: bool) -> dict[str, Any]:
    """Return what follows from the two together, or why nothing can."""
    if is_open:
        return {"result": "", "problems": []}
    try:
        merged = merge_scenarios(merging.news.begun, ours, merging.news.newest.scenario, merging.picks)
    except ScenarioError as error:
        return {"result": "", "problems": [say_problem(catalog, one) for one in error.problems]}
    results = compute_results(catalog, merged)
    reach = say_reach(results) or _("Nothing is rated yet: say first what matters here.")
    return {"result": reach, "problems": [say_problem(catalog, one) for one in results.problems]}
