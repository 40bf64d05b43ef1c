"""The command ``clusterdash``: serve the app, compute one strategy, write a file to take away, check a data package.

Exit codes: 0 = fine, 1 = problems found in what was given, 2 = wrong usage. Results go to standard output, problems to
standard error: all of them at once, in plain words, in the language that the machine is set to.
"""

from __future__ import annotations

import argparse
import json
import os
import runpy
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from clusterdash import __version__, frames
from clusterdash.catalog import Catalog, load_catalog
from clusterdash.errors import CatalogError, ClusterdashError, Problem, ScenarioError
from clusterdash.export import EXPORTS, export, export_comparison, export_minutes
from clusterdash.export.glyphs import find_undrawable, list_texts
from clusterdash.export.votes import Votes
from clusterdash.log import LEVEL_VARIABLE, LEVELS
from clusterdash.model.chain.chain import Chain, build_chain
from clusterdash.model.plan.plan import Plan, build_plan
from clusterdash.model.scenario.codes import NETWORK
from clusterdash.model.scenario.scenario import FILE_LIMIT, Scenario
from clusterdash.model.strategy import Strategy, build_strategy
from clusterdash.places import DATA_FOLDER_VARIABLE, TOOLBOX_VARIABLE, entry_script, toolbox_folder, user_folder
from clusterdash.regions import read_jobs
from clusterdash.regions.table import JobsTable
from clusterdash.words import LANGUAGES, N_, _, current_language, label, ngettext, select_language

FINE, PROBLEMS = 0, 1
OTHERS_LIMIT = 3
DEFAULT_PORT, LAST_PORT = 8501, 65535
LANGUAGE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; wrong usage leaves by ``SystemExit(2)``, as argparse does.

    Source: assumption (the commands of this app).
    """
    select_language(*(os.environ.get(name) for name in LANGUAGE_VARIABLES))
    _write_utf8()
    wishes = _build_parser().parse_args(arguments)
    try:
        code: int = wishes.run(wishes)
        sys.stdout.flush()
        return code
    except ClusterdashError as error:
        _tell(error)
        return PROBLEMS
    except BrokenPipeError:  # the reader of our output has seen enough, as with "| head"
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS


def _write_utf8() -> None:
    """Write UTF-8 also into a file or pipe on Windows, where names could not be written else."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _tell(error: ClusterdashError) -> None:
    count = len(error.problems)
    print(ngettext("{count} problem:", "{count} problems:", count).format(count=count), file=sys.stderr)
    for problem in error.problems:
        print(f"- {problem.where}: {problem.text(_)}", file=sys.stderr)
    if isinstance(error, CatalogError):
        print(_("Row 1 is the line with the column names, as in a spreadsheet."), file=sys.stderr)


def _build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="clusterdash", description=_("Decide together how to promote a cluster (after Benner 2013).")
    )
    parser.add_argument("--version", action="version", version=f"clusterdash {__version__}")
    commands = parser.add_subparsers(title=_("commands"), required=True, metavar="COMMAND")
    _add_serve(commands.add_parser("serve", help=_("start the app; phones on the same network can join")))
    _add_strategy(commands.add_parser("strategy", help=_("compute the strategy of a scenario file")))
    _add_export(commands.add_parser("export", help=_("write a file to take away: slides, papers, data")))
    _add_minutes(
        commands.add_parser("minutes", help=_("write the minutes of a workshop: votes, decisions, next steps"))
    )
    _add_check(commands.add_parser("check", help=_("check a data package and say what is wrong with it")))
    _add_backup(
        commands.add_parser("backup", help=_("write all rooms with their answers, and all saved plans, into one file"))
    )
    _add_restore(commands.add_parser("restore", help=_("bring back what such a file holds, here or elsewhere")))
    _add_new_toolbox(commands.add_parser("new-toolbox", help=_("write an empty data package to fill in")))
    return parser


