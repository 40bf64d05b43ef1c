"""What takes longer than a click: asked for when the visitor pauses, and only where the screen has room for it."""

import pytest

from clusterdash.results import default_scenario
from clusterdash.ui import late
from clusterdash.ui.session import Sitting, carry_out


@pytest.fixture(autouse=True)
def worker(monkeypatch):
    own = late.Worker()
    monkeypatch.setattr(late, "WORKER", own)
    return own


def finish(sitting, worker):
    """Ask again until everything is there, as the browser does."""
    while True:
        found, is_pending = late.find_late(sitting)
        if not is_pending:
            return found
        worker._pool.submit(lambda: None).result(timeout=30)  # whatever waits before it is done then


def ask(sitting, is_broad):
    carry_out(sitting, {"name": "ask", "code": sitting.stamp, "is_broad": is_broad})


def test_a_browser_that_has_not_said_how_wide_it_is_is_waited_for():
    found, is_pending = late.find_late(Sitting(default_scenario(), "en", page="strategy"))
    assert is_pending and not found


def test_the_donor_ladder_is_measured_for_wide_screens_alone(worker):
    wide, small = (Sitting(default_scenario(), "en", page="strategy") for _ in range(2))
    ask(wide, True)
    ask(small, False)
    assert set(finish(wide, worker)) == {"ladder", "robustness"}
    assert set(finish(small, worker)) == {"robustness"}


def test_the_ladder_is_there_at_once_when_only_the_donor_level_changes(worker):
    sitting = Sitting(default_scenario(), "en", page="strategy")
    ask(sitting, True)
    finish(sitting, worker)
    carry_out(sitting, {"name": "set_field", "field": "donor_level", "value": 5})
    found, is_pending = late.find_late(sitting)
    assert "ladder" in found and is_pending


def test_another_rating_makes_the_ladder_wait_until_the_browser_asks(worker):
    sitting = Sitting(default_scenario(), "en", page="strategy")
    ask(sitting, True)
    finish(sitting, worker)
    carry_out(sitting, {"name": "set_salience", "mechanism": "recruitment", "value": 3})
    assert "ladder" not in late.find_late(sitting)[0]
    ask(sitting, True)
    assert "ladder" in finish(sitting, worker)
