"""Saved plans: under one short code versions 1, 2, 3 …, which are only ever added; nothing is written over."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from clusterdash.store.kept import find_free_code
from clusterdash.store.tables import PLANS, VERSIONS

VERSION_LIMIT = 500
HIGHEST_NUMBER = 2**31 - 1  # that the column of a database can hold
PLAN_SIZE_LIMIT = 40_000_000  # characters of all versions of a plan
MINUTE = 60
SAVES_A_MINUTE = 20  # of one plan
ALL_SAVES_A_MINUTE = 600  # of all plans of a server


class SaveRefused(Exception):
    """A version was not added; ``reason`` is "unknown", "full" or "often"."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class NewerVersion(Exception):
    """Somebody has saved since; ``number`` is that of the newest version."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(number)


@dataclass(frozen=True)
class VersionRow:
    """One version of a plan: its number (from 1), the one that it was based on (0 = none), who, when (s), its file."""

    code: str
    number: int
    based_on: int
    who: str
    made_at: int
    text: str


def make_plan(connection: Connection, text: str, who: str = "", now: int | None = None) -> VersionRow:
    """Keep a scenario (its file) as version 1 of a new plan. Raises SaveRefused ("often").

    Source: assumption (limits of this app).
    """
    moment = int(time.time()) if now is None else now
    _refuse_floods(connection, moment)
    code = find_free_code(connection)
    plan = connection.execute(PLANS.insert().values(code=code, made_at=moment).returning(PLANS.c.id)).scalar_one()
    return _add(connection, plan, VersionRow(code, 1, 0, who, moment, text))


def add_version(
    connection: Connection,
    text: str,
    based_on: tuple[str, int],
    who: str = "",
    *,
    even_if_newer: bool = False,
    now: int | None = None,
) -> VersionRow:
    """Keep a scenario (its file) as the next version of a plan; the same as the newest one adds nothing.

    Parameters
    ----------
    based_on : code of the plan, and number of the version that its maker began with.
    even_if_newer : add it as the newest, though somebody else has saved since.

    Raises
    ------
    NewerVersion
        Somebody has saved since, and nothing was added.
    SaveRefused
        There is no such plan ("unknown"), it has all the versions it may have ("full"), or too many come ("often").

    Source: assumption (limits of this app).
    """
    moment = int(time.time()) if now is None else now
    code, base = based_on
    plan = connection.execute(select(PLANS.c.id).where(PLANS.c.code == code).with_for_update()).scalar()
    newest = find_version(connection, code) if plan is not None else None
    if plan is None or newest is None:
        raise SaveRefused("unknown")
    if newest.text == text:
        return newest
    if newest.number != base and not even_if_newer:
        raise NewerVersion(newest.number)
    _refuse_full(connection, plan, newest.number, text)
    _refuse_floods(connection, moment, plan)
    return _add(connection, plan, VersionRow(code, newest.number + 1, base, who, moment, text))


def _add(connection: Connection, plan: int, row: VersionRow) -> VersionRow:
    values = {"number": row.number, "based_on": row.based_on, "who": row.who, "made_at": row.made_at}
    connection.execute(VERSIONS.insert().values(plan=plan, content=row.text, **values))
    return row


def _refuse_full(connection: Connection, plan: int, count: int, text: str) -> None:
    size = connection.execute(select(func.sum(func.length(VERSIONS.c.content))).where(VERSIONS.c.plan == plan)).scalar()
    if count >= VERSION_LIMIT or int(size or 0) + len(text) > PLAN_SIZE_LIMIT:
        raise SaveRefused("full")


def _refuse_floods(connection: Connection, moment: int, plan: int | None = None) -> None:
    lately = select(func.count()).select_from(VERSIONS).where(VERSIONS.c.made_at > moment - MINUTE)
    of_all = connection.execute(lately).scalar_one()
    of_plan = connection.execute(lately.where(VERSIONS.c.plan == plan)).scalar_one() if plan is not None else 0
    if of_all >= ALL_SAVES_A_MINUTE or of_plan >= SAVES_A_MINUTE:
        raise SaveRefused("often")


def find_version(connection: Connection, code: str, number: int | None = None) -> VersionRow | None:
    """Return a version of a plan, the newest where no number is given; None where there is none."""
    if number is not None and not 0 < number <= HIGHEST_NUMBER:
        return None
    found = _select(code).order_by(VERSIONS.c.number.desc()).limit(1)
    row = connection.execute(found if number is None else found.where(VERSIONS.c.number == number)).first()
    return None if row is None else VersionRow(*row)


def find_newest_number(connection: Connection, code: str) -> int:
    """Return the number of the newest version of a plan, 0 where there is no such plan."""
    newest = select(func.max(VERSIONS.c.number)).join(PLANS, PLANS.c.id == VERSIONS.c.plan).where(PLANS.c.code == code)
    return int(connection.execute(newest).scalar() or 0)


def list_versions(connection: Connection, code: str, numbers: Sequence[int]) -> tuple[VersionRow, ...]:
    """Return some versions of a plan, the latest first; those that are not there are left out."""
    found = _select(code).where(VERSIONS.c.number.in_(numbers)).order_by(VERSIONS.c.number.desc())
    return tuple(VersionRow(*row) for row in connection.execute(found))


def _select(code: str):  # type: ignore[no-untyped-def]  # noqa: ANN202, SQLAlchemy names the type by its columns
    columns = (VERSIONS.c.number, VERSIONS.c.based_on, VERSIONS.c.who, VERSIONS.c.made_at, VERSIONS.c.content)
    return select(PLANS.c.code, *columns).join(PLANS, PLANS.c.id == VERSIONS.c.plan).where(PLANS.c.code == code)
