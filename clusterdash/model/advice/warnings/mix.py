"""Warnings on the mix: what it leaves untouched, who carries it, where its money could go."""

from __future__ import annotations

from collections.abc import Iterator

from clusterdash.model.advice.warnings.rule import Case, Finding, Way, rule
from clusterdash.model.delivery.delivery import find_smallest_change
from clusterdash.model.delivery.situation import describe_situation
from clusterdash.model.plan.plan import INDEPENDENT, INITIATIVE
from clusterdash.model.plan.responsible import COMPETITION, find_load_limit, list_runners
from clusterdash.model.scenario.change import Change
from clusterdash.model.scenario.codes import NETWORK

COOPERATION = "cooperation"
# Kinds of contributions by which money or taxes go to firms.
HANDS_OUT = frozenset({"allocate", "tax_incentive"})
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
        yield Finding({"change": next((steps for steps in changes if steps), ())}, view.capability_ways())


@rule("only_networking")
def find_only_networking(view: Case) -> Iterator[Finding]:
    """Yield when nearly all is cooperation and nothing brings rivals in. Source: Benner 2013, §9."""
    orientations = [view.catalog.instrument(code).orientation for code in view.mix]
    count, total = orientations.count(COOPERATION), len(view.mix)
    if COMPETITION not in orientations and count > view.catalog.parameter("only_networking_share") * total:
        rivals = [code for code in view.candidates() if view.catalog.instrument(code).orientation == COMPETITION]
        ways = tuple((Change("pinned", code, True),) for code in rivals[:MOST_NAMED])
        yield Finding({"count": count, "total": total, "instruments": tuple(rivals[:MOST_NAMED])}, ways)


@rule("competition_left_to_network")
def find_rivals_left_to_network(view: Case) -> Iterator[Finding]:
    """Yield instruments that bring rivals in while a network runs them. Source: Benner 2013, §9."""
    tasks = [task for task in view.tasks_of(NETWORK) if task.job == INDEPENDENT]
    rivals = tuple(task.instrument for task in tasks if _brings_rivals(view, task.instrument))
    if rivals:
        able = describe_situation(view.catalog, view.scenario).able
        away = tuple(Change("responsible", rivals, actor) for actor in able)
        yield Finding({"instruments": rivals}, (away, (Change("independent", rivals, INITIATIVE),)))


def _brings_rivals(view: Case, instrument: str) -> bool:
    return view.catalog.instrument(instrument).orientation == COMPETITION


@rule("one_actor_overloaded")
def find_overloaded_actor(view: Case) -> Iterator[Finding]:
    """Yield who is responsible for more than the share that is too much. Source: assumption (Benner 2013, §9)."""
    total = len(view.mix)
    limit = find_load_limit(view.catalog, total)
    for actor, load in view.plan.load.items():
        if load.responsible > limit:
            others = tuple(code for code in _list_able(view) if view.plan.load[code].responsible < limit)
            values = {"actor": actor, "count": load.responsible, "total": total, "other_actors": others}
            yield Finding(values, (tuple(_hand_over(view, actor, limit)),), actor)


def _list_able(view: Case) -> list[str]:
    situation = describe_situation(view.catalog, view.scenario)
    return [*([NETWORK] if situation.stands else []), *situation.able]


def _hand_over(view: Case, actor: str, limit: int) -> Iterator[Change]:
    """Yield, for each actor with room, the hand-over of just enough instruments that it could run."""
    tasks = view.tasks_of(actor)
    needed = len(tasks) - limit
    for other in _list_able(view):
        runs = [
            it.instrument for it in tasks if other in list_runners(view.catalog, view.strategy, it.instrument, it.job)
        ]
        if other != actor and len(runs) >= needed and view.plan.load[other].responsible + needed <= limit:
            yield Change("responsible", tuple(runs[:needed]), other)


@rule("capture_risk")
def find_capture_risk(view: Case) -> Iterator[Finding]:
    """Yield when much of the mix hands money out to firms. Source: Benner 2013, §8, §10; the limit is an assumption."""
    handing = [code for code in view.mix if _hands_out(view, code)]
    count, total = len(handing), len(view.mix)
    if count > view.catalog.parameter("capture_share") * total:
        free = [code for code in reversed(view.rank(handing)) if code not in view.scenario.pinned]
        way = tuple(Change("excluded", tuple(free[:number]), True) for number in range(1, len(free) + 1))
        yield Finding({"count": count, "total": total}, (way,))


def _hands_out(view: Case, instrument: str) -> bool:
    return any(row.kind in HANDS_OUT for row in view.catalog.contributions_of(instrument))


@rule("salient_without_instrument")
def find_uncovered_mechanisms(view: Case) -> Iterator[Finding]:
    """Yield the salient mechanisms that no instrument of the mix serves. Source: assumption (Benner 2013, §3)."""
    salient_from = view.catalog.parameter("salient_level")
    bare = [it.mechanism for it in view.strategy.coverage if it.salience >= salient_from and not it.count]
    if bare and any(it.is_eligible for it in view.strategy.eligibility.values()):
        chosen = _cover_all(view, bare)
        values = {"mechanism": tuple(bare), "instrument": chosen}
        yield Finding(values, (_pin(view, chosen), _allow_more(view)))


def _cover_all(view: Case, bare: list[str]) -> tuple[str, ...]:
    """Return instruments that could come in and serve these mechanisms: most of them first, then by leverage."""
    chosen: list[str] = []
    left, offers = set(bare), view.candidates()
    while offers and (best := max(offers, key=lambda code: len(left.intersection(view.catalog.serves[code])))):
        if not left.intersection(view.catalog.serves[best]):
            break
        chosen.append(best)
        left -= set(view.catalog.serves[best])
    return tuple(chosen)


def _pin(view: Case, instruments: tuple[str, ...]) -> Way:
    return (Change("pinned", instruments, True),) if instruments else ()


def _allow_more(view: Case) -> Way:
    return tuple(Change("mix_size", "", view.scenario.mix_size + more) for more in range(1, MOST_MORE + 1))


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
        yield Finding(values, view.capability_ways())


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
            yield Finding({"instrument": asking, "question": row.code}, subject=row.code)
