"""Scenarios kept under a short code of this server: rows that are only added; the same scenario keeps its code."""

from __future__ import annotations

import hashlib
import secrets
import time

from sqlalchemy import Connection, select

from clusterdash.store.sayable import SIGNS
from clusterdash.store.tables import KEPT, PLANS

CODE_LENGTH = 6
PREFIX = "k."
TRIES = 20


def keep_scenario(connection: Connection, text: str) -> str:
    """Return the short code under which a scenario (its file) is kept, a new one where it is not yet.

    Source: assumption (six signs that nobody mixes up; one in 900 million).
    """
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    found = connection.execute(select(KEPT.c.code).where(KEPT.c.digest == digest)).scalar()
    if found:
        return str(found)
    code = find_free_code(connection)
    connection.execute(KEPT.insert().values(code=code, digest=digest, content=text, made_at=int(time.time())))
    return code


def find_free_code(connection: Connection) -> str:
    """Return a short code that stands for nothing yet, neither a kept scenario nor a saved plan."""
    for _try in range(TRIES):
        code = "".join(secrets.choice(SIGNS) for _sign in range(CODE_LENGTH))
        taken = (connection.execute(select(table.c.id).where(table.c.code == code)).scalar() for table in (KEPT, PLANS))
        if not any(taken):
            return code
    raise RuntimeError("no short code is free")


def find_kept(connection: Connection, code: str) -> str | None:
    """Return the file of a kept scenario, or None where this server knows no such code."""
    return connection.execute(select(KEPT.c.content).where(KEPT.c.code == code)).scalar()


def read_short_code(text: str) -> str:
    """Return a short code as it is stored, from whatever people type ("k7q-m3x"); "" where it can be none."""
    signs = "".join(sign for sign in text.upper() if sign not in " -.")
    return signs if len(signs) == CODE_LENGTH and all(sign in SIGNS for sign in signs) else ""
