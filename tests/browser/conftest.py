"""A running app, a browser, and pages that are watched: no request leaves the machine, no error in the console.

def test_something(visit, axe):
    page = visit("mechanisms", size=PHONE, scheme="dark")
    assert not axe(page)
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from scripts.serving import ENTRY, INSTALL_CHROMIUM, find_chromium, launch_chromium, serve_app, settle

HERE = Path(__file__).resolve().parent
REQUIRED = bool(os.environ.get("CLUSTERDASH_REQUIRE_BROWSER"))
OWN_HOSTS = {"127.0.0.1", "localhost"}
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
_APPS = pytest.StashKey[list]()
_UNSEEN = pytest.StashKey[list]()


def is_browser_test(item):
    return HERE in item.path.parents


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Mark our tests and put them last: the quick ones speak first, and no event loop is left open for the others."""
    for item in items:
        if is_browser_test(item):
            item.add_marker(pytest.mark.browser)
    items.sort(key=is_browser_test)


def pytest_runtest_setup(item):
    if is_browser_test(item) and find_chromium() is None:
        reason = f"no Chromium on this machine: {INSTALL_CHROMIUM}"
        if REQUIRED:
            pytest.fail(f"CLUSTERDASH_REQUIRE_BROWSER is set, but there is {reason}", pytrace=False)
        item.config.stash.setdefault(_UNSEEN, []).append((item.nodeid, reason))
        pytest.skip(reason)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.skipped and is_browser_test(item):
        unseen = item.config.stash.setdefault(_UNSEEN, [])
        if item.nodeid not in (nodeid for nodeid, _ in unseen):
            unseen.append((item.nodeid, report.longrepr[2] if isinstance(report.longrepr, tuple) else "skipped"))
        if REQUIRED and not hasattr(report, "wasxfail"):
            report.outcome, report.longrepr = (
                "failed",
                "CLUSTERDASH_REQUIRE_BROWSER is set: no browser test may be skipped",
            )
    if report.failed:
        for app in item.config.stash.get(_APPS, []):
            report.sections.append((f"log of {app.url}", app.read_log()[-8000:]))
    return report


def pytest_terminal_summary(terminalreporter, config):
    unseen = config.stash.get(_UNSEEN, [])
    if unseen:
        terminalreporter.section("browser tests that did not run")
        for nodeid, reason in unseen:
            terminalreporter.line(f"{nodeid}: {reason}")


@pytest.fixture(scope="session")
def serve(request):
    """Return a context manager factory like ``serve_app`` whose log is shown when a test fails."""
    from contextlib import contextmanager

    apps = request.config.stash.setdefault(_APPS, [])

    @contextmanager
    def start(script=ENTRY, *options, **named):
        with serve_app(script, *options, **named) as app:
            apps.append(app)
            try:
                yield app
            finally:
                apps.remove(app)

    return start


@pytest.fixture(scope="session")
def running_app(serve):
    """Return our app as a server process: ``.url``, ``.pid``, ``.read_log()``."""
    if not ENTRY.is_file():
        pytest.skip("streamlit_app.py is not built yet")
    with serve() as app:
        yield app


@pytest.fixture(scope="session")
def app_url(running_app):
    """Return the address of the running app, without a slash at the end."""
    return running_app.url


@pytest.fixture(scope="session")
def browser():
    """Return one headless Chromium for all tests."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = launch_chromium(playwright)
        yield chromium
        chromium.close()


BROKEN_CONNECTION = (
    "net::ERR_",
    "WebSocket connection to",
    "No response received when attempting to reach",
    "server is not responding",
    "when disconnected from server",
)


class Guard:
    """What a browser context did that it should not: requests to elsewhere, errors in console and pages.

    ``may_break`` is for tests that end their server: a connection that breaks is in the console then, at any moment
    until the page is closed; every other error still counts.
    """

    def __init__(self, context):
        self.elsewhere: list[str] = []
        self.errors: list[str] = []
        self.may_break = False
        context.on("request", lambda request: self._note_request(request.url))
        context.on("console", self._note_console)
        context.on("weberror", lambda error: self.errors.append(f"page error: {error.error}"))
        context.on("page", lambda page: page.on("websocket", lambda socket: self._note_request(socket.url)))

    def _note_request(self, url):
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in OWN_HOSTS:
            self.elsewhere.append(url)

    def _note_console(self, message):
        address = message.location.get("url", "")
        is_broken = any(words in message.text for words in BROKEN_CONNECTION)
        if message.type == "error" and not (self.may_break and is_broken):
            self.errors.append(f"{message.text} [{address}]")

    def check(self):
        """Fail with everything that was noted."""
        assert not self.elsewhere, "requests left the machine:\n" + "\n".join(self.elsewhere)
        assert not self.errors, "errors in the browser:\n" + "\n".join(self.errors)


@pytest.fixture
def new_page(browser):
    """Return a function that opens an empty, watched page; each call is a visitor of their own (fresh storage).

    ``new_page(size=(1280, 800), scheme="light", locale="en-GB", touch=False, **context_options)``; the watch is
    ``page.guard`` and fails the test at its end.
    """
    opened = []

    def open_page(*, size=(1280, 800), scheme="light", locale="en-GB", touch=False, **options):
        viewport = {"width": size[0], "height": size[1]}
        options = {"reduced_motion": "reduce", "has_touch": touch, "is_mobile": touch} | options
        context = browser.new_context(viewport=viewport, color_scheme=scheme, locale=locale, **options)
        guard = Guard(context)
        opened.append((context, guard))
        page = context.new_page()
        page.guard = guard
        return page

    yield open_page
    for context, _ in opened:
        context.close()
    for _, guard in opened:
        guard.check()


@pytest.fixture
def visit(new_page, running_app):
    """Return a function that opens a page of our app as a new visitor and waits until it has come to rest.

    ``visit("mechanisms?lang=fr", size=(390, 844), scheme="dark", touch=True)``. A traceback in the server's log fails
    the test.
    """
    start = len(running_app.log.read_bytes())

    def open_app(path="", **options):
        page = new_page(**options)
        page.goto(f"{running_app.url}/{path}")
        return settle(page)

    yield open_app
    written = running_app.read_log(start)
    assert "Traceback (most recent call last)" not in written, written[-4000:]


@pytest.fixture(scope="session")
def axe():
    """Return a function that lists what axe-core finds on a page at WCAG 2.0 to 2.2, levels A and AA.

    ``assert not axe(page)``; each finding is one readable text: rule, impact, help and the places.
    """
    import axe_playwright_python

    source = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")

    def find(page, *, include=None, exclude=()):
        page.evaluate(f"() => {{ if (!window.axe) {{ {source} }} }}")
        scope = {"include": [[include]]} if include else {}
        if exclude:
            scope["exclude"] = [[selector] for selector in exclude]
        options = {"runOnly": {"type": "tag", "values": AXE_TAGS}, "resultTypes": ["violations"]}
        found = page.evaluate(
            "([scope, options]) => axe.run(Object.keys(scope).length ? scope : document, options)", [scope, options]
        )
        return [tell_violation(violation) for violation in found["violations"]]

    return find


def tell_violation(violation):
    places = "\n".join(
        f"    {node['target']} {node['html'][:160]}\n      {node.get('failureSummary', '')}"
        for node in violation["nodes"][:5]
    )
    return f"{violation['id']} ({violation['impact']}): {violation['help']}, {len(violation['nodes'])} places\n{places}"
