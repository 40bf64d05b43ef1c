"""The Strategy page: left what people decide, right what follows, sentences first; the cockpit for a hall."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from markupsafe import Markup

from clusterdash.catalog import Catalog
from clusterdash.model.advice.compare import StrategyChange, compare_strategies
from clusterdash.model.advice.reasons import explain_choice
from clusterdash.model.advice.suggestions import judge_preconditions
from clusterdash.results import Results
from clusterdash.views import strategy_panels
from clusterdash.views.cost_classes import list_cost_classes, name_cost_class
from clusterdash.views.detail import build_detail
from clusterdash.views.ladder import list_rungs
from clusterdash.views.legend import WORDS, list_robust_words
from clusterdash.views.questions import list_open_needs, say_created
from clusterdash.views.reasons import say_loss
from clusterdash.views.render import render
from clusterdash.views.screen import Screen
from clusterdash.views.sentences import (
    fill_warning,
    join_names,
    list_deliverable,
    list_parts,
    say_chain,
    say_change,
    say_parts,
    say_reach,
    say_result,
    say_warning_count,
)
from clusterdash.views.swap import list_ruled_out
from clusterdash.views.who import list_sharers
from clusterdash.words import N_, _, label, ngettext

TABS = {
    "who": N_("Who does what"),
    "swap": N_("Swap"),
    "decide": N_("Decide"),
    "ladder": N_("Donor ladder"),
    "frontier": N_("Size and firmness"),
    "warnings": N_("Warnings"),
    "route": N_("Route"),
}
VERDICTS = {
    "smaller_chances": N_(
        "Smaller chances, because this is not in place here: {missing}. Some progress is still possible."
    ),
    "not_here_not_now": N_(
        "Not here, not now, because this is missing: {missing}. Cluster policy should not start before it is in place."
    ),
    "unknown": N_("Until then it is not clear that cluster policy fits."),
}


def render_strategy(screen: Screen) -> str:
    """Return the page as HTML."""
    catalog, results, before = screen.catalog, screen.results, screen.before
    change = compare_strategies(before.strategy, results.strategy) if before else None
    tab = screen.looks.get("tab", "")
    tab = tab if tab in TABS else "who"
    return render(
        "strategy.html",
        place=results.asked.place,
        scenario=results.scenario,
        verdict=find_verdict(catalog, results),
        result=say_result(catalog, results),
        reach=say_reach(results),
        parts=list_deliverable(results),
        warned=say_warning_count(results),
        changed=say_change(catalog, change, before.chain if before else None, results.chain),
        mix=list(_mix_rows(screen, change)),
        empty="" if results.strategy.mix else _say_empty(catalog, results),
        places_left=_say_places_left(results),
        choices=list(_choices(catalog, results)),
        cost_classes=list_cost_classes(),
        actors=catalog.actors,
        robust_words=list_robust_words(),
        unrated=_say_unrated(catalog, results),
        rated_zero=_say_rated_zero(catalog, results),
        ruled_out=list_ruled_out(catalog, results),
        coverage_title=say_coverage(results),
        coverage=list(_coverage(catalog, results, before)),
        strip_title=say_chain(catalog, results.chain),
        rounds=list(_rounds(catalog, results)),
        stage_count=len(catalog.stages),
        agents=_agents(catalog, results),
        tabs=[(code, _tab_name(code, name, results)) for code, name in TABS.items()],
        tab=tab,
        side_who=list_sharers(screen) if screen.is_broad is not False else None,
        side_ladder=list_rungs(screen) if screen.is_broad is not False else None,
        panel=Markup(strategy_panels.PANELS[tab](screen)),  # noqa: S704, our own template's output
        open=screen.looks.get("open_strategy"),
        detail=build_detail(catalog, results, screen.looks.get("open_strategy")),
    )


def _tab_name(code: str, name: str, results: Results) -> str:
    count = f" ({len(results.warnings)})" if code == "warnings" else ""
    return _(name) + count


def find_verdict(catalog: Catalog, results: Results) -> dict[str, str] | None:
    """Return what the preconditions say of the place, with their level; None where nothing stands in the way."""
    verdict = judge_preconditions(catalog, results.scenario)
    if verdict.level not in VERDICTS:
        return None
    names = {row.code: label(row.label) for row in catalog.preconditions}
    text = _(VERDICTS[verdict.level]).format(
        missing=join_names([names[code] for code in verdict.missing or verdict.imperfect])
    )
    open_ = _say_open(catalog, results, verdict.unknown) if verdict.level == "unknown" else ()
    rows = [row for row in catalog.preconditions if row.code in verdict.missing]
    is_ours = verdict.level != "smaller_chances"
    note = rows[0].note if is_ours and len(rows) == 1 else ""
    return {
        "level": verdict.level,
        "text": " ".join([*open_, text]),
        "basis": "assumption" if is_ours else "paper",
        "note": note,
    }


def _say_open(catalog: Catalog, results: Results, codes: tuple[str, ...]) -> Iterable[str]:
    """Yield which preconditions nobody has spoken of yet, and of which nobody knows whether they are in place."""
    rows = [row for row in catalog.preconditions if row.code in codes]
    asked = results.scenario.context
    texts = (
        (False, N_("Nobody has said yet whether this is in place here: {names}.")),
        (True, N_("Nobody here knows whether this is in place: {names}.")),
    )
    for is_known_as_open, text in texts:
        names = [label(row.label) for row in rows if (row.question in asked) == is_known_as_open]
        if names:
            yield _(text).format(names=join_names(names))


def _say_places_left(results: Results) -> str:
    left = results.strategy.places_left
    if not left or not results.strategy.mix:
        return ""
    return ngettext(
        "{count} place stays empty: nothing else within reach serves what matters here.",
        "{count} places stay empty: nothing else within reach serves what matters here.",
        left,
    ).format(count=left)


def _say_empty(catalog: Catalog, results: Results) -> str:
    for found in results.warnings:
        if found.code in ("nothing_salient", "nothing_eligible"):
            return " ".join(fill_warning(catalog, found)[1:])
    return _("No instrument is in the mix: allow at least one instrument at once.")


def _mix_rows(screen: Screen, change: StrategyChange | None) -> Iterable[dict[str, Any]]:
    catalog, results = screen.catalog, screen.results
    statuses = {row.code: row for row in catalog.delivery_statuses}
    words = _robustness_words(screen)
    for code in results.strategy.mix:
        yield {
            "code": code,
            "name": label(catalog.instrument(code).short_label),
            "status": statuses[results.strategy.delivery[code]],
            "who": _name_partners(catalog, results, code),
            "marks": [(actor, _takes_part(catalog, results, code, actor.code)) for actor in catalog.actors],
            "is_pinned": code in results.scenario.pinned,
            "is_new": change is not None and code in change.came_in,
            "robust": words.get(code, ""),
            "cost": name_cost_class(catalog, code),
            "questions": list_open_needs(catalog, results, code),
            "created": say_created(catalog, results, code),
            "reason": say_loss(catalog, explain_choice(catalog, results.strategy, code)),
        }


def _robustness_words(screen: Screen) -> Mapping[str, str]:
    """Return the word for each instrument of the mix, or nothing while it is still being computed."""
    judged = screen.late.get("robustness", ())
    return {code: _(WORDS[one.verdict]) for one in judged for code in one.members}


def _takes_part(catalog: Catalog, results: Results, instrument: str, actor: str) -> bool:
    """Return whether an actor that exists here has a contribution to an instrument."""
    is_absent = results.scenario.capacity.get(actor) == "absent"
    return not is_absent and bool(catalog.contributions_of(instrument, actor))


def _name_partners(catalog: Catalog, results: Results, code: str) -> str:
    """Return who contributes to an instrument, written out."""
    names = [label(row.label) for row in catalog.actors if _takes_part(catalog, results, code, row.code)]
    return join_names(names) or _("network work, no direct contribution (§9)")


def _choices(catalog: Catalog, results: Results) -> Iterable[dict[str, Any]]:
    for choice in results.strategy.choices:
        free = [code for code in choice.taken if code not in results.scenario.pinned]
        others = [code for code in choice.from_ if code not in choice.taken]
        if not others or not free:
            continue
        names = join_names([label(catalog.instrument(code).short_label) for code in choice.from_])
        text = ngettext(
            "One of these {all} will do, they are worth the same: {names}.",
            "Any {count} of these {all} will do, they are worth the same: {names}.",
            len(choice.taken),
        )
        last = label(catalog.instrument(free[-1]).short_label)
        yield {
            "text": text.format(count=len(choice.taken), all=len(choice.from_), names=names),
            "ask": _("Take instead of “{instrument}”:").format(instrument=last),
            "instead_of": free[-1],
            "others": [(code, label(catalog.instrument(code).short_label)) for code in others[:4]],
        }


def say_coverage(results: Results) -> str:
    """Return how many of the mechanisms that matter are served."""
    salient = [line for line in results.strategy.coverage if line.salience]
    bare = [line for line in salient if not line.count]
    if not salient:
        return _("Nothing to cover yet")
    if bare:
        return ngettext(
            "{count} salient mechanism stays without instrument",
            "{count} salient mechanisms stay without instrument",
            len(bare),
        ).format(count=len(bare))
    return ngettext(
        "The {count} salient mechanism is served", "All {count} salient mechanisms are served", len(salient)
    ).format(count=len(salient))


def _say_unrated(catalog: Catalog, results: Results) -> str:
    """Return which mechanisms nobody has rated, in one line; "" where all are."""
    names = [label(row.short_label) for row in catalog.mechanisms if row.code not in results.scenario.salience]
    if not names:
        return ""
    text = ngettext(
        "{count} mechanism is not rated and counts 0: {names}.",
        "{count} mechanisms are not rated and count 0: {names}.",
        len(names),
    )
    return text.format(count=len(names), names=", ".join(names))


def _say_rated_zero(catalog: Catalog, results: Results) -> str:
    """Return which mechanisms people rated 0, in one line; "" where none."""
    salience = results.scenario.salience
    names = [label(row.short_label) for row in catalog.mechanisms if salience.get(row.code) == 0]
    return _("Rated 0: {names}.").format(names=", ".join(names)) if names else ""


def _coverage(catalog: Catalog, results: Results, before: Results | None) -> Iterable[dict[str, Any]]:
    position = {family.code: number for number, family in enumerate(catalog.families)}
    earlier = {line.mechanism: line.strength for line in before.strategy.coverage} if before else {}
    for number, line in enumerate(results.strategy.coverage, 1):
        mechanism = catalog.mechanism(line.mechanism)
        yield {
            "number": number,
            "code": line.mechanism,
            "name": label(mechanism.short_label),
            "family": position[mechanism.family],
            "salience": line.salience,
            "rating": results.scenario.salience.get(line.mechanism),
            "count": line.count,
            "strength": round(float(line.strength) * 100),
            "parts": [(name, percent) for name, percent in list_parts(line.deliverable) if percent],
            "parts_text": say_parts(line.deliverable),
            "before": _percent(earlier.get(line.mechanism)),
        }


def _percent(strength: Fraction | None) -> int | None:
    return None if strength is None else round(float(strength) * 100)


def _rounds(catalog: Catalog, results: Results) -> Iterable[dict[str, Any]]:
    agents = {row.code: row for row in catalog.agents}
    for round_ in results.chain.rounds:
        leads = [role.actor for role in results.chain.roles if role.round == round_.number and role.role == "lead"]
        exit_year = results.chain.donor_exit_year
        yield {
            "number": round_.number,
            "start": round_.start,
            "end": round_.end,
            "leads": [_lead(agents, code) for code in leads],
            "is_exit": exit_year is not None and round_.start.year <= exit_year <= round_.end.year,
        }


def _agents(catalog: Catalog, results: Results) -> list[dict[str, str]]:
    """Return the agents that lead a stage in any round, in the order of the table."""
    leading = {role.actor for role in results.chain.roles if role.role == "lead"}
    rows = {row.code: row for row in catalog.agents}
    shown = [_lead(rows, code) for code in rows if code in leading]
    return [*shown, _lead(rows, "")] if "" in leading else shown


def _lead(agents: Mapping[str, Any], code: str) -> dict[str, str]:
    if code not in agents:
        return {"code": "", "letter": "–", "name": _("no lead")}
    return {"code": code, "letter": agents[code].letter, "name": label(agents[code].label)}
