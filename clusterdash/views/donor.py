"""What the donor does and leaves, round by round, and what of the paper's additions helps to decide on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from clusterdash.catalog import Catalog
from clusterdash.model.chain.handover import DonorPart, list_donor_parts, list_handovers
from clusterdash.results import Results
from clusterdash.views.sentences import name_agent, say_value
from clusterdash.words import _, label, ngettext


def list_donor_rounds(catalog: Catalog, results: Results) -> list[dict[str, Any]]:
    """Return for each round what the donor does, no longer does, and hands over; empty where no donor takes part."""
    if not results.scenario.donor_level:
        return []
    parts = list_donor_parts(catalog, results.chain)
    names = {row.code: label(row.label) for row in catalog.donor_actions}
    before: tuple[DonorPart | None, ...] = (None, *parts)
    return [
        {
            "title": _say_round(results, part),
            "does": [names[code] for code in part.does],
            "stops": [names[code] for code in (was.does if was else ()) if code not in part.does],
            "hands": list(_say_hands(catalog, results, part.round)),
            "more": _say_more(part) if was is None else "",
        }
        for was, part in zip(before, parts, strict=False)
    ]


def _say_round(results: Results, part: DonorPart) -> str:
    one = results.chain.rounds[part.round - 1]
    template = _("Round {number}, {start}–{end}: level {level}")
    return template.format(number=part.round, start=one.start_year, end=one.end_year, level=part.level)


def _say_more(part: DonorPart) -> str:
    """Return how much a deeper donor could do besides."""
    if not part.leaves:
        return ""
    count = len(part.leaves)
    return ngettext(
        "{count} more action would need a higher level.", "{count} more actions would need a higher level.", count
    ).format(count=count)


def _say_hands(catalog: Catalog, results: Results, number: int) -> Iterator[str]:
    """Yield the stages whose lead the donor passes on at the start of a round, and to whom."""
    for one in list_handovers(catalog, results.chain):
        if one.round == number and one.is_donor_leaving:
            heir = name_agent(catalog, one.to) if one.to else _("nobody")
            yield _("{stage}: to {agent}").format(stage=say_value(catalog, one.stage), agent=heir)


def list_helps(catalog: Catalog, *topics: str) -> list[Any]:
    """Return the advantages (§8) and additions (§7) that help to decide on a topic, as rows of the catalog."""
    rows: Iterable[Any] = (*catalog.advantages, *catalog.complementary_measures)
    return [row for row in rows if row.helps in topics]
