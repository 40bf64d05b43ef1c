"""The routes around the app: health, data, assets, a clear 404, security headers."""

import json
import os

import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from clusterdash.views.pages import PAGES
from clusterdash.web import MIDDLEWARE, ROUTES, assets, files
from clusterdash.web.data import DATA
from clusterdash.web.headers import SecurityHeaders

LOCAL = "http://localhost"


@pytest.fixture
def client():
    return TestClient(Starlette(routes=ROUTES, middleware=MIDDLEWARE), base_url=LOCAL)


def test_health_answers_ok(client):
    assert client.get("/healthz").json() == {"status": "ok"}


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_an_unknown_api_address_is_a_404_in_json(client, method):
    answer = client.request(method, "/api/nothing/here")
    assert (answer.status_code, answer.json()) == (404, {"error": "not found"})


@pytest.mark.parametrize("address", ["/api", "/api/x"])
def test_an_unknown_api_address_has_the_head_of_a_404_in_json(client, address):
    answer = client.head(address)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/json")


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


@pytest.mark.parametrize("name", ["app.js", "app.css", "vendor/morphdom.js"])
def test_an_asset_that_the_browser_knows_is_not_sent_again(client, name):
    first = client.get(f"/assets/{name}")
    again = client.get(f"/assets/{name}", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert client.get(f"/assets/{name}", headers={"if-none-match": '"other"'}).content == first.content


def test_a_changed_asset_has_a_new_fingerprint_and_its_new_content(client, tmp_path, monkeypatch):
    monkeypatch.setattr(assets, "ASSETS", tmp_path)
    script = tmp_path / "a.js"
    script.write_text("one")
    before = client.get("/assets/a.js")
    script.write_text("two")
    os.utime(script, ns=(1, 1))
    after = client.get("/assets/a.js", headers={"if-none-match": before.headers["etag"]})
    assert (before.text, after.text) == ("one", "two")


def test_every_picture_of_the_pages_is_sent_as_a_picture(client):
    found = [file.relative_to(assets.ASSETS) for file in assets.ASSETS.rglob("*.webp")]
    for name in found:
        answer = client.get(f"/assets/{name.as_posix()}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "image/webp"), name


def test_an_asset_is_compressed_once_and_a_picture_never(client, tmp_path, monkeypatch):
    monkeypatch.setattr(assets, "ASSETS", tmp_path)
    compressed = []
    monkeypatch.setattr(assets.gzip, "compress", lambda body, *_a, **_k: compressed.append(body) or b"small")
    (tmp_path / "a.png").write_bytes(b"picture")
    (tmp_path / "a.css").write_bytes(b"style")
    for _ in range(3):
        picture = client.get("/assets/a.png", headers={"accept-encoding": "gzip"})
        client.head("/assets/a.css", headers={"accept-encoding": "gzip"})
    assert picture.content == b"picture" and "content-encoding" not in picture.headers
    assert compressed == [b"style"]


def test_streamlits_own_scripts_are_compressed(client):
    script = next((files.STREAMLIT_STATIC / "static" / "js").glob("index.*.js"))
    answer = client.get(f"/static/js/{script.name}", headers={"accept-encoding": "gzip"})
    assert (answer.status_code, answer.headers["content-encoding"]) == (200, "gzip")
    assert answer.content == script.read_bytes()


LONG = "a" * 300


@pytest.mark.parametrize("folder", ["/data/", "/assets/", "/static/", "/"])
@pytest.mark.parametrize("name", ["%00.js", "%00.csv", f"{LONG}.js", f"{LONG}.csv", "%5C%5Chost%5Cx.js", "a/" * 1500])
def test_an_address_that_no_file_can_have_is_a_404_in_json(client, folder, name):
    answer = client.get(folder + name, headers={"accept-encoding": "gzip"})
    assert (answer.status_code, answer.json()) == (404, {"error": "not found"})
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("name", ["\0.csv", f"{LONG}.csv"])
def test_a_name_that_no_file_can_have_is_no_file(name):
    assert files.find_below(DATA, name) is None


def test_a_deep_link_tells_the_browser_where_its_server_is(client):
    for page in PAGES[1:]:
        answer = client.get(f"/{page.slug}", headers={"accept-encoding": "gzip"})
        assert answer.status_code == 200
        assert answer.text.index("BACKEND_BASE_URL:new URL('./',location.href)") < answer.text.index("<script type=")
        assert answer.headers["cache-control"] == "no-cache"


def test_an_error_of_ours_is_a_500_in_json_with_the_security_headers_and_is_logged(caplog):
    def fail(_request):
        raise RuntimeError("secret")

    app = Starlette(routes=[Route("/fails", fail)], middleware=MIDDLEWARE)
    answer = TestClient(app, base_url=LOCAL, raise_server_exceptions=False).get("/fails")
    assert (answer.status_code, answer.json()["error"]) == (500, "internal error")
    assert "content-security-policy" in answer.headers
    # the reference stands in the log; what the error says may be user text and does not
    assert answer.json()["reference"] in caplog.text and "secret" not in caplog.text


def test_an_error_after_the_answer_has_begun_ends_the_connection():
    async def fail_late(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise RuntimeError("late")

    with pytest.raises(RuntimeError, match="late"):
        TestClient(SecurityHeaders(fail_late)).get("/")


def test_every_answer_carries_the_security_headers(client):
    headers = client.get("/healthz").headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy and "frame-ancestors 'self'" in policy
    assert not [scheme for scheme in ("http:", "https:", "ws:", "wss:", "unsafe-eval") if scheme in policy]
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("address", ["/_stcore/metrics", "/_stcore/metrics/", "/prefix/_stcore/metrics"])
def test_what_the_server_counts_is_told_to_nobody(address):
    app = Starlette(routes=[Route("/{rest:path}", lambda _request: Response("counters"))], middleware=MIDDLEWARE)
    assert TestClient(app, base_url=LOCAL).get(address).status_code == 404


def test_the_deep_link_switch_that_the_entry_relies_on_still_exists():
    from streamlit.runtime.pages_manager import PagesManager

    assert hasattr(PagesManager, "uses_pages_directory")


def test_a_posted_file_waits_under_a_secret_name(client):
    from clusterdash.ui.uploads import UPLOADS

    answer = client.post("/upload", content=b"region,industry,jobs\n")
    assert UPLOADS.take(answer.json()["upload"]) == b"region,industry,jobs\n"
    assert client.get("/upload").status_code in (404, 405)


def test_a_file_that_is_too_large_is_refused(client, monkeypatch):
    monkeypatch.setattr("clusterdash.web.uploads.FILE_LIMIT", 10)
    assert client.post("/upload", content=b"x" * 11).status_code == 413
    assert client.post("/upload", content=(b"x" * 6 for _ in range(3))).status_code == 413


def test_a_foreign_page_cannot_post_a_file(client):
    assert client.post("/upload", content=b"x", headers={"origin": "https://elsewhere.example"}).status_code == 403


def test_a_file_is_made_with_the_table_of_jobs_that_comes_along(project):
    import asyncio

    from starlette.requests import Request

    from clusterdash.regions import read_jobs
    from clusterdash.regions.table import JobsTable, unpack_jobs
    from clusterdash.results import default_scenario
    from clusterdash.web.exports import Wish, _read_wish

    packed = JobsTable(read_jobs(project / "data" / "examples" / "jobs_coastal_tourism.csv")).packed

    def ask(body):
        async def receive():
            return {"type": "http.request", "body": body, "more_body": False}

        return asyncio.run(_read_wish(Request({"type": "http", "method": "POST", "headers": []}, receive)))

    text = default_scenario().to_json()
    assert ask(text.encode()) == Wish(text)
    wish = ask(json.dumps({"scenario": text, "jobs": packed}).encode())
    assert wish.scenario == text and "Seluna" in unpack_jobs(wish.jobs).regions
