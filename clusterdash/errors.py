"""One class per kind of mistake; every message says what, where, why and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field


class Marked(str):
    """A value of a problem that is itself marked for translation (``N_``), such as the label of a field."""

    __slots__ = ()


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, told so that a person can mend it.

    Parameters
    ----------
    where : place of the mistake, for people ("salience", "mechanisms.csv, row 4, column family").
    template : English sentence with named placeholders; marked for translation where it is written (``N_``).
    values : what fills the placeholders; at least ``found`` and ``allowed`` where they apply. What is ``Marked`` is
        translated with the sentence, also in tuples, whose entries are joined by commas.
    """

    where: str
    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, translate: Callable[[str], str] = str) -> str:
        """Return the sentence in the language of ``translate`` (English by default)."""
        values = {name: _fill(value, translate) for name, value in self.values.items()}
        return translate(self.template).format(**values)

    def __str__(self) -> str:
        return f"{self.where}: {self.text()}"


def _fill(value: object, translate: Callable[[str], str]) -> object:
    if isinstance(value, tuple):
        return ", ".join(str(_fill(entry, translate)) for entry in value)
    return translate(str(value)) if value and isinstance(value, Marked) else value


class ClusterdashError(ValueError):
    """A mistake in what was given to the program; ``problems`` lists all of them at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class CatalogError(ClusterdashError):
    """The data package is broken."""


class ScenarioError(ClusterdashError):
    """The scenario asks for something impossible or out of range."""


class RegionDataError(ClusterdashError):
    """A table of jobs by region and industry cannot be used as it is."""


class RoomError(ClusterdashError):
    """What was sent to a live room cannot be understood or carried out."""
