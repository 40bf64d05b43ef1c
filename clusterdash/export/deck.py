"""The slides: each finding as a title, with a table or a chart that can be edited on the plane."""

from __future__ import annotations

from collections.abc import Sequence

from clusterdash.charts import theme
from clusterdash.export.facts import Facts
from clusterdash.export.facts.mix import Line
from clusterdash.export.facts.rounds import AgentFact
from clusterdash.export.region_parts import add_region_slides
from clusterdash.export.request import Request
from clusterdash.export.slides import ACCENT, BODY_TOP, EDGE, INK, MUTED, ROWS, WIDTH, Column, Deck, Mark, Series
from clusterdash.words import _, pair, series

PART_COLOURS = {"now": theme.SCALE["light"][3], "later": theme.SCALE["light"][1], "nobody": theme.LINE["light"]}
STATUS_COLOURS = {
    "ready": theme.SCALE["light"][3],
    "after_capacity_building": theme.SCALE["light"][1],
    "through_donor": theme.AGENT_COLOURS["light"][0],
    "through_network": theme.AGENT_COLOURS["light"][2],
    "needs_organiser": theme.FAMILY_COLOURS["light"][1],
    "at_risk": theme.FAMILY_COLOURS["light"][3],
}
BODY_WIDTH = WIDTH - 2 * EDGE
GAP = 12.0
YEAR = 12
NARROW = 72.0  # points that "2027–2031" takes
LANGUAGES = {"en": "en-GB", "fr": "fr-FR"}


def build_deck(request: Request) -> bytes:
    """Return the slides as a PowerPoint file.

    Source: assumption (a form of this app); each figure as on screen, with its basis in the notes.
    """
    facts = request.facts
    footer = " · ".join(one for one in (facts.head.title, facts.head.date, facts.head.code) if one)
    deck = Deck(footer, LANGUAGES.get(facts.head.language, facts.head.language))
    for add in (
        _add_place,
        _add_mechanisms,
        _add_mix,
        _add_who,
        _add_work_plan,
        _add_ladder,
        _add_hand_over,
        _add_rounds,
    ):
        add(deck, facts)
    add_region_slides(deck, request)
    for add in (
        _add_cost,
        _add_risks,
        _add_steps,
        _add_logic,
        _add_sources,
    ):
        add(deck, facts)
    return deck.save(facts.head.title, facts.findings.result)


def _add_place(deck: Deck, facts: Facts) -> None:
    head, findings = facts.head, facts.findings
    slide = deck.add_slide(head.title, [head.notes, head.source, head.legend])
    under = "\n".join(one for one in (head.place, head.date) if one)
    texts = (
        (under, 0.54, False, MUTED),
        (findings.verdict, 0.58, True, INK),
        (findings.result, 1.0, True, ACCENT),
        (findings.reach, 0.7, False, INK),
        (findings.chain, 0.7, False, INK),
        (findings.warned, 0.7, False, INK),
    )
    shown = [one for one in texts if one[0]]
    base = next(
        (size for size in (26.0, 24.0, 22.0, 20.0, 18.0) if _measure_all(deck, shown, size) <= 400 - BODY_TOP), 16.0
    )
    top = BODY_TOP
    for text, share, bold, colour in shown:
        height = deck.measure(text, BODY_WIDTH, base * share)
        deck.add_text(slide, text, (EDGE, top, BODY_WIDTH, height), base * share, bold=bold, colour=colour)
        top += height + GAP
    if findings.parts:
        bars = [
            Series(f"{one.words} ({one.text})", [one.percent], PART_COLOURS[one.name], hatched=one.name == "nobody")
            for one in findings.parts
        ]
        alt = series(pair(one.words, one.text) for one in findings.parts)
        box = (EDGE, 404.0, BODY_WIDTH, 98.0)
        deck.add_chart(slide, "BAR_STACKED", alt, [_("Value")], bars, box, percent=True, maximum=100)


def _measure_all(deck: Deck, texts: Sequence[tuple[str, float, bool, str]], size: float) -> float:
    return sum(deck.measure(text, BODY_WIDTH, size * share) + GAP for text, share, _bold, _colour in texts)


