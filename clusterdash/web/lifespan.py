"""What happens once when the server starts."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import sys
from collections.abc import AsyncIterator
from typing import Any

from streamlit import cli_util, config

from clusterdash.errors import ClusterdashError
from clusterdash.export.worker import WORKSHOP
from clusterdash.room.desk import DESK
from clusterdash.store.database import DatabaseGone
from clusterdash.web.inside import list_addresses, stay_inside
from clusterdash.web.sessions import keep_few_sessions
from clusterdash.web.silence import end_silent_connections
from clusterdash.web.streams import allow_many_connections, set_grace

SWEEP_SECONDS = 10


@contextlib.asynccontextmanager
async def LIFESPAN(app: Any) -> AsyncIterator[None]:  # noqa: N802, the name that st.App's users expect
    """Set the limits, warm what every session needs, say where to go."""
    stay_inside()
    keep_few_sessions(app)
    end_silent_connections()
    _warm_up()
    _say_where_to_go(list_addresses())
    set_grace()
    allow_many_connections()
    sweeper = asyncio.create_task(_sweep())
    yield
    sweeper.cancel()
    WORKSHOP.close()
    await asyncio.to_thread(DESK.close)


async def _sweep() -> None:
    """Free what closed connections left in circles: after a click nobody looks for it (that would cost every click)."""
    while True:
        await asyncio.sleep(SWEEP_SECONDS)
        gc.collect()


def _say_where_to_go(addresses: list[str]) -> None:
    """Print the addresses and, on a machine with a screen, open the first: Streamlit does so only for bare scripts."""
    print("\n  clusterdash answers at")
    print(*(f"    {address}" for address in addresses), "", sep="\n", flush=True)
    if not config.get_option("server.headless"):
        cli_util.open_browser(addresses[0])


def _warm_up() -> None:
    """Load what every session needs, then take it out of the garbage collector's sight (a rerun halves)."""
    import pandas  # noqa: F401

    from clusterdash.results import compute_results, default_catalog, default_scenario
    from clusterdash.ui import shell  # noqa: F401

    compute_results(default_catalog(), default_scenario())
    _open_rooms()
    gc.collect()
    gc.freeze()


def _open_rooms() -> None:
    """Open the database of the rooms; where that fails the app starts without them, and the first room tries again."""
    try:
        DESK.open()
    except (ClusterdashError, DatabaseGone) as error:
        print(f"  Rooms cannot be opened now: {error or type(error).__name__}", file=sys.stderr, flush=True)
