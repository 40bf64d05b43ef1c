"""Questions on the place, to be answered where they come up: on the Overview, beside a route, in a warning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.words import N_, _, label

ANSWERS = {
    "yes": N_("yes"),
    "no": N_("no"),
    "unknown": N_("don't know"),
    "none": N_("none"),
    "one": N_("one"),
    "several": N_("several"),
    "efficiency": N_("efficiency"),
    "creativity": N_("creativity"),
    "both": N_("both"),
}


def build_question(row: Any, context: Mapping[str, str]) -> dict[str, Any]:
    """Return a question with its answers in words, for the template ``question.html``."""
    return {
        "row": row,
        "current": context.get(row.code, "unknown"),
        "is_answered": row.code in context,
        "answers": [(answer, _(ANSWERS[answer]) if answer in ANSWERS else label(answer)) for answer in row.answers],
    }


def build_questions(catalog: Catalog, scenario: Scenario, codes: Iterable[str]) -> list[dict[str, Any]]:
    """Return some of the questions, in the order of the codes; codes that the catalog does not know are left out."""
    rows = {row.code: row for row in catalog.context_questions}
    return [build_question(rows[code], scenario.context) for code in codes if code in rows]
