"""The page of a phone: small, strict, in the phone's own language, and never without its own answers."""

import re

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from clusterdash.room.desk import DESK
from clusterdash.web import MIDDLEWARE, ROUTES, limits
from clusterdash.web import rooms as module

DEVICE = "device-0123456789"


@pytest.fixture
def client(tmp_path, monkeypatch):
    monkeypatch.setenv("CLUSTERDASH_DATABASE", f"sqlite:///{tmp_path}/rooms.sqlite3")
    monkeypatch.setattr(module, "GUARD", limits.make_guard())
    with TestClient(Starlette(routes=ROUTES, middleware=MIDDLEWARE), base_url="http://localhost") as opened:
        yield opened
    DESK.close()


@pytest.fixture
def code(client):
    return client.post("/api/rooms", json={"title": "Hall <b>one</b>"}).json()["code"]


def test_the_page_with_its_script_and_style_is_under_30_kilobytes(client, code):
    page = client.get(f"/r/{code}")
    parts = re.findall(r'(?:src|href)="(/assets/[^"]+)"', page.text)
    assert len(parts) == 2
    assert len(page.content) + sum(len(client.get(part).content) for part in parts) < 30_000


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_asks_for_a_group_and_every_mechanism_in_the_phones_language(client, code, catalog, language):
    page = client.get(f"/r/{code}", headers={"accept-language": f"{language}-XX"}).text
    assert f'<html lang="{language}" dir="ltr" translate="no">' in page
    assert page.count('data-kind="mechanism"') == len(catalog.mechanisms)
    assert page.count('data-table="ratings"') == 4  # the scale is sent once and stands on every screen
    assert page.count('data-table="group"') == len(catalog.stakeholder_groups) + 1
    assert ("Rather not say" in page) == (language == "en")


def test_a_wish_for_a_language_holds_for_the_next_visit(client, code):
    client.get(f"/r/{code}?lang=fr")
    assert 'lang="fr"' in client.get(f"/r/{code}", headers={"accept-language": "en"}).text


def test_a_phone_that_speaks_none_of_our_languages_gets_the_rooms(client):
    code = client.post("/api/rooms", json={"title": "Salle", "language": "fr"}).json()["code"]
    assert '<html lang="fr"' in client.get(f"/r/{code}", headers={"accept-language": "sw"}).text


def test_nothing_inline_runs_and_titles_are_text(client, code):
    page = client.get(f"/r/{code}")
    policy = page.headers["content-security-policy"]
    assert "script-src 'self';" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert "<b>one</b>" not in page.text and "Hall &lt;b&gt;one" in page.text
    assert not re.search(r"\son\w+=|style=", page.text)


def test_a_wrong_code_leads_to_the_door_with_the_reason(client, code):
    answer = client.get("/r/ZZZZ")
    assert answer.status_code == 404 and 'role="alert"' in answer.text and 'name="code"' in answer.text


def test_the_door_leads_to_the_room(client, code):
    assert 'name="code"' in client.get("/r").text
    answer = client.get("/r", params={"code": f" {code.lower()} "}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/r/{code}")
    assert client.get("/r", params={"code": "//evil.example"}, follow_redirects=False).status_code == 404


def test_a_device_gets_its_own_ballot_back_and_nobody_elses(client, code):
    address = f"/api/rooms/{code}/ballot"
    sent = {"device": DEVICE, "group": "teachers", "ratings": {"recruitment": 2}, "revision": 4}
    client.put(address, json=sent)
    told = client.get(address, headers={"authorization": f"Device {DEVICE}"}).json()
    assert (told["revision"], told["ratings"], told["group"]) == (4, {"recruitment": 2}, "teachers")
    assert client.get(address, headers={"authorization": "Device another-device-0001"}).json()["revision"] == 0
    assert client.get(address).status_code == 404


def test_further_questions_are_on_the_page_in_words(client, code):
    rooms = DESK.open()
    names = ["context:legal_framework", "capacity:local", "choice:job_fairs+training_needs"]
    instruments = [row.code for row in rooms.catalog.instruments][:2]
    names[2] = "choice:" + "+".join(instruments)
    rooms.step(code, "settle", {"ask": names})
    page = client.get(f"/r/{code}").text
    assert all(f'data-name="{name}"' in page for name in names)
    assert "How able is it here" in page and "Which of these would you rather have" in page
