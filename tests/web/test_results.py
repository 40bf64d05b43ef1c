"""Results for machines: the same figures as the model, refusals with all problems, one document for all addresses."""

import io
import json
import re

import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from clusterdash.model import Scenario, build_chain, build_strategy
from clusterdash.results import examples
from clusterdash.store.share import write_share_code
from clusterdash.web import MIDDLEWARE, ROUTES, results
from clusterdash.web.limits import Limits, Rate
from clusterdash.web.openapi import describe_api

SCENARIO = examples()[0].scenario


@pytest.fixture
def client():
    return TestClient(Starlette(routes=ROUTES, middleware=MIDDLEWARE), base_url="http://localhost")


@pytest.fixture
def code(catalog):
    return write_share_code(catalog, SCENARIO)


def test_the_strategy_has_the_figures_of_the_model(client, code, catalog):
    answer = client.get("/api/strategy.json", params={"s": code})
    strategy = build_strategy(catalog, SCENARIO)
    told = answer.json()
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/json"
    assert told["mix"] == list(strategy.mix) and told["value"] == float(strategy.value)
    assert [row["instrument"] for row in told["plan"]] == list(strategy.mix)
    assert Scenario.from_json(json.dumps(told["scenario"])) == SCENARIO


def test_the_table_of_instruments_comes_as_csv(client, code, catalog):
    answer = client.get("/api/strategy.csv", params={"s": code})
    frame = pd.read_csv(io.BytesIO(answer.content), encoding="utf-8-sig")
    assert list(frame.loc[frame["in_mix"], "instrument"]) == list(build_strategy(catalog, SCENARIO).mix)
    assert "attachment" in answer.headers["content-disposition"]


def test_the_chain_has_the_rounds_of_the_model(client, code, catalog):
    told = client.get("/api/chain.json", params={"s": code}).json()
    chain = build_chain(catalog, SCENARIO)
    assert [one["start"] for one in told["rounds"]] == [one.start.isoformat() for one in chain.rounds]
    assert len([row for row in told["chain"] if row["role"] == "lead"]) == len(chain.leads())


def test_the_catalog_has_every_table_and_is_not_sent_twice(client, catalog):
    answer = client.get("/api/catalog.json")
    tables = answer.json()["tables"]
    assert len(tables["mechanism_instrument"]) == 93 and len(tables["contributions"]) == 179
    assert tables["instruments"][0]["code"] == catalog.instruments[0].code
    again = client.get("/api/catalog.json", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("address", ["strategy.json", "strategy.csv", "chain.json"])
@pytest.mark.parametrize("bad", ["", "nonsense", "2.1.2", "1.999999999999.qqq.9.z.xx", "1." + "3" * 5000, "1.\x00"])
def test_a_link_that_cannot_be_read_is_refused_with_its_problems_in_words(client, address, bad):
    answer = client.get(f"/api/{address}", params={"s": bad})
    told = answer.json()
    assert answer.status_code == 400 and told["error"] and told["problems"]
    assert all(problem["text"] and "{" not in problem["text"] for problem in told["problems"])


def test_all_problems_are_told_at_once_and_in_the_language_asked_for(client):
    broken = "1.930010000003.wqw.9.b.10"
    english = client.get("/api/strategy.json", params={"s": broken}).json()
    french = client.get("/api/strategy.json", params={"s": broken, "lang": "fr"}).json()
    assert len(english["problems"]) >= 2 and french["error"] != english["error"]


def test_a_pin_that_nobody_can_carry_is_told_and_not_passed_over(client, catalog):
    poor = Scenario(capacity={row.code: "absent" for row in catalog.governments}, pinned=frozenset({"job_fairs"}))
    answer = client.get("/api/strategy.json", params={"s": write_share_code(catalog, poor)})
    assert answer.status_code == 400 and answer.json()["problems"]


def test_who_asks_too_often_is_told_when_to_come_back(client, code, monkeypatch):
    monkeypatch.setattr(results, "QUESTIONS", Limits(Rate(1, 0)))
    first, second = (client.get("/api/chain.json", params={"s": code}) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 429) and second.headers["retry-after"]


def list_api_routes():
    """Return method and path of every address under /api that is somebody's own."""
    found = set()
    for route in ROUTES:
        if isinstance(route, Route) and route.path.startswith("/api/") and ":path" not in route.path:
            found |= {(method.lower(), route.path) for method in route.methods - {"HEAD"}}
    return found


def test_the_document_describes_every_address_under_api_and_no_other():
    paths = describe_api()["paths"]
    assert {(method, path) for path, methods in paths.items() for method in methods} == list_api_routes()


def test_the_document_is_whole(client):
    told = client.get("/api/openapi.json").json()
    assert told == describe_api() and told["openapi"].startswith("3.1")
    names = [one["operationId"] for methods in told["paths"].values() for one in methods.values()]
    assert len(names) == len(set(names)) and all(re.fullmatch(r"\w+", name) for name in names)
    for path, methods in told["paths"].items():
        for one in methods.values():
            named = {it["name"] for it in one.get("parameters", ()) if it["in"] == "path"}
            assert named == set(re.findall(r"{(\w+)}", path))
            assert one["summary"].endswith(".")


def test_what_the_document_promises_is_what_is_sent(client, code):
    for path, methods in describe_api()["paths"].items():
        if "get" not in methods or "{" in path:
            continue
        answer = client.get(path, params={"s": code})
        kinds = methods["get"]["responses"]["200"]["content"]
        assert answer.status_code == 200 and answer.headers["content-type"].split(";")[0] in kinds, path


@pytest.mark.parametrize(("method", "address"), [("POST", "/api/strategy.json"), ("PUT", "/api/rooms")])
def test_an_address_that_takes_other_methods_names_them(client, method, address):
    answer = client.request(method, address)
    assert answer.status_code == 405 and answer.json()["error"]
    assert ("GET" if "strategy" in address else "POST") in answer.headers["allow"]
