"""What comes first: training, and what begins within the first two years."""

from __future__ import annotations

from clusterdash.catalog import Catalog
from clusterdash.results import Results
from clusterdash.views.who import responsible_name, say_training
from clusterdash.words import _, label

FIRST_MONTHS = 24


def list_next_steps(catalog: Catalog, results: Results) -> list[tuple[str, str]]:
    """Return pairs of a time ("First", or the year) and what happens then, in the order of time."""
    start = results.scenario.place.start_year
    lines = [(_("First"), say_training(catalog, one)) for one in results.plan.capacity_building]
    for task in sorted(results.plan.tasks, key=lambda task: task.start_month):
        if task.start_month < FIRST_MONTHS:
            name = label(catalog.instrument(task.instrument).short_label)
            text = _("{instrument}: {who}").format(instrument=name, who=responsible_name(catalog, task.responsible))
            lines.append((str(start + task.start_month // 12), text))
    return lines
