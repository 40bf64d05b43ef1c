"""What a click may cost: one strategy, no remedy tried ahead, nothing sent that the browser has."""

import json
import zlib

import pytest

from clusterdash import results as results_module
from clusterdash.model.scenario.recent import Recent
from clusterdash.results import default_scenario
from clusterdash.ui.late import find_late
from clusterdash.ui.session import Sitting, carry_out
from clusterdash.ui.shell import build_screen
from clusterdash.views.pages import PAGES
from clusterdash.views.screen import draw_screen

WIRE_LIMIT = 10_000
BYTES_LIMIT = 36_000  # before the connection compresses it


@pytest.fixture
def count(monkeypatch):
    """Return how often a function of the results was called, by its name."""
    calls = {"build_strategy": 0, "build_plan": 0, "try_fixes": 0}
    monkeypatch.setattr(results_module, "_RECENT", Recent())
    for name in calls:
        whole = getattr(results_module, name)

        def counted(*values, name=name, whole=whole):
            calls[name] += 1
            return whole(*values)

        monkeypatch.setattr(results_module, name, counted)
    return calls


def draw(sitting):
    return draw_screen(build_screen(sitting, {}))


@pytest.mark.parametrize("page", [page.slug for page in PAGES])
def test_a_click_builds_one_strategy_and_tries_no_remedy(count, page):
    sitting = Sitting(default_scenario(), "en", page=page)
    draw(sitting)
    count.update(dict.fromkeys(count, 0))
    carry_out(sitting, {"name": "set_salience", "mechanism": "recruitment", "value": 2})
    draw(sitting)
    assert count["build_strategy"] == 1
    assert count["build_plan"] <= 1
    assert count["try_fixes"] == 0


def test_a_wide_screen_with_the_donor_ladder_costs_no_more_per_click(count):
    sitting = Sitting(default_scenario(), "en", page="strategy", is_broad=True)
    draw(sitting)
    count.update(dict.fromkeys(count, 0))
    carry_out(sitting, {"name": "set_salience", "mechanism": "recruitment", "value": 2})
    draw_screen(build_screen(sitting, find_late(sitting)[0]))
    assert count["build_strategy"] == 1 and count["build_plan"] <= 1


def test_remedies_are_tried_when_the_warnings_are_opened(count):
    sitting = Sitting(default_scenario(), "en", page="strategy")
    carry_out(sitting, {"name": "set_preference", "key": "tab", "value": "warnings"})
    draw(sitting)
    assert count["try_fixes"] == 1


@pytest.mark.parametrize("page", [page.slug for page in PAGES])
def test_a_look_at_the_same_results_sends_nothing_that_the_browser_has(page):
    sitting = Sitting(default_scenario(), "en", page=page)
    sitting.wire.pack(draw(sitting), {})
    sitting.wire.seen = sitting.wire.version
    packed = sitting.wire.pack(draw(sitting), {})
    assert not packed["parts"] and "skeleton" not in packed


@pytest.mark.parametrize(("page", "is_broad"), [*((page.slug, False) for page in PAGES), ("strategy", True)])
@pytest.mark.parametrize(
    "event",
    [
        {"name": "set_salience", "mechanism": "recruitment", "value": 2},
        {"name": "set_capacity", "actor": "local", "value": "able"},
        {"name": "set_field", "field": "donor_level", "value": 5},
    ],
    ids=lambda event: event["name"],
)
def test_a_click_sends_a_few_kilobytes(page, event, is_broad):
    sitting = Sitting(default_scenario(), "en", page=page, is_broad=is_broad)
    carry_out(sitting, {"name": "set_salience", "mechanism": "venture_capital", "value": 1})
    sitting.wire.pack(draw(sitting), {})
    sitting.wire.seen = sitting.wire.version
    carry_out(sitting, event)
    packed = sitting.wire.pack(draw(sitting), {})
    message = json.dumps([packed, sitting.tell().text]).encode()
    assert len(zlib.compress(message)) < WIRE_LIMIT  # as it goes over the wire
    assert len(message) < BYTES_LIMIT, {code: len(html) for code, html in packed["parts"].items()}
