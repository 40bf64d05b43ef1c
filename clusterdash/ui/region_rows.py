"""The table of regions on the Timeline: each row is renamed, moved, dropped; a new one is added at the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from clusterdash.model.scenario.region_rows import append_region, drop_region, rename_region, shift_region
from clusterdash.model.scenario.scenario import ChainPlan
from clusterdash.ui.session import Sitting

Event = Mapping[str, Any]


def name_row(sitting: Sitting, event: Event) -> None:
    """Call the region of a row otherwise; an empty name drops the row."""
    name = str(event.get("value", ""))
    number = _number(event)
    _take(sitting, lambda plan: rename_region(plan, number, name) if name.strip() else drop_region(plan, number))


def move_row(sitting: Sitting, event: Event) -> None:
    """Let a region enter one place earlier or later."""
    by = 1 if event.get("by") == 1 else -1
    _take(sitting, lambda plan: shift_region(plan, _number(event), by))


def drop_row(sitting: Sitting, event: Event) -> None:
    """Take a region out of the list."""
    _take(sitting, lambda plan: drop_region(plan, _number(event)))


def add_row(sitting: Sitting, event: Event) -> None:
    """Add a region at the end of the list; nothing typed adds nothing."""
    name = str(event.get("value", ""))
    if name.strip():
        _take(sitting, lambda plan: append_region(plan, name))


def _number(event: Event) -> int:
    number = event.get("row")
    return number if isinstance(number, int) and not isinstance(number, bool) else 0


def _take(sitting: Sitting, edit: Callable[[ChainPlan], ChainPlan]) -> None:
    sitting.replace(sitting.scenario.change(chain=edit(sitting.scenario.chain)))


ROW_HANDLERS: Mapping[str, Callable[[Sitting, Event], None]] = {
    function.__name__: function for function in (name_row, move_row, drop_row, add_row)
}