def _add_serve(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=_serve)
    parser.add_argument("--port", type=_read_port, default=DEFAULT_PORT, help=_("default: 8501"))
    parser.add_argument("--host", default="", help=_("address to listen on; default: all of this machine"))
    _add_data_folder(parser)
    _add_toolbox(parser)
    parser.add_argument("--log", metavar="LEVEL", type=str.upper, choices=LEVELS, help=", ".join(LEVELS))


def _add_toolbox(parser: argparse.ArgumentParser) -> None:
    text = _("a data package in place of the paper's; default: what {variable} names").format(variable=TOOLBOX_VARIABLE)
    parser.add_argument("--toolbox", metavar="FOLDER", type=Path, help=text)


def _add_new_toolbox(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=_make_toolbox)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help=_("a folder that is empty or not there yet"))


def _add_data_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data-folder",
        metavar="FOLDER",
        type=Path,
        help=_("where your own data (saved scenarios, rooms) is kept; default: the machine's place for such data"),
    )


def _add_strategy(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=_show_strategy)
    parser.add_argument("scenario", type=Path, metavar="SCENARIO.json", help=_("a scenario that the app has saved"))
    _add_toolbox(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=_("all results, as JSON"))
    form.add_argument("--csv", action="store_true", help=_("how every instrument stands, as CSV"))


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=_write_export)
    titles = "; ".join(f"{code}: {_(kind.title)} ({kind.ending})" for code, kind in EXPORTS.items())
    parser.add_argument("code", metavar="CODE", choices=EXPORTS, help=titles)
    parser.add_argument("scenario", type=Path, metavar="SCENARIO.json", help=_("a scenario that the app has saved"))
    _add_toolbox(parser)
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help=_("default: CODE with its ending, here"))
    parser.add_argument("--language", choices=LANGUAGES, help=_("default: the language of this machine"))
    parser.add_argument(
        "--beside",
        metavar="OTHER.json",
        type=Path,
        nargs="+",
        default=[],
        help=_("deck only: up to three other scenarios, laid side by side with this one"),
    )
    parser.add_argument("--jobs", metavar="TABLE", type=Path, help=_("jobs by region and industry, in a file"))
    parser.add_argument("--date", type=_read_date, help=_("the date to print, such as 2027-01-31; default: none"))


def _add_minutes(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=_write_minutes)
    parser.add_argument("scenario", type=Path, metavar="SCENARIO.json", help=_("a scenario that the app has saved"))
    _add_toolbox(parser)
    text = _("a Word file, or a PDF where the name ends in .pdf; default: minutes.docx, here")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", default=Path("minutes.docx"), help=text)
    parser.add_argument("--language", choices=LANGUAGES, help=_("default: the language of this machine"))
    parser.add_argument("--date", type=_read_date, help=_("the date to print, such as 2027-01-31; default: none"))
    parser.add_argument("--room", metavar="CODE", default="", help=_("a room of this machine: how many voted, and how"))
    _add_data_folder(parser)


def _write_minutes(wishes: argparse.Namespace) -> int:
    scenario = Scenario.from_json(_read_file(wishes.scenario))
    form = "pdf" if wishes.output.suffix.lower() == ".pdf" else "docx"
    votes = _read_room(wishes) if wishes.room else None
    catalog, language = _load_toolbox(wishes), wishes.language or current_language()
    _write_file(wishes.output, export_minutes(catalog, scenario, form, language, wishes.date, votes))
    print(_("Written: {file}").format(file=wishes.output))
    return FINE


def _read_room(wishes: argparse.Namespace) -> Votes:
    """Return the totals of a room that this machine keeps; tell in words where there is none of this code."""
    from clusterdash.room.refusals import UnknownRoomError
    from clusterdash.room.rooms import Rooms
    from clusterdash.room.secrets import read_code
    from clusterdash.room.told import tell_votes
    from clusterdash.store.database import DatabaseGone, open_database

    if wishes.data_folder is not None:
        os.environ[DATA_FOLDER_VARIABLE] = str(wishes.data_folder.absolute())
    _raise_if_any([*_check_folder(wishes.data_folder)])
    try:
        rooms = Rooms(_load_toolbox(wishes), open_database())
        try:
            return Votes(**tell_votes(rooms.find(read_code(wishes.room))))
        finally:
            rooms.close()
    except UnknownRoomError:
        template = N_("There is no room “{found}” on this machine; look at its code again, or name --data-folder.")
        raise ClusterdashError([Problem("--room", template, {"found": wishes.room[:20]})]) from None
    except DatabaseGone:
        template = N_("The database does not answer, or cannot be written; nothing was changed.")
        raise ClusterdashError([Problem("database", template)]) from None


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=_check)
    parser.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help=_("default: the paper's own data"))