def _add_mechanisms(deck: Deck, facts: Facts) -> None:
    slide = deck.add_slide(facts.findings.coverage, facts.bases["mechanisms"])
    columns = [
        Column("", 22, centred=True),
        Column(_("What matters here"), 172, strong=True),
        Column(_("Rating"), 112),
        Column(_("Instruments"), 74, centred=True),
    ]
    rows = [
        (
            Mark(one.mark, "FFFFFF", one.colour.lstrip("#")),
            f"{one.number} {one.name}",
            _say_rating(one.salience, one.rating, one.is_rated),
            str(one.count),
        )
        for one in facts.mechanisms
    ]
    deck.add_table(slide, facts.findings.coverage, columns, rows, (EDGE, BODY_TOP + 4), 13)
    words = {"now": _("can start now"), "later": _("later"), "nobody": _("nobody to carry it")}
    bars = [
        Series(
            words[name], [getattr(one, name) for one in facts.mechanisms], PART_COLOURS[name], hatched=name == "nobody"
        )
        for name in words
    ]
    alt = series(pair(f"{one.number} {one.name}", one.share) for one in facts.mechanisms)
    names = [f"{one.number} {one.name}" for one in facts.mechanisms]
    deck.add_chart(
        slide, "BAR_STACKED", alt, names, bars, (440, BODY_TOP, 480, 396), percent=True, maximum=100, size=10
    )


def _say_rating(salience: int, rating: str, is_rated: bool) -> str:
    return f"{salience} {rating}" if is_rated else rating


def _add_mix(deck: Deck, facts: Facts) -> None:
    columns = [
        Column("", 28, centred=True),
        Column(_("Instrument"), 260, strong=True),
        Column(_("How it stands"), 190),
        Column(_("Serves"), 302),
        Column(_("When"), 100),
    ]
    rows = [
        (str(one.number), one.name, f"{one.icon} {one.status}", ", ".join(one.serves), one.years) for one in facts.mix
    ]
    notes = [*facts.bases["mix"], *(pair(one.name, one.reason) for one in facts.mix)]
    if rows:
        deck.add_tables(facts.findings.result, columns, rows, notes, lead=facts.findings.reach)
    else:
        slide = deck.add_slide(facts.findings.result, notes)
        told = facts.findings.warned or "".join(one.what for one in facts.steps[:1])
        deck.add_text(slide, told, (EDGE, BODY_TOP + 8, BODY_WIDTH, 40), 18)


