"""Robustness arrives a moment after the mix: computed when the visitor pauses, kept for the same scenario."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.model.advice.outlook import build_robustness
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.ui.results import Results, compute_results
from clusterdash.ui.session import Sitting, handler
from clusterdash.words import N_, _

WORDS = {"safe": N_("safe"), "firm": N_("firm"), "fragile": N_("fragile"), "pinned": N_("pinned")}


@lru_cache(maxsize=64)
def compute_robustness(catalog: Catalog, scenario: Scenario) -> tuple[Any, ...]:
    """Return the judgement of every group of the mix, once per scenario."""
    return build_robustness(catalog, compute_results(catalog, scenario).strategy)


def is_judged(sitting: Sitting) -> bool:
    """Return whether what takes longer (robustness, warnings) has been asked for, for the scenario on screen."""
    return bool(sitting.preferences.get("judged") == sitting.stamp)


def robustness_words(catalog: Catalog, sitting: Sitting, results: Results) -> Mapping[str, str]:
    """Return the word for each instrument of the mix, or nothing while it has not been asked for."""
    if not is_judged(sitting):
        return {}
    judged = compute_robustness(catalog, results.scenario)
    return {code: _(WORDS[one.verdict]) for one in judged for code in one.members}


@handler
def judge(sitting: Sitting, event: Mapping[str, Any]) -> None:
    """Judge the robustness of the scenario on screen."""
    if event.get("code") == sitting.stamp:
        sitting.preferences["judged"] = sitting.stamp
