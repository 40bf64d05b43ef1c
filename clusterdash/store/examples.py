"""The worked examples: fictional places, one scenario file each, told in two sentences."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from clusterdash.model.scenario.scenario import Scenario


@dataclass(frozen=True)
class Example:
    """A fictional place with its scenario; ``title`` and ``story`` are data labels in English."""

    code: str
    title: str
    story: str
    scenario: Scenario


def load_examples(folder: Path) -> tuple[Example, ...]:
    """Return the examples in the order of ``index.json``; each file holds the scenario as it would be saved."""
    rows = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    return tuple(_load_example(folder, row) for row in rows)


def _load_example(folder: Path, row: dict[str, str]) -> Example:
    scenario = Scenario.from_json((folder / f"{row['code']}.json").read_bytes())
    return Example(row["code"], row["title"], row["story"], scenario)
