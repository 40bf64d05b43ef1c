"""The table of jobs of a visitor: read, kept, looked at in another way; what is asked about how it is read."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from functools import cache, wraps
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING, Any

from clusterdash.errors import ClusterdashError, Problem, RegionDataError
from clusterdash.model.scenario.checks import NAME_LIMIT
from clusterdash.numerals import read_number, write_number
from clusterdash.plain import clean_text, show_value
from clusterdash.regions import Thresholds
from clusterdash.regions.examples import find_example
from clusterdash.regions.match import match_regions
from clusterdash.regions.reading import Reading, try_reading
from clusterdash.regions.table import JobsTable, unpack_jobs
from clusterdash.results import DATA, examples
from clusterdash.ui.uploads import UPLOADS
from clusterdash.views import looks
from clusterdash.views.regions import find_region
from clusterdash.words import N_

if TYPE_CHECKING:
    from clusterdash.ui.session import Sitting

Event = Mapping[str, Any]
TABLES_KEPT = 3
PASTE_LIMIT = 3_000_000


def show_table(sitting: Sitting) -> JobsTable | None:
    """Return the visitor's table; before there is one, the worked example that fits the scenario."""
    if sitting.jobs_kept:
        _open_kept(sitting)
    if sitting.jobs is None and not sitting.has_no_example:
        sitting.jobs = _fitting_example(sitting)
        sitting.has_no_example = sitting.jobs is None
        if sitting.has_no_example:
            _warm_up()
    return sitting.jobs


@cache
def _warm_up() -> None:
    """Load what reads tables while the visitor looks for one; the first reading took seconds on a slow laptop."""
    Thread(target=import_module, args=("pandas",), daemon=True, name="warm-up").start()


def tell_jobs(sitting: Sitting) -> str:
    """Return the visitor's own table as the browser keeps it, "" where there is none or it is too large.

    Source: assumption (a device of the program).
    """
    if sitting.jobs_kept or sitting.jobs is None or sitting.jobs.is_fictional:
        return sitting.jobs_kept
    return sitting.jobs.packed


def list_job_examples() -> tuple[tuple[str, str], ...]:
    """Return code and title of the worked examples that have a table of jobs."""
    return tuple((one.code, one.title) for one in examples() if find_example(DATA / "examples", one.code))


_EXAMPLES: dict[str, JobsTable] = {}


def _load_example(code: str) -> JobsTable | None:
    if code not in _EXAMPLES:
        path = find_example(DATA / "examples", code)
        if path is None:
            return None
        table, _reading = try_reading(Reading(path.read_bytes(), path.name))
        if table is not None:
            _EXAMPLES[code] = table.change(is_fictional=True)
    return _EXAMPLES.get(code)


def _fitting_example(sitting: Sitting) -> JobsTable | None:
    tables = [table for code, _title in list_job_examples() if (table := _load_example(code))]
    named = sitting.scenario.chain.regions
    fitting = [table for table in tables if match_regions(table.regions, named).pairs]
    return next(iter([*fitting, *tables]), None)


def load_jobs_example(sitting: Sitting, event: Event) -> None:
    """Show one of the fictional tables."""
    table = _load_example(str(event.get("code")))
    if table is not None:
        _take_table(sitting, table)


def paste_jobs(sitting: Sitting, event: Event) -> None:
    """Read a table that was pasted; one that cannot be read is told, and the one before stays."""
    text = str(event.get("value", ""))
    if not text.strip():
        sitting.reading, sitting.pasted = None, ""
    elif len(text) > PASTE_LIMIT:
        template = N_("That is too much to paste; save it as a file and open the file.")
        raise RegionDataError([Problem("table", template)])
    elif text != sitting.pasted:  # a field that is left by a click on its button says the same twice
        _read(sitting, Reading(text))
        sitting.pasted = text


def open_jobs(sitting: Sitting, event: Event) -> None:
    """Read the table of a file that the browser has sent beside the session."""
    if event.get("error"):
        template = N_(
            "The file did not arrive: it is larger than 60 MB, or the connection broke. Make it smaller, or try again."
        )
        raise RegionDataError([Problem("table", template)])
    data = UPLOADS.take(str(event.get("upload", "")))
    if data is None:
        raise RegionDataError([Problem("table", N_("The file is no longer there; open it again."))])
    _read(sitting, Reading(data, clean_text(str(event.get("file", "")))[:NAME_LIMIT]))


def say_reading(sitting: Sitting, event: Event) -> None:
    """Say what a column of the table that waits holds, what its rows are, or how its decimals begin; and try again."""
    if sitting.reading is not None:
        _read(sitting, sitting.reading.say(str(event.get("key")), str(event.get("value", ""))))


def drop_reading(sitting: Sitting, _event: Event) -> None:
    """Leave the table that cannot be read."""
    sitting.reading, sitting.pasted = None, ""


