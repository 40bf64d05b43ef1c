"""The drawer that says what stands behind something: filled when it is opened, empty otherwise."""

import pytest

from clusterdash.results import compute_results, default_catalog, default_scenario
from clusterdash.ui.session import Sitting, carry_out
from clusterdash.views.screen import Screen, draw_page

CATALOG = default_catalog()


def why(asked, scenario=None, page=""):
    results = compute_results(CATALOG, scenario or default_scenario())
    return draw_page(Screen(CATALOG, results, page=page, looks={"why": asked} if asked else {})).parts["why-frame"]


def test_the_drawer_is_empty_until_somebody_asks():
    assert "<aside" not in why("")


@pytest.mark.parametrize("asked", ["mechanism nowhere", "stage", "nonsense recruitment", "figure <b>"])
def test_what_nobody_knows_opens_nothing(asked):
    assert "<aside" not in why(asked)


@pytest.mark.parametrize("row", CATALOG.mechanisms, ids=lambda row: row.code)
def test_a_mechanism_says_how_to_see_whether_it_works(row):
    html = why(f"mechanism {row.code}", page="mechanisms")
    indicators = [one for one in CATALOG.indicators if one.mechanism == row.code]
    assert indicators and all(one.label in html.replace("&#39;", "'") for one in indicators)
    assert "from lists that exist anyway" in html and "basis-assumption" in html


@pytest.mark.parametrize("row", CATALOG.stages, ids=lambda row: row.code)
def test_a_stage_says_who_leads_what_happens_and_how_it_shows(row):
    html = why(f"stage {row.code}", page="timeline").replace("&#39;", "'")
    assert "Round 1:" in html
    for one in (*CATALOG.indicators, *CATALOG.activities):
        if one.stage == row.code:
            assert one.label in html


def test_each_mechanism_and_each_stage_can_be_opened():
    results = compute_results(CATALOG, default_scenario())
    for page, kind, rows in (("mechanisms", "mechanism", CATALOG.mechanisms), ("timeline", "stage", CATALOG.stages)):
        html = draw_page(Screen(CATALOG, results, page=page)).html
        assert all(f'data-why="{kind} {row.code}"' in html for row in rows)


def test_another_page_closes_the_drawer():
    sitting = Sitting(default_scenario(), "en", page="mechanisms")
    carry_out(sitting, {"name": "set_preference", "key": "why", "value": "mechanism recruitment"})
    sitting.visit("mechanisms")
    assert sitting.looks["why"] == "mechanism recruitment"
    sitting.visit("timeline")
    assert "why" not in sitting.looks


@pytest.mark.parametrize("page", ["", "mechanisms", "actors", "strategy", "timeline"])
def test_another_toolbox_can_be_asked_as_well(page, project):
    import re
    from html import unescape

    from clusterdash.catalog import load_catalog
    from clusterdash.model.chain.dynamics import simulate_dynamics
    from clusterdash.model.scenario.scenario import Scenario

    other = load_catalog(project / "tests" / "catalog" / "tourism")
    scenario = Scenario(
        salience={row.code: 2 for row in other.mechanisms},
        capacity={row.code: "able" for row in other.governments},
        donor_level=3,
        mix_size=4,
    )
    results, late = compute_results(other, scenario), {"dynamics": simulate_dynamics(other, scenario)}
    for looks in ({}, {"role": "hosts"}, {"role": "agency"}, {"tab": "ladder"}, {"tab": "route"}):
        html = draw_page(Screen(other, results, page=page, looks=looks, late=late)).html
        for asked in {unescape(value) for value in re.findall(r'data-why="([^"]*)"', html)}:
            screen = Screen(other, results, page=page, looks={"why": asked}, late=late)
            assert "<aside" in draw_page(screen).parts["why-frame"], asked
