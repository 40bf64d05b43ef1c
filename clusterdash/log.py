"""The log: one setting, one line per problem, a reference that the visitor sees too, and never what people typed."""

from __future__ import annotations

import logging
import os
import secrets
import traceback
from pathlib import Path

from clusterdash.places import PACKAGE

LEVEL_VARIABLE = "CLUSTERDASH_LOG"
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
DEFAULT_LEVEL = "WARNING"
# Letters and digits that nobody takes for each other when they are read out.
_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOG = logging.getLogger("clusterdash")


def start_log() -> None:
    """Send the log to standard error at the level that ``CLUSTERDASH_LOG`` names (WARNING by default).

    Source: assumption (a rule of this app).
    """
    wish = os.environ.get(LEVEL_VARIABLE, DEFAULT_LEVEL).strip().upper()
    if not _LOG.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("{asctime} {levelname} {name}: {message}", style="{"))
        _LOG.addHandler(handler)
    _LOG.setLevel(wish if wish in LEVELS else DEFAULT_LEVEL)
    if wish not in LEVELS:
        _LOG.warning("%s names no level; one of %s is needed.", LEVEL_VARIABLE, ", ".join(LEVELS))


def report_exception(error: BaseException) -> str:
    """Log an unexpected exception in one line and return its reference, such as "K7QF-2M", to be shown to the visitor.

    The line holds the reference, the type and the place, but not the message, which may quote what somebody typed. At
    DEBUG the calls that led there follow, as places in the code, without any value.

    Source: assumption (a rule of this app).
    """
    reference = _make_reference()
    _LOG.error("%s %s at %s", reference, _name_type(error), _find_place(error))
    if _LOG.isEnabledFor(logging.DEBUG):
        _LOG.debug("%s came about so:\n%s", reference, "\n".join(_list_calls(error)))
    return reference


def _make_reference() -> str:
    signs = "".join(secrets.choice(_SIGNS) for _ in range(6))
    return f"{signs[:4]}-{signs[4:]}"


def _name_type(error: BaseException) -> str:
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _find_place(error: BaseException) -> str:
    """Return file and line of the innermost call in this package; of the innermost call where none is ours."""
    calls = traceback.extract_tb(error.__traceback__)
    ours = [call for call in calls if Path(call.filename).is_relative_to(PACKAGE)]
    return _tell_place(ours or calls)


def _tell_place(calls: list[traceback.FrameSummary]) -> str:
    return f"{_shorten(calls[-1].filename)}:{calls[-1].lineno}" if calls else "an unknown place"


def _shorten(filename: str) -> str:
    """Return the path from the package on, or the mere name: where somebody's folders lie is nobody's business."""
    path = Path(filename)
    return path.relative_to(PACKAGE.parent).as_posix() if path.is_relative_to(PACKAGE) else path.name


def _list_calls(error: BaseException) -> list[str]:
    """Return the calls that led to the error, outermost first, and the errors that caused it before."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    calls = [
        f"  {_shorten(call.filename)}:{call.lineno} in {call.name}"
        for call in traceback.extract_tb(error.__traceback__)
    ]
    return [*(_list_calls(before) if before is not None else []), *calls, f"  {_name_type(error)}"]
