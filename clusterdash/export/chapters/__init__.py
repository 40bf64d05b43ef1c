"""The chapters of the report, from facts; PDF and Word only lay them out."""

from __future__ import annotations

from clusterdash.export.blocks import Chapter
from clusterdash.export.chapters.annex import list_annex
from clusterdash.export.chapters.people import list_people
from clusterdash.export.chapters.programme import list_programme
from clusterdash.export.chapters.strategy import list_strategy
from clusterdash.export.facts import Facts

__all__ = ["list_chapters"]


def list_chapters(facts: Facts) -> tuple[Chapter, ...]:
    """Return all chapters that have something to say, in the order of the report."""
    chapters = (*list_strategy(facts), *list_people(facts), *list_programme(facts), *list_annex(facts))
    return tuple(chapter for chapter in chapters if chapter.blocks)
