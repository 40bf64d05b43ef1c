"""An arithmetic leads to what changes it: every control that it names stands where the link leads; so do budgets."""

import json
import re

import pytest

from clusterdash.model.chain.dynamics import simulate_dynamics
from clusterdash.model.scenario.scenario import ChainPlan
from clusterdash.results import compute_results, default_catalog, examples
from clusterdash.views.arithmetic import SUMS
from clusterdash.views.controls import PLACES, find_control
from clusterdash.views.looks import set_look
from clusterdash.views.screen import Screen, draw_screen
from clusterdash.words import select_language

CATALOG = default_catalog()
COFFEE = examples()[0].scenario
CHAIN = {**{name: getattr(COFFEE.chain, name) for name in ("rounds", "regions_per_round", "regions")}}
PRICED = COFFEE.change(
    chain=ChainPlan(
        **CHAIN,
        unit_costs={"seminar": (100.0, 200.0)},
        instrument_costs={"trade_fairs": (5000.0, 5000.0)},
        currency="EUR",
    )
)
SUBJECTS = {"strength": "horizontal_cooperation", **dict.fromkeys(("delivery", "date", "leverage"), "trade_fairs")}
CODES = {
    "lead": "1 pilots", "shares": "1", "chance": "1", "load": "national", "events": "seminar", "budget": "all",
    "payer": "national",
}  # fmt: skip


@pytest.fixture(autouse=True)
def in_english():
    select_language("en")


def draw(page, looks=()):
    held = {}
    for key, value in looks:
        held = set_look(held, key, value)
    return draw_screen(Screen(CATALOG, compute_results(CATALOG, PRICED), page=page, looks=held)).html


def find_sum(name):
    late = {"dynamics": simulate_dynamics(CATALOG, PRICED)}
    screen = Screen(CATALOG, compute_results(CATALOG, PRICED), page="timeline", late=late)
    return SUMS[name](screen, SUBJECTS.get(name) or CODES.get(name, ""))


def list_paths():
    found = {(path, SUBJECTS.get(name, "")) for name in SUMS if (one := find_sum(name)) for path in one.controls}
    return sorted(found)


@pytest.mark.parametrize(("path", "subject"), list_paths())
def test_every_control_that_an_arithmetic_names_stands_where_the_link_leads(path, subject):
    control = find_control(path, subject)
    looks = [(one["key"], one["value"]) for one in json.loads(control.looks or "[]")]
    html = draw(control.slug or "", looks)
    assert any(f'id="{target}"' in html for target in control.targets.split()), control
    assert control.name


def test_no_place_of_a_control_is_left_that_nothing_names():
    assert set(PLACES) <= {path for path, _subject in list_paths()} | {"chain.currency"}


def test_the_drawer_shows_its_controls_as_something_to_press():
    html = draw("strategy", [("why", "sum value")])
    drawer = html[html.index('id="why"') : html.index("</aside>", html.index('id="why"'))]
    assert 'data-aim="mix-size"' in drawer and re.search(r'data-then="weight-1"[^>]*data-control', drawer)


def test_the_sum_of_a_round_lists_what_is_counted_and_the_whole_adds_the_rounds():
    screen = Screen(CATALOG, compute_results(CATALOG, PRICED), page="timeline")
    whole = SUMS["budget"](screen, "all")
    assert len(whole.inputs) == PRICED.chain.rounds and whole.result.endswith("EUR")
    first = SUMS["budget"](screen, "1")
    assert any("× (100 to 200) =" in value for _name, value in first.inputs), first.inputs
    assert SUMS["budget"](screen, "9") is None and SUMS["budget"](screen, "x") is None


def test_without_costs_there_is_no_arithmetic_of_a_budget():
    screen = Screen(CATALOG, compute_results(CATALOG, COFFEE), page="timeline")
    assert SUMS["budget"](screen, "all") is None and SUMS["payer"](screen, "donor") is None


def test_every_sum_on_the_page_of_a_budget_opens():
    asked = {one for one in re.findall(r'data-why="(sum (?:budget|payer)[^"]*)"', draw("timeline"))}
    assert {"sum budget all", "sum budget 1"} <= asked and any(one.startswith("sum payer") for one in asked)
    for value in asked:
        assert '<aside class="drawer why"' in draw("timeline", [("why", value)]), value
