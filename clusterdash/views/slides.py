"""One slide of a deck."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Slide:
    """One slide: its code, the kind of its template, its title in words, and what the template shows.

    ``is_open`` says that it asks something which nobody has answered yet.
    """

    code: str
    kind: str
    title: str
    values: Mapping[str, Any] = field(default_factory=dict)
    is_open: bool = False
