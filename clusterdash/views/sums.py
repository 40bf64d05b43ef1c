"""The arithmetic of one figure, in words: what every drawer with a formula shows."""

from __future__ import annotations

from dataclasses import dataclass

Input = tuple[str, str]


@dataclass(frozen=True)
class Sum:
    """The arithmetic of one figure, in words.

    Parameters
    ----------
    title : what the figure is.
    formula : how it is worked out, in a sentence.
    inputs : names and values that go in, in order.
    result : the figure.
    section : where the paper speaks of it; ours : what is ours, not the paper's.
    controls : paths of the fields of a scenario that change it.
    """

    title: str
    formula: str
    inputs: tuple[Input, ...]
    result: str
    section: str
    ours: str
    controls: tuple[str, ...]
