"""The words of the worked examples in the language of the visitor; what people wrote themselves is never translated."""

from __future__ import annotations

import csv
from functools import cache

from clusterdash.regions.examples import find_example
from clusterdash.results import DATA, examples
from clusterdash.words import label


def say_place_text(text: str) -> str:
    """Return a text of a place: one that a worked example holds in the language in use, any other as it was typed."""
    return label(text) if text in _place_texts() else text


def say_example_industry(name: str, region: str) -> str:
    """Return the name of an industry: of a worked example's region in the language in use, else as it was typed.

    Source: assumption (a text of the visitor is data: "Health" stays "Health" in whatever language).
    """
    return label(name) if region in _example_regions() else name


@cache
def _place_texts() -> frozenset[str]:
    places = [example.scenario.place for example in examples()]
    return frozenset(text for one in places for text in (one.title, one.country, one.region, one.cluster, one.notes))


@cache
def _example_regions() -> frozenset[str]:
    """Return the regions of the fictional tables whose industries the data package translates."""
    found = (find_example(DATA / "examples", example.code) for example in examples())
    regions: set[str] = set()
    for path in found:
        lines = path.read_text(encoding="utf-8").splitlines()[1:] if path else []
        rows = csv.DictReader(lines)
        regions.update(row["region"] for row in rows if "industry" in row)
    return frozenset(regions)
