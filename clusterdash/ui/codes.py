"""Codes that people type or that stand in an address: short ones of this server, and sayable ones from paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clusterdash.results import default_catalog
from clusterdash.store.kept import read_short_code
from clusterdash.store.sayable import read_sayable_code
from clusterdash.ui.follow import tell_since
from clusterdash.ui.kept import keep_now, read_kept
from clusterdash.ui.session import Sitting
from clusterdash.views.saved import SavedVersion


def open_code(sitting: Sitting, event: Mapping[str, Any]) -> None:
    """Open what a code stands for: a scenario kept here (six signs), or choices that were said aloud (nine)."""
    text = str(event.get("value", ""))[:60]
    short = read_short_code(text)
    if short:
        found = read_kept(short)
        if isinstance(found, SavedVersion):
            sitting.open_version(found)
        else:
            sitting.replace_whole(found)
        tell_since(sitting)
    else:
        sitting.replace(read_sayable_code(default_catalog(), text, sitting.scenario))


def keep_here(sitting: Sitting, _event: Mapping[str, Any]) -> None:
    """Keep the scenario under a short code of this server; it is on disk before the code is shown."""
    told = sitting.tell()
    sitting.kept = {**sitting.kept, told.stamp: keep_now(told.text)}
