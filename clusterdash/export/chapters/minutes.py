"""The chapters of the minutes: who took part, what was rated and decided, what follows, and who does what next."""

from __future__ import annotations

from clusterdash.catalog import Catalog
from clusterdash.export.blocks import Block, Bullets, Chapter, Drawing, Grid, Text, drop_empty
from clusterdash.export.chapters.annex import lay_out_steps
from clusterdash.export.facts import Facts
from clusterdash.export.request import Request
from clusterdash.export.votes import Votes
from clusterdash.model.advice.follow_up import FollowUp, find_current_workshop, follow_up
from clusterdash.views.next_steps import name_step, say_day, say_follow_up, say_state
from clusterdash.views.questions import ANSWERS
from clusterdash.views.sentences import join_names, say_value
from clusterdash.words import _, label, ngettext, pair, series

LEVELS = range(4)


def list_minutes(request: Request, votes: Votes | None) -> tuple[Chapter, ...]:
    """Return the chapters that have something to say, what was agreed before what it rests on."""
    facts = request.facts
    chapters = (
        Chapter(_("Who took part"), _tell_people(request.catalog, votes)),
        Chapter(_("What became of the steps before"), _tell_done(request)),
        Chapter(_("Decisions and their reasons"), _tell_decisions(facts)),
        Chapter(_("Ruled out"), _tell_ruled_out(request)),
        Chapter(_("Next steps"), _tell_steps(request)),
        Chapter(_name_ratings(votes), _tell_ratings(facts, votes)),
        Chapter(_("Further answers of the room"), _tell_answers(request.catalog, votes)),
        Chapter(_("What was chosen"), _tell_choices(request)),
        Chapter(_("The strategy"), _tell_strategy(facts)),
        Chapter(_("Open warnings"), _tell_warnings(facts)),
        Chapter(_("To open this plan again"), _tell_way_back(facts)),
    )
    return tuple(chapter for chapter in chapters if chapter.blocks)


# --- people and votes --------------------------------------------------------------------------------------------
def _tell_people(catalog: Catalog, votes: Votes | None) -> tuple[Block, ...]:
    if votes is None:
        return (Text(_("No room was open in the app; who took part, and how many, is to be filled in here.")),)
    names = {row.code: label(row.label) for row in catalog.stakeholder_groups}
    groups = [(names.get(code) or _("Others together"), str(count)) for code, count in votes.groups.items()]
    note = _("Groups of fewer than three stand together, so that nobody's vote can be told.")
    return drop_empty(
        Text(_("Rehearsal with simulated participants.") if votes.is_rehearsal else "", "lead"),
        Text(_say_turnout(votes), "lead"),
        Grid((_("Group"), _("Voted by phone")), (4, 2), groups, (note,)) if len(groups) > 1 else None,
    )


def _say_turnout(votes: Votes) -> str:
    told = _("Room {room}. Voted by phone: {voted} of {joined}").format(
        room=votes.room, voted=votes.voted, joined=votes.joined
    )
    if votes.hands:
        told += ngettext(", and {count} raised hand", ", and {count} raised hands", votes.hands).format(
            count=votes.hands
        )
    return told + "."


def _name_ratings(votes: Votes | None) -> str:
    return _("What matters here") if votes is None else _("What matters here, and how the room voted")


def _tell_ratings(facts: Facts, votes: Votes | None) -> tuple[Block, ...]:
    has_counts = votes is not None and bool(votes.counts or votes.too_few)
    rows = [
        (
            str(one.number),
            one.name,
            f"{one.salience} {one.rating}" if one.is_rated else one.rating,
            *(_tell_counts(one.code, votes) if votes is not None and has_counts else ()),
        )
        for one in facts.mechanisms
    ]
    headings = ("", _("Mechanism"), _("Rating"))
    if not has_counts:
        return drop_empty(Text(_say_secret(votes)), Grid(headings, (0.6, 6, 3.4), rows, strong=1))
    levels = [_("rated {level}").format(level=level) for level in LEVELS]
    note = _(
        "The rating is what the plan uses. How many gave which rating is from the room; of fewer than three votes none"
        " are shown."
    )
    return drop_empty(
        Grid(
            (*headings, *levels, _("Votes")), (0.6, 4.2, 2.5, 1.1, 1.1, 1.1, 1.1, 2), rows, (note,), strong=1, size=0.95
        )
    )


def _say_secret(votes: Votes | None) -> str:
    if votes is None or votes.is_revealed or not votes.voted:
        return ""
    return _("The result of the vote has not been shown to the room, so it does not stand here either.")


def _tell_counts(code: str, votes: Votes) -> tuple[str, ...]:
    counts = votes.counts.get(code)
    if counts is None:
        return ("–",) * len(LEVELS) + (_("under 3") if code in votes.too_few else "0",)
    return (*(str(count) if count else "–" for count in counts), str(sum(counts)))


def _tell_answers(catalog: Catalog, votes: Votes | None) -> tuple[Block, ...]:
    rows = [
        (
            _say_asked(catalog, name),
            ", ".join(pair(_say_answer(catalog, code), str(count)) for code, count in it.items()),
        )
        for name, it in (votes.answers.items() if votes else ())
        if it
    ]
    return drop_empty(Grid((_("Question"), _("Answers")), (5, 5), rows))


