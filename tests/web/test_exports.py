"""Files over HTTP: of a link, of a whole scenario, with every refusal as JSON in words."""

import asyncio
import io
import json
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import replace
from urllib.parse import unquote

import pytest
from docx import Document
from pptx import Presentation
from starlette.applications import Starlette
from starlette.testclient import TestClient

from clusterdash.export import EXPORTS, worker
from clusterdash.export.worker import WORKSHOP, BusyError, Workshop
from clusterdash.model.scenario.scenario import FILE_LIMIT
from clusterdash.regions.table import PACKED_LIMIT
from clusterdash.results import default_catalog, examples
from clusterdash.store.share import write_share_code
from clusterdash.web import exports
from clusterdash.web.exports import EXPORT_ROUTES
from clusterdash.web.limits import Limits, Rate

SCENARIO = examples()[0].scenario


@pytest.fixture(scope="module")
def client():
    with TestClient(Starlette(routes=EXPORT_ROUTES), base_url="http://localhost:8501") as client:
        yield client
    WORKSHOP.close()


def test_a_link_gives_the_same_file_as_the_scenario_itself(client):
    code = write_share_code(default_catalog(), SCENARIO)
    by_link = client.get("/api/export/page", params={"s": code, "lang": "fr"})
    by_file = client.post("/api/export/page", params={"lang": "fr"}, content=SCENARIO.to_json())
    assert by_link.status_code == by_file.status_code == 200
    assert by_link.content == by_file.content and b'lang="fr"' in by_link.content
    assert by_link.headers["content-disposition"] == 'attachment; filename="clusterdash-page.html"'


@pytest.mark.parametrize(
    ("path", "content", "status", "told"),
    [
        ("/api/export/nothing", "{}", 404, "no file of this kind"),
        ("/api/export/page", "{", 400, "not a scenario file"),
        ("/api/export/page", '{"version": 1, "donor_level": 9}', 400, "from 0 to 5"),
        ("/api/minutes/odt", "{}", 404, "docx, pdf"),
        ("/api/minutes/pdf", "{", 400, "not a scenario file"),
        ("/api/minutes/pdf", '{"scenario": "{\\"version\\": 1}", "votes": "3"}', 400, "of the vote cannot be read"),
        ("/api/export/page?on=tomorrow", '{"version": 1}', 400, "a day like"),
        ("/api/export/page", "x" * (3 * FILE_LIMIT + PACKED_LIMIT + 1), 413, "too large"),
    ],
)
def test_what_cannot_be_made_is_refused_in_words(client, path, content, status, told):
    answer = client.post(path, content=content)
    assert answer.status_code == status and told in answer.text
    assert answer.headers["content-type"] == "application/json"


def test_the_answer_names_the_signs_that_a_pdf_cannot_show(client, monkeypatch):
    monkeypatch.setattr(exports.WORKSHOP, "order", lambda *_wish: make_ready(b"%PDF"))
    plan = SCENARIO.change(place=replace(SCENARIO.place, title="日本 café"))
    headers = client.post("/api/export/handout", content=plan.to_json()).headers
    assert unquote(headers["x-clusterdash-no-font"]) == "日本"
    assert unquote(client.post("/api/minutes/pdf", content=plan.to_json()).headers["x-clusterdash-no-font"]) == "日本"
    for path, text in (("handout", SCENARIO), ("logframe", plan)):
        answer = client.post(f"/api/export/{path}", content=text.to_json())
        assert answer.status_code == 200 and "x-clusterdash-no-font" not in answer.headers


def make_ready(content):
    """Return a future that has its content already."""
    future = Future()
    future.set_result(content)
    return future


def test_a_file_that_is_sent_is_read_beside_the_clicks_of_others(client, monkeypatch):
    read, threads = exports._find_plans, []
    monkeypatch.setattr(exports, "_find_plans", lambda body: threads.append(find_loop()) or read(body))
    answer = client.post("/api/export/page?lang=fr", content='{"version": 1, "nonsense": 1}')
    assert answer.status_code == 400 and "inconnu" in answer.text  # in the language that was asked for
    assert threads == [None]


