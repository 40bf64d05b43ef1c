"""The fixtures themselves, on a throwaway app: they see what they should, and they do complain."""

from urllib.error import URLError
from urllib.request import urlopen

import pytest

from scripts.serving import settle

TINY = """
import streamlit as st
st.title("Tiny")
st.button("Once", on_click=lambda: st.session_state.update(n=st.session_state.get("n", 0) + 1))
st.write(f"count {st.session_state.get('n', 0)}")
st.html("<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>")
"""


@pytest.fixture(scope="module")
def tiny(serve, tmp_path_factory):
    script = tmp_path_factory.mktemp("tiny") / "tiny.py"
    script.write_text(TINY, encoding="utf-8")
    with serve(script) as app:
        yield app


def test_a_click_reaches_the_script_and_comes_back(tiny, new_page):
    page = new_page()
    page.goto(tiny.url)
    settle(page).get_by_role("button", name="Once").click()
    page.get_by_text("count 1").wait_for()
    page.guard.check()


def test_axe_sees_a_picture_without_alternative_text(tiny, new_page, axe):
    page = new_page()
    page.goto(tiny.url)
    assert "image-alt" in "".join(axe(settle(page)))


def test_the_guard_sees_requests_that_leave_and_errors_in_the_console(tiny, new_page):
    page = new_page()
    page.goto(tiny.url)
    page.evaluate("() => fetch('http://example.invalid/x').catch(() => console.error('planted'))")
    page.wait_for_timeout(0)
    with pytest.raises(AssertionError, match="example.invalid"):
        page.guard.check()
    page.guard.elsewhere.clear()
    with pytest.raises(AssertionError, match="planted"):
        page.guard.check()
    page.guard.errors.clear()


def test_the_server_ends_with_its_block(serve, tmp_path):
    script = tmp_path / "tiny.py"
    script.write_text("import streamlit as st\nst.write('x')\n", encoding="utf-8")
    with serve(script) as app:
        assert urlopen(f"{app.url}/_stcore/health").status == 200  # noqa: S310
    with pytest.raises(URLError):
        urlopen(app.url)  # noqa: S310
