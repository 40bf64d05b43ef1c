"""Faults in the log: one line each with a reference that the visitor is shown too; never what people typed."""

from __future__ import annotations

import logging
import secrets

_LOG = logging.getLogger("clusterdash")
_LETTERS = "ABCDEFGHJKLMNPQRTUVWXY346789"


def report_exception(error: BaseException) -> str:
    """Write one line about a fault to the log and return its reference, for example ``K7QF-2M``."""
    reference = "".join(secrets.choice(_LETTERS) for _ in range(6))
    reference = f"{reference[:4]}-{reference[4:]}"
    _LOG.error("%s %s", reference, type(error).__name__)
    return reference
