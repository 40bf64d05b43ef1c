"""The routes around the app: health, data, assets, a clear 404, security headers."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from clusterdash.server import MIDDLEWARE, ROUTES


@pytest.fixture
def client():
    return TestClient(Starlette(routes=ROUTES, middleware=MIDDLEWARE))


def test_health_answers_ok(client):
    assert client.get("/healthz").json() == {"status": "ok"}


@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_an_unknown_api_address_is_a_404_in_json(client, method):
    answer = getattr(client, method)("/api/nothing/here")
    assert (answer.status_code, answer.json()) == (404, {"error": "not found"})


def test_a_table_of_the_data_package_comes_as_a_download(client):
    answer = client.get("/data/mechanisms.csv")
    assert answer.text.startswith("code,label,short_label,family")
    assert "attachment" in answer.headers["content-disposition"]


@pytest.mark.parametrize("name", ["../streamlit_app.py", "..%2f..%2fREADME.md", "nothing.csv", "examples", ""])
def test_no_file_outside_the_data_folder_is_sent(client, name):
    assert client.get(f"/data/{name}").status_code == 404


def test_our_script_is_sent_compressed_and_may_be_kept_under_its_version(client):
    answer = client.get("/assets/app.js?v=1", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    assert "immutable" not in client.get("/assets/app.js").headers["cache-control"]


def test_streamlits_own_scripts_are_compressed(client):
    from clusterdash.server import _STREAMLIT_STATIC

    script = next(_STREAMLIT_STATIC.rglob("*.js"))
    address = f"/static/{script.relative_to(_STREAMLIT_STATIC / 'static').as_posix()}"
    answer = client.get(address, headers={"accept-encoding": "gzip"})
    assert answer.status_code == 404 or answer.headers["content-encoding"] == "gzip"


def test_every_answer_carries_the_security_headers(client):
    headers = client.get("/healthz").headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy and "frame-ancestors 'self'" in policy
    assert "http:" not in policy and "https:" not in policy
    assert headers["x-content-type-options"] == "nosniff"


def test_the_deep_link_switch_that_the_entry_relies_on_still_exists():
    from streamlit.runtime.pages_manager import PagesManager

    assert hasattr(PagesManager, "uses_pages_directory")
