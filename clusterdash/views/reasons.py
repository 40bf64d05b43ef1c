"""Why is it in, why is it out: one plain sentence for an instrument, from exact numbers."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from clusterdash.catalog import Catalog
from clusterdash.model.advice.reasons import Reason, explain_choice
from clusterdash.results import Results
from clusterdash.views.render import share
from clusterdash.views.sentences import instrument_names, say_value
from clusterdash.words import N_, _, label, ngettext

SMALL = Fraction(1, 100)


def say_reason(catalog: Catalog, results: Results, instrument: str) -> str:
    """Return in one or two short sentences why an instrument is in the mix, or not, and what that is worth."""
    return say_choice(catalog, explain_choice(catalog, results.strategy, instrument))


def say_choice(catalog: Catalog, reason: Reason) -> str:
    """Return a reason in words."""
    parts = _say_in(catalog, reason) if reason.is_in_mix else _say_out(catalog, reason)
    return " ".join(part for part in parts if part)


def say_points(value: Fraction) -> str:
    """Return a share of the value as a percentage; below one percent with one digit, so that it is not 0."""
    return share(value, 1 if 0 < value < SMALL else 0)


def _say_in(catalog: Catalog, reason: Reason) -> Iterable[str]:
    if reason.kind == "pinned":
        yield _("Pinned by hand.")
    yield say_loss(catalog, reason)
    others = [code for code in reason.codes if code not in reason.members]
    if others:
        template = ngettext("{names} would do as well.", "{names} would do as well.", len(others))
        yield template.format(names=instrument_names(catalog, others))


def say_loss(catalog: Catalog, reason: Reason) -> str:
    """Return what would be lost without a member of the mix, in one short sentence."""
    if not reason.change:
        return _("It serves nothing that matters here.")
    values = {
        "mechanism": say_value(catalog, reason.mechanism),
        "before": reason.before,
        "after": reason.after,
        "loss": say_points(reason.share),
        "reach": say_points(reason.reach),
    }
    if not reason.after:
        return _("Without it nothing serves “{mechanism}”: {loss} of {reach} lost.").format(**values)
    template = ngettext(
        "Without it, “{mechanism}” falls from {before} instrument to {after}: {loss} of {reach} lost.",
        "Without it, “{mechanism}” falls from {before} instruments to {after}: {loss} of {reach} lost.",
        reason.before,
    )
    return template.format(**values)


OUT = {
    "excluded": N_("Ruled out by hand."),
    "out_of_reach": N_("Nobody here could carry it."),
    "exists": N_("It exists: use it. Pin it to found another one."),
    "heavy_limit": N_("No further heavy instrument fits the limit."),
}


def _say_out(catalog: Catalog, reason: Reason) -> Iterable[str]:
    if reason.kind == "need_missing":
        rows = (row for row in catalog.instrument_needs if row.instrument == reason.instrument)
        yield from (label(row.reason) for row in rows if row.question in reason.codes)
    elif reason.kind in OUT:
        yield _(OUT[reason.kind])
    elif reason.kind == "interchangeable":
        names = instrument_names(catalog, [code for code in reason.codes if code in reason.members] or reason.codes)
        yield _("Worth the same as {names}.").format(names=names)
    elif reason.members and reason.change:
        template = ngettext("{names} serves the same already.", "{names} serve the same already.", len(reason.members))
        yield template.format(names=instrument_names(catalog, reason.members))
    yield _say_gain(reason)


def _say_gain(reason: Reason) -> str:
    if not reason.change:
        return _("It serves nothing that matters here.")
    return _("It would add {gain} to {reach}.").format(gain=say_points(reason.share), reach=say_points(reason.reach))