def _read_port(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text[:6]) <= LAST_PORT:
        raise argparse.ArgumentTypeError(
            _("“{found}” is no port; a whole number from 1 to 65535 is needed.").format(found=text)
        )
    return int(text)


def _read_date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = _("“{found}” is no date; write year, month and day, such as 2027-01-31.").format(found=text)
        raise argparse.ArgumentTypeError(message) from None


def _add_backup(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=_back_up)
    parser.add_argument("file", type=Path, metavar="FILE")
    _add_data_folder(parser)


def _add_restore(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=_restore)
    parser.add_argument("file", type=Path, metavar="FILE")
    _add_data_folder(parser)


def _back_up(wishes: argparse.Namespace) -> int:
    from clusterdash.store.backup import write_backup

    count = _with_database(wishes, write_backup)
    told = ngettext("{count} room is in {file}", "{count} rooms are in {file}", count.rooms)
    plans = ngettext("{count} saved plan", "{count} saved plans", count.plans).format(count=count.plans)
    print(_("{rooms}, and {plans}.").format(rooms=told.format(count=count.rooms, file=wishes.file), plans=plans))
    return FINE


def _restore(wishes: argparse.Namespace) -> int:
    from clusterdash.store.backup import read_backup

    added, there = _with_database(wishes, read_backup)
    rooms = ngettext("{count} room was brought back", "{count} rooms were brought back", added.rooms)
    plans = ngettext("{count} saved plan", "{count} saved plans", added.plans).format(count=added.plans)
    told = _("{rooms}, and {plans}").format(rooms=rooms.format(count=added.rooms), plans=plans)
    here = there.rooms + there.plans
    print(told + "; " + _("{count} were here already and lost nothing.").format(count=here))
    return FINE


def _with_database(wishes: argparse.Namespace, work: Callable[[Any, Path], Any]) -> Any:
    """Do ``work`` with the database and the file that were named; tell in words why it cannot be done."""
    from clusterdash.store.database import DatabaseGone, open_database

    if wishes.data_folder is not None:
        os.environ[DATA_FOLDER_VARIABLE] = str(wishes.data_folder.absolute())
    _raise_if_any([*_check_folder(wishes.data_folder)])
    try:
        database = open_database()
        try:
            return work(database, wishes.file)
        finally:
            database.close()
    except DatabaseGone:
        template = N_("The database does not answer, or cannot be written; nothing was changed.")
        raise ClusterdashError([Problem("database", template)]) from None
    except OSError as error:
        template = N_("The file {found} cannot be used ({allowed}).")
        values = {"found": wishes.file, "allowed": error.strerror or type(error).__name__}
        raise ClusterdashError([Problem("file", template, values)]) from None


def _check(wishes: argparse.Namespace) -> int:
    catalog = load_catalog(wishes.folder)
    print(_("The data package is in order: {counts}.").format(counts=_count_rows(catalog)))
    return FINE


def _count_rows(catalog: Catalog) -> str:
    tables = {field.name: len(getattr(catalog, field.name)) for field in fields(catalog) if field.name != "fingerprint"}
    return ", ".join(f"{name} {count}" for name, count in tables.items())


def _make_toolbox(wishes: argparse.Namespace) -> int:
    from clusterdash.catalog.blank import write_blank_toolbox

    count = len(write_blank_toolbox(wishes.folder))
    print(
        _("Written: files {count}, in {folder}. README.md there says what to fill in.").format(
            count=count, folder=wishes.folder
        )
    )
    return FINE


