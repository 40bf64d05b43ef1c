"""Slides to present with: place, what matters, the heatmap, the mix one by one, who, hand-over, rounds, next steps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.results import Results
from clusterdash.views.actors import rank_actors, say_all
from clusterdash.views.cost_classes import name_cost_class
from clusterdash.views.decide import list_conditions
from clusterdash.views.example_words import say_place_text
from clusterdash.views.log import list_decisions
from clusterdash.views.mechanisms import FAR_ROWS, rank_rows, say_speaking
from clusterdash.views.next_steps import describe_steps, list_open_steps, say_day, say_list
from clusterdash.views.reasons import say_reason
from clusterdash.views.screen import Screen
from clusterdash.views.sentences import list_deliverable, say_chain, say_reach, say_result
from clusterdash.views.slides import Slide
from clusterdash.views.who import responsible_name
from clusterdash.words import _, label, ngettext

LINES = 6  # what a hall reads at one glance
DECISIONS = 5  # each with its reason
REGIONS_SHOWN = 6
# Page -> the slide with which presenting begins there; "strategy" begins with the mix as a whole.
FIRST_SLIDES = {"": "place", "mechanisms": "heat", "actors": "actors", "strategy": "mix", "timeline": "rounds"}


def find_first(screen: Screen, slides: Sequence[Slide]) -> int:
    """Return the place of the slide that shows what the page shows."""
    wished = FIRST_SLIDES.get(screen.page, "place")
    return next((number for number, slide in enumerate(slides) if slide.code == wished), 0)


def list_slides(screen: Screen) -> Iterator[Slide]:
    """Yield all slides of the plan in the order in which it is told."""
    catalog, results = screen.catalog, screen.results
    yield _show_place(results)
    yield _show_matters(catalog, results)
    yield _show_heat(catalog, results)
    yield _show_mix(catalog, results)
    for number, code in enumerate(results.strategy.mix, 1):
        yield _show_instrument(catalog, results, number, code)
    yield _show_actors(catalog, results)
    yield _show_who(catalog, results)
    yield from _show_conditions(catalog, results)
    yield _show_rounds(catalog, results)
    yield from _show_decisions(catalog, results)
    yield from _show_next(screen)


def _show_place(results: Results) -> Slide:
    place = results.asked.place
    where = " · ".join(part for part in map(say_place_text, (place.cluster, place.region, place.country)) if part)
    return Slide(
        "place",
        "title",
        _("Your place"),
        {
            "name": say_place_text(place.title) or _("A place without a name yet"),
            "where": where,
            "year": place.start_year,
        },
    )


def _show_matters(catalog: Catalog, results: Results) -> Slide:
    salience = results.scenario.salience
    ranked = sorted(catalog.mechanisms, key=lambda row: -salience.get(row.code, 0))
    rated = [row for row in ranked if salience.get(row.code, 0)]
    levels = {row.level: label(row.label) for row in catalog.salience_levels}
    rest = len(catalog.mechanisms) - len(rated)
    return Slide(
        "matters",
        "matters",
        _("What matters here"),
        {
            "lines": [(label(row.short_label), salience[row.code], levels[salience[row.code]]) for row in rated],
            "rest": ngettext(
                "{count} other mechanism was rated 0 or not at all.",
                "{count} other mechanisms were rated 0 or not at all.",
                rest,
            ).format(count=rest)
            if rest
            else "",
        },
    )


def _show_heat(catalog: Catalog, results: Results) -> Slide:
    told = _("The first {shown} of {all} instruments: the mix, then those with the most leverage.")
    columns = [label(row.short_label) for row in catalog.mechanisms]
    return _show_table("heat", say_speaking(catalog, results), columns, rank_rows(catalog, results), told)


def _show_table(code: str, title: str, columns: Sequence[str], rows: Sequence[Any], told: str) -> Slide:
    """Return the first rows of a matrix, as many as a hall can read, with the sentence that says so."""
    shown = rows[:FAR_ROWS]
    values = {"columns": columns, "rows": shown, "told": told.format(shown=len(shown), all=len(rows))}
    return Slide(code, code, title, values)


def _show_mix(catalog: Catalog, results: Results) -> Slide:
    statuses = {row.code: row for row in catalog.delivery_statuses}
    return Slide(
        "mix",
        "mix",
        say_result(catalog, results),
        {
            "reach": say_reach(results),
            "parts": list_deliverable(results),
            "rows": [
                (label(catalog.instrument(code).short_label), statuses[results.strategy.delivery[code]])
                for code in results.strategy.mix
            ],
        },
    )


def _show_instrument(catalog: Catalog, results: Results, number: int, code: str) -> Slide:
    row = catalog.instrument(code)
    statuses = {one.code: one for one in catalog.delivery_statuses}
    task = next(task for task in results.plan.tasks if task.instrument == code)
    serves = [
        label(one.short_label)
        for one in catalog.mechanisms
        if one.code in catalog.serves[code] and results.scenario.salience.get(one.code, 0)
    ]
    return Slide(
        f"mix-{code}",
        "instrument",
        label(row.short_label),
        {
            "kicker": _("The mix, {number} of {all}").format(number=number, all=len(results.strategy.mix)),
            "instrument": row,
            "reason": say_reason(catalog, results, code),
            "serves": serves,
            "status": statuses[results.strategy.delivery[code]],
            "responsible": responsible_name(catalog, task.responsible),
            "cost": name_cost_class(catalog, code),
        },
    )


def _show_actors(catalog: Catalog, results: Results) -> Slide:
    told = _("The first {shown} of {all} instruments: the mix, then those with the most contributions.")
    columns = [label(row.label) for row in catalog.actors]
    return _show_table("actors", say_all(catalog, results), columns, rank_actors(catalog, results), told)


def _show_who(catalog: Catalog, results: Results) -> Slide:
    groups: dict[str, list[str]] = {}
    for task in results.plan.tasks:
        groups.setdefault(task.responsible, []).append(label(catalog.instrument(task.instrument).short_label))
    order = sorted(groups, key=lambda code: -len(groups[code]))
    return Slide(
        "who",
        "who",
        _("Who does what"),
        {"rows": [(responsible_name(catalog, code), groups[code]) for code in order]},
    )


def _show_conditions(catalog: Catalog, results: Results) -> Iterator[Slide]:
    """Yield the hand-over conditions, a few a slide."""
    lines = [(one["when"], one["text"]) for one in list_conditions(catalog, results)]
    count = max(1, -(-len(lines) // LINES))
    each = -(-len(lines) // count) or 1
    for number, start in enumerate(range(0, len(lines), each), 1):
        yield Slide(
            f"handover-{number}",
            "lines",
            _("What must be true before the donor steps back"),
            {"finding": say_chain(catalog, results.chain) if not start else "", "lines": lines[start : start + each]},
        )


def _show_rounds(catalog: Catalog, results: Results) -> Slide:
    chain = results.chain
    agents = {row.code: label(row.label) for row in catalog.agents}
    rows = []
    for one in chain.rounds:
        leads = Counter(role.actor for role in chain.roles if (role.round, role.role) == (one.number, "lead"))
        names = [agents.get(code, _("no lead")) for code, _count in leads.most_common(3)]
        regions = [it.region if chain.are_regions_named else str(it.number) for it in one.regions]
        rest = len(regions) - REGIONS_SHOWN
        more = [ngettext("and {count} more", "and {count} more", rest).format(count=rest)] if rest > 0 else []
        rows.append(
            {
                "number": one.number,
                "years": f"{one.start.year}–{one.end.year}",
                "donor": one.donor_level,
                "leads": ", ".join(names),
                "regions": ", ".join([*regions[:REGIONS_SHOWN], *more]),
            }
        )
    return Slide("rounds", "rounds", say_chain(catalog, chain), {"rows": rows})


def _show_decisions(catalog: Catalog, results: Results) -> Iterator[Slide]:
    """Yield what was decided last, where anything was."""
    lines = [
        (line["text"] or _("Decided"), line["reason"]) for line in list_decisions(catalog, results.asked.decisions)
    ]
    if lines:
        values = {"finding": _say_more(len(lines) - DECISIONS), "lines": lines[:DECISIONS], "is_wide": True}
        yield Slide("decided", "lines", _("What we decided"), values)


def _show_next(screen: Screen) -> Iterator[Slide]:
    """Yield all that was agreed on, open ones first; where nothing was, what the plan suggests, and that says so."""
    catalog, results = screen.catalog, screen.results
    each = LINES + 2
    steps = describe_steps(catalog, results, screen.today)
    if steps:
        steps.sort(key=lambda line: (line["step"].done, line["step"].due or "9999"))
        lines = [(_say_mark(line), " · ".join(filter(None, (line["text"], line["step"].owner)))) for line in steps]
        finding = say_list(results.asked.next_steps)
    else:
        offered = list_open_steps(catalog, results, screen.today)
        lines = [
            (say_day(one.step.due) or _("no day yet"), " · ".join(filter(None, (one.text, one.step.owner))))
            for one in sorted(offered, key=lambda one: one.step.due or "9999")
        ]
        until = results.scenario.place.start_year + results.scenario.chain.round_years - 1
        told = _("Nobody has taken these on yet: what the plan begins until {year}").format(year=until) if lines else ""
        finding = ". ".join(filter(None, (told, _say_more(len(lines) - each))))
        lines = lines[:each]
    for number, start in enumerate(range(0, max(1, len(lines)), each), 1):
        code = "next" if number == 1 else f"next-{number}"
        yield Slide(code, "lines", _("Next steps"), {"finding": finding, "lines": lines[start : start + each]})


def _say_mark(line: dict[str, Any]) -> str:
    """Return by when, or how it stands where it is done or late."""
    mark = {"done": "✓ ", "late": "⚠ "}.get(line["state"], "")
    return mark + str(line["told"] or line["due"] or _("no day yet"))


def _say_more(rest: int) -> str:
    if rest <= 0:
        return ""
    return ngettext("{count} more stands in the plan.", "{count} more stand in the plan.", rest).format(count=rest)
