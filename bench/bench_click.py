"""What a click costs on each page, as a ratio to a bare Streamlit page in the same run.

    python -m bench.bench_click            # all pages, 25 clicks each
    python -m bench.bench_click --clicks 5 --pages mechanisms strategy

Click to painted: from pointer-down in the page to the new state in the document plus two animation frames. Targets are
clicked in turn, so that noise on the machine meets all alike. Read the ratios, not the milliseconds.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, ViewportSize, sync_playwright

from clusterdash.views.pages import PAGES
from scripts.serving import RunningApp, launch_chromium, serve_app, settle

BARE = Path(__file__).resolve().parent / "bare.py"
# Address of each page; "" is the first one.
SLUGS = [page.slug for page in PAGES]
# What is clicked on each page: name -> selector of the radios; one that is not checked is clicked at each turn.
CHANGES = {
    "salience": '[data-test="salience"] [role=radio]',
    "capacity": '[role=radiogroup][aria-labelledby^="capacity-"] [role=radio]',
    "donor": '[role=radiogroup][aria-labelledby="rail-donor"] [role=radio]',
}
# What tells that the result stands on the page: this property changes after the result was drawn.
APP_STATE = "() => document.documentElement.dataset.painted"
BARE_STATE = """() => document.querySelector('[data-testid="stMain"] [data-testid="stMarkdown"] p')?.textContent"""
BARE_TOGGLE = '[data-testid="stMain"] [data-testid="stCheckbox"] label'
VIEWPORT: ViewportSize = {"width": 1280, "height": 800}
WARM_UP = 3

# From the pointer going down until `state()` differs and two frames have passed; milliseconds.
WATCH = """
(source) => {
  const state = eval(source), before = state()
  window.clickCost = new Promise((done, fail) => {
    let start = null
    window.addEventListener('pointerdown', () => { start = performance.now() }, {capture: true, once: true})
    const check = () => {
      if (start === null || state() === before) return
      observer.disconnect()
      requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)))
    }
    const observer = new MutationObserver(check)
    observer.observe(document, {attributes: true, characterData: true, childList: true, subtree: true})
    setTimeout(() => fail(new Error('nothing was painted within 10 s')), 10000)
  })
}
"""
RADIO_TO_CLICK = """
([selector, turn]) => {
  const found = []
  const walk = root => {
    found.push(...root.querySelectorAll(selector))
    root.querySelectorAll('*').forEach(node => node.shadowRoot && walk(node.shadowRoot))
  }
  walk(document)
  const open = found.filter(node => node.getAttribute('aria-checked') !== 'true' && node.checkVisibility())
  return open[(turn * 7) % open.length]
}
"""


@dataclass
class Target:
    """One thing that is clicked again and again, and what it cost each time (ms)."""

    name: str
    page: Page
    state: str
    click: Callable[[Page, int], None]
    costs: list[float] = field(default_factory=list)

    def measure(self, turn: int) -> float:
        """Return what one click costs now, in milliseconds."""
        self.page.bring_to_front()
        self.page.evaluate(WATCH, self.state)
        self.click(self.page, turn)
        try:
            cost = float(self.page.evaluate("() => window.clickCost"))
        except Error as error:
            raise RuntimeError(f"{self.name}: {error.message}") from error
        settle(self.page)
        return cost


def open_page(browser: Browser, url: str) -> Page:
    """Return a page as a new visitor sees it, at rest."""
    page = browser.new_context(viewport=VIEWPORT, reduced_motion="reduce").new_page()
    page.goto(url)
    return settle(page)


def click_radio(selector: str) -> Callable[[Page, int], None]:
    """Return a click on a radio that is not checked, another one at each turn."""

    def click(page: Page, turn: int) -> None:
        radio = page.evaluate_handle(RADIO_TO_CLICK, [selector, turn]).as_element()
        if radio is None:
            raise RuntimeError(f"No visible radio left to click for {selector} on {page.url}")
        radio.click()

    return click


def build_targets(browser: Browser, bare: RunningApp, app: RunningApp, pages: list[str]) -> list[Target]:
    """Return the bare page and every page of the app with every change that it offers."""
    targets = [Target("bare", open_page(browser, bare.url), BARE_STATE, lambda page, _: page.click(BARE_TOGGLE))]
    for slug in pages:
        page = open_page(browser, f"{app.url}/{slug}")
        for change, selector in CHANGES.items():
            if page.locator(selector).count():
                targets.append(Target(f"{slug or 'overview'}: {change}", page, APP_STATE, click_radio(selector)))
            else:
                print(f"(no {change} control on {slug or 'overview'})")
    return targets


def measure_clicks(targets: list[Target], clicks: int) -> None:
    """Click every target in turn, ``clicks`` times after the warm-up."""
    for turn in range(WARM_UP + clicks):
        for target in targets:
            cost = target.measure(turn)
            if turn >= WARM_UP:
                target.costs.append(cost)


def measure_first_load(browser: Browser, url: str) -> tuple[float, float]:
    """Return kilobytes on the wire (compressed) and milliseconds until a first visit has come to rest."""
    context = browser.new_context(viewport=VIEWPORT, reduced_motion="reduce")
    page = context.new_page()
    received: list[float] = []
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(len(frame))))
    page.goto("about:blank")
    started = page.evaluate("() => Date.now()")
    page.goto(url)
    settle(page)
    spent = page.evaluate("() => Date.now()") - started
    context.close()
    return sum(received) / 1000, float(spent)


def measure_memory(browser: Browser, app: RunningApp, sessions: int) -> tuple[float, float]:
    """Return the server's memory with one more session (MB) and what each further one adds (MB)."""
    first = open_page(browser, app.url)
    before = app.read_memory()
    opened = [open_page(browser, app.url) for _ in range(sessions)]
    after = app.read_memory()
    for page in [first, *opened]:
        page.context.close()
    return before, (after - before) / sessions


