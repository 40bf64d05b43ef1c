"""method.md §2: not rated, not said, not answered, "don't know" and 0 are five things: on screen, in files, links."""

import re

import pytest

from clusterdash.model.scenario.scenario import Scenario
from clusterdash.results import compute_results, default_catalog
from clusterdash.store.share import read_share_code, write_share_code
from clusterdash.views.rail import render_rail
from clusterdash.views.screen import Screen, draw_page

CATALOG = default_catalog()
STATES = {
    "nothing": Scenario(),
    "rated 0": Scenario(salience={"recruitment": 0}),
    "said weak": Scenario(capacity={"local": "weak"}),
    "don't know": Scenario(context={"legal_framework": "unknown"}),
    "no": Scenario(context={"legal_framework": "no"}),
}


def screen_of(scenario, page=""):
    return Screen(CATALOG, compute_results(CATALOG, scenario), page=page)


def checked_in(html, group):
    """Return which values are chosen in the radio group of this label, and at which the keyboard enters."""
    found = re.search(rf'<div role="radiogroup"[^>]*aria-label(?:ledby)?="{group}[^"]*".*?</div>', html, re.DOTALL)[0]
    radios = re.findall(r'aria-checked="(\w+)" tabindex="(-?\d)"[^>]*?data-value="(\w+)"', found)
    return [value for is_on, _tab, value in radios if is_on == "true"], [
        value for _on, tab, value in radios if tab == "0"
    ]


def test_files_and_links_keep_the_five_states_apart():
    assert len({scenario.to_json() for scenario in STATES.values()}) == len(STATES)
    codes = {write_share_code(CATALOG, scenario): scenario for scenario in STATES.values()}
    assert len(codes) == len(STATES)
    for code, scenario in codes.items():
        assert read_share_code(CATALOG, code) == (scenario, ())


@pytest.mark.parametrize(("scenario", "chosen"), [(STATES["nothing"], []), (STATES["rated 0"], ["0"])])
def test_a_mechanism_that_nobody_rated_shows_no_figure_chosen(scenario, chosen):
    html = render_rail(screen_of(scenario))
    label = CATALOG.mechanism("recruitment").label
    assert checked_in(html, re.escape(label)) == (chosen, ["0"])
    assert f"{len(chosen)} of 12 rated" in html
    assert html.count('class="salience unrated"') == 12 - len(chosen)


@pytest.mark.parametrize(("scenario", "chosen"), [(STATES["nothing"], []), (STATES["said weak"], ["weak"])])
def test_a_capacity_that_nobody_said_counts_as_weak_and_is_drawn_differently(scenario, chosen):
    html = render_rail(screen_of(scenario))
    assert checked_in(html, "capacity-local") == (chosen, chosen or ["absent"])
    assert html.count("not said: counts as weak") == 3 - len(chosen)
    assert html.count('class="step assumed"') == 3 - len(chosen)


@pytest.mark.parametrize(
    ("scenario", "chosen"), [(STATES["nothing"], []), (STATES["don't know"], ["unknown"]), (STATES["no"], ["no"])]
)
def test_a_question_that_nobody_answered_is_not_one_that_nobody_knows(scenario, chosen):
    html = draw_page(screen_of(scenario)).html
    assert checked_in(html, "q-legal_framework")[0] == chosen
    assert ("1 not known" in html) == (chosen == ["unknown"])


def test_a_mechanism_that_nobody_rated_is_dashed_in_the_matrix_and_in_the_coverage():
    for page in ("mechanisms", "strategy"):
        html = draw_page(screen_of(STATES["rated 0"], page)).html
        assert "level level-none" in html and "level level-0" in html


def test_an_instrument_of_the_mix_carries_the_question_that_it_waits_for():
    scenario = Scenario(salience={"science_industry_cooperation": 3})
    html = draw_page(screen_of(scenario, "strategy")).html
    waiting = compute_results(CATALOG, scenario).strategy
    asked = [code for code in waiting.mix if "university_in_reach" in waiting.eligibility[code].unknown]
    assert asked and all(f"ask-{code}-university_in_reach" in html for code in asked)
    answered = scenario.change(context={"university_in_reach": "yes"})
    assert "-university_in_reach" not in draw_page(screen_of(answered, "strategy")).html


def test_what_exists_is_called_so_in_the_matrix():
    scenario = Scenario(salience={"cafeteria_effects": 3}, context={"technology_centre": "yes"})
    assert "exists: use it" in draw_page(screen_of(scenario, "mechanisms")).html


def test_what_can_be_created_names_who_and_how():
    able = dict.fromkeys((row.code for row in CATALOG.governments), "able")
    scenario = Scenario(salience={"venture_capital": 3}, capacity=able, context={"venture_capital_funds": "no"})
    html = draw_page(screen_of(scenario, "strategy")).html
    assert "Counts as possible, since it can be created here: Setup of public venture capital funds (Local" in html


# --- a fresh scenario advises nothing ------------------------------------------------------------------------------
def test_a_fresh_scenario_says_what_to_do_first_and_advises_nothing():
    results = compute_results(CATALOG, Scenario())
    assert not results.strategy.mix and [one.code for one in results.warnings] == ["nothing_salient"]
    overview = draw_page(screen_of(Scenario())).html
    assert 'id="first-steps"' in overview and "no way is recommended" in overview
    assert "warning" not in re.sub(r"<[^>]+>", " ", overview).split("Start from a worked example")[0]
    timeline = draw_page(screen_of(Scenario(), "timeline")).html
    assert "an empty frame, no advice" in timeline and 'class="gaps"' not in timeline and "band-figure" not in timeline


def test_the_first_rating_begins_the_advice():
    rated = Scenario(salience={"recruitment": 2})
    assert compute_results(CATALOG, rated).strategy.mix
    assert 'id="first-steps"' not in draw_page(screen_of(rated)).html


def test_the_verdict_tells_what_nobody_said_from_what_nobody_knows():
    html = draw_page(screen_of(Scenario(salience={"recruitment": 2}), "strategy")).html
    assert "Nobody has said yet" in html and "Nobody here knows" not in html
    unknown = Scenario(salience={"recruitment": 2}, context={"legal_framework": "unknown"})
    html = draw_page(screen_of(unknown, "strategy")).html
    assert "Nobody here knows whether this is in place: Reliable law and clear property rights." in html
