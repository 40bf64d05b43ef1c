"""From a room to what the Workshop page and the wall show, in the language in use."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clusterdash.model.advice.outlook import GroupShare
from clusterdash.model.strategy import Strategy
from clusterdash.room.board import Board
from clusterdash.room.phone import say_question, translate_question
from clusterdash.room.qr import draw_address_code, draw_wifi_code
from clusterdash.room.questions import CAPACITY, CHOICE, CONTEXT, MECHANISM, Question, find_question
from clusterdash.room.tally import AGREED, LEVELS, SPLIT, Tally
from clusterdash.views.example_words import say_place_text
from clusterdash.views.room.workshop import Ask, Bar, Effect, Effects, HandRow, Outcome, Sentence, Workshop
from clusterdash.words import _, label, ngettext

SURE, RARE = 0.95, 0.05
HOTSPOT, ACCESS_POINT = 8, 50


DAY = 86_400


@dataclass(frozen=True)
class Frame:
    """What the page needs besides the room.

    The leader's key, the addresses of this machine, the group whose hands are counted, the interchangeable
    instruments of the strategy, as names of questions, and the time now in seconds since 1970 (0: nobody knows).
    """

    key: str = ""
    addresses: tuple[str, ...] = ("http://localhost:8501",)
    hand_group: str = ""
    choices: tuple[str, ...] = ()
    effects: Effects = Effects()
    now: int = 0


def build_workshop(board: Board, frame: Frame) -> Workshop:
    """Return what the page and the wall show; results only where they are revealed."""
    settings = board.room.settings
    address = settings.get("address") or frame.addresses[0]
    wifi = settings.get("wifi") or {}
    wifi_name, wifi_password = str(wifi.get("name", "")), str(wifi.get("password", ""))
    step = next((one for one in board.questions if one.name == settings.get("step")), None)
    url = f"{address}/r/{board.room.code}"
    leads = bool(frame.key)
    return Workshop(
        code=board.room.code,
        title=say_place_text(board.room.title),
        status=board.room.status,
        count=say_count(board),
        advice=_advise(board) if leads else "",
        days=max(0, frame.now - board.room.made_at) // DAY if leads and frame.now else 0,
        is_rehearsal=board.is_rehearsal,
        url=url,
        qr=draw_address_code(url),
        wifi_qr=draw_wifi_code(wifi_name, wifi_password) if wifi_name else "",
        key=frame.key,
        addresses=tuple(dict.fromkeys([*frame.addresses, address])),
        address=address,
        wifi=(wifi_name, wifi_password),
        expected=settings.get("expected"),
        step=step.name if step else "",
        step_title=_name(step) if step else "",
        step_text=say_question(step) if step else "",
        predict=bool(settings.get("predict")),
        questions=tuple((one.name, _name(one), board.voted_by_question[one.name]) for one in board.questions),
        outcomes=tuple(_tell_outcomes(board, leads)) if board.is_revealed else (),
        effects=frame.effects if board.is_revealed else Effects(),
        applied=_say_applied(board),
        groups=tuple((row.code, label(row.label)) for row in board.catalog.stakeholder_groups),
        hand_group=frame.hand_group,
        hands=_list_hands(board, frame.hand_group) if leads else (),
        levels=tuple(label(row.label) for row in board.catalog.salience_levels),
        asks=_list_asks(board, frame.choices) if leads else (),
    )


def say_count(board: Board) -> str:
    """Return how many are in and how many have answered: "23 of 31 in"."""
    if not board.joined and not board.hands:
        return _("Nobody is in yet")
    text = _("{voted} of {joined} in").format(voted=board.voted, joined=board.joined)
    raised = max((sum(hand.counts) for hand in board.hands), default=0)
    if raised:
        text += ngettext(", and {count} raised hand", ", and {count} raised hands", raised).format(count=raised)
    return text


def _advise(board: Board) -> str:
    """Return what to do about phones that are missing, or about many phones."""
    expected, joined = board.room.settings.get("expected"), board.joined
    if expected and joined < expected:
        missing = expected - joined
        told = ngettext(
            "{count} phone is missing. Are all in the same Wi-Fi, with mobile data off? Does the address open here?",
            "{count} phones are missing. Are all in the same Wi-Fi, with mobile data off? Does the address open here?",
            missing,
        ).format(count=missing)
        return f"{told} {_advise_network(expected)}"
    return _advise_network(max(joined, expected or 0))


def _advise_network(phones: int) -> str:
    if phones <= HOTSPOT:
        return _("Up to 8 phones can use this laptop's own hotspot.")
    if phones <= ACCESS_POINT:
        return _("More than 8 phones need a router; one access point carries up to 50.")
    return _("More than 50 phones need a router with two access points.")


def _name(question: Question) -> str:
    return label(question.title) or say_question(question)


def _tell_outcomes(board: Board, leads: bool) -> Any:
    tallies = {tally.mechanism: tally for tally in board.tallies}
    for question in board.questions:
        answers = translate_question(question).answers
        if question.kind == MECHANISM:
            tally = tallies[question.code]
            if tally.voters:
                yield _tell_mechanism(board, question, tally, [name for _value, name, _more in answers], leads)
            continue
        counts = board.answers[question.name]
        voters = sum(counts.values())
        if voters:
            most = max(counts.values())
            bars = tuple(
                Bar(name, counts.get(value, 0), 100 * counts.get(value, 0) / voters, counts.get(value, 0) == most)
                for value, name, _more in answers
            )
            summary = ngettext("{count} answer.", "{count} answers.", voters).format(count=voters)
            yield Outcome(question.name, _name(question), bars, voters, 0, summary)


def _tell_mechanism(board: Board, question: Question, tally: Tally, levels: list[str], leads: bool) -> Outcome:
    bars = tuple(
        Bar(levels[level], count, round(100 * count / tally.voters, 1), level == tally.median)
        for level, count in enumerate(tally.counts)
    )
    names = {row.code: label(row.label) for row in board.catalog.stakeholder_groups}
    groups = tuple((names.get(code) or _("others together"), counts) for code, counts in tally.groups.items())
    sentences = _list_sentences(board, question.code) if tally.is_split else ()
    return Outcome(
        question.name,
        _name(question),
        bars,
        tally.voters,
        sum(tally.by_hand),
        " ".join(_summarise(board, tally, levels)),
        tally.is_split,
        groups if len(groups) > 1 else (),
        sentences if leads else tuple(one for one in sentences if one.is_passed),
    )


def _summarise(board: Board, tally: Tally, levels: list[str]) -> list[str]:
    assert tally.agreement is not None and tally.median is not None  # noqa: S101, somebody has voted
    lines = [_("In the middle: {level}.").format(level=levels[tally.median])]
    if tally.agreement >= AGREED:
        lines.append(_("Most agree."))
    else:
        lines.append(_("Opinions are split.") if tally.agreement < SPLIT else _("Opinions differ somewhat."))
    phones, hands = sum(tally.phones), sum(tally.by_hand)
    if hands:
        lines.append(
            _("Votes: {all}, of them by phone {phones}, by hand or paper {hands}.").format(
                all=tally.voters, phones=phones, hands=hands
            )
        )
    else:
        lines.append(ngettext("{count} vote.", "{count} votes.", tally.voters).format(count=tally.voters))
    before = board.before.get(tally.mechanism)
    if before is not None and before != tally.median:
        lines.append(_("Before it was: {level}.").format(level=levels[before]))
    elif before is not None:
        lines.append(_("As in the vote before."))
    if tally.guessed is not None:
        lines.append(_("{share} % had guessed it.").format(share=round(100 * tally.guessed)))
    return lines


def name_sentence(mechanism: str, text: str) -> str:
    """Return the name under which a sentence is let through: another text, another name."""
    return hashlib.sha256(f"{mechanism}\n{text}".encode()).hexdigest()[:12]


def _list_sentences(board: Board, mechanism: str) -> tuple[Sentence, ...]:
    passed = set(board.room.settings.get("passed", ()))
    texts = sorted({ballot.words[mechanism] for ballot in board.ballots.values() if mechanism in ballot.words})
    named = [(name_sentence(mechanism, text), text) for text in texts]
    return tuple(Sentence(code, text, code in passed) for code, text in named)


def _say_applied(board: Board) -> str:
    done = [event for event in board.events if event.kind == "apply"]
    if not done:
        return ""
    count = len(done[-1].content.get("salience", {}))
    if done[-1].content.get("method") == "mean":
        told = ngettext("Applied: the mean of {count} mechanism.", "Applied: the means of {count} mechanisms.", count)
    else:
        told = ngettext(
            "Applied: the median of {count} mechanism.", "Applied: the medians of {count} mechanisms.", count
        )
    return told.format(count=count)


def _list_hands(board: Board, group: str) -> tuple[HandRow, ...]:
    held = {hand.mechanism: hand.counts for hand in board.hands if (hand.group or "") == group}
    rows = board.catalog.mechanisms
    return tuple(HandRow(row.code, label(row.short_label), held.get(row.code, (0,) * LEVELS)) for row in rows)


def _list_asks(board: Board, offered: tuple[str, ...]) -> tuple[Ask, ...]:
    asked = list(board.room.settings.get("ask", ()))
    names = [
        *(f"{CAPACITY}:{row.code}" for row in board.catalog.governments),
        *(f"{CONTEXT}:{row.code}" for row in board.catalog.context_questions),
    ]
    choices = dict.fromkeys([*(name for name in asked if name.startswith(CHOICE)), *offered])
    found = [find_question(board.catalog, name) for name in [*choices, *names]]
    return tuple(Ask(one.name, _name_ask(one), one.name in asked) for one in found if one is not None)


def _name_ask(question: Question) -> str:
    text = say_question(question)
    return f"{text} {', '.join(label(it) for it in question.answers.values())}" if question.kind == CHOICE else text


def tell_effects(
    board: Board, strategy: Strategy, shares: Sequence[GroupShare] | None, draws: int, seed: int
) -> Effects:
    """Return what the disagreement would change in the strategy, from the shares of the resampled voters.

    ``strategy`` is the one of the medians; None for ``shares`` while they are computed.
    """
    if shares is None:
        return Effects(is_coming=True)
    share_of = {code: one.share for one in shares for code in one.group}
    names: Mapping[str, str] = {row.code: label(row.short_label) for row in board.catalog.instruments}
    lines = [Effect(names[code], round(100 * share_of.get(code, 0.0)), True) for code in strategy.mix]
    told = {code for code in strategy.mix}
    twins = {code for one in shares if told.intersection(one.group) for code in one.group}
    outside = [
        Effect(", ".join(names[code] for code in one.group), round(100 * one.share), False)
        for one in shares
        if one.share >= RARE and not twins.intersection(one.group)
    ]
    loose = sum(line.percent < 100 * SURE for line in lines)
    if loose:
        sentence = ngettext(
            "{count} of {all} instruments depends on who votes",
            "{count} of {all} instruments depend on who votes",
            loose,
        ).format(count=loose, all=len(lines))
    else:
        sentence = _("Whoever votes, the mix stays the same")
    note = _(
        "How often an instrument is in a best mix when the voters ({voters}) are drawn again, with replacement, "
        "{draws} times (seed {seed}); the medians of each draw count."
    ).format(voters=len(board.votes), draws=draws, seed=seed)
    return Effects(sentence, tuple(sorted([*lines, *outside], key=lambda line: (-line.percent, line.name))), note)