def percentile(values: list[float], share: float) -> float:
    """Return the value below which ``share`` (0 to 1) of ``values`` lie."""
    return sorted(values)[min(len(values) - 1, round(share * (len(values) - 1)))]


def print_clicks(targets: list[Target]) -> None:
    """Print one row for each target, with its ratio to the first one."""
    base = statistics.median(targets[0].costs)
    print("\n| click | median ms | p95 ms | ratio to bare |\n|---|---|---|---|")
    for target in targets:
        middle = statistics.median(target.costs)
        print(f"| {target.name} | {middle:.0f} | {percentile(target.costs, 0.95):.0f} | {middle / base:.2f} |")


def main() -> None:
    """Measure and print three tables."""
    parser = argparse.ArgumentParser(description="What a click costs on each page, against a bare page.")
    parser.add_argument("--clicks", type=int, default=25, help="clicks for each target (default 25)")
    parser.add_argument("--sessions", type=int, default=10, help="sessions for the memory table (default 10)")
    parser.add_argument("--pages", nargs="*", default=SLUGS, help="url paths (default: all)")
    wishes = parser.parse_args()
    with ExitStack() as stack:
        bare, app = stack.enter_context(serve_app(BARE)), stack.enter_context(serve_app())
        browser = launch_chromium(stack.enter_context(sync_playwright()))
        print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Chromium {browser.version}")
        print("\n| first load | kB on the wire | ms |\n|---|---|---|")
        for name, url in [("bare", bare.url), *((slug or "overview", f"{app.url}/{slug}") for slug in wishes.pages)]:
            size, spent = measure_first_load(browser, url)
            print(f"| {name} | {size:.0f} | {spent:.0f} |")
        print("\n| memory of the server | with one session MB | each further session MB |\n|---|---|---|")
        for name, server in (("bare", bare), ("clusterdash", app)):
            first, more = measure_memory(browser, server, wishes.sessions)
            print(f"| {name} | {first:.0f} | {more:.2f} |")
        targets = build_targets(browser, bare, app, wishes.pages)
        measure_clicks(targets, wishes.clicks)
        print_clicks(targets)
        browser.close()


if __name__ == "__main__":
    main()
