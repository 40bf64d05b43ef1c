"""How names of regions, industries and columns are compared, and which words mean a total or a figure kept secret."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_GAPS = re.compile(r"[^\w]+|_+")
TOTALS = frozenset(
    """total|totals|all|all regions|all industries|all sectors|all activities|total economy|whole economy|grand total
    |subtotal|sum|nation|national|national total|country|country total|whole country|ensemble|tous|toutes
    |toutes les regions|tous les secteurs|toutes les branches|toutes les activites|ensemble des regions
    |ensemble des secteurs|ensemble du pays|total general|totaux|somme|sous total|pays|national level|niveau national
    |total des emplois|total emplois|total jobs|jobs total""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)
UNKNOWN = frozenset(
    "c|s|x|n|u|na|nd|nc|n/a|n.a.|n.d.|n.c.|n.a|n.d|n.c|nan|null|none|.|..|...|…|:|*|**|-|–|—|?|conf|conf.|confidential"
    "|confidentiel|confidentielle|secret|suppressed|unknown|inconnu|withheld|<na>|#n/a|:c|:u|d|z".split("|")
)
_BELOW = re.compile(r"[<≤]=?\d+|(less|fewer)than\d+|moinsde\d+")


@lru_cache(maxsize=65536)
def make_key(name: str) -> str:
    """Return what two spellings of a name share: without regard to case, accents, hyphens and spaces.

    Source: assumption (method of this app: names are matched without regard to case, accents and spaces).
    """
    bare = unicodedata.normalize("NFKD", name.casefold())
    return _GAPS.sub(" ", "".join(sign for sign in bare if not unicodedata.combining(sign))).strip()


def is_total(name: str) -> bool:
    """Return whether a name is that of a row or column of totals. Source: assumption (words in use)."""
    key = make_key(name)
    return key in TOTALS or key.startswith(("total ", "sous total ", "subtotal ")) or key.endswith(" total")


def is_unknown(cell: str) -> bool:
    """Return whether a cell says that its figure is kept secret or not known ("c", "..", "<5").

    Source: assumption (signs in use by statistical offices).
    """
    bare = "".join(cell.split()).casefold()
    if len(bare) > 2 and bare.startswith("(") and bare.endswith(")"):
        bare = bare[1:-1]
    return bare in UNKNOWN or _BELOW.fullmatch(bare) is not None
