"""Saved versions in words: who saved what and when, what a version changed, what two versions say differently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from clusterdash.catalog import Catalog
from clusterdash.model.advice.merge import PINNED, RULED_OUT, MergeRow
from clusterdash.model.scenario.number_fields import NUMBER_FIELDS
from clusterdash.model.scenario.region_detail import RegionDetail
from clusterdash.plain import clean_text
from clusterdash.views.compare_words import name_choice, say_choice
from clusterdash.views.example_words import say_place_text
from clusterdash.views.next_steps import say_day
from clusterdash.views.render import unit_of
from clusterdash.views.saved import HistoryLine, News
from clusterdash.views.sentences import join_names, say_value
from clusterdash.words import N_, _, ngettext, series

TEXT_SHOWN = 300
CHANGES_SHOWN = 4
DECIDED = {PINNED: N_("in by decision"), RULED_OUT: N_("ruled out"), None: N_("left to the tool")}


def say_code(code: str) -> str:
    """Return a short code as people read it out: "K7Q-M3X". Source: assumption."""
    return f"{code[:3]}-{code[3:]}"


def say_moment(made_at: int, zone: str) -> str:
    """Return when something was saved, in the visitor's time zone: "Mar 31, 2027, 14:05". Source: assumption."""
    moment = datetime.fromtimestamp(made_at, UTC).astimezone(_find_zone(zone))
    return f"{say_day(moment.date().isoformat())}, {moment:%H:%M}"


@lru_cache(maxsize=64)
def _find_zone(zone: str) -> tzinfo | None:
    try:
        return ZoneInfo(zone) if zone else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None  # the server's own


def say_who(who: str) -> str:
    """Return what somebody who saved is called, "somebody" where they did not say. Source: assumption."""
    return who if who else _("somebody")


def say_version(number: int, who: str, made_at: int, zone: str) -> str:
    """Return a version in words: "Version 3, Amina, Mar 31, 2027, 14:05". Source: assumption."""
    parts = [_("Version {number}").format(number=number), who, say_moment(made_at, zone)]
    return ", ".join(part for part in parts if part)


def say_news(news: News, number: int, zone: str) -> str:
    """Return who has saved what since the version that the visitor began with. Source: assumption."""
    newest = news.newest
    template = _("{who} saved version {newest} on {moment}; you began with version {number}.")
    told = template.format(
        who=say_who(newest.who), newest=newest.number, moment=say_moment(newest.made_at, zone), number=number
    )
    return told[:1].upper() + told[1:]


def name_part(catalog: Catalog, row: MergeRow) -> str:
    """Return what a part of a scenario is called: field and entry, with the label that stands on screen."""
    if row.field == PINNED:
        return say_value(catalog, row.entry)
    if row.entry and row.field in ("chain.region_details", "chain.potentials"):
        return _("{field}, {entry}").format(field=name_choice(catalog, row.field), entry=row.entry)
    return name_choice(catalog, row.name)


def say_part(catalog: Catalog, row: MergeRow, value: Any) -> str:
    """Return a value of a part in words, with its unit."""
    if row.field == PINNED:
        return _(DECIDED[value])
    if row.field == "donor_funds":
        return _("yes") if value else _("no")
    if isinstance(value, RegionDetail):
        return _say_detail(catalog, value)
    if row.field == "place.notes" and value:
        text = say_place_text(value)
        return _("“{text}”").format(text=text[:TEXT_SHOWN] + ("…" if len(text) > TEXT_SHOWN else ""))
    if row.field in ("chain.unit_costs", "chain.instrument_costs") and value and value[0] == value[1]:
        value = value[0]
    said = say_choice(catalog, row.name, value)
    is_number = isinstance(value, int | float | tuple) and not isinstance(value, bool)
    unit = unit_of(row.field) if row.field in NUMBER_FIELDS and is_number else ""
    return f"{said} {unit}".strip()


def _say_detail(catalog: Catalog, detail: RegionDetail) -> str:
    parts = [
        (_("potentials"), join_names([one for one in detail.potentials])),
        (_("struck out"), join_names([one for one in detail.struck_out])),
        *((say_value(catalog, code), say_value(catalog, value)) for code, value in detail.capacity.items()),
        *(
            (say_value(catalog, code), say_choice(catalog, f"context.{code}", it))
            for code, it in detail.context.items()
        ),
        (_("a mix of its own"), _("yes") if detail.own_mix else ""),
    ]
    told = [_("{name}: {values}").format(name=name, values=value) for name, value in parts if value]
    return series(told) or _("as everywhere")


def say_step_of(catalog: Catalog, row: MergeRow) -> str:
    """Return what one version changed: "How far the donor goes: 2 → 4"."""
    before, after = say_part(catalog, row, row.before), say_part(catalog, row, row.theirs)
    template = _("{name}: {before} → {after}")
    return template.format(name=name_part(catalog, row), before=_shorten(before), after=_shorten(after))


def _shorten(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:78].rstrip()}…"


def say_changes(catalog: Catalog, rows: Sequence[MergeRow], line: HistoryLine | None = None) -> str:
    """Return in a sentence what changed: the first few changes, how many more there are, lines of log and steps."""
    told = [say_step_of(catalog, row) for row in rows[:CHANGES_SHOWN]]
    more = len(rows) - CHANGES_SHOWN
    if more > 0:
        told.append(ngettext("{count} more change", "{count} more changes", more).format(count=more))
    return clean_text(series([*told, *(_say_lines(line) if line else ())]))


def _say_lines(line: HistoryLine) -> Iterator[str]:
    new, gone = line.decisions
    if new:
        yield ngettext("{count} line of the log new or changed", "{count} lines of the log new or changed", new).format(
            count=new
        )
    elif gone:
        yield ngettext("{count} line fewer in the log", "{count} lines fewer in the log", gone).format(count=gone)
    new, gone = line.steps
    if new:
        yield ngettext("{count} next step new or changed", "{count} next steps new or changed", new).format(count=new)
    elif gone:
        yield ngettext("{count} next step fewer", "{count} next steps fewer", gone).format(count=gone)


def say_history(catalog: Catalog, line: HistoryLine) -> str:
    """Return what a version of the history changed, in a sentence."""
    if line.number == 1:
        return _("The first version.")
    told = say_changes(catalog, line.rows, line) or _("Nothing that can be told apart.")
    if line.based_on != line.number - 1:
        told += " " + _("(begun with version {number})").format(number=line.based_on)
    return told
