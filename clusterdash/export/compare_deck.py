"""Slides that lay two to four plans side by side: what differs, which instruments, what follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextvars import copy_context
from datetime import date

from clusterdash.catalog import Catalog
from clusterdash.export.deck import BODY_WIDTH, LANGUAGES, PART_COLOURS
from clusterdash.export.facts import Facts
from clusterdash.export.request import Request
from clusterdash.export.slides import BODY_TOP, EDGE, Column, Deck, Series
from clusterdash.model.advice.comparison import Comparison, compare_scenarios
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.results import compute_results
from clusterdash.views.compare import say_finding
from clusterdash.views.compare_words import list_result_rows, say_difference
from clusterdash.views.options import LETTERS
from clusterdash.views.sentences import name_all
from clusterdash.words import _, label, pair, select_language, series


def export_comparison(
    catalog: Catalog,
    scenarios: Sequence[Scenario],
    language: str = "en",
    on: date | None = None,
    letters: str = "".join(LETTERS),
) -> bytes:
    """Return slides that compare up to four plans; the same input gives the same bytes.

    ``letters`` names the plans in their order, A to D where nothing else is said.

    Raises
    ------
    ScenarioError
        Nothing of a plan can be followed.

    Source: assumption (a form of this app; what is compared is told at ``compare_scenarios``).
    """
    return copy_context().run(_build, catalog, tuple(scenarios)[: len(letters)], language, on, letters)


def _build(catalog: Catalog, scenarios: Sequence[Scenario], language: str, on: date | None, letters: str) -> bytes:
    select_language(language)
    name_all()
    facts = {
        letter: Request(compute_results(catalog, one), on).facts
        for letter, one in zip(letters, scenarios, strict=False)
    }
    followed = {letter: compute_results(catalog, one).scenario for letter, one in zip(facts, scenarios, strict=True)}
    comparison = compare_scenarios(catalog, followed)
    head = next(iter(facts.values())).head
    footer = " · ".join(one for one in (" / ".join(it.head.title for it in facts.values()), head.date) if one)
    deck = Deck(footer, LANGUAGES.get(head.language, head.language))
    finding = say_finding(catalog, comparison)
    _add_overview(deck, finding, facts)
    _add_differences(deck, _("What was chosen differently"), (say_difference(catalog, it) for it in comparison.choices))
    told = (say_difference(catalog, it) for it in comparison.assumptions)
    _add_differences(deck, _("What was assumed differently"), told)
    _add_mixes(deck, catalog, comparison)
    _add_results(deck, catalog, comparison)
    return deck.save(footer, finding)


def _add_overview(deck: Deck, finding: str, facts: Mapping[str, Facts]) -> None:
    some = next(iter(facts.values()))
    slide = deck.add_slide(finding[:1].upper() + finding[1:], [some.head.source, some.head.legend])
    columns = [
        Column("", 30, strong=True, centred=True),
        Column(_("Plan"), 270, strong=True),
        Column(_("What it reaches"), BODY_WIDTH - 300),
    ]
    rows = [(letter, one.head.title, one.findings.reach or one.findings.result) for letter, one in facts.items()]
    deck.add_table(slide, finding, columns, rows, (EDGE, BODY_TOP), 12)
    words = {"now": _("can start now"), "later": _("later"), "nobody": _("nobody to carry it")}
    shares = [{part.name: part.percent for part in one.findings.parts} for one in facts.values()]
    bars = [
        Series(words[name], [one.get(name, 0) for one in shares], PART_COLOURS[name], hatched=name == "nobody")
        for name in words
    ]
    alt = series(pair(letter, one.findings.reach or one.findings.result) for letter, one in facts.items())
    box = (EDGE, 320.0, BODY_WIDTH, 184.0)
    deck.add_chart(slide, "BAR_STACKED", alt, list(facts), bars, box, percent=True, maximum=100)


def _add_differences(deck: Deck, title: str, told: Iterable[str]) -> None:
    rows = [(one,) for one in told]
    if rows:
        deck.add_tables(title, [Column(_("Difference"), BODY_WIDTH)], rows, size=12)


def _add_mixes(deck: Deck, catalog: Catalog, comparison: Comparison) -> None:
    mixes = comparison.result("mix")
    codes = [row.code for row in catalog.instruments if any(row.code in mixes[name] for name in comparison.names)]
    columns = [
        Column(_("Instrument"), BODY_WIDTH - 110 * len(comparison.names), strong=True),
        *(Column(name, 110, centred=True) for name in comparison.names),
    ]
    rows = [
        (
            label(catalog.instrument(code).short_label),
            *("●" if code in mixes[name] else "–" for name in comparison.names),
        )
        for code in codes
    ]
    if rows:
        deck.add_tables(_("The instruments of each plan"), columns, rows)


def _add_results(deck: Deck, catalog: Catalog, comparison: Comparison) -> None:
    each = 560.0 / len(comparison.names)
    columns = [
        Column(_("What follows"), BODY_WIDTH - 560, strong=True),
        *(Column(name, each) for name in comparison.names),
    ]
    rows = [
        (("◆ " if not row["same"] else "") + row["name"], *row["values"])
        for row in list_result_rows(catalog, comparison)
    ]
    deck.add_tables(_("What follows from each plan"), columns, rows, [_("Lines with ◆ differ between the plans.")])