def _add_work_plan(deck: Deck, facts: Facts) -> None:
    title = _("Work plan of the first round")
    for begin in range(0, len(facts.mix), ROWS):
        part = facts.mix[begin : begin + ROWS]
        many = len(facts.mix) > ROWS
        slide = deck.add_slide(f"{title} ({begin + 1}–{begin + len(part)})" if many else title, facts.bases["who"][2:])
        bars = [
            Series(_("until it begins"), [one.start_month for one in part]),
            Series(_("months"), [one.end_month - one.start_month for one in part], theme.SCALE["light"][3]),
        ]
        alt = series(pair(one.name, one.years) for one in part)
        names = [one.name for one in part]
        months = max(one.end_month for one in facts.mix)
        box = (EDGE, BODY_TOP, BODY_WIDTH, 396.0)
        end = -(-months // YEAR) * YEAR
        deck.add_chart(
            slide, "BAR_STACKED", alt, names, bars, box, legend=False, maximum=end, unit=YEAR, axis=_("months")
        )


def _add_who(deck: Deck, facts: Facts) -> None:
    actors = [
        one
        for one in facts.actors
        if one.capacity or one.code in {line.actor_code for it in facts.mix for line in it.lines}
    ]
    each = 92.0
    columns = [
        Column(_("Instrument"), 250, strong=True),
        Column(_("Responsible"), BODY_WIDTH - 250 - each * len(actors) - 90),
        *(Column(one.name, each, centred=True) for one in actors),
        Column(_("When"), 90),
    ]
    rows = [
        (
            one.name,
            one.responsible,
            *("●" if actor.code in {line.actor_code for line in one.lines} else "" for actor in actors),
            one.years,
        )
        for one in facts.mix
    ]
    notes = [*facts.bases["who"], *(pair(one.name, _join_lines(one.lines)) for one in facts.mix if one.lines)]
    if not rows:
        return
    deck.add_tables(facts.findings.load, columns, rows, notes)
    slide = deck.add_slide(facts.findings.load, facts.bases["who"])
    names = [one.name for one in facts.actors]
    bars = [
        Series(_("responsible for"), [one.responsible for one in facts.actors], theme.SCALE["light"][3]),
        Series(_("contributes to"), [one.contributes for one in facts.actors], theme.SCALE["light"][1]),
    ]
    alt = series(pair(one.name, f"{one.responsible} / {one.contributes}") for one in facts.actors)
    training = [text for one in facts.actors for text in one.training]
    deck.add_chart(slide, "BAR_CLUSTERED", alt, names, bars, (EDGE, BODY_TOP, BODY_WIDTH if not training else 470, 392))
    if training:
        text = "\n".join((_("Training comes first"), *training))
        size = deck.fit(text, 380, 380, (14, 13, 12, 11, 10, 9, 8))
        deck.add_text(slide, text, (530, BODY_TOP + 8, 390, 384), size)


def _join_lines(lines: Sequence[Line]) -> str:
    return series(pair(line.actor, line.text) for line in lines)


def _add_ladder(deck: Deck, facts: Facts) -> None:
    donor = facts.donor
    notes = [*facts.bases["ladder"], *(pair(f"{one.level} {one.name}", one.sentence) for one in donor.levels)]
    statuses = {one.status_code: one.status for one in facts.mix} | facts.status_names
    used = [code for code in facts.status_names if any(one.statuses.get(code) for one in donor.levels)]
    bars = [
        Series(
            statuses[code],
            [one.statuses.get(code, 0) for one in donor.levels],
            STATUS_COLOURS.get(code, theme.LINE["light"]),
        )
        for code in used
    ]
    names = [f"{one.level} {one.name}" + (" ◀" if one.is_current else "") for one in donor.levels]
    alt = series(
        pair(f"{one.level} {one.name}", ", ".join(f"{statuses[code]} {one.statuses.get(code, 0)}" for code in used))
        for one in donor.levels
    )
    if bars:
        slide = deck.add_slide(donor.finding, notes)
        deck.add_chart(slide, "COLUMN_STACKED", alt, names, bars, (EDGE, BODY_TOP, BODY_WIDTH, 396))
    each = 108.0
    columns = [
        Column("", BODY_WIDTH - each * len(donor.levels), strong=True),
        *(Column(name, each, centred=True) for name in names),
    ]
    deck.add_tables(donor.finding, columns, [(one.name, *one.texts) for one in donor.lines], notes)


def _add_hand_over(deck: Deck, facts: Facts) -> None:
    rounds = facts.rounds
    each = min(90.0, 560.0 / max(1, len(rounds.rounds)))
    dash = "–" if each > NARROW else "–\n"
    agents = {one.code: one for one in rounds.agents}
    columns = [
        Column("", 26, centred=True),
        Column(_("Stage"), BODY_WIDTH - 26 - each * len(rounds.rounds), strong=True),
        *(Column(f"{one.number}\n{one.years.replace('–', dash)}", each, centred=True) for one in rounds.rounds),
    ]
    rows: list[Sequence[str | Mark]] = [
        (str(stage.number), stage.name, *(_mark_lead(agents, cell.lead, cell.letter) for cell in stage.cells))
        for stage in rounds.stages
    ]
    title = facts.findings.donor or facts.findings.chain
    notes = [*facts.bases["hand_over"], *rounds.gaps]
    legend = " · ".join(f"{one.letter} {one.name}" for one in rounds.agents)
    deck.add_tables(title, columns, rows, notes, lead=legend, size=12)
    wanted = [one for one in rounds.conditions if one.when] or list(rounds.conditions)
    columns = [
        Column(_("Stage"), 180, strong=True),
        Column(_("What must be true before the donor steps back"), 400),
        Column(_("Before"), 120),
        Column(_("Agreed by, on"), 180),
    ]
    condition_rows = [(one.stage, one.text, one.when, "") for one in wanted]
    notes = [pair(one.stage, one.basis_text) for one in wanted]
    if facts.donor.level > 0 and condition_rows:
        deck.add_tables(_("What must be true before the donor steps back"), columns, condition_rows, notes)


def _mark_lead(agents: dict[str, AgentFact], code: str, letter: str) -> Mark:
    one = agents.get(code)
    if one is None or not code:
        return Mark(letter, "FFFFFF", "0F1419")
    return Mark(letter, one.colour.lstrip("#"), one.ink.lstrip("#"))


def _add_rounds(deck: Deck, facts: Facts) -> None:
    rounds = facts.rounds
    columns = [
        Column(_("Round"), 60, strong=True, centred=True),
        Column(_("Years"), 96),
        Column(_("Donor level"), 84, centred=True),
        Column(_("Regions"), 420),
        Column(_("Who leads"), 220),
    ]
    rows = [
        (
            str(one.number),
            one.years,
            str(one.donor_level),
            ", ".join(one.regions) or "–",
            ", ".join(f"{share.name} {share.text}" for share in one.shares),
        )
        for one in rounds.rounds
    ]
    deck.add_tables(facts.findings.chain, columns, rows, facts.bases["rounds"])
    slide = deck.add_slide(
        _("One round, stage by stage, in months"),
        [f"{one.number} {one.name}: {one.description} {one.timing}" for one in rounds.stages],
    )
    names = [f"{one.number} {one.name}" for one in rounds.stages]
    bars = [
        Series(_("until it begins"), [one.start_month for one in rounds.stages]),
        Series(_("months"), [one.end_month - one.start_month for one in rounds.stages], theme.SCALE["light"][2]),
    ]
    alt = series(pair(one.name, one.months) for one in rounds.stages)
    box = (EDGE, BODY_TOP, BODY_WIDTH, 396.0)
    deck.add_chart(slide, "BAR_STACKED", alt, names, bars, box, legend=False, unit=YEAR)


def _add_cost(deck: Deck, facts: Facts) -> None:
    money = facts.money
    if not money.per_round:
        return
    title = money.sentences[1] if len(money.sentences) > 1 else money.title
    notes = [*facts.bases["cost"], *money.sentences]
    names = [f"{one.number} ({one.years})" for one in facts.rounds.rounds]
    bars = [Series(one.name, one.amounts, one.colour, hatched=not one.code) for one in money.payers]
    alt = series(pair(name, total) for name, total in zip(names, money.per_round, strict=True))
    slide = deck.add_slide(title, notes)
    deck.add_text(slide, _("Middle of each range, by who pays"), (EDGE, BODY_TOP, BODY_WIDTH, 18), 12, colour=MUTED)
    deck.add_chart(slide, "COLUMN_STACKED", alt, names, bars, (EDGE, BODY_TOP + 20, BODY_WIDTH, 376), size=10)
    columns = [
        Column(_("Round"), 140, strong=True),
        Column(_("In all"), 180),
        *(Column(one.name, (BODY_WIDTH - 320) / max(1, len(money.payers))) for one in money.payers),
    ]
    rows = [
        (name, total, *(one.texts[place] for one in money.payers))
        for place, (name, total) in enumerate(zip(names, money.per_round, strict=True))
    ]
    deck.add_tables(title, columns, rows, notes, lead=" ".join(money.sentences[2:]))


def _add_risks(deck: Deck, facts: Facts) -> None:
    if not facts.warnings:
        return
    columns = [
        Column(_("What to look at"), 180, strong=True),
        Column(_("Why"), 360),
        Column(_("What to do"), 280),
        Column(_("Section"), 60),
    ]
    rows = [(one.title, one.text, one.fix, one.section) for one in facts.warnings]
    deck.add_tables(facts.findings.warned or _("What to look at"), columns, rows, facts.bases["risks"])


def _add_steps(deck: Deck, facts: Facts) -> None:
    if not facts.steps:
        return
    columns = [
        Column(_("What"), 440, strong=True),
        Column(_("Who"), 200),
        Column(_("When"), 110),
        Column(_("Done"), 130),
    ]
    rows = [(one.what, one.who or "…", one.when, one.done) for one in facts.steps]
    deck.add_tables(_("Next steps"), columns, rows, facts.bases["steps"])


def _add_logic(deck: Deck, facts: Facts) -> None:
    columns = [
        Column(_("Level"), 90),
        Column(_("Result"), 230, strong=True),
        Column(_("Indicator"), 220),
        Column(_("Baseline"), 56),
        Column(_("Target"), 56),
        Column(_("Assumptions and risks"), 228),
    ]
    rows = [(one.level, one.result, "\n".join(one.indicators), "", "", one.risks) for one in facts.logic]
    note = _("Baseline and target are yours to fill in. Indicators are our assumption; the paper names none.")
    deck.add_tables(_("Results chain and logframe"), columns, rows, [note], size=10)


def _add_sources(deck: Deck, facts: Facts) -> None:
    slide = deck.add_slide(_("Where the figures come from"), [])
    lines = [facts.head.source, facts.head.legend, *facts.findings.problems]
    topics = ("mechanisms", "mix", "who", "ladder", "hand_over", "rounds")
    lines += list(dict.fromkeys(text for topic in topics for text in facts.bases[topic]))
    text = "\n".join(f"• {line}" for line in lines)
    size = deck.fit(text, BODY_WIDTH, 390, (14, 13, 12, 11, 10, 9, 8, 7))
    deck.add_text(slide, text, (EDGE, BODY_TOP + 6, BODY_WIDTH, 392), size)
