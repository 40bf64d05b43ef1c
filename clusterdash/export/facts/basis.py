"""What people chose, and every number of ours with the value that it has here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clusterdash import __version__
from clusterdash.catalog import Catalog
from clusterdash.catalog.rows import Parameter, Sourced
from clusterdash.model.advice.figures import SOURCES
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.results import Results
from clusterdash.views.questions import ANSWERS
from clusterdash.views.render import show_number
from clusterdash.views.sentences import instrument_names, say_value
from clusterdash.views.sources import METHOD
from clusterdash.words import _, label


@dataclass(frozen=True)
class ChoiceMade:
    """One choice of the room: what it is about, and what was chosen."""

    name: str
    value: str


@dataclass(frozen=True)
class Assumption:
    """A number: the value here, with unit, and where it comes from; ``is_changed`` against the default."""

    name: str
    value: str
    unit: str
    basis_text: str
    is_changed: bool


@dataclass(frozen=True)
class MethodFact:
    """A rule of the program: its name, how it works, where it comes from."""

    name: str
    text: str
    basis_text: str


@dataclass(frozen=True)
class SectionFact:
    """A section of the paper and what it holds."""

    section: str
    title: str


@dataclass(frozen=True)
class SourcesFact:
    """Rules, sections of the paper, and which version of program and data made the document."""

    methods: tuple[MethodFact, ...]
    sections: tuple[SectionFact, ...]
    version: str


def list_choices(catalog: Catalog, results: Results) -> tuple[ChoiceMade, ...]:
    """Return what people chose, beside the ratings of the mechanisms."""
    return tuple(ChoiceMade(name, value) for name, value in _choices(catalog, results.asked) if value)


def _choices(catalog: Catalog, asked: Scenario) -> Iterator[tuple[str, str]]:
    for row in catalog.governments:
        given = asked.capacity.get(row.code, "")
        yield label(row.label), say_value(catalog, given) if given else _("not said")
    yield _("Donor level"), str(asked.donor_level)
    yield _("Cluster initiative"), say_value(catalog, asked.platform)
    yield _("Instruments at once"), str(asked.mix_size)
    yield _("Heavy ones at most"), "" if asked.heavy_limit is None else str(asked.heavy_limit)
    known = {row.code for row in catalog.instruments}
    order = [row.code for row in catalog.instruments]
    for name, codes in (
        (_("Pinned"), asked.pinned),
        (_("Ruled out"), asked.excluded),
        (_("Paid by the donor"), asked.donor_funds),
    ):
        yield name, instrument_names(catalog, sorted(codes & known, key=order.index))
    yield _("Route"), say_value(catalog, asked.route) if asked.route else ""
    for question in catalog.context_questions:
        if question.code in asked.context:
            answer = asked.context[question.code]
            yield label(question.question), _(ANSWERS[answer]) if answer in ANSWERS else label(answer)


def list_assumptions(catalog: Catalog, scenario: Scenario) -> tuple[Assumption, ...]:
    """Return every number of the table of parameters with the value that it has in this scenario."""
    return tuple(_read(scenario, row) for row in catalog.parameters)


def _read(scenario: Scenario, row: Parameter) -> Assumption:
    value = find_value(scenario, row)
    return Assumption(
        name=label(row.label),
        value=show_number(value) if row.unit not in PLAIN_UNITS else f"{value:g}",
        unit=label(row.unit),
        basis_text=_say_row(row),
        is_changed=value != row.value,
    )


def find_value(scenario: Scenario, row: Parameter) -> float:
    """Return the number that a parameter has in a scenario: what its control was set to, or the default.

    Source: assumption (each row of the table says its own).
    """
    if row.control == "salience_weights":
        return scenario.salience_weights[int(row.code[-1])]
    value: object = scenario
    for name in row.control.split(".") if row.control else ():
        value = getattr(value, name, None)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if is_number else row.value  # type: ignore[return-value]


# Numbers that are names, not amounts: no mark stands between their thousands.
PLAIN_UNITS = ("year", "number")
TOPICS = {
    "mechanisms": ("coverage.salience", "coverage.count", "coverage.strength", "coverage.deliverable"),
    "mix": ("strategy.size", "strategy.value", "strategy.deliverable", "delivery.count"),
    "who": ("load.responsible", "load.contributes", "task.start_month"),
}


def say_bases(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """Return for each topic of a document where its figures come from, in sentences."""
    rows = {row.code: row for row in catalog.parameters}
    bases = {
        topic: tuple(say_basis(it.basis, it.section, _(it.note)) for it in map(SOURCES.__getitem__, names))
        for topic, names in TOPICS.items()
    }
    bases["ladder"] = tuple(dict.fromkeys(_say_row(row) for row in catalog.donor_levels))
    bases["rounds"] = tuple(_say_row(rows[code]) for code in ("round_years", "rounds", "regions_per_round", "pilots"))
    bases["hand_over"] = (_say_row(rows["donor_pace"]), _say_row(rows["office_round"]))
    bases["cost"] = (
        say_basis("workshop", "", _("What one event or instrument costs was entered in the room.")),
        say_basis("assumption", "", _("Whoever leads a stage pays its events; who is responsible pays an instrument.")),
        *dict.fromkeys(_say_row(row) for row in catalog.activities),
    )
    bases["risks"] = (_("Each warning names its section of the paper; when it is given is our assumption."),)
    bases["steps"] = (
        _(
            "What people agreed on is from the workshop. What is suggested follows from warnings, plan and rounds; its"
            " order is our assumption."
        ),
    )
    return bases


def _say_row(row: Sourced) -> str:
    return say_basis(row.basis, row.section, label(row.note))


def name_section(section: str) -> str:
    """Return a section of the paper as people of the language write it: "Table 2" is "Tableau 2" in French."""
    return section.replace("Table", _("Table"))


def say_basis(kind: str, section: str, note: str) -> str:
    """Return in words where something comes from: the paper, an assumption or the room, with section and reason."""
    names = {"paper": _("paper"), "assumption": _("our assumption"), "workshop": _("workshop")}
    head = f"{names[kind]} {name_section(section)}".strip()
    return f"{head[:1].upper()}{head[1:]}: {note}" if note else f"{head[:1].upper()}{head[1:]}."


def tell_sources(catalog: Catalog) -> SourcesFact:
    """Return rules, sections and version."""
    version = _("clusterdash {version}, data {data}").format(version=__version__, data=catalog.fingerprint)
    return SourcesFact(
        methods=tuple(
            MethodFact(_(name), _(text), say_basis(kind, section, "")) for name, text, kind, section in METHOD
        ),
        sections=tuple(SectionFact(name_section(row.code), label(row.title)) for row in catalog.sections),
        version=version,
    )
