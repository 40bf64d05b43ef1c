"""Warnings on the mix: what it leaves untouched, who carries it, where its money could go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from clusterdash.model.advice.routes import list_rivalry
from clusterdash.model.advice.warnings.rule import Case, Finding, Found, Way, rule, ways
from clusterdash.model.delivery.delivery import find_smallest_change
from clusterdash.model.delivery.situation import describe_situation
from clusterdash.model.plan.plan import INDEPENDENT, INITIATIVE
from clusterdash.model.plan.responsible import COMPETITION, SHARED_VISION, find_load_limit, list_runners
from clusterdash.model.scenario.change import Change
from clusterdash.model.scenario.codes import NETWORK

COOPERATION = "cooperation"
MOST_NAMED = 3
MOST_MORE = 8


@rule("nothing_salient")
def find_nothing_salient(view: Case) -> Iterator[Finding]:
    """Yield when no mechanism counts for anything. Source: assumption (Benner 2013, §3)."""
    if not any(view.scenario.salience.get(row.code, 0) for row in view.catalog.mechanisms):
        yield Finding()


@rule("nothing_eligible")
def find_nothing_eligible(view: Case) -> Iterator[Finding]:
    """Yield when no instrument may enter, with the smallest change for the best of them. Source: assumption (§1)."""
    if not any(it.is_eligible for it in view.strategy.eligibility.values()):
        ranked = view.rank(code for code, it in view.strategy.eligibility.items() if not it.missing)
        changes = (find_smallest_change(view.catalog, view.scenario, code) for code in ranked)
        yield Finding({"change": next((steps for steps in changes if steps), ())})


@ways("nothing_eligible")
def list_ways_to_reach(view: Case, _found: Found) -> Iterator[Way]:
    """Yield what lets more be delivered: donor, platform, office. Source: Benner 2013, §1, §3."""
    yield from view.capability_ways()


@rule("only_networking")
def find_only_networking(view: Case) -> Iterator[Finding]:
    """Yield when nearly all is cooperation and competition is left untouched. Source: Benner 2013, §9.

    Competition is touched by an instrument that brings rivals in, and by one that serves a salient mechanism of
    competition (local competition, social hierarchy, spin-offs). The share that is too much is an assumption.
    """
    orientations = [view.catalog.instrument(code).orientation for code in view.mix]
    count, total = orientations.count(COOPERATION), len(view.mix)
    is_too_much = count > view.catalog.parameter("only_networking_share") * total
    if is_too_much and not any(_touches_competition(view, code) for code in view.mix):
        offers = _put_known_first(view, view.candidates())
        rivals = [code for code in offers if _touches_competition(view, code)][:MOST_NAMED]
        yield Finding({"count": count, "total": total, "instruments": tuple(rivals)})


@ways("only_networking")
def list_ways_to_competition(_view: Case, found: Found) -> Iterator[Way]:
    """Yield the instruments that touch competition, to be pinned. Source: Benner 2013, §9."""
    yield from ((Change("pinned", code, True),) for code in found.values["instruments"])


def _put_known_first(view: Case, instruments: list[str]) -> list[str]:
    """Return instruments with those first whose requirements are all answered; else the order stays."""
    return sorted(instruments, key=lambda code: bool(view.strategy.eligibility[code].unknown))


def _touches_competition(view: Case, instrument: str) -> bool:
    salient_from = view.catalog.parameter("salient_level")
    rivalry = (code for code in list_rivalry(view.catalog) if view.scenario.salience.get(code, 0) >= salient_from)
    return _brings_rivals(view, instrument) or bool(set(view.catalog.serves[instrument]).intersection(rivalry))


def _brings_rivals(view: Case, instrument: str) -> bool:
    return view.catalog.instrument(instrument).orientation == COMPETITION


@rule("competition_left_to_network")
def find_rivals_left_to_network(view: Case) -> Iterator[Finding]:
    """Yield instruments that bring rivals in while a network runs them. Source: Benner 2013, §9."""
    tasks = [task for task in view.tasks_of(NETWORK) if task.job == INDEPENDENT]
    rivals = tuple(task.instrument for task in tasks if _brings_rivals(view, task.instrument))
    if rivals:
        asked = tuple(row.code for row in view.catalog.context_questions if row.code == SHARED_VISION)
        yield Finding({"instruments": rivals}, questions=asked)


@ways("competition_left_to_network")
def list_ways_from_the_network(view: Case, found: Found) -> Iterator[Way]:
    """Yield who could take it over, and the judgement that it fits the network all the same. Source: §9."""
    yield _give_away(view, found.values["instruments"])
    yield (Change("independent", found.values["instruments"], INITIATIVE),)


def _give_away(view: Case, instruments: tuple[str, ...]) -> tuple[Change, ...]:
    """Return who could take instruments over: able governments with a line for them in Table 2, one for all if any."""
    able = describe_situation(view.catalog, view.scenario).able
    lines = {code: {row.actor for row in view.catalog.contributions_of(code)} for code in instruments}
    alone = [Change("responsible", instruments, who) for who in able if all(who in lines[it] for it in instruments)]
    takers = {code: next((who for who in able if who in lines[code]), "") for code in instruments}
    if all(takers.values()):
        alone += _share_out(takers)
    return tuple(alone)


def _share_out(takers: Mapping[str, str]) -> list[Change]:
    """Return the one change that gives each instrument to its taker; empty where one taker has them all."""
    whose = {who: tuple(code for code, taker in takers.items() if taker == who) for who in takers.values()}
    parts = [Change("responsible", codes, who) for who, codes in whose.items()]
    return [Change(parts[0].field, parts[0].code, parts[0].value, tuple(parts[1:]))] if len(parts) > 1 else []


@rule("one_actor_overloaded")
def find_overloaded_actor(view: Case) -> Iterator[Finding]:
    """Yield who is responsible for more than the share that is too much. Source: assumption (Benner 2013, §9)."""
    total = len(view.mix)
    limit = find_load_limit(view.catalog, total)
    for actor, load in view.plan.load.items():
        if load.responsible > limit:
            others = tuple(code for code in _list_able(view) if _list_takable(view, actor, code))
            values = {"actor": actor, "count": load.responsible, "total": total, "other_actors": others}
            yield Finding(values, actor)


@ways("one_actor_overloaded")
def list_ways_to_share_the_load(view: Case, found: Found) -> Iterator[Way]:
    """Yield who could take some of it, and what makes more of them able. Source: Benner 2013, §1, §9."""
    yield _hand_over(view, found.subject, find_load_limit(view.catalog, len(view.mix)))
    yield from view.capability_ways()


@ways("one_actor_overloaded", last=True)
def list_last_ways_to_share_the_load(view: Case, found: Found) -> Iterator[Way]:
    """Yield several who take some of it together. Source: Benner 2013, §9."""
    yield _spread(view, found.subject, find_load_limit(view.catalog, len(view.mix)))


def _list_able(view: Case) -> list[str]:
    situation = describe_situation(view.catalog, view.scenario)
    return [*([NETWORK] if situation.stands else []), *situation.able]


def _list_takable(view: Case, actor: str, other: str) -> list[str]:
    """Return the instruments of one actor that another one could run."""
    if other == actor:
        return []
    tasks = view.tasks_of(actor)
    return [it.instrument for it in tasks if other in list_runners(view.catalog, view.strategy, it.instrument, it.job)]


def _hand_over(view: Case, actor: str, limit: int) -> Iterator[Change]:
    """Yield, for each actor with room, the hand-over of just enough instruments that it could run."""
    needed = view.plan.load[actor].responsible - limit
    for other in _list_able(view):
        runs = _list_takable(view, actor, other)
        if len(runs) >= needed and view.plan.load[other].responsible + needed <= limit:
            yield Change("responsible", tuple(runs[:needed]), other)


def _spread(view: Case, actor: str, limit: int) -> Iterator[Change]:
    """Yield the hand-over of just enough instruments to several actors, where no single one could take them."""
    needed = view.plan.load[actor].responsible - limit
    takers: dict[str, str] = {}
    for other in _list_able(view):
        room = limit - view.plan.load[other].responsible
        free = [code for code in _list_takable(view, actor, other) if code not in takers]
        takers |= dict.fromkeys(free[: max(0, min(room, needed - len(takers)))], other)
    if len(takers) == needed:
        yield from _share_out(takers)


@rule("capture_risk")
def find_capture_risk(view: Case) -> Iterator[Finding]:
    """Yield when much of the mix gives money to firms. Source: Benner 2013, §8, §10; limit and coding: assumption."""
    pays = {row.instrument for row in view.catalog.firm_money}
    handing = [code for code in view.mix if code in pays]
    count, total = len(handing), len(view.mix)
    if count > view.catalog.parameter("capture_share") * total:
        yield Finding({"count": count, "total": total, "instruments": tuple(handing)})


@ways("capture_risk")
def list_ways_from_capture(view: Case, found: Found) -> Iterator[Way]:
    """Yield to leave some of them out, those of the least leverage first. Source: assumption (Benner 2013, §10)."""
    free = [code for code in reversed(view.rank(found.values["instruments"])) if code not in view.scenario.pinned]
    yield (Change("excluded", tuple(free[:number]), True) for number in range(1, len(free) + 1))


@rule("salient_without_instrument")
def find_uncovered_mechanisms(view: Case) -> Iterator[Finding]:
    """Yield the salient mechanisms that no instrument of the mix serves. Source: assumption (Benner 2013, §3)."""
    salient_from = view.catalog.parameter("salient_level")
    bare = [it.mechanism for it in view.strategy.coverage if it.salience >= salient_from and not it.count]
    if bare and any(it.is_eligible for it in view.strategy.eligibility.values()):
        chosen = _cover_all(view, bare)
        yield Finding({"mechanism": tuple(bare), "instrument": chosen})


@ways("salient_without_instrument")
def list_ways_to_serve_it(view: Case, found: Found) -> Iterator[Way]:
    """Yield to pin what serves it, to allow more instruments, and what brings one within reach. Source: §1, §3."""
    if found.values["instrument"]:
        yield (Change("pinned", found.values["instrument"], True),)
        yield (Change("mix_size", "", view.scenario.mix_size + more) for more in range(1, MOST_MORE + 1))
    yield from view.capability_ways()


def _cover_all(view: Case, bare: list[str]) -> tuple[str, ...]:
    """Return instruments that could come in and serve these mechanisms: most of them first, then by leverage."""
    chosen: list[str] = []
    left, offers = set(bare), _put_known_first(view, view.candidates())
    while offers and (best := max(offers, key=lambda code: len(left.intersection(view.catalog.serves[code])))):
        if not left.intersection(view.catalog.serves[best]):
            break
        chosen.append(best)
        left -= set(view.catalog.serves[best])
    return tuple(chosen)


@rule("salient_without_able_actor")
def find_mechanisms_without_actor(view: Case) -> Iterator[Finding]:
    """Yield salient mechanisms whose instruments nobody runs, nor will after training. Source: assumption (§1)."""
    stuck = {row.code for row in view.catalog.delivery_statuses if row.warns or not row.is_eligible}
    salient_from = view.catalog.parameter("salient_level")
    bare = [
        it
        for it in view.strategy.coverage
        if it.salience >= salient_from
        and it.count
        and {view.strategy.delivery[code] for code in it.instruments} <= stuck
    ]
    if bare:
        instruments = {code for it in bare for code in it.instruments}
        values = {"mechanism": tuple(it.mechanism for it in bare), "actors": list_weak_actors(view, instruments)}
        yield Finding(values)


def list_weak_actors(view: Case, instruments: set[str]) -> tuple[str, ...]:
    """Return the weak governments that contribute to any of these instruments, closest to the cluster first."""
    working = {row.actor for code in instruments for row in view.catalog.contributions_of(code)}
    return tuple(code for code in describe_situation(view.catalog, view.scenario).weak if code in working)


@rule("needs_unknown")
def find_unknown_needs(view: Case) -> Iterator[Finding]:
    """Yield the questions that are open for instruments of the mix. Source: assumption (prerequisites)."""
    for row in view.catalog.context_questions:
        asking = tuple(code for code in view.mix if row.code in view.strategy.eligibility[code].unknown)
        if asking:
            yield Finding({"instrument": asking, "question": row.code}, subject=row.code, questions=(row.code,))
