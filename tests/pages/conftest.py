"""Pages without a browser: run one and read its screen."""

import json

import pytest
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

from clusterdash.views.render import View


def route_by_navigation_only(monkeypatch):
    """Do what the entry does when the server imports it: AppTest starts each run with the old multipage mode on."""
    begin = PagesManager.__init__

    def begin_without_folder(self, *values, **named):
        begin(self, *values, **named)
        PagesManager.uses_pages_directory = False

    monkeypatch.setattr(PagesManager, "__init__", begin_without_folder)


@pytest.fixture
def open_page(project, monkeypatch):
    """Return a function that runs the whole app, or one page alone, and gives the test back after its first run."""

    route_by_navigation_only(monkeypatch)

    def run(script="streamlit_app.py", page=None, **query):
        test = AppTest.from_file(str(project / script), default_timeout=30)
        for name, value in query.items():
            test.query_params[name] = value
        test.run()
        if page is not None:
            test.switch_page(f"pages/{page}").run()
        assert not test.exception, test.exception
        return test

    return run


def read_screen(test):
    """Return the screen that the run sent: its whole HTML and the facts beside it, as one dictionary."""
    (data,) = [json.loads(element.proto.json) for element in test.get("bidi_component")]
    return {"html": View(data["skeleton"], data["parts"]).html, "parts": data["parts"], **data["facts"]}