def _load_toolbox(wishes: argparse.Namespace) -> Catalog:
    """Return the toolbox that was named, else that of the environment, else the paper's."""
    return load_catalog(wishes.toolbox or toolbox_folder())


def _show_strategy(wishes: argparse.Namespace) -> int:
    catalog, scenario = _load_toolbox(wishes), Scenario.from_json(_read_file(wishes.scenario))
    strategy = build_strategy(catalog, scenario)
    plan, chain = build_plan(catalog, strategy), build_chain(catalog, scenario)
    if wishes.csv:
        print(frames.mix_frame(catalog, strategy).to_csv(index=False, lineterminator="\n"), end="")
    elif wishes.json:
        print(json.dumps(_collect(catalog, strategy, plan, chain), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_describe(catalog, strategy, plan, chain)))
    return FINE


def _write_export(wishes: argparse.Namespace) -> int:
    scenario = Scenario.from_json(_read_file(wishes.scenario))
    language = wishes.language or current_language()
    path = wishes.output or Path(wishes.code + EXPORTS[wishes.code].ending)
    others = _read_others(wishes)
    if others:
        _write_file(path, export_comparison(_load_toolbox(wishes), (scenario, *others), language, wishes.date))
    else:
        jobs = JobsTable(read_jobs(wishes.jobs), wishes.jobs.name) if wishes.jobs else None
        _write_file(path, export(wishes.code, _load_toolbox(wishes), scenario, language, wishes.date, jobs))
        _tell_undrawable(path, scenario)
    print(_("Written: {file}").format(file=path))
    return FINE


def _tell_undrawable(path: Path, scenario: Scenario) -> None:
    """Say on the error line which signs of the scenario a PDF cannot show."""
    signs = find_undrawable(list_texts(json.loads(scenario.to_json()))) if path.suffix == ".pdf" else ""
    if signs:
        print(
            _("No font for these signs; the file shows □ in their place: {signs}").format(signs=signs), file=sys.stderr
        )


def _read_others(wishes: argparse.Namespace) -> list[Scenario]:
    """Return the scenarios to lay beside the first; only slides can, and only four fit."""
    if wishes.beside and (wishes.code != "deck" or len(wishes.beside) > OTHERS_LIMIT):
        template = N_("Only “deck” can lay plans side by side, and at most {allowed} beside the first.")
        raise ClusterdashError([Problem("--beside", template, {"found": wishes.code, "allowed": OTHERS_LIMIT})])
    return [Scenario.from_json(_read_file(path)) for path in wishes.beside]


def _write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: what stood there stays until the new one is complete."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        template = N_("The file {found} cannot be written ({allowed}); choose another place with -o.")
        raise ClusterdashError([Problem("--output", template, {"found": path, "allowed": error.strerror})]) from None


def _read_file(path: Path) -> bytes:
    """Return the bytes of a file, cut where it is too large for a scenario anyway."""
    try:
        with path.open("rb") as file:
            return file.read(FILE_LIMIT + 1)
    except OSError as error:
        template = N_("The file {found} cannot be read ({allowed}); name a scenario file that the app has saved.")
        raise ScenarioError([Problem("file", template, {"found": path, "allowed": error.strerror})]) from None


def _collect(catalog: Catalog, strategy: Strategy, plan: Plan, chain: Chain) -> dict[str, Any]:
    """Return all results as plain values; tables as lists of rows, with the columns of ``frames``."""
    return {**frames.record_strategy(catalog, strategy, plan), "chain": frames.record_chain(catalog, chain)["chain"]}


