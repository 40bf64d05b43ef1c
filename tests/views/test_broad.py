"""Strategy on a wide screen: the mix, who does what and the donor ladder side by side."""

import dataclasses
import re

import pytest

from clusterdash.model.scenario.scenario import Scenario
from clusterdash.results import compute_results, default_catalog, default_scenario
from clusterdash.views.ladder import describe_ladder, list_rungs, measure_ladder
from clusterdash.views.screen import Screen, draw_page
from clusterdash.views.who import list_sharers

CATALOG = default_catalog()
SCENARIOS = [default_scenario(), default_scenario().change(donor_level=5), Scenario()]


def screen_of(scenario, **late):
    return Screen(CATALOG, compute_results(CATALOG, scenario), page="strategy", late=late)


def with_ladder(scenario):
    return screen_of(scenario, ladder=measure_ladder(CATALOG, scenario.change(donor_level=0)))


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_ladder_beside_the_mix_says_the_same_as_its_panel(scenario):
    side = list_rungs(with_ladder(scenario))
    panel = describe_ladder(CATALOG, compute_results(CATALOG, scenario))
    assert side["title"] == panel["title"]
    assert [rung["found"]["share"] for rung in side["rungs"]] == [step["share"] for step in panel["steps"]]
    same = dict(panel["lines"])["Same mix as now"]
    assert [rung["found"]["is_same_mix"] for rung in side["rungs"]] == [word == "yes" for word in same]


def test_the_place_of_the_ladder_is_kept_while_it_is_being_computed():
    waiting = draw_page(screen_of(default_scenario())).parts["side-ladder"]
    done = draw_page(with_ladder(default_scenario())).parts["side-ladder"]
    assert waiting.count("rung-name") == done.count("rung-name") == len(CATALOG.donor_levels)
    assert "rung-share" not in waiting and done.count("rung-share") == len(CATALOG.donor_levels)


def test_every_instrument_of_the_mix_falls_to_one_actor_at_most():
    results = compute_results(CATALOG, default_scenario())
    own = [name for one in list_sharers(screen_of(default_scenario()))["actors"] for name, _years in one["own"]]
    assert len(own) == len(set(own)) == sum(bool(task.responsible) for task in results.plan.tasks)


def test_the_rows_of_the_mix_write_the_names_of_the_actors_out():
    parts = draw_page(screen_of(default_scenario())).parts
    rows = [html for code, html in parts.items() if re.match(r"mix-(?!head|key|foot)", code)]
    assert rows and all(re.search(r'class="partners[^>]*>[^<]{5,}<', row) for row in rows)


def test_a_narrow_screen_is_sent_none_of_it():
    narrow = dataclasses.replace(screen_of(default_scenario()), is_broad=False)
    parts = draw_page(narrow).parts
    assert all(len(parts[code]) < 60 for code in ("side-who", "side-ladder"))


def test_who_contributes_is_written_out_in_the_panel():
    parts = draw_page(screen_of(default_scenario())).parts
    tasks = [html for code, html in parts.items() if code.startswith("task-")]
    names = {row.label for row in CATALOG.actors}
    given = {name for html in tasks for name in re.findall(r'class="contribution"><b>([^<]+)</b>', html)}
    assert given and given <= names and not any('class="letter' in html for html in tasks)
