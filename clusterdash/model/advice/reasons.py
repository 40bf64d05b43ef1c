"""Why is it in, why is it out: from exact numbers, for one instrument at a time."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from clusterdash.catalog import Catalog
from clusterdash.model.advice.explain import find_reason
from clusterdash.model.strategy import Coverage, Strategy

HEAVY = "heavy"


@dataclass(frozen=True)
class Reason:
    """Why an instrument is in the mix, or out of it.

    Parameters
    ----------
    kind : ``pinned``, ``greatest_value``, ``interchangeable`` (in or out), ``excluded``, ``need_missing``,
        ``exists`` (what it would found is there), ``out_of_reach``, ``heavy_limit``, ``no_leverage``, ``less_value``.
    codes : what the kind names: the questions in the way, or the instruments that are worth the same.
    mechanism : the one that would lose most without it, or gain most with it; "" where it serves none that counts.
    before, after : how many members serve that mechanism now, and without (or with) the instrument.
    members : members of the mix (without the instrument) that serve a mechanism of it that counts, in table order.
    change : the exact value that the mix would lose without it, or gain with it; 0 or more.
    share, reach : that, and the value of the mix, as a share of what all instruments could do here; 0 where nothing
        is rated.
    """

    instrument: str
    is_in_mix: bool
    kind: str
    codes: tuple[str, ...]
    mechanism: str
    before: int
    after: int
    members: tuple[str, ...]
    change: Fraction
    share: Fraction
    reach: Fraction


def explain_choice(catalog: Catalog, strategy: Strategy, instrument: str) -> Reason:
    """Return why one instrument is in the mix or out of it, with what it adds, exactly.

    Raises KeyError for an unknown instrument.

    Source: assumption (diminishing returns, method of the mix); which mechanism it serves: Benner 2013, Table 1.
    """
    is_in = instrument in strategy.mix
    counts = {line.mechanism: line for line in strategy.coverage if strategy.scenario.weight(line.mechanism)}
    served = [counts[code] for code in catalog.serves[instrument] if code in counts]
    steps = {line.mechanism: _measure_step(strategy, line, is_in) for line in served}
    most = max(served, key=lambda line: steps[line.mechanism], default=None)
    change = sum(steps.values(), Fraction(0))
    kind, codes = _find_kind(catalog, strategy, instrument)
    return Reason(
        instrument=instrument,
        is_in_mix=is_in,
        kind=kind,
        codes=codes,
        mechanism=most.mechanism if most else "",
        before=most.count if most else 0,
        after=most.count + (-1 if is_in else 1) if most else 0,
        members=_list_members(strategy, served, instrument),
        change=change,
        share=change / strategy.total if strategy.total else Fraction(0),
        reach=strategy.value / strategy.total if strategy.total else Fraction(0),
    )


def _measure_step(strategy: Strategy, line: Coverage, is_in: bool) -> Fraction:
    """Return what one member fewer takes from a mechanism, or one more gives it."""
    return Fraction(strategy.scenario.weight(line.mechanism), 1 << (line.count if is_in else line.count + 1))


def _list_members(strategy: Strategy, served: list[Coverage], instrument: str) -> tuple[str, ...]:
    found = {code for line in served for code in line.instruments}
    return tuple(code for code in strategy.mix if code in found and code != instrument)


def _find_kind(catalog: Catalog, strategy: Strategy, instrument: str) -> tuple[str, tuple[str, ...]]:
    kind, codes = find_reason(strategy, instrument)
    if kind == "less_value" and _is_too_heavy(catalog, strategy, instrument):
        return "heavy_limit", ()
    return kind, tuple(code for code in codes if code != instrument)


def _is_too_heavy(catalog: Catalog, strategy: Strategy, instrument: str) -> bool:
    """Return whether the limit on heavy instruments is full, and this is one."""
    limit = strategy.scenario.heavy_limit
    if limit is None or catalog.instrument(instrument).weight != HEAVY:
        return False
    return sum(catalog.instrument(code).weight == HEAVY for code in strategy.mix) >= limit


def list_left_out(catalog: Catalog, strategy: Strategy) -> tuple[Reason, ...]:
    """Return the reasons of all instruments that are out but would add something, the greatest gain first.

    Source: assumption (as ``explain_choice``).
    """
    out = [row.code for row in catalog.instruments if row.code not in strategy.mix]
    reasons = [explain_choice(catalog, strategy, code) for code in out]
    return tuple(sorted((one for one in reasons if one.change), key=lambda one: -one.change))
