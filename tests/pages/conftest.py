"""Pages without a browser: run one and read its views."""

import json

import pytest
from streamlit.testing.v1 import AppTest


@pytest.fixture
def open_page(project):
    """Return a function that runs the whole app, or one page alone, and gives the test back after its first run."""

    def run(script="streamlit_app.py", page=None, **query):
        test = AppTest.from_file(str(project / script), default_timeout=30)
        for name, value in query.items():
            test.query_params[name] = value
        test.run()
        if page is not None:
            test.switch_page(str(project / "pages" / page)).run()
        assert not test.exception, test.exception
        return test

    return run


def read_views(test):
    """Return the data of each view on the page, by its key."""
    found = [json.loads(element.proto.json) for element in test.get("bidi_component")]
    return {data["key"]: data for data in found}
