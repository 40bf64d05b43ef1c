"""What the columns of a table are: by their heads in English and French, or as assigned by hand; long or crosstab."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clusterdash.regions.findings import Findings
from clusterdash.regions.names import make_key
from clusterdash.words import N_

REGION, INDUSTRY, JOBS, YEAR, FIRMS = ROLES = ("region", "industry", "jobs", "year", "firms")
HEADS: Mapping[str, tuple[str, ...]] = {
    REGION: (
        "region", "regions", "region name", "name of region", "province", "provinces", "district", "districts",
        "county", "state", "area", "territory", "governorate", "canton", "municipality", "city", "department",
        "prefecture", "nom de la region", "nom region",
        "departement", "departements", "wilaya", "commune", "territoire",
        "ville", "gouvernorat", "zone", "lieu", "geo", "nuts", "region code", "code region",
    ),
    INDUSTRY: (
        "industry", "industries", "industry name", "sector", "sectors", "branch", "activity", "activities",
        "economic activity", "value chain", "value chains", "product", "nace", "nace r2", "isic", "isic rev 4",
        "industrie", "secteur", "secteurs", "secteur d activite", "branche", "branches", "branche d activite",
        "activite", "activites", "activite economique", "filiere", "filieres", "chaine de valeur", "naf", "citi",
        "division", "section", "industry code", "code activite", "code naf", "code nace",
    ),
    JOBS: (
        "jobs", "number of jobs", "employment", "employees", "employed", "employed persons", "persons employed",
        "persons engaged", "workers", "workforce", "staff", "posts", "emplois", "emploi", "nombre d emplois",
        "effectif", "effectifs", "salaries", "effectifs salaries", "emploi salarie", "postes", "travailleurs",
        "personnes occupees", "actifs", "value", "values", "obs value", "valeur", "valeurs",
    ),
    YEAR: ("year", "years", "annee", "annees", "an", "period", "periode", "time", "time period", "date", "temps"),
    FIRMS: (
        "firms", "number of firms", "companies", "enterprises", "establishments", "businesses", "entreprises",
        "nombre d entreprises", "etablissements", "nombre d etablissements", "firmes", "societes", "unites",
    ),
}  # fmt: skip
_YEAR = re.compile(r"(?:19|20)\d\d")
_CORNER = re.compile(r"[\\/|×]|\bx\b")


@dataclass(frozen=True)
class Layout:
    """Which column (by its number, from 0) holds what; in a crosstab ``spread`` columns hold one entry each.

    ``across`` says what the heads of the spread columns are: "industry", "region" or "year"; "" in long form.
    """

    places: Mapping[str, int]
    spread: tuple[int, ...] = ()
    across: str = ""


def find_layout(
    heads: Sequence[str],
    are_numbers: Sequence[bool],
    assigned: Mapping[str, str],
    rows: str | None,
    findings: Findings,
) -> Layout:
    """Return the layout of a table; ``are_numbers`` says of each column whether it holds numbers (and unknown cells).

    ``assigned`` maps a role ("region", "industry", "jobs", "year", "firms") to the head of its column; ``rows`` says
    what stands in the rows of a crosstab where the heads do not ("region" or "industry").

    Source: assumption (heads in use).
    """
    places = _assign(heads, assigned, findings)
    _recognise(heads, places)
    others = [at for at, head in enumerate(heads) if at not in places.values() and (head or are_numbers[at])]
    if REGION in places and INDUSTRY in places:
        return _lay_long(heads, are_numbers, places, others, findings)
    return _lay_crosstab(heads, are_numbers, places, others, rows, findings)


def _assign(heads: Sequence[str], assigned: Mapping[str, str], findings: Findings) -> dict[str, int]:
    places: dict[str, int] = {}
    keys = [make_key(head) for head in heads]
    for role, head in assigned.items():
        if role not in ROLES:
            template = N_("Found “{found}”; choose one of {allowed}.")
            findings.report(template, "columns", found=role, allowed=", ".join(ROLES))
        elif head in heads or make_key(head) in keys:
            places[role] = list(heads).index(head) if head in heads else keys.index(make_key(head))
        else:
            template = N_("There is no column “{found}”; the table has {allowed}.")
            findings.report(template, f"columns, {role}", found=head, allowed=", ".join(heads[:20]))
    return places


def _recognise(heads: Sequence[str], places: dict[str, int]) -> None:
    """Add the columns whose heads are known; the words that come first in the lists are the surest."""
    keys = [make_key(head) for head in heads]
    for role, known in HEADS.items():
        found = [known.index(key) if key in known else None for key in keys]
        ranked = sorted((rank, at) for at, rank in enumerate(found) if rank is not None and at not in places.values())
        if ranked and role not in places:
            places[role] = ranked[0][1]
    for role, known in HEADS.items():
        words = {word for word in known if " " not in word and len(word) > 3}
        if role not in places:
            for at, key in enumerate(keys):
                if at not in places.values() and key.split(" ")[:1] and key.split(" ")[0] in words and " " in key:
                    places[role] = at
                    break


def _lay_long(
    heads: Sequence[str], are_numbers: Sequence[bool], places: dict[str, int], others: list[int], findings: Findings
) -> Layout:
    if JOBS not in places:
        years = tuple(at for at in others if _YEAR.fullmatch(heads[at].strip()))
        if years and YEAR not in places:
            return Layout(places, years, YEAR)
        numeric = [at for at in others if are_numbers[at]]
        if len(numeric) == 1:
            findings.note(N_("Column “{column}” was taken as the number of jobs."), column=heads[numeric[0]])
            return Layout({**places, JOBS: numeric[0]})
        template = N_("No column holds the jobs; name it “jobs”, or say which of these it is: {allowed}.")
        findings.report(template, "columns, jobs", allowed=", ".join(heads[at] for at in others[:20]))
        return Layout(places)
    left = [heads[at] for at in others if heads[at]]
    if left:
        findings.note(N_("Columns that were not read: {columns}."), columns=", ".join(left[:10]))
    return Layout(places)


def _lay_crosstab(
    heads: Sequence[str],
    are_numbers: Sequence[bool],
    places: dict[str, int],
    others: list[int],
    rows: str | None,
    findings: Findings,
) -> Layout:
    places = {role: at for role, at in places.items() if role in (REGION, INDUSTRY, YEAR)}
    taken = set(places.values())
    first = places.get(REGION, places.get(INDUSTRY))
    if first is None:
        first = next((at for at in range(len(heads)) if at not in taken and not are_numbers[at]), None)
    spread = tuple(at for at in range(len(heads)) if at not in taken and at != first and (heads[at] or are_numbers[at]))
    if first is None or not spread or not all(are_numbers[at] for at in spread):
        template = N_(
            "The columns were not recognised; name them region, industry, jobs (and year, firms), or say which of "
            "these is which: {allowed}."
        )
        findings.report(template, "columns", allowed=", ".join(head for head in heads[:20] if head))
        return Layout(places)
    down = _find_rows(heads, first, places, rows, spread, findings)
    across = INDUSTRY if down == REGION else REGION
    return Layout({down: first, **({YEAR: places[YEAR]} if YEAR in places else {})}, spread, across)


def _find_rows(
    heads: Sequence[str],
    first: int,
    places: Mapping[str, int],
    rows: str | None,
    spread: Sequence[int],
    findings: Findings,
) -> str:
    """Return what stands in the rows of a crosstab: "region" or "industry"."""
    if rows in (REGION, INDUSTRY):
        return rows
    for role in (REGION, INDUSTRY):
        if places.get(role) == first:
            return role
    corner = make_key(_CORNER.split(heads[first])[0]) if _CORNER.search(heads[first]) else ""
    for role in (REGION, INDUSTRY):
        if corner and corner in HEADS[role]:
            return role
    from clusterdash.regions.isic import is_industry

    if not any(is_industry(heads[at]) for at in spread):
        findings.note(
            N_("The rows were taken as regions and the columns as industries; say so if it is the other way.")
        )
    return REGION
