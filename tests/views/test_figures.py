"""Every figure on screen carries its basis: each part of a page that shows numbers says where they come from."""

import re

import pytest

from clusterdash.model.advice.explain import figures
from clusterdash.model.chain.dynamics import simulate_dynamics
from clusterdash.results import compute_results, default_catalog, examples
from clusterdash.views import strategy_panels
from clusterdash.views.screen import Screen, draw_page

CATALOG = default_catalog()
CODES = [example.code for example in examples()]


def screen_of(code, page=""):
    scenario = next(example.scenario for example in examples() if example.code == code)
    late = {"dynamics": simulate_dynamics(CATALOG, scenario)}
    return Screen(CATALOG, compute_results(CATALOG, scenario), page=page, late=late)


def parts_with_figures(html):
    """Return the sections of a page whose text holds a number that stands for itself."""
    for section in re.findall(r"<section.*?</section>", html, flags=re.DOTALL):
        if 'class="form"' in section:  # what people enter themselves
            continue
        text = re.sub(r"<select.*?</select>|<[^>]+>", " ", section, flags=re.DOTALL)
        if re.search(r"(?<![\w§.])\d+(?![\w])", text):
            yield section


@pytest.mark.parametrize("code", CODES)
def test_every_part_of_the_strategy_with_figures_names_their_basis(code):
    html = draw_page(screen_of(code, "strategy")).html
    parts = list(parts_with_figures(html))
    assert len(parts) >= 2
    assert not [part[:120] for part in parts if 'class="basis' not in part]


@pytest.mark.parametrize("panel", strategy_panels.PANELS)
@pytest.mark.parametrize("code", CODES)
def test_every_panel_with_figures_names_their_basis(code, panel):
    html = strategy_panels.PANELS[panel](screen_of(code, "strategy"))
    assert 'class="basis' in html or "Nothing to warn of" in html


@pytest.mark.parametrize("code", CODES)
def test_every_part_of_the_timeline_with_figures_names_their_basis(code):
    html = draw_page(screen_of(code, "timeline")).html
    assert not [part[:120] for part in parts_with_figures(html) if 'class="basis' not in part]


@pytest.mark.parametrize("code", CODES)
def test_the_result_has_no_figure_without_basis_and_reason(code):
    results = screen_of(code).results
    found = figures(CATALOG, results.strategy, results.plan)
    assert len(found) > 100
    assert not [
        one for one in found if one.basis not in ("paper", "assumption", "workshop") or not (one.section or one.note)
    ]
