"""A database that is locked, broken or only to be read: told in words, nothing lost, files are made without it."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from clusterdash.export import export
from clusterdash.model.scenario.scenario import Scenario
from clusterdash.results import default_catalog, examples
from clusterdash.store import database
from clusterdash.ui.session import Sitting, carry_out
from clusterdash.ui.shell import build_screen
from clusterdash.views.screen import draw_screen
from clusterdash.web import MIDDLEWARE, ROUTES
from tests.hurting import HURTS

PLAN = examples()[1].scenario


@pytest.fixture(params=HURTS)
def hurt(request, own_desk, tmp_path, monkeypatch):
    """Return one way in which the database takes nothing, ready to be used."""
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    own_desk.open()
    return request.param(tmp_path / "own.sqlite3")


def do(sitting, name, **arguments):
    carry_out(sitting, {"name": name, **arguments})


def draw(sitting):
    return draw_screen(build_screen(sitting, {})).html


@pytest.mark.parametrize(
    ("action", "told"),
    [
        ("keep_here", "save the file instead"),
        ("save_plan", "takes nothing just now"),
        ("save_new_plan", "takes nothing just now"),
        ("open_workshop", "cannot be stored just now"),
        ("rehearse_workshop", "cannot be stored just now"),
    ],
)
def test_what_cannot_be_stored_is_told_and_the_plan_stays(hurt, action, told):
    sitting = Sitting(PLAN, "en")
    with hurt:
        do(sitting, action)
        html = draw(sitting)
    assert told in html and len(sitting.notices) == 1
    assert sitting.seat is None and sitting.shelf.base is None and not sitting.kept
    assert Scenario.from_json(sitting.tell().text) == sitting.scenario == PLAN


def test_a_room_asked_for_over_http_is_refused_with_when_to_try_again(hurt):
    with hurt, TestClient(Starlette(routes=ROUTES, middleware=MIDDLEWARE), base_url="http://localhost") as client:
        answer = client.post("/api/rooms", json={"title": "Hall"})
    assert answer.status_code == 503 and answer.headers["retry-after"] and answer.json()["error"]


def test_files_are_made_without_the_database(hurt):
    sitting = Sitting(PLAN, "en", page="take-away")
    with hurt:
        assert "Take away" in draw(sitting)
        assert export("page", default_catalog(), sitting.scenario)
