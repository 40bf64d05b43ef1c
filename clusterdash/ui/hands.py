"""The show of hands: counted while the slide is open, then one rating and one line in the log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clusterdash.model.scenario.change import Change, apply_change
from clusterdash.model.scenario.decision import Decision
from clusterdash.results import default_catalog
from clusterdash.ui.decisions import add_decision
from clusterdash.ui.leading import keep_show_of_hands
from clusterdash.ui.session import Sitting
from clusterdash.views.tally import read_tally


def count_hands(sitting: Sitting, event: Mapping[str, Any]) -> None:
    """Count the hands for one rating of a mechanism: one more or fewer, or a number that was typed."""
    code, level = str(event["mechanism"]), int(event["level"])
    tallies = sitting.looks.get("hands", {})
    tally = read_tally(tallies, code)
    old = tally.counts[level]
    hands = old + int(event["by"]) if "by" in event else _read_hands(event["value"], old)
    sitting.looks = {**sitting.looks, "hands": {**tallies, code: tally.count(level, hands)}}


def _read_hands(value: object, old: int) -> int:
    """Return a number of hands that was typed; what is no number leaves the old one."""
    text = str(value).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else old


def apply_hands(sitting: Sitting, event: Mapping[str, Any]) -> None:
    """Rate a mechanism with the middle of all hands, and keep the tally in the log of decisions."""
    catalog, code = default_catalog(), str(event["mechanism"])
    tally = read_tally(sitting.looks.get("hands"), code)
    if tally.median is not None:
        rated = apply_change(catalog, sitting.scenario, Change("salience", code, tally.median))
        sitting.replace(add_decision(catalog, rated, Decision("vote", code, tally.tell())))
        keep_show_of_hands(sitting, code, tally.counts)
