"""What may come of it: the band of the simulated runs, and the five factors of the chance of success."""

from __future__ import annotations

from math import prod
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.model.advice.suggestions import judge_preconditions
from clusterdash.model.chain.dynamics import Dynamics
from clusterdash.model.scenario.labels import FIELD_LABELS
from clusterdash.model.scenario.pilots import PILOTS_QUESTION, find_pilots
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.results import Results
from clusterdash.views.questions import ANSWERS, build_questions
from clusterdash.views.render import amount, share
from clusterdash.views.screen import Screen
from clusterdash.words import N_, _, label, ngettext

FACTORS = {
    "base": N_("base chance"),
    "carried": N_("stages with a capable lead"),
    "mentored": N_("with a mentor"),
    "entrepreneurs": N_("entrepreneurs at the table"),
    "framework": N_("economic framework"),
}
# What changes a factor: numbers of the plan, and a question on the place.
CONTROLS: dict[str, tuple[tuple[str, ...], str]] = {
    "base": (("success_probability", "learning_per_round"), ""),
    "carried": ((), ""),
    "mentored": (("mentoring_capacity", "unmentored_factor"), ""),
    "entrepreneurs": (("no_entrepreneurs_factor",), "group_entrepreneurs"),
    "framework": (("imperfect_framework_factor",), "macro_policy"),
}


def describe_chance(screen: Screen) -> dict[str, Any]:
    """Return the band, the factors, and whether nothing is drawn because law and property rights are missing."""
    catalog, results = screen.catalog, screen.results
    dynamics: Dynamics | None = screen.late.get("dynamics")
    is_ruled_out = judge_preconditions(catalog, results.scenario).level == "not_here_not_now"
    shown = None if is_ruled_out or not results.asked.salience else dynamics
    return {
        "band": _draw_band(shown) if shown else None,
        "is_ruled_out": is_ruled_out,
        "is_unrated": not results.asked.salience,
        "factors": _list_factors(catalog, results, shown) if shown else [],
        "chances": _list_chances(results, shown) if shown else [],
    }


def _list_chances(results: Results, dynamics: Dynamics) -> list[str]:
    """Return the chance of success in every round: the factors multiplied, never above the highest chance."""
    highest = results.scenario.chain.success_maximum
    return [share(min(prod(factors[code] for code in FACTORS), highest)) for factors in dynamics.factors]


def say_dynamics(dynamics: Dynamics) -> str:
    """Return what the simulated runs say, which factor weighs most, and that they are no forecast."""
    band = dynamics.succeeded_total
    sentence = _(
        "By the end, between {low} and {high} initiatives have succeeded in 8 of 10 runs:"
        " an illustration, not a forecast"
    ).format(low=f"{band.low:g}", high=f"{band.high:g}")
    code, mean = dynamics.weightiest
    weight = _("What lowers the chance most: {factor} ({number} of 1)").format(
        factor=_(FACTORS[code]), number=amount(mean, 2)
    )
    return f"{sentence}. {weight}"


def say_pilots(catalog: Catalog, scenario: Scenario) -> str:
    """Return where the number of pilots comes from, or that a number by hand contradicts the answer."""
    pilots = find_pilots(catalog, scenario)
    if pilots.source == "assumed":
        return ngettext(
            "nobody has said: {count} is assumed", "nobody has said: {count} are assumed", pilots.count
        ).format(count=pilots.count)
    row = next((row for row in catalog.context_questions if row.code == PILOTS_QUESTION), None)
    if row is None or (pilots.source == "given" and not pilots.contradicts):
        return ""
    answer = _(ANSWERS[scenario.context[PILOTS_QUESTION]])
    if pilots.source == "answer":
        return _("{count}, from the answer “{answer}”").format(count=pilots.count, answer=answer)
    return _("This contradicts the answer “{answer}” to “{question}”; change one of the two.").format(
        answer=answer, question=label(row.question)
    )


def _list_factors(catalog: Catalog, results: Results, dynamics: Dynamics) -> list[dict[str, Any]]:
    """Return each factor with its mean in every round, what changes it, and where its numbers come from."""
    rows = {row.code: row for row in catalog.parameters}
    return [
        {
            "code": code,
            "name": _(name),
            "is_weightiest": code == dynamics.weightiest[0],
            "numbers": [amount(factors[code], 2) for factors in dynamics.factors],
            "fields": [
                (field, _(FIELD_LABELS[f"chain.{field}"]), getattr(results.asked.chain, field))
                for field in CONTROLS[code][0]
            ],
            "questions": build_questions(catalog, results.asked, [CONTROLS[code][1]]),
            "text": _("follows from capacities, donor level, office and pilots") if code == "carried" else "",
            "row": rows.get(CONTROLS[code][0][-1]) if CONTROLS[code][0] else None,
        }
        for code, name in FACTORS.items()
    ]


# --- the band ----------------------------------------------------------------------------------------------------
BAND_WIDTH, BAND_HEIGHT, BAND_MARGIN = 640, 220, 36


def _draw_band(dynamics: Dynamics) -> dict[str, Any]:
    """Return the successes so far, round by round, as points of a drawing."""
    bands = dynamics.bands("succeeded_total")
    top = max(1.0, *(band.high for band in bands))
    step = (BAND_WIDTH - 2 * BAND_MARGIN) / max(1, len(bands) - 1)

    def place(number: int, value: float) -> tuple[float, float]:
        x = BAND_MARGIN + number * step if len(bands) > 1 else BAND_WIDTH / 2
        return round(x, 1), round(BAND_HEIGHT - BAND_MARGIN - value / top * (BAND_HEIGHT - 2 * BAND_MARGIN), 1)

    low = [place(number, band.low) for number, band in enumerate(bands)]
    middle = [place(number, band.middle) for number, band in enumerate(bands)]
    high = [place(number, band.high) for number, band in enumerate(bands)]
    if len(bands) == 1:  # one round: a band needs two ends
        low, middle, high = ([(x - 60, y), (x + 60, y)] for ((x, y),) in (low, middle, high))
    points = [
        {"x": x, "y": y, "round": one.number, "value": f"{band.middle:g}", "high": f"{band.high:g}"}
        for one, band, (x, y) in zip(dynamics.rounds, bands, middle, strict=False)
    ]
    return {
        "title": say_dynamics(dynamics),
        "width": BAND_WIDTH,
        "height": BAND_HEIGHT,
        "base": BAND_HEIGHT - BAND_MARGIN,
        "area": " ".join(f"{x},{y}" for x, y in [*high, *reversed(low)]),
        "line": " ".join(f"{x},{y}" for x, y in middle),
        "points": points,
        "rounds": dynamics.rounds,
    }
