"""What stands at the top of a document: title, place, date, and the findings in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clusterdash.catalog import Catalog
from clusterdash.export.request import Request
from clusterdash.results import Results
from clusterdash.store.sayable import write_sayable_code
from clusterdash.views.example_words import say_place_text
from clusterdash.views.render import share
from clusterdash.views.sentences import (
    list_deliverable,
    say_chain,
    say_problem,
    say_reach,
    say_result,
    say_warning_count,
)
from clusterdash.views.strategy import find_verdict, say_coverage
from clusterdash.views.timeline import say_donor
from clusterdash.views.who import say_load
from clusterdash.words import _, current_language, direction


@dataclass(frozen=True)
class Head:
    """Title, place and date as printed, "" where nothing was given; ``code`` leads back to the app."""

    title: str
    place: str
    notes: str
    date: str
    date_iso: str
    code: str
    start_year: int
    language: str
    direction: str
    source: str
    legend: str


@dataclass(frozen=True)
class Part:
    """One part of the value: ``now``, ``later`` or ``nobody``, in percent of what the whole toolbox could do here."""

    name: str
    percent: float
    words: str
    text: str


@dataclass(frozen=True)
class Findings:
    """The findings in sentences, the same as on screen; "" where there is nothing to say."""

    verdict: str
    verdict_level: str
    result: str
    reach: str
    parts: tuple[Part, ...]
    coverage: str
    load: str
    chain: str
    donor: str
    warned: str
    problems: tuple[str, ...]


def read_head(request: Request) -> Head:
    """Return what stands at the top of every document."""
    place = request.results.asked.place
    parts = (place.cluster, place.region, place.country)
    return Head(
        title=say_place_text(place.title) or _("Untitled scenario"),
        place=" · ".join(say_place_text(part) for part in parts if part),
        notes=say_place_text(place.notes),
        date=write_date(request.on) if request.on else "",
        date_iso=request.on.isoformat() if request.on else "",
        code=_say_code(request),
        start_year=place.start_year,
        language=current_language(),
        direction=direction(),
        source=_(
            "Method: Benner, M. (2013): Cluster policy in developing countries, MPRA Paper No. 44257; clusterdash."
        ),
        legend=_(
            "Ratings and capacities: chosen in the room. Tables 1 and 2: paper."
            " Value, delivery and dates: our assumptions."
        ),
    )


def _share_part(results: Results, name: str) -> str:
    return share(results.strategy.deliverable[name] / results.strategy.total)


def _begin(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _say_code(request: Request) -> str:
    """Return the code that can be said aloud, so that paper leads back to the app; "" where there is none."""
    code = write_sayable_code(request.catalog, request.results.asked)
    return _("Code to type in the app: {code}").format(code=code) if code else ""


def write_date(day: date) -> str:
    """Return a date in words of the language in use."""
    from babel.dates import format_date

    return str(format_date(day, "long", locale=current_language()))


def say_findings(catalog: Catalog, results: Results) -> Findings:
    """Return the findings in sentences, taken from the pages."""
    verdict = find_verdict(catalog, results)
    return Findings(
        verdict=verdict["text"] if verdict else "",
        verdict_level=verdict["level"] if verdict else "go",
        result=say_result(catalog, results),
        reach=say_reach(results),
        parts=tuple(Part(*part, _share_part(results, part[0])) for part in list_deliverable(results)),
        coverage=say_coverage(results),
        load=_begin(say_load(catalog, results)),
        chain=say_chain(catalog, results.chain),
        donor=say_donor(catalog, results),
        warned=say_warning_count(results),
        problems=tuple(say_problem(catalog, problem) for problem in results.problems),
    )
