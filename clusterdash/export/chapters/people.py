"""Who does what: all of it, then one page for each actor to hand out, and the donor."""

from __future__ import annotations

from collections.abc import Iterator

from clusterdash.export.blocks import Block, Bullets, Chapter, Grid, Text, drop_empty
from clusterdash.export.facts import Facts
from clusterdash.export.facts.actors import ActorFact, ActorTask
from clusterdash.words import _, pair


def list_people(facts: Facts) -> Iterator[Chapter]:
    """Yield the chapters on actors and donor; a page of its own for whoever has something to do."""
    yield Chapter(_("Who does what"), _tell_plan(facts))
    for one in facts.actors:
        if one.tasks or one.stages:
            yield Chapter(
                _("To hand out: {actor}").format(actor=_begin(one.name)), _tell_actor(facts, one), 2, on_new_page=True
            )
    yield Chapter(_("The donor"), _tell_donor(facts), on_new_page=True)


def _begin(name: str) -> str:
    return name[:1].upper() + name[1:]


def _tell_plan(facts: Facts) -> tuple[Block, ...]:
    rows = [
        (
            one.name,
            one.responsible,
            "\n".join(pair(line.letter, line.text) for line in one.lines) or "–",
            one.job,
        )
        for one in facts.mix
    ]
    headings = (_("Instrument"), _("Responsible"), _("Who contributes what (Table 2)"), _("Whose job"))
    letters = " · ".join(f"{one.letter} {_begin(one.name)}" for one in facts.actors)
    loads = [
        (_begin(one.name), one.capacity or "–", str(one.responsible), str(one.contributes)) for one in facts.actors
    ]
    return drop_empty(
        Text(facts.findings.load, "lead"),
        Grid((_("Actor"), _("Capacity"), _("responsible for"), _("contributes to")), (4, 2, 2, 2), loads),
        Text(letters, "small"),
        Grid(headings, (2.6, 2, 6, 2.4), rows, facts.bases["who"], size=0.9),
        Bullets([text for one in facts.actors for text in one.training]),
    )


def _tell_actor(facts: Facts, one: ActorFact) -> tuple[Block, ...]:
    rows = [
        (
            task.name,
            _("responsible") if task.is_responsible else _("contributes"),
            task.years,
            "\n".join(task.texts) or "–",
            _name_person(facts, task),
        )
        for task in one.tasks
    ]
    headings = (_("Instrument"), _("Part"), _("When"), _("What can be done (Table 2)"), _("Person, with telephone"))
    return drop_empty(
        Text(facts.head.title, "small"),
        Text(_("Capacity: {capacity}").format(capacity=one.capacity) if one.capacity else "", "lead"),
        Grid(headings, (3, 1.8, 1.7, 4, 3), rows, facts.bases["who"][1:2], is_form=True),
        Bullets(one.training),
        Bullets(one.stages),
    )


def _name_person(facts: Facts, task: ActorTask) -> str:
    """Return who was named for an instrument, on the page of its organisation; blank to be filled in elsewhere."""
    agreed = facts.find_agreed(task.code) if task.is_responsible else None
    return agreed.who if agreed else ""


def _tell_donor(facts: Facts) -> tuple[Block, ...]:
    donor = facts.donor
    levels = [f"{one.level} {one.name}" + (" ◀" if one.is_current else "") for one in donor.levels]
    rows = [(line.name, *line.texts) for line in donor.lines]
    return drop_empty(
        Text(f"{donor.level} {donor.level_name}. {donor.sentence}", "lead"),
        Bullets([f"{one.text} ({one.section})" for one in donor.duties]),
        Text(donor.finding, "lead"),
        Grid(("", *levels), (2.4, *[1.6] * len(levels)), rows, facts.bases["ladder"], size=0.85),
    )