def find_loop():
    """Return the loop that answers requests where this runs in it."""
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def test_minutes_are_made_of_a_scenario_and_of_the_votes_sent_along(client):
    wish = {"scenario": SCENARIO.to_json(), "votes": json.dumps({"room": "ABCD", "joined": 9, "voted": 7})}
    answer = client.post("/api/minutes/docx", params={"lang": "fr", "on": "2027-03-31"}, content=json.dumps(wish))
    text = " ".join(one.text for one in Document(io.BytesIO(answer.content)).paragraphs)
    assert "7 sur 9" in text and "31 mars 2027" in text
    assert answer.headers["content-disposition"] == 'attachment; filename="clusterdash-minutes.docx"'


def test_plans_side_by_side_become_slides_under_their_own_letters(client):
    plans = {"A": SCENARIO.to_json(), "C": examples()[1].scenario.to_json()}
    answer = client.post("/api/export/deck", params={"lang": "fr"}, content=json.dumps({"plans": plans}))
    assert answer.status_code == 200
    slides = Presentation(io.BytesIO(answer.content)).slides
    table = next(shape.table for shape in slides[0].shapes if shape.has_table)
    assert [row.cells[0].text for row in table.rows][1:] == ["A", "C"]


@pytest.mark.parametrize(
    ("path", "plans", "told"),
    [
        ("deck", {"A": "{}"}, "Two to four plans"),
        ("deck", {"A": "{}", "<b>": "{}"}, "Two to four plans"),
        ("deck", {"A": '{"version": 1}', "B": 5}, "not a scenario file"),
        ("page", {"A": '{"version": 1}', "B": '{"version": 1}'}, "Only slides"),
    ],
)
def test_plans_that_cannot_be_laid_side_by_side_are_refused_in_words(client, path, plans, told):
    answer = client.post(f"/api/export/{path}", content=json.dumps({"plans": plans}))
    assert answer.status_code == 400 and told in answer.text


def test_a_link_that_cannot_be_read_is_refused(client):
    assert client.get("/api/export/page", params={"s": "9.zzz"}).status_code == 400


def test_an_address_that_asks_for_very_many_files_waits(client, monkeypatch):
    monkeypatch.setattr(exports, "FILES", Limits(Rate(1, 0)))
    statuses = [client.post("/api/export/page", content="{").status_code for _time in range(2)]
    assert statuses == [400, 429]


def test_beyond_the_limit_no_further_file_is_taken_and_later_ones_are(monkeypatch):
    monkeypatch.setattr(worker, "WAITING_LIMIT", 1)
    workshop = Workshop()
    first = workshop.order("page", SCENARIO.to_json(), "en", None)
    with pytest.raises(BusyError):
        workshop.order("page", SCENARIO.to_json(), "en", None)
    assert first.result(timeout=60).startswith(b"<!doctype html>")
    assert workshop.order("page", SCENARIO.to_json(), "en", None).result(timeout=60)
    workshop.close()


def test_a_process_that_dies_is_replaced():
    workshop = Workshop()
    workshop.order("page", SCENARIO.to_json(), "en", None).result(timeout=60)
    for process in list(workshop._pool._processes.values()):
        process.kill()
        process.join()
    with suppress(BrokenProcessPool):  # the order that finds the process dead
        workshop.order("page", SCENARIO.to_json(), "en", None).result(timeout=60)
    assert workshop.order("page", SCENARIO.to_json(), "en", None).result(timeout=60).startswith(b"<!doctype html>")
    workshop.close()


def test_every_kind_of_file_has_a_media_type_and_an_ending():
    assert all(kind.media_type and kind.ending.startswith(".") for kind in EXPORTS.values())
