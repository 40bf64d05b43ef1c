"""Questions on the place, to be answered where they come up: on the Overview, beside a route, in a warning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.results import Results
from clusterdash.views.sentences import join_names, say_value
from clusterdash.words import N_, _, label, ngettext

NOT_KNOWN = "unknown"
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
    """Return a question with its answers in words, for the template ``question.html``.

    ``current`` is None where nobody answered; "don't know" is an answer, but leaves the question open.
    """
    return {
        "row": row,
        "current": context.get(row.code),
        "is_answered": context.get(row.code, NOT_KNOWN) != NOT_KNOWN,
        "is_unknown": context.get(row.code) == NOT_KNOWN,
        "answers": [(answer, _(ANSWERS[answer]) if answer in ANSWERS else label(answer)) for answer in row.answers],
    }


def build_questions(catalog: Catalog, scenario: Scenario, codes: Iterable[str]) -> list[dict[str, Any]]:
    """Return some of the questions, in the order of the codes; codes that the catalog does not know are left out."""
    rows = {row.code: row for row in catalog.context_questions}
    return [build_question(rows[code], scenario.context) for code in codes if code in rows]


def say_answered(questions: list[dict[str, Any]]) -> str:
    """Return how many questions are answered, and how many with "don't know"."""
    answered = sum(one["is_answered"] for one in questions)
    text = _("{answered} of {all} answered").format(answered=answered, all=len(questions))
    unknown = sum(one["is_unknown"] for one in questions)
    if not unknown:
        return text
    return ngettext("{text}, {count} not known", "{text}, {count} not known", unknown).format(text=text, count=unknown)


def list_open_needs(catalog: Catalog, results: Results, instrument: str) -> list[dict[str, Any]]:
    """Return the questions that an instrument of the mix waits for, to be answered beside it."""
    unknown = results.strategy.eligibility[instrument].unknown
    return build_questions(catalog, results.asked, unknown)


def say_created(catalog: Catalog, results: Results, instrument: str) -> str:
    """Return who creates what an instrument needs and is not there (or not known to be); "" where nothing is."""
    found = results.strategy.eligibility[instrument]
    if not found.created:
        return ""
    rows = [row for row in catalog.instrument_needs if row.instrument == instrument and row.question in found.created]
    lines = [
        line.text
        for line in catalog.contributions_of(instrument)
        if any(line.kind in row.kinds for row in rows) and line.actor in found.creators
    ]
    actors = join_names([say_value(catalog, code) for code in found.creators])
    texts = join_names(list(dict.fromkeys(label(text) for text in lines)))
    return _("Counts as possible, since it can be created here: {contributions} ({actors}).").format(
        contributions=texts, actors=actors
    )
