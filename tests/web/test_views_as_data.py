"""Each view as data: its table as CSV, and what the columns mean beside it."""

import io

import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from clusterdash.model import build_strategy
from clusterdash.results import examples
from clusterdash.store.share import write_share_code
from clusterdash.views.pages import PAGES
from clusterdash.web import MIDDLEWARE, ROUTES
from clusterdash.web.views_as_data import VIEWS

SCENARIO = examples()[0].scenario


@pytest.fixture
def client():
    return TestClient(Starlette(routes=ROUTES, middleware=MIDDLEWARE), base_url="http://localhost")


@pytest.fixture
def code(catalog):
    return write_share_code(catalog, SCENARIO)


def test_views_are_pages_of_the_app():
    assert set(VIEWS) <= {page.slug or "overview" for page in PAGES}


@pytest.mark.parametrize("view", VIEWS)
def test_the_description_fits_the_table(client, code, view):
    table = client.get(f"/{view}.csv", params={"s": code})
    told = client.get(f"/{view}.metadata.json", params={"s": code}).json()
    frame = pd.read_csv(io.BytesIO(table.content), encoding="utf-8-sig")
    assert list(frame.columns) == [field["name"] for field in told["schema"]["fields"]]
    assert len(frame) == told["rows"] and told["source"] and told["url"].startswith(f"{view}.csv?s=")
    assert all(field.get("description") for field in told["schema"]["fields"])


def test_the_strategy_is_the_mix_of_the_model(client, code, catalog):
    frame = pd.read_csv(io.BytesIO(client.get("/strategy.csv", params={"s": code}).content), encoding="utf-8-sig")
    assert list(frame.loc[frame["in_mix"], "instrument"]) == list(build_strategy(catalog, SCENARIO).mix)


def test_the_tables_of_the_paper_need_no_link_and_the_others_say_that_they_do(client):
    assert len(pd.read_csv(io.BytesIO(client.get("/mechanisms.csv").content), encoding="utf-8-sig")) == 93
    answer = client.get("/timeline.csv")
    assert answer.status_code == 400 and answer.json()["problems"]