def _read(sitting: Sitting, reading: Reading) -> None:
    table, tried = try_reading(reading)
    sitting.reading = None if table is not None else tried
    if table is not None:
        _take_table(sitting, table)


def _take_table(sitting: Sitting, table: JobsTable) -> None:
    if sitting.jobs is not None:  # without what was computed of it, which can be large
        before = sitting.jobs if sitting.jobs.is_fictional else sitting.jobs.change()
        sitting.jobs_before = [*sitting.jobs_before[-TABLES_KEPT + 1 :], before]
    _show(sitting, table)


def bring_table_back(sitting: Sitting, _event: Event) -> None:
    """Undo a paste or an upload: the table before is back."""
    if sitting.jobs_before:
        _show(sitting, sitting.jobs_before.pop())


def restore_jobs(sitting: Sitting, event: Event) -> None:
    """Take up the table that this browser kept, at the start of a sitting; it is opened when its page is."""
    if sitting.jobs is None or sitting.jobs.is_fictional:
        sitting.jobs_kept = str(event.get("text", ""))
        if sitting.page == "regions":
            _open_kept(sitting)
            sitting.wants_whole_run = True


def _open_kept(sitting: Sitting) -> None:
    """Open the table that the browser kept; one that cannot be read is told."""
    text, sitting.jobs_kept = sitting.jobs_kept, ""
    try:
        sitting.jobs, sitting.pasted = unpack_jobs(text), ""
    except ClusterdashError as error:
        sitting.notify(*error.problems)


def _show(sitting: Sitting, table: JobsTable) -> None:
    sitting.jobs, sitting.pasted = table, ""
    sitting.wants_whole_run = sitting.page == "regions"


def pick_region(sitting: Sitting, event: Event) -> None:
    """Show the profile of another region, by its name however it is spelt."""
    table = show_table(sitting)
    wanted = str(event.get("value", ""))
    if table is None:
        return
    found = find_region(table, wanted)
    if wanted and found == table.regions[0] and not match_regions([wanted], [found]).pairs:
        template = N_("There is no region “{found}” in the table; choose one of those that it names.")
        raise RegionDataError([Problem("table", template, {"found": show_value(wanted)})])
    sitting.looks = looks.set_look(looks.set_look(sitting.looks, "region", found), "striking", None)
    sitting.wants_whole_run = sitting.page == "regions"


def set_threshold(sitting: Sitting, event: Event) -> None:
    """Set from when on something is said; the number is read as people of the language write it."""
    table, field = show_table(sitting), str(event.get("field"))
    if table is None or field not in {spec.name for spec in dataclasses.fields(Thresholds)}:
        return
    text = str(event.get("value", "")).strip()
    reading = read_number(text, sitting.language) if text else None
    number = getattr(Thresholds(), field) if reading is None else reading.value
    if number is None:
        shown = write_number(1.25, sitting.language)
        template = N_("Found “{found}”; a number such as {example} is needed.")
        raise RegionDataError([Problem("table", template, {"found": show_value(text), "example": shown})])
    value: Any = int(number) if field == "least_jobs" and number == int(number) else float(number)
    _show(sitting, table.change(thresholds=dataclasses.replace(table.thresholds, **{field: value})))


def reset_thresholds(sitting: Sitting, _event: Event) -> None:
    """Go back to the usual thresholds."""
    table = show_table(sitting)
    if table is not None:
        _show(sitting, table.change(thresholds=Thresholds(), years=None))


def set_jobs_year(sitting: Sitting, event: Event) -> None:
    """Choose the first or the last year of the growth."""
    table = show_table(sitting)
    if table is None or not str(event.get("value")).isdigit():
        return
    first, last = table.profiles.years
    year = int(event["value"])
    pair = (year, last) if event.get("edge") == "first" else (first, year)
    if None not in pair and year in table.known_years and pair[0] != pair[1]:
        _show(sitting, table.change(years=(min(pair), max(pair))))  # type: ignore[type-var]


def guard_event(function: Callable[[Sitting, Event], None]) -> Callable[[Sitting, Event], None]:
    """Return an action that tells what is missing or malformed in its event, instead of breaking.

    Source: assumption (a device of the program).
    """

    @wraps(function)
    def act(sitting: Sitting, event: Event) -> None:
        try:
            function(sitting, event)
        except ClusterdashError:
            raise
        except (KeyError, TypeError, ValueError):
            template = N_("This change could not be understood ({found}); reload the page and try again.")
            raise RegionDataError([Problem("change", template, {"found": show_value(event.get("name"))})]) from None

    return act


TABLE_HANDLERS: Mapping[str, Callable[[Sitting, Event], None]] = {
    function.__name__: guard_event(function)
    for function in (
        load_jobs_example, paste_jobs, open_jobs, say_reading, drop_reading, bring_table_back, restore_jobs,
        pick_region, set_threshold, reset_thresholds, set_jobs_year,
    )
}  # fmt: skip
