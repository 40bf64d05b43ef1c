"""Many plans as one frame: a donor's countries, one row each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clusterdash.catalog import Catalog
from clusterdash.frames.columns import build_frame, category, list_codes, number, text, whole
from clusterdash.model.advice.comparison import Comparison

if TYPE_CHECKING:
    import pandas as pd

VERDICTS = ("go", "unknown", "smaller_chances", "not_here_not_now")


def portfolio_frame(catalog: Catalog, comparison: Comparison) -> pd.DataFrame:
    """Return plans side by side: one row per scenario.

    Columns
    -------
    name, title, country : string, the name that the plan was given, and its own place.
    rated : Int64, mechanisms with a salience above 0; donor_level : Int64; platform : category, code.
    mix_size : Int64; instruments : string, codes of the mix, separated by spaces, or missing.
    value : float64; value_share : float64, of what the whole toolbox could do there, 0 to 1.
    now, later, nobody : float64, parts of that share.
    verdict : category; route : category, the recommended one, or missing.
    rounds : Int64; regions : Int64, those that get a turn; last_year : Int64.
    donor_exit : Int64, first year in which the donor is only on call, or missing.
    warnings_stop, warnings_serious, warnings_note : Int64, open warnings.
    cost_low, cost_high : float64, missing without costs; currency : string or missing.

    Source: Benner 2013, §3 to §10; value, delivery and dates are assumptions, costs the users' own.
    """
    names, scenarios = comparison.names, [comparison.scenarios[name] for name in comparison.names]

    def read(field: str) -> list[Any]:
        values = comparison.result(field)
        return [values[name] for name in names]

    mixes = read("mix")
    return build_frame(
        name=text(names),
        title=text(one.place.title for one in scenarios),
        country=text(one.place.country for one in scenarios),
        rated=whole(sum(level > 0 for level in one.salience.values()) for one in scenarios),
        donor_level=whole(one.donor_level for one in scenarios),
        platform=category((one.platform for one in scenarios), list_codes(catalog.platforms)),
        mix_size=whole(read("mix.size")),
        instruments=text(" ".join(mix) for mix in mixes),
        value=number(read("value")),
        value_share=number(read("value_share")),
        now=number(read("deliverable.now")),
        later=number(read("deliverable.later")),
        nobody=number(read("deliverable.nobody")),
        verdict=category(read("verdict"), VERDICTS),
        route=category(read("route"), list_codes(catalog.routes)),
        rounds=whole(one.chain.rounds for one in scenarios),
        regions=whole(read("regions_reached")),
        last_year=whole(read("end")),
        donor_exit=whole(read("donor_exit")),
        warnings_stop=whole(read("warnings.stop")),
        warnings_serious=whole(read("warnings.serious")),
        warnings_note=whole(read("warnings.note")),
        cost_low=number(read("cost.low")),
        cost_high=number(read("cost.high")),
        currency=text(read("currency")),
    )