def _describe(catalog: Catalog, strategy: Strategy, plan: Plan, chain: Chain) -> Iterator[str]:
    """Return the strategy in lines for people: the mix with who and when, what it serves, the rounds."""
    yield strategy.scenario.place.title or _("Untitled scenario")
    yield ""
    yield ngettext("{count} instrument:", "{count} instruments:", len(strategy.mix)).format(count=len(strategy.mix))
    statuses = {row.code: label(row.label) for row in catalog.delivery_statuses}
    for task in plan.tasks:
        yield _("- {instrument}: {status}; responsible: {responsible}; months {start} to {end}").format(
            instrument=label(catalog.instrument(task.instrument).label),
            status=statuses[strategy.delivery[task.instrument]],
            responsible=_name_actor(catalog, task.responsible),
            start=task.start_month + 1,
            end=task.end_month,
        )
    yield from ["", _("Mechanisms that matter, with the number of instruments that serve them:")]
    for one in strategy.coverage:
        if one.salience:
            yield f"- {label(catalog.mechanism(one.mechanism).label)} ({one.salience}): {one.count}"
    yield from ["", _("Rounds:")]
    for round_ in chain.rounds:
        regions = ngettext("{count} region", "{count} regions", len(round_.regions)).format(count=len(round_.regions))
        yield _("- {number}: {start} to {end}, {regions}, donor level {level}").format(
            number=round_.number,
            start=round_.start_year,
            end=round_.end_year,
            regions=regions,
            level=round_.donor_level,
        )


def _name_actor(catalog: Catalog, code: str) -> str:
    if not code:
        return _("nobody yet")
    return _("the cluster initiative") if code == NETWORK else label(catalog.actor(code).label)


def _serve(wishes: argparse.Namespace) -> int:
    """Run Streamlit on our entry in this process, with the settings that lie beside the entry, until it is ended."""
    if wishes.data_folder is not None:
        os.environ[DATA_FOLDER_VARIABLE] = str(wishes.data_folder.absolute())
    if wishes.log is not None:
        os.environ[LEVEL_VARIABLE] = wishes.log
    _load_toolbox(wishes)  # what is wrong with it is told before the server starts
    if wishes.toolbox is not None:
        os.environ[TOOLBOX_VARIABLE] = str(wishes.toolbox.absolute())
    _raise_if_any([*_check_folder(wishes.data_folder), *_check_address(wishes.host, wishes.port)])
    options = [f"--server.port={wishes.port}", *([f"--server.address={wishes.host}"] if wishes.host else [])]
    sys.argv = ["streamlit", "run", str(entry_script()), *options]
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)
    return FINE


def _raise_if_any(problems: list[Problem]) -> None:
    if problems:
        raise ClusterdashError(problems)


def _check_folder(folder: Path | None) -> Iterator[Problem]:
    """Return why the user's data cannot be kept in the folder that was named."""
    if folder is None:
        return
    try:
        is_fit = os.access(user_folder(), os.W_OK)
    except OSError:
        is_fit = False
    if not is_fit:
        template = N_("Nothing can be kept in {found}; name a folder in which you may write files.")
        yield Problem("--data-folder", template, {"found": folder, "allowed": ""})


def _check_address(host: str, port: int) -> Iterator[Problem]:
    """Return why nobody can listen there: taken, not of this machine, or not allowed."""
    values = {"found": host or port, "allowed": port + 1 if port < LAST_PORT else DEFAULT_PORT, "port": port}
    try:
        family, *_rest, address = socket.getaddrinfo(host or "0.0.0.0", port, type=socket.SOCK_STREAM)[0]  # noqa: S104
    except (OSError, UnicodeError):
        template = N_("“{found}” is no address of this machine; leave --host out, or write 127.0.0.1.")
        yield Problem("--host", template, values)
        return
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            yield _tell_address(error, values)


def _tell_address(error: OSError, values: dict[str, Any]) -> Problem:
    import errno

    if error.errno == errno.EADDRNOTAVAIL:
        template = N_("“{found}” is no address of this machine; leave --host out, or write 127.0.0.1.")
        return Problem("--host", template, values)
    if error.errno == errno.EACCES:
        template = N_("Port {port} is kept for the system; try --port {allowed}.")
        return Problem("--port", template, {**values, "allowed": DEFAULT_PORT})
    return Problem("--port", N_("Port {port} is taken, perhaps by another clusterdash; try --port {allowed}."), values)
