"""Saved plans and kept scenarios in a backup: written as lines, brought back so that no version is lost."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select

from clusterdash.store.tables import KEPT, PLANS, VERSIONS

Line = dict[str, Any]
OF_A_VERSION = ("number", "based_on", "who", "content", "made_at")
OF_A_KEPT = ("code", "digest", "content", "made_at")


def list_saved(connection: Connection) -> Iterator[tuple[str, Line]]:
    """Yield every saved plan with its versions as ("plan", …), then every kept scenario as ("kept", …).

    Source: assumption (a format of this app).
    """
    for plan in connection.execute(select(PLANS).order_by(PLANS.c.id)).all():
        yield "plan", {"code": plan.code, "made_at": plan.made_at, "versions": _list_versions(connection, plan.id)}
    for row in connection.execute(select(KEPT).order_by(KEPT.c.id)).mappings():
        yield "kept", {name: row[name] for name in OF_A_KEPT}


def _list_versions(connection: Connection, plan: int) -> list[Line]:
    rows = connection.execute(select(VERSIONS).where(VERSIONS.c.plan == plan).order_by(VERSIONS.c.number)).mappings()
    return [{name: row[name] for name in OF_A_VERSION} for row in rows]


def find_other_plans(connection: Connection, lines: Sequence[Line]) -> list[str]:
    """Return the codes under which something else is saved or kept here already. Source: assumption."""
    return [code for code, is_other in _judge(connection, lines) if is_other]


def _judge(connection: Connection, lines: Sequence[Line]) -> Iterator[tuple[str, bool]]:
    kept = {row.code: row.digest for row in connection.execute(select(KEPT.c.code, KEPT.c.digest))}
    plans = {row.code: row.id for row in connection.execute(select(PLANS.c.code, PLANS.c.id))}
    for line in lines:
        if "plan" in line:
            code, first = line["plan"]["code"], line["plan"]["versions"][0]
            here = _list_versions(connection, plans[code])[0] if code in plans else first
            yield code, code in kept or (here["content"], here["made_at"]) != (first["content"], first["made_at"])
        elif "kept" in line:
            code = line["kept"]["code"]
            yield code, code in plans or (code in kept and not _is_same(code, kept[code], line["kept"]["digest"]))


def _is_same(code: str, one: str, other: str) -> bool:
    return one == other or _under_further_code(code, one) == other or one == _under_further_code(code, other)


def _under_further_code(code: str, digest: str) -> str:
    """Return the fingerprint under which a scenario is kept once more, so that the codes of two machines open it."""
    return hashlib.sha256(f"{code} {digest}".encode()).hexdigest()


def add_saved(connection: Connection, lines: Sequence[Line]) -> tuple[int, int]:
    """Add the plans, versions and kept scenarios that are missing; return how many plans were new, and were there.

    Where both machines went on with the same plan, the versions of the file come after those that are here. Where both
    keep the same scenario, both codes open it.

    Source: assumption (nothing is written over).
    """
    plans = {row.code: row.id for row in connection.execute(select(PLANS.c.code, PLANS.c.id))}
    kept = {row.code: row.digest for row in connection.execute(select(KEPT.c.code, KEPT.c.digest))}
    told = [line["plan"] for line in lines if "plan" in line]
    for plan in told:
        values = {"code": plan["code"], "made_at": plan["made_at"]}
        number = plans.get(plan["code"])
        if number is None:
            number = connection.execute(PLANS.insert().values(**values).returning(PLANS.c.id)).scalar_one()
        _complete_plan(connection, number, plan["versions"])
    for line in lines:
        if "kept" in line and line["kept"]["code"] not in kept:
            values = {name: line["kept"][name] for name in OF_A_KEPT}
            if values["digest"] in kept.values():
                values["digest"] = _under_further_code(values["code"], values["digest"])
            connection.execute(KEPT.insert().values(**values))
    there = sum(plan["code"] in plans for plan in told)
    return len(told) - there, there


def _complete_plan(connection: Connection, plan: int, versions: Sequence[Line]) -> None:
    here = _list_versions(connection, plan)
    known = {(row["content"], row["made_at"], row["who"]): row["number"] for row in here}
    newest = max((row["number"] for row in here), default=0)
    places = {0: 0}
    for row in versions:
        found = known.get((row["content"], row["made_at"], row["who"]))
        if found is None:
            newest = found = newest + 1
            values = {name: row[name] for name in OF_A_VERSION}
            values |= {"number": found, "based_on": places.get(row["based_on"], 0)}
            connection.execute(VERSIONS.insert().values(plan=plan, **values))
        places[row["number"]] = found
