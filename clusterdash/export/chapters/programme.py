"""The programme: rounds and leads, hand-over conditions to sign, the office, events and costs, the work plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clusterdash.export.blocks import Block, Bullets, Chapter, Drawing, Grid, Shade, Text, drop_empty
from clusterdash.export.facts import Facts
from clusterdash.export.facts.rounds import Cell, ShareFact
from clusterdash.words import _, pair, series

WIDE = 8  # rounds from which the columns of rounds become narrow


def list_programme(facts: Facts) -> Iterator[Chapter]:
    """Yield the chapters on rounds, hand-over, office, work plan and cost."""
    yield Chapter(_("The rounds"), _tell_rounds(facts))
    yield Chapter(_("The stages of a round"), _tell_stages(facts), level=2)
    yield Chapter(_("Before the donor steps back: to sign"), _tell_conditions(facts), on_new_page=True)
    yield Chapter(_("The cluster promotion office"), _tell_office(facts), level=2)
    yield Chapter(_("Work plan of the first round"), _tell_work_plan(facts))
    yield Chapter(_("Events and cost"), _tell_money(facts))


def _tell_rounds(facts: Facts) -> tuple[Block, ...]:
    rounds = facts.rounds
    agents = {one.code: one for one in rounds.agents}

    def shade(cell: Cell) -> Shade:
        one = agents.get(cell.lead)
        return (
            Shade(cell.letter, one.colour, one.ink) if one and cell.lead else Shade(cell.letter, "#ffffff", "#0f1419")
        )

    is_wide = len(rounds.rounds) > WIDE
    heads = [str(one.number) if is_wide else f"{one.number}\n{one.years}" for one in rounds.rounds]
    leads: list[Sequence[str | Shade]] = [
        (str(stage.number), stage.name, *map(shade, stage.cells)) for stage in rounds.stages
    ]
    each = 0.62 if is_wide else 1.5
    entries = [
        (str(one.number), one.years, str(one.donor_level), ", ".join(one.regions) or "–", _join_shares(one.shares))
        for one in rounds.rounds
    ]
    headings = (_("Round"), _("Years"), _("Donor level"), _("Regions"), _("Who leads"))
    return drop_empty(
        Text(facts.findings.chain, "lead"),
        Text(facts.findings.donor),
        Grid(("", _("Stage"), *heads), (0.6, 4, *[each] * len(heads)), leads, strong=1, size=0.9),
        Text(" · ".join(f"{one.letter} {one.name}" for one in rounds.agents), "small"),
        Grid(headings, (1, 1.6, 1.3, 5, 3.6), entries, facts.bases["rounds"]),
        Bullets(rounds.gaps),
    )


def _join_shares(shares: tuple[ShareFact, ...]) -> str:
    return ", ".join(f"{one.name} {one.text}" for one in shares)


def _tell_stages(facts: Facts) -> tuple[Block, ...]:
    rows = [(f"{one.number} {one.name}", one.description, one.months, one.section) for one in facts.rounds.stages]
    return drop_empty(Grid((_("Stage"), _("What happens"), _("When"), _("Section")), (3, 6, 2, 1.2), rows))


def _tell_conditions(facts: Facts) -> tuple[Block, ...]:
    rows = [(one.stage, one.text, one.when or "–", one.basis, "") for one in facts.rounds.conditions]
    headings = (_("Stage"), _("What must be true"), _("Before"), _("Basis"), _("Agreed: name, date, signature"))
    if not facts.donor.level:
        return ()
    return drop_empty(
        Text(facts.head.title, "small"),
        Text(facts.findings.donor or facts.findings.chain),
        Grid(headings, (2.4, 4.4, 1.4, 2.4, 3.8), rows, facts.bases["hand_over"], size=0.85, is_form=True),
    )


def _tell_office(facts: Facts) -> tuple[Block, ...]:
    rows = [(one.name, one.when, one.description, one.section) for one in facts.rounds.office]
    return drop_empty(Grid((_("Duty"), _("When"), _("What it is"), _("Section")), (2.8, 2, 6, 1.2), rows, size=0.95))


def _tell_work_plan(facts: Facts) -> tuple[Block, ...]:
    if not facts.mix:
        return ()
    described = series(pair(one.name, one.years) for one in facts.mix)
    return drop_empty(Drawing("work_plan", described), *(Text(one, "small") for one in facts.bases["who"][2:]))


def _tell_money(facts: Facts) -> tuple[Block, ...]:
    money = facts.money
    rounds = [str(one.number) for one in facts.rounds.rounds]
    each = 0.75 if len(rounds) > WIDE else 1.2
    events = [
        (one.name, *(str(count) if count else "–" for count in one.counts), str(one.total), one.cost or "–")
        for one in money.events
    ]
    payers = [
        (name, money.per_round[place], *(one.texts[place] for one in money.payers))
        for place, name in enumerate(rounds)
        if money.per_round
    ]
    cost = _("Cost of one")
    return drop_empty(
        Text(money.title, "lead"),
        Grid(
            (_("Event"), *rounds, _("In all"), cost),
            (4.4, *[each] * len(rounds), 1.2, 2.4),
            events,
            facts.bases["cost"][-1:],
            size=0.85,
        ),
        Bullets(money.sentences),
        Grid((_("Instrument"), _("Cost")), (4, 3), money.instrument_costs),
        Grid(
            (_("Round"), _("In all"), *(one.name for one in money.payers)),
            (1.1, 2.2, *[2.0] * len(money.payers)),
            payers,
            facts.bases["cost"][:-1],
            size=0.75,
        ),
    )
