"""Regions in words: industries, marks, growth, and the one sentence that says what a region lives from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from clusterdash.errors import Problem
from clusterdash.regions.isic import split_name
from clusterdash.regions.portrait import Portrait
from clusterdash.views.example_words import say_example_industry
from clusterdash.views.render import amount, share
from clusterdash.views.sentences import join_names
from clusterdash.words import _, ngettext, pair

_ROW = re.compile(r"row (\d+)(?:, column (.*))?", re.DOTALL)


def say_industry(name: str, region: str) -> str:
    """Return the name of an industry: ISIC's and those of worked examples in the language in use, others as typed."""
    code, rest = split_name(name)
    return f"{code} {_(rest)}" if code else say_example_industry(rest, region)


def say_potentials(names: Sequence[str], region: str) -> str:
    """Return several industries of a region as one text."""
    return join_names([say_industry(name, region) for name in names]) if names else "–"


def say_marks(marks: int) -> str:
    """Return marks (0 to 3) as signs."""
    return "●" * marks + "○" * (3 - marks)


def say_quotient(value: float | None) -> str:
    """Return a location quotient as people read it."""
    return "–" if value is None else amount(value, 2)


def say_growth(value: Any) -> str:
    """Return growth as a percentage with its sign, a dash where there is none."""
    if value is None or value != value:  # noqa: PLR0124, nan is not itself
        return "–"
    return ("+" if value > 0 else "") + share(value, 1).replace("-", "−")


def say_structure(portrait: Portrait) -> str:
    """Return what a region stands out in, as the finding of the page."""
    strong = portrait.strengths[:3]
    if not strong:
        return _("{region} stands out in nothing that the table shows").format(region=portrait.region)
    names = say_potentials([line.industry for line in strong], portrait.region)
    more = len(portrait.strengths) - len(strong)
    sentence = _("{region} stands out in {names}").format(region=portrait.region, names=names)
    if more <= 0:
        return sentence
    return sentence + " " + ngettext("and {count} more", "and {count} more", more).format(count=more)


def say_problem_place(problem: Problem) -> str:
    """Return a problem of a table in words: its row and column, and what is wrong there."""
    found = _ROW.fullmatch(problem.where)
    values = {name: _say_place(value) if name == "first" else value for name, value in problem.values.items()}
    text = Problem(problem.where, problem.template, values).text(_)
    return pair(_say_place(problem.where), text) if found else text


def _say_place(where: object) -> str:
    found = _ROW.fullmatch(str(where))
    if found is None:
        return str(where)
    row = _("Row {row}").format(row=found[1])
    return row + ", " + _("column “{column}”").format(column=found[2]) if found[2] else row
