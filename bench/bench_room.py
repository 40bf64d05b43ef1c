"""How many phones the room carries: real HTTP clients that poll and vote, beside real viewers of the app.

Run: python -m bench.bench_room [--phones 100] [--viewers 20] [--answers 12] [--seconds 5] [--processes 1]. One process
keeps its rooms in SQLite; several share a PostgreSQL of their own. The aims: ballots at p95 under 100 ms, viewers at
p95 no more than twice as slow as without phones; 1,000 phones beside 3 viewers without an error:
``--phones 1000 --viewers 3 --answers 2 --seconds 10``. Clients and servers share the machine.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import random
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack, ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from bench.bench_load import draw_click, open_visitors, read_cpu_seconds
from scripts.postgres import serve_postgres
from scripts.serving import RunningApp, serve_app
from scripts.visiting import Visitor

MECHANISMS = (
    "recruitment", "labor_mobility", "student_work", "spinoff_formation", "venture_capital",
    "science_industry_cooperation", "horizontal_cooperation", "vertical_cooperation", "local_competition",
    "social_hierarchy", "cafeteria_effects", "social_networks",
)  # fmt: skip


@dataclass
class Figures:
    """What was measured: seconds of each ballot, poll and click, and what went wrong."""

    ballots: list[float] = field(default_factory=list)
    polls: list[float] = field(default_factory=list)
    clicks: list[float] = field(default_factory=list)
    reveals: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class Phone:
    """One phone: keeps its connection open, polls as it is told, votes answer by answer."""

    def __init__(self, number: int, url: str, code: str, figures: Figures) -> None:
        self.device, self.code, self.figures = f"bench-{number:014d}", code, figures
        parts = urlsplit(url)
        self.host, self.port = str(parts.hostname), int(parts.port or 80)
        self.generator = random.Random(number)  # noqa: S311 - choices, not secrets
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self.lock = asyncio.Lock()
        self.etag = ""
        self.is_revealed = asyncio.Event()

    async def ask(self, method: str, path: str, body: bytes = b"", *headers: str) -> tuple[int, dict[str, str], bytes]:
        """Send one request and return status, headers and body; a connection that was idle for long is opened anew."""
        head = [f"{method} {path} HTTP/1.1", f"host: {self.host}:{self.port}", f"content-length: {len(body)}"]
        request = "\r\n".join([*head, *headers, "", ""]).encode() + body
        async with self.lock:
            try:
                return await self._exchange(request)
            except (asyncio.IncompleteReadError, ConnectionError):
                self.streams = None
                return await self._exchange(request)

    async def _exchange(self, request: bytes) -> tuple[int, dict[str, str], bytes]:
        if self.streams is None:
            self.streams = await asyncio.open_connection(self.host, self.port)
        reader, writer = self.streams
        writer.write(request)
        lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        told = {name.lower(): value for name, _colon, value in (line.partition(": ") for line in lines[1:])}
        length = int(told.get("content-length", 0))
        return int(lines[0].split()[1]), told, await reader.readexactly(length) if length else b""

    async def vote(self, answers: int, seconds: float) -> None:
        """Answer question after question, at moments spread over the time."""
        moments = sorted(self.generator.uniform(0, seconds) for _answer in range(answers))
        start, ratings = time.perf_counter(), {}
        for revision, moment in enumerate(moments, 1):
            ratings[MECHANISMS[revision % len(MECHANISMS)]] = self.generator.randint(0, 3)
            await asyncio.sleep(max(0.0, start + moment - time.perf_counter()))
            ballot = {"device": self.device, "group": None, "ratings": ratings, "revision": revision}
            sent = time.perf_counter()
            status, _headers, _body = await self.ask(
                "PUT", f"/api/rooms/{self.code}/ballot", json.dumps(ballot).encode(), "content-type: application/json"
            )
            self.figures.ballots.append(time.perf_counter() - sent)
            if status != 200:
                self.figures.errors.append(f"ballot {status}")

    async def poll(self) -> None:
        """Ask for the state again and again, as often as the server says."""
        wait = self.generator.uniform(0, 3)
        while True:
            await asyncio.sleep(wait * self.generator.uniform(0.8, 1.2))
            sent = time.perf_counter()
            known = [f"if-none-match: {self.etag}"] if self.etag else []
            status, headers, body = await self.ask("GET", f"/api/rooms/{self.code}", b"", *known)
            self.figures.polls.append(time.perf_counter() - sent)
            if status == 200:
                self.etag, told = headers["etag"], json.loads(body)
                wait = told["next_poll_ms"] / 1000
                if told["results"] is not None:
                    self.is_revealed.set()
            elif status != 304:
                self.figures.errors.append(f"poll {status}")


async def click_on(visitor: Visitor, generator: random.Random, costs: list[float]) -> None:
    """Click about once a second and note what each click costs."""
    while True:
        await asyncio.sleep(generator.uniform(0.5, 1.5))
        costs.append(await visitor.click(**draw_click(generator)))


async def watch_viewers(visitors: list[Visitor], seconds: float) -> list[float]:
    """Return what clicks cost while nothing else happens."""
    costs: list[float] = []
    tasks = [asyncio.create_task(click_on(one, random.Random(n), costs)) for n, one in enumerate(visitors)]  # noqa: S311
    await asyncio.sleep(seconds)
    await _end(tasks)
    return costs


async def _end(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def hold_vote(apps: list[RunningApp], visitors: list[Visitor], wishes: argparse.Namespace) -> Figures:
    """Let all phones join, poll and vote beside the viewers, reveal at the end, and return what it cost."""
    figures = Figures()
    first = Phone(0, apps[0].url, "", figures)
    _status, _headers, body = await first.ask("POST", "/api/rooms", b'{"title": "Bench"}')
    room = json.loads(body)
    phones = [Phone(n, apps[n % len(apps)].url, room["code"], figures) for n in range(wishes.phones)]
    tasks = [asyncio.create_task(phone.poll()) for phone in phones]
    tasks += [asyncio.create_task(click_on(one, random.Random(n), figures.clicks)) for n, one in enumerate(visitors)]  # noqa: S311
    await asyncio.gather(*(phone.vote(wishes.answers, wishes.seconds) for phone in phones))
    key = f"authorization: Bearer {room['key']}"
    started = time.perf_counter()
    await first.ask("POST", f"/api/rooms/{room['code']}/reveal", b"", key)

    async def see(phone: Phone) -> None:
        await phone.is_revealed.wait()
        figures.reveals.append(time.perf_counter() - started)

    await asyncio.gather(*(see(phone) for phone in phones))
    failed = [task.exception() for task in tasks if task.done() and not task.cancelled()]
    figures.errors += [type(error).__name__ for error in failed if error is not None]
    await _end(tasks)
    _status, _headers, body = await first.ask("GET", f"/api/rooms/{room['code']}/export.json", b"", key)
    if len(json.loads(body)["ballots"]) != wishes.phones:
        figures.errors.append("ballots are missing")
    return figures


def tell(costs: list[float]) -> str:
    """Return count, median, p95 and worst of seconds, in milliseconds."""
    ranked = sorted(1000 * cost for cost in costs) or [float("nan")]
    return " | ".join(f"{ranked[round(part * (len(ranked) - 1))]:.0f}" for part in (0.5, 0.95, 1))


@contextmanager
def serve_apps(processes: int) -> Iterator[list[RunningApp]]:
    """Yield that many servers: one on SQLite, several on one PostgreSQL."""
    with ExitStack() as stack:
        environment: dict[str, str] = {}
        if processes > 1:
            environment["CLUSTERDASH_DATABASE"] = stack.enter_context(serve_postgres()).url
        yield [stack.enter_context(serve_app(environment=environment)) for _process in range(processes)]


async def measure(apps: list[RunningApp], wishes: argparse.Namespace) -> None:
    """Measure the viewers alone, then everything together, and print one table."""
    async with AsyncExitStack() as stack:
        visitors: list[Visitor] = []
        for number, app in enumerate(apps):
            share = wishes.viewers // len(apps) + (number < wishes.viewers % len(apps))
            visitors += await open_visitors(stack, app.url, ["", "strategy"], share)
        idle = await watch_viewers(visitors, 10)
        before, began = [read_cpu_seconds(app) for app in apps], time.perf_counter()
        own = time.process_time()
        figures = await hold_vote(apps, visitors, wishes)
        spent = time.perf_counter() - began
        cores = sum(read_cpu_seconds(app) - old for app, old in zip(apps, before, strict=True)) / spent
        client = (time.process_time() - own) / spent
    print("\n| what | count | median ms | p95 ms | worst ms |\n|---|---|---|---|---|")
    rows: list[tuple[str, Any]] = [
        ("ballot on disk", figures.ballots),
        ("poll", figures.polls),
        ("reveal seen by a phone", figures.reveals),
        ("viewer's click, no phones", idle),
        ("viewer's click, with phones", figures.clicks),
    ]
    for name, costs in rows:
        print(f"| {name} | {len(costs)} | {tell(costs)} |")
    print(f"\nerrors: {len(figures.errors)} {sorted(set(figures.errors))[:5]}")
    print(f"server cores {cores:.2f}, client cores {client:.2f}, over {spent:.1f} s")


def main() -> None:
    """Start the servers and measure."""
    parser = argparse.ArgumentParser(description="What phones and viewers cost each other.")
    parser.add_argument("--phones", type=int, default=100, help="phones that poll and vote (default 100)")
    parser.add_argument("--viewers", type=int, default=20, help="open sessions that click once a second (default 20)")
    parser.add_argument("--answers", type=int, default=12, help="ballots that each phone sends (default 12)")
    parser.add_argument("--seconds", type=float, default=5.0, help="the time in which it sends them (default 5)")
    parser.add_argument("--processes", type=int, default=1, help="server processes; from 2 on with PostgreSQL")
    wishes = parser.parse_args()
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {wishes}")
    with serve_apps(wishes.processes) as apps:
        asyncio.run(measure(apps, wishes))


if __name__ == "__main__":
    main()
