"""Every figure on screen carries its basis: each part of a page that shows numbers says where they come from."""

import re

import pytest

from clusterdash.model.advice.explain import figures
from clusterdash.model.chain.dynamics import simulate_dynamics
from clusterdash.ui import strategy_panels
from clusterdash.ui.results import compute_results, default_catalog, examples
from clusterdash.ui.session import Sitting
from clusterdash.ui.strategy import render_strategy
from clusterdash.ui.timeline import render_timeline

CATALOG = default_catalog()
CODES = [example.code for example in examples()]


def sitting_of(code):
    return Sitting(next(example.scenario for example in examples() if example.code == code), "en")


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
    html = render_strategy(CATALOG, sitting_of(code))
    parts = list(parts_with_figures(html))
    assert len(parts) >= 2
    assert not [part[:120] for part in parts if 'class="basis' not in part]


@pytest.mark.parametrize("panel", strategy_panels.PANELS)
@pytest.mark.parametrize("code", CODES)
def test_every_panel_with_figures_names_their_basis(code, panel):
    sitting = sitting_of(code)
    html = strategy_panels.PANELS[panel](CATALOG, sitting, compute_results(CATALOG, sitting.scenario))
    assert 'class="basis' in html or "Nothing to warn of" in html


@pytest.mark.parametrize("code", CODES)
def test_every_part_of_the_timeline_with_figures_names_their_basis(code):
    sitting = sitting_of(code)
    results = compute_results(CATALOG, sitting.scenario)
    html = render_timeline(CATALOG, sitting, results, simulate_dynamics(CATALOG, results.scenario))
    assert not [part[:120] for part in parts_with_figures(html) if 'class="basis' not in part]


@pytest.mark.parametrize("code", CODES)
def test_the_result_has_no_figure_without_basis_and_reason(code):
    results = compute_results(CATALOG, sitting_of(code).scenario)
    found = figures(CATALOG, results.strategy, results.plan)
    assert len(found) > 100
    assert not [
        one for one in found if one.basis not in ("paper", "assumption", "workshop") or not (one.section or one.note)
    ]
