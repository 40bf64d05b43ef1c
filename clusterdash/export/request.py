"""What an export is made from: the results of one scenario, a language and the date to print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from clusterdash.catalog import Catalog
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.results import Results

if TYPE_CHECKING:
    from clusterdash.export.facts import Facts
    from clusterdash.regions.table import JobsTable


@dataclass(frozen=True)
class Request:
    """One wish for a file; ``on`` is the date to print, None prints none; ``jobs`` is the table of jobs, where
    there is one.

    The language is the one in use while the file is made (``words.current_language``).
    """

    results: Results
    on: date | None = None
    jobs: JobsTable | None = None

    @property
    def catalog(self) -> Catalog:
        """The toolbox."""
        return self.results.catalog

    @property
    def scenario(self) -> Scenario:
        """What could be followed of the choices; ``results.asked`` holds them all."""
        return self.results.scenario

    @cached_property
    def facts(self) -> Facts:
        """Everything that a document says, computed once, in words of the language in use."""
        from clusterdash.export.facts import collect_facts

        return collect_facts(self)
