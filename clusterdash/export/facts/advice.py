"""How firm the mix is, which way to begin, and what was decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clusterdash.catalog import Catalog
from clusterdash.export.facts.basis import name_section
from clusterdash.model.advice.outlook import build_alternates, build_frontier, build_robustness
from clusterdash.model.advice.routes import judge_routes
from clusterdash.model.scenario.decision import Decision
from clusterdash.results import Results
from clusterdash.views.log import KINDS
from clusterdash.views.render import amount, share
from clusterdash.views.routes import build_route_line, describe_route
from clusterdash.views.sentences import say_value
from clusterdash.views.strategy_panels import say_alternate, say_frontier, say_robustness
from clusterdash.words import _, label


@dataclass(frozen=True)
class PointFact:
    """One size of the mix: how many instruments, and what share of the whole toolbox's value they reach."""

    places: int
    percent: float
    text: str
    is_current: bool
    is_knee: bool


@dataclass(frozen=True)
class FirmnessFact:
    """How firm the mix is; all empty where there is none."""

    finding: str
    points: tuple[PointFact, ...]
    robustness: tuple[str, ...]
    alternates: tuple[str, ...]


@dataclass(frozen=True)
class RouteFact:
    """A way to begin: how it stands here, what speaks for and against it (what rules it out first)."""

    name: str
    description: str
    status: str
    reasons_for: tuple[str, ...]
    reasons_against: tuple[str, ...]


@dataclass(frozen=True)
class RoutesFact:
    """The routes, and in a sentence which one is recommended or why none is."""

    finding: str
    text: str
    routes: tuple[RouteFact, ...]


@dataclass(frozen=True)
class DecisionFact:
    """An entry of the log: the day ("" = nobody wrote it down), what, why, who."""

    on: str
    what: str
    reason: str
    group: str


def tell_firmness(catalog: Catalog, results: Results) -> FirmnessFact:
    """Return frontier, robustness and replacements in words."""
    strategy = results.strategy
    if not strategy.mix:
        return FirmnessFact("", (), (), ())
    frontier = build_frontier(catalog, strategy)
    return FirmnessFact(
        finding=say_frontier(frontier),
        points=tuple(
            PointFact(
                point.places,
                round(100 * float(point.share), 1),
                share(point.share),
                point.places == len(strategy.mix),
                point.is_knee,
            )
            for point in frontier
        ),
        robustness=tuple(say_robustness(catalog, one) for one in build_robustness(catalog, strategy)),
        alternates=tuple(
            say_alternate(catalog, one, amount(strategy.value, 2)) for one in build_alternates(catalog, strategy)
        ),
    )


def tell_routes(catalog: Catalog, results: Results) -> RoutesFact:
    """Return the ways to begin, the recommended one first."""
    line = build_route_line(catalog, results)
    advice = judge_routes(catalog, results.scenario, results.strategy.mix)
    shown = [describe_route(catalog, results, one) for one in advice]
    return RoutesFact(
        finding=line["title"],
        text=" ".join([line["text"], *_say_questions(catalog, advice[0].open_questions if advice else ())]),
        routes=tuple(
            RouteFact(
                name=label(one["label"]),
                description=label(one["description"]),
                status=one["status_word"],
                reasons_for=tuple(_say_reason(row) for row in one["reasons_for"]),
                reasons_against=tuple(_say_reason(row) for row in (*one["unmet"], *one["reasons_against"])),
            )
            for one in shown
        ),
    )


def _say_questions(catalog: Catalog, codes: tuple[str, ...]) -> list[str]:
    return [label(row.question) for row in catalog.context_questions if row.code in codes]


def _say_reason(row: tuple[str, ...]) -> str:
    reason, section, *_rest = row
    return f"{label(reason)} ({name_section(section)})" if section else label(reason)


def list_decisions(catalog: Catalog, results: Results) -> tuple[DecisionFact, ...]:
    """Return the log of decisions, oldest first."""
    return tuple(_tell_decisions(catalog, results.asked.decisions))


def _tell_decisions(catalog: Catalog, decisions: tuple[Decision, ...]) -> Iterator[DecisionFact]:
    groups = {row.code: label(row.label) for row in catalog.stakeholder_groups}
    for one in decisions:
        subject = say_value(catalog, one.subject)
        what = _(KINDS[one.kind]).format(subject=subject) if one.kind in KINDS else subject
        yield DecisionFact(one.on, what, one.reason, groups.get(one.group, one.group))
