"""Advice as frames: scenarios side by side, warnings, donor ladder, frontier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from clusterdash.catalog import Catalog
from clusterdash.frames.columns import BASES, build_frame, category, flag, list_codes, number, text, whole
from clusterdash.model.advice.comparison import Comparison
from clusterdash.model.advice.outlook import build_frontier
from clusterdash.model.advice.warnings.find import SEVERITIES, Found
from clusterdash.model.chain.ladder import LadderStep, build_donor_ladder
from clusterdash.model.strategy import Strategy

if TYPE_CHECKING:
    import pandas as pd

PARTS = ("choices", "assumptions", "results")


class _Cell(NamedTuple):
    part: str
    field: str
    name: str
    value: Any


def comparison_frame(catalog: Catalog, comparison: Comparison) -> pd.DataFrame:
    """Return scenarios side by side in long form: one row per field and scenario.

    Columns
    -------
    part : category (``choices``, ``assumptions``, ``results``).
    field : string, path of the field or name of the figure; entry : string, the code within it, or missing.
    label : string, name of the entry where it is a code of the data, or missing.
    scenario : category, the name that it was given.
    value : string, in words or as a number; several are separated by semicolons; missing where it is not set.
    number : float64, the same where it is a number, else missing.

    Source: method of this app (which fields are choices, and which assumptions).
    """
    cells = list(_list_cells(comparison))
    labels = _read_labels(catalog)
    return build_frame(
        part=category((cell.part for cell in cells), PARTS),
        field=text(cell.field for cell in cells),
        entry=text(_entry_of(cell.field) for cell in cells),
        label=text(labels.get(_entry_of(cell.field), "") for cell in cells),
        scenario=category((cell.name for cell in cells), comparison.names),
        value=text(_write(cell.value) for cell in cells),
        number=number(_measure(cell.value) for cell in cells),
    )


def _list_cells(comparison: Comparison) -> Iterator[_Cell]:
    for part in PARTS:
        for row in getattr(comparison, part):
            yield from (_Cell(part, row.field, name, row.values[name]) for name in comparison.names)


def _entry_of(field: str) -> str:
    return field.rpartition(".")[2] if "." in field else ""


def _read_labels(catalog: Catalog) -> dict[str, str]:
    tables: tuple[Iterable[Any], ...] = (
        catalog.delivery_statuses, catalog.agents, catalog.actors, catalog.mechanisms, catalog.instruments,
    )  # fmt: skip
    questions = {row.code: row.question for row in catalog.context_questions}
    return questions | {row.code: getattr(row, "short_label", row.label) for rows in tables for row in rows}


def _write(value: Any) -> str:
    if isinstance(value, frozenset):
        return "; ".join(sorted(value))
    if isinstance(value, tuple):
        return "; ".join(str(entry) for entry in value)
    if isinstance(value, float):
        return f"{value:.10g}"
    return "" if value is None else str(value)


def _measure(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def warnings_frame(catalog: Catalog, found: Iterable[Found]) -> pd.DataFrame:
    """Return the warnings that hold, the severest first.

    Columns
    -------
    warning : category, code; label : string; severity : category (``stop``, ``serious``, ``note``).
    subject : string, what tells two of the same kind apart, or missing; instruments : string, codes, or missing.
    section : string; basis : category; note : string or missing.

    Source: Benner 2013, §1, §3 to §5, §8 to §10; thresholds are assumptions.
    """
    found = list(found)
    known = {row.code: row for row in catalog.warnings}
    rows = [known[one.code] for one in found]
    codes = set(list_codes(catalog.instruments))
    return build_frame(
        warning=category((one.code for one in found), list_codes(catalog.warnings)),
        label=text(row.label for row in rows),
        severity=category((one.severity for one in found), SEVERITIES),
        subject=text(one.subject for one in found),
        instruments=text(" ".join(_name_instruments(one, codes)) for one in found),
        section=text(row.section for row in rows),
        basis=category((row.basis for row in rows), BASES),
        note=text(row.note for row in rows),
    )


def _name_instruments(found: Found, codes: set[str]) -> list[str]:
    values = (value if isinstance(value, tuple) else (value,) for value in found.values.values())
    return list(dict.fromkeys(one for many in values for one in many if isinstance(one, str) and one in codes))


def frontier_frame(catalog: Catalog, strategy: Strategy) -> pd.DataFrame:
    """Return the best mix for every number of places.

    Columns
    -------
    places : Int64; value : float64; share : float64, of the value of all instruments, 0 to 1.
    is_knee : bool, whether more adds little from here; is_current : bool, whether it is the size of the mix.
    instruments : string, codes separated by spaces, or missing.

    Source: assumption (frontier and knee); Benner 2013, §3 (what the value rewards).
    """
    points = build_frontier(catalog, strategy)
    return build_frame(
        places=whole(one.places for one in points),
        value=number(float(one.value) for one in points),
        share=number(float(one.share) for one in points),
        is_knee=flag(one.is_knee for one in points),
        is_current=flag(one.places == len(strategy.mix) for one in points),
        instruments=text(" ".join(one.mix) for one in points),
    )


def ladder_frame(catalog: Catalog, strategy: Strategy) -> pd.DataFrame:
    """Return the scenario at every donor level, one row each.

    Columns
    -------
    level : Int64, 0 to 5; label : string; is_current : bool; is_same_mix : bool.
    value : float64; now, later, nobody : float64, the parts of the value.
    in_reach : Int64, instruments within reach; exit_year : Int64, when the donor is only on call, or missing.
    ready, not_ready : Int64, instruments of the mix that can start at once, and the others.
    instruments : string, codes of the mix, separated by spaces, or missing.

    Source: Benner 2013, §9, §5, §6; the ladder is an assumption.
    """
    steps: tuple[LadderStep, ...] = build_donor_ladder(catalog, strategy.scenario)
    labels = {row.level: row.label for row in catalog.donor_levels}
    parts = {name: number(float(one.deliverable[name]) for one in steps) for name in ("now", "later", "nobody")}
    return build_frame(
        level=whole(one.level for one in steps),
        label=text(labels[one.level] for one in steps),
        is_current=flag(one.level == strategy.scenario.donor_level for one in steps),
        is_same_mix=flag(one.is_same_mix for one in steps),
        value=number(float(one.value) for one in steps),
        **parts,
        in_reach=whole(one.in_reach for one in steps),
        exit_year=whole(one.exit_year for one in steps),
        ready=whole(one.statuses["ready"] for one in steps),
        not_ready=whole(len(one.mix) - one.statuses["ready"] for one in steps),
        instruments=text(" ".join(one.mix) for one in steps),
    )
