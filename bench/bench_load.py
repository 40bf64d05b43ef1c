"""How many clicks a second the server carries: real websockets, one session for each visitor, clicks at a given rate.

Run: python -m bench.bench_load [--sessions 100] [--rate 40] [--seconds 20] [--pages strategy timeline]. The aim: 40
clicks a second at p95 under 500 ms on two cores. A click counts from the moment it was due until the server's script
has ended, so that a server which falls behind shows it. Client and server share the machine.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import random
import statistics
import time
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from scripts.serving import RunningApp, serve_app
from scripts.visiting import Visitor, visit

# What visitors click, as the browser sends it: the action and the values to draw from.
CLICKS: tuple[tuple[str, dict[str, tuple[Any, ...]]], ...] = (
    ("set_salience", {"mechanism": ("recruitment", "student_work", "vertical_cooperation"), "value": (0, 1, 2, 3)}),
    ("set_capacity", {"actor": ("local", "regional", "national"), "value": ("absent", "weak", "able")}),
    ("set_field", {"field": ("donor_level",), "value": (0, 1, 2, 3, 4, 5)}),
)


def draw_click(generator: random.Random) -> dict[str, Any]:
    """Return one choice as the browser sends it: a rating, an actor's capacity or the donor's level."""
    name, values = generator.choice(CLICKS)
    return {"name": name, **{key: generator.choice(choices) for key, choices in values.items()}}


def read_cpu_seconds(app: RunningApp) -> float:
    """Return the processor seconds that the server has used so far (Linux; elsewhere NaN)."""
    stat = Path(f"/proc/{app.pid}/stat")
    if not stat.is_file():
        return float("nan")
    user, system = stat.read_text().rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


async def open_visitors(stack: AsyncExitStack, url: str, pages: list[str], sessions: int) -> list[Visitor]:
    """Return ``sessions`` visitors who have seen their page, spread over ``pages``; eight come at a time."""
    door = asyncio.Semaphore(8)

    async def come(number: int) -> Visitor:
        async with door:
            visitor = await stack.enter_async_context(visit(url, pages[number % len(pages)]))
            await visitor.open()
            return visitor

    return list(await asyncio.gather(*(come(number) for number in range(sessions))))


async def click_at(visitor: Visitor, lock: asyncio.Lock, due: float, click: dict[str, Any]) -> float:
    """Send a click when it is due; return the seconds from then until the script has ended."""
    await asyncio.sleep(due - time.perf_counter())
    async with lock:
        await visitor.click(**click)
    return time.perf_counter() - due


async def measure_load(app: RunningApp, pages: list[str], sessions: int, rate: float, seconds: float) -> None:
    """Open the sessions, click at ``rate`` for ``seconds`` and print one table."""
    generator = random.Random(2013)  # noqa: S311 - choices, not secrets
    async with AsyncExitStack() as stack:
        started = time.perf_counter()
        visitors = await open_visitors(stack, app.url, pages, sessions)
        print(f"{sessions} sessions opened in {time.perf_counter() - started:.1f} s, {app.read_memory():.0f} MB")
        locks = [asyncio.Lock() for _ in visitors]
        already = sum(visitor.received for visitor in visitors)
        start, cpu, own = time.perf_counter() + 0.1, read_cpu_seconds(app), time.process_time()
        clicks = [
            click_at(visitors[turn % sessions], locks[turn % sessions], start + turn / rate, draw_click(generator))
            for turn in range(round(rate * seconds))
        ]
        costs = sorted(1000 * cost for cost in await asyncio.gather(*clicks))
        spent = time.perf_counter() - start
        received = sum(visitor.received for visitor in visitors) - already
        print(f"{sum(visitor.data.get('ack', 0) for visitor in visitors)} of {len(costs)} clicks were confirmed")
    print("\n| clicks | a second | median ms | p95 ms | worst ms | kB a click | server cores | client cores |")
    print("|---|---|---|---|---|---|---|---|")
    figures = (statistics.median(costs), costs[round(0.95 * (len(costs) - 1))], costs[-1], received / len(costs) / 1000)
    middle = " | ".join(f"{figure:.0f}" for figure in figures)
    cores = f"{(read_cpu_seconds(app) - cpu) / spent:.2f} | {(time.process_time() - own) / spent:.2f}"
    print(f"| {len(costs)} | {len(costs) / spent:.1f} | {middle} | {cores} |")


def main() -> None:
    """Start the app and measure."""
    parser = argparse.ArgumentParser(description="What clicks cost when many people click.")
    parser.add_argument("--sessions", type=int, default=100, help="open sessions (default 100)")
    parser.add_argument("--rate", type=float, default=40.0, help="clicks a second, all sessions together (default 40)")
    parser.add_argument("--seconds", type=float, default=20.0, help="how long to click (default 20)")
    parser.add_argument("--pages", nargs="+", default=["", "strategy"], help="url paths, in turn (default: two)")
    wishes = parser.parse_args()
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores")
    with serve_app() as app:
        asyncio.run(measure_load(app, wishes.pages, wishes.sessions, wishes.rate, wishes.seconds))


if __name__ == "__main__":
    main()
