"""Rules between rows that a description of columns cannot say; each is one small generator of problems."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from clusterdash.catalog.findings import problem
from clusterdash.catalog.table import Cell, Sheet, Values
from clusterdash.errors import Problem
from clusterdash.words import N_

Sheets = Mapping[str, Sheet]
NOT_IN_ORDER = N_("Found {found}; counting without gaps, {allowed} comes here.")
NOT_ALLOWED = N_("“{found}” is not allowed; allowed: {allowed}.")
COUNTED = (
    ("stages", "number", 1),
    ("office_tasks", "number", 1),
    ("agents", "order", 1),
    ("salience_levels", "level", 0),
    ("donor_levels", "level", 0),
)
SUBJECTS = (("indicators", ("mechanism", "stage")), ("group_steps", ("instrument", "stage")))
REASONS = {"stages": "timing_note"}


def check_rules(sheets: Sheets) -> Iterator[Problem]:
    """Yield what breaks a rule between rows; a rule passes over cells that are wrong in themselves."""
    for rule in RULES:
        yield from rule(sheets)


def _rows(sheets: Sheets, table: str, *columns: str) -> Iterable[tuple[int, Values]]:
    """Return the rows of a table with their numbers, without those that are wrong in one of the columns."""
    sheet = sheets[table]
    pairs = zip(sheet.numbers, sheet.values, strict=True)
    return ((number, row) for number, row in pairs if all(row[column] is not None for column in columns))


def _at(sheets: Sheets, table: str, row: int, column: str, template: str, found: object, allowed: object) -> Problem:
    return problem(sheets[table].table.path, template, found, allowed, row=row, column=column)


def _check_rows_exist(sheets: Sheets) -> Iterator[Problem]:
    for sheet in sheets.values():
        if not sheet.cells and not sheet.problems:
            yield problem(sheet.table.path, N_("The table has no rows; at least {allowed} is needed."), 0, 1)


def _check_sources(sheets: Sheets) -> Iterator[Problem]:
    """A row of the paper says where; a row of ours says why."""
    for table in sheets:
        reason = REASONS.get(table, "note")
        for number, row in _rows(sheets, table):
            if row.get("basis") == "paper" and row["section"] == "":
                template = N_("The basis is the paper, so the section is needed, such as {allowed}.")
                yield _at(sheets, table, number, "section", template, "", "§3")
            if row.get("basis") == "assumption" and row[reason] == "":
                template = N_("The basis is an assumption, so the reason is needed here.")
                yield _at(sheets, table, number, reason, template, "", "")


def _check_actors(sheets: Sheets) -> Iterator[Problem]:
    roles = {row["role"] for _, row in _rows(sheets, "actors")}
    if None in roles or not sheets["actors"].is_whole:
        return
    for role in sorted({"government", "donor"} - roles):
        yield problem(sheets["actors"].table.path, N_("No actor has the role {allowed}."), "", role, column="role")


def _check_counting(sheets: Sheets) -> Iterator[Problem]:
    """Numbers count without gaps, in file order."""
    for table, column, first in COUNTED:
        if not sheets[table].is_whole:
            continue
        for expected, (number, row) in enumerate(_rows(sheets, table), first):
            if row[column] not in (expected, None):
                yield _at(sheets, table, number, column, NOT_IN_ORDER, row[column], expected)


def _check_cells(sheets: Sheets) -> Iterator[Problem]:
    """Positions count from 1 within a cell of Table 2."""
    filled: Counter[tuple[Cell, Cell]] = Counter()
    for number, row in _rows(sheets, "contributions"):
        cell = row["instrument"], row["actor"]
        filled[cell] += 1
        if row["position"] not in (filled[cell], None) and None not in cell and sheets["contributions"].is_whole:
            yield _at(sheets, "contributions", number, "position", NOT_IN_ORDER, row["position"], filled[cell])


def _check_order(sheets: Sheets) -> Iterator[Problem]:
    """Contributions stand in the order of the tables of instruments and actors."""
    instruments = {code: place for place, code in enumerate(_codes(sheets, "instruments"))}
    actors = {code: place for place, code in enumerate(_codes(sheets, "actors"))}
    before = (-1, -1)
    for number, row in _rows(sheets, "contributions", "instrument", "actor"):
        instrument, actor = str(row["instrument"]), str(row["actor"])
        if instrument not in instruments or actor not in actors:
            continue
        place = (instruments[instrument], actors[actor])
        if place < before:
            template = N_("“{found}” stands too late; the order is that of {allowed}.")
            allowed = ["instruments.csv", "actors.csv"]
            yield _at(sheets, "contributions", number, "instrument", template, f"{instrument}, {actor}", allowed)
        before = max(before, place)


def _check_answers(sheets: Sheets) -> Iterator[Problem]:
    """Whatever names an answer names one of its question."""
    answers = _answers(sheets)
    for number, row in _rows(sheets, "context_suggestions", "question", "answer"):
        allowed = answers.get(str(row["question"]))
        if allowed and row["answer"] not in allowed:
            yield _at(sheets, "context_suggestions", number, "answer", NOT_ALLOWED, row["answer"], allowed)
    for table in ("instrument_needs", "preconditions"):
        for number, row in _rows(sheets, table, "question"):
            given = answers.get(str(row["question"]), ["no", "yes"])
            needed = ["no", "none"] if row.get("meaning", "presupposes") == "presupposes" else ["yes"]
            if not set(needed) & set(given):
                template = N_("The question “{found}” cannot be answered with {allowed}.")
                yield _at(sheets, table, number, "question", template, row["question"], needed)


def _check_kinds(sheets: Sheets) -> Iterator[Problem]:
    """The kinds by which a contribution creates or opens something are kinds of contributions."""
    known = _codes(sheets, "contribution_kinds")
    for number, row in _rows(sheets, "instrument_needs", "kinds"):
        for kind in str(row["kinds"]).split():
            if known and kind not in known:
                yield _at(sheets, "instrument_needs", number, "kinds", NOT_ALLOWED, kind, known)


def _check_tests(sheets: Sheets) -> Iterator[Problem]:
    """A condition of a route tests an answer that its question has."""
    answers = _answers(sheets)
    for number, row in _rows(sheets, "route_conditions", "test"):
        question, equals, answer = str(row["test"]).partition("=")
        if answers and equals and answer not in answers.get(question, ()):
            allowed = [f"{question}={one}" for one in answers.get(question, ())] or list(answers)
            yield _at(sheets, "route_conditions", number, "test", NOT_ALLOWED, row["test"], allowed)


def _answers(sheets: Sheets) -> dict[str, list[str]]:
    questions = _rows(sheets, "context_questions", "code", "answers")
    return {str(row["code"]): str(row["answers"]).split() for _, row in questions}


def _check_suggestions(sheets: Sheets) -> Iterator[Problem]:
    """A suggestion has a target and a value that exist."""
    targets: dict[str, tuple[Sequence[str], Sequence[str]]] = {
        "salience": (_codes(sheets, "mechanisms"), _codes(sheets, "salience_levels", "level")),
        "capacity": (_governments(sheets), _codes(sheets, "capacities")),
        "platform": ([""], _codes(sheets, "platforms")),
        "donor_level": ([""], _codes(sheets, "donor_levels", "level")),
    }
    for number, row in _rows(sheets, "context_suggestions", "target", "target_code", "value"):
        for column, allowed in zip(("target_code", "value"), targets[str(row["target"])], strict=True):
            if allowed and row[column] not in allowed:
                yield _at(sheets, "context_suggestions", number, column, NOT_ALLOWED, row[column], allowed)


def _codes(sheets: Sheets, table: str, column: str = "code") -> list[str]:
    return [str(row[column]) for _, row in _rows(sheets, table, column)]


def _governments(sheets: Sheets) -> list[str]:
    return [str(row["code"]) for _, row in _rows(sheets, "actors", "code") if row["role"] == "government"]


def _check_subjects(sheets: Sheets) -> Iterator[Problem]:
    """An indicator or a first step is about one thing."""
    for table, columns in SUBJECTS:
        for number, row in _rows(sheets, table, *columns):
            if sum(bool(row[column]) for column in columns) != 1:
                template = N_("Exactly one of these columns is filled: {allowed}; found: {found}.")
                found = ", ".join(str(row[column]) for column in columns if row[column]) or "–"
                yield _at(sheets, table, number, columns[0], template, found, columns)


def _check_limits(sheets: Sheets) -> Iterator[Problem]:
    """A parameter lies within its limits, and a stage ends after it begins."""
    for number, row in _rows(sheets, "parameters", "minimum", "value", "maximum"):
        low, value, high = row["minimum"], row["value"], row["maximum"]
        if not low <= value <= high:  # type: ignore[operator]
            template = N_("{found} lies outside of its own limits: {allowed}.")
            yield _at(sheets, "parameters", number, "value", template, value, f"{low} – {high}")
    for number, row in _rows(sheets, "stages", "start_month", "end_month"):
        start, end = row["start_month"], row["end_month"]
        if not start < end:  # type: ignore[operator]
            template = N_("The stage ends in month {found}, but begins in month {allowed}.")
            yield _at(sheets, "stages", number, "end_month", template, end, start)


def _check_placeholders(sheets: Sheets) -> Iterator[Problem]:
    """Braces in the sentences of warnings hold one plain name each."""
    for column in ("text", "fix"):
        for number, row in _rows(sheets, "warnings", column):
            if not _has_plain_placeholders(str(row[column])):
                template = N_("The placeholders are not readable in “{found}”; they look like {allowed}.")
                yield _at(sheets, "warnings", number, column, template, row[column], "{actor}")


def _has_plain_placeholders(sentence: str) -> bool:
    try:
        parts = list(string.Formatter().parse(sentence))
    except ValueError:
        return False
    return all(name is None or (name.isidentifier() and not spec and not how) for _, name, spec, how in parts)


def _check_sic(sheets: Sheets) -> Iterator[Problem]:
    """Verbatim texts stay as printed; a remark on the spelling belongs into the note."""
    verbatim = {"mechanisms": "label", "instruments": "label", "mechanism_instrument": "table1_label"}
    for table, column in {**verbatim, "contributions": "text"}.items():
        for number, row in _rows(sheets, table, column):
            if "[sic]" in str(row[column]):
                template = N_("“[sic]” stands in “{found}”; it belongs into the column {allowed}.")
                yield _at(sheets, table, number, column, template, row[column], "note")


RULES: tuple[Callable[[Sheets], Iterator[Problem]], ...] = (
    _check_rows_exist,
    _check_sources,
    _check_actors,
    _check_counting,
    _check_cells,
    _check_order,
    _check_answers,
    _check_kinds,
    _check_tests,
    _check_suggestions,
    _check_subjects,
    _check_limits,
    _check_placeholders,
    _check_sic,
)
