"""Which region of a table is which region of the programme: by name, or as people said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clusterdash.frozen import FrozenMap
from clusterdash.regions.names import make_key


@dataclass(frozen=True)
class Matches:
    """Regions of a table and of a programme side by side.

    ``pairs`` (table -> programme) holds what belongs together; ``open`` are regions of the table without a partner of
    which nobody has said what they are; ``left_out`` those that people left out; ``unseen`` are regions of the
    programme without figures.
    """

    pairs: FrozenMap[str, str]
    open: tuple[str, ...]
    left_out: tuple[str, ...]
    unseen: tuple[str, ...]


def match_regions(table: Iterable[str], programme: Iterable[str], said: Mapping[str, str] = FrozenMap()) -> Matches:
    """Return which regions belong together, without regard to case, accents, hyphens and spaces.

    ``said`` holds what people answered: region of the table -> region of the programme, "" = left out.

    Source: assumption (method of this app: what does not match is asked).
    """
    known = list(programme)
    by_key = {make_key(name): name for name in reversed(known)}
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    asked, left_out = [], []
    for name in table:
        partner = said[name] if name in said and (said[name] in known or not said[name]) else None
        if partner == "":
            left_out.append(name)
            continue
        partner = partner or by_key.get(make_key(name))
        if partner is None or partner in taken:
            asked.append(name)
        else:
            pairs[name] = partner
            taken.add(partner)
    return Matches(FrozenMap(pairs), tuple(asked), tuple(left_out), tuple(one for one in known if one not in taken))