def _say_asked(catalog: Catalog, name: str) -> str:
    kind, _colon, code = name.partition(":")
    questions = {row.code: label(row.question) for row in catalog.context_questions}
    if kind == "context" and code in questions:
        return questions[code]
    if kind == "capacity":
        return next((label(row.label) for row in catalog.governments if row.code == code), code)
    if kind == "choice":
        return _("Rather which one: {names}?").format(
            names=join_names([say_value(catalog, one) for one in code.split("+")])
        )
    return say_value(catalog, code)


def _say_answer(catalog: Catalog, code: str) -> str:
    return _(ANSWERS[code]) if code in ANSWERS else say_value(catalog, code)


# --- the plan ----------------------------------------------------------------------------------------------------
def _tell_choices(request: Request) -> tuple[Block, ...]:
    """Return what was chosen, and the notes; the answers on the place stand in the report."""
    facts, questions = request.facts, {label(row.question) for row in request.catalog.context_questions}
    rows = [(one.name, one.value) for one in facts.choices if one.name not in questions]
    return drop_empty(Text(facts.head.notes), Grid((_("Choice"), _("Chosen")), (3, 4), rows, size=0.95))


def _tell_strategy(facts: Facts) -> tuple[Block, ...]:
    findings = facts.findings
    parts = series(pair(one.words, one.text) for one in findings.parts)
    rows = [(str(one.number), one.name, f"{one.icon} {one.status}", one.responsible, one.years) for one in facts.mix]
    headings = ("", _("Instrument"), _("How it stands"), _("Responsible"), _("When"))
    return drop_empty(
        Text(findings.verdict, "verdict"),
        Text(findings.result, "lead"),
        Text(findings.reach),
        Drawing("parts", parts) if parts else None,
        Grid(headings, (0.6, 3.6, 3, 2.8, 1.8), rows, facts.bases["mix"], strong=1, size=0.95),
        Text(findings.coverage),
        Text(findings.load),
        Text(findings.chain),
        Text(findings.donor),
        Bullets(findings.problems),
    )


def _tell_decisions(facts: Facts) -> tuple[Block, ...]:
    rows = [
        (
            say_day(one.on) or "–",
            one.what or one.reason,
            (one.reason if one.what else "") or "–",
            one.group or "–",
        )
        for one in facts.decisions
    ]
    if not rows:
        return (Text(_("No decision has been written down yet.")),)
    return drop_empty(Grid((_("Day"), _("What"), _("Why"), _("Who")), (2.2, 4, 4.6, 2.2), rows, strong=1))


def _tell_ruled_out(request: Request) -> tuple[Block, ...]:
    """Return what must stay out, each with the last reason that the log gives."""
    asked = request.results.asked
    reasons = {one.subject: one.reason for one in asked.decisions if one.kind == "exclude"}
    rows = [(one.name, reasons.get(one.code) or "–") for one in request.facts.out if one.is_ruled_out]
    return drop_empty(Grid((_("Instrument"), _("Why")), (3, 6), rows))


# --- what follows ------------------------------------------------------------------------------------------------
def find_follow_up(request: Request) -> FollowUp:
    """Return what became of the steps before this workshop: the last that the log says began, else that of the day."""
    on = request.on.isoformat() if request.on else ""
    current = find_current_workshop(request.results.asked)
    return follow_up(request.results.asked, on or current, current if current and current <= (on or current) else "")


def _tell_done(request: Request) -> tuple[Block, ...]:
    found = find_follow_up(request)
    rows = [
        (
            f"{name_step(request.catalog, one.step)}\n{one.step.note}".strip(),
            one.step.owner or "–",
            say_day(one.step.due) or "–",
            say_state(one) or _("not done yet"),
        )
        for one in found.reviews
    ]
    headings = (_("What"), _("Who"), _("By when"), _("How it stands"))
    return drop_empty(
        Text(say_follow_up(request.catalog, found), "lead"), Grid(headings, (4.6, 2.8, 2.1, 2.9), rows, size=0.95)
    )


def _tell_steps(request: Request) -> tuple[Block, ...]:
    facts = request.facts
    reviewed = {one.number for one in find_follow_up(request).reviews if one.step.done}
    agreed = [one for number, one in enumerate(facts.steps) if one.is_agreed and number not in reviewed]
    if not agreed:
        return drop_empty(
            Text(_("No next step has been agreed on.")),
            Text(_("The plan suggests:"), "lead") if facts.suggested else None,
            lay_out_steps(facts.suggested, facts.bases["steps"]),
        )
    return drop_empty(lay_out_steps(agreed))


def _tell_warnings(facts: Facts) -> tuple[Block, ...]:
    rows = [(one.title, one.text, one.fix or "–") for one in facts.warnings]
    headings = (_("What to look at"), _("Why"), _("What to do"))
    return drop_empty(
        Text(facts.findings.warned, "lead"), Grid(headings, (2.4, 4.6, 4), rows, facts.bases["risks"], size=0.9)
    )


def _tell_way_back(facts: Facts) -> tuple[Block, ...]:
    return drop_empty(Text(facts.head.code, "lead"), Text(facts.head.source, "small"), Text(facts.head.legend, "small"))
