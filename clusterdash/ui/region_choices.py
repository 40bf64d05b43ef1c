"""What people decide for single regions: which is which, potentials in and out, their own choices, order of entry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from clusterdash.errors import Problem, RegionDataError
from clusterdash.frozen import FrozenMap
from clusterdash.model.scenario import potentials
from clusterdash.model.scenario.change import Change, apply_changes
from clusterdash.model.scenario.checks import REGION_LIMIT
from clusterdash.regions.match import Matches
from clusterdash.regions.table import JobsTable
from clusterdash.results import default_catalog
from clusterdash.ui.jobs import Event, guard_event, show_table
from clusterdash.views import looks
from clusterdash.views.regions import match_table, suggest_order
from clusterdash.words import N_, _

if TYPE_CHECKING:
    from clusterdash.ui.session import Sitting


def match_region(sitting: Sitting, event: Event) -> None:
    """Say which region of the programme a region of the table is; "" asks again."""
    _say_match(sitting, str(event.get("region")), str(event.get("value", "")) or None)


def leave_region_out(sitting: Sitting, event: Event) -> None:
    """Say that a region of the table is none of the programme."""
    _say_match(sitting, str(event.get("region")), "")


def _say_match(sitting: Sitting, region: str, partner: str | None) -> None:
    table = show_table(sitting)
    if table is None or region not in table.regions:
        return
    said = {name: other for name, other in table.matches.items() if name != region}
    if partner is not None:
        said[region] = partner
    sitting.jobs = table.change(matches=FrozenMap(said))


def add_region(sitting: Sitting, event: Event) -> None:
    """Add a region of the table to the programme, as its last one."""
    _add_regions(sitting, [str(event.get("region"))])


def add_open_regions(sitting: Sitting, _event: Event) -> None:
    """Add all regions of the table that are not in the programme yet."""
    table = show_table(sitting)
    if table is not None:
        _add_regions(sitting, list(_match(sitting, table).open))


def _add_regions(sitting: Sitting, names: list[str]) -> None:
    present = sitting.scenario.chain.regions
    added = [name for name in names if name not in present]
    if len(present) + len(added) > REGION_LIMIT:
        template = N_("A programme can have at most {allowed} regions; add some of them one by one.")
        raise RegionDataError([Problem("table", template, {"allowed": REGION_LIMIT})])
    for name in added:
        _say_match(sitting, name, None)
    _change(sitting, (Change("chain.regions", "", (*present, *added)),))


def _match(sitting: Sitting, table: JobsTable) -> Matches:
    return match_table(table, sitting.scenario)


def _today() -> str:
    return date.today().isoformat()


def _change(sitting: Sitting, changes: tuple[Change, ...]) -> None:
    sitting.replace(apply_changes(default_catalog(), sitting.scenario, changes))


def take_potential(sitting: Sitting, event: Event) -> None:
    """Take a potential that the table shows into the programme."""
    _take(sitting, str(event["region"]), str(event["potential"]))


def _take(sitting: Sitting, region: str, name: str) -> None:
    reason = _("The table of jobs shows it.")
    _change(sitting, potentials.add_potential(sitting.scenario, region, name, reason, _today()))


def add_potential(sitting: Sitting, event: Event) -> None:
    """Add a potential that no table shows, with a reason."""
    name, reason = (str(sitting.looks.get(key, "")) for key in ("potential", "reason"))
    _change(sitting, potentials.add_potential(sitting.scenario, str(event["region"]), name, reason, _today()))
    sitting.looks = looks.set_look(looks.set_look(sitting.looks, "potential", None), "reason", None)


def strike_potential(sitting: Sitting, event: Event) -> None:
    """Strike out a potential that the table shows, with a reason."""
    region, name, reason = str(event["region"]), str(event["potential"]), str(event.get("value", ""))
    _change(sitting, potentials.strike_out(sitting.scenario, region, name, reason, _today()))
    sitting.looks = looks.set_look(sitting.looks, "striking", None)


def bring_potential_back(sitting: Sitting, event: Event) -> None:
    """Take back a striking out."""
    _change(sitting, potentials.bring_back(sitting.scenario, str(event["region"]), str(event["potential"]), _today()))


def drop_potential(sitting: Sitting, event: Event) -> None:
    """Take a potential out of the programme."""
    _change(sitting, potentials.drop_potential(sitting.scenario, str(event["region"]), str(event["potential"])))


def move_potential(sitting: Sitting, event: Event) -> None:
    """Let a potential have its turn earlier or later."""
    region, name, by = str(event["region"]), str(event["potential"]), int(event["by"])
    _change(sitting, potentials.move_potential(sitting.scenario, region, name, by))


def take_best_potentials(sitting: Sitting, _event: Event) -> None:
    """Give each region that has no potential yet the best one that the table shows and nobody struck out."""
    table = show_table(sitting)
    if table is None:
        return
    scenario, catalog = sitting.scenario, default_catalog()
    best = dict(zip(table.regions, table.profiles.regions["best_potentials"], strict=True))
    reason = _("The table of jobs shows it.")
    for name, partner in _match(sitting, table).pairs.items():
        detail = potentials.read_detail(scenario, partner)
        chosen = next((one for one in best[name] if one not in detail.struck_out), "")
        if chosen and not detail.potentials:
            scenario = apply_changes(
                catalog, scenario, potentials.add_potential(scenario, partner, chosen, reason, _today())
            )
    sitting.replace(scenario)


def order_by_marks(sitting: Sitting, _event: Event) -> None:
    """Let the regions enter in the suggested order: more marks first."""
    table = show_table(sitting)
    if table is not None:
        wanted = suggest_order(table, _match(sitting, table))
        _change(sitting, potentials.order_regions(sitting.scenario, wanted))


def place_region(sitting: Sitting, event: Event) -> None:
    """Let a region enter just before another one, as it was dragged there."""
    region, before = str(event["region"]), str(event["before"])
    known = sitting.scenario.chain.regions
    if region in known and before in known and region != before:
        rest = [name for name in known if name != region]
        at = rest.index(before)
        _change(sitting, (Change("chain.regions", "", (*rest[:at], region, *rest[at:])),))


def move_region(sitting: Sitting, event: Event) -> None:
    """Let a region enter earlier or later."""
    _change(sitting, potentials.move_region(sitting.scenario, str(event["region"]), int(event["by"])))


def set_region_capacity(sitting: Sitting, event: Event) -> None:
    """Say how able a government is in one region; "" = as in the programme."""
    _set_own(sitting, event, "capacity", str(event["actor"]))


def set_region_answer(sitting: Sitting, event: Event) -> None:
    """Answer a question otherwise for one region; "" = as in the programme."""
    _set_own(sitting, event, "context", str(event["question"]))


def _set_own(sitting: Sitting, event: Event, field: str, code: str) -> None:
    region, value = str(event["region"]), str(event.get("value", ""))
    held = getattr(potentials.read_detail(sitting.scenario, region), field)
    kept = {key: old for key, old in held.items() if key != code}
    if value:
        kept[code] = value
    _change(sitting, potentials.change_detail(sitting.scenario, region, **{field: FrozenMap(kept)}))


def set_region_mix(sitting: Sitting, event: Event) -> None:
    """Give a region a mix of its own, or no longer."""
    region, value = str(event["region"]), event.get("value") is True
    _change(sitting, potentials.change_detail(sitting.scenario, region, own_mix=value))


REGION_HANDLERS: Mapping[str, Callable[[Sitting, Event], None]] = {
    function.__name__: guard_event(function)
    for function in (
        match_region, leave_region_out, add_region, add_open_regions, take_potential, add_potential, strike_potential,
        bring_potential_back, drop_potential, move_potential, take_best_potentials, order_by_marks, move_region,
        place_region, set_region_capacity, set_region_answer, set_region_mix,
    )
}  # fmt: skip
