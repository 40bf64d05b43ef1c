"""Rows of a comparison in words: what a field or a figure is called, and what its value is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.model.advice.comparison import Comparison, ComparisonRow
from clusterdash.model.scenario.decision import Decision
from clusterdash.model.scenario.labels import name_field
from clusterdash.model.scenario.next_step import NextStep
from clusterdash.views.example_words import say_place_text
from clusterdash.views.next_steps import say_list
from clusterdash.views.questions import ANSWERS
from clusterdash.views.render import amount, share, show_number
from clusterdash.views.sentences import instrument_names, join_names, say_value, show_parts
from clusterdash.views.who import JOBS, PHASES, responsible_name
from clusterdash.words import N_, _, label, ngettext, series

# Figure -> what it is called; those with a code behind a dot are named by their beginning and the label of the code.
FIGURES = {
    "mix.size": N_("Instruments in the mix"),
    "mix.shared": N_("of them also in the first"),
    "mix.own": N_("only here"),
    "value": N_("Value of the mix"),
    "value_share": N_("of what the whole toolbox could do there"),
    "deliverable.now": N_("of this can start now"),
    "deliverable.later": N_("of this later"),
    "deliverable.nobody": N_("of this with nobody to carry it"),
    "coverage.bare": N_("Mechanisms that matter, without instrument"),
    "warnings.stop": N_("Warnings: stop"),
    "warnings.serious": N_("Warnings: serious"),
    "warnings.note": N_("Warnings: notes"),
    "verdict": N_("Verdict"),
    "route": N_("Recommended route"),
    "donor_share.first": N_("Leads of the donor in the first round"),
    "donor_share.last": N_("Leads of the donor in the last round"),
    "donor_exit": N_("Donor only on call from"),
    "end": N_("Last year"),
    "regions_reached": N_("Regions reached"),
    "successes": N_("Initiatives that succeed (middle of the runs)"),
    "cost.low": N_("Cost, at least"),
    "cost.high": N_("Cost, at most"),
}
GROUPS = {
    "served": N_("Instruments for: {name}"),
    "delivery": N_("{name}: instruments"),
    "load": N_("Responsible for instruments: {name}"),
    "leads": N_("Leads stages: {name}"),
}
VERDICTS = {
    "go": N_("nothing stands against it"),
    "smaller_chances": N_("smaller chances"),
    "not_here_not_now": N_("not here, not now"),
    "unknown": N_("not clear yet"),
}
SHARES = ("value_share", "deliverable", "donor_share")
# Shown even where all are the same; of the others only what differs or is not 0.
ALWAYS = ("mix.size", "value", "value_share", "deliverable.now", "warnings.serious", "regions_reached", "end")


def list_result_rows(catalog: Catalog, comparison: Comparison) -> list[dict[str, Any]]:
    """Return the figures that are worth a line: name, value of each column, whether they differ."""
    rows = []
    parts = _show_deliverable(comparison)
    for row in comparison.results:
        name = name_figure(catalog, row.field)
        values = list(row.values.values())
        is_worth = row.field in ALWAYS or not row.is_same or (row.field in FIGURES and any(values))
        if name and is_worth and any(value not in (None, (), "") for value in values):
            said = [say_figure(catalog, row.field, one) for one in values]
            rows.append({"name": name, "values": parts.get(row.field, said), "same": row.is_same})
    return rows


def _show_deliverable(comparison: Comparison) -> dict[str, list[str]]:
    """Return the parts of the value for each column, rounded as in the sentence above it: they add up to the whole."""
    rows = {row.field: row.values.values() for row in comparison.results if row.field.startswith("deliverable.")}
    columns = [dict(zip(rows, column, strict=True)) for column in zip(*rows.values(), strict=True)]
    shown = [show_parts(one) if None not in one.values() else dict.fromkeys(one, "–") for one in columns]
    return {field: [one[field] for one in shown] for field in rows}


def name_figure(catalog: Catalog, field: str) -> str:
    """Return what a figure is called, "" for one that is not shown."""
    group, _dot, code = field.partition(".")
    if field in FIGURES:
        return _(FIGURES[field])
    if group not in GROUPS:
        return ""
    return _(GROUPS[group]).format(name=_name_code(catalog, group, code))


def _name_code(catalog: Catalog, group: str, code: str) -> str:
    if code == "nobody":
        return _("nobody yet")
    if group == "served":
        return label(catalog.mechanism(code).short_label)
    if group == "load":
        return responsible_name(catalog, code)
    rows: Sequence[Any] = catalog.delivery_statuses if group == "delivery" else catalog.agents
    return label(next(row.label for row in rows if row.code == code))


def say_figure(catalog: Catalog, field: str, value: Any) -> str:
    """Return the value of a figure in words."""
    if value is None or value in ("", ()):
        return "–"
    if field.startswith(SHARES):
        return share(value)
    if field == "verdict":
        return _(VERDICTS[value])
    if field in ("value", "successes"):
        return amount(value, 2 if field == "value" else 0)
    if field.startswith("cost"):
        return amount(value, 0)
    if field in ("donor_exit", "end"):
        return str(value)
    return show_number(value) if isinstance(value, int) else say_value(catalog, value)


def say_difference(catalog: Catalog, row: ComparisonRow) -> str:
    """Return one difference as a sentence: what is decided, and how in each option.

    Options that say the same stand together: "Donor level: 2 (A, C), 4 (B)".
    """
    told: dict[str, list[str]] = {}
    for letter, value in row.values.items():
        told.setdefault(say_choice(catalog, row.field, value), []).append(letter)
    parts = [_("{value} ({letters})").format(value=text, letters=", ".join(names)) for text, names in told.items()]
    return _("{name}: {values}").format(name=name_choice(catalog, row.field), values=series(parts))


def name_choice(catalog: Catalog, field: str) -> str:
    """Return what a field of the scenario is called, with the entry of a table that is meant."""
    named = name_field(field)
    if named is None:
        return say_value(catalog, field)
    entry = say_value(catalog, named.entry) if named.entry else ""
    if named.path == "context" and entry:
        return entry
    return _("{field}, {entry}").format(field=_(str(named.label)), entry=entry) if entry else _(str(named.label))


def say_choice(catalog: Catalog, field: str, value: Any) -> str:
    """Return the value of a field of the scenario in words, in one short line."""
    for fits, say in SAYERS:
        if fits(field, value):
            return say(catalog, value)
    return _("another")


def _say_level(catalog: Catalog, level: int) -> str:
    return label(next(row.label for row in catalog.salience_levels if row.level == level)).lower()


def _say_codes(catalog: Catalog, codes: frozenset[str]) -> str:
    known = [row.code for row in catalog.instruments if row.code in codes]
    return instrument_names(catalog, known) if known else _("none")


def _say_answer(_catalog: Catalog, answer: str) -> str:
    return _(ANSWERS[answer]) if answer in ANSWERS else label(answer)


def _say_list(catalog: Catalog, values: tuple[Any, ...]) -> str:
    if any(isinstance(one, Decision) for one in values):
        return ngettext("{count} decision", "{count} decisions", len(values)).format(count=len(values))
    if any(isinstance(one, NextStep) for one in values):
        return say_list(values)
    if all(isinstance(one, int | float) for one in values):
        return "–".join(show_number(one) for one in values)
    return join_names([say_value(catalog, one) for one in values])


Fits = Callable[[str, Any], bool]
Say = Callable[[Catalog, Any], str]
SAYERS: tuple[tuple[Fits, Say], ...] = (
    (lambda _field, value: value is None, lambda _catalog, _value: _("not said")),
    (lambda _field, value: value in ("", (), frozenset()), lambda _catalog, _value: _("none")),
    (lambda field, _value: field.startswith("salience."), _say_level),
    (lambda field, value: field.startswith("phases.") and value in PHASES, lambda _catalog, value: _(PHASES[value])),
    (lambda field, value: field.startswith("independent.") and value in JOBS, lambda _catalog, value: _(JOBS[value])),
    (lambda field, value: field.startswith("context.") and isinstance(value, str), _say_answer),
    (lambda field, _value: field == "place.start_year", lambda _catalog, value: str(value)),
    (lambda _field, value: isinstance(value, bool), lambda _catalog, value: _("yes") if value else _("no")),
    (lambda _field, value: isinstance(value, int | float), lambda _catalog, value: show_number(value)),
    (lambda _field, value: isinstance(value, frozenset), _say_codes),
    (lambda _field, value: isinstance(value, tuple), _say_list),
    (
        lambda field, value: field.startswith("place.") and isinstance(value, str),
        lambda _catalog, text: _("“{text}”").format(text=say_place_text(text)[:80]),
    ),
    (lambda _field, value: isinstance(value, str), say_value),
    (lambda _field, value: isinstance(value, Mapping), lambda _catalog, _value: _("another")),
)
