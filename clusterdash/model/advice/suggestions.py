"""Advice before the mix: what answers suggest, which platform, which preconditions hold; routes stand in routes.py."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields

from clusterdash.catalog import Catalog
from clusterdash.catalog.rows import ContextSuggestion
from clusterdash.model.delivery.delivery import MISSING_ANSWERS, UNKNOWN_ANSWER
from clusterdash.model.scenario.change import Change
from clusterdash.model.scenario.scenario import Scenario

__all__ = [
    "PlatformAdvice",
    "Suggestion",
    "Verdict",
    "accept_all",
    "advise_platform",
    "judge_preconditions",
    "suggest_from_context",
]

NUMBERED = ("salience", "donor_level")
REQUIRED = "required"
NO_PLATFORM, NEW_PLATFORM = "none", "build"
HELPS_PLATFORM = ("platform", "funding")


@dataclass(frozen=True)
class Suggestion:
    """What an answer suggests, and why.

    ``change`` is one of ``salience``, ``capacity``, ``platform`` or ``donor_level``. ``is_open`` is False once people
    have decided it by hand.
    """

    question: str
    answer: str
    change: Change
    reason: str
    section: str
    basis: str
    is_open: bool


@dataclass(frozen=True)
class PlatformAdvice:
    """Which platform the answers speak for: the questions that do (none: nothing is known), and what can be added."""

    recommended: str
    reasons: tuple[str, ...]
    measures: tuple[str, ...]


@dataclass(frozen=True)
class Verdict:
    """Whether cluster policy fits this place at all.

    ``level`` is ``go``, ``smaller_chances``, ``not_here_not_now`` or ``unknown``. ``missing`` are the preconditions
    that decide it, ``imperfect`` the helpful ones that are missing, ``unknown`` those that nobody has answered.
    """

    level: str
    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    imperfect: tuple[str, ...] = ()


def suggest_from_context(catalog: Catalog, scenario: Scenario) -> tuple[Suggestion, ...]:
    """Return what the answers on the place suggest, in table order, decided or still open.

    Source: Benner 2013, §1, §3, §4, §9, §10 (each row says which); that an answer leads to this value is an assumption.
    """
    return tuple(
        _suggest(scenario, row)
        for row in catalog.context_suggestions
        if scenario.context.get(row.question, UNKNOWN_ANSWER) == row.answer
    )


def accept_all(catalog: Catalog, scenario: Scenario) -> tuple[Change, ...]:
    """Return the changes of all open suggestions; where two differ, the higher number or the first counts.

    Source: assumption.
    """
    offers = [one.change for one in suggest_from_context(catalog, scenario) if one.is_open]
    chosen: dict[tuple[str, object], Change] = {}
    for offer in sorted(offers, key=lambda one: -one.value if isinstance(one.value, int) else 0):
        chosen.setdefault((offer.field, offer.code), offer)
    return tuple(chosen.values())


def _suggest(scenario: Scenario, row: ContextSuggestion) -> Suggestion:
    change = Change(row.target, row.target_code, int(row.value) if row.target in NUMBERED else row.value)
    return Suggestion(row.question, row.answer, change, row.reason, row.section, row.basis, _is_open(scenario, change))


def _is_open(scenario: Scenario, change: Change) -> bool:
    """Return whether a suggestion would decide something that nobody has decided by hand."""
    if change.codes:
        return not set(change.codes) & set(getattr(scenario, change.field))
    default = next(spec.default for spec in fields(Scenario) if spec.name == change.field)
    return bool(getattr(scenario, change.field) == default != change.value)


def advise_platform(catalog: Catalog, scenario: Scenario) -> PlatformAdvice:
    """Return the platform that most answers speak for (the first of those in a tie), with why and what can be added.

    Without an answer that speaks for one, the one chosen, or a new one where there is none.

    Source: Benner 2013, §3 (build, strengthen, existing organisation), §7 (manager, staff of a chamber, funds), §9;
    counting answers is an assumption.
    """
    votes = [one for one in suggest_from_context(catalog, scenario) if one.change.field == "platform"]
    counts = Counter(str(one.change.value) for one in votes)
    fallback = NEW_PLATFORM if scenario.platform == NO_PLATFORM else scenario.platform
    best = max(counts, key=lambda code: counts[code]) if counts else fallback
    reasons = tuple(one.question for one in votes if one.change.value == best)
    return PlatformAdvice(best, reasons, _list_measures(catalog) if best != NO_PLATFORM else ())


def _list_measures(catalog: Catalog) -> tuple[str, ...]:
    return tuple(row.code for helps in HELPS_PLATFORM for row in catalog.complementary_measures if row.helps == helps)


def judge_preconditions(catalog: Catalog, scenario: Scenario) -> Verdict:
    """Return whether cluster policy fits this place: go, smaller chances, not here and not now, or not known yet.

    A required precondition that is missing ends it; one that nobody has answered leaves it open; a helpful one that
    is missing makes the chances smaller.

    Source: Benner 2013, §10.
    """
    required = [row for row in catalog.preconditions if row.severity == REQUIRED]
    helpful = [row for row in catalog.preconditions if row.severity != REQUIRED]
    answers = {row.code: scenario.context.get(row.question, UNKNOWN_ANSWER) for row in catalog.preconditions}
    blocking = tuple(row.code for row in required if answers[row.code] in MISSING_ANSWERS)
    imperfect = tuple(row.code for row in helpful if answers[row.code] in MISSING_ANSWERS)
    unknown = tuple(code for code, answer in answers.items() if answer == UNKNOWN_ANSWER)
    level = _choose_level(blocking, imperfect, unknown, [row.code for row in required])
    return Verdict(level, blocking or imperfect, unknown, imperfect)


def _choose_level(
    blocking: tuple[str, ...], imperfect: tuple[str, ...], unknown: tuple[str, ...], required: Iterable[str]
) -> str:
    if blocking:
        return "not_here_not_now"
    if set(required) & set(unknown):
        return "unknown"
    if imperfect:
        return "smaller_chances"
    return "unknown" if unknown else "go"
