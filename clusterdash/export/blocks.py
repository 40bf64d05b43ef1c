"""What a report is made of, before it becomes PDF or Word: chapters of texts, lists, tables and drawings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Shade:
    """A cell that is a short text on a colour."""

    text: str
    fill: str
    ink: str


@dataclass(frozen=True)
class Text:
    """A paragraph; ``style`` is ``lead`` (the finding), ``plain``, ``small`` or ``verdict``."""

    text: str
    style: str = "plain"
    kind: str = field(default="text", init=False)


@dataclass(frozen=True)
class Bullets:
    """A list of short texts."""

    items: Sequence[str]
    kind: str = field(default="bullets", init=False)


@dataclass(frozen=True)
class Grid:
    """A table: headings, relative widths, rows; the column ``strong`` names the row. ``size`` scales the type.

    ``basis`` stands below it in small type.
    """

    headings: Sequence[str]
    widths: Sequence[float]
    rows: Sequence[Sequence[str | Shade]]
    basis: Sequence[str] = ()
    strong: int = 0
    size: float = 1.0
    is_form: bool = False
    kind: str = field(default="grid", init=False)


@dataclass(frozen=True)
class Drawing:
    """A drawing by name (``parts``, ``strengths``, ``work_plan``, ``frontier``), with what it says in words."""

    name: str
    description: str
    kind: str = field(default="drawing", init=False)


Block = Text | Bullets | Grid | Drawing


@dataclass(frozen=True)
class Chapter:
    """A chapter; ``level`` 1 or 2; ``on_new_page`` for what is handed out by itself."""

    title: str
    blocks: Sequence[Block]
    level: int = 1
    on_new_page: bool = False


def drop_empty(*blocks: Block | None) -> tuple[Block, ...]:
    """Return the blocks that say something. Source: assumption (no empty tables in a report)."""
    return tuple(block for block in blocks if block is not None and _says_something(block))


def _says_something(block: Block) -> bool:
    if isinstance(block, Text):
        return bool(block.text)
    if isinstance(block, Bullets):
        return bool(block.items)
    return not isinstance(block, Grid) or bool(block.rows)
